// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-large-coroutine-frame --real-headers -- %boost-asio-flags

// Boost.Asio's awaitables, with libstdc++'s arrays.

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;

struct Frame {
  std::array<unsigned char, 20'000> pixels;
  int width = 0;
};
void show(const Frame &frame);

asio::awaitable<void> session(tcp::socket socket) {
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the frame of 'session' takes 65664 bytes or more while it is suspended, on the heap for each call [async-large-coroutine-frame]
  std::array<char, 64 * 1024> data;
  for (;;) {
    size_t size = co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
    co_await socket.async_write_some(asio::buffer(data, size), asio::use_awaitable);
  }
}

asio::awaitable<void> stream(tcp::socket &socket, Frame frame) {
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the frame of 'stream' takes 20012 bytes or more while it is suspended, on the heap for each call
  co_await socket.async_read_some(asio::buffer(frame.pixels), asio::use_awaitable);
  show(frame);
}

template <size_t Size> asio::awaitable<std::string> line(tcp::socket &socket) {
// CHECK-MESSAGES: :[[@LINE-1]]:53: warning: the frame of 'line<32768UL>' takes 32856 bytes or more while it is suspended, on the heap for each call
  char data[Size];
  size_t size = co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  co_return std::string(data, size);
}

asio::awaitable<void> lines(tcp::socket &socket) {
  std::string first = co_await line<32768>(socket);
  std::string second = co_await line<512>(socket);
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<void> on_the_heap(tcp::socket socket) {
  std::vector<char> data(64 * 1024);
  auto frame = std::make_unique<Frame>();
  co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  co_await socket.async_read_some(asio::buffer(frame->pixels), asio::use_awaitable);
}

asio::awaitable<void> ended_before(tcp::socket &socket) {
  {
    Frame frame;
    show(frame);
  }
  std::array<char, 512> data;
  co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
}

asio::awaitable<void> made_behind(tcp::socket &socket) {
  std::array<char, 512> data;
  co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  Frame frame;
  show(frame);
}

asio::awaitable<void> by_reference(tcp::socket &socket, Frame &frame) {
  co_await socket.async_read_some(asio::buffer(frame.pixels), asio::use_awaitable);
  static std::array<char, 64 * 1024> shared;
  co_await socket.async_read_some(asio::buffer(shared), asio::use_awaitable);
}
