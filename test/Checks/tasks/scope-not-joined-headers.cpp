// REQUIRES: tbb, boost-thread, libstdcxx-jthread
// RUN: %check %s async-scope-not-joined --real-headers -- %boost-thread-flags

// oneTBB's groups (tbb::detail::d1), Boost.Thread's, and libstdc++'s jthreads.

#include <atomic>
#include <boost/thread/thread.hpp>
#include <latch>
#include <string>
#include <tbb/task_group.h>
#include <thread>
#include <vector>

void work(const std::string &name);
bool cancelled();

void returns_early(const std::vector<std::string> &names) {
  tbb::task_group group;
  for (const std::string &name : names) {
    group.run([&name] { work(name); });
    if (cancelled())
      return;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'group' is not joined before this return: what still runs ends the program [async-scope-not-joined]
  }
  group.wait();
}

void never_joined(std::string name) {
  oneapi::tbb::task_group_context context;
  oneapi::tbb::task_group group(context);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: nothing joins 'group': what still runs when it is destroyed ends the program
  group.run([name] { work(name); });
  group.run([name] { work(name + "!"); });
}

int total() {
  std::vector<std::jthread> threads;
  std::atomic<int> sum = 0;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&sum, i](std::stop_token) { sum += i; });
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'sum' is captured by reference, but is gone before 'threads' waits for the work that uses it
  return sum;
}

class Crawler {
public:
  void visit(std::string name) {
    group_.run([name] { work(name); });
  }

private:
  tbb::task_group group_;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing joins 'group_': what still runs when it is destroyed ends the program
};

//===- Not flagged --------------------------------------------------------===//

void joined(const std::vector<std::string> &names) {
  tbb::task_group group;
  for (const std::string &name : names)
    group.run([&name] { work(name); });
  if (cancelled())
    group.cancel();
  group.wait();
}

void joined_by_the_last(const std::vector<std::string> &names) {
  tbb::task_group group;
  for (const std::string &name : names) {
    if (name.empty())
      continue;
    group.run([name] { work(name); });
  }
  group.run_and_wait([] { work("last"); });
}

void boost_group_joined(const std::vector<std::string> &names) {
  boost::thread_group threads;
  if (names.empty())
    return;
  for (const std::string &name : names)
    threads.create_thread([&name] { work(name); });
  threads.join_all();
}

int total_declared_first() {
  std::atomic<int> sum = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&sum, i] { sum += i; });
  threads.clear();
  return sum;
}

void waits_for_each() {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    std::latch started(1);
    threads.emplace_back([&started] { started.count_down(); });
    started.wait();
  }
}

class JoinedCrawler {
public:
  ~JoinedCrawler() { group_.wait(); }
  void visit(std::string name) {
    group_.run([name] { work(name); });
  }

private:
  tbb::task_group group_;
};
