// REQUIRES: gtest, libstdcxx-jthread
// RUN: %check %s async-wait-without-timeout-in-test --real-headers -- %gtest-flags

// GoogleTest's own macros, and what libstdc++ has to wait with.

#include <condition_variable>
#include <future>
#include <gtest/gtest.h>
#include <latch>
#include <mutex>
#include <semaphore>
#include <thread>

std::future<int> start();
std::shared_future<void> started();
void notify_when_done(std::latch &latch);

class QueueTest : public testing::Test {
protected:
  std::mutex mutex;
  std::condition_variable filled;
  std::counting_semaphore<4> room{0};
  int size = 0;
};

TEST(Answer, IsKnown) {
  auto answer = start();
  EXPECT_EQ(answer.get(), 42);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' waits without a limit: a bug in what the test waits for hangs it, and all that runs it [async-wait-without-timeout-in-test]
}

TEST(Answer, IsShared) {
  std::shared_future<void> ready = started();
  ready.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' waits without a limit: a bug in what the test waits for hangs it, and all that runs it
  SUCCEED();
}

TEST(Answer, IsLatched) {
  std::latch latch{1};
  notify_when_done(latch);
  latch.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' waits without a limit: a bug in what the test waits for hangs it, and all that runs it
}

TEST_F(QueueTest, IsFilled) {
  std::jthread filler([this] {
    std::lock_guard lock(mutex);
    size = 1;
    filled.notify_one();
  });
  std::unique_lock lock(mutex);
  filled.wait(lock, [this] { return size > 0; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' waits without a limit: a bug in what the test waits for hangs it, and all that runs it
  EXPECT_EQ(size, 1);
}

TEST_F(QueueTest, HasRoom) {
  std::jthread consumer([this] { room.release(); });
  room.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'acquire' waits without a limit: a bug in what the test waits for hangs it, and all that runs it
}

//===- Not flagged --------------------------------------------------------===//

using namespace std::chrono_literals;

TEST(Answer, IsKnownInTime) {
  auto answer = start();
  ASSERT_EQ(answer.wait_for(10s), std::future_status::ready);
  EXPECT_EQ(answer.get(), 42);
}

TEST(Answer, IsGiven) {
  std::promise<int> promise;
  auto answer = promise.get_future();
  promise.set_value(1);
  EXPECT_EQ(answer.get(), 1);
}

TEST(Answer, IsDeferred) {
  auto answer = std::async(std::launch::deferred, [] { return 1; });
  EXPECT_EQ(answer.get(), 1);
}

TEST_F(QueueTest, IsFilledInTime) {
  std::jthread filler([this] {
    std::lock_guard lock(mutex);
    size = 1;
    filled.notify_one();
  });
  std::unique_lock lock(mutex);
  ASSERT_TRUE(filled.wait_for(lock, 10s, [this] { return size > 0; }));
}

TEST_F(QueueTest, HasRoomInTime) {
  std::jthread consumer([this] { room.release(); });
  EXPECT_TRUE(room.try_acquire_for(10s));
}
