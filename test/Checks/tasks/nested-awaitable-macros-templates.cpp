// RUN: %check %s async-nested-awaitable --std=c++2b

#include <coroutine.h>
#include <std.h>

mini::task<int> load();
template <class F> mini::task<decltype(std::declval<F>()())> on_pool(F callable) {
  for (;;)
    ;
}

#define ON_POOL(CALL) on_pool([] { return CALL; })

mini::task<> macros() {
  auto loading = co_await ON_POOL(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: what 'on_pool' calls here only makes a task, which nobody awaits: its body never runs [async-nested-awaitable]
  int value = co_await co_await ON_POOL(load());
  (void)value;
}

template <class F> mini::task<decltype(std::declval<F>()())> traced(F callable) {
  co_await mini::yield();
  co_return callable();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'callable' is returned in a task: who awaits this one once gets the other, which never runs
}

mini::task<> instantiates() {
  int value = co_await traced([] { return 1; });
  co_await co_await traced([] { return load(); });
  (void)value;
}

template <class T> mini::task<> in_a_template() {
  auto loading = co_await on_pool([] { return load(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: what 'on_pool' calls here only makes a task
}
template mini::task<> in_a_template<int>();
template mini::task<> in_a_template<long>();

mini::task<> nested() {
  auto inner = []() -> mini::task<> {
    auto loading = co_await on_pool([] { return load(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: what 'on_pool' calls here only makes a task
  };
  co_await inner();
}

mini::task<> silenced() {
  auto loading = co_await on_pool([] { return load(); }); // NOLINT(async-nested-awaitable)
}
