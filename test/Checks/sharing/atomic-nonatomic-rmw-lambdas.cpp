// RUN: %check %s async-atomic-nonatomic-rmw

// A lambda is a function of its own: locks of the function around are not held when it runs, and
// what it reads is not read where it is written.

#include <std.h>

std::atomic<int> counter;
std::mutex mutex;

void in_lambdas() {
  auto named = [] { counter = counter + 1; };
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'counter' is read and written in two steps; what others write between them is lost [async-atomic-nonatomic-rmw]
  std::thread([] { counter = counter + 1; }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'counter' is read and written in two steps
  [] { [] { counter = counter + 1; }(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'counter' is read and written in two steps
  named();
}

void captured(std::atomic<int> &parameter) {
  std::atomic<int> local(0);
  auto lambda = [&local, &parameter] {
    local = local + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'local' is read and written in two steps
    parameter = parameter + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'parameter' is read and written in two steps
  };
  lambda();
}

struct Member {
  std::atomic<int> hits;
  std::function<void()> callback = [this] { hits = hits + 1; };
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'hits' is read and written in two steps
  void start() {
    std::thread([this] { hits = hits + 1; }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'hits' is read and written in two steps
  }
};

// The lock is the function's; the lambda runs in another thread.
void lock_around() {
  std::lock_guard<std::mutex> guard(mutex);
  std::thread([] { counter = counter + 1; }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'counter' is read and written in two steps
}

// The constructor's object is shared once a thread has it.
struct Started {
  std::atomic<int> hits;
  std::thread worker;
  Started() : worker([this] { hits = hits + 1; }) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'hits' is read and written in two steps
};

//===- Not flagged --------------------------------------------------------===//

void lock_inside() {
  std::thread([] {
    std::lock_guard<std::mutex> guard(mutex);
    counter = counter + 1;
  }).detach();
}

void only_one_side() {
  counter = [] { return 1; }() + 1;
  auto reads = [] { return counter + 1; };
  counter = reads();
  std::thread([] { counter += 1; }).detach();
}
