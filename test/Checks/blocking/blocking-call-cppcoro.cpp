// RUN: %check %s async-blocking-call --also=async-blocking-wait

// cppcoro's own waits have an awaitable twin; its sleep needs an io_service, so a sleep has none.

#include <chrono>
#include <cppcoro.h>
#include <fstream>
#include <future>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

struct page {
  std::string text;
};
cppcoro::task<page> fetch(std::string url);
cppcoro::task<> flush();

cppcoro::task<page> nested_wait(std::string url) {
  page first = cppcoro::sync_wait(fetch(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'sync_wait' blocks the thread that runs coroutine 'nested_wait': it waits until the task is done [async-blocking-wait]
  cppcoro::sync_wait(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs coroutine 'nested_wait'
  cppcoro::sync_wait(cppcoro::when_all(fetch(url), fetch("index")));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs coroutine 'nested_wait'
  co_return first;
}

cppcoro::shared_task<page> cached(std::string url) {
  co_return cppcoro::sync_wait(fetch(url));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread that runs coroutine 'cached'
}

cppcoro::task<> retry(cppcoro::io_service &service) {
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'retry': it puts the thread to sleep [async-blocking-call]
  co_await flush();
  service.process_events();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'process_events' blocks the thread that runs coroutine 'retry': it runs the event loop inside of itself [async-blocking-call]
}

cppcoro::task<> load(cppcoro::io_service &service) {
  auto file = cppcoro::read_only_file::open(service, "table.bin");
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'open' blocks the thread that runs coroutine 'load': it opens a file [async-blocking-call]
  auto log = cppcoro::write_only_file::open(service, "log.txt");
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'open' blocks the thread that runs coroutine 'load'
  char header[16];
  co_await file.read(0, header, sizeof header);
}

cppcoro::task<int> of_a_thread(std::future<int> answer) {
  co_return answer.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks the thread that runs coroutine 'of_a_thread': it waits for the result [async-blocking-wait]
}

// No await may stand in a handler, nor under a lock.
cppcoro::task<> recovers() {
  try {
    co_await flush();
  } catch (const std::exception &) {
    cppcoro::sync_wait(flush());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' blocks the thread that runs coroutine 'recovers'
  }
}
cppcoro::task<> under_lock(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  cppcoro::sync_wait(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs coroutine 'under_lock'
  co_return;
}

// Another framework's coroutine can't be told how to await it.
mini::task<> other_framework() {
  cppcoro::sync_wait(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread that runs coroutine 'other_framework'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

cppcoro::task<page> awaits(cppcoro::io_service &service, std::string url) {
  co_await service.schedule_after(100ms);
  co_await cppcoro::when_all(flush(), flush());
  service.process_pending_events();
  service.stop();
  co_return co_await fetch(url);
}

void program(cppcoro::io_service &service, std::string url) {
  page start = cppcoro::sync_wait(fetch(url));
  std::jthread loop([&] { service.process_events(); });
  std::this_thread::sleep_for(1s);
}

cppcoro::generator<int> lines() {
  std::ifstream file("lines.txt");
  int line = 0;
  while (file >> line)
    co_yield line;
}
