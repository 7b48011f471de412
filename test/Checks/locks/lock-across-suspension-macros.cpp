// RUN: %check %s async-lock-across-suspension --strict-notes

// Findings in macros are reported where they are used; nothing of a macro is changed.

#include <coroutine.h>
#include <mutex>

using mini::task;
task<> send();
std::mutex M;
int Sent;

#define LOCK(Mutex) std::unique_lock Guard(Mutex)
#define SEND() co_await send()
#define COUNT() ++Sent
#define LOCK_AND_SEND(Mutex)                                                                       \
  std::unique_lock Both(Mutex);                                                                    \
  ++Sent;                                                                                          \
  co_await send()
#define AWAIT(...) co_await __VA_ARGS__
#define WITH_LOCK(Mutex) if (std::lock_guard Guard(Mutex); true)

task<> guardFromAMacro() {
  LOCK(M);
  ++Sent;
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-16]]:38: note: expanded from macro 'LOCK'
}

task<> suspensionFromAMacro() {
  std::lock_guard Guard(M);
  ++Sent;
  SEND();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-23]]:16: note: expanded from macro 'SEND'
  // CHECK-MESSAGES: :[[@LINE-5]]:19: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-6]]:19: note: end the lock's scope before the suspension
}

// The scope may end before the macro, as nothing of it is touched.
task<> suspensionFromAMacroWithArguments() {
  std::lock_guard Guard(M);
  ++Sent;
  AWAIT(send());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-28]]:20: note: expanded from macro 'AWAIT'
  // CHECK-MESSAGES: :[[@LINE-5]]:19: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-6]]:19: note: end the lock's scope before the suspension
}

task<> lastStatementFromAMacro() {
  std::lock_guard Guard(M);
  COUNT();
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-4]]:19: note: locked here; the thread that resumes the coroutine may be another one
}

task<> unlockAroundAMacro() {
  std::unique_lock Guard(M);
  ++Sent;
  SEND();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-52]]:16: note: expanded from macro 'SEND'
  // CHECK-MESSAGES: :[[@LINE-5]]:20: note: locked here; the thread that resumes the coroutine may be another one
  ++Sent;
}

task<> bothFromOneMacro() {
  LOCK_AND_SEND(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'M' is still locked while
  // CHECK-MESSAGES: :[[@LINE-55]]:3: note: expanded from macro 'LOCK_AND_SEND'
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: locked here; the thread that resumes the coroutine may be another one
  // CHECK-MESSAGES: :[[@LINE-59]]:20: note: expanded from macro 'LOCK_AND_SEND'
}

task<> scopeFromAMacro() {
  WITH_LOCK(M) {
    ++Sent;
    co_await send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' is still locked while
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: locked here; the thread that resumes the coroutine may be another one
    // CHECK-MESSAGES: :[[@LINE-64]]:46: note: expanded from macro 'WITH_LOCK'
  }
}

// Not flagged

#define UNLOCKED(Guard, Statement)                                                                 \
  Guard.unlock();                                                                                  \
  Statement;                                                                                       \
  Guard.lock()

task<> unlockedByAMacro() {
  LOCK(M);
  UNLOCKED(Guard, co_await send());
  ++Sent;
}

task<> scopeFromAMacroEnds() {
  WITH_LOCK(M) { ++Sent; }
  SEND();
}
