// REQUIRES: boost-thread
// RUN: %check %s async-discarded-awaitable --real-headers -- %boost-thread-flags -DBOOST_THREAD_VERSION=4

#include <boost/thread.hpp>
#include <utility>

int compute();
boost::future<int> load(int key);

void drops() {
  boost::async(boost::launch::async, [] { return compute(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'async' is dropped, and with it any error [async-discarded-awaitable]
  boost::async([] { return compute(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'async' is dropped
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'load' is dropped
  load(1).then([](boost::future<int>) { return compute(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'then' is dropped
}

//===- Not flagged --------------------------------------------------------===//

int keeps(boost::promise<int> &promise) {
  boost::future<int> first = load(1), second = load(2);
  boost::shared_future<int> shared = load(3).share();
  boost::thread([] { compute(); }).detach();
  (void)load(4);
  load(5).wait();
  boost::future<int> next = load(6).then([](boost::future<int> done) { return done.get(); });
  promise.set_value(1);
  boost::wait_for_all(first, second);
  return first.get() + second.get() + shared.get() + next.get();
}
