// RUN: %check %s async-blocking-call

// SQLite works with files in the calling thread.

#include <asio.h>
#include <coroutine.h>
#include <sqlite.h>

//===- Flagged ------------------------------------------------------------===//

asio::awaitable<int> sum(const char *file) {
  sqlite3 *database;
  sqlite3_open(file, &database);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_open' blocks the thread that runs coroutine 'sum': it opens a file [async-blocking-call]
  sqlite3_exec(database, "pragma journal_mode = wal", nullptr, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_exec' blocks the thread that runs coroutine 'sum': it runs statements on the database's file [async-blocking-call]
  sqlite3_stmt *statement;
  sqlite3_prepare_v2(database, "select price from orders", -1, &statement, nullptr);
  int rows = 0;
  while (sqlite3_step(statement) == SQLITE_ROW)
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sqlite3_step' blocks the thread that runs coroutine 'sum': it runs a statement on the database's file [async-blocking-call]
    ++rows;
  sqlite3_finalize(statement);
  co_return rows;
}

mini::task<> backup(sqlite3_backup *copy, sqlite3 *database) {
  while (sqlite3_backup_step(copy, 100) != SQLITE_DONE)
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sqlite3_backup_step' blocks the thread that runs coroutine 'backup': it copies from database to database [async-blocking-call]
    sqlite3_sleep(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sqlite3_sleep' blocks the thread that runs coroutine 'backup': it puts the thread to sleep [async-blocking-call]
  sqlite3_wal_checkpoint(database, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_wal_checkpoint' blocks the thread that runs coroutine 'backup': it writes the log to the database's file [async-blocking-call]
  co_return;
}

asio::awaitable<void> pause() {
  sqlite3_sleep(250);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_sleep' blocks the thread that runs coroutine 'pause'
  co_return;
}

class Store {
public:
  void insert() {
    timer_.async_wait([this](asio::error_code) {
      sqlite3_step(insert_);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sqlite3_step' blocks the thread that runs this handler
      sqlite3_reset(insert_);
    });
  }

private:
  asio::steady_timer timer_;
  sqlite3_stmt *insert_;
};

//===- Not flagged --------------------------------------------------------===//

mini::task<> in_memory() {
  sqlite3 *database;
  sqlite3_open(":memory:", &database);
  sqlite3_busy_timeout(database, 100);
  sqlite3_close(database);
  sqlite3_sleep(0);
  co_return;
}

void offloaded(asio::thread_pool &pool, sqlite3 *database) {
  asio::post(pool,
             [database] { sqlite3_exec(database, "vacuum", nullptr, nullptr, nullptr); });
}

int command_line(sqlite3 *database, const char *statement) {
  return sqlite3_exec(database, statement, nullptr, nullptr, nullptr);
}
