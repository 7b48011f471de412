// RUN: %check %s async-discarded-awaitable

// A promise that is dropped is cancelled, a task never runs.

#include <cobalt.h>
#include <utility>

namespace cobalt = boost::cobalt;

cobalt::promise<void> save(int record);
cobalt::task<void> save_lazily(int record);
cobalt::generator<int> numbers();
cobalt::thread work();
cobalt::detached notify(int record);

cobalt::promise<void> forgets(boost::asio::steady_timer &timer, cobalt::channel<int> &jobs) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped, which cancels it; await it [async-discarded-awaitable]
  save_lazily(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save_lazily' is dropped and never runs [async-discarded-awaitable]
  numbers();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'numbers' is dropped, which cancels it [async-discarded-awaitable]
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'work' is dropped, which cancels it
  timer.async_wait(cobalt::use_op);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_wait' is dropped and never runs
  timer.async_wait(cobalt::use_task);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'async_wait' is dropped and never runs
  jobs.write(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'write' is dropped and never runs
  cobalt::join(save(3), save(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'join' is dropped and never runs
  co_return;
}

cobalt::task<void> forgets_one(cobalt::channel<int> &jobs) {
  co_await jobs.write(1);
  jobs.write(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'write' is dropped and never runs; await it [async-discarded-awaitable]
  save_lazily(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save_lazily' is dropped and never runs
}

void program() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped, which cancels it
  save_lazily(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save_lazily' is dropped and never runs
}

//===- Not flagged --------------------------------------------------------===//

cobalt::promise<void> awaits(cobalt::channel<int> &jobs, cobalt::wait_group &group) {
  co_await save(1);
  co_await save_lazily(2);
  auto later = save(3);
  co_await later;
  group.push_back(save(4));
  co_await group.wait();
  int job = co_await jobs.read();
  notify(job);
}

void starts(boost::asio::io_context &context, boost::asio::steady_timer &timer) {
  +save(1);
  notify(2);
  cobalt::spawn(context, save_lazily(3), boost::asio::detached);
  cobalt::run(save_lazily(4));
  timer.async_wait(boost::asio::detached);
}
