// RUN: %check %s async-blocking-call --also=async-blocking-wait

// async_simple's own wait and the sleeps of others have an awaitable twin.

#include <async_simple.h>
#include <chrono>
#include <posix.h>
#include <string>
#include <thread>

using namespace std::chrono_literals;
using async_simple::coro::Lazy;
using async_simple::coro::syncAwait;

Lazy<std::string> fetch(std::string url);
Lazy<> flush();
async_simple::Future<int> count();

Lazy<std::string> nested_wait(std::string url, async_simple::Executor *executor) {
  std::string first = syncAwait(fetch(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'syncAwait' blocks the thread that runs coroutine 'nested_wait': it waits until the task is done [async-blocking-wait]
  syncAwait(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'syncAwait' blocks the thread that runs coroutine 'nested_wait'
  async_simple::coro::syncAwait(flush(), executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'syncAwait' blocks the thread that runs coroutine 'nested_wait'
  co_return first;
}

Lazy<> sleeps() {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps': it puts the thread to sleep [async-blocking-call]
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'sleeps'
  co_await flush();
}

Lazy<int> of_a_future() {
  auto records = count();
  records.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'of_a_future': it waits for the result [async-blocking-wait]
  records = count();
  co_return std::move(records).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'get' blocks the thread that runs coroutine 'of_a_future'
}

Lazy<int> from_a_queue(async_simple::util::Queue<int> &jobs) {
  int job = 0;
  jobs.pop(job);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'pop' blocks the thread that runs coroutine 'from_a_queue': it waits for an item [async-blocking-call]
  co_return job;
}

// The callback of a coroutine that nobody awaits runs somewhere: no async context.
void starts(async_simple::Executor *executor) {
  flush().via(executor).start([](auto &&) { std::this_thread::sleep_for(1s); });
}

Lazy<> sleeps_with_executor(async_simple::Executor *executor) {
  if (executor)
    std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs coroutine 'sleeps_with_executor'
  co_await flush();
}

//===- Not flagged --------------------------------------------------------===//

Lazy<int> awaits(async_simple::util::Queue<int> &jobs) {
  co_await async_simple::coro::sleep(100ms);
  co_await async_simple::coro::collectAll(flush(), flush());
  int job = 0;
  if (!jobs.try_pop(job))
    co_await async_simple::coro::Yield{};
  co_return co_await count();
}

// Without an executor there is nobody else who waits for this thread.
Lazy<> sleeps_without_executor(async_simple::Executor *executor) {
  if (!executor) {
    std::this_thread::sleep_for(1s);
    co_return;
  }
  co_await flush();
}
Lazy<> sleeps_where_there_is_none(async_simple::Executor *executor) {
  if (executor != nullptr)
    co_await flush();
  else
    std::this_thread::sleep_for(1s);
}

void offloads(async_simple::util::ThreadPool &pool, async_simple::Executor *executor) {
  pool.scheduleById([] { std::this_thread::sleep_for(1s); });
  executor->schedule([] { std::this_thread::sleep_for(1s); });
}

// A stackful thread is suspended, its thread isn't.
void stackful(async_simple::Executor *executor) {
  async_simple::uthread::async<async_simple::uthread::Launch::Schedule>(
      [] { async_simple::uthread::await(count()); }, executor);
}

void program() {
  std::string page = syncAwait(fetch("index"));
  std::this_thread::sleep_for(1s);
}
