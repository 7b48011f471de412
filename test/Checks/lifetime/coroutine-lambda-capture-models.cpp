// RUN: %check %s async-coroutine-lambda-capture --config='{CheckOptions: {async-coroutine-lambda-capture.Models: "%S/Inputs/coroutine-lambda-capture-models/runtime.yaml"}}'

// What a user's model says of functions without a body in sight.

#include <coroutine.h>
#include <functional>
#include <utility>

using mini::eager;
using mini::task;
task<> tick();
void use(int Value);

namespace runtime {
template <class F> void drops(F &&Run) {}
template <class F> void keeps(F &&Run) {}
void keeps(task<> Task);
void sync_wait(task<> Task);
task<> with_timeout(task<> Task, int Seconds);
} // namespace runtime

//===- Flagged --------------------------------------------------------------===//

void dropsTheClosure(int X) {
  runtime::drops([X]() -> eager<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    co_await tick();
    use(X);
  });
}

// Fixed: the callee keeps the callable.
void keepsTheTask(int X) {
  runtime::keeps([X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  }());
}

void keepsTheTaskOfANamedClosure(int X) {
  auto Run = [X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  };
  runtime::keeps(Run());
}

task<> returnedThroughACombinator(int X) {
  return runtime::with_timeout([X]() -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: captures of this coroutine lambda die
    co_await tick();
    use(X);
  }(), 1);
}

//===- Not flagged ----------------------------------------------------------===//

void keepsTheClosure(int X) {
  runtime::keeps([X]() -> task<> {
    co_await tick();
    use(X);
  });
}

void waits(int X) {
  runtime::sync_wait([&X]() -> task<> {
    co_await tick();
    use(X);
  }());
}

void waitsForANamedClosure(int X) {
  auto Run = [&X]() -> task<> {
    co_await tick();
    use(X);
  };
  runtime::sync_wait(Run());
}

task<> awaitedThroughACombinator(int X) {
  co_await runtime::with_timeout([X]() -> task<> {
    co_await tick();
    use(X);
  }(), 1);
}
