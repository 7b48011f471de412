// RUN: %check %s async-lock-across-suspension --std=c++20

// libunifex's own mutex suspends; the standard one blocks.

#include <libunifex.h>

unifex::task<void> save(int row);

unifex::task<void> flagged(std::mutex &mutex) {
  std::lock_guard<std::mutex> lock(mutex);
  co_await save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-MESSAGES: :[[@LINE-3]]:31: note: 'unifex::async_mutex' doesn't block the thread: 'co_await mutex.async_lock()'
}

unifex::task<void> suspends(unifex::async_mutex &mutex) {
  co_await mutex.async_lock();
  co_await save(1);
  mutex.unlock();
}
