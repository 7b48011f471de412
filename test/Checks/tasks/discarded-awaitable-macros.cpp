// RUN: %check %s async-discarded-awaitable

#include <coroutine.h>

mini::task<> lazy();
mini::task<int> lazy_int();
#define CALL(what) what
#define LAZY() lazy()
#define NAME lazy
#define BOTH() lazy(); lazy()
#define COROUTINE(name) mini::task<> name
#define VOID (void)

mini::task<> whole_statement() {
  LAZY();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped and never runs [async-discarded-awaitable]
  CALL(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task from 'lazy' is dropped
  NAME();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped
  BOTH();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped
  CALL(CALL(lazy()));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task from 'lazy' is dropped
  VOID lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task from 'lazy' is dropped and never runs; await it [async-discarded-awaitable]
  co_return;
}

// The macro around it is not touched.
COROUTINE(coroutine)() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped
  co_return;
}

#define REPEAT(count, statement) for (int i = 0; i < count; ++i) statement
mini::task<> body_of_a_macro() {
  REPEAT(3, lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task from 'lazy' is dropped
  REPEAT(3, {
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
    lazy_int();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy_int' is dropped
  });
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

// Test code that calls something to see it fail.
#define EXPECT_THROW(statement, exception)                                                         \
  try {                                                                                            \
    statement;                                                                                     \
  } catch (const exception &) {                                                                    \
  }
#define REQUIRE_THROWS(...) EXPECT_THROW((void)(__VA_ARGS__), int)
#define EXPECT_NO_THROW(statement) statement
#define AWAIT(what) co_await what
#define LOG(...) (void)0
#define KEEP(what) auto kept = what

mini::task<> clean() {
  EXPECT_THROW(lazy(), int);
  EXPECT_THROW({ lazy(); }, int);
  REQUIRE_THROWS(lazy());
  EXPECT_NO_THROW(lazy());
  AWAIT(lazy());
  LOG(lazy());
  KEEP(lazy());
  co_await CALL(lazy());
}
