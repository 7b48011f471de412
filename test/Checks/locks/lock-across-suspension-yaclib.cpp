// RUN: %check %s async-lock-across-suspension

// A thread's mutex, and YACLib's own.

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <yaclib.h>

yaclib::Future<std::string> fetch(std::string url);
yaclib::Task<> tick();

class cache {
public:
  yaclib::Future<std::string> get(std::string url) {
    std::lock_guard guard(mutex);
    if (pages.contains(url))
      co_return pages[url];
    co_return pages[url] = co_await fetch(url);
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  yaclib::Task<> hop(yaclib::IExecutor &executor) {
    std::unique_lock lock(mutex);
    pages.clear();
    co_await yaclib::On(executor);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }
  yaclib::Task<> drain(yaclib::WaitGroup<> &group) {
    std::scoped_lock lock(mutex);
    co_await group.AwaitSticky();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
    pages.clear();
  }

  // Not flagged

  yaclib::Future<std::string> get_unlocked(std::string url) {
    std::string page = co_await fetch(url);
    std::lock_guard guard(mutex);
    co_return pages[url] = page;
  }
  yaclib::Future<> under_coro_mutex(std::string url) {
    auto guard = co_await coro_mutex.Guard();
    pages[url] = co_await fetch(url);
  }
  yaclib::Future<> under_sticky_guard(std::string url) {
    auto guard = co_await coro_mutex.GuardSticky();
    pages[url] = co_await fetch(url);
    co_await guard.Unlock();
  }
  yaclib::Future<> by_hand(std::string url) {
    co_await coro_mutex.Lock();
    pages[url] = co_await fetch(url);
    co_await coro_mutex.Unlock();
  }
  yaclib::Task<> tries() {
    if (auto guard = coro_mutex.TryGuard(); guard.OwnsLock())
      co_await tick();
  }
  yaclib::Task<> as_a_reader() {
    auto guard = co_await shared.GuardShared();
    co_await tick();
  }

private:
  std::mutex mutex;
  yaclib::Mutex<> coro_mutex;
  yaclib::SharedMutex<> shared;
  std::map<std::string, std::string> pages;
};
