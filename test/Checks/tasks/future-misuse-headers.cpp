// REQUIRES: boost-thread, qt6
// RUN: %check %s async-future-misuse --real-headers -- %boost-thread-flags -DBOOST_THREAD_VERSION=4 %qt6-flags

// Futures and promises of Boost.Thread (version 4) and Qt.

#include <QtCore/QFuture>
#include <QtCore/QPromise>
#include <boost/thread/future.hpp>
#include <memory>
#include <string>
#include <utility>

int compute();

int twice() {
  boost::promise<int> promise;
  boost::future<int> future = promise.get_future();
  promise.set_value(1);
  int first = future.get();
  return first + future.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'future' has given its result already; it has only one [async-future-misuse]
}

void set_twice(boost::promise<std::string> &result) {
  result.set_value("one");
  result.set_value("two");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the result of 'result' is set already; it is set once only
}

void given_twice() {
  boost::promise<int> promise;
  auto first = promise.get_future();
  auto second = promise.get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'promise' has given its future already; it has only one
  promise.set_value(1);
}

int taken_twice(QFuture<std::unique_ptr<int>> loading) {
  std::unique_ptr<int> first = loading.takeResult();
  return *first + *loading.takeResult();
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'loading' has given its result already; it has only one
}

//===- Not flagged --------------------------------------------------------===//

int shared_twice() {
  boost::shared_future<int> future = boost::async(boost::launch::async, compute).share();
  return future.get() + future.get();
}

int each_once(bool first) {
  boost::promise<int> promise;
  boost::future<int> future = promise.get_future();
  promise.set_value(1);
  if (first)
    return future.get();
  return 2 * future.get();
}

int anew() {
  boost::future<int> future = boost::async(compute);
  int first = future.get();
  future = boost::async(compute);
  return first + future.get();
}

int read_twice(QFuture<int> loading) { return loading.result() + loading.result(); }

void set_once(QPromise<int> &result) {
  result.start();
  result.addResult(1);
  result.addResult(2);
  result.finish();
}

void either(boost::promise<int> &result, bool worked) {
  if (worked)
    result.set_value(1);
  else
    result.set_exception(boost::copy_exception(std::string("failed")));
}
