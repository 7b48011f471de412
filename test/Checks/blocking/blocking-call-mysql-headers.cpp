// REQUIRES: mysql, libstdcxx-coroutine
// RUN: %check %s async-blocking-call --real-headers -- %mysql-flags

// MariaDB's own header.

#include <coroutine>
#include <mariadb/mysql.h>
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

Task orders(MYSQL *connection, MYSQL_STMT *insert) {
  mysql_real_connect(connection, "db", "shop", "", "shop", 3306, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_real_connect' blocks the thread that runs coroutine 'orders': it waits for the connection [async-blocking-call]
  mysql_query(connection, "select * from orders");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_query' blocks the thread that runs coroutine 'orders': it waits for the server's answer [async-blocking-call]
  MYSQL_RES *rows = mysql_store_result(connection);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'mysql_store_result' blocks the thread that runs coroutine 'orders': it waits for all rows [async-blocking-call]
  while (mysql_fetch_row(rows))
    ;
  mysql_free_result(rows);
  mysql_stmt_execute(insert);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_stmt_execute' blocks the thread that runs coroutine 'orders'
  mysql_stmt_fetch(insert);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_stmt_fetch' blocks the thread that runs coroutine 'orders': it waits for the next row [async-blocking-call]
  mysql_commit(connection);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_commit' blocks the thread that runs coroutine 'orders'
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

Task asynchronous(MYSQL *connection) {
  int result;
  int status = mysql_real_query_start(&result, connection, "select 1", 8);
  mysql_real_query_cont(&result, connection, status);
  std::thread([connection] { mysql_ping(connection); }).detach();
  co_return;
}
