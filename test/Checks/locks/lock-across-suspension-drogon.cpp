// RUN: %check %s async-lock-across-suspension

// A thread's mutex, and drogon's own.

#include <drogon.h>
#include <map>
#include <mutex>
#include <string>

using drogon::Task;

Task<std::string> fetch(std::string url);
Task<> tick();

class cache {
public:
  Task<std::string> get(std::string url) {
    std::lock_guard guard(mutex);
    if (pages.contains(url))
      co_return pages[url];
    co_return pages[url] = co_await fetch(url);
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  Task<> refresh(drogon::orm::DbClientPtr db) {
    std::unique_lock lock(mutex);
    auto rows = co_await db->execSqlCoro("select url from pages");
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'mutex' is still locked while the coroutine is suspended here
    pages.clear();
  }
  Task<> rest(trantor::EventLoop *loop) {
    std::unique_lock lock(mutex);
    pages.clear();
    co_await drogon::sleepCoro(loop, 0.1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }

  // Not flagged

  Task<std::string> get_unlocked(std::string url) {
    std::string page = co_await fetch(url);
    std::lock_guard guard(mutex);
    co_return pages[url] = page;
  }
  Task<> under_coro_mutex(std::string url) {
    auto lock = co_await coro_mutex.scoped_lock();
    pages[url] = co_await fetch(url);
  }
  Task<> by_hand(std::string url) {
    co_await coro_mutex.lock();
    pages[url] = co_await fetch(url);
    coro_mutex.unlock();
  }

private:
  std::mutex mutex;
  drogon::Mutex coro_mutex;
  std::map<std::string, std::string> pages;
};
