// RUN: %check %s async-blocking-under-lock

// Macros, templates and nested functions.

#include <chrono>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;
std::mutex M;

#define LOCKED std::lock_guard<std::mutex> Lock(M)
#define NAP() std::this_thread::sleep_for(1s)
#define NAP_LOCKED()                                                                               \
  do {                                                                                             \
    LOCKED;                                                                                        \
    NAP();                                                                                         \
  } while (false)

void lockInAMacro() {
  LOCKED;
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep while 'M' is locked; all who want it wait too [async-blocking-under-lock]
}

void sleepInAMacro() {
  LOCKED;
  NAP();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep while 'M' is locked; all who want it wait too
}

void allInAMacro() {
  NAP_LOCKED();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep while 'M' is locked; all who want it wait too
}

void sleepInAMacroWithoutALock() { NAP(); }

//===- Templates ------------------------------------------------------------===//

// Once, whatever the number of instantiations.
template <class T> void twice(T Value) {
  std::lock_guard Lock(M);
  std::this_thread::sleep_for(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep while 'M' is locked; all who want it wait too
}
void instantiates() {
  twice(1s);
  twice(1ms);
}

// What its mutex does isn't known before somebody uses it.
template <class Mutex> class Device {
public:
  void reset() {
    std::lock_guard<Mutex> Lock(Own);
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep while 'Own' is locked; all who want it wait too
  }
  void notUsed() {
    std::lock_guard<Mutex> Lock(Own);
    std::this_thread::sleep_for(1s);
  }

private:
  Mutex Own;
};
void uses(Device<std::mutex> &D) { D.reset(); }

template <class Mutex> void underAnother(Mutex &Own) {
  std::lock_guard<Mutex> Lock(Own);
  std::this_thread::sleep_for(1s);
}
struct Fiber {
  struct Awaiter {
    bool await_ready();
    template <class H> void await_suspend(H);
    void await_resume();
  };
  void lock();
  void unlock();
  Awaiter lock_async();
};
void usesAFiber(Fiber &F) { underAnother(F); }

auto generic = [](auto Time) {
  std::lock_guard Lock(M);
  std::this_thread::sleep_for(Time);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' puts the thread to sleep while 'M' is locked; all who want it wait too
};
void callsGeneric() { generic(1s); }

//===- Nested functions -----------------------------------------------------===//

void aLambdasLockIsItsOwn() {
  auto Count = [] { std::lock_guard Lock(M); };
  Count();
  std::this_thread::sleep_for(1s);
}

void aLambdaInALambda() {
  auto Outer = [] {
    std::lock_guard Lock(M);
    return [] { std::this_thread::sleep_for(1s); };
  };
  Outer()();
}

void aLocalClass() {
  std::lock_guard Lock(M);
  struct Local {
    void run() { std::this_thread::sleep_for(1s); }
  };
  (void)sizeof(Local);
}
