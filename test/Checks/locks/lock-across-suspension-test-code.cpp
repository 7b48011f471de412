// RUN: %check %s async-lock-across-suspension

// Tests hold locks to see who waits for them: what stands in a test is left to the checks for tests.

#include <coroutine.h>
#include <gtest/gtest.h>
#include <mutex>

using mini::task;
task<> yield();
void start(task<> Task);

// Flagged
task<> helper(std::mutex &M) {
  std::lock_guard Lock(M);
  co_await yield();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

// Not flagged
// Like async_simple's LazyTest.testYield: the test unlocks what its coroutine has locked.
TEST(LazyTest, coroutineWaitsForTheTest) {
  std::mutex M;
  M.lock();
  auto Run = [](std::mutex &M, int &Value) -> task<> {
    M.lock();
    co_await yield();
    ++Value;
  };
  int Value = 0;
  start(Run(M, Value));
  M.unlock();
}
