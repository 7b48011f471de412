// RUN: %check %s async-wait-without-timeout-in-test --std=c++20

#include <boost-thread.h>
#include <catch2/catch_test_macros.hpp>
#include <folly.h>
#include <std.h>

std::future<int> start();
boost::future<int> start_boost();
folly::Future<int> start_folly();
void use(int);

TEST_CASE("catch has no fix") {
  auto future = start();
  use(future.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' waits without a limit
}
TEST_CASE("other futures") {
  auto future = start_boost();
  use(future.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' waits without a limit
  use(start_folly().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' waits without a limit
  use(start_folly().get(std::chrono::seconds(1)));
}
