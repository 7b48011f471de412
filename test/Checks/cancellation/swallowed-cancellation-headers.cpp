// REQUIRES: boost-asio
// RUN: %check %s async-swallowed-cancellation --real-headers -- %boost-asio-flags

// Boost.Asio's own headers.

#include <array>
#include <boost/asio.hpp>
#include <boost/asio/spawn.hpp>
#include <cstdio>

namespace asio = boost::asio;

asio::awaitable<void> reads(asio::ip::tcp::socket socket) {
  std::array<char, 64> data;
  for (;;) {
    try {
      co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
    } catch (const boost::system::system_error &error) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler swallows 'asio::error::operation_aborted'
      std::puts(error.what());
    }
  }
}

void serve(asio::io_context &io, asio::ip::tcp::socket &socket) {
  asio::spawn(
      io,
      [&socket](asio::yield_context yield) {
        std::array<char, 64> data;
        try {
          asio::async_read(socket, asio::buffer(data), yield);
        } catch (...) {
          // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this handler stops the unwinding that destroys the stackful coroutine
          std::puts("failed");
        }
      },
      asio::detached);
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<void> knows(asio::ip::tcp::socket socket) {
  std::array<char, 64> data;
  for (;;) {
    try {
      co_await socket.async_read_some(asio::buffer(data), asio::use_awaitable);
    } catch (const boost::system::system_error &error) {
      if (error.code() == asio::error::operation_aborted)
        co_return;
    }
  }
}

void rethrows(asio::io_context &io, asio::ip::tcp::socket &socket) {
  asio::spawn(
      io,
      [&socket](asio::yield_context yield) {
        std::array<char, 64> data;
        try {
          asio::async_read(socket, asio::buffer(data), yield);
        } catch (const std::exception &error) {
          std::puts(error.what());
        } catch (...) {
          std::puts("failed");
          throw;
        }
      },
      asio::detached);
}
