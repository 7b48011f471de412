// RUN: %check %s async-discarded-awaitable

// Folly: tasks are lazy, futures go on alone.

#include <folly.h>

using namespace std::chrono_literals;

struct Row {};
folly::coro::Task<void> flush();
folly::coro::Task<bool> store(Row row);
folly::coro::now_task<void> audit();
folly::SemiFuture<Row> lookUp(int key);
folly::Future<Row> startScan();

//===- Flagged ------------------------------------------------------------===//

folly::coro::Task<void> commit(Row row, bool last) {
  store(row);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'store' is dropped and never runs; await it [async-discarded-awaitable]
  if (last)
    flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'flush' is dropped and never runs; await it [async-discarded-awaitable]
  audit();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'audit' is dropped and never runs [async-discarded-awaitable]
  folly::coro::sleep(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'sleep' is dropped and never runs; await it [async-discarded-awaitable]
  lookUp(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'lookUp' is dropped, and with it any error; await it [async-discarded-awaitable]
  startScan();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'startScan' is dropped, and with it any error [async-discarded-awaitable]
  folly::coro::collectAll(flush(), flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'collectAll' is dropped and never runs; await it [async-discarded-awaitable]
  Row first = co_await lookUp(0);
  co_await store(first);
}

class Journal {
public:
  ~Journal() {
    scope.joinAsync();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'joinAsync' is dropped and never runs [async-discarded-awaitable]
  }
  folly::coro::Task<void> append(Row row) {
    mutex.co_lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'co_lock' is dropped and never runs [async-discarded-awaitable]
    co_await rows.enqueue(row);
    mutex.unlock();
  }
  folly::coro::Task<void> enqueueAll(std::vector<Row> all) {
    for (Row row : all)
      rows.enqueue(row);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task from 'enqueue' is dropped and never runs; await it [async-discarded-awaitable]
    co_return;
  }

private:
  folly::coro::AsyncScope scope;
  folly::coro::Mutex mutex;
  folly::coro::BoundedQueue<Row> rows{100};
};

void fromOutside(folly::Executor::KeepAlive<> executor) {
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'flush' is dropped and never runs [async-discarded-awaitable]
  folly::coro::co_withExecutor(executor, flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'co_withExecutor' is dropped and never runs [async-discarded-awaitable]
}

// An error of the scan, or of the continuation, is seen by nobody (proxygen d2696d695).
void continued(void (*show)(Row)) {
  startScan().thenValue(show);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'thenValue' is dropped, and with it any error [async-discarded-awaitable]
}

//===- Not flagged --------------------------------------------------------===//

folly::coro::Task<void> awaited(Row row) {
  bool stored = co_await store(row);
  co_await folly::coro::collectAll(flush(), store(row));
  co_await audit();
  Row found = co_await lookUp(stored);
  co_await folly::coro::co_reschedule_on_current_executor;
}

void spawned(folly::Executor::KeepAlive<> executor, folly::coro::AsyncScope &scope) {
  folly::coro::co_withExecutor(executor, flush()).start([](folly::Try<void> &&) {});
  scope.add(folly::coro::co_withExecutor(executor, flush()));
  folly::coro::blockingWait(flush());
}

void onPurpose() {
  (void)startScan();
  std::ignore = lookUp(3);
}
