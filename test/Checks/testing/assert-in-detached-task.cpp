// RUN: %check %s async-assert-in-detached-task

#include <asio.h>
#include <gtest/gtest.h>
#include <std.h>

int compute();

TEST(Worker, Signals) {
  std::latch done(1);
  std::thread worker([&] {
    ASSERT_EQ(compute(), 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ASSERT_EQ' leaves only this lambda when it fails: the rest of it isn't done, the test goes on [async-assert-in-detached-task]
    // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the lambda is given away here
    done.count_down();
  });
  done.wait();
  worker.join();
}
TEST(Worker, Promises) {
  std::promise<int> promise;
  boost::asio::thread_pool pool;
  boost::asio::post(pool, [&] {
    if (compute() > 1)
      ASSERT_TRUE(compute() > 2);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'ASSERT_TRUE' leaves only this lambda when it fails
    promise.set_value(1);
  });
}

//===- Not flagged --------------------------------------------------------===//

TEST(Worker, GoesOn) {
  std::latch done(1);
  std::thread worker([&] {
    EXPECT_EQ(compute(), 1);
    done.count_down();
  });
  worker.join();
}
TEST(Worker, NothingIsLeftOut) {
  std::latch done(1);
  std::thread worker([&] {
    done.count_down();
    ASSERT_EQ(compute(), 1);
  });
  worker.join();
}
TEST(Worker, OnlyAssertions) {
  std::thread worker([&] {
    ASSERT_EQ(compute(), 1);
    EXPECT_EQ(compute(), 2);
  });
  worker.join();
}
TEST(Worker, InTheTestItself) {
  std::thread worker([&] { compute(); });
  ASSERT_EQ(compute(), 1);
  worker.join();
}
TEST(Worker, RunAtOnce) {
  [&] {
    ASSERT_EQ(compute(), 1);
    compute();
  }();
  std::vector<int> values;
  std::for_each(values.begin(), values.end(), [](int value) {
    ASSERT_EQ(value, 1);
    compute();
  });
}
void no_test() {
  std::thread worker([&] {
    ASSERT_EQ(compute(), 1);
    compute();
  });
  worker.join();
}
TEST(Worker, Silenced) {
  std::thread worker([&] {
    ASSERT_EQ(compute(), 1); // NOLINT(async-assert-in-detached-task)
    compute();
  });
  worker.join();
}
