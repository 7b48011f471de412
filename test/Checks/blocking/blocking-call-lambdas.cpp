// RUN: %check %s async-blocking-call --also=async-blocking-wait

// A lambda is a function of its own: what blocks in it is judged by what runs the lambda, and a
// keyword in it makes it the coroutine, not the function around.

#include <posix.h>
#include <standalone-asio.h>

using namespace std::chrono_literals;

void not_a_coroutine(asio::io_context &io) {
  auto coroutine = []() -> asio::awaitable<void> {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs this coroutine: it puts the thread to sleep [async-blocking-call]
    co_return;
  };
  asio::co_spawn(io, coroutine, asio::detached);
  asio::co_spawn(
      io,
      [&]() -> asio::awaitable<void> {
        sleep(1);
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sleep' blocks the thread that runs this coroutine
        co_return;
      },
      asio::detached);
  sleep(3);
}

asio::awaitable<void> coroutine_in_a_coroutine(asio::io_context &io) {
  auto inner = [&]() -> asio::awaitable<int> {
    std::this_thread::sleep_for(2s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs this coroutine
    auto innermost = [&] {
      asio::post(io, [] { sleep(4); });
      // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'sleep' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
      asio::post(io, [&] { [&] { sleep(5); }(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: a lambda blocks the thread that runs this handler: it reaches 'sleep' [async-blocking-call]
    };
    innermost();
    co_return 1;
  };
  co_await inner();
}

void handler_in_a_handler(asio::io_context &io) {
  asio::post(io, [&io] {
    asio::post(io, [] { sleep(6); });
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'sleep' blocks the thread that runs this handler
    std::thread([&io] {
      sleep(7);
      asio::post(io, [] { sleep(8); });
      // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'sleep' blocks the thread that runs this handler
    }).detach();
  });
}

struct Member {
  std::function<asio::awaitable<void>()> open = []() -> asio::awaitable<void> {
    sleep(9);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread that runs this coroutine
    co_return;
  };
  asio::awaitable<void> work() {
    auto self = [this] {
      asio::post(io, [this] { slow(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'slow' blocks the thread that runs this handler: it reaches 'sleep' [async-blocking-call]
    };
    self();
    co_return;
  }
  void slow() { sleep(10); }
  asio::io_context &io;
};

asio::awaitable<void> captures(std::future<int> &future) {
  // The capture is evaluated here.
  auto captured = [value = future.get()] { return value; };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks the thread that runs coroutine 'captures': it waits for the result [async-blocking-wait]
  captured();
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

// The await, the return, the yield in the lambda don't make the function a coroutine.
void only_the_lambda_is_a_coroutine() {
  auto lambda = []() -> asio::awaitable<void> { co_return; };
  auto other = []() -> asio::awaitable<int> { co_return co_await []() -> asio::awaitable<int> { co_return 1; }(); };
  sleep(1);
  (void)lambda;
  (void)other;
}

// Nor is a lambda in a coroutine that nobody runs there.
asio::awaitable<void> only_the_function_is_a_coroutine(asio::steady_timer &timer) {
  auto blocking = [] {
    sleep(1);
  };
  auto returns = [] { return 1; };
  std::thread thread(blocking);
  thread.detach();
  co_await timer.async_wait(asio::use_awaitable);
  returns();
}

asio::awaitable<void> offloaded_twice(asio::thread_pool &pool) {
  asio::post(pool, [] {
    [] { sleep(1); }();
    std::thread([] { sleep(2); }).join();
  });
  std::thread([&pool] {
    auto inner = [] { sleep(3); };
    inner();
  }).detach();
  co_return;
}

struct Local {
  asio::awaitable<void> run() {
    struct Worker {
      void operator()() { sleep(1); }
    };
    std::thread(Worker()).detach();
    co_return;
  }
};

// Where a binder or co_spawn says that the work runs on a pool, it may block.
void on_a_pool(asio::thread_pool &pool) {
  asio::post(asio::bind_executor(pool.get_executor(), [] { sleep(1); }));
  asio::co_spawn(
      pool,
      []() -> asio::awaitable<void> {
        sleep(1);
        co_return;
      },
      asio::detached);
}

// What isn't evaluated doesn't block.
asio::awaitable<void> unevaluated() {
  (void)noexcept(sleep(1));
  (void)sizeof(sleep(1));
  co_return;
}
