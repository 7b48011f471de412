// RUN: %check %s async-lock-across-suspension --std=c++20,c++2b

// One function for each row of the table in which clang-tidy's own checks were compared
// (misc-coroutine-hostile-raii, cppcoreguidelines-no-suspend-with-lock), in its order.

#include <coroutine.h>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <vector>

using mini::task;
task<> nothing();
task<int> number();
task<std::vector<int>> numbers();
bool done();
void use(int);
std::mutex M;
std::shared_mutex S;

task<> lockGuard() {
  std::lock_guard G(M);
  co_await nothing();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
}

task<> resultIsKept() { // llvm-project#72793
  std::lock_guard G(M);
  int X = co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'M' is still locked while
  use(X);
}

task<> uniqueLock() {
  std::unique_lock G(M);
  co_await nothing();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> sharedLock() {
  std::shared_lock G(S);
  co_await nothing();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is still locked while
}

task<> unlocked() {
  std::unique_lock G(M);
  G.unlock();
  co_await nothing();
}

task<> deferred() {
  std::unique_lock G(M, std::defer_lock);
  co_await nothing();
}

task<> loopThatUnlocks() {
  std::unique_lock G(M);
  while (!done()) {
    G.unlock();
    co_await nothing();
    G.lock();
  }
}

task<> assignedEmpty() {
  std::unique_lock<std::mutex> G(M);
  G = {};
  co_await nothing();
}

task<> ifInitializer(bool C) {
  if (std::lock_guard G(M); C)
    co_await nothing();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
}

task<> lockedByHand() {
  M.lock();
  co_await nothing();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  M.unlock();
}

task<> constAuto() {
  const auto G = std::lock_guard<std::mutex>(M);
  co_await nothing();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

using Guard = std::lock_guard<std::mutex>;
task<> alias() {
  Guard G{M};
  co_await nothing();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

struct Session {
  std::lock_guard<std::mutex> G{M};
};
task<> structWithGuard() {
  Session One;
  co_await nothing();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'One' is still locked while
}

task<> guardOnTheHeap() {
  auto G = std::make_unique<std::lock_guard<std::mutex>>(M);
  co_await nothing();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
}

task<> guardParameter(std::unique_lock<std::mutex> G) {
  co_await nothing();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'G' is still locked while
}

struct __attribute__((capability("mutex"))) MyMutex {
  void lock() __attribute__((acquire_capability()));
  void unlock() __attribute__((release_capability()));
};
struct __attribute__((scoped_lockable)) MyGuard {
  explicit MyGuard(MyMutex &M) __attribute__((acquire_capability(M)));
  ~MyGuard() __attribute__((release_capability()));
};
task<> scopedLockable(MyMutex &Mine) {
  MyGuard G(Mine);
  co_await nothing();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Mine' is still locked while
}

task<> uniqueLockOfAsyncMutex(mini::async_mutex &Async) {
  co_await Async.lock();
  std::unique_lock<mini::async_mutex> G(Async, std::adopt_lock);
  co_await nothing();
}

task<> scopedLockOfAsyncMutex(mini::async_mutex &Async) {
  co_await Async.lock();
  std::scoped_lock<mini::async_mutex> G(std::adopt_lock, Async);
  co_await nothing();
}

task<> caseBody(int Kind) {
  switch (Kind) {
  case 0: {
    std::lock_guard G(M);
    co_await nothing();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
    break;
  }
  default:
    break;
  }
}

task<> switchInitializer(int Kind) {
  switch (std::lock_guard G(M); Kind) {
  case 0:
    co_await nothing();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
  }
}

task<> rangeForInitializer() {
  std::lock_guard G(M);
  for (int X : co_await numbers())
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'M' is still locked while
    use(X);
}

template <class T> task<> templateBody(T X) {
  std::lock_guard G(M);
  co_await nothing();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  use(X);
}

task<> neverSuspends() {
  std::lock_guard G(M);
  co_await std::suspend_never{};
}

task<> nestedCoroutineLambda() {
  std::lock_guard G(M);
  auto Later = []() -> task<> { co_await nothing(); };
  use(sizeof(Later));
  co_return;
}
