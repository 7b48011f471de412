// RUN: %check %s async-discarded-awaitable

// A Lazy starts when it is awaited, and some methods of async_simple's locks give one.

#include <async_simple.h>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;
using async_simple::coro::Lazy;

Lazy<> save(int record);
Lazy<int> count();
void log(int record);

Lazy<> forgets(async_simple::Executor *executor) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped and never runs; await it [async-discarded-awaitable]
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'count' is dropped and never runs
  save(2).via(executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'via' is dropped and never runs [async-discarded-awaitable]
  save(3).setLazyLocal(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'setLazyLocal' is dropped and never runs
  async_simple::coro::sleep(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'sleep' is dropped and never runs
  async_simple::coro::collectAll(save(4), save(5));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'collectAll' is dropped and never runs
  co_return;
}

Lazy<> forgets_to_unlock(async_simple::coro::SharedMutex &mutex, async_simple::coro::Latch &done) {
  co_await mutex.coLockShared();
  co_await save(1);
  mutex.unlockShared();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'unlockShared' is dropped and never runs
  done.count_down();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'count_down' is dropped and never runs
}

void program(async_simple::Executor *executor) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped and never runs
  save(2).via(executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'via' is dropped and never runs
}

//===- Not flagged --------------------------------------------------------===//

Lazy<> awaits(async_simple::coro::Mutex &mutex) {
  co_await save(1);
  auto later = save(2);
  co_await std::move(later);
  auto lock = co_await mutex.coScopedLock();
  co_await async_simple::coro::collectAllPara(save(3), save(4));
}

void starts(async_simple::Executor *executor) {
  save(1).start([](async_simple::Try<void> result) { result.value(); });
  save(2).via(executor).start([](auto &&) {});
  save(3).directlyStart([](auto &&) {}, executor);
  save(4).via(executor).detach();
  async_simple::coro::syncAwait(save(5));
}

void continues(async_simple::Promise<int> &promise) {
  promise.getFuture().setContinuation([](auto &&) { log(1); });
}
