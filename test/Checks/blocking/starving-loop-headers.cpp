// REQUIRES: boost-asio, libstdcxx-jthread
// RUN: %check %s async-starving-loop --real-headers -- %boost-asio-flags

// Boost.Asio's awaitables; flags and tokens of libstdc++.

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <queue>
#include <stop_token>

namespace asio = boost::asio;

void work(int item);
int next();
std::atomic<bool> running = true;

asio::awaitable<void> endless() {
  while (true)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop never suspends the coroutine: while it runs, nothing else does on its thread [async-starving-loop]
    work(next());
  co_return;
}

asio::awaitable<int> while_running() {
  int turns = 0;
  while (running.load(std::memory_order_relaxed)) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop never suspends the coroutine: while it runs, nothing else does on its thread
    work(next());
    ++turns;
  }
  co_return turns;
}

asio::awaitable<void> until_stopped(std::stop_token stop) {
  for (; !stop.stop_requested();) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop never suspends the coroutine: while it runs, nothing else does on its thread
    int item = next();
    work(item);
  }
  co_return;
}

asio::awaitable<void> until_cancelled() {
  asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
  while (state.cancelled() == asio::cancellation_type::none) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop never suspends the coroutine: while it runs, nothing else does on its thread
    work(next());
  }
}

//===- Not flagged --------------------------------------------------------===//

asio::awaitable<void> lets_others_run() {
  auto executor = co_await asio::this_coro::executor;
  while (running) {
    work(next());
    co_await asio::post(executor, asio::use_awaitable);
  }
}

asio::awaitable<void> on_the_pool(asio::thread_pool &pool) {
  co_await asio::post(pool, asio::use_awaitable);
  while (running)
    work(next());
}

asio::awaitable<void> waits(std::stop_token stop) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (!stop.stop_requested()) {
    work(next());
    timer.expires_after(std::chrono::milliseconds(1));
    co_await timer.async_wait(asio::use_awaitable);
  }
}

asio::awaitable<void> to_the_end(std::queue<int> items) {
  while (!items.empty()) {
    work(items.front());
    items.pop();
  }
  for (int i = 0; i < 3; ++i)
    work(i);
  co_return;
}

asio::awaitable<int> with_a_way_out() {
  for (;;) {
    int item = next();
    if (item < 0)
      co_return item;
    work(item);
  }
}

void no_coroutine() {
  while (running)
    work(next());
}
