// RUN: %check %s async-discarded-awaitable

// A lazy_result that is dropped never runs; of a result only its error is lost.

#include <chrono>
#include <concurrencpp.h>
#include <memory>

using namespace std::chrono_literals;
using concurrencpp::lazy_result;
using concurrencpp::result;
using pool_ptr = std::shared_ptr<concurrencpp::thread_pool_executor>;

result<void> save(int record);
lazy_result<void> save_lazily(int record);
concurrencpp::null_result log(int record);

result<void> forgets(pool_ptr pool, concurrencpp::async_lock &lock) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'save' is dropped, and with it any error; await it [async-discarded-awaitable]
  save_lazily(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save_lazily' is dropped and never runs; await it [async-discarded-awaitable]
  lock.lock(pool);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lock' is dropped and never runs
  concurrencpp::resume_on(pool);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'resume_on' is dropped and never runs
  pool->submit([] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'submit' is dropped, and with it any error
  concurrencpp::when_all(pool, save(3), save(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'when_all' is dropped and never runs
  co_return;
}

lazy_result<void> lazily(concurrencpp::scoped_async_lock &guard, pool_ptr pool) {
  save_lazily(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save_lazily' is dropped and never runs
  guard.lock(pool);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lock' is dropped and never runs
  co_return;
}

void program() {
  save_lazily(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save_lazily' is dropped and never runs [async-discarded-awaitable]
}

// The timer's destructor stops it.
void ticks(std::shared_ptr<concurrencpp::timer_queue> timers, pool_ptr pool) {
  timers->make_timer(1s, 1s, pool, [] { log(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'make_timer' is dropped, which cancels it [async-discarded-awaitable]
  timers->make_one_shot_timer(1s, pool, [] { log(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'make_one_shot_timer' is dropped, which cancels it
}

//===- Not flagged --------------------------------------------------------===//

result<void> awaits(pool_ptr pool, concurrencpp::async_lock &lock) {
  co_await save(1);
  co_await save_lazily(2);
  auto guard = co_await lock.lock(pool);
  co_await concurrencpp::resume_on(pool);
  log(3);
  auto later = save(4);
  co_await later;
}

void spawns(pool_ptr pool) {
  pool->post([] { log(1); });
  log(2);
  save(3).wait();
}

struct clock_view {
  concurrencpp::timer timer;
  void start(std::shared_ptr<concurrencpp::timer_queue> timers, pool_ptr pool) {
    timer = timers->make_timer(1s, 1s, pool, [] { log(1); });
  }
};
