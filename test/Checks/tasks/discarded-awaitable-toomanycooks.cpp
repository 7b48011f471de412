// RUN: %check %s async-discarded-awaitable

// Nothing of TooManyCooks starts before it is awaited, detached or posted.

#include <toomanycooks.h>
#include <utility>

tmc::task<void> save(int record);
tmc::task<int> count();

tmc::task<void> forgets(tmc::mutex &mutex) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped and never runs; await it [async-discarded-awaitable]
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'count' is dropped and never runs
  tmc::yield();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'yield' is dropped and never runs [async-discarded-awaitable]
  tmc::spawn(save(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'spawn' is dropped and never runs
  tmc::spawn_tuple(save(3), save(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'spawn_tuple' is dropped and never runs
  mutex.lock_scope();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lock_scope' is dropped and never runs
  co_return;
}

// What it awaits elsewhere can be awaited here too.
tmc::task<void> forgets_one(tmc::mutex &mutex) {
  co_await mutex;
  co_await tmc::spawn(save(1));
  tmc::spawn(save(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'spawn' is dropped and never runs
  co_await mutex.co_unlock();
}

void program() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped and never runs
}

//===- Not flagged --------------------------------------------------------===//

tmc::task<void> awaits(tmc::mutex &mutex) {
  co_await save(1);
  auto later = save(2);
  co_await std::move(later);
  auto scope = co_await mutex.lock_scope();
  co_await tmc::spawn_tuple(save(3), save(4));
  auto group = tmc::fork_group();
  group.fork(save(5));
  co_await std::move(group);
}

void starts(tmc::ex_cpu &executor) {
  tmc::spawn(save(1)).detach();
  tmc::spawn(save(2)).run_on(executor).detach();
  tmc::post(executor, save(3));
  auto done = tmc::post_waitable(executor, save(4));
  done.get();
}
