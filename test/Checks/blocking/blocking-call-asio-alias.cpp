// RUN: %check %s async-blocking-call

// The usual alias for Boost.Asio: the fix says `asio::` too. Existing #includes stay one of each.

#include <boost/asio.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

awaitable<void> session(tcp::socket socket) {
  std::string data;
  for (;;) {
    std::size_t size = socket.read_some(asio::buffer(data));
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'read_some' blocks the thread that runs coroutine 'session': it waits for data [async-blocking-call]
    asio::write(socket, asio::buffer(data.data(), size));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write' blocks the thread that runs coroutine 'session': it waits until all data is taken [async-blocking-call]
    std::this_thread::sleep_for(10ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs coroutine 'session': it puts the thread to sleep [async-blocking-call]
    if (!size)
      co_return;
  }
}

namespace server {
awaitable<void> listener(asio::io_context &io) {
  tcp::acceptor acceptor(io, {tcp::v4(), 80});
  while (io.stopped())
    asio::co_spawn(io, session(acceptor.accept()), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'accept' blocks the thread that runs coroutine 'listener': it waits for a connection [async-blocking-call]
  co_return;
}
} // namespace server

// With a using-declaration or by argument-dependent look-up there is no qualifier to keep.
using asio::write;
awaitable<void> unqualified(tcp::socket &socket, const std::string &data) {
  write(socket, asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the thread that runs coroutine 'unqualified'
  read(socket, /*all of it*/ asio::buffer(const_cast<std::string &>(data)) // here
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs coroutine 'unqualified': it waits until all data has come [async-blocking-call]
  );
  co_return;
}

// Names that the user made for types make no difference.
using Task = awaitable<void>;
using Timer = asio::steady_timer;
Task typedefs(Timer &timer) {
  timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread that runs coroutine 'typedefs': it waits until the timer expires [async-blocking-call]
  co_return;
}

auto deduced(Timer &timer) -> Task {
  auto &same = timer;
  same.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread that runs coroutine 'deduced'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

Task awaits(Timer &timer) {
  co_await timer.async_wait(asio::use_awaitable);
}

Task reads(tcp::socket &socket, std::string data) {
  co_await asio::async_read(socket, asio::buffer(data), asio::use_awaitable);
  co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
}
