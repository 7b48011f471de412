// RUN: %check %s async-multi-lock

#include <std.h>

std::mutex A, B;
int Work;

//===- Macros: found where they are used, and never changed -----------------===//

#define LOCK(mutex, name) std::lock_guard name(mutex)
#define SECOND B
#define BOTH                                                                                       \
  std::lock_guard a(A);                                                                            \
  std::lock_guard b(B)

void oneGuard() {
  LOCK(A, a);
  std::lock_guard b(B);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'B' is locked while 'A' is held; threads that lock them in another order wait for each other forever [async-multi-lock]
  Work++;
}
void mutexOnly() {
  std::lock_guard a(A);
  std::lock_guard b(SECOND);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'B' is locked while 'A' is held
  Work++;
}
void bothGuards() {
  BOTH;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'B' is locked while 'A' is held
  Work++;
}
#define FUNCTION(name) void name()
FUNCTION(aroundIt) {
  std::lock_guard a(A);
  std::lock_guard b(B);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'B' is locked while 'A' is held
  Work++;
}
void conditional() {
  std::lock_guard a(A);
#ifndef WITHOUT_B
  std::lock_guard b(B);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'B' is locked while 'A' is held
#endif
  Work++;
}

//===- Templates: one finding, whatever the number of instantiations --------===//

template <typename T> class Queue {
public:
  void independent() {
    std::lock_guard a(in);
    std::lock_guard b(out);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'out' is locked while 'in' is held
    Work++;
  }
  std::mutex in, out;
};
template class Queue<int>;
template class Queue<long>;

// Known in instantiations only: no fix, as it may be another thing in others.
template <typename M> void dependent(M &one, M &two) {
  std::lock_guard<M> a(one);
  std::lock_guard<M> b(two);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'two' is locked while 'one' is held
  Work++;
}
void instantiate(std::recursive_mutex &one, std::recursive_mutex &two) {
  dependent(A, B);
  dependent(one, two);
}

//===- Not flagged ----------------------------------------------------------===//

template <typename M> void neverInstantiated(M &one, M &two) {
  std::lock_guard<M> a(one);
  std::lock_guard<M> b(two);
  Work++;
}
template <typename... Ms> void atOnce(Ms &...mutexes) {
  std::scoped_lock all(mutexes...);
  Work++;
}
void instantiateIt() { atOnce(A, B); }

void silenced() {
  std::lock_guard a(A);
  std::lock_guard b(B); // NOLINT(async-multi-lock): always in this order
  // NOLINTNEXTLINE(async-multi-lock)
  std::lock(A, B);
  std::lock_guard c(A, std::adopt_lock);
  std::lock_guard d(B, std::adopt_lock);
}
