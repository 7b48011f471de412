// RUN: %check %s async-starving-loop --std=c++20

#include <async_simple.h>
#include <atomic>
#include <boost/asio.hpp>
#include <coroutine.h>
#include <cppcoro.h>
#include <queue>
#include <seastar.h>
#include <vector>

namespace asio = boost::asio;

bool work();
void handle(int);
mini::task<> tick();

asio::awaitable<void> for_ever(asio::steady_timer &Timer) {
  co_await Timer.async_wait(asio::use_awaitable);
  for (;;) {
    work();
  }
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: this loop never suspends the coroutine: while it runs, nothing else does on its thread [async-starving-loop]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: let others run in each turn: 'co_await asio::post(asio::use_awaitable)'
}

std::atomic<bool> Running{true};
seastar::future<> until_others_stop_it() {
  while (Running) {
    work();
    handle(1);
  }
  // CHECK-MESSAGES: :[[@LINE-4]]:3: warning: this loop never suspends the coroutine
  co_return;
}

cppcoro::task<> until_it_is_cancelled(cppcoro::cancellation_token Token) {
  do {
    work();
  } while (!Token.is_cancellation_requested());
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: this loop never suspends the coroutine
  co_return;
}

// No block to put it in.
async_simple::coro::Lazy<void> short_loop() {
  while (true)
    work();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: this loop never suspends the coroutine
  co_return;
}

// Of no framework.
mini::task<> inner_loop() {
  while (Running) {
    co_await tick();
    for (;;)
      handle(2);
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: this loop never suspends the coroutine
  }
}

//===- Not flagged --------------------------------------------------------===//

seastar::future<> suspends() {
  while (true) {
    work();
    co_await seastar::coroutine::maybe_yield();
  }
}
seastar::future<> suspends_now_and_then() {
  for (int I = 0; Running; ++I) {
    work();
    if (I % 100 == 0)
      co_await seastar::coroutine::maybe_yield();
  }
}

asio::awaitable<void> ends_by_itself(std::queue<int> Work) {
  while (true) {
    if (Work.empty())
      break;
    handle(Work.front());
    Work.pop();
  }
  while (!Work.empty()) {
    handle(Work.front());
    Work.pop();
  }
  for (int I = 0; I < 10; ++I)
    handle(I);
  co_return;
}

void no_coroutine() {
  while (true)
    work();
}

// That thread is there for it.
asio::awaitable<void> in_a_pool(asio::thread_pool &Pool) {
  co_await asio::post(Pool, asio::use_awaitable);
  while (true)
    work();
}

// These only ask and wait: other checks' matter.
asio::awaitable<void> spins() {
  while (Running) {
  }
  while (Running)
    std::this_thread::yield();
  co_return;
}
asio::awaitable<void> blocks() {
  while (true) {
    work();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

mini::generator<int> yields() {
  for (int I = 0;; ++I)
    co_yield I;
}
