// RUN: %check %s async-sleep-in-test

#include <gtest/gtest.h>
#include <std.h>

using namespace std::chrono_literals;

#define LET_IT_RUN std::this_thread::sleep_for(50ms)

TEST(Worker, InMacro) {
  std::atomic<int> count{0};
  std::thread worker([&] { ++count; });
  LET_IT_RUN;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the test sleeps until other work is done, hopefully
  EXPECT_EQ(count.load(), 1);
  worker.join();
}

TEST(Worker, InBlocksAndLambdas) {
  std::atomic<int> count{0};
  std::thread worker([&] { ++count; });
  {
    std::this_thread::sleep_for(50ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the test sleeps
    EXPECT_EQ(count.load(), 1);
  }
  worker.join();
}

//===- Not flagged --------------------------------------------------------===//

template <class T> void helper(T &count) {
  std::thread worker([&] { ++count; });
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(count.load(), 1);
  worker.join();
}
TEST(Worker, UsesHelper) {
  std::atomic<int> count{0};
  helper(count);
}
TEST(Worker, InALambda) {
  std::atomic<int> count{0};
  std::thread worker([&] { ++count; });
  auto later = [&] {
    std::this_thread::sleep_for(50ms);
    EXPECT_EQ(count.load(), 1);
  };
  later();
  worker.join();
}
