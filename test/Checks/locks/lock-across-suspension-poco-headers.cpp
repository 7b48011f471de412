// REQUIRES: poco, libstdcxx-coroutine
// RUN: %check %s async-lock-across-suspension --real-headers -- %poco-flags

// POCO's own mutexes and guards, which are typedefs of one template.

#include <Poco/Mutex.h>
#include <Poco/RWLock.h>
#include <Poco/ScopedLock.h>
#include <coroutine>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

struct Cache {
  Poco::FastMutex mutex;
  Poco::Mutex recursive;
  Poco::RWLock shared;

  Task store() {
    Poco::FastMutex::ScopedLock lock(mutex);
    co_await std::suspend_always();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  Task store_in_time() {
    Poco::Mutex::ScopedLock lock(recursive, 100);
    co_await std::suspend_always();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'recursive' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  Task load() {
    Poco::RWLock::ScopedReadLock lock(shared);
    co_await std::suspend_always();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'shared' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  Task by_hand() {
    shared.writeLock();
    co_await std::suspend_always();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'shared' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    shared.unlock();
    if (mutex.tryLock()) {
      co_await std::suspend_always();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
      mutex.unlock();
    }
  }

  Task stored_at_once() {
    Poco::ScopedLockWithUnlock<Poco::FastMutex> lock(mutex);
    lock.unlock();
    co_await std::suspend_always();
  }
  Task loaded_at_once() {
    {
      Poco::RWLock::ScopedReadLock lock(shared);
    }
    Poco::NullMutex nothing;
    Poco::NullMutex::ScopedLock lock(nothing);
    co_await std::suspend_always();
  }
};
