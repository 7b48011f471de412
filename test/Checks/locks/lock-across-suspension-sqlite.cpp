// RUN: %check %s async-lock-across-suspension

// SQLite's mutexes, which models know by their functions.

#include <coroutine.h>
#include <sqlite.h>

using mini::task;
task<> tick();

task<> exclusive(sqlite3_mutex *mutex) {
  sqlite3_mutex_enter(mutex);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  sqlite3_mutex_leave(mutex);
}

task<> left_before(sqlite3_mutex *mutex) {
  sqlite3_mutex_enter(mutex);
  sqlite3_mutex_leave(mutex);
  co_await tick();
}
