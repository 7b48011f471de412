// RUN: %check %s async-lock-across-suspension

// How a finding is silenced: on the line of the suspension.

#include <coroutine.h>
#include <mutex>

using mini::task;
task<> send();
std::mutex M;

task<> silent() {
  std::lock_guard Lock(M);
  co_await send(); // NOLINT(async-lock-across-suspension)
}

task<> silentFromTheLineBefore() {
  std::lock_guard Lock(M);
  // NOLINTNEXTLINE(async-lock-across-suspension): this loop has one thread
  co_await send();
}

// NOLINTBEGIN(async-*)
task<> silentRegion() {
  std::lock_guard Lock(M);
  co_await send();
}
// NOLINTEND(async-*)

// Not flagged where the lock is taken, but where the coroutine is suspended.
task<> commentAtTheLock() {
  std::lock_guard Lock(M); // NOLINT(async-lock-across-suspension)
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

task<> anotherCheck() {
  std::lock_guard Lock(M);
  co_await send(); // NOLINT(misc-coroutine-hostile-raii)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}
