// RUN: %check %s async-manual-lock --std=c++17,c++20

#include <std.h>

void work();
void quick() noexcept;
int compute();
std::mutex M, N;
std::shared_mutex Shared;
std::condition_variable_any Changed;
bool Ready;
int Value;
struct Error {};

//===- Flagged: stays locked ------------------------------------------------===//

class Manager {
public:
  bool update(const int &s) {
    mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is locked by hand and stays so on a way out of the function; who locks it next waits forever [async-manual-lock]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: returns from here with 'mutex_' still locked
    if (!initialized_)
      return false;
    state_ = s;
    mutex_.unlock();
    return true;
  }

private:
  std::mutex mutex_;
  bool initialized_ = false;
  int state_ = 0;
};

void throws(bool bad) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand and stays so on a way out of the function
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: throws from here with 'M' still locked
  if (bad)
    throw Error();
  ++Value; // counted
  M.unlock();
}

void breaksOut(int n) {
  for (int i = 0; i < n; ++i) {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is locked by hand and stays so on a way out of the function
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: goes on from here with 'M' still locked
    if (Value == i)
      break;
    ++Value;
    M.unlock();
  }
}

int someWays(int n) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand and stays so on a way out of the function
  if (n == 0) {
    M.unlock();
    return 0;
  }
  if (n == 1)
    return 1;
  Value = n;
  M.unlock();
  return n;
}

int oneOfTwoBranches(bool b) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand and stays so on a way out of the function
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: goes on from here with 'M' still locked
  if (b)
    Value = 1;
  else
    M.unlock();
  return 0;
}

int readers(int n) {
  Shared.lock_shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Shared' is locked by hand and stays so on a way out of the function
  if (n > Value)
    return -1;
  int copy = Value;
  Shared.unlock_shared();
  return copy;
}

//===- Flagged: an exception leaves it locked -------------------------------===//

void lastInItsBlock() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before the unlock leaves it locked, with a guard it wouldn't [async-manual-lock]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: this may throw while 'M' is locked
  work();
  M.unlock(); // done
}

int beforeTheReturn(int n) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  Value = n + compute();
  int result = Value;
  M.unlock();
  return result + 1;
}

void moreBehind() {
  M.lock(); // the first
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  // Under the lock:
  work();
  if (Ready)
    Value = compute();

  // and not:
  M.unlock(); // the last
  work();
}

void twice() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  work();
  M.unlock();
  work();
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  Value = compute();
  M.unlock();
}

void earlyUnlocks(bool b) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  work();
  if (b) {
    M.unlock();
    return;
  }
  ++Value;
  M.unlock();
}

struct Node {
  std::mutex mutex;
  std::recursive_mutex own;
  int value = 0;
  Node *next = nullptr;
  void visit();
};

void byPointer(Node *node, std::shared_ptr<Node> other) {
  node->mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is locked by hand; an exception before
  node->value = compute();
  node->mutex.unlock();
  work();
  other->own.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'own' is locked by hand; an exception before
  other->value = compute();
  other->own.unlock();
}

void toTheMutex(std::mutex *mutex) {
  mutex->lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is locked by hand; an exception before
  work();
  mutex->unlock();
}

void nameIsTaken(int lock) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  Value = compute() + lock;
  M.unlock();
}

void waits() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  while (!Ready)
    Changed.wait(M); // The models say what it does with the mutex.
  work();
  M.unlock();
}

auto inALambda = [] {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  auto inner = [] {
    N.lock();
    ++Value;
    N.unlock();
  };
  inner();
  work();
  M.unlock();
};

// No fix: what is declared under the lock is needed behind it.
void declaresMore() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  int copy = compute();
  M.unlock();
  Value += copy;
  work();
}
// No fix: it would be destroyed under the lock.
struct Runs {
  ~Runs();
};
void destroysUnderTheLock() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  Runs copy;
  work();
  M.unlock();
}
// No fix: the call would be made under the lock.
int returnsACall() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  int copy = compute();
  M.unlock();
  return compute() + copy;
}
// No fix: the two guards would stand side by side, one lock does it.
void twoMutexes() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  N.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'N' is locked by hand; an exception before
  work();
  N.unlock();
  M.unlock();
}
void inACase(int n) {
  switch (n) {
  case 1:
    M.lock();
    work();
    M.unlock();
    break;
  default:
    N.lock();
    N.unlock();
  }
}

//===- Flagged: unlocked by the wrong call ----------------------------------===//

int readsAndUnlocks() {
  Shared.lock_shared();
  // CHECK-MESSAGES: :[[@LINE+2]]:10: warning: 'Shared' was locked by 'lock_shared', and 'unlock' is undefined then: it ends the other kind of lock [async-manual-lock]
  int copy = Value;
  Shared.unlock();
  // CHECK-MESSAGES: :[[@LINE-4]]:10: note: locked here; unlock it by the call that belongs to this
  return copy;
}

void writesAndUnlocksShared() {
  Shared.lock();
  Value = 1;
  Shared.unlock_shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Shared' was locked by 'lock', and 'unlock_shared' is undefined then
}

//===- Not flagged ----------------------------------------------------------===//

// Nothing in between can leave.
void assignments(int n) {
  M.lock();
  Value = n;
  quick();
  M.unlock();
}
static int twiceAs(int n) { return n * 2; }
void visibleBodies(int n, std::vector<int> &queue) {
  M.lock();
  Value = twiceAs(n) + static_cast<int>(queue.size());
  M.unlock();
  work();
}
extern "C" int c_function(int);
void functionsOfC() {
  M.lock();
  c_function(Value);
  M.unlock();
}

void guarded() {
  std::lock_guard guard(M);
  work();
}
void uniqueLock() {
  std::unique_lock lock(M);
  work();
  lock.unlock();
  work();
  lock.lock();
  if (Ready)
    return;
  work();
}
void adopted() {
  M.lock();
  std::lock_guard guard(M, std::adopt_lock);
  work();
}
void adoptedAndByHand(bool b) {
  M.lock();
  if (b) {
    std::lock_guard guard(M, std::adopt_lock);
    work();
    return;
  }
  M.unlock();
}

// The caller has it.
void unlocksForAWhile() {
  M.unlock();
  work();
  M.lock();
}
void unlocksForAWhileInALoop(int n) {
  while (n--) {
    M.unlock();
    work();
    M.lock();
  }
}

// Held on return, as its name says.
bool lockIfReady() {
  M.lock();
  if (Ready)
    return true;
  M.unlock();
  return false;
}
bool acquireOrFail(int n) {
  M.lock();
  if (n > Value) {
    M.unlock();
    return false;
  }
  return true;
}

// Methods that go together.
class Transaction {
public:
  bool begin() {
    mutex_.lock();
    if (!open_)
      return true;
    mutex_.unlock();
    return false;
  }
  void end() { mutex_.unlock(); }

private:
  std::mutex mutex_;
  bool open_ = false;
};

// A guard of its own.
class Guard {
public:
  explicit Guard(std::mutex &mutex) : mutex_(mutex) { mutex_.lock(); }
  ~Guard() { mutex_.unlock(); }

private:
  std::mutex &mutex_;
};
class Wrapper {
public:
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }
  void withIt() {
    lock();
    work();
    unlock();
  }

private:
  std::mutex mutex_;
};

void tries() {
  if (M.try_lock()) {
    work();
    M.unlock();
  }
}
void triesOrWaits() {
  if (!M.try_lock())
    M.lock();
  work();
  M.unlock();
}

// The same condition twice.
void onCondition(bool b) {
  if (b)
    M.lock();
  Value = 1;
  if (b)
    M.unlock();
}

// Exceptions are caught.
void catches() {
  M.lock();
  try {
    work();
  } catch (...) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void catchesAllBelow() {
  M.lock();
  try {
    work();
  } catch (...) {
    Value = 0;
  }
  M.unlock();
}

// Hand over hand: it is another mutex each time.
void handOverHand(Node *node) {
  node->mutex.lock();
  while (node->next) {
    Node *next = node->next;
    next->mutex.lock();
    node->mutex.unlock();
    node = next;
    work();
  }
  node->mutex.unlock();
}

// Unlocks while it works.
void worker() {
  M.lock();
  while (!Ready) {
    M.unlock();
    work();
    M.lock();
  }
  M.unlock();
}

// Nobody goes on.
[[noreturn]] void die();
void ends(bool b) {
  M.lock();
  if (b) {
    quick();
    die();
  }
  Value = 1;
  M.unlock();
}
void endless() {
  M.lock();
  if (Ready) {
    M.unlock();
    return;
  }
  for (;;)
    quick();
}

void jumps(bool b) {
  M.lock();
  if (b)
    goto out;
  Value = 1;
out:
  M.unlock();
}

// Given to somebody who may unlock it.
void finish(std::mutex &mutex);
void handsOver(bool b) {
  M.lock();
  if (b) {
    finish(M);
    return;
  }
  M.unlock();
}

void upgrades(Node &node) {
  std::scoped_lock lock(node.mutex, node.own);
  work();
}

// Not a mutex: lock() gives something.
void weak(std::weak_ptr<int> pointer) {
  if (auto locked = pointer.lock())
    work();
}

void sameKind() {
  Shared.lock_shared();
  quick();
  Shared.unlock_shared();
  Shared.lock();
  Value = 2;
  Shared.unlock();
}

void notifyAll();
void unlocksWhatTheGuardUnlocks() {
  std::lock_guard<std::mutex> guard(M);
  Value = 3;
  M.unlock();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is unlocked here, and once more by 'guard' at the end of its scope, when others may hold it [async-manual-lock]
  // CHECK-MESSAGES: :[[@LINE-4]]:31: note: 'guard' locks it here; end its scope, or unlock a std::unique_lock
  notifyAll();
}
void unlocksByTheGuard() {
  std::unique_lock<std::mutex> guard(M);
  Value = 3;
  guard.unlock();
  notifyAll();
}
void unlocksBetween() {
  std::lock_guard<std::mutex> guard(M);
  M.unlock();
  notifyAll();
  M.lock();
  Value = 3;
}
void lets_go() {
  std::unique_lock<std::mutex> guard(M);
  guard.release();
  M.unlock();
}
