// RUN: %check %s async-discarded-awaitable

#include <coroutine.h>
#include <std.h>

struct [[nodiscard]] nodiscard_eager {
  struct promise_type {
    nodiscard_eager get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};

mini::task<> lazy();
mini::task<int> lazy_int();
mini::checked_task<> checked();
mini::eager<> eager();
[[nodiscard]] mini::eager<> checked_eager();
nodiscard_eager class_eager();
mini::fire_and_forget fire();
bool condition();

//===- Lazy: never runs ---------------------------------------------------===//

mini::task<> in_a_coroutine() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped and never runs; await it [async-discarded-awaitable]
  lazy_int();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy_int' is dropped
  checked();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'checked' is dropped
  co_return;
}

// Nothing can be awaited here: no fix.
void outside() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped and never runs [async-discarded-awaitable]
  checked();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'checked' is dropped
}

struct Service {
  mini::task<> start();
  mini::task<> step();
  mini::task<> operator()(int);
  mini::task<> operator<<(int);
  Service &self();
  Service *next;

  mini::task<> run() {
    start();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'start' is dropped
    this->step();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'step' is dropped
    self().step();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'step' is dropped
    next->next->step();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'step' is dropped
    (*this)(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from this expression is dropped and never runs; await it [async-discarded-awaitable]
    *this << 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'operator<<' is dropped
    co_return;
  }
};

mini::task<> functions(mini::task<> (*pointer)(), std::function<mini::task<>()> callable) {
  pointer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'pointer' is dropped
  callable();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'callable' is dropped
  Service().start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'start' is dropped
  Service service;
  service(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'service' is dropped
  co_return;
}

//===- Where the value is dropped -----------------------------------------===//

mini::task<> places(int number) {
  lazy(), number++;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped
  number++, lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task from 'lazy' is dropped
  condition() ? lazy() : lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task from 'lazy' is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:26: warning: the task from 'lazy' is dropped
  condition() ? (void)lazy() : (void)0;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task from 'lazy' is dropped
  condition() && (lazy(), true);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task from 'lazy' is dropped
  for (lazy(); number < 3; lazy())
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task from 'lazy' is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:28: warning: the task from 'lazy' is dropped
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
  if (number)
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
  else
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
  while (number--)
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
  do
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
  while (number--);
  for (int element : std::vector<int>())
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
  switch (number) {
  case 1:
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
    break;
  default:
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
  }
again:
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped
  if (number)
    goto again;
  (lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the task from 'lazy' is dropped
  (void)lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task from 'lazy' is dropped
  static_cast<void>(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task from 'lazy' is dropped
  std::ignore = lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task from 'lazy' is dropped
  [[maybe_unused]] int other = (lazy(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: the task from 'lazy' is dropped
  co_return;
}

// No await may stand in a handler.
mini::task<> handler() {
  try {
    co_await lazy();
  } catch (...) {
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
  }
}

// Nor in a lambda that is no coroutine.
mini::task<> lambda() {
  auto plain = [] { lazy(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task from 'lazy' is dropped
  plain();
  co_return;
}

// An await would hold the lock while the coroutine is suspended.
mini::task<> under_a_lock(std::mutex &mutex) {
  {
    std::lock_guard<std::mutex> guard(mutex);
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task from 'lazy' is dropped
  }
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lazy' is dropped
  co_return;
}

//===- Eager: nobody sees the error ---------------------------------------===//

mini::task<> eager_in_a_coroutine() {
  eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'eager' is dropped, and with it any error; await it [async-discarded-awaitable]
  checked_eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'checked_eager' is dropped
  class_eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'class_eager' is dropped
  co_return;
}

void eager_outside() {
  checked_eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'checked_eager' is dropped, and with it any error [async-discarded-awaitable]
  class_eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'class_eager' is dropped
}

//===- What an await gives may be a task again ----------------------------===//

mini::task<mini::task<>> nested();
mini::task<> await_of_a_task() {
  co_await nested();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from this expression is dropped and never runs [async-discarded-awaitable]
  co_return;
}

//===- Other awaitables ---------------------------------------------------===//

mini::task<> awaiters(mini::async_mutex &mutex) {
  mini::yield();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'yield' is dropped
  mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'lock' is dropped
  mutex.scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task from 'scoped_lock' is dropped
  co_return;
}

//===- Futures ------------------------------------------------------------===//

std::future<int> start_work() {
  return std::async(std::launch::async, [] { return 1; });
}
std::future<int> start_through() {
  return start_work();
}

void futures() {
  std::async(std::launch::async, [] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future from 'async' is dropped; its destructor waits for the work here [async-discarded-awaitable]
  std::async([] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future from 'async' is dropped
  start_work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future from 'start_work' is dropped
  start_through();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future from 'start_through' is dropped
  for (int i = 0; i < 3; ++i)
    std::async(std::launch::async, [] { return 1; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the future from 'async' is dropped
}

//===- Not flagged --------------------------------------------------------===//

mini::task<> awaited() {
  co_await lazy();
  (void)co_await lazy_int();
  co_await lazy_int();
  auto kept = lazy();
  co_await std::move(kept);
  co_await mini::yield();
  co_await mini::when_all(lazy(), lazy());
  condition() ? co_await lazy() : co_await lazy();
  co_await (condition() ? lazy() : lazy());
  if (co_await lazy_int() && condition())
    co_return co_await lazy();
}

void take(mini::task<> task);
mini::task<> passed_on(std::vector<mini::task<>> &tasks) {
  take(lazy());
  tasks.push_back(lazy());
  tasks.emplace_back(lazy());
  std::ignore = 1;
  auto lambda = [] { return lazy(); };
  auto braces = [task = lazy()] {};
  return lazy();
}

mini::generator<int> values();
mini::async_generator<int> more_values();
mini::task<> generators() {
  for (int value : values())
    (void)value;
  auto generator = more_values();
  while (co_await generator.next())
    ;
}

// Work that goes on by itself, and is often started to do just that. Where awaiting it is as
// easy, it is flagged.
void started() {
  eager();
  fire();
}

mini::task<> meant_to_be_dropped() {
  fire();
  (void)eager();
  (void)checked_eager();
  (void)class_eager();
  static_cast<void>(eager());
  std::ignore = eager();
  co_return;
}

// The generator is dropped, but has nothing asynchronous in it.
void dropped_generator() {
  values();
}

// What is iterated over isn't a task, even if it names a promise.
struct Range {
  struct promise_type;
  struct iterator {
    using promise_type = Range::promise_type;
    iterator &operator++();
    iterator operator++(int);
    int operator*();
    bool operator!=(const iterator &);
  };
  struct promise_type {
    Range get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(int);
    void return_void();
    void unhandled_exception();
  };
  iterator begin();
  iterator end();
};
void iterate(Range range) {
  auto iterator = range.begin();
  ++iterator;
  iterator++;
  range.begin();
  for (auto it = range.begin(); it != range.end(); it++)
    ;
}

// Builders that return themselves, a part of them, or a pointer.
struct Request {
  Request &header(int);
  Request &operator=(int);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
Request &operator<<(Request &, int);
Request *find();
mini::task<> chained(Request &request, std::vector<mini::task<>> &tasks) {
  request.header(1).header(2);
  request << 1 << 2;
  request = 1;
  find();
  tasks.front();
  tasks[0] = lazy();
  mini::task<> task = lazy();
  task = lazy();
  co_await request.header(1);
}

// A continuation of work that somebody else has hold of.
struct Then : mini::eager<> {
  struct promise_type {
    Then get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  template <class F> Then then(F callable) { return *this; }
  Then(const Then &);
};
mini::task<> continuations(Then &work) {
  work.then([] {});
  co_await work;
}

// Nobody writes that by accident.
mini::task<> explicit_operator(mini::signal &signal) {
  signal.operator co_await();
  co_return;
}

// A future that was set, or comes from a promise: its destructor doesn't wait.
std::future<int> from_promise(std::promise<int> &promise) {
  return promise.get_future();
}
std::future<int> unknown();
void futures_that_do_not_wait(std::promise<int> &promise) {
  promise.get_future();
  from_promise(promise);
  unknown();
  (void)std::async(std::launch::async, [] { return 1; });
  std::ignore = std::async(std::launch::async, [] { return 1; });
  auto future = std::async(std::launch::async, [] { return 1; });
  std::async(std::launch::async, [] { return 1; }).wait();
  std::async(std::launch::async, [] { return 1; }).get();
}

[[clang::annotate("async-tidy::fire-and-forget")]] mini::eager<> annotated();
struct [[clang::annotate("async-tidy::fire-and-forget")]] Detached : mini::eager<> {};
Detached detached();
mini::task<> annotations() {
  annotated();
  detached();
  co_return;
}

// Not tasks.
struct Plain {
  int promise_type;
};
Plain plain();
struct HalfAnAwaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
};
HalfAnAwaiter half();
void not_tasks() {
  plain();
  half();
  condition();
  std::vector<mini::task<>>();
}

// Declares variables, makes types: drops nothing.
mini::task<> no_value() {
  using Type = decltype(lazy());
  (void)sizeof(Type);
  static_assert(sizeof(Type) > 0);
  if (auto task = lazy(); condition())
    co_await std::move(task);
}
