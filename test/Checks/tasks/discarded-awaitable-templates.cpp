// RUN: %check %s async-discarded-awaitable

// In templates: one finding for a line, whatever the number of instantiations, and no fix.

#include <coroutine.h>

mini::task<> lazy();
template <class T> mini::task<T> make();

template <class T> mini::task<> function_template(T value) {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped and never runs [async-discarded-awaitable]
  make<T>();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'make' is dropped
  co_return;
}

template <class T> struct Class {
  mini::task<T> work();
  mini::task<> member() {
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'work' is dropped
    this->work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'work' is dropped
    co_return;
  }
  mini::task<> defined_below();
};
template <class T> mini::task<> Class<T>::defined_below() {
  Class<T>().work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'work' is dropped
  co_return;
}

// Only some instantiations drop a task.
struct Plain {
  int start();
};
struct Asynchronous {
  mini::task<> start();
};
template <class T> void depends(T &object) {
  object.start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'start' is dropped
}

template <class F> void call(F callable) {
  callable();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'callable' is dropped
}

template <class... Ts> void each(Ts &...objects) {
  (objects.start(), ...);
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the task from 'start' is dropped
}

mini::task<> uses(Plain &plain, Asynchronous &asynchronous) {
  co_await function_template(1);
  co_await function_template(2l);
  co_await Class<int>().member();
  co_await Class<long>().member();
  co_await Class<int>().defined_below();
  depends(plain);
  depends(asynchronous);
  call([] { return lazy(); });
  each(plain, asynchronous);
}

// A full specialization is a function like any other.
template <> mini::task<> function_template(char) {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped and never runs; await it [async-discarded-awaitable]
  co_return;
}

mini::task<> generic_lambda() {
  auto drop = [](auto &object) { object.start(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the task from 'start' is dropped
  Asynchronous object;
  drop(object);
  co_return;
}

auto abbreviated(auto callable) -> mini::task<> {
  callable();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'callable' is dropped
  co_return;
}
mini::task<> uses_abbreviated() {
  co_await abbreviated([] { return lazy(); });
}

//===- Not flagged --------------------------------------------------------===//

// Never instantiated: nobody knows what it calls.
template <class T> mini::task<> never(T object) {
  object.start();
  co_return;
}

template <class T> mini::task<> awaits(T &object) {
  co_await object.start();
}
template <class T> void plain_only(T &object) {
  object.start();
}
template <class F> auto forward(F callable) {
  return callable();
}
template <class F> mini::task<> pass(F callable) {
  co_await callable();
}
template <class T> void discarded_branch(T &object) {
  if constexpr (sizeof(T) > 100)
    object.start();
}

mini::task<> clean(Plain &plain, Asynchronous &asynchronous) {
  co_await awaits(asynchronous);
  plain_only(plain);
  discarded_branch(asynchronous);
  co_await forward([] { return lazy(); });
  co_await pass([] { return lazy(); });
}
