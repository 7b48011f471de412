// RUN: %check %s async-discarded-awaitable

#include <coroutine.h>

mini::task<> lazy();

mini::task<> flagged() {
  lazy(); // NOLINT(bugprone-other)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped and never runs; await it [async-discarded-awaitable]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> silenced() {
  lazy(); // NOLINT
  lazy(); // NOLINT(async-discarded-awaitable): made for its side effects
  lazy(); // NOLINT(async-*)
  // NOLINTNEXTLINE(async-discarded-awaitable)
  lazy();
  // NOLINTBEGIN(async-discarded-awaitable)
  lazy();
  (void)lazy();
  // NOLINTEND(async-discarded-awaitable)
  co_return;
}

[[clang::annotate("async-tidy::fire-and-forget")]] mini::task<> starts_itself();
mini::task<> annotated() {
  starts_itself();
  co_return;
}
