// REQUIRES: libpq, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %libpq-flags

// libpq's own header.

#include <coroutine>
#include <postgresql/libpq-fe.h>
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

Task query(const char *where) {
  PGconn *connection = PQconnectdb("dbname=shop");
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'PQconnectdb' blocks the thread that runs coroutine 'query': it waits for the connection [async-blocking-call]
  PGresult *result = PQexec(connection, "select 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'PQexec' blocks the thread that runs coroutine 'query': it waits for the server's answer [async-blocking-call]
  PQclear(result);
  PQsetdbLogin("localhost", "5432", "", "", "shop", "", "");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQsetdbLogin' blocks the thread that runs coroutine 'query'
  while (PQgetResult(connection))
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'PQgetResult' blocks the thread that runs coroutine 'query': it waits for the next result [async-blocking-call]
    ;
  PQfinish(connection);
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

Task asynchronous(PGconn *connection) {
  PQsendQuery(connection, "select 1");
  PQconsumeInput(connection);
  std::thread([connection] { PQclear(PQexec(connection, "vacuum")); }).detach();
  co_return;
}
