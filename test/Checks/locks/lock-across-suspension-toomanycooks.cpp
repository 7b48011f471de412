// RUN: %check %s async-lock-across-suspension

// A thread's mutex, and those of TooManyCooks.

#include <map>
#include <mutex>
#include <string>
#include <toomanycooks.h>

tmc::task<std::string> fetch(std::string url);
tmc::task<void> tick();

class cache {
public:
  tmc::task<std::string> get(std::string url) {
    std::lock_guard guard(mutex);
    if (pages.contains(url))
      co_return pages[url];
    co_return pages[url] = co_await fetch(url);
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  tmc::task<void> rest() {
    std::unique_lock lock(mutex);
    pages.clear();
    co_await tmc::yield();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }
  tmc::task<void> drain(tmc::chan_tok<std::string> jobs) {
    std::scoped_lock lock(mutex);
    while (auto url = co_await jobs.pull())
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'mutex' is still locked while the coroutine is suspended here
      pages[*url] = "";
  }

  // Not flagged

  tmc::task<std::string> get_unlocked(std::string url) {
    std::string page = co_await fetch(url);
    std::lock_guard guard(mutex);
    co_return pages[url] = page;
  }
  tmc::task<void> under_task_mutex(std::string url) {
    auto scope = co_await task_mutex.lock_scope();
    pages[url] = co_await fetch(url);
  }
  tmc::task<void> by_hand(std::string url) {
    co_await task_mutex;
    pages[url] = co_await fetch(url);
    co_await task_mutex.co_unlock();
  }
  tmc::task<void> as_a_reader() {
    co_await shared.lock_read();
    co_await tick();
    shared.unlock_read();
  }
  tmc::task<void> as_a_writer(std::string url) {
    auto scope = co_await shared.lock_write_scope();
    pages[url] = co_await fetch(url);
  }

private:
  std::mutex mutex;
  tmc::mutex task_mutex;
  tmc::rw_lock shared;
  std::map<std::string, std::string> pages;
};
