// RUN: %check %s async-discarded-awaitable

#include <hpx.h>

using namespace std::chrono_literals;

hpx::future<int> compute(int value);
hpx::future<void> store(int value);

hpx::future<void> run() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'store' is dropped, and with it any error; await it [async-discarded-awaitable]
  hpx::async([] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'async' is dropped, and with it any error; await it [async-discarded-awaitable]
  hpx::when_all(compute(1), compute(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'when_all' is dropped, and with it any error; await it [async-discarded-awaitable]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

hpx::future<void> waits() {
  co_await store(1);
  store(co_await compute(1)).get();
  hpx::wait_all(store(1), store(2));
  hpx::post([] {});
  (void)store(3);
  hpx::future<int> later = compute(4);
  co_await store(later.get());
}

// A thread that doesn't wait: its future's destructor doesn't either.
void starts() {
  hpx::async([] { return 1; });
  store(1);
}

hpx::future<int> returned() { return compute(1); }
