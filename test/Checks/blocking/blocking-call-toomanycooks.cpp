// RUN: %check %s async-blocking-call --also=async-blocking-wait

// TooManyCooks runs its coroutines on a few threads; a wait there holds one of them up.

#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <toomanycooks.h>

using namespace std::chrono_literals;

tmc::task<std::string> fetch(std::string url);
tmc::task<void> flush();

tmc::task<std::string> nested_wait(std::string url) {
  tmc::post_waitable(tmc::cpu_executor(), flush()).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'get' blocks the thread that runs coroutine 'nested_wait': it waits for the result [async-blocking-wait]
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'nested_wait': it puts the thread to sleep [async-blocking-call]
  co_return co_await fetch(url);
}

tmc::task<void> consumes(tmc::chan_tok<int> jobs) {
  while (auto job = co_await jobs.pull())
    co_await flush();
  jobs.drain_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'drain_wait' blocks the thread that runs coroutine 'consumes': it waits until all consumers have drained the channel [async-blocking-call]
}

tmc::task<int> restarts(tmc::ex_cpu &executor) {
  executor.teardown();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'teardown' blocks the thread that runs coroutine 'restarts': it waits for the executor's threads to end [async-blocking-call]
  co_return tmc::async_main([]() -> tmc::task<int> { co_return 0; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'async_main' blocks the thread that runs coroutine 'restarts': it waits until the main task is done [async-blocking-wait]
}

//===- Not flagged --------------------------------------------------------===//

tmc::task<void> awaits(tmc::chan_tok<int> jobs) {
  co_await tmc::yield();
  co_await tmc::spawn_tuple(flush(), fetch("index"));
  jobs.post(1);
  co_await jobs.push(2);
  co_await jobs.drain();
}

tmc::task<void> offloads(tmc::ex_cpu &background) {
  co_await tmc::spawn_func([] { std::this_thread::sleep_for(1s); }).run_on(background);
}

void program(tmc::ex_cpu &executor) {
  tmc::post_waitable(executor, flush()).get();
  tmc::post(executor, [] { std::this_thread::sleep_for(1s); });
  executor.teardown();
}

int main() {
  return tmc::async_main([]() -> tmc::task<int> {
    co_await flush();
    co_return 0;
  }());
}
