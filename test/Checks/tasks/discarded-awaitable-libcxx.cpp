// REQUIRES: libcxx
// RUN: %check %s async-discarded-awaitable --real-headers -- %libcxx-flags

// The same as with libstdc++: libc++ has its names in inline namespaces and other bases.

#include <coroutine>
#include <exception>
#include <functional>
#include <future>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

template <class T> class Task {
public:
  struct promise_type {
    Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T) {}
    void unhandled_exception() {}
  };
  explicit Task(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  Task(Task &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  ~Task() {
    if (handle)
      handle.destroy();
  }
  auto operator co_await() && {
    struct Awaiter {
      bool await_ready() { return false; }
      auto await_suspend(std::coroutine_handle<> awaiting) { return handle; }
      T await_resume() { return T(); }
      std::coroutine_handle<promise_type> handle;
    };
    return Awaiter{handle};
  }

private:
  std::coroutine_handle<promise_type> handle;
};

Task<int> number();

Task<int> in_a_coroutine(std::function<Task<int>()> callable) {
  number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'number' is dropped and never runs; await it [async-discarded-awaitable]
  callable();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'callable' is dropped
  std::ignore = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task from 'number' is dropped
  (void)number();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task from 'number' is dropped
  [[maybe_unused]] std::vector<Task<int>> tasks;
  co_return 1;
}

std::future<int> start() {
  return std::async(std::launch::async, [] { return 1; });
}

struct Starter {
  auto start() {
    return std::async([] { return 1; });
  }
};

void futures() {
  std::async(std::launch::async, [] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future from 'async' is dropped; its destructor waits for the work here [async-discarded-awaitable]
  std::async([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future from 'async' is dropped
  start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future from 'start' is dropped
  Starter().start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future from 'start' is dropped
}

//===- Not flagged --------------------------------------------------------===//

Task<int> awaits(std::vector<Task<int>> tasks) {
  int sum = co_await number();
  tasks.push_back(number());
  tasks.emplace_back(number());
  for (auto &task : tasks)
    sum += co_await std::move(task);
  auto kept = number();
  co_return sum + co_await std::move(kept);
}

std::future<int> from_promise() {
  std::promise<int> promise;
  promise.set_value(1);
  return promise.get_future();
}

std::future<int> from_task(std::packaged_task<int()> task) {
  auto future = task.get_future();
  std::thread(std::move(task)).detach();
  return future;
}

void other_futures(std::promise<int> promise) {
  from_promise();
  promise.get_future();
  from_task(std::packaged_task<int()>([] { return 1; }));
  std::async(std::launch::async, [] {}).wait();
  auto future = std::async(std::launch::async, [] { return 1; });
  (void)future.share();
  std::this_thread::yield();
}
