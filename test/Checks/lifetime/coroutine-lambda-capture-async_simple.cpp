// RUN: %check %s async-coroutine-lambda-capture

// start() takes the coroutine, not the closure that it came from.

#include <async_simple.h>
#include <string>
#include <vector>

using async_simple::coro::Lazy;

Lazy<> tick();
void log(const std::string &text);

class server {
public:
  void start(std::string name) {
    [this, name]() -> Lazy<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      co_await tick();
      log(name + prefix);
    }().start([](auto &&) {});
  }
  void start_on(async_simple::Executor *executor, std::string name) {
    [&name]() -> Lazy<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name);
    }().via(executor).detach();
  }
  void start_named(async_simple::Executor *executor, std::string name) {
    auto greet = [name]() -> Lazy<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name);
    };
    greet().directlyStart([](auto &&) {}, executor);
  }
  Lazy<> accept(int peer) {
    return [this, peer]() -> Lazy<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }();
  }
  Lazy<> in_two_statements(int peer) {
    auto accepted = [this, peer]() -> Lazy<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }();
    co_await std::move(accepted);
  }

private:
  std::string prefix;
};

//===- Not flagged --------------------------------------------------------===//

Lazy<> in_place(std::string name) {
  co_await [&name]() -> Lazy<> {
    co_await tick();
    log(name);
  }();
  co_await async_simple::coro::collectAll([&name]() -> Lazy<> {
    co_await tick();
    log(name);
  }(), tick());
}

void waits(std::string name) {
  async_simple::coro::syncAwait([&name]() -> Lazy<> {
    co_await tick();
    log(name);
  }());
}

Lazy<> several(std::vector<std::string> names) {
  auto greet = [&names](std::size_t index) -> Lazy<> {
    co_await tick();
    log(names[index]);
  };
  std::vector<Lazy<>> greetings;
  for (std::size_t index = 0; index < names.size(); ++index)
    greetings.push_back(greet(index));
  co_await async_simple::coro::collectAllWindowed(4, false, std::move(greetings));
}

void as_arguments(std::string name) {
  [](std::string name) -> Lazy<> {
    co_await tick();
    log(name);
  }(name).start([](auto &&) {});
}
