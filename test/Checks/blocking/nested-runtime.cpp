// RUN: %check %s async-nested-runtime

#include <boost-asio.h>
#include <coroutine.h>
#include <cppcoro.h>
#include <folly.h>
#include <std.h>

namespace asio = boost::asio;

mini::task<> tick();
cppcoro::task<int> answer();

mini::task<> loop_in_a_coroutine() {
  asio::io_context io;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an event loop of its own is built each time that coroutine 'loop_in_a_coroutine' runs [async-nested-runtime]
  asio::post(io, [] {});
  co_await tick();
}

mini::task<> pool_in_a_coroutine() {
  asio::thread_pool pool(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: a pool of threads of its own is built each time that coroutine 'pool_in_a_coroutine' runs
  cppcoro::static_thread_pool other;
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: a pool of threads of its own is built
  co_await tick();
}

void handler(asio::io_context &io) {
  asio::post(io, [] {
    folly::CPUThreadPoolExecutor pool(4);
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: a pool of threads of its own is built each time that this handler runs
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the handler is given to the event loop here
  });
}

void request() {
  asio::io_context io;
  asio::post(io, [] {});
}
mini::task<> calls_it() {
  request();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'request' builds an event loop of its own each time that coroutine 'calls_it' calls it
  // CHECK-MESSAGES: :[[@LINE-6]]:20: note: this one
  co_await tick();
}

//===- Not flagged --------------------------------------------------------===//

int main() {
  asio::io_context io;
  asio::thread_pool pool(4);
  folly::CPUThreadPoolExecutor workers(4);
  request();
}
void plain_function() { asio::io_context io; }
void thread_of_its_own() {
  std::thread([] { asio::io_context io; }).detach();
}
mini::task<> uses_another_ones(asio::io_context &io, asio::thread_pool &pool) {
  asio::io_context &same = io;
  static asio::thread_pool once(4);
  asio::post(same, [] {});
  asio::post(pool, [] { asio::io_context inner; });
  co_await tick();
}
mini::task<> executors_are_handles(asio::io_context &io) {
  auto executor = io.get_executor();
  co_await tick();
}
struct Server {
  asio::io_context io;
};
mini::task<> silenced() {
  asio::io_context io; // NOLINT(async-nested-runtime): never run
  co_await tick();
}
