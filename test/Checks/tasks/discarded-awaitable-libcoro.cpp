// RUN: %check %s async-discarded-awaitable

// libcoro's tasks start when they are awaited, and some of its methods give such a task.

#include <chrono>
#include <libcoro.h>
#include <memory>

using namespace std::chrono_literals;

coro::task<> save(int record);
coro::task<int> count();

coro::task<> forgets(std::unique_ptr<coro::scheduler> &scheduler) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped and never runs; await it [async-discarded-awaitable]
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'count' is dropped and never runs
  scheduler->yield();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'yield' is dropped and never runs
  scheduler->yield_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'yield_for' is dropped and never runs
  scheduler->schedule(save(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'schedule' is dropped and never runs
  coro::when_all(save(3), save(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'when_all' is dropped and never runs
  co_return;
}

coro::task<> forgets_to_release(coro::semaphore<4> &slots, coro::condition_variable &changed,
                                coro::queue<int> &jobs) {
  co_await slots.acquire();
  jobs.push(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'push' is dropped and never runs
  changed.notify_one();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'notify_one' is dropped and never runs
  slots.release();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'release' is dropped and never runs
}

coro::task<> forgets_to_unlock(coro::shared_mutex<coro::thread_pool> &mutex) {
  co_await mutex.lock();
  co_await save(1);
  mutex.unlock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'unlock' is dropped and never runs
}

void program() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped and never runs [async-discarded-awaitable]
}

//===- Not flagged --------------------------------------------------------===//

coro::task<> awaits(std::unique_ptr<coro::scheduler> &scheduler, coro::queue<int> &jobs,
                    coro::mutex &mutex) {
  co_await scheduler->schedule();
  co_await save(1);
  co_await jobs.push(2);
  auto later = save(2);
  co_await later;
  auto guard = co_await mutex.scoped_lock();
  guard.unlock();
}

void spawns(std::unique_ptr<coro::thread_pool> &pool) {
  pool->spawn_detached(save(1));
  coro::task_group group(pool);
  if (!group.start(save(2)))
    coro::sync_wait(save(2));
  coro::sync_wait(group);
}
