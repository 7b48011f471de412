// REQUIRES: boost-asio
// RUN: %check %s async-nested-runtime --real-headers -- %boost-asio-flags

// Boost.Asio's own headers.

#include <boost/asio.hpp>

namespace asio = boost::asio;

asio::awaitable<void> builds() {
  asio::io_context io;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an event loop of its own is built each time that coroutine 'builds' runs
  asio::thread_pool pool(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: a pool of threads of its own is built
  co_return;
}

asio::awaitable<void> not_flagged(asio::thread_pool &pool) {
  auto executor = co_await asio::this_coro::executor;
  auto other = pool.get_executor();
  asio::strand<asio::any_io_executor> strand(executor);
}
