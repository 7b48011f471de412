// RUN: %check %s async-coroutine-as-callback --std=c++2b

#include <coroutine.h>
#include <std.h>

mini::task<> load();
void call_later(std::function<void()> callback);

#define LATER(...) call_later([] { return __VA_ARGS__; })

void macros() {
  LATER(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this lambda makes is dropped by what calls it: its body never runs [async-coroutine-as-callback]
  LATER(1);
}

template <class F> void forwarded(F callable) { call_later(callable); }
// CHECK-MESSAGES: :[[@LINE-1]]:60: warning: the task that 'callable' makes is dropped by what calls it
template <class T> void instantiated_twice() {
  call_later([]() -> mini::task<> { co_await load(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that this lambda makes is dropped by what calls it
}
template void instantiated_twice<int>();
template void instantiated_twice<long>();

void uses_the_template() {
  forwarded([] { return 1; });
  forwarded([] { return load(); });
}

void nested() {
  auto outer = [] {
    call_later([]() -> mini::task<> { co_return; });
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that this lambda makes is dropped by what calls it
  };
  outer();
}

void silenced() {
  call_later(load); // NOLINT(async-coroutine-as-callback)
}
