// RUN: %check %s async-coroutine-lambda-capture

#include <hpx.h>

hpx::future<int> compute(int value);
void use(int value);

void starts(int first) {
  hpx::post([first]() -> hpx::future<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
    int value = co_await compute(1);
    use(first + value);
  });
  [first]() -> hpx::future<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: captures of this coroutine lambda die
    int value = co_await compute(1);
    use(first + value);
  }();
}

hpx::future<void> sum(int first) {
  return [first]() -> hpx::future<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: captures of this coroutine lambda die
    int value = co_await compute(1);
    use(first + value);
  }();
}

//===- Not flagged --------------------------------------------------------===//

// The future's shared state keeps the function.
hpx::future<void> kept(int first) {
  return hpx::async([first]() -> hpx::future<void> {
    int value = co_await compute(1);
    use(first + value);
  });
}

hpx::future<void> in_place(int first) {
  co_await [first]() -> hpx::future<void> {
    int value = co_await compute(1);
    use(first + value);
  }();
}

void waits(int first) {
  auto run = [&first]() -> hpx::future<void> {
    int value = co_await compute(1);
    use(first + value);
  };
  run().get();
  hpx::wait_all(run(), run());
}
