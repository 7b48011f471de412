// RUN: %check %s async-lock-across-suspension

// A thread's mutex, and concurrencpp's own lock.

#include <concurrencpp.h>
#include <map>
#include <memory>
#include <mutex>
#include <string>

using concurrencpp::lazy_result;
using concurrencpp::result;
using pool_ptr = std::shared_ptr<concurrencpp::thread_pool_executor>;

result<std::string> fetch(std::string url);
lazy_result<void> tick();

class cache {
public:
  result<std::string> get(std::string url) {
    std::lock_guard guard(mutex);
    if (pages.contains(url))
      co_return pages[url];
    co_return pages[url] = co_await fetch(url);
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  lazy_result<void> hop() {
    std::unique_lock lock(mutex);
    pages.clear();
    co_await concurrencpp::resume_on(pool);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }
  result<void> drain(result<std::string> pending) {
    std::scoped_lock lock(mutex);
    auto done = co_await pending.resolve();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'mutex' is still locked while the coroutine is suspended here
    pages["last"] = done.get();
  }

  // Not flagged

  result<std::string> get_unlocked(std::string url) {
    std::string page = co_await fetch(url);
    std::lock_guard guard(mutex);
    co_return pages[url] = page;
  }
  result<void> under_async_lock(std::string url) {
    auto guard = co_await lock.lock(pool);
    co_await changed.await(pool, guard, [this] { return pages.size() > 0; });
    pages[url] = co_await fetch(url);
  }
  result<void> tries(std::string url) {
    if (!co_await lock.try_lock())
      co_return;
    pages[url] = co_await fetch(url);
    lock.unlock();
  }
  result<void> defers(std::string url) {
    concurrencpp::scoped_async_lock guard(lock, std::defer_lock);
    co_await guard.lock(pool);
    pages[url] = co_await fetch(url);
  }

private:
  std::mutex mutex;
  concurrencpp::async_lock lock;
  concurrencpp::async_condition_variable changed;
  pool_ptr pool;
  std::map<std::string, std::string> pages;
};
