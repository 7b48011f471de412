// REQUIRES: gtest, libstdcxx-jthread
// RUN: %check %s async-assert-in-detached-task --real-headers -- %gtest-flags

// GoogleTest's own macros, which are switches and returns within, and libstdc++'s threads.

#include <atomic>
#include <future>
#include <gtest/gtest.h>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <vector>

int compute();
std::unique_ptr<std::string> read_line();

class CounterTest : public ::testing::Test {
protected:
  void SetUp() override { ASSERT_EQ(count.load(), 0); }
  std::atomic<int> count{0};
  std::latch all{4};
};

TEST_F(CounterTest, AddsFromAll) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([this] {
      ASSERT_GE(count.fetch_add(1), 0);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'ASSERT_GE' leaves only this lambda when it fails: the rest of it isn't done, the test goes on [async-assert-in-detached-task]
      all.count_down();
    });
  all.wait();
}

TEST(Reader, ReadsInTheBackground) {
  std::promise<std::string> promise;
  std::future<std::string> line = promise.get_future();
  std::thread reader([&promise] {
    std::unique_ptr<std::string> read = read_line();
    ASSERT_NE(read, nullptr) << "nothing to read";
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ASSERT_NE' leaves only this lambda when it fails: the rest of it isn't done, the test goes on
    promise.set_value(*read);
  });
  EXPECT_EQ(line.get(), "first");
  reader.join();
}

TEST(Reader, ThrowsInTheBackground) {
  std::latch done(1);
  auto reading = std::async(std::launch::async, [&] {
    ASSERT_THROW(compute(), std::runtime_error);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ASSERT_THROW' leaves only this lambda when it fails: the rest of it isn't done, the test goes on
    done.count_down();
  });
  done.wait();
  reading.get();
}

class Sizes : public ::testing::TestWithParam<int> {};
TEST_P(Sizes, AreKept) {
  std::vector<int> values;
  std::thread filler([&values, size = GetParam()] {
    ASSERT_NO_FATAL_FAILURE(values.resize(size));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'ASSERT_NO_FATAL_FAILURE' leaves only this lambda when it fails: the rest of it isn't done, the test goes on
    values.push_back(compute());
  });
  filler.join();
  ASSERT_FALSE(values.empty());
}
INSTANTIATE_TEST_SUITE_P(Small, Sizes, ::testing::Values(1, 2));

//===- Not flagged --------------------------------------------------------===//

TEST_F(CounterTest, GoesOnAfterExpect) {
  std::jthread counter([this] {
    EXPECT_EQ(count.load(), 0);
    all.count_down(4);
  });
  all.wait();
}

TEST_F(CounterTest, AssertsLast) {
  std::jthread counter([this] {
    all.count_down(4);
    ASSERT_EQ(count.load(), 0);
    ASSERT_TRUE(all.try_wait());
  });
}

TEST(Reader, AssertsInTheTest) {
  std::future<int> answer = std::async(std::launch::async, compute);
  ASSERT_EQ(answer.get(), 1);
  ASSERT_EQ(compute(), 1);
}

TEST(Reader, AssertsInALambdaOfItsOwn) {
  auto check = [](int value) {
    ASSERT_EQ(value, 1);
    ASSERT_NE(compute(), value);
    EXPECT_GT(compute(), value);
  };
  check(compute());
}
