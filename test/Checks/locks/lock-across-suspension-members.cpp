// REQUIRES: libstdcxx-coroutine
// RUN: %check %s async-lock-across-suspension --real-headers

// Guards in other objects, with the standard library's own headers.

#include <coroutine>
#include <mutex>
#include <optional>

struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

std::mutex M;
Task tick();

struct Holder {
  std::unique_lock<std::mutex> Guard;
  explicit Holder(std::mutex &Locked) : Guard(Locked) {}
};
struct Aggregate {
  int Number;
  std::lock_guard<std::mutex> Guard;
};

Task inAMember() {
  Holder H(M);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

Task behindAnotherMember() {
  Aggregate A{1, std::lock_guard<std::mutex>(M)};
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked
}

Task inAnOptional() {
  std::optional<std::unique_lock<std::mutex>> Guard(std::in_place, M);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked
}

// Not flagged

Task unlockedInTheObject() {
  Holder H(M);
  H.Guard.unlock();
  co_await tick();
}

Task optionalFromNullopt() {
  std::optional<std::unique_lock<std::mutex>> Guard = std::nullopt;
  co_await tick();
}
