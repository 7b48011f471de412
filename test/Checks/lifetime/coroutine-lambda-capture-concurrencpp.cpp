// RUN: %check %s async-coroutine-lambda-capture

// An executor drops a callable when it has returned, though its coroutine goes on.

#include <chrono>
#include <concurrencpp.h>
#include <memory>
#include <string>

using namespace std::chrono_literals;
using concurrencpp::lazy_result;
using concurrencpp::null_result;
using concurrencpp::result;
using pool_ptr = std::shared_ptr<concurrencpp::thread_pool_executor>;

result<void> tick();
void log(const std::string &text);

class server {
public:
  void start(std::string name) {
    pool->post([this, name]() -> null_result {
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: captures of this coroutine lambda die before the coroutine ends [async-coroutine-lambda-capture]
      co_await tick();
      log(name + prefix);
    });
  }
  auto submit(std::string name) {
    return pool->submit([this, name]() -> result<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name + prefix);
    });
  }
  void runs_at_once(std::string name) {
    [this, name]() -> null_result {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(name + prefix);
    }();
  }
  result<void> accept(int peer) {
    return [this, peer]() -> result<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }();
  }
  lazy_result<void> accept_lazily(int peer) {
    return [this, peer]() -> lazy_result<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: captures of this coroutine lambda die before the coroutine ends
      co_await tick();
      log(prefix + std::to_string(peer));
    }();
  }
  // A timer keeps its callable.
  void start_timer(std::string name) {
    timer = timers->make_one_shot_timer(1s, pool, [name]() -> null_result {
      co_await tick();
      log(name);
    });
  }

private:
  pool_ptr pool;
  std::shared_ptr<concurrencpp::timer_queue> timers;
  concurrencpp::timer timer;
  std::string prefix;
};

//===- Not flagged --------------------------------------------------------===//

result<void> in_place(pool_ptr pool, std::string name) {
  co_await [&name]() -> result<void> {
    co_await tick();
    log(name);
  }();
  co_await [&name]() -> lazy_result<void> {
    co_await tick();
    log(name);
  }().run();
  co_await concurrencpp::when_all(pool, [&name]() -> result<void> {
    co_await tick();
    log(name);
  }());
}

void waits(std::string name) {
  [&name]() -> result<void> {
    co_await tick();
    log(name);
  }().get();
}

void plain_callables(pool_ptr pool, std::string name) {
  pool->post([name] { log(name); });
  pool->post([](int times) -> null_result {
    co_await tick();
    log(std::to_string(times));
  }, 3);
}
