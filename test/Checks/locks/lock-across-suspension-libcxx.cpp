// REQUIRES: libcxx
// RUN: %check %s async-lock-across-suspension --real-headers --std=c++20,c++2b -- %libcxx-flags

// The same as with libstdc++: libc++ has its names in inline namespaces and other bases.

#include <chrono>
#include <condition_variable>
#include <coroutine>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <utility>
#include <vector>

struct Job {
  struct promise_type {
    Job get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};

Job step();
std::mutex M, M2;
std::timed_mutex Timed;
std::shared_mutex Shared;
std::vector<int> Queue;

//===- Flagged --------------------------------------------------------------===//

Job lockGuard() {
  std::lock_guard Lock(M);
  Queue.clear();
  co_await step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

Job uniqueLock() {
  std::unique_lock Lock(M);
  Queue.clear();
  co_await std::suspend_always{};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  Queue.push_back(1);
}

Job sharedLock() {
  std::shared_lock Lock(Shared);
  co_await step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Shared' is still locked while
}

Job scopedLock() {
  std::scoped_lock Lock(M, M2);
  co_await step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

Job tried() {
  if (std::unique_lock Lock(Timed, std::chrono::milliseconds(5)); Lock.owns_lock())
    co_await step();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Timed' is still locked while
}

Job adopted() {
  std::lock(M, M2);
  std::lock_guard First(M, std::adopt_lock);
  std::lock_guard Second(M2, std::adopt_lock);
  co_await step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'M2' is still locked while
}

Job owned() {
  auto Lock = std::make_unique<std::unique_lock<std::mutex>>(M);
  co_await step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

Job inOptional() {
  std::optional<std::unique_lock<std::mutex>> Lock;
  Lock.emplace(M);
  co_await step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

Job byHand() {
  M.lock();
  co_await step();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  M.unlock();
}

//===- Not flagged ----------------------------------------------------------===//

Job never() {
  std::lock_guard Lock(M);
  co_await std::suspend_never{};
}

Job unlocked() {
  std::unique_lock Lock(M);
  while (!Queue.empty()) {
    Queue.pop_back();
    Lock.unlock();
    co_await step();
    Lock.lock();
  }
}

Job deferred() {
  std::unique_lock Lock(M, std::defer_lock);
  co_await step();
}

Job assigned() {
  std::unique_lock Lock(M);
  Lock = {};
  co_await step();
}

Job moved() {
  std::unique_lock Lock(M);
  {
    auto Inner = std::move(Lock);
    Queue.clear();
  }
  co_await step();
}

Job failed() {
  std::unique_lock Lock(M, std::try_to_lock);
  if (!Lock) {
    co_await step();
    co_return;
  }
  Queue.clear();
}

// Blocks, which is another check's finding, and locks again before it returns.
Job blockingWait(std::condition_variable &Changed) {
  {
    std::unique_lock Lock(M);
    Changed.wait(Lock, [] { return !Queue.empty(); });
  }
  co_await step();
}

Job reset() {
  std::optional<std::unique_lock<std::mutex>> Lock(std::in_place, M);
  Lock.reset();
  co_await step();
}
