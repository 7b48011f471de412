// RUN: %check %s async-guard-outlived-by-task --std=c++2b

#include <asio.h>
#include <folly.h>
#include <seastar.h>

void log(const char *what);

namespace with_seastar {
struct service {
  seastar::gate gate;
  seastar::semaphore limit{1};
  seastar::future<> work();
  seastar::future<int> rows();

  seastar::future<> hold_the_gate() {
    auto holder = gate.hold();
    return work();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'holder' ends here, before the work of 'work' that it should be held for [async-guard-outlived-by-task]
  }
  seastar::future<> hold_units() {
    return seastar::get_units(limit, 1).then([this](seastar::semaphore_units<> units) {
      return work();
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'units' ends here, before the work of 'work' that it should be held for
    });
  }
  seastar::future<> kept() {
    auto holder = gate.hold();
    return work().finally([holder = std::move(holder)] {});
  }
  seastar::future<> kept_units() {
    return seastar::get_units(limit, 1).then([this](seastar::semaphore_units<> units) {
      return work().finally([units = std::move(units)] {});
    });
  }
  seastar::future<> not_held_on_purpose() {
    return seastar::get_units(limit, 1).then([this](seastar::semaphore_units<>) {
      return work();
    });
  }
  seastar::future<> done_already() {
    auto holder = gate.hold();
    return seastar::make_ready_future<>();
  }
  seastar::future<> what_throws_at_once_too() {
    try {
      return work();
    } catch (...) {
      return seastar::make_exception_future<>(std::current_exception());
    }
  }
};
} // namespace with_seastar

namespace with_asio {
struct session {
  asio::steady_timer timer;
  asio::awaitable<void> run();
  asio::awaitable<void> guarded() {
    try {
      return run();
      // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: what the work of 'run' throws isn't caught here
    } catch (const std::exception &) {
      log("failed");
      throw;
    }
  }
  asio::awaitable<void> wait() { return timer.async_wait(asio::use_awaitable); }
};
asio::awaitable<void> send_text(asio::ip::tcp::socket &socket, const std::string &text);
asio::awaitable<void> greet(asio::ip::tcp::socket &socket) {
  std::string text = "hello";
  return send_text(socket, text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'send_text' refers to 'text'
}
asio::awaitable<void> pass(asio::ip::tcp::socket &socket, const std::string &text) {
  return send_text(socket, text);
}
} // namespace with_asio

namespace with_folly {
folly::coro::Task<int> load(const std::string &name);
folly::coro::Task<int> load_first() {
  std::string name = "first";
  return load(name);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task from 'load' refers to 'name'
}
folly::coro::Task<int> load_copy(std::string name) {
  return folly::coro::co_invoke(
      [name = std::move(name)]() -> folly::coro::Task<int> { co_return co_await load(name); });
}
folly::SemiFuture<int> start();
folly::SemiFuture<int> started() {
  try {
    return start();
  } catch (...) {
    log("not even started");
    throw;
  }
}
} // namespace with_folly
