// REQUIRES: abseil, boost-asio, libstdcxx-coroutine
// RUN: %check %s async-lock-across-suspension --real-headers -- %abseil-flags

#include <absl/synchronization/mutex.h>
#include <boost/asio.hpp>

using boost::asio::awaitable;

awaitable<void> save(int value);

class Cache {
public:
  awaitable<void> writes() {
    absl::MutexLock lock(&mutex);
    ++value;
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  awaitable<void> reads() {
    absl::ReaderMutexLock lock(&mutex);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while
  }
  awaitable<void> releases_late() {
    absl::ReleasableMutexLock lock(&mutex);
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while
    lock.Release();
  }
  awaitable<void> by_hand() {
    mutex.Lock();
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while
    mutex.Unlock();
    mutex.ReaderLock();
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while
    mutex.ReaderUnlock();
    mutex.LockWhen(absl::Condition(&ready));
    co_await save(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while
    mutex.Unlock();
    if (mutex.TryLock()) {
      co_await save(value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex' is still locked while
      mutex.Unlock();
    }
  }

  // Not flagged

  awaitable<void> released() {
    absl::ReleasableMutexLock lock(&mutex);
    int copy = value;
    lock.Release();
    co_await save(copy);
  }
  awaitable<void> in_a_block() {
    {
      absl::WriterMutexLock lock(&mutex);
      ++value;
    }
    mutex.ReaderLock();
    int copy = value;
    mutex.ReaderUnlock();
    co_await save(copy);
  }
  awaitable<void> failed() {
    if (!mutex.TryLock())
      co_await save(0);
    else
      mutex.Unlock();
  }

private:
  absl::Mutex mutex;
  int value = 0;
  bool ready = false;
};
