// RUN: %check %s async-lock-across-suspension -- -I%source/include

// Locks that don't block a thread, and awaits that are given the lock.

#include <async-tidy/Annotations.h>
#include <coroutine.h>
#include <mutex>
#include <utility>

using mini::task;
task<> tick();
void log();
bool ready();
std::mutex M;
mini::async_mutex Async;

//===- Flagged --------------------------------------------------------------===//

// The lock isn't what is given to the await: another one is.
template <class Mutex> class ConditionVariable {
public:
  task<> wait(std::unique_lock<Mutex> &Lock);
  task<> wait(Mutex &M);
  template <class F> task<> wait(std::unique_lock<Mutex> &Lock, F Predicate) {
    while (!Predicate())
      co_await wait(Lock);
  }
  template <class F> task<> wait(Mutex &M, F Predicate) {
    while (!Predicate())
      co_await wait(M);
  }
  task<> notifyAll();
};
ConditionVariable<std::mutex> Changed;

task<> notification() {
  std::unique_lock Lock(M);
  co_await Changed.notifyAll();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  log();
}

task<> waitUnderAnotherLock(std::mutex &Other) {
  std::lock_guard Outer(Other);
  std::unique_lock Lock(M);
  co_await Changed.wait(Lock, ready);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Other' is still locked while
}

// A guard that doesn't say that its mutex is asynchronous, and blocks.
struct NotAnnotated {
  void lock();
  void unlock();
};
task<> notAnnotated(NotAnnotated &Plain) {
  std::lock_guard Guard(Plain);
  co_await tick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Plain' is still locked while
}

//===- Not flagged ----------------------------------------------------------===//

task<> asyncLock() {
  co_await Async.lock();
  co_await tick();
  Async.unlock();
}

task<> asyncScopedLock() {
  auto Guard = co_await Async.scoped_lock();
  co_await tick();
}

task<> tryLockOfAsyncMutex() {
  if (!Async.try_lock())
    co_await Async.lock();
  co_await tick();
  Async.unlock();
}

task<> guardsOfAsyncMutex() {
  co_await Async.lock();
  std::unique_lock<mini::async_mutex> Guard(Async, std::adopt_lock);
  co_await tick();
}

// A std guard that an async mutex gives: got by an await, it blocks nobody.
struct GivesStdGuard {
  void lock();
  void unlock();
  task<std::unique_lock<GivesStdGuard>> acquire();
};
task<> guardByAwait(GivesStdGuard &Gives) {
  auto Guard = co_await Gives.acquire();
  co_await tick();
}

// The name of its awaitable way to lock doesn't matter much: here it is lock_async().
struct WithLockAsync {
  task<> lock_async();
  void lock();
  void unlock();
};
task<> awaitableLockMethod(WithLockAsync &Both) {
  std::lock_guard Guard(Both);
  co_await tick();
}

class ASYNC_TIDY_ASYNC_MUTEX FiberMutex {
public:
  void lock();
  void unlock();
};
task<> annotatedAsAsync(FiberMutex &Fiber) {
  std::lock_guard Guard(Fiber);
  co_await tick();
}

// Like async_simple's ConditionVariable and libcoro's: they unlock while they wait.
task<> conditionVariable() {
  std::unique_lock Lock(M);
  co_await Changed.wait(Lock, ready);
}

task<> conditionVariableWithTheMutex() {
  M.lock();
  co_await Changed.wait(M, ready);
  M.unlock();
}

task<> conditionVariableInALoop() {
  std::unique_lock Lock{M};
  while (!ready())
    co_await Changed.wait(Lock, [] { return true; });
}

struct Queue {
  std::mutex Mutex;
  ConditionVariable<std::mutex> Changed;
  task<> pop() {
    std::unique_lock Lock(Mutex);
    co_await Changed.wait(Lock, ready);
  }
};

// Handed on: the awaited coroutine has it now.
task<> worksUnder(std::unique_lock<std::mutex> Lock);
task<> handedOn() {
  std::unique_lock Lock(M);
  co_await worksUnder(std::move(Lock));
}
task<> handedOnAsATemporary() { co_await worksUnder(std::unique_lock(M)); }

// Like concurrencpp's async_lock: the awaiter itself holds the lock of a queue until the
// coroutine is in it.
class LockAwaiter {
public:
  explicit LockAwaiter(std::mutex &M) : Lock(M) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) { Lock.unlock(); }
  void await_resume() const noexcept {}

private:
  std::unique_lock<std::mutex> Lock;
};
LockAwaiter lockedQueue();
task<> awaiterHoldsTheLock() {
  co_await LockAwaiter(M);
  co_await lockedQueue();
}

// In an awaiter's own functions nothing is suspended.
struct Waiter {
  std::mutex &Mutex;
  bool await_ready() {
    std::lock_guard Lock(Mutex);
    return ready();
  }
  void await_suspend(std::coroutine_handle<>) { std::lock_guard Lock(Mutex); }
  void await_resume() {}
};
task<> awaiterLocksInside() { co_await Waiter{M}; }
