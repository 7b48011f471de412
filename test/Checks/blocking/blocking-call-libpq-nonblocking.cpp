// RUN: %check %s async-blocking-call

// Where a file asks PQisBusy and PQsetnonblocking, results are there and data is taken.

#include <coroutine.h>
#include <libpq.h>

mini::task<> readable(PGconn *connection);
mini::task<> writable(PGconn *connection);

mini::task<> query(PGconn *connection) {
  PQsendQuery(connection, "select 1");
  while (PQisBusy(connection)) {
    co_await readable(connection);
    PQconsumeInput(connection);
  }
  while (PGresult *result = PQgetResult(connection))
    PQclear(result);
}

mini::task<> upload(PGconn *connection, const char *data, int size) {
  PQsetnonblocking(connection, 1);
  while (PQputCopyData(connection, data, size) == 0)
    co_await writable(connection);
  PQputCopyEnd(connection, nullptr);
}

mini::task<> still_blocks(PGconn *connection) {
  PQclear(PQexec(connection, "select 1"));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'PQexec' blocks the thread that runs coroutine 'still_blocks': it waits for the server's answer [async-blocking-call]
  co_return;
}
