// RUN: %check %s async-unawaited-local --std=c++2b

#include <coroutine.h>
#include <std.h>

mini::task<int> count();

#define COUNT() count()
#define START(NAME) auto NAME = count()

mini::task<> macros() {
  auto from_a_macro = COUNT();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'from_a_macro' is never awaited: the task from 'count' never runs [async-unawaited-local]
  START(declared_by_a_macro);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'declared_by_a_macro' is never awaited
  START(awaited);
  co_await awaited;
}

template <class T> mini::task<T> make();
template <class T> mini::task<> instantiated_twice() {
  auto task = make<T>();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'task' is never awaited: the task from 'make' never runs
  co_return;
}
mini::task<> instantiates() {
  co_await instantiated_twice<int>();
  co_await instantiated_twice<long>();
}

template <class T> mini::task<> awaits_in_a_template() {
  auto task = make<T>();
  co_await task;
}
template mini::task<> awaits_in_a_template<int>();

template <class T> mini::task<> never_instantiated(T maker) {
  auto depends_on_what_it_is = maker();
  co_return;
}

mini::task<> nested() {
  auto outer = count();
  auto inner = [task = std::move(outer)]() -> mini::task<> {
    auto local = count();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'local' is never awaited
    co_return;
  };
  co_await inner();
}

struct later {
  mini::task<> run() {
    struct local {
      mini::task<> run() {
        auto task = count();
        // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'task' is never awaited
        co_return;
      }
    };
    co_await local().run();
  }
};

mini::task<> silenced() {
  auto task = count(); // NOLINT(async-unawaited-local)
  co_return;
}
