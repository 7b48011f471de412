// RUN: %check %s async-assert-in-detached-task

#include <gtest/gtest.h>
#include <std.h>

int compute();

#define MY_CHECK(value) ASSERT_EQ(value, 1)
#define IN_A_THREAD(work) std::thread(work).join()

TEST(Worker, NestedLambda) {
  std::latch done(1);
  std::thread outer([&] {
    std::thread inner([&] {
      ASSERT_EQ(compute(), 1);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'ASSERT_EQ' leaves only this lambda when it fails
      done.count_down();
    });
    inner.join();
  });
  outer.join();
}

TEST(Worker, ThreadByMacro) {
  IN_A_THREAD([] {
    ASSERT_EQ(compute(), 1);
    compute();
  });
}

//===- Not flagged --------------------------------------------------------===//

// The test's own macro: what it does, its author knows.
TEST(Worker, OwnMacro) {
  std::thread worker([] {
    MY_CHECK(compute());
    compute();
  });
  worker.join();
}
template <class T> void helper(T value) {
  std::thread worker([=] {
    ASSERT_EQ(value, 1);
    compute();
  });
  worker.join();
}
TEST(Worker, InAHelper) { helper(1); }
