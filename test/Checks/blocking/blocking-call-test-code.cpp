// RUN: %check %s async-blocking-call

// Tests and benchmarks sleep and block freely.

#include <boost/asio.hpp>
#include <catch2/catch_test_macros.hpp>
#include <coroutine.h>
#include <gtest/gtest.h>
#include <posix.h>

mini::task<> code_under_test() {
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs coroutine 'code_under_test': it puts the thread to sleep [async-blocking-call]
  co_return;
}

//===- Not flagged --------------------------------------------------------===//

namespace net = boost::asio;

TEST(Suite, Handler) {
  net::io_context io;
  net::post(io, [] { sleep(1); });
  auto coroutine = []() -> mini::task<> {
    sleep(1);
    co_return;
  };
}

class Fixture : public testing::Test {
protected:
  mini::task<> helper() {
    sleep(1);
    co_return;
  }
  net::io_context io;
};

TEST_F(Fixture, Handler) {
  net::post(io, [] { sleep(1); });
}

TEST_CASE("handler") {
  net::io_context io;
  net::post(io, [] { sleep(1); });
}
