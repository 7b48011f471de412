// RUN: %check %s async-future-misuse --std=c++2b

// Futures and promises of frameworks, and tasks that are awaited once.

#include <asio.h>
#include <boost-thread.h>
#include <folly.h>
#include <seastar.h>

void use(int value);

int boosts(boost::future<int> result) {
  use(result.get());
  return result.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' has given its result already; it has only one [async-future-misuse]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: taken here
}

void follys(folly::Future<int> result, folly::Promise<int> promise) {
  auto then = std::move(result).thenValue([](int value) { return value; });
  use(std::move(result).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'result' has given its result already; it has only one
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: taken here
  auto first = promise.getSemiFuture();
  auto second = promise.getFuture();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'promise' has given its future already; it has only one
  // CHECK-MESSAGES: :[[@LINE-3]]:16: note: given here
}

seastar::future<> seastars(seastar::future<int> result) {
  (void)result.then([](int) {});
  return result.discard_result();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'result' has given its result already; it has only one
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: taken here
}

folly::coro::Task<int> number();
folly::coro::Task<int> tasks() {
  auto task = number();
  int value = co_await std::move(task);
  co_return value + co_await std::move(task);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'task' has given its result already; it has only one
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: taken here
}

folly::coro::Task<int> retries() {
  auto task = number();
  for (int i = 0; i < 3; ++i)
    use(co_await std::move(task));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'task' has given its result already, in the turn of the loop before; it has only one
  co_return 0;
}

asio::awaitable<int> answer();
asio::awaitable<int> asios() {
  auto first = answer();
  use(co_await std::move(first));
  co_return co_await std::move(first);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'first' has given its result already; it has only one
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: taken here
}

//===- Not flagged --------------------------------------------------------===//

void fulfilled(folly::Promise<int> &promise) {
  promise.setValue(1);
  if (!promise.isFulfilled())
    promise.setValue(2);
}

folly::coro::Task<int> again() {
  auto task = number();
  int value = co_await std::move(task);
  task = number();
  co_return value + co_await std::move(task);
}

void ready_by_default() {
  folly::Future<int> moved = folly::makeFuture(1);
  use(std::move(moved).get());
  moved = folly::makeFuture(2);
  use(std::move(moved).get());
}

seastar::future<> each_once(seastar::future<int> result) {
  if (result.available() && result.failed())
    return result.discard_result();
  return result.then([](int) {});
}
