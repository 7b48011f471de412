// RUN: %check %s async-lock-across-suspension

#include <boost-asio.h>
#include <tbb.h>

using boost::asio::awaitable;

awaitable<void> save(int value);

class Cache {
public:
  awaitable<void> spins() {
    tbb::spin_mutex::scoped_lock lock(spin);
    ++value;
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spin' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  awaitable<void> queues() {
    tbb::queuing_mutex::scoped_lock lock;
    lock.acquire(queuing);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lock' is still locked while
  }
  awaitable<void> reads() {
    tbb::spin_rw_mutex::scoped_lock lock(readers, false);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'readers' is still locked while
  }
  awaitable<void> standard() {
    std::lock_guard<tbb::mutex> guard(mutex);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while
  }
  awaitable<void> shared() {
    std::shared_lock<tbb::rw_mutex> guard(rw);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'rw' is still locked while
  }
  awaitable<void> tried() {
    tbb::queuing_rw_mutex::scoped_lock lock;
    if (lock.try_acquire(queuing_rw))
      co_await save(value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'lock' is still locked while
  }
  awaitable<void> by_hand() {
    spin.lock();
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spin' is still locked while
    spin.unlock();
  }

  // Not flagged

  awaitable<void> released() {
    tbb::spin_mutex::scoped_lock lock(spin);
    int copy = value;
    lock.release();
    co_await save(copy);
  }
  awaitable<void> never_locked() {
    tbb::queuing_mutex::scoped_lock lock;
    co_await save(1);
    lock.acquire(queuing);
    ++value;
  }
  awaitable<void> in_a_block() {
    {
      tbb::mutex::scoped_lock lock(mutex);
      ++value;
    }
    co_await save(1);
  }
  awaitable<void> locks_nothing() {
    std::lock_guard<tbb::null_mutex> guard(none);
    co_await save(value);
  }

private:
  tbb::spin_mutex spin;
  tbb::queuing_mutex queuing;
  tbb::spin_rw_mutex readers;
  tbb::queuing_rw_mutex queuing_rw;
  tbb::mutex mutex;
  tbb::rw_mutex rw;
  tbb::null_mutex none;
  int value = 0;
};
