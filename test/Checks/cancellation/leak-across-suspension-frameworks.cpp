// RUN: %check %s async-leak-across-suspension --std=c++2b

#include <asio.h>
#include <libcoro.h>
#include <posix.h>
#include <seastar.h>
#include <std.h>

seastar::future<> serve();
coro::task<void> fetch();

struct server {
  seastar::gate gate;
  seastar::semaphore units{1};
  seastar::future<> enters() {
    gate.enter();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'gate' isn't given back if the coroutine ends while suspended: it is released by hand, after that [async-leak-across-suspension]
    co_await serve();
    gate.leave();
  }
  seastar::future<> takes_units() {
    co_await units.wait(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'units' isn't given back if the coroutine ends
    co_await serve();
    units.signal(1);
  }
  seastar::future<> held() {
    auto holder = gate.hold();
    co_await serve();
  }
  seastar::future<> caught() {
    gate.enter();
    try {
      co_await serve();
    } catch (...) {
    }
    gate.leave();
  }
  seastar::future<> nothing_in_between() {
    gate.enter();
    gate.leave();
    co_await serve();
  }
};

coro::task<void> limited(coro::semaphore<4> &semaphore) {
  co_await semaphore.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'semaphore' isn't given back if the coroutine ends
  co_await fetch();
  co_await semaphore.release();
}

asio::awaitable<void> errors_as_values(asio::ip::tcp::socket &socket) {
  char *data = static_cast<char *>(malloc(10));
  std::error_code error;
  co_await socket.async_read_some(asio::buffer(data, 10), asio::redirect_error(asio::use_awaitable, error));
  free(data);
  if (error)
    co_return;
  char *more = static_cast<char *>(malloc(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'more' leaks if the coroutine ends
  co_await socket.async_read_some(asio::buffer(more, 10), asio::use_awaitable);
  free(more);
}
