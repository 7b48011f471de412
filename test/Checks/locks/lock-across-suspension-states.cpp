// RUN: %check %s async-lock-across-suspension

// What a guard or a mutex goes through before the suspension.

#include <chrono>
#include <coroutine.h>
#include <mutex>
#include <shared_mutex>
#include <utility>

using mini::task;
task<> tick();
void log();
bool ready();
std::mutex M, M2;
std::timed_mutex Timed;
std::shared_mutex Shared;
std::shared_timed_mutex SharedTimed;
using Lock = std::unique_lock<std::mutex>;

//===- Flagged --------------------------------------------------------------===//

task<> tryLockSucceeded() {
  if (M.try_lock()) {
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
    M.unlock();
  }
}

task<> tryLockFailedReturns() {
  if (!M.try_lock())
    co_return;
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  M.unlock();
}

task<> tryLockIsNotTested() {
  std::unique_lock L(M, std::try_to_lock);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here on some paths [async-lock-across-suspension]
}

task<> ownsLock() {
  std::unique_lock L(M, std::try_to_lock);
  if (L.owns_lock())
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
}

task<> convertsToTrue() {
  std::unique_lock L(M, std::try_to_lock);
  if (!L)
    co_return;
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> resultIsKept() {
  std::unique_lock L(M, std::defer_lock);
  bool Locked = L.try_lock();
  if (Locked)
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
}

task<> timedConstructor() {
  std::unique_lock L(Timed, std::chrono::seconds(1));
  if (L)
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Timed' is still locked while
}

task<> timedMethod() {
  std::unique_lock L(Timed, std::defer_lock);
  if (L.try_lock_for(std::chrono::seconds(1)))
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Timed' is still locked while
}

task<> timedByHand() {
  if (SharedTimed.try_lock_shared_for(std::chrono::seconds(1))) {
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'SharedTimed' is still locked while
    SharedTimed.unlock_shared();
  }
}

task<> sharedByHand() {
  Shared.lock_shared();
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Shared' is still locked while
  Shared.unlock_shared();
}

task<> adopted() {
  M.lock();
  std::lock_guard L(M, std::adopt_lock);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> adoptedByScopedLock() {
  std::lock(M, M2);
  std::scoped_lock L(std::adopt_lock, M, M2);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> stdLock() {
  std::lock(M, M2);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  M.unlock();
  M2.unlock();
}

task<> stdLockOfGuards() {
  Lock A(M, std::defer_lock), B(M2, std::defer_lock);
  std::lock(A, B);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> movedHere() {
  Lock A(M);
  Lock B = std::move(A);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> assigned() {
  Lock L;
  L = Lock(M);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> lockedAgain() {
  Lock L(M);
  L.unlock();
  L.lock();
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> lockedOnOnePath(bool Flag) {
  Lock L(M, std::defer_lock);
  if (Flag)
    L.lock();
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here on some paths
}

task<> unlockedOnOnePath(bool Flag) {
  Lock L(M);
  if (Flag)
    L.unlock();
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here on some paths
}

task<> lockedOnBothPaths(bool Flag) {
  Lock L(M, std::defer_lock);
  if (Flag) {
    log();
    L.lock();
  } else {
    L.lock();
  }
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> lockedInTheTurnBefore() {
  Lock L(M, std::defer_lock);
  while (ready()) {
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while the coroutine is suspended here on some paths
    L.lock();
  }
}

task<> unlockIsSkippedByAnException() {
  Lock L(M);
  try {
    log();
    L.unlock();
  } catch (...) {
  }
  co_await tick();
}

task<> unlockedInAnotherBranch(int Kind) {
  Lock L(M);
  switch (Kind) {
  case 0:
    L.unlock();
    co_await tick();
    break;
  case 1:
    co_await tick();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
    break;
  }
}

//===- Not flagged ----------------------------------------------------------===//

task<> tryLockFailed() {
  if (!M.try_lock()) {
    co_await tick();
    co_return;
  }
  M.unlock();
}

task<> retries() {
  while (!M.try_lock())
    co_await tick();
  M.unlock();
}

task<> retriesWithAGuard() {
  std::unique_lock L(M, std::try_to_lock);
  while (!L.owns_lock()) {
    co_await tick();
    L.try_lock();
  }
  L.unlock();
}

task<> doesNotOwn() {
  std::unique_lock L(M, std::try_to_lock);
  if (!L.owns_lock())
    co_await tick();
}

task<> elseBranch() {
  if (std::unique_lock L(M, std::try_to_lock); L)
    log();
  else
    co_await tick();
}

task<> resultWasFalse() {
  std::unique_lock L(M, std::defer_lock);
  bool Locked = L.try_lock();
  if (!Locked)
    co_await tick();
}

task<> timedOut() {
  std::unique_lock L(Timed, std::defer_lock);
  if (!L.try_lock_for(std::chrono::seconds(1)))
    co_await tick();
}

task<> adoptedAndUnlocked() {
  M.lock();
  Lock L(M, std::adopt_lock);
  L.unlock();
  co_await tick();
}

task<> deferredAndNeverLocked() {
  Lock A(M, std::defer_lock), B(M2, std::defer_lock);
  co_await tick();
  std::lock(A, B);
}

task<> released() {
  Lock L(M);
  L.release()->unlock();
  co_await tick();
}

void takes(Lock L);
task<> movedAway() {
  Lock L(M);
  takes(std::move(L));
  co_await tick();
}

task<> movedIntoAScope() {
  Lock L(M);
  {
    Lock Inner = std::move(L);
    log();
  }
  co_await tick();
}

task<> assignedEmpty() {
  Lock L(M);
  L = Lock();
  co_await tick();
}

task<> unlockedOnEachPath(bool Flag) {
  Lock L(M);
  if (Flag) {
    L.unlock();
  } else {
    log();
    L.unlock();
  }
  co_await tick();
}

task<> goesBack(bool Flag) {
again: {
  std::lock_guard L(M);
  if (Flag)
    goto again;
}
  co_await tick();
}

task<> unreachable() {
  std::lock_guard L(M);
  co_return;
  co_await tick();
}
