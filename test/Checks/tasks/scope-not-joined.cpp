// RUN: %check %s async-scope-not-joined

#include "cppcoro.h"
#include "std.h"
#include "tbb.h"

void use(int);
bool ready();
cppcoro::task<> work();

// Not joined

void never_joined() {
  tbb::task_group group;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing joins 'group': what still runs when it is destroyed ends the program [async-scope-not-joined]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: 'group' is given work here
  group.run([] { use(1); });
}

void early_return() {
  tbb::task_group group;
  group.run([] { use(1); });
  if (ready())
    return;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'group' is not joined before this return: what still runs ends the program [async-scope-not-joined]
  group.wait();
}

void early_throw() {
  tbb::task_group group;
  for (int i = 0; i < 4; ++i)
    group.run([i] { use(i); });
  if (ready())
    throw 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'group' is not joined before this throw: what still runs ends the program
  group.wait();
}

void one_branch() {
  tbb::task_group group;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'group' is not joined on every way to the end of its scope: what still runs ends the program
  group.run([] { use(1); });
  if (ready())
    group.wait();
}

cppcoro::task<> coroutine() {
  cppcoro::async_scope scope;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing joins 'scope': what still runs when it is destroyed ends the program
  scope.spawn(work());
  co_await work();
}

class Service {
  cppcoro::async_scope scope_;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing joins 'scope_': what still runs when it is destroyed ends the program

public:
  void add() { scope_.spawn(work()); }
  ~Service() { use(1); }
};

// Gone before the work is done

void outlived() {
  std::vector<std::jthread> threads;
  int total = 0;
  threads.emplace_back([&] { ++total; });
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'total' is captured by reference, but is gone before 'threads' waits for the work that uses it [async-scope-not-joined]
  // CHECK-MESSAGES: :[[@LINE-4]]:29: note: 'threads' is declared before 'total', and destroyed after it
}

void outlived_in_loop() {
  tbb::task_group group;
  for (int i = 0; i < 4; ++i) {
    std::string name = "a";
    group.run([&name] { use(name.size()); });
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'name' is captured by reference, but is gone before 'group' waits for the work that uses it
  }
  group.wait();
}

void loop_variable() {
  tbb::task_group group;
  for (int i = 0; i < 4; ++i)
    group.run([&] { use(i); });
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'i' is captured by reference, but is gone before 'group' waits for the work that uses it
  group.wait();
}

void outlived_thread() {
  std::jthread thread;
  std::string name = "a";
  thread = std::jthread([&name] { use(name.size()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'name' is captured by reference, but is gone before 'thread' waits for the work that uses it
}

// Not flagged

void joined() {
  tbb::task_group group;
  group.run([] { use(1); });
  group.wait();
}

void run_and_wait() {
  tbb::task_group group;
  group.run_and_wait([] { use(1); });
}

void no_work(bool stop) {
  tbb::task_group group;
  if (stop)
    return;
  group.run([] { use(1); });
  group.wait();
}

void same_condition(bool parallel) {
  tbb::task_group group;
  if (parallel)
    group.run([] { use(1); });
  if (parallel)
    group.wait();
}

void given_away(void (*to)(tbb::task_group &)) {
  tbb::task_group group;
  group.run([] { use(1); });
  to(group);
}

void joined_by_guard() {
  tbb::task_group group;
  auto wait = [&group] { group.wait(); };
  group.run([] { use(1); });
  wait();
}

cppcoro::task<> joined_coroutine() {
  cppcoro::async_scope scope;
  scope.spawn(work());
  co_await scope.join();
}

void declared_before() {
  int total = 0;
  std::vector<std::jthread> threads;
  threads.emplace_back([&] { ++total; });
}

void joined_before_the_local_goes() {
  tbb::task_group group;
  int total = 0;
  group.run([&] { ++total; });
  group.wait();
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    std::latch done(1);
    threads.emplace_back([&] { done.count_down(); });
    done.wait();
  }
}

void threads_joined_by_hand() {
  std::vector<std::jthread> threads;
  int total = 0;
  threads.emplace_back([&] { ++total; });
  for (auto &thread : threads)
    thread.join();
}

void by_value() {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([=] { use(i); });
}

class Stopped {
  cppcoro::async_scope scope_;

public:
  void add() { scope_.spawn(work()); }
  cppcoro::task<> stop() { co_await scope_.join(); }
};

class StopNotSeen {
  cppcoro::async_scope scope_;

public:
  void add() { scope_.spawn(work()); }
  cppcoro::task<> stop();
};

struct JoinedByOthers {
  cppcoro::async_scope scope;
  void add() { scope.spawn(work()); }
};
