// RUN: %check %s async-callback-under-lock

// Macros, templates, coroutines, and fixes that can't be made.

#include <abseil.h>
#include <boost-thread.h>
#include <coroutine>
#include <folly.h>
#include <functional>
#include <mutex>
#include <posix.h>
#include <vector>

using Guard = std::lock_guard<std::mutex>;
#define LOCKED Guard Lock(Mutex)
#define CALL(Callback) Callback(1)
#define CALL_IF(Callback)                                                                          \
  if (Callback)                                                                                    \
  Callback(1)

template <class> class signal;
template <class R, class... As> class signal<R(As...)> {
public:
  void operator()(As... Arguments) const;
};

class Macros {
public:
  void lock() {
    LOCKED;
    Changed(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock [async-callback-under-lock]
  }
  void call() {
    Guard Lock(Mutex);
    CALL(Changed);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void callIf() {
    Guard Lock(Mutex);
    CALL_IF(Changed);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }

private:
  std::mutex Mutex;
  std::function<void(int)> Changed;
};

template <class T> class Value {
public:
  void set(T To) {
    Guard Lock(Mutex);
    Current = To;
    Changed(To);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void notUsed() {
    Guard Lock(Mutex);
    Changed(Current);
  }

private:
  std::mutex Mutex;
  T Current;
  std::function<void(T)> Changed;
};
void instantiates(Value<int> &A, Value<long> &B) {
  A.set(1);
  B.set(1);
}

class Coroutines {
public:
  void next() {
    Guard Lock(Mutex);
    std::coroutine_handle<> Handle = Waiting;
    Handle.resume();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resume' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void later() {
    std::coroutine_handle<> Handle;
    {
      Guard Lock(Mutex);
      Handle = Waiting;
    }
    Handle.resume();
  }

private:
  std::mutex Mutex;
  std::coroutine_handle<> Waiting;
};

class Others {
public:
  void emits() {
    Guard Lock(Mutex);
    Changed(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void boost_() {
    boost::lock_guard<boost::mutex> Lock(BoostMutex);
    Callback();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Callback' is called while 'BoostMutex' is locked; it deadlocks if it comes back for the lock
  }
  void abseil() {
    absl::MutexLock Lock(&AbseilMutex);
    Callback();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Callback' is called while 'AbseilMutex' is locked; it deadlocks if it comes back for the lock
  }
  void posix() {
    pthread_mutex_lock(&Old);
    Callback();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Callback' is called while 'Old' is locked; it deadlocks if it comes back for the lock
    pthread_mutex_unlock(&Old);
    Callback();
  }
  void folly_() {
    Guard Lock(Mutex);
    Moved();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Moved' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void aLambda() {
    auto Tell = [this] {
      Guard Lock(Mutex);
      Callback();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Callback' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
    };
    Tell();
  }
  void notInTheLambdasLock() {
    {
      auto Count = [this] { Guard Lock(Mutex); };
      Count();
    }
    Callback();
  }

private:
  std::mutex Mutex;
  boost::mutex BoostMutex;
  absl::Mutex AbseilMutex;
  pthread_mutex_t Old;
  signal<void(int)> Changed;
  std::function<void()> Callback;
  folly::Function<void()> Moved;
};

// No fix.
class NoFix {
public:
  void readsGuarded() {
    Guard Lock(Mutex);
    Changed(Current);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void localOfTheScope() {
    Guard Lock(Mutex);
    int Value = Current;
    Changed(Value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void moreBehind(int Value) {
    Guard Lock(Mutex);
    Changed(Value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
    ++Current;
  }
  void twoLocks(int Value) {
    Guard Lock(Mutex);
    Guard Lock2(Mutex2);
    Changed(Value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void elseBranch(int Value) {
    Guard Lock(Mutex);
    if (Changed)
      Changed(Value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
    else
      ++Current;
  }
  void nameIsTaken(int Changed_copy) {
    Guard Lock(Mutex);
    Changed(Changed_copy);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }
  void inALoop(int Value) {
    Guard Lock(Mutex);
    for (int I = 0; I < 2; ++I)
      Changed(Value);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Changed' is called while 'Mutex' is locked; it deadlocks if it comes back for the lock
  }

private:
  std::mutex Mutex, Mutex2;
  int Current = 0;
  std::function<void(int)> Changed;
};
