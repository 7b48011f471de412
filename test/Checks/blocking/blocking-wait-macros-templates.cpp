// RUN: %check %s async-blocking-wait

#include <coroutine.h>
#include <std.h>

template <class T> T sync_wait(mini::task<T> task);
mini::task<int> answer();
template <class T> mini::task<T> value_of();

#define WAIT(task) sync_wait(task)
#define WAIT_HERE sync_wait(answer())

// Flagged where the macro is used; its text serves others too.
mini::task<int> in_macros() {
  int first = WAIT(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'sync_wait' blocks the thread that runs coroutine 'in_macros'
  co_return first + WAIT_HERE;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sync_wait' blocks the thread that runs coroutine 'in_macros'
}

// Once, though there are two instantiations; other ones may need it as it is.
template <class T> mini::task<T> in_template() {
  co_return sync_wait(value_of<T>());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread that runs coroutine 'in_template'
}
mini::task<> uses() {
  co_await in_template<int>();
  co_await in_template<long>();
}

// The lambda is no coroutine, but the one in it is; the lambda that is called at once runs here.
mini::task<int> lambdas() {
  auto nested = []() -> mini::task<int> {
    co_return sync_wait(answer());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'sync_wait' blocks the thread that runs this coroutine
  };
  auto later = [] { return sync_wait(answer()); };
  co_return [] { return sync_wait(answer()); }() + co_await nested();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: a lambda blocks the thread that runs coroutine 'lambdas': it reaches 'sync_wait'
}

//===- Not flagged --------------------------------------------------------===//

template <class Wait> mini::task<int> with_what_its_caller_brings(Wait wait) {
  co_return wait(answer());
}
mini::task<> brings() {
  co_await with_what_its_caller_brings([](auto task) { return sync_wait(std::move(task)); });
}

template <class T> T plain_function() { return sync_wait(value_of<T>()); }
int uses_it() { return plain_function<int>(); }

mini::task<int> silenced() {
  // NOLINTNEXTLINE(async-blocking-wait)
  co_return sync_wait(answer());
}
