// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-stale-read-across-await --real-headers -- %boost-asio-flags

#include <boost/asio.hpp>
#include <memory>

using boost::asio::awaitable;
using boost::asio::use_awaitable;

class Connection {
public:
  awaitable<void> read() {
    bytes_ = bytes_ + co_await socket_.async_read_some(boost::asio::buffer(data_), use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'bytes_' is read before the suspension and written after it: what others write meanwhile is lost [async-stale-read-across-await]
  }
  awaitable<int *> cached() {
    if (!cache_)
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'cache_' is tested before the suspension and set after it: others that come meanwhile do the same
      cache_ = co_await load();
    co_return cache_.get();
  }

//===- Not flagged --------------------------------------------------------===//

  awaitable<void> right() {
    bytes_ += co_await socket_.async_read_some(boost::asio::buffer(data_), use_awaitable);
    std::size_t more = co_await socket_.async_read_some(boost::asio::buffer(data_), use_awaitable);
    bytes_ = bytes_ + more;
  }

private:
  awaitable<std::unique_ptr<int>> load();
  boost::asio::ip::tcp::socket socket_;
  std::size_t bytes_ = 0;
  std::unique_ptr<int> cache_;
  char data_[64];
};
