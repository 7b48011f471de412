// RUN: %check %s async-lock-across-suspension

// A thread's mutex, and async_simple's own.

#include <async_simple.h>
#include <chrono>
#include <map>
#include <mutex>
#include <string>

using namespace std::chrono_literals;
using async_simple::coro::Lazy;

Lazy<std::string> fetch(std::string url);
Lazy<> tick();

class cache {
public:
  Lazy<std::string> get(std::string url) {
    std::lock_guard guard(mutex);
    if (pages.contains(url))
      co_return pages[url];
    co_return pages[url] = co_await fetch(url);
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  Lazy<> rest() {
    std::unique_lock lock(mutex);
    pages.clear();
    co_await async_simple::coro::sleep(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }
  Lazy<> hop(async_simple::Executor *executor) {
    mutex.lock();
    co_await async_simple::coro::dispatch(executor);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
    mutex.unlock();
  }

  // Not flagged

  Lazy<std::string> get_unlocked(std::string url) {
    std::string page = co_await fetch(url);
    std::lock_guard guard(mutex);
    co_return pages[url] = page;
  }
  Lazy<> under_coro_mutex(std::string url) {
    auto lock = co_await coro_mutex.coScopedLock();
    pages[url] = co_await fetch(url);
  }
  Lazy<> by_hand(std::string url) {
    co_await coro_mutex.coLock();
    pages[url] = co_await fetch(url);
    coro_mutex.unlock();
  }
  Lazy<> adopts(std::string url) {
    co_await coro_mutex.coLock();
    std::unique_lock lock(coro_mutex, std::adopt_lock);
    pages[url] = co_await fetch(url);
  }
  Lazy<> under_spin_lock() {
    auto lock = co_await spin_lock.coScopedLock();
    co_await changed.wait(spin_lock, [this] { return pages.size() > 0; });
  }
  Lazy<> as_a_reader() {
    co_await shared.coLockShared();
    co_await tick();
    co_await shared.unlockShared();
  }

private:
  std::mutex mutex;
  async_simple::coro::Mutex coro_mutex;
  async_simple::coro::SpinLock spin_lock;
  async_simple::coro::SharedMutex shared;
  async_simple::coro::ConditionVariable<async_simple::coro::SpinLock> changed;
  std::map<std::string, std::string> pages;
};
