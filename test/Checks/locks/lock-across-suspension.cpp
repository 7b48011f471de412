// RUN: %check %s async-lock-across-suspension --strict-notes --std=c++20,c++2b

#include <coroutine.h>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

using mini::task;
task<> send();
task<> sendCount(int Value);
task<int> receive();
void log();
void log(int Value);
bool ready();
std::mutex M, M2;
std::vector<int> Queue;
int Sent;

//===- Flagged --------------------------------------------------------------===//

// Suggested: what the lock guards isn't needed any more.
task<> notNeededAnyMore(int Value) {
  std::lock_guard Lock(M);
  Queue.push_back(Value);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-MESSAGES: :[[@LINE-4]]:19: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-5]]:19: note: end the lock's scope before the suspension
}

// Comments and blank lines move along.
task<> withCommentsBetween(int Value) {
  std::lock_guard Lock(M); // guards Queue

  // One more.
  Queue.push_back(Value);
  if (Value > 0) {
    Queue.push_back(-Value);
  }
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-9]]:19: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-10]]:19: note: end the lock's scope before the suspension
  log();
}

task<> severalOnALine(int Value) {
  log(); std::lock_guard Lock(M); Queue.push_back(Value); co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-2]]:26: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: end the lock's scope before the suspension
}

// Suggested: unlock() and lock() around.
task<> neededAgain(int Value) {
  std::unique_lock Lock(M);
  Queue.push_back(Value);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: unlock before the suspension and lock again after it; check again what the lock guards
  Queue.push_back(-Value);
}

task<> neededAgainInALoop() {
  std::unique_lock Lock(M);
  while (!Queue.empty()) {
    Queue.clear();
    co_await send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
    // CHECK-MESSAGES: :[[@LINE-5]]:20: note: locked here; the thread that resumes the coroutine may be another one
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: unlock before the suspension and lock again after it; check again what the lock guards
  }
}

// No fix: there is nothing else that the lock could be meant for.
task<> forTheAwaitAlone() {
  std::unique_lock Lock(M);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: locked here; the thread that resumes the coroutine may be another one
}

// No fix: what the result is stored in is guarded.
task<> resultIsStored() {
  std::unique_lock Lock(M);
  if (Sent == 0)
    log();
  Sent = co_await receive();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-5]]:20: note: locked here; the thread that resumes the coroutine may be another one
  log();
}

// No fix: this guard can't unlock.
task<> guardThatCannotUnlock(int Value) {
  std::lock_guard Lock(M);
  Queue.push_back(Value);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-4]]:19: note: locked here; the thread that resumes the coroutine may be another one
  Queue.push_back(-Value);
}

// No fix: the awaited call reads what is guarded.
task<> operandIsGuarded() {
  std::lock_guard Lock(M);
  ++Sent;
  co_await sendCount(Sent);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-4]]:19: note: locked here; the thread that resumes the coroutine may be another one
}

// No fix by a shorter scope: the reference may name what is guarded.
task<> guardedByReference(std::vector<int> &Shared) {
  std::unique_lock Lock(M);
  Shared.clear();
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: unlock before the suspension and lock again after it; check again what the lock guards
  Shared.push_back(1);
}

// No fix: a local of the scope is used later.
task<> localIsUsedLater() {
  std::lock_guard Lock(M);
  int Size = Queue.size();
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-4]]:19: note: locked here; the thread that resumes the coroutine may be another one
  log(Size);
}

task<> bindingIsUsedLater(std::vector<int> &Shared) {
  struct Pair {
    int First, Second;
  };
  std::lock_guard Lock(M);
  auto [First, Second] = Pair{1, 2};
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-4]]:19: note: locked here; the thread that resumes the coroutine may be another one
  log(First + Second);
}

task<> typeIsUsedLater() {
  std::lock_guard Lock(M);
  using Number = int;
  Queue.push_back(Number(1));
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-5]]:19: note: locked here; the thread that resumes the coroutine may be another one
  log(Number(2));
}

// No fix: the lock guards the value of the condition, of the declaration.
task<> inACondition() {
  std::unique_lock Lock(M);
  if (co_await receive())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: locked here; the thread that resumes the coroutine may be another one
    Queue.clear();
}

task<> inADeclaration() {
  std::unique_lock Lock(M);
  int Value = co_await receive();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: locked here; the thread that resumes the coroutine may be another one
  Queue.push_back(Value);
}

task<int> inAReturn() {
  std::unique_lock Lock(M);
  co_return co_await receive();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: locked here; the thread that resumes the coroutine may be another one
}

task<> withoutBraces() {
  std::unique_lock Lock(M);
  if (ready())
    co_await send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
    // CHECK-MESSAGES: :[[@LINE-4]]:20: note: locked here; the thread that resumes the coroutine may be another one
}

// One finding for one lock; no fix.
task<> severalAwaits() {
  std::lock_guard Lock(M);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: and while it is suspended here
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: and while it is suspended here
  co_await receive();
  co_await send();
}

task<> manyAwaits() {
  std::lock_guard Lock(M);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: and while it is suspended here
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: and while it is suspended here
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: and while it is suspended here
  co_await send();
  co_await send();
  co_await send();
  co_await send();
}

// One finding for each lock.
task<> twoLocks() {
  std::lock_guard First(M);
  std::lock_guard Second(M2);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-4]]:19: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: 'M2' is still locked while
  // CHECK-MESSAGES: :[[@LINE-5]]:19: note: locked here; the thread that resumes the coroutine may be another one
}

task<> twoLocksNotNeededAnyMore() {
  std::lock_guard First(M);
  std::lock_guard Second(M2);
  ++Sent;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-5]]:19: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-6]]:19: note: end the lock's scope before the suspension
  // CHECK-MESSAGES: :[[@LINE-4]]:3: warning: 'M2' is still locked while
  // CHECK-MESSAGES: :[[@LINE-7]]:19: note: locked here; the thread that resumes the coroutine may be another one
}

// No fix: the outer lock's scope can't end.
task<> innerLockNotNeededAnyMore() {
  std::unique_lock First(M);
  std::lock_guard Second(M2);
  ++Sent;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-5]]:20: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: 'M2' is still locked while
  // CHECK-MESSAGES: :[[@LINE-6]]:19: note: locked here; the thread that resumes the coroutine may be another one
  First.unlock();
}

task<> twoLocksNeededAgain() {
  std::unique_lock First(M);
  std::unique_lock Second(M2);
  ++Sent;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-5]]:20: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: 'M2' is still locked while
  // CHECK-MESSAGES: :[[@LINE-6]]:20: note: locked here; the thread that resumes the coroutine may be another one
  ++Sent;
}

// Two findings, as it is locked twice.
task<> lockedAgain() {
  std::unique_lock Lock(M);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: locked here; the thread that resumes the coroutine may be another one
  Lock.unlock();
  co_await send();
  Lock.lock();
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: locked here; the thread that resumes the coroutine may be another one
}

task<> oneGuardOfTwo() {
  std::scoped_lock Both(M, M2);
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: locked here; the thread that resumes the coroutine may be another one
}

// No fix: where it isn't locked, unlock() would be wrong.
task<> onSomePaths(bool Flag) {
  std::unique_lock Lock(M, std::defer_lock);
  if (Flag)
    Lock.lock();
  ++Sent;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here on some paths [async-lock-across-suspension]
  // CHECK-MESSAGES: :[[@LINE-4]]:10: note: locked here; the thread that resumes the coroutine may be another one
  ++Sent;
}

mini::async_generator<int> yields() {
  std::lock_guard Lock(M);
  co_yield 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: locked here; the thread that resumes the coroutine may be another one
}

// The consumer's code runs while a generator is suspended, synchronous or not.
mini::generator<int> yieldsSynchronously() {
  std::lock_guard Lock(M);
  for (int Value : Queue)
    co_yield Value;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
    // CHECK-MESSAGES: :[[@LINE-4]]:19: note: locked here; the thread that resumes the coroutine may be another one
}

task<> parameter(std::unique_lock<std::mutex> Lock) {
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Lock' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:47: note: the caller gives the lock to the coroutine here
}

// Who passes a lock by reference holds it.
task<> referenceParameter(std::unique_lock<std::mutex> &Lock) {
  ++Sent;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Lock' is still locked while
  // CHECK-MESSAGES: :[[@LINE-4]]:57: note: the caller gives the lock to the coroutine here
}

task<> lockedByHand() {
  M.lock();
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: locked here; the thread that resumes the coroutine may be another one
  M.unlock();
}

struct Account {
  std::mutex Mutex;
  int Balance = 0;
  task<> pay() {
    std::lock_guard Lock(Mutex);
    --Balance;
    co_await send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Mutex' is still locked while
    // CHECK-MESSAGES: :[[@LINE-4]]:21: note: locked here; the thread that resumes the coroutine may be another one
    // CHECK-MESSAGES: :[[@LINE-5]]:21: note: end the lock's scope before the suspension
  }
  task<> payTwice() {
    std::unique_lock Lock{this->Mutex};
    --Balance;
    co_await send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Mutex' is still locked while
    // CHECK-MESSAGES: :[[@LINE-4]]:22: note: locked here; the thread that resumes the coroutine may be another one
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: unlock before the suspension and lock again after it; check again what the lock guards
    --Balance;
  }
};

std::mutex &mutexFor(int Key);
task<> mutexWithoutAName() {
  std::lock_guard Lock(mutexFor(1));
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Lock' is still locked while
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: locked here; the thread that resumes the coroutine may be another one
}

//===- Not flagged ----------------------------------------------------------===//

task<> scopeEndsBefore(int Value) {
  {
    std::lock_guard Lock(M);
    Queue.push_back(Value);
  }
  co_await send();
}

task<> lockedAfterwards() {
  int Value = co_await receive();
  std::lock_guard Lock(M);
  Queue.push_back(Value);
}

task<> unlockedBefore() {
  std::unique_lock Lock(M);
  Queue.clear();
  Lock.unlock();
  co_await send();
}

task<> unlockedAround() {
  std::unique_lock Lock(M);
  while (!Queue.empty()) {
    Queue.clear();
    Lock.unlock();
    co_await send();
    Lock.lock();
  }
}

task<> leftBefore(bool Flag) {
  {
    std::lock_guard Lock(M);
    if (Flag)
      co_return;
    Queue.clear();
  }
  co_await send();
}

task<> lockedOnOtherPath(bool Flag) {
  if (Flag) {
    std::lock_guard Lock(M);
    Queue.clear();
  } else {
    co_await send();
  }
}

task<> inEachTurn() {
  for (int I = 0; I != 3; ++I) {
    {
      std::lock_guard Lock(M);
      Queue.push_back(I);
    }
    co_await send();
  }
}

task<> unlockedByHand() {
  M.lock();
  Queue.clear();
  M.unlock();
  co_await send();
}

// Awaiters that are always ready.
task<> readyAtOnce() {
  std::lock_guard Lock(M);
  co_await std::suspend_never{};
  Queue.push_back(co_await mini::ready());
}

// The start of a lazy coroutine comes before its body.
task<> noAwaitAtAll() {
  std::lock_guard Lock(M);
  Queue.clear();
  co_return;
}

// Returns before the lock ends; that the task runs without it is another matter.
task<> notACoroutine() {
  std::lock_guard Lock(M);
  return send();
}

// Locks nothing.
task<> noMutex() {
  std::scoped_lock Lock;
  std::unique_lock<std::mutex> Empty;
  co_await send();
}

// A pointer to a lock that lives elsewhere: nobody knows its state.
task<> pointerToALock(std::unique_lock<std::mutex> *Lock) { co_await send(); }

// A semaphore or another class with lock in its name is no mutex.
struct BlockList {
  void lockdown();
  bool isLocked() const;
};
task<> noMutexAtAll(BlockList &List) {
  List.lockdown();
  co_await send();
}
std::weak_ptr<int> Weak;
task<> weakPointer() {
  auto Strong = Weak.lock();
  co_await send();
}
