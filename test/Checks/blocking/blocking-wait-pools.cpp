// RUN: %check %s async-blocking-wait --std=c++17,c++20

// Work of a pool that waits for more work of the same pool: with as many of it as there are threads,
// nothing goes on.

#include <std.h>

class ThreadPool {
public:
  template <class F> std::future<int> enqueue(F &&) { return {}; }
  template <class F> void post(F &&) {}
};
int part(int number);

int waits_inside(ThreadPool &pool) {
  auto whole = pool.enqueue([&pool] {
    auto half = pool.enqueue([] { return part(1); });
    return half.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread that runs this callback: it waits for the result [async-blocking-wait]
    // CHECK-MESSAGES: :[[@LINE-4]]:21: note: the callback is given away here, to be run later
  });
  return whole.get();
}

class Sorter {
public:
  int sort(int from, int to) {
    if (to - from < 2)
      return part(from);
    auto left = pool_->enqueue([=] { return sort(from, (from + to) / 2); });
    // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'sort' blocks the thread that runs this callback: it reaches 'get'
    // CHECK-MESSAGES: :[[@LINE+3]]:17: note: 'sort' calls 'get' here, which waits for the result
    // CHECK-MESSAGES: :[[@LINE-3]]:24: note: the callback is given away here, to be run later
    int right = sort((from + to) / 2, to);
    return left.get() + right;
  }

private:
  std::shared_ptr<ThreadPool> pool_;
};

//===- Not flagged --------------------------------------------------------===//

class Right {
public:
  int waits_outside() {
    auto one = pool_.enqueue([] { return part(1); });
    auto two = pool_.enqueue([] { return part(2); });
    return one.get() + two.get();
  }
  void gives_more_and_does_not_wait() {
    pool_.post([this] {
      pool_.post([] { part(1); });
      part(2);
    });
  }
  int another_pool() {
    return pool_.enqueue([this] { return io_.enqueue([] { return part(1); }).get(); }).get();
  }
  int a_thread_of_its_own() {
    auto one = std::async(std::launch::async, [] {
      return std::async(std::launch::async, [] { return part(1); }).get();
    });
    return one.get();
  }

private:
  ThreadPool pool_, io_;
};
