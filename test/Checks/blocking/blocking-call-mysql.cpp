// RUN: %check %s async-blocking-call

// The C client of MariaDB and MySQL.

#include <asio.h>
#include <coroutine.h>
#include <mysql.h>

//===- Flagged ------------------------------------------------------------===//

asio::awaitable<int> orders(MYSQL *connection) {
  mysql_real_connect(connection, "db", "shop", "", "shop", 3306, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_real_connect' blocks the thread that runs coroutine 'orders': it waits for the connection [async-blocking-call]
  if (mysql_query(connection, "select * from orders"))
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mysql_query' blocks the thread that runs coroutine 'orders': it waits for the server's answer [async-blocking-call]
    co_return 0;
  MYSQL_RES *rows = mysql_store_result(connection);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'mysql_store_result' blocks the thread that runs coroutine 'orders': it waits for all rows [async-blocking-call]
  int count = 0;
  while (mysql_fetch_row(rows))
    ++count;
  mysql_free_result(rows);
  co_return count;
}

mini::task<> store(MYSQL *connection, MYSQL_STMT *insert, const char *text) {
  mysql_autocommit(connection, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_autocommit' blocks the thread that runs coroutine 'store'
  mysql_stmt_prepare(insert, "insert into notes values (?)", 28);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_stmt_prepare' blocks the thread that runs coroutine 'store'
  mysql_stmt_execute(insert);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_stmt_execute' blocks the thread that runs coroutine 'store'
  while (mysql_stmt_fetch(insert) == 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'mysql_stmt_fetch' blocks the thread that runs coroutine 'store': it waits for the next row [async-blocking-call]
    mysql_commit(connection);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mysql_commit' blocks the thread that runs coroutine 'store'
  mysql_ping(connection);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_ping' blocks the thread that runs coroutine 'store'
  co_return;
}

void keep_alive(asio::steady_timer &timer, MYSQL *connection) {
  timer.async_wait([connection](asio::error_code) { mysql_ping(connection); });
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'mysql_ping' blocks the thread that runs this handler
}

//===- Not flagged --------------------------------------------------------===//

mini::task<int> readable(MYSQL *connection, int status);

mini::task<> asynchronous(MYSQL *connection) {
  int result;
  int status = mysql_real_query_start(&result, connection, "select 1", 8);
  while (status)
    status =
        mysql_real_query_cont(&result, connection, co_await readable(connection, status));
  MYSQL_RES *rows = mysql_use_result(connection);
  mysql_free_result(rows);
}

void offloaded(asio::thread_pool &pool, MYSQL *connection) {
  asio::post(pool, [connection] { mysql_query(connection, "optimize table orders"); });
}
