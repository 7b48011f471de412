// RUN: %check %s async-discarded-awaitable

// Both roots of Asio, and what its completion tokens make of an operation.

#include <asio.h>

boost::asio::awaitable<void> boost_step();
asio::awaitable<void> step();
asio::awaitable<int> number();
asio::experimental::coro<void, int> other_kind();

asio::awaitable<void> standalone(asio::steady_timer &timer, asio::ip::tcp::socket &socket) {
  step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'step' is dropped and never runs; await it [async-discarded-awaitable]
  number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'number' is dropped
  timer.async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_wait' is dropped
  timer.async_wait(asio::as_tuple(asio::use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_wait' is dropped
  timer.async_wait(asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_wait' is dropped and never runs [async-discarded-awaitable]
  timer.async_wait(asio::experimental::use_promise);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_wait' is dropped, which cancels it [async-discarded-awaitable]
  co_return;
}

boost::asio::awaitable<void> boost_root(boost::asio::steady_timer &timer) {
  boost_step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'boost_step' is dropped
  timer.async_wait(boost::asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_wait' is dropped
  co_return;
}

//===- No fix -------------------------------------------------------------===//

// An awaitable of the other root or of another kind can't be awaited here.
asio::awaitable<void> mixed(mini::task<> (*task)()) {
  boost_step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'boost_step' is dropped
  other_kind();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'other_kind' is dropped
  task();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'task' is dropped
  co_return;
}

asio::awaitable<void, asio::io_context::executor_type> other_executor() {
  step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'step' is dropped
  co_return;
}

// No coroutine.
void plain(asio::io_context &io, asio::steady_timer &timer) {
  step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'step' is dropped
  asio::co_spawn(io, step(), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'co_spawn' is dropped
  timer.async_wait(asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_wait' is dropped
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<void> awaits(asio::steady_timer &timer) {
  co_await step();
  co_await timer.async_wait(asio::use_awaitable);
  auto error = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  auto promise = timer.async_wait(asio::experimental::use_promise);
  promise.cancel();
}

void handlers(asio::io_context &io, asio::steady_timer &timer) {
  timer.async_wait([](asio::error_code) {});
  timer.async_wait(asio::detached);
  asio::co_spawn(io, step(), asio::detached);
  asio::co_spawn(io, step, asio::detached);
  asio::co_spawn(io, step(), asio::use_future);
  asio::post(io, asio::use_future);
}
