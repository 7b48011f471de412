// RUN: %check %s async-nested-awaitable --std=c++2b

#include <coroutine.h>
#include <std.h>

mini::task<int> load();
mini::task<> save();
mini::task<mini::task<int>> load_twice();
void use(int);

// A library of the user's own: it gives back what the callable gives, in a task.
template <class F> mini::task<decltype(std::declval<F>()())> on_pool(F callable) {
  for (;;)
    ;
}

mini::task<> forgets_the_inner_task() {
  auto loading = co_await on_pool([] { return load(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: what 'on_pool' calls here only makes a task, which nobody awaits: its body never runs [async-nested-awaitable]
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: 'loading' is that task
  auto saving = co_await on_pool([] { return save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: what 'on_pool' calls here only makes a task
  auto by_name = co_await on_pool(&load);
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: what 'on_pool' calls here only makes a task
  auto coroutine = co_await on_pool([]() -> mini::task<int> { co_return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: what 'on_pool' calls here only makes a task
}

auto started_nothing() {
  return std::async(std::launch::async, [] { return load(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: what 'async' calls here only makes a task
}

void waits_for_nothing() {
  auto future = std::async(std::launch::async, [] { return load(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: what 'async' calls here only makes a task
  future.wait();
}

//===- Not flagged --------------------------------------------------------===//

// One to send, one to receive: the declaration says so.
using Receiving = mini::task<int>;
mini::task<Receiving> sends_then_receives_by_another_name() {
  co_await save();
  co_return load();
}
mini::task<mini::task<int>> sends_then_receives() {
  co_await save();
  co_return load();
}

mini::task<int> awaits_both() {
  auto loading = co_await on_pool([] { return load(); });
  int first = co_await loading;
  int second = co_await co_await on_pool([] { return load(); });
  co_return first + second;
}

mini::task<int> gives_a_value() {
  auto value = co_await on_pool([] { return 1; });
  co_return value;
}

void take(mini::task<int> task);
mini::task<> passes_it_on() { take(co_await on_pool([] { return load(); })); }

mini::task<> no_callable() {
  auto inner = co_await load_twice();
  co_await inner;
}

mini::eager<int> started();
mini::task<> runs_by_itself() {
  auto future = std::async(std::launch::async, [] { return started(); });
  co_return;
}

mini::task<int> value_of_a_task() {
  co_return co_await load();
}

mini::task<mini::eager<int>> two_phases() {
  co_await save();
  co_return started();
}

std::vector<mini::task<int>> several() {
  std::vector<mini::task<int>> tasks;
  tasks.push_back(load());
  return tasks;
}
