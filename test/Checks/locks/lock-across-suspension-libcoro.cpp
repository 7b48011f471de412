// RUN: %check %s async-lock-across-suspension

// A thread's mutex, and libcoro's own.

#include <libcoro.h>
#include <map>
#include <memory>
#include <mutex>
#include <string>

coro::task<std::string> fetch(std::string url);
coro::task<> tick();

class cache {
public:
  coro::task<std::string> get(std::string url) {
    std::scoped_lock lock(mutex);
    if (pages.contains(url))
      co_return pages[url];
    co_return pages[url] = co_await fetch(url);
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  coro::task<> hop(std::unique_ptr<coro::thread_pool> &pool) {
    std::unique_lock lock(mutex);
    pages.clear();
    co_await pool->schedule();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }
  coro::task<> announce() {
    std::unique_lock lock(mutex);
    pages.clear();
    co_await changed.notify_all();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }

  // Not flagged

  coro::task<std::string> get_unlocked(std::string url) {
    std::string page = co_await fetch(url);
    std::lock_guard guard(mutex);
    co_return pages[url] = page;
  }
  coro::task<> under_coro_mutex(std::string url) {
    auto lock = co_await coro_mutex.scoped_lock();
    co_await changed.wait(lock);
    pages[url] = co_await fetch(url);
  }
  coro::task<> by_hand(std::string url) {
    co_await coro_mutex.lock();
    pages[url] = co_await fetch(url);
    coro_mutex.unlock();
  }
  coro::task<> as_a_reader(coro::shared_mutex<coro::thread_pool> &shared) {
    co_await shared.lock_shared();
    co_await tick();
    co_await shared.unlock_shared();
  }

private:
  std::mutex mutex;
  coro::mutex coro_mutex;
  coro::condition_variable changed;
  std::map<std::string, std::string> pages;
};
