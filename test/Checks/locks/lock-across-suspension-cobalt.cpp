// RUN: %check %s async-lock-across-suspension

// Boost.Cobalt has no mutex of its own: one thread runs all its coroutines.

#include <cobalt.h>
#include <map>
#include <mutex>
#include <string>

namespace cobalt = boost::cobalt;

cobalt::promise<std::string> fetch(std::string url);

class cache {
public:
  cobalt::promise<std::string> get(std::string url) {
    std::lock_guard guard(mutex);
    if (pages.contains(url))
      co_return pages[url];
    co_return pages[url] = co_await fetch(url);
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  }
  cobalt::task<void> rest(boost::asio::steady_timer &timer) {
    std::unique_lock lock(mutex);
    pages.clear();
    co_await timer.async_wait(cobalt::use_op);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex' is still locked while the coroutine is suspended here
  }
  cobalt::generator<std::string> urls() {
    std::scoped_lock lock(mutex);
    for (auto &page : pages)
      co_yield page.second;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex' is still locked while the coroutine is suspended here
  }

  // Not flagged

  cobalt::promise<std::string> get_unlocked(std::string url) {
    std::string page = co_await fetch(url);
    std::lock_guard guard(mutex);
    co_return pages[url] = page;
  }
  cobalt::promise<void> by_turns(cobalt::channel<int> &turn, std::string url) {
    co_await turn.read();
    pages[url] = co_await fetch(url);
    co_await turn.write(1);
  }

private:
  std::mutex mutex;
  std::map<std::string, std::string> pages;
};
