// RUN: %check %s async-redundant-coroutine

#include <coroutine.h>

mini::task<int> count(int from, int to);

#define AWAIT co_await
#define RETURN_AWAITED(x) co_return co_await x

mini::task<int> by_macro(int from) {
  RETURN_AWAITED(count(from, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'by_macro' needs no coroutine: it can return what 'count' gives, without a frame of its own [async-redundant-coroutine]
}
mini::task<int> await_by_macro(int from) {
  co_return AWAIT count(from, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'await_by_macro' needs no coroutine
}

mini::task<int> silenced() {
  co_return co_await count(1, 2); // NOLINT(async-redundant-coroutine): for the stack traces
}

// Other types may need it.
template <class T> mini::task<T> in_template(T from) { co_return co_await count(from, 2); }
template mini::task<int> in_template(int);
template mini::task<long> in_template(long);

mini::task<int> nested() {
  auto inner = [](int from) -> mini::task<int> { co_return co_await count(from, 2); };
  co_return co_await inner(1);
}
