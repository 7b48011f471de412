// RUN: %check %s async-blocking-call --also=async-blocking-wait

// Boost.Cobalt runs all its coroutines on one thread; sleeping there is a timer's business.

#include <chrono>
#include <cobalt.h>
#include <string>
#include <thread>

using namespace std::chrono_literals;
namespace cobalt = boost::cobalt;

cobalt::promise<std::string> fetch(std::string url);
cobalt::task<int> count();
cobalt::thread work();

cobalt::promise<void> sleeps(std::chrono::milliseconds pause) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps': it puts the thread to sleep [async-blocking-call]
  std::this_thread::sleep_for(pause * 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps'
  co_await fetch("index");
}

cobalt::task<int> nested_run() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'nested_run'
  int records = cobalt::run(count());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'run' blocks the thread that runs coroutine 'nested_run': it runs the task in an event loop of its own [async-blocking-wait]
  co_return records + co_await count();
}

cobalt::detached detached() {
  auto worker = work();
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' blocks the thread that runs coroutine 'detached': it waits for another thread to end [async-blocking-call]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'detached'
  co_return;
}

cobalt::generator<int> polls() {
  for (int turn = 0;; ++turn) {
    co_yield turn;
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs coroutine 'polls'
  }
}

void starts(boost::asio::io_context &context) {
  cobalt::spawn(context, count(), [](std::exception_ptr, int) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs this handler: it puts the thread to sleep [async-blocking-call]
  });
}

//===- Not flagged --------------------------------------------------------===//

cobalt::task<void> awaits(boost::asio::steady_timer &timer) {
  co_await timer.async_wait(cobalt::use_op);
  co_await cobalt::join(fetch("index"), fetch("news"));
  auto worker = work();
  co_await worker;
}

int main() {
  int records = cobalt::run(count());
  std::this_thread::sleep_for(1s);
  return records;
}
