// RUN: %check %s async-blocking-call

#include <coroutine.h>
#include <posix.h>

void slow() {
  sleep(1);
}

mini::task<> flagged() {
  sleep(1); // NOLINT(bugprone-other)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'flagged': it puts the thread to sleep [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> silenced() {
  sleep(1); // NOLINT
  sleep(2); // NOLINT(async-blocking-call): start-up only
  sleep(3); // NOLINT(async-*)
  // NOLINTNEXTLINE(async-blocking-call)
  sleep(4);
  slow(); // NOLINT(async-blocking-call)
  // NOLINTBEGIN(async-blocking-call)
  sleep(5);
  slow();
  // NOLINTEND(async-blocking-call)
  co_return;
}

// Where the call is, not where it leads to: that function may be fine for others.
[[clang::annotate("async-tidy::nonblocking")]] void fast_enough();
void fast_enough() {
  sleep(1);
}
mini::task<> annotated() {
  fast_enough();
  co_return;
}
