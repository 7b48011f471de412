// RUN: %check %s async-sleep-in-test

#include <asio.h>
#include <gtest/gtest.h>
#include <std.h>

using namespace std::chrono_literals;

int compute();

TEST(Worker, CountsUp) {
  std::atomic<int> count{0};
  std::thread worker([&] { ++count; });
  std::this_thread::sleep_for(50ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the test sleeps until other work is done, hopefully; wait for what it tests instead [async-sleep-in-test]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the work is started here
  EXPECT_EQ(count.load(), 1);
  worker.join();
}

class Fixture : public testing::Test {};
TEST_F(Fixture, RunsWhatIsPosted) {
  boost::asio::thread_pool pool;
  std::atomic<bool> ran{false};
  boost::asio::post(pool, [&] { ran = true; });
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the test sleeps until other work is done, hopefully
  ASSERT_TRUE(ran);
}

TEST(Worker, Twice) {
  std::atomic<int> count{0};
  auto first = std::async(std::launch::async, [&] { ++count; });
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the test sleeps
  EXPECT_TRUE(count == 1);
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the test sleeps
  EXPECT_TRUE(count == 1);
}

//===- Not flagged --------------------------------------------------------===//

// What the test is about.
TEST(Timer, FiresLate) {
  std::atomic<bool> fired{false};
  std::thread timer([&] { fired = true; });
  std::this_thread::sleep_for(50ms);
  EXPECT_TRUE(fired.load());
  timer.join();
}
TEST(Queue, PopTimeout) {
  std::atomic<bool> empty{false};
  std::thread popper([&] { empty = true; });
  std::this_thread::sleep_for(50ms);
  EXPECT_TRUE(empty.load());
  popper.join();
}

// Nothing else is going on.
TEST(Nothing, IsStarted) {
  std::this_thread::sleep_for(1ms);
  EXPECT_EQ(compute(), 1);
}

// Waits for it.
TEST(Worker, Asks) {
  std::atomic<bool> done{false};
  std::thread worker([&] { done = true; });
  while (!done)
    std::this_thread::sleep_for(1ms);
  EXPECT_TRUE(done.load());
  worker.join();
}
TEST(Worker, RunsForAWhile) {
  std::atomic<bool> stop{false};
  std::thread worker([&] { compute(); });
  std::this_thread::sleep_for(100ms);
  stop = true;
  worker.join();
  EXPECT_TRUE(stop.load());
}

// That nothing happens, only time can tell.
TEST(Worker, DoesNothing) {
  std::atomic<bool> done{false};
  std::thread worker([&] { compute(); });
  std::this_thread::sleep_for(50ms);
  EXPECT_TRUE(!done);
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(done.load(), false);
  worker.join();
}

TEST(Worker, IsHeldUp) {
  std::atomic<int> count{0};
  std::thread worker([&] { ++count; });
  std::this_thread::sleep_for(50ms);
  ASSERT_EQ(0, count.load());
  std::this_thread::sleep_for(50ms);
  EXPECT_TRUE(count == 0);
  worker.join();
}

// The work itself is slow.
TEST(Worker, IsSlow) {
  std::thread worker([] {
    std::this_thread::sleep_for(10ms);
    EXPECT_EQ(compute(), 1);
  });
  worker.join();
}

void no_test(std::atomic<bool> &done) {
  std::thread worker([&] { done = true; });
  std::this_thread::sleep_for(50ms);
  EXPECT_TRUE(done.load());
  worker.join();
}

TEST(Worker, Silenced) {
  std::atomic<bool> done{false};
  std::thread worker([&] { done = true; });
  std::this_thread::sleep_for(50ms); // NOLINT(async-sleep-in-test)
  EXPECT_TRUE(done.load());
  worker.join();
}
