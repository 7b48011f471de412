// RUN: %check %s async-unjoined-thread

#include "gtest.h"
#include "std.h"

void work();
void use(int);
bool ready();

// Macros: found, without a fix.

#define THREAD(NAME) std::thread NAME(work)
void in_macro() {
  THREAD(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nothing joins or detaches the thread in 't'
}

#define RETURN_IF(COND)                                                                            \
  if (COND)                                                                                        \
  return
void leaves_by_macro() {
  std::thread t(work);
  RETURN_IF(ready());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 't' is not joined before this return
  t.join();
}

// Templates: once for each place, without a fix.

template <class F> void run(F f) {
  std::thread t(f);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 't'
}
template <class F> void run_and_join(F f) {
  std::thread t(f);
  t.join();
}
template <class T> class Typed {
  T value_{};
  std::thread thread_{work};
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 'thread_'

public:
  void f() { use(value_); }
};
void instantiate() {
  run([] {});
  run(work);
  run_and_join([] {});
  run_and_join(work);
  Typed<int>().f();
  Typed<long>().f();
}

// Lambdas are functions of their own.

void nested() {
  std::thread outer([] {
    std::thread inner(work);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing joins or detaches the thread in 'inner'
  });
  auto start = [] {
    std::thread t(work);
    return t;
  };
  outer.join();
  start().join();
}

// Silenced

void silenced() {
  std::thread t(work); // NOLINT(async-unjoined-thread)
}

// Tests: those that never join end the program even when they succeed.

TEST(Threads, Joined) {
  std::thread t(work);
  if (!ready())
    return;
  t.join();
}
TEST(Threads, Forgotten) {
  std::thread t(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing joins or detaches the thread in 't'
}
