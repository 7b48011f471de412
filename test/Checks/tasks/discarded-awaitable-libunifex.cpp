// RUN: %check %s async-discarded-awaitable --std=c++20

// A task starts when it is awaited or given to a scope.

#include <libunifex.h>

unifex::task<void> save(int row);

unifex::task<void> store(unifex::async_scope &scope, unifex::single_thread_context &context) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped and never runs; await it [async-discarded-awaitable]
  co_await save(2);
  scope.detached_spawn_on(context, save(3));
}

//===- Not flagged --------------------------------------------------------===//

void starts(unifex::async_scope &scope, unifex::single_thread_context &context) {
  scope.detached_spawn_on(context, save(4));
  unifex::spawn_detached(save(5));
  unifex::sync_wait(save(6));
}
