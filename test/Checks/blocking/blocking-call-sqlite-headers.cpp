// REQUIRES: sqlite, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %sqlite-flags

// SQLite's own header.

#include <coroutine>
#include <sqlite3.h>
#include <thread>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

Task sum(const char *file) {
  sqlite3 *database;
  sqlite3_open_v2(file, &database, SQLITE_OPEN_READONLY, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_open_v2' blocks the thread that runs coroutine 'sum': it opens a file [async-blocking-call]
  sqlite3_exec(database, "pragma cache_size = 0", nullptr, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_exec' blocks the thread that runs coroutine 'sum': it runs statements on the database's file [async-blocking-call]
  sqlite3_stmt *statement;
  sqlite3_prepare_v2(database, "select price from orders", -1, &statement, nullptr);
  while (sqlite3_step(statement) == SQLITE_ROW)
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sqlite3_step' blocks the thread that runs coroutine 'sum': it runs a statement on the database's file [async-blocking-call]
    sqlite3_sleep(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sqlite3_sleep' blocks the thread that runs coroutine 'sum': it puts the thread to sleep [async-blocking-call]
  sqlite3_finalize(statement);
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

Task in_memory() {
  sqlite3 *database;
  sqlite3_open(":memory:", &database);
  std::thread([database] { sqlite3_exec(database, "vacuum", nullptr, nullptr, nullptr); }).join();
  // CHECK-MESSAGES: :[[@LINE-1]]:92: warning: 'join' blocks the thread that runs coroutine 'in_memory': it waits for another thread to end [async-blocking-call]
  co_return;
}
