// RUN: %check %s async-missing-timeout --std=c++20

#include <array>
#include <boost/asio.hpp>

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::use_awaitable;
using namespace std::chrono_literals;

#define READ(Socket, Data) co_await Socket.async_read_some(asio::buffer(Data), use_awaitable)

asio::awaitable<void> in_a_macro(tcp::socket &Socket) {
  std::array<char, 64> Data;
  READ(Socket, Data);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nothing limits how long 'async_read_some' waits
}

// Once, and only where it is a socket.
template <class Stream> asio::awaitable<void> in_a_template(Stream &S) {
  std::array<char, 64> Data;
  co_await asio::async_read(S, asio::buffer(Data), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing limits how long 'async_read' waits
}
template <class Stream> asio::awaitable<void> of_pipes(Stream &S) {
  std::array<char, 64> Data;
  co_await asio::async_read(S, asio::buffer(Data), use_awaitable);
}
asio::awaitable<void> uses(tcp::socket &Socket, asio::ssl::stream<tcp::socket> &Stream,
                           asio::posix::stream_descriptor &Pipe) {
  co_await in_a_template(Socket);
  co_await in_a_template(Stream);
  co_await of_pipes(Pipe);
}

void nested(asio::io_context &Io, tcp::socket &Socket) {
  asio::co_spawn(
      Io,
      [&]() -> asio::awaitable<void> {
        auto Inner = [&]() -> asio::awaitable<void> {
          std::array<char, 64> Data;
          co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
          // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: nothing limits how long 'async_read_some' waits
        };
        co_await Inner();
      },
      asio::detached);
}

//===- Not flagged --------------------------------------------------------===//

void timer_around_the_lambda(asio::io_context &Io, tcp::socket &Socket) {
  asio::steady_timer Timer(Io, 5s);
  Timer.async_wait([&](boost::system::error_code) { Socket.cancel(); });
  asio::co_spawn(
      Io,
      [&]() -> asio::awaitable<void> {
        std::array<char, 64> Data;
        co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
      },
      asio::detached);
}

asio::awaitable<void> silenced(tcp::socket &Socket) {
  std::array<char, 64> Data;
  // NOLINTNEXTLINE(async-missing-timeout)
  co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
}
