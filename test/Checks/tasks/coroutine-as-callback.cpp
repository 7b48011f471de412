// RUN: %check %s async-coroutine-as-callback --std=c++2b

#include <coroutine.h>
#include <std.h>

mini::task<> load();
mini::task<> handle(int id);
mini::eager<> start();
mini::fire_and_forget fire();
void call_later(std::function<void()> callback);
void on_event(std::function<void(int)> callback);

struct button {
  std::function<void()> on_click;
  std::vector<std::function<void(int)>> listeners;
};

void becomes_a_void_function(button &ok) {
  call_later([]() -> mini::task<> { co_await load(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that this lambda makes is dropped by what calls it: its body never runs [async-coroutine-as-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: it becomes a {{.*}} here, which returns nothing
  call_later(load);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'load' makes is dropped by what calls it: its body never runs
  on_event(&handle);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task that 'handle' makes is dropped by what calls it
  ok.on_click = []() -> mini::task<> { co_await load(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that this lambda makes is dropped by what calls it
  ok.listeners.push_back([](int id) { return handle(id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the task that this lambda makes is dropped by what calls it
  std::function<void()> callback = [] { return load(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that this lambda makes is dropped by what calls it
  auto named = []() -> mini::task<> { co_return; };
  call_later(named);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'named' makes is dropped by what calls it
  call_later(std::bind(handle, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that this callable makes is dropped by what calls it
}

void runs_nothing(int *begin, int *end) {
  std::thread worker([]() -> mini::task<> { co_await load(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that this lambda makes is dropped by what calls it: its body never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: 'thread' looks at nothing that it returns
  worker.join();
  std::for_each(begin, end, [](int id) { return handle(id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the task that this lambda makes is dropped by what calls it
  std::once_flag once;
  std::call_once(once, load);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the task that 'load' makes is dropped by what calls it
}

//===- Not flagged --------------------------------------------------------===//

void keep(std::function<mini::task<>()> factory);
void starts_by_itself(int *begin, int *end) {
  keep([]() -> mini::task<> { co_await load(); });
  keep(load);
  call_later([] { start(); });
  call_later([]() -> mini::eager<> { co_await load(); });
  call_later(start);
  call_later([]() -> mini::fire_and_forget { co_await load(); });
  call_later(fire);
  std::for_each(begin, end, [](int) { start(); });
  std::thread worker([] {});
  worker.join();
}

void an_object_of_the_same_kind(std::function<void()> callback) {
  call_later(callback);
  call_later(std::move(callback));
  std::function<void()> copy = callback;
  copy = callback;
}

[[clang::annotate("async-tidy::fire-and-forget")]] mini::task<> heartbeat();
void looked_after() { call_later(heartbeat); }

mini::yield_awaiter awaiter();
void no_work() { call_later(awaiter); }
