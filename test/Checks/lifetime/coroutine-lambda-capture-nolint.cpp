// RUN: %check %s async-coroutine-lambda-capture

// How a finding is silenced: on the line of the lambda's captures.

#include <coroutine.h>

using mini::task;
task<> tick();
void use(int Value);

task<> silent(int X) {
  return [X]() -> task<> { // NOLINT(async-coroutine-lambda-capture)
    co_await tick();
    use(X);
  }();
}

task<> silentFromTheLineBefore(int X) {
  // NOLINTNEXTLINE(async-coroutine-lambda-capture): the caller awaits it at once
  return [X]() -> task<> {
    co_await tick();
    use(X);
  }();
}

// NOLINTBEGIN(async-*)
task<> silentRegion(int X) {
  return [X]() -> task<> {
    co_await tick();
    use(X);
  }();
}
// NOLINTEND(async-*)

task<> commentAtTheCall(int X) {
  return [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    co_await tick();
    use(X);
  }(); // NOLINT(async-coroutine-lambda-capture)
}

task<> anotherCheck(int X) {
  return [X]() -> task<> { // NOLINT(cppcoreguidelines-avoid-capturing-lambda-coroutines)
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  }();
}

// Not flagged at all
task<> awaited(int X) {
  co_await [X]() -> task<> {
    co_await tick();
    use(X);
  }();
}
