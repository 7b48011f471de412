// RUN: %check %s async-discarded-awaitable --no-fixes --prefix=ALL
// RUN: %check %s async-discarded-awaitable --no-fixes --prefix=IGNORE --config='{CheckOptions: {async-discarded-awaitable.IgnoreNodiscard: true}}'
// RUN: %check %s async-discarded-awaitable --no-fixes --prefix=CASTS --config='{CheckOptions: {async-discarded-awaitable.CheckVoidCasts: false}}'

#include <coroutine.h>
#include <std.h>

mini::task<> lazy();
[[nodiscard]] mini::task<> function_says_so();
mini::checked_task<> class_says_so();

void drops() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped and never runs [async-discarded-awaitable]
  function_says_so();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task from 'function_says_so'
  // CHECK-MESSAGES-CASTS: :[[@LINE-2]]:3: warning: the task from 'function_says_so'
  class_says_so();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: the task from 'class_says_so'
  // CHECK-MESSAGES-CASTS: :[[@LINE-2]]:3: warning: the task from 'class_says_so'
}

// The compiler is quiet about these, so IgnoreNodiscard makes no difference.
void casts() {
  (void)lazy();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:9: warning: the task from 'lazy'
  // CHECK-MESSAGES-IGNORE: :[[@LINE-2]]:9: warning: the task from 'lazy'
  (void)class_says_so();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:9: warning: the task from 'class_says_so'
  // CHECK-MESSAGES-IGNORE: :[[@LINE-2]]:9: warning: the task from 'class_says_so'
  std::ignore = class_says_so();
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:17: warning: the task from 'class_says_so'
  // CHECK-MESSAGES-IGNORE: :[[@LINE-2]]:17: warning: the task from 'class_says_so'
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> awaits() {
  co_await lazy();
  co_await function_says_so();
  co_await class_says_so();
}

void take(mini::checked_task<>);
void passes_on() {
  take(class_says_so());
  auto kept = function_says_so();
}
