//===- IndependentTest.cpp - awaits that don't need each other ------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Independent.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Model[] = R"yaml(
framework: co
roots: [co]
types:
  - {name: task, task: {start: lazy, dropped: never-runs}}
idioms:
  - {kind: all, text: "co_await all({tasks})"}
)yaml";

constexpr char Globals[] = R"cpp(
struct client { int size; co::task<int> get(int); co::task<int> get_const(int) const; };
co::task<int> get(int); co::task<int> fetch_all(int); co::task<int> put(int);
co::task<int> get_of(client &, int); co::task<int> get_of_const(const client &, int);
co::task<void> fetch_nothing(int); int next();
#line 1
)cpp";

/// How many awaits of coroutine f needn't wait for the one before.
size_t sequential(llvm::StringRef Body, llvm::StringRef Parameters = "client &c, client &d") {
  TestSetup S;
  S.Models = parseModels({StdModel, Model});
  TestCode C(
      (llvm::Twine(Globals) + "co::task<int> f(" + Parameters + ") {" + Body + " co_return 0; }")
          .str(),
      S);
  return sequentialAwaits(C.unit(), C.body("f")).size();
}

TEST(IndependentTest, Consecutive) {
  EXPECT_EQ(sequential("int a = co_await get(1); int b = co_await fetch_all(2);"), 1u);
  EXPECT_EQ(sequential("int a = co_await get(1); int b = co_await get(2);"
                       "int e = co_await get(3);"),
            1u);
  EXPECT_EQ(sequential("int a = co_await get(1); here(1); int b = co_await get(2);"), 0u);
}

TEST(IndependentTest, DataFlow) {
  EXPECT_EQ(sequential("int a = co_await get(1); int b = co_await get(a);"), 0u);
  EXPECT_EQ(sequential("int a = co_await get(1); int b = co_await get(a + 1);"), 0u);
}

TEST(IndependentTest, OnlyLookups) {
  EXPECT_EQ(sequential("int a = co_await put(1); int b = co_await put(2);"), 0u);
  EXPECT_EQ(sequential("co_await fetch_nothing(1); co_await fetch_nothing(2);"), 0u);
}

TEST(IndependentTest, SharedObjects) {
  EXPECT_EQ(sequential("int a = co_await c.get(1); int b = co_await c.get(2);"), 0u);
  EXPECT_EQ(sequential("int a = co_await c.get_const(1); int b = co_await c.get_const(2);"), 1u);
  EXPECT_EQ(sequential("int a = co_await c.get(1); int b = co_await c.get_const(2);"), 0u);
  EXPECT_EQ(sequential("int a = co_await c.get(1); int b = co_await d.get(2);"), 1u);
  EXPECT_EQ(sequential("int a = co_await c.get(1); int b = co_await d.get(1 + 2);"), 1u);
  EXPECT_EQ(sequential("int a = co_await c.get(1); int b = co_await d.get(c.size);"), 0u);
  EXPECT_EQ(sequential("int a = co_await c.get(1); int b = co_await d.get(next());"), 0u);
  EXPECT_EQ(sequential("int a = co_await get_of(c, 1); int b = co_await get_of(c, 2);"), 0u);
  EXPECT_EQ(sequential("int a = co_await get_of_const(c, 1); int b = co_await get_of_const(c, 2);"),
            1u);
}

TEST(IndependentTest, Locks) {
  EXPECT_EQ(sequential("std::lock_guard<std::mutex> l(m); int a = co_await get(1);"
                       "int b = co_await get(2);",
                       "std::mutex &m"),
            0u);
}

TEST(IndependentTest, Loops) {
  const char *const List = "std::vector<int> &v, client &c";
  const char *const Clients = "std::vector<client> &v";
  EXPECT_EQ(sequential("int s = 0; for (int i : v) s += co_await get(i);", List), 1u);
  EXPECT_EQ(sequential("for (int i = 0; i < 9; ++i) v.push_back(co_await get(i));", List), 1u);
  EXPECT_EQ(sequential("int s = 0; for (client &e : v) s += co_await e.get(1);", Clients), 1u);
  EXPECT_EQ(sequential("int s = 0; for (int i : v) s += co_await c.get(i);", List), 0u);
  EXPECT_EQ(sequential("int s = 0; for (int i : v) s = co_await get(s + i);", List), 0u);
  EXPECT_EQ(sequential("int s = 0; for (int i : v) s += co_await get(1);", List), 0u);
  EXPECT_EQ(sequential("for (int i : v) here(co_await get(i));", List), 0u);
  EXPECT_EQ(sequential("for (int i : v) { int x = co_await get(i); if (x) co_return x; }", List),
            0u);
}

} // namespace
