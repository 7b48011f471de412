//===- AsyncLocksTest.cpp - locks that suspend, and what happens under them ---===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/AsyncLocks.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Globals[] = R"cpp(
struct guard { guard(guard &&); ~guard(); void unlock(); };
struct gate { co::task<guard> scoped_lock(); co::task<> lock(); bool try_lock(); void unlock(); };
gate g; void take(guard &);
#line 1
)cpp";

/// What is done under each lock in `f`.
std::string over(StringRef Text) {
  TestCode Code(Globals + ("co::task<> f() { " + Text + " }").str());
  Unit &U = Code.unit();
  std::string Result;
  for (const AsyncLock &Lock : asyncLocksOf(U, U.body(Code.function("f"))))
    Result += Lock.HeldOver == AsyncLock::Nothing      ? "nothing;"
              : Lock.HeldOver == AsyncLock::Suspension ? "suspension;"
                                                       : "unknown;";
  return Result;
}

TEST(AsyncLocksTest, OverNothing) {
  EXPECT_EQ(over("auto l = co_await g.scoped_lock(); here(1);"), "nothing;");
  EXPECT_EQ(over("co_await g.lock(); here(1); g.unlock(); co_await nothing();"), "nothing;");
  EXPECT_EQ(over("auto l = co_await g.scoped_lock(); here(1); l.unlock(); co_await nothing();"),
            "nothing;");
}

TEST(AsyncLocksTest, OverASuspension) {
  EXPECT_EQ(over("auto l = co_await g.scoped_lock(); co_await nothing();"), "suspension;");
  EXPECT_EQ(over("co_await g.lock(); if (coin()) co_await nothing(); g.unlock();"), "suspension;");
  EXPECT_EQ(over("auto l = co_await g.scoped_lock(); auto k = co_await g.scoped_lock(); here(1);"),
            "suspension;nothing;");
}

TEST(AsyncLocksTest, InDoubt) {
  EXPECT_EQ(over("auto l = co_await g.scoped_lock(); take(l);"), "unknown;");
  EXPECT_EQ(over("auto l = co_await g.scoped_lock();"), "unknown;");
  EXPECT_EQ(over("co_await g.lock(); here(1);"), "unknown;");
  EXPECT_EQ(over("co_await g.lock(); if (coin()) g.unlock();"), "unknown;");
  EXPECT_EQ(over("if (auto l = co_await g.scoped_lock(); coin()) here(1);"), "unknown;");
}

TEST(AsyncLocksTest, OthersAreNoLocks) {
  EXPECT_EQ(over("co_await nothing(); g.try_lock(); std::mutex m; m.lock();"), "");
}

} // namespace
