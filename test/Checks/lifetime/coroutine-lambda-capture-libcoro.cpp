// RUN: %check %s async-coroutine-lambda-capture

// A coroutine that is given to an executor outlives the statement.

#include <libcoro.h>
#include <memory>
#include <string>
#include <vector>

coro::task<> tick();
void log(const std::string &text);

class server {
public:
  void start(std::string name) {
    pool->spawn_detached([this, name]() -> coro::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      co_await tick();
      log(name + prefix);
    }());
  }
  void start_on_scheduler(std::string name) {
    scheduler->spawn_detached([&name]() -> coro::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name);
    }());
  }
  bool start_in(coro::task_group<coro::thread_pool> &group) {
    return group.start([this]() -> coro::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix);
    }());
  }
  coro::task<> accept(int peer) {
    return pool->schedule([this, peer]() -> coro::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }());
  }

private:
  std::unique_ptr<coro::thread_pool> pool;
  std::unique_ptr<coro::scheduler> scheduler;
  std::string prefix;
};

//===- Not flagged --------------------------------------------------------===//

coro::task<> in_place(std::unique_ptr<coro::thread_pool> &pool, std::string name) {
  co_await [&name]() -> coro::task<> {
    co_await tick();
    log(name);
  }();
  co_await pool->schedule([&name]() -> coro::task<> {
    co_await tick();
    log(name);
  }());
  co_await pool->spawn_joinable([&name]() -> coro::task<> {
    co_await tick();
    log(name);
  }());
  co_await coro::when_any([&name]() -> coro::task<> {
    co_await tick();
    log(name);
  }(), tick());
}

void waits(std::string name) {
  coro::sync_wait([&name]() -> coro::task<> {
    co_await tick();
    log(name);
  }());
}

// invoke() keeps the closure in a frame of its own.
coro::task<> invoked(std::string name) {
  return coro::invoke([name]() -> coro::task<> {
    co_await tick();
    log(name);
  });
}

void as_arguments(std::unique_ptr<coro::thread_pool> &pool, std::string name) {
  pool->spawn_detached([](std::string name) -> coro::task<> {
    co_await tick();
    log(name);
  }(name));
}
