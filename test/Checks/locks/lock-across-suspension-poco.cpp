// RUN: %check %s async-lock-across-suspension

// POCO's mutexes and guards.

#include <coroutine.h>
#include <poco.h>

using mini::task;
task<> tick();
Poco::FastMutex Fast;
Poco::Mutex Recursive;
Poco::RWLock Shared;
Poco::NullMutex None;

// Flagged

task<> fast() {
  Poco::FastMutex::ScopedLock lock(Fast);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Fast' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

task<> recursive() {
  Poco::ScopedLock<Poco::Mutex> lock(Recursive);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Recursive' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

task<> timed() {
  Poco::ScopedLockWithUnlock<Poco::Mutex> lock(Recursive, 100);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Recursive' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

task<> reader() {
  Poco::ScopedReadRWLock lock(Shared);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Shared' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

task<> writer() {
  Poco::ScopedRWLock lock(Shared, true);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Shared' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

task<> by_hand() {
  Fast.lock();
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Fast' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  Fast.unlock();
  Shared.writeLock();
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Shared' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  Shared.unlock();
}

task<> tried() {
  if (Fast.tryLock()) {
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Fast' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    Fast.unlock();
  }
}

// Not flagged

task<> unlocked() {
  Poco::ScopedLockWithUnlock<Poco::FastMutex> lock(Fast);
  lock.unlock();
  co_await tick();
}

task<> scoped() {
  {
    Poco::FastMutex::ScopedLock lock(Fast);
  }
  co_await tick();
  Shared.readLock();
  Shared.unlock();
  co_await tick();
}

task<> no_mutex() {
  Poco::NullMutex::ScopedLock lock(None);
  co_await tick();
}
