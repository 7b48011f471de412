// RUN: %check %s async-wait-without-timeout-in-test --std=c++20

#include <asio.h>
#include <gtest/gtest.h>
#include <std.h>

int compute();
std::future<int> start();
void use(int);

TEST(Wait, Futures) {
  std::future<int> future = start();
  use(future.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' waits without a limit: a bug in what the test waits for hangs it, and all that runs it [async-wait-without-timeout-in-test]
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: assert that the result comes in time
  std::shared_future<int> shared = start().share();
  shared.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' waits without a limit
  EXPECT_EQ(shared.get(), 1);
}

TEST(Wait, OnlyTheFirst) {
  auto future = std::async(std::launch::async, compute);
  future.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' waits without a limit
  EXPECT_EQ(future.get(), 1);
}

TEST(Wait, InAnAssertion) {
  auto future = start();
  EXPECT_EQ(future.get(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' waits without a limit
}

TEST(Wait, Others) {
  std::mutex mutex;
  std::condition_variable condition;
  bool done = false;
  std::latch latch(1);
  std::unique_lock<std::mutex> lock(mutex);
  condition.wait(lock, [&] { return done; });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'wait' waits without a limit
  latch.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' waits without a limit
}

TEST(Wait, Loop) {
  boost::asio::io_context io;
  io.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'run' waits without a limit
}

//===- Not flagged --------------------------------------------------------===//

using namespace std::chrono_literals;

TEST(Wait, WithALimit) {
  auto future = start();
  ASSERT_EQ(future.wait_for(10s), std::future_status::ready);
  EXPECT_EQ(future.get(), 1);
  std::mutex mutex;
  std::condition_variable condition;
  std::unique_lock<std::mutex> lock(mutex);
  condition.wait_for(lock, 1s, [] { return true; });
  boost::asio::io_context io;
  io.run_for(1s);
  io.poll();
}
TEST(Wait, ForItsOwnResult) {
  std::promise<int> promise;
  auto future = promise.get_future();
  promise.set_value(1);
  EXPECT_EQ(future.get(), 1);
}
TEST(Wait, ForDeferredWork) {
  auto future = std::async(std::launch::deferred, compute);
  EXPECT_EQ(future.get(), 1);
}
TEST(Wait, ForAThreadsEnd) {
  std::thread thread([] { compute(); });
  thread.join();
}
TEST(Wait, NotForAPointer) {
  std::unique_ptr<int> pointer;
  use(*pointer.get());
}
int no_test() { return start().get(); }
