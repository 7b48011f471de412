// REQUIRES: gtest, libstdcxx-jthread
// RUN: %check %s async-sleep-in-test --real-headers -- %gtest-flags

// GoogleTest's own macros and fixtures, libstdc++'s threads, and usleep().

#include <atomic>
#include <future>
#include <gtest/gtest.h>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace std::literals;

class Worker {
public:
  std::future<void> start(std::atomic<int> &count);
};

class WorkerTest : public testing::Test {
protected:
  void collect(int value) {
    std::lock_guard lock(mutex);
    values.push_back(value);
  }
  size_t size() {
    std::lock_guard lock(mutex);
    return values.size();
  }
  std::mutex mutex;
  std::vector<int> values;
  std::atomic_bool done = false;
};

TEST(Worker, Counts) {
  std::atomic<int> count = 0;
  std::jthread worker([&](std::stop_token) { count += 1; });
  std::this_thread::sleep_for(100ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the test sleeps until other work is done, hopefully; wait for what it tests instead [async-sleep-in-test]
  EXPECT_EQ(count, 1);
}

TEST_F(WorkerTest, Collects) {
  std::thread worker([this] { collect(1); });
  std::this_thread::sleep_for(std::chrono::duration<double>(0.5));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the test sleeps until other work is done, hopefully; wait for what it tests instead
  ASSERT_EQ(size(), 1u) << "nothing was collected";
  worker.join();
}

TEST_F(WorkerTest, IsDone) {
  auto running = std::async(std::launch::async, [this] { done.store(true); });
  usleep(1000 * 50);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the test sleeps until other work is done, hopefully; wait for what it tests instead
  ASSERT_TRUE(done.load());
}

template <class T> class TypedWorkerTest : public testing::Test {
protected:
  std::atomic<T> last{};
};
using Types = testing::Types<int, long>;
TYPED_TEST_SUITE(TypedWorkerTest, Types);

TYPED_TEST(TypedWorkerTest, KeepsTheLast) {
  std::jthread worker([this] { this->last = TypeParam(3); });
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the test sleeps until other work is done, hopefully; wait for what it tests instead
  EXPECT_EQ(this->last.load(), 3);
}

//===- Not flagged --------------------------------------------------------===//

TEST_F(WorkerTest, Joins) {
  std::thread worker([this] { collect(1); });
  worker.join();
  std::this_thread::sleep_for(1ms);
  EXPECT_EQ(size(), 1u);
}

TEST_F(WorkerTest, AsksAgain) {
  std::jthread worker([this] { done = true; });
  for (int tries = 0; tries < 100 && !done; ++tries)
    std::this_thread::sleep_for(10ms);
  EXPECT_TRUE(done);
}

TEST_F(WorkerTest, StaysIdle) {
  std::jthread worker([this] { collect(1); });
  std::this_thread::sleep_for(10ms);
  EXPECT_FALSE(done);
}

TEST(WorkerTimeout, Expires) {
  std::atomic_bool expired = false;
  std::jthread worker([&expired] { expired = true; });
  std::this_thread::sleep_for(10ms);
  EXPECT_TRUE(expired);
}

TEST_F(WorkerTest, WorkSleepsItself) {
  std::jthread worker([this] {
    std::this_thread::sleep_for(10ms);
    collect(2);
  });
  worker.join();
  EXPECT_EQ(size(), 1u);
}
