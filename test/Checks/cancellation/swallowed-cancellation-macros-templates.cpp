// RUN: %check %s async-swallowed-cancellation

#include <folly.h>
#include <std.h>

folly::coro::Task<> handle(int item);
template <class T> folly::coro::Task<> handle_all(T item);
void log(const char *what);

#define CATCH_ALL catch (...)
#define IGNORE_ERRORS(statement)                                                                    \
  try {                                                                                             \
    statement;                                                                                      \
  } catch (...) {                                                                                   \
  }

folly::coro::Task<> in_macros() {
  while (true) {
    try {
      co_await handle(1);
    }
    CATCH_ALL { log("failed"); }
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler swallows 'folly::OperationCancelled'
  }
}
folly::coro::Task<> in_a_macro() {
  while (true)
    IGNORE_ERRORS(co_await handle(1))
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler swallows 'folly::OperationCancelled'
}

// Once, and without a fix.
template <class T> folly::coro::Task<> in_template(T item) {
  while (true) {
    try {
      co_await handle_all(item);
    } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler swallows 'folly::OperationCancelled'
    }
  }
}
folly::coro::Task<> uses() {
  co_await in_template(1);
  co_await in_template(2L);
}

auto lambda = []() -> folly::coro::Task<> {
  while (true) {
    try {
      co_await handle(1);
    } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler swallows 'folly::OperationCancelled'
    }
  }
};

//===- Not flagged --------------------------------------------------------===//

template <class T> folly::coro::Task<> never_made(T item) {
  while (true) {
    try {
      co_await handle_all(item);
    } catch (...) {
    }
  }
}
folly::coro::Task<> rethrown_in_a_lambda_is_not_rethrown_here() {
  while (true) {
    try {
      co_await handle(1);
    } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this handler swallows 'folly::OperationCancelled'
      auto later = [] { throw 1; };
    }
  }
}
folly::coro::Task<> silenced() {
  while (true) {
    try {
      co_await handle(1);
      // NOLINTNEXTLINE(async-swallowed-cancellation)
    } catch (...) {
    }
  }
}
