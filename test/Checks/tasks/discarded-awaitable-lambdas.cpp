// RUN: %check %s async-discarded-awaitable

// A lambda is a function of its own: whether an await may be written is the lambda's affair.

#include <coroutine.h>
#include <std.h>

mini::task<> lazy();
mini::task<int> lazy_int();
template <class F> void run(F callable) {}

// The lambda is a coroutine, the function isn't.
void coroutine_in_a_function() {
  auto lambda = []() -> mini::task<> {
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped and never runs; await it [async-discarded-awaitable]
    co_return;
  };
  lambda();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lambda' is dropped and never runs [async-discarded-awaitable]
  []() -> mini::task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from this expression is dropped and never runs [async-discarded-awaitable]
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
    co_await lazy();
  }();
}

// The function is a coroutine, the lambda isn't.
mini::task<> function_in_a_coroutine() {
  auto lambda = [] {
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
    return 1;
  };
  lambda();
  run([] { lazy(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task from 'lazy' is dropped
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped
  co_return;
}

// Both; in the third the return in the lambda says what it is.
mini::task<> nested() {
  auto outer = []() -> mini::task<> {
    auto middle = [] {
      auto inner = []() -> mini::task<int> {
        lazy();
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task from 'lazy' is dropped
        co_return 1;
      };
      inner();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task from 'inner' is dropped
    };
    middle();
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
    co_return;
  };
  outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'outer' is dropped
  co_await outer();
}

struct Members {
  std::function<void()> callback = [] { lazy(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task from 'lazy' is dropped
  mini::task<> step();
  mini::task<> run() {
    [this]() -> mini::task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from this expression is dropped and never runs; await it [async-discarded-awaitable]
      step();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task from 'step' is dropped
      co_return;
    }();
    co_return;
  }
};

//===- Not flagged --------------------------------------------------------===//

mini::task<> clean() {
  auto returns = [] { return lazy(); };
  auto arrow = []() -> mini::task<> { return lazy(); };
  co_await returns();
  co_await arrow();
  co_await []() -> mini::task<> { co_await lazy(); }();
  auto kept = returns();
  co_await std::move(kept);
}

// What is called to see it fail.
void assert_throws(std::function<void()> callable);
template <class F> void expectThrow(F callable) {}
struct Check {
  template <class F> void throws(F callable) {}
};
void tests(Check &check) {
  assert_throws([] { lazy(); });
  expectThrow([] {
    lazy();
  });
  check.throws([] { lazy_int(); });
}
