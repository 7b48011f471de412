// RUN: %check %s async-discarded-awaitable

// A Task that is dropped never runs; of a Future only the result is lost.

#include <utility>
#include <yaclib.h>

yaclib::Future<> save(int record);
yaclib::Task<> save_lazily(int record);
int load();

yaclib::Task<> forgets(yaclib::IExecutor &executor, yaclib::Mutex<> &mutex) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'save' is dropped, and with it any error; await it [async-discarded-awaitable]
  save_lazily(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save_lazily' is dropped and never runs; await it [async-discarded-awaitable]
  yaclib::Run(executor, load);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'Run' is dropped, and with it any error
  yaclib::Schedule(executor, load);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'Schedule' is dropped and never runs
  yaclib::WhenAll(save(3), save(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'WhenAll' is dropped, and with it any error
  yaclib::On(executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'On' is dropped and never runs
  mutex.Lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'Lock' is dropped and never runs
  save_lazily(5).ThenInline(load);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'ThenInline' is dropped and never runs
  co_return;
}

void program() {
  save_lazily(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save_lazily' is dropped and never runs [async-discarded-awaitable]
}

//===- Not flagged --------------------------------------------------------===//

yaclib::Task<> awaits(yaclib::IExecutor &executor, yaclib::Mutex<> &mutex) {
  co_await save(1);
  co_await save_lazily(2);
  co_await yaclib::On(executor);
  auto guard = co_await mutex.Guard();
  auto later = save(3);
  auto more = save(4);
  co_await yaclib::Await(later, more);
}

void starts(yaclib::IExecutor &executor) {
  save(1).Detach();
  save_lazily(2).Detach(executor);
  save_lazily(3).Cancel();
  save(4).DetachInline([] {});
  yaclib::Submit(executor, load);
  auto later = save(5);
  yaclib::Wait(later);
}
