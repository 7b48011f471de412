// RUN: %check %s async-blocking-wait --real-headers --std=c++20

// The standard library's own headers.

#include <chrono>
#include <coroutine>
#include <functional>
#include <future>
#include <memory>

using namespace std::chrono_literals;

struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Task tick();
void syncWait(Task task);

Task waits(std::future<int> result, std::shared_future<int> shared) {
  auto started = std::async(std::launch::async, [] { return 1; });
  started.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread that runs coroutine 'waits': it waits for the result [async-blocking-wait]
  shared.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs coroutine 'waits'
  result.wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait_for' blocks the thread that runs coroutine 'waits'
  syncWait(tick());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'syncWait' blocks the thread that runs coroutine 'waits': it waits until the task is done [async-blocking-wait]
  co_return;
}

class Node : public std::enable_shared_from_this<Node> {
public:
  void subscribe(std::function<void()> callback);
  void start() {
    subscribe([weak = weak_from_this()] { syncWait(tick()); });
    // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'syncWait' blocks the thread that runs this callback
    auto self = shared_from_this();
    subscribe([self] { syncWait(tick()); });
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'syncWait' blocks the thread that runs this callback
  }
};

//===- Not flagged --------------------------------------------------------===//

Task polls(std::future<int> result, std::shared_future<int> shared) {
  if (result.wait_for(0s) == std::future_status::ready)
    result.get();
  while (shared.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    co_await tick();
  shared.get();
}

int main() {
  syncWait(tick());
  return std::async([] { return 1; }).get();
}
