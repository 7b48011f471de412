// RUN: %check %s async-discarded-awaitable

// drogon's Task starts when it is awaited, its AsyncTask at once.

#include <drogon.h>
#include <memory>

using drogon::Task;

Task<> save(int record);
Task<int> count();
drogon::AsyncTask notify(int record);

Task<> forgets(drogon::orm::DbClientPtr db, trantor::EventLoop *loop, drogon::Mutex &mutex) {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped and never runs; await it [async-discarded-awaitable]
  count();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'count' is dropped and never runs
  db->execSqlCoro("delete from sessions");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'execSqlCoro' is dropped and never runs
  drogon::sleepCoro(loop, 0.1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'sleepCoro' is dropped and never runs
  drogon::switchThreadCoro(loop);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'switchThreadCoro' is dropped and never runs
  drogon::when_all(save(2), save(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'when_all' is dropped and never runs
  mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lock' is dropped and never runs
  co_return;
}

void handler() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'save' is dropped and never runs [async-discarded-awaitable]
}

//===- Not flagged --------------------------------------------------------===//

Task<> awaits(drogon::orm::DbClientPtr db, drogon::Mutex &mutex) {
  co_await save(1);
  co_await db->execSqlCoro("select 1");
  auto lock = co_await mutex.scoped_lock();
  auto later = save(2);
  co_await later;
  notify(3);
}

void starts(drogon::orm::DbClientPtr db) {
  notify(1);
  drogon::async_run([]() -> Task<> { co_await save(2); });
  auto saved = drogon::co_future(save(3));
  saved.get();
  drogon::sync_wait(save(4));
  db->execSqlAsync("select 1", [](const drogon::orm::Result &) {}, [](const std::exception &) {});
}
