// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-redundant-coroutine --real-headers -- %boost-asio-flags

#include <boost/asio.hpp>
#include <string>

using boost::asio::awaitable;
using boost::asio::use_awaitable;

class Connection {
public:
  awaitable<std::size_t> read_line();
  awaitable<std::size_t> read() {
    co_return co_await read_line();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'read' needs no coroutine: it can return what 'read_line' gives, without a frame of its own [async-redundant-coroutine]
  }

//===- Not flagged --------------------------------------------------------===//

  awaitable<std::size_t> write(std::string text) {
    co_return co_await boost::asio::async_write(socket_, boost::asio::buffer(text), use_awaitable);
  }
  awaitable<std::size_t> read_some() {
    co_return co_await socket_.async_read_some(boost::asio::buffer(data_), use_awaitable);
  }

private:
  boost::asio::ip::tcp::socket socket_;
  char data_[64];
};
