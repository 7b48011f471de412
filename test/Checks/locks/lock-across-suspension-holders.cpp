// RUN: %check %s async-lock-across-suspension -- -I%source/include

// Who holds the lock: classes, owners, parameters, temporaries, guards of other libraries.

#include <async-tidy/Annotations.h>
#include <coroutine.h>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

using mini::task;
task<> tick();
task<> tick(int Value);
task<int> number();
void log();
using Lock = std::unique_lock<std::mutex>;
std::mutex M;

//===- Flagged --------------------------------------------------------------===//

struct Transaction {
  explicit Transaction(std::mutex &M) : Guard(M) {}
  Lock Guard;
  int Rows = 0;
  void commit() { ++Rows; }
};
task<> member() {
  Transaction T(M);
  T.commit();
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

struct Derived : Transaction {
  using Transaction::Transaction;
};
task<> base() {
  Derived T(M);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> uniquePointer() {
  auto Guard = std::make_unique<Lock>(M);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> sharedPointer() {
  auto Guard = std::make_shared<std::lock_guard<std::mutex>>(M);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> optional() {
  std::optional<Lock> Guard;
  Guard.emplace(M);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  Guard.reset();
  co_await tick();
}

task<> optionalFromTheStart() {
  std::optional<std::lock_guard<std::mutex>> Guard(std::in_place, M);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> parameter(Lock Guard) {
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Guard' is still locked while
}

task<> referenceParameter(Lock &Guard) {
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Guard' is still locked while
}

task<> rvalueParameter(Lock &&Guard) {
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Guard' is still locked while
}

Lock acquire();
Lock acquire(std::mutex &M);
task<> fromAFunction() {
  auto Guard = acquire();
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Guard' is still locked while
}

task<> fromAFunctionWithTheMutex() {
  auto Guard = acquire(M);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> lifetimeExtended() {
  auto &&Guard = acquire();
  const Lock &Other = Guard;
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Guard' is still locked while
}

int sum(const Lock &Guard, int Value);
task<> temporary() {
  log(), sum(Lock(M), co_await number());
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'M' is still locked while
}

task<> temporaryInACondition() {
  if (Lock(M) && co_await number())
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'M' is still locked while
    log();
}

// A guard of one's own is known by its attributes.
class __attribute__((capability("mutex"))) Mutex {
public:
  void Acquire() __attribute__((acquire_capability()));
  void Release() __attribute__((release_capability()));
  bool TryAcquire() __attribute__((try_acquire_capability(true)));
};
class __attribute__((scoped_lockable)) MutexLocker {
public:
  explicit MutexLocker(Mutex &M) __attribute__((acquire_capability(M)));
  ~MutexLocker() __attribute__((release_capability()));
  void Leave() __attribute__((release_capability()));
};
task<> scopedLockable(Mutex &Mine) {
  MutexLocker Guard(Mine);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Mine' is still locked while
}

task<> capability(Mutex &Mine) {
  Mine.Acquire();
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Mine' is still locked while
  Mine.Release();
}

// A mutex of one's own is known by its lock() and unlock().
struct SpinLock {
  void lock();
  void unlock();
};
task<> ownMutex(SpinLock &Spin) {
  std::lock_guard Guard(Spin);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Spin' is still locked while
}

task<> mixedMutexes(mini::async_mutex &Async) {
  co_await Async.lock();
  std::scoped_lock Guard(M, Async);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here on some paths [async-lock-across-suspension]
}

//===- Not flagged ----------------------------------------------------------===//

struct Lazily {
  Lock Guard;
};
task<> memberIsEmpty() {
  Lazily L;
  co_await tick();
}

struct Deferred {
  explicit Deferred(std::mutex &M) : Guard(M, std::defer_lock) {}
  Lock Guard;
};
task<> memberIsDeferred() {
  Deferred D(M);
  co_await tick();
}

struct Finishing {
  explicit Finishing(std::mutex &M) : Guard(M) {}
  void finish() { Guard.unlock(); }
  Lock Guard;
};
task<> memberIsUnlocked() {
  Finishing F(M);
  F.finish();
  co_await tick();
}

task<> ownersThatAreEmpty() {
  std::unique_ptr<Lock> Pointer;
  std::optional<Lock> Optional;
  co_await tick();
}

task<> ownerIsReset() {
  auto Guard = std::make_unique<Lock>(M);
  Guard.reset();
  co_await tick();
}

task<> ownersGuardIsUnlocked() {
  auto Guard = std::make_unique<Lock>(M);
  Guard->unlock();
  co_await tick();
}

task<> optionalIsTested() {
  std::optional<Lock> Guard;
  if (Guard)
    log();
  else
    co_await tick();
}

// May be empty: nobody knows.
task<> ownerAsParameter(std::unique_ptr<Lock> Guard) { co_await tick(); }

task<> parameterIsUnlocked(Lock Guard) {
  Guard.unlock();
  co_await tick();
}

task<> temporaryEndsWithItsStatement() {
  Lock{M};
  sum(Lock(M), 1);
  co_await tick();
}

task<> scopedLockableLeaves(Mutex &Mine) {
  MutexLocker Guard(Mine);
  Guard.Leave();
  co_await tick();
}

// A closure that locks when it is run.
task<> closure() {
  auto Run = [] {
    std::lock_guard Guard(M);
    log();
  };
  Run();
  co_await tick();
}

// Moved into a closure, which may end anywhere.
task<> movedIntoAClosure() {
  Lock Guard(M);
  std::function<void()> Later = [G = std::make_shared<Lock>(std::move(Guard))] { log(); };
  co_await tick();
}

// Static: locked once, and nobody expects it to be unlocked.
task<> staticGuard() {
  static Lock Guard(M);
  co_await tick();
}
