// RUN: %check %s async-blocking-call

// libpq: a command waits for its result, a connection for the server.

#include <asio.h>
#include <coroutine.h>
#include <libpq.h>

//===- Flagged ------------------------------------------------------------===//

asio::awaitable<int> count(const char *where) {
  PGconn *connection = PQconnectdb("dbname=shop");
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'PQconnectdb' blocks the thread that runs coroutine 'count': it waits for the connection [async-blocking-call]
  PGresult *result = PQexec(connection, "select count(*) from orders");
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'PQexec' blocks the thread that runs coroutine 'count': it waits for the server's answer [async-blocking-call]
  const char *values[] = {where};
  PGresult *some =
      PQexecParams(connection, "select $1", 1, nullptr, values, nullptr, nullptr, 0);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'PQexecParams' blocks the thread that runs coroutine 'count'
  PQclear(result);
  PQclear(some);
  PQfinish(connection);
  co_return 0;
}

mini::task<> copy(PGconn *connection, PGcancel *cancel) {
  char *row;
  while (PQgetCopyData(connection, &row, 0) > 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'PQgetCopyData' blocks the thread that runs coroutine 'copy': it waits for the next row [async-blocking-call]
    PQputCopyData(connection, row, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'PQputCopyData' blocks the thread that runs coroutine 'copy': it waits until the data is taken [async-blocking-call]
  PQputCopyEnd(connection, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQputCopyEnd' blocks the thread that runs coroutine 'copy'
  while (PGresult *result = PQgetResult(connection))
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'PQgetResult' blocks the thread that runs coroutine 'copy': it waits for the next result [async-blocking-call]
    PQclear(result);
  char error[256];
  PQcancel(cancel, error, sizeof(error));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQcancel' blocks the thread that runs coroutine 'copy': it waits until the server has the request [async-blocking-call]
  lo_import(connection, "picture.png");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lo_import' blocks the thread that runs coroutine 'copy'
  PQreset(connection);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQreset' blocks the thread that runs coroutine 'copy'
  co_return;
}

struct Repository {
  PGconn *connection;
  asio::steady_timer timer;

  void prepare() {
    PQprepare(connection, "orders", "select * from orders", 0, nullptr);
  }
  void refresh() {
    timer.async_wait([this](asio::error_code) {
      prepare();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'prepare' blocks the thread that runs this handler: it reaches 'PQprepare' [async-blocking-call]
      PQexecPrepared(connection, "orders", 0, nullptr, nullptr, nullptr, 0);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'PQexecPrepared' blocks the thread that runs this handler
    });
  }
};

//===- Not flagged --------------------------------------------------------===//

mini::task<> asynchronous(PGconn *connection) {
  PQsendQuery(connection, "select 1");
  PQconsumeInput(connection);
  char *row;
  PQgetCopyData(connection, &row, 1);
  PQresetStart(connection);
  PQconnectStart("dbname=shop");
  co_return;
}

void offloaded(asio::thread_pool &pool, PGconn *connection) {
  asio::post(pool, [=] { PQclear(PQexec(connection, "vacuum")); });
}
