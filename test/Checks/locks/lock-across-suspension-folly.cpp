// RUN: %check %s async-lock-across-suspension

// Folly: its mutexes, those for coroutines, and Synchronized.

#include <folly.h>

using Counters = std::map<std::string, int>;
folly::coro::Task<int> measure(std::string name);
folly::coro::Task<void> publish(Counters counters);

//===- Flagged ------------------------------------------------------------===//

class Stats {
public:
  folly::coro::Task<void> replace() {
    std::unique_lock lock(mutex);
    co_await publish({});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    ++version;
  }

  folly::coro::Task<int> read(std::string name) {
    folly::shared_lock_guard<folly::SharedMutex> guard(mutex);
    co_return co_await measure(name) + version;
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }

  folly::coro::Task<void> measureLocked(std::string name) {
    auto locked = counters.wlock();
    (*locked)[name] = co_await measure(name);
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'locked' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }

  folly::coro::Task<void> publishAll() {
    auto locked = counters.rlock();
    co_await publish(*locked);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'locked' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }

  folly::coro::Task<void> measureIfFree(std::string name) {
    if (auto locked = counters.tryWLock())
      (*locked)[name] = co_await measure(name);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'locked' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }

  //===- Not flagged ------------------------------------------------------===//

  folly::coro::Task<void> clearUnderStdMutex() {
    counted.lock()->clear();
    co_await publish({});
  }

  folly::coro::Task<void> measuredFirst(std::string name) {
    int value = co_await measure(name);
    (*counters.wlock())[name] = value;
    counters.withWLock([&](Counters &all) { all[name] += value; });
    co_await publish(counters.copy());
  }

  folly::coro::Task<void> unlocked(std::string name) {
    auto locked = counters.wlock();
    (*locked)[name] = 0;
    locked.unlock();
    co_await measure(name);
  }

  folly::coro::Task<void> scoped(std::string name) {
    {
      auto locked = counters.wlock();
      (*locked)[name] = 0;
    }
    co_await measure(name);
  }

  folly::coro::Task<void> notLocked(std::string name) {
    auto locked = counters.tryWLock();
    if (locked.isNull())
      co_await measure(name);
  }

  folly::coro::Task<void> coroutineMutex(std::string name) {
    auto lock = co_await asyncMutex.co_scoped_lock();
    version = co_await measure(name);
  }

  folly::coro::Task<void> coroutineMutexByHand(std::string name) {
    co_await asyncMutex.co_lock();
    version = co_await measure(name);
    asyncMutex.unlock();
  }

  folly::coro::Task<int> coroutineReaders(std::string name) {
    auto lock = co_await asyncSharedMutex.co_scoped_lock_shared();
    co_return co_await measure(name) + version;
  }

  folly::coro::Task<void> coroutineTryLock(std::string name) {
    std::unique_lock lock(asyncMutex, std::try_to_lock);
    if (lock)
      version = co_await measure(name);
  }

private:
  folly::Synchronized<Counters> counters;
  folly::Synchronized<Counters, std::mutex> counted;
  folly::SharedMutex mutex;
  folly::coro::Mutex asyncMutex;
  folly::coro::SharedMutex asyncSharedMutex;
  int version = 0;
};
