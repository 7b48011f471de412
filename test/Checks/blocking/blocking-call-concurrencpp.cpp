// RUN: %check %s async-blocking-call --also=async-blocking-wait

// concurrencpp's results block where they aren't awaited.

#include <chrono>
#include <concurrencpp.h>
#include <memory>
#include <string>
#include <thread>

using namespace std::chrono_literals;
using concurrencpp::result;
using pool_ptr = std::shared_ptr<concurrencpp::thread_pool_executor>;

result<std::string> fetch(std::string url);
result<void> flush();
concurrencpp::lazy_result<int> count();

result<std::string> nested_wait(std::string url) {
  std::string first = fetch(url).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'get' blocks the thread that runs coroutine 'nested_wait': it waits for the result [async-blocking-wait]
  auto pending = flush();
  pending.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread that runs coroutine 'nested_wait'
  pending = flush();
  if (pending.wait_for(10ms) == concurrencpp::result_status::idle)
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'wait_for' blocks the thread that runs coroutine 'nested_wait'
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs coroutine 'nested_wait': it puts the thread to sleep [async-blocking-call]
  co_return first;
}

concurrencpp::lazy_result<int> shared(concurrencpp::shared_result<int> answer) {
  co_return answer.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks the thread that runs coroutine 'shared'
}

concurrencpp::null_result forgotten(std::shared_ptr<concurrencpp::manual_executor> ui) {
  ui->wait_for_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait_for_task' blocks the thread that runs coroutine 'forgotten': it waits for work to be given to the executor [async-blocking-call]
  ui->loop_for(10, 100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'loop_for' blocks the thread that runs coroutine 'forgotten'
  co_return;
}

result<void> stops(pool_ptr pool) {
  pool->shutdown();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'shutdown' blocks the thread that runs coroutine 'stops': it waits for the executor's threads to end [async-blocking-call]
  co_return;
}

result<int> parallel(concurrencpp::executor_tag, pool_ptr, int record) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs coroutine 'parallel'
  co_return record;
}

//===- Not flagged --------------------------------------------------------===//

result<std::string> awaits(std::shared_ptr<concurrencpp::timer_queue> timers, pool_ptr pool,
                           std::string url) {
  co_await timers->make_delay_object(100ms, pool);
  auto pending = flush();
  if (pending.wait_for(0ms) == concurrencpp::result_status::idle)
    co_await pending;
  int records = co_await count();
  auto [first, second] = std::make_pair(fetch(url), fetch(url));
  co_await concurrencpp::when_all(pool, std::move(first), std::move(second));
  co_return std::to_string(records);
}

result<std::string> offloads(pool_ptr background) {
  co_return co_await background->submit([] {
    std::this_thread::sleep_for(1s);
    return std::string("done");
  });
}

void program(concurrencpp::runtime &runtime, pool_ptr pool) {
  std::string page = fetch("index").get();
  pool->post([] { std::this_thread::sleep_for(1s); });
  runtime.make_worker_thread_executor()->post([] { flush().wait(); });
}
