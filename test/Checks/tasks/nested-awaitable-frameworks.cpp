// RUN: %check %s async-nested-awaitable --std=c++2b

#include <folly.h>
#include <seastar.h>

folly::coro::Task<int> load(int id);
folly::Future<int> find();
seastar::future<int> rows();

folly::coro::Task<> continuations() {
  auto loading = co_await find().thenValue([](int id) { return load(id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: what 'thenValue' calls here only makes a task, which nobody awaits: its body never runs [async-nested-awaitable]
  auto value = co_await co_await find().thenValue([](int id) { return load(id); });
  auto unwrapped = co_await find().thenValue([](int id) { return find(); });
  auto plain = co_await find().thenValue([](int id) { return id + 1; });
}

seastar::future<> seastar_unwraps() {
  auto count = co_await rows().then([](int) { return rows(); });
}
