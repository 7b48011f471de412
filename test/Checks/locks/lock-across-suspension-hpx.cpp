// RUN: %check %s async-lock-across-suspension

#include <hpx.h>
#include <mutex>

hpx::future<int> compute(int value);

class sums {
  std::mutex mutex;
  hpx::mutex own;
  int total = 0;
  int count = 0;

public:
  hpx::future<void> add() {
    std::lock_guard lock(mutex);
    int value = co_await compute(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    total += value;
  }
  hpx::future<void> counted() {
    std::unique_lock lock(mutex);
    ++count;
    co_await compute(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }

  //===- Not flagged ------------------------------------------------------===//

  hpx::future<void> before() {
    int value = co_await compute(1);
    std::lock_guard lock(mutex);
    total += value;
  }
  // Waits without a suspension of the coroutine: the thread of HPX is switched, not left.
  hpx::future<void> waits() {
    std::lock_guard lock(own);
    total += compute(1).get();
    co_return;
  }
};
