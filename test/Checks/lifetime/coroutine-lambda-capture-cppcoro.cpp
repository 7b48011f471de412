// RUN: %check %s async-coroutine-lambda-capture

// cppcoro has nothing that keeps a closure for its coroutine.

#include <cppcoro.h>
#include <string>
#include <vector>

cppcoro::task<> tick();
void log(const std::string &text);

class server {
public:
  void start(std::string name) {
    scope.spawn([this, name]() -> cppcoro::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      co_await tick();
      log(name + prefix);
    }());
  }
  cppcoro::task<> accept(int peer) {
    return [this, peer]() -> cppcoro::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }();
  }
  cppcoro::task<> accept_on(cppcoro::static_thread_pool &pool, int peer) {
    return cppcoro::schedule_on(pool, [this, peer]() -> cppcoro::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }());
  }

private:
  cppcoro::async_scope scope;
  std::string prefix;
};

//===- Not flagged --------------------------------------------------------===//

cppcoro::task<> in_place(std::string name) {
  co_await [&name]() -> cppcoro::task<> {
    co_await tick();
    log(name);
  }();
  co_await cppcoro::when_all([&name]() -> cppcoro::task<> {
    co_await tick();
    log(name);
  }(), tick());
}

void waits(std::string name) {
  cppcoro::sync_wait([&name]() -> cppcoro::task<> {
    co_await tick();
    log(name);
  }());
}

cppcoro::task<> joins_in_scope(std::string name) {
  auto greet = [&name](int times) -> cppcoro::task<> {
    co_await tick();
    log(name + std::to_string(times));
  };
  std::vector<cppcoro::task<>> greetings;
  for (int times = 0; times < 3; ++times)
    greetings.push_back(greet(times));
  co_await cppcoro::when_all(std::move(greetings));
}

void as_arguments(cppcoro::async_scope &scope, std::string name) {
  scope.spawn([](std::string name) -> cppcoro::task<> {
    co_await tick();
    log(name);
  }(name));
}
