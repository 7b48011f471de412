// RUN: %check %s async-blocking-call --also=async-blocking-wait

// YACLib's waits have awaitable twins; time is none of its business, so a sleep has none.

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <yaclib.h>

using namespace std::chrono_literals;

yaclib::Future<std::string> fetch(std::string url);
yaclib::Task<int> count();
std::string render(int record);

yaclib::Future<int> nested_wait(yaclib::SharedFuture<int> total) {
  auto index = fetch("index");
  auto news = fetch("news");
  yaclib::Wait(index, news);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' blocks the thread that runs coroutine 'nested_wait': it waits for the results [async-blocking-wait]
  if (!yaclib::WaitFor(10ms, index))
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'WaitFor' blocks the thread that runs coroutine 'nested_wait'
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs coroutine 'nested_wait': it puts the thread to sleep [async-blocking-call]
  int records = count().Get().Ok();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'Get' blocks the thread that runs coroutine 'nested_wait': it runs the task and waits for its result [async-blocking-wait]
  co_return records + total.Get().Ok();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'Get' blocks the thread that runs coroutine 'nested_wait': it waits for the result [async-blocking-wait]
}

yaclib::Task<void> groups(yaclib::OneShotEvent &ready) {
  yaclib::WaitGroup<> group;
  group.Consume(fetch("index"), fetch("news"));
  group.Wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Wait' blocks the thread that runs coroutine 'groups': it waits for the group's work [async-blocking-call]
  ready.Wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Wait' blocks the thread that runs coroutine 'groups': it waits for the event [async-blocking-call]
  if (ready.WaitFor(1s))
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'WaitFor' blocks the thread that runs coroutine 'groups'
    co_return;
}

yaclib::Task<void> stops(yaclib::FairThreadPool &pool) {
  pool.Stop();
  pool.Wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Wait' blocks the thread that runs coroutine 'stops': it waits for the pool's threads to end [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

yaclib::Task<void> awaits(yaclib::OneShotEvent &ready) {
  auto index = fetch("index");
  auto news = fetch("news");
  co_await yaclib::Await(index, news);
  std::string page = co_await std::move(index);
  int records = co_await count();
  while (!yaclib::WaitFor(0ms, news))
    co_await yaclib::kYield;
  co_await ready.AwaitSticky();
  yaclib::WaitGroup<> group;
  group.Attach(news);
  co_await group.AwaitSticky();
}

void offloads(yaclib::FairThreadPool &pool, yaclib::IExecutor &executor) {
  yaclib::Submit(pool, [] { std::this_thread::sleep_for(1s); });
  yaclib::Run(pool, [] { std::this_thread::sleep_for(1s); }).Detach();
  fetch("index").Then(executor, [](std::string) { std::this_thread::sleep_for(1s); }).Detach();
}

int main() {
  auto index = fetch("index");
  yaclib::Wait(index);
  return count().Get().Ok();
}
