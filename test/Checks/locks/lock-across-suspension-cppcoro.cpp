// RUN: %check %s async-lock-across-suspension

// A thread's mutex, and cppcoro's own.

#include <cppcoro.h>
#include <map>
#include <mutex>
#include <string>

cppcoro::task<std::string> fetch(std::string url);
cppcoro::task<> tick();

class cache {
public:
  cppcoro::task<std::string> get(std::string url) {
    std::lock_guard guard(mutex);
    if (pages.contains(url))
      co_return pages[url];
    co_return pages[url] = co_await fetch(url);
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  cppcoro::task<> hop(cppcoro::static_thread_pool &pool) {
    std::unique_lock lock(mutex);
    pages.clear();
    co_await pool.schedule();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }
  cppcoro::task<> drain() {
    mutex.lock();
    co_await cppcoro::when_all(tick(), tick());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
    mutex.unlock();
  }

  // Not flagged

  cppcoro::task<std::string> get_unlocked(std::string url) {
    std::string page = co_await fetch(url);
    std::lock_guard guard(mutex);
    co_return pages[url] = page;
  }
  cppcoro::task<> under_async_mutex(std::string url) {
    auto guard = co_await async_mutex.scoped_lock_async();
    pages[url] = co_await fetch(url);
  }
  cppcoro::task<> by_hand(std::string url) {
    co_await async_mutex.lock_async();
    pages[url] = co_await fetch(url);
    async_mutex.unlock();
  }
  cppcoro::task<> tries() {
    if (!async_mutex.try_lock())
      co_return;
    cppcoro::async_mutex_lock guard(async_mutex, std::adopt_lock);
    co_await tick();
  }

private:
  std::mutex mutex;
  cppcoro::async_mutex async_mutex;
  std::map<std::string, std::string> pages;
};
