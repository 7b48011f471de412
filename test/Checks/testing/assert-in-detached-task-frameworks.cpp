// RUN: %check %s async-assert-in-detached-task -- -DCATCH
// RUN: %check %s async-assert-in-detached-task -- -DDOCTEST

// Catch2 and doctest, whose assertions throw.

#ifdef CATCH
#include <catch2/catch_all.hpp>
#else
#include <doctest/doctest.h>
#endif
#include <std.h>

int compute();

TEST_CASE("the worker computes") {
  std::thread worker([] { REQUIRE(compute() == 1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'REQUIRE' throws out of the thread when it fails, which ends the whole program [async-assert-in-detached-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: the thread is started here
  worker.join();
  std::jthread other([] {
    if (compute() == 2)
      REQUIRE(compute() == 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'REQUIRE' throws out of the thread when it fails
  });
}

TEST_CASE("not flagged") {
  std::thread worker([] { CHECK(compute() == 1); });
  worker.join();
  REQUIRE(compute() == 1);
  // Kept in the future.
  auto result = std::async(std::launch::async, [] { REQUIRE(compute() == 1); });
  result.get();
  std::thread catches([] {
    try {
      REQUIRE(compute() == 1);
    } catch (...) {
    }
  });
  catches.join();
  [] { REQUIRE(compute() == 1); }();
}
