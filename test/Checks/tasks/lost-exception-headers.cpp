// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-lost-exception --real-headers -- %boost-asio-flags

#include <boost/asio.hpp>
#include <functional>
#include <memory>

namespace asio = boost::asio;
using asio::use_awaitable;

class session : public std::enable_shared_from_this<session> {
  asio::ip::tcp::socket socket_;
  char data_[1024];

public:
  void read() {
    socket_.async_read_some(asio::buffer(data_), [this, self = shared_from_this()](boost::system::error_code error, std::size_t count) {
      if (!error)
        write(count);
    });
  }
  void write(std::size_t count) {
    // CHECK-MESSAGES: :[[@LINE+1]]:120: warning: 'error' is never read: after a failure of 'async_write' this goes on as if it had worked [async-lost-exception]
    asio::async_write(socket_, asio::buffer(data_, count), [this, self = shared_from_this()](boost::system::error_code error, std::size_t) {
      read();
    });
  }
  void bound() {
    asio::async_write(socket_, asio::buffer(data_), std::bind(&session::written, shared_from_this(), std::placeholders::_1, std::placeholders::_2));
  }
  // CHECK-MESSAGES: :[[@LINE+1]]:49: warning: 'error' is never read: after a failure of 'async_write' this goes on as if it had worked
  void written(const boost::system::error_code &error, std::size_t count) {
    read();
  }
};

// The buffer is let go either way.
struct writer : std::enable_shared_from_this<writer> {
  asio::ip::tcp::socket socket;
  void write(char *buffer, std::size_t count) {
    asio::async_write(socket, asio::buffer(buffer, count), std::bind(&writer::written, shared_from_this(), std::placeholders::_1, buffer));
  }
  void written(const boost::system::error_code &error, char *buffer) { delete[] buffer; }
};

// CHECK-MESSAGES: :[[@LINE+4]]:104: warning: 'error' is never read: after a failure of 'async_read_some' this goes on as if it had worked
asio::awaitable<void> echo(asio::ip::tcp::socket socket) {
  char data[1024];
  boost::system::error_code error;
  auto count = co_await socket.async_read_some(asio::buffer(data), asio::redirect_error(use_awaitable, error));
  co_await asio::async_write(socket, asio::buffer(data, count), use_awaitable);
}
// CHECK-MESSAGES: :[[@LINE+3]]:9: warning: 'error' is never read: after a failure of 'async_read_some' this goes on as if it had worked
asio::awaitable<void> echo_tuple(asio::ip::tcp::socket socket) {
  char data[1024];
  auto [error, count] = co_await socket.async_read_some(asio::buffer(data), asio::as_tuple(use_awaitable));
  co_await asio::async_write(socket, asio::buffer(data, count), use_awaitable);
}
void spawn(asio::io_context &io, asio::ip::tcp::socket socket) {
  asio::co_spawn(io, echo(std::move(socket)), [](std::exception_ptr error) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:69: warning: 'error' is never read: nobody hears of what 'co_spawn' failed with
  asio::co_spawn(io, echo_tuple(asio::ip::tcp::socket(io)), [](std::exception_ptr) {});
}
