// REQUIRES: boost-asio, libstdcxx-coroutine
// RUN: %check %s async-discarded-awaitable --real-headers -- %boost-asio-flags -DBOOST_ASIO_HAS_DEFERRED

// Boost.Asio's own headers: awaitables, deferred operations, futures.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <chrono>
#include <string>
#include <tuple>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

awaitable<void> step();
awaitable<std::size_t> count();

awaitable<void> drops(tcp::socket &socket, asio::steady_timer &timer, std::string data) {
  step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'step' is dropped and never runs; await it [async-discarded-awaitable]
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'count' is dropped
  timer.async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_wait' is dropped
  socket.async_read_some(asio::buffer(data), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_read_some' is dropped
  asio::async_write(socket, asio::buffer(data), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_write' is dropped
  (void)step();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task from 'step' is dropped
  std::ignore = count();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task from 'count' is dropped
  data.empty() ? step() : step();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task from 'step' is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:27: warning: the task from 'step' is dropped and never runs [async-discarded-awaitable]
  using namespace asio::experimental::awaitable_operators;
  (step() && step());
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the task from 'operator&&' is dropped
  co_return;
}

void outside(asio::io_context &io, asio::steady_timer &timer) {
  step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'step' is dropped
  timer.async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_wait' is dropped
  asio::co_spawn(io, step(), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'co_spawn' is dropped
  timer.async_wait(asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_wait' is dropped
  []() -> awaitable<void> { co_await step(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from this expression is dropped and never runs [async-discarded-awaitable]
}

awaitable<void> handler() {
  try {
    co_await step();
  } catch (const std::exception &) {
    step();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'step' is dropped
  }
}

// No awaitable of one executor can be awaited in a coroutine of another.
awaitable<void, asio::io_context::executor_type> other_executor() {
  step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'step' is dropped
  co_return;
}

template <class Stream> awaitable<void> of_any_stream(Stream &stream, std::string &data) {
  stream.async_read_some(asio::buffer(data), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_read_some' is dropped
  co_return;
}
awaitable<void> instantiates(tcp::socket &socket, std::string data) {
  co_await of_any_stream(socket, data);
}

//===- Not flagged --------------------------------------------------------===//

awaitable<void> awaits(tcp::socket socket, asio::steady_timer timer, std::string data) {
  using namespace asio::experimental::awaitable_operators;
  co_await step();
  (void)co_await count();
  co_await (step() && timer.async_wait(asio::use_awaitable));
  co_await (step() || step());
  auto kept = step();
  co_await std::move(kept);
  co_await timer.async_wait(asio::deferred);
  auto operation = timer.async_wait(asio::deferred);
  co_await std::move(operation);
  co_await asio::co_spawn(co_await asio::this_coro::executor, step(), asio::use_awaitable);
  std::size_t size = co_await asio::async_write(socket, asio::buffer(data), asio::use_awaitable);
  (void)size;
}

void spawns(asio::io_context &io, asio::thread_pool &pool, asio::steady_timer &timer) {
  asio::co_spawn(io, step(), asio::detached);
  asio::co_spawn(pool, step, asio::detached);
  asio::co_spawn(io, count(), [](std::exception_ptr, std::size_t) {});
  timer.async_wait([](boost::system::error_code) {});
  timer.async_wait(asio::detached);
  asio::post(io, [] {});
  auto future = asio::co_spawn(io, step(), asio::use_future);
  future.get();
}

// The future of Asio doesn't wait when it is dropped: the work goes on.
void future(asio::io_context &io) {
  asio::post(io, asio::use_future);
  asio::co_spawn(io, step(), asio::use_future);
}

awaitable<void> passes_on() {
  return step();
}

void chained(asio::io_context &io, tcp::acceptor &acceptor) {
  tcp::socket(io).set_option(tcp::no_delay(true));
  acceptor.async_accept([](boost::system::error_code, tcp::socket) {});
  io.get_executor().on_work_started();
  asio::make_strand(io);
}
