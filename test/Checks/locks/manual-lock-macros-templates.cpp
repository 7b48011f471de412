// RUN: %check %s async-manual-lock

#include <std.h>

void work();
std::mutex M;
int Value;

//===- Macros: found where they are used, and never changed -----------------===//

#define LOCK(mutex) mutex.lock()
#define UNLOCK(mutex) mutex.unlock()
#define MUTEX M
#define LOCKED_WORK()                                                                              \
  do {                                                                                             \
    M.lock();                                                                                      \
    work();                                                                                        \
    M.unlock();                                                                                    \
  } while (false)

void lockInAMacro() {
  LOCK(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'M' is locked by hand; an exception before the unlock leaves it locked, with a guard it wouldn't [async-manual-lock]
  work();
  M.unlock();
}
void unlockInAMacro() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  work();
  UNLOCK(M);
}
void mutexInAMacro() {
  MUTEX.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  work();
  M.unlock();
}
void allInAMacro() {
  LOCKED_WORK();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
}
#define FUNCTION(name) void name()
FUNCTION(aroundIt) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is locked by hand; an exception before
  work();
  M.unlock();
}

//===- Templates: one finding, whatever the number of instantiations --------===//

template <typename T> class Queue {
public:
  bool put(T value) {
    mutex_.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is locked by hand and stays so on a way out of the function; who locks it next waits forever [async-manual-lock]
    if (closed_)
      return false;
    value_ = value;
    mutex_.unlock();
    return true;
  }

private:
  std::mutex mutex_;
  bool closed_ = false;
  T value_{};
};
template class Queue<int>;
template class Queue<long>;

// Known in instantiations only: no fix, as it may be another thing in others.
template <typename Mutex> void dependent(Mutex &mutex) {
  mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is locked by hand; an exception before
  work();
  mutex.unlock();
}
void instantiate(std::recursive_mutex &other) {
  dependent(M);
  dependent(other);
}

//===- Not flagged ----------------------------------------------------------===//

template <typename Mutex> void neverInstantiated(Mutex &mutex) {
  mutex.lock();
  work();
  mutex.unlock();
}

void silenced() {
  M.lock(); // NOLINT(async-manual-lock): nothing here throws
  work();
  M.unlock();
  // NOLINTNEXTLINE(async-manual-lock)
  M.lock();
  work();
  M.unlock();
}
