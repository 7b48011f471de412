// REQUIRES: boost-asio
// RUN: %check %s async-missing-timeout --real-headers -- %boost-asio-flags

// Boost's own headers.

#include <array>
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

asio::awaitable<void> echo(tcp::socket socket) {
  std::array<char, 64> data;
  for (;;) {
    std::size_t n = co_await socket.async_read_some(asio::buffer(data), use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: nothing limits how long 'async_read_some' waits for the peer's data
    co_await asio::async_write(socket, asio::buffer(data, n), use_awaitable);
  }
}
asio::awaitable<void> dials(std::string host) {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  auto found = co_await resolver.async_resolve(host, "80", use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: nothing limits how long 'async_resolve' waits
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await asio::async_connect(socket, found, use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing limits how long 'async_connect' waits
  std::string line;
  co_await asio::async_read_until(socket, asio::dynamic_buffer(line), '\n', use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing limits how long 'async_read_until' waits
}
asio::awaitable<void> chats(beast::websocket::stream<beast::tcp_stream> stream) {
  co_await stream.async_accept(use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing limits how long 'async_accept' waits
  beast::flat_buffer buffer;
  co_await stream.async_read(buffer, use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing limits how long 'async_read' waits
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<void> races(tcp::socket socket) {
  std::array<char, 64> data;
  asio::steady_timer idle(socket.get_executor(), 20s);
  co_await (socket.async_read_some(asio::buffer(data), use_awaitable) ||
            idle.async_wait(use_awaitable));
}
asio::awaitable<void> suggested(beast::websocket::stream<beast::tcp_stream> stream) {
  stream.set_option(
      beast::websocket::stream_base::timeout::suggested(beast::role_type::server));
  co_await stream.async_accept(use_awaitable);
}
asio::awaitable<void> expires(beast::tcp_stream stream) {
  stream.expires_after(30s);
  beast::flat_buffer buffer;
  beast::http::request<beast::http::string_body> request;
  co_await beast::http::async_read(stream, buffer, request, use_awaitable);
}
