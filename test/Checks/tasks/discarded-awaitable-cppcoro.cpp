// RUN: %check %s async-discarded-awaitable

// cppcoro's tasks start when they are awaited.

#include <cppcoro.h>

cppcoro::task<> save(int record);
cppcoro::task<int> count();
cppcoro::shared_task<int> total();

cppcoro::task<> forgets(cppcoro::static_thread_pool &pool) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped and never runs; await it [async-discarded-awaitable]
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'count' is dropped and never runs
  total();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'total' is dropped and never runs
  pool.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'schedule' is dropped and never runs
  cppcoro::when_all(save(1), save(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'when_all' is dropped and never runs
  cppcoro::schedule_on(pool, save(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'schedule_on' is dropped and never runs
  co_await save(4);
}

cppcoro::task<> locks(cppcoro::async_mutex &mutex) {
  mutex.lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lock_async' is dropped and never runs
  co_await save(1);
  mutex.unlock();
}

void program() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped and never runs [async-discarded-awaitable]
}

cppcoro::task<> shuts_down(cppcoro::async_scope &scope) {
  scope.spawn(save(1));
  scope.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'join' is dropped and never runs
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

cppcoro::task<> awaits(cppcoro::static_thread_pool &pool, cppcoro::async_scope &scope) {
  co_await pool.schedule();
  scope.spawn(save(1));
  auto later = save(2);
  auto [one, two] = std::make_pair(save(3), save(4));
  co_await later;
  co_await cppcoro::when_all(std::move(one), std::move(two));
  co_await scope.join();
}

void waits() {
  int records = cppcoro::sync_wait(count());
  cppcoro::sync_wait(save(records));
}
