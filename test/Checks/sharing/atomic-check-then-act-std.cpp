// RUN: %check %s async-atomic-check-then-act --real-headers --std=c++11,c++17,c++20

#include <atomic>
#include <memory>

void work(int);

std::atomic<int> owner{0};
std::atomic<bool> open{false};
std::atomic_flag init_flag = ATOMIC_FLAG_INIT;

void take(int id) {
  int expected = 0;
  if (owner.compare_exchange_weak(expected, id))
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: weak compare-exchange of 'owner' outside a loop: it may fail though the value is the expected one [async-atomic-check-then-act]
    work(id);
  if (!open)
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'open' is tested here and set in a second step: two threads may both pass the test
    open = true;
  if (!init_flag.test_and_set())
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'init_flag' is set before the work is done: another thread that finds it set goes on too early
    work(0);
}

//===- Not flagged --------------------------------------------------------===//

void spin() {
  while (init_flag.test_and_set(std::memory_order_acquire))
    ;
  init_flag.clear(std::memory_order_release);
  int expected = 0;
  while (!owner.compare_exchange_weak(expected, 1, std::memory_order_acq_rel, std::memory_order_relaxed))
    expected = 0;
  if (!open.exchange(true))
    work(1);
}
