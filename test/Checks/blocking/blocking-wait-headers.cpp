// REQUIRES: boost-asio, qt6, libstdcxx-coroutine
// RUN: %check %s async-blocking-wait --real-headers -- %boost-asio-flags %qt6-flags

// Boost.Asio's coroutines and handlers, and what waits in Asio, libstdc++ and Qt.

#include <QtCore/QFuture>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

namespace asio = boost::asio;

asio::awaitable<int> load(int id);
std::future<int> start(int id);

asio::awaitable<int> waits(asio::io_context &other) {
  std::future<int> loading = asio::co_spawn(other, load(1), asio::use_future);
  int first = loading.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'get' blocks the thread that runs coroutine 'waits': it waits for the result [async-blocking-wait]
  start(2).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' blocks the thread that runs coroutine 'waits': it waits for the result
  co_return first;
}

asio::awaitable<int> waits_for_qt(QFuture<int> loading) {
  loading.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitForFinished' blocks the thread that runs coroutine 'waits_for_qt': it waits for the result
  co_return 1;
}

void handles(asio::io_context &io, asio::steady_timer &timer) {
  asio::post(io, [] {
    start(1).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks the thread that runs this handler: it waits for the result
  });
  timer.async_wait([loading = start(2).share()](boost::system::error_code) {
    loading.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'wait' blocks the thread that runs this handler: it waits for the result
  });
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<int> awaits(asio::io_context &other) {
  int first = co_await asio::co_spawn(other, load(1), asio::use_awaitable);
  co_return first + co_await load(2);
}

asio::awaitable<bool> asks(std::future<int> &loading) {
  co_return loading.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

void in_the_pool(asio::thread_pool &pool) {
  asio::post(pool, [] { start(1).get(); });
}

int plain(asio::io_context &io) {
  std::future<int> loading = asio::co_spawn(io, load(1), asio::use_future);
  io.run();
  return loading.get();
}
