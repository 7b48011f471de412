// RUN: %check %s async-blocking-call --also=async-blocking-wait

// libcoro's own wait has an awaitable twin; its sleep needs a scheduler, so a sleep has none.

#include <chrono>
#include <future>
#include <libcoro.h>
#include <memory>
#include <string>
#include <thread>

using namespace std::chrono_literals;

coro::task<std::string> fetch(std::string url);
coro::task<> flush();

coro::task<std::string> nested_wait(std::string url) {
  std::string first = coro::sync_wait(fetch(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sync_wait' blocks the thread that runs coroutine 'nested_wait': it waits until the task is done [async-blocking-wait]
  coro::sync_wait(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs coroutine 'nested_wait'
  coro::sync_wait(coro::when_all(flush(), flush()));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs coroutine 'nested_wait'
  if (coro::sync_wait(fetch(first)).empty())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread that runs coroutine 'nested_wait'
    co_return first;
  co_return co_await fetch(first);
}

coro::task<> retry(std::unique_ptr<coro::scheduler> &scheduler) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'retry': it puts the thread to sleep [async-blocking-call]
  co_await scheduler->schedule();
  scheduler->process_events(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'process_events' blocks the thread that runs coroutine 'retry': it runs the event loop inside of itself [async-blocking-call]
}

coro::task<> stop(std::unique_ptr<coro::thread_pool> &pool,
                  std::unique_ptr<coro::scheduler> &scheduler) {
  scheduler->shutdown();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'shutdown' blocks the thread that runs coroutine 'stop': it waits for the scheduler's threads to end [async-blocking-call]
  pool->shutdown();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'shutdown' blocks the thread that runs coroutine 'stop': it waits for the pool's threads to end [async-blocking-call]
  co_return;
}

// Another framework's coroutine can't be told how to await it.
mini::task<> other_framework() {
  coro::sync_wait(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs coroutine 'other_framework'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

coro::task<> awaits(std::unique_ptr<coro::scheduler> &scheduler) {
  co_await scheduler->yield_for(100ms);
  co_await coro::when_all(flush(), flush());
  co_await scheduler->schedule(flush(), 1s);
  scheduler->process_events();
}

void program(std::unique_ptr<coro::scheduler> &scheduler) {
  std::string page = coro::sync_wait(fetch("index"));
  while (scheduler->process_events(100ms) > 0)
    std::this_thread::sleep_for(1ms);
  scheduler->shutdown();
}
