// RUN: %check %s async-sleep-in-test -- -DCATCH
// RUN: %check %s async-sleep-in-test -- -DDOCTEST

// Catch2 and doctest.

#ifdef CATCH
#include <catch2/catch_all.hpp>
#else
#include <doctest/doctest.h>
#endif
#include <std.h>

using namespace std::chrono_literals;

TEST_CASE("the worker counts") {
  std::atomic<int> count{0};
  std::thread worker([&] { ++count; });
  std::this_thread::sleep_for(50ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the test sleeps until other work is done, hopefully
  REQUIRE(count == 1);
  std::this_thread::sleep_for(50ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the test sleeps
  CHECK(count == 1);
  worker.join();
}

TEST_CASE("a timer fires") {
  std::atomic<int> count{0};
  std::thread worker([&] { ++count; });
  std::this_thread::sleep_for(50ms);
  REQUIRE(count == 1);
  worker.join();
}
