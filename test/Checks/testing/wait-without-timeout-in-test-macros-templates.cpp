// RUN: %check %s async-wait-without-timeout-in-test --std=c++20

#include <gtest/gtest.h>
#include <std.h>

std::future<int> start();
void use(int);

#define TAKE(future) future.get()
#define MY_TEST(suite, name) TEST(suite, name)

// No fix where a macro is touched.
TEST(Wait, InMacros) {
  auto future = start();
  use(TAKE(future));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' waits without a limit
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: assert that the result comes in time
}
// Another function's: it may be run with a limit.
TEST(Wait, InALambda) {
  auto later = [] { return start().get(); };
  (void)later;
}
// No variable to ask.
TEST(Wait, ForATemporary) {
  use(start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' waits without a limit
}
template <class T> void helper(T future) { use(future.get()); }
TEST(Wait, InATemplate) { helper(start()); }
TEST(Wait, Silenced) {
  auto future = start();
  use(future.get()); // NOLINT(async-wait-without-timeout-in-test)
}
