// RUN: %check %s async-discarded-awaitable

// stdexec: nothing runs before it is awaited, waited for or spawned.

#include <stdexec.h>

struct Frame {};
exec::task<Frame> capture();
exec::task<void> show(Frame frame);
stdexec::task<int> count();

//===- Flagged ------------------------------------------------------------===//

exec::task<void> preview(bool twice) {
  Frame frame = co_await capture();
  show(frame);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'show' is dropped and never runs; await it [async-discarded-awaitable]
  if (twice)
    show(frame);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'show' is dropped and never runs; await it [async-discarded-awaitable]
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'count' is dropped and never runs [async-discarded-awaitable]
}

void fromOutside() {
  capture();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'capture' is dropped and never runs [async-discarded-awaitable]
}

//===- Not flagged --------------------------------------------------------===//

exec::task<void> awaited() {
  co_await show(co_await capture());
  co_await stdexec::when_all(capture(), count());
}

void started(exec::static_thread_pool &pool, exec::async_scope &scope,
             stdexec::counting_scope &counted) {
  stdexec::sync_wait(count());
  exec::start_detached(stdexec::starts_on(pool.get_scheduler(), capture()));
  scope.spawn(stdexec::on(pool.get_scheduler(), capture()));
  stdexec::spawn(stdexec::starts_on(pool.get_scheduler(), capture()), counted.get_token());
  stdexec::sync_wait(scope.on_empty());
}
