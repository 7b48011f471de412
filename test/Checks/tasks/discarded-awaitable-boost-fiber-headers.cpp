// REQUIRES: boost-fiber
// RUN: %check %s async-discarded-awaitable --real-headers --std=c++17,c++20 -- %boost-fiber-flags

#include <boost/fiber/all.hpp>

namespace fibers = boost::fibers;

int compute();
fibers::future<int> load(int key);

void drops() {
  fibers::async([] { return compute(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'async' is dropped, and with it any error [async-discarded-awaitable]
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'load' is dropped, and with it any error [async-discarded-awaitable]
}

//===- Not flagged --------------------------------------------------------===//

int keeps() {
  fibers::future<int> first = load(1);
  fibers::shared_future<int> shared = load(2).share();
  load(3).wait();
  (void)load(4);
  fibers::fiber([] { compute(); }).detach();
  return first.get() + shared.get() + load(5).get();
}
