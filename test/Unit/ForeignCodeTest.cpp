//===- ForeignCodeTest.cpp - calls of code that nobody here knows ----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ForeignCode.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// The foreign calls of method f of a class with a few callbacks: what keeps them.
Strings foreign(llvm::StringRef Body, llvm::StringRef Parameters = "") {
  TestCode Code(
      ("struct L { virtual void on() = 0; virtual int ask() = 0; }; struct Thing { virtual void "
       "on(); int i; }; struct Opt { std::function<void()> cb; }; std::function<void()> hook; "
       "struct S { std::function<void()> cb; std::vector<std::function<void()>> all; void "
       "(*raw)(); "
       "std::vector<L *> ls; std::vector<Thing *> things; L *one; int (L::*m)(); void f(" +
       Parameters + ") { " + Body + " } };")
          .str());
  Strings Result;
  for (const Expr *Call : Code.unit().body(Code.function("S::f")).calls())
    if (std::optional<ForeignCall> Foreign = foreignCall(Code.unit(), *Call))
      Result.push_back(Foreign->Stored ? Foreign->Stored->getNameAsString() : "resumed");
  return Result;
}

TEST(ForeignCodeTest, StoredCallablesAreForeign) {
  EXPECT_EQ(foreign("cb();"), Strings{"cb"});
  EXPECT_EQ(foreign("hook();"), Strings{"hook"});
  EXPECT_EQ(foreign("raw(); (*raw)();"), (Strings{"raw", "raw"}));
  EXPECT_EQ(foreign("all[0](); all.front()();"), (Strings{"all", "all"}));
  EXPECT_EQ(foreign("for (auto &c : all) c();"), Strings{"all"});
  EXPECT_EQ(foreign("auto c = std::move(all.front()); c();"), Strings{"all"});
}

TEST(ForeignCodeTest, StoredPointersToMembersAreForeign) {
  EXPECT_EQ(foreign("(one->*m)();"), Strings{"m"});
  EXPECT_EQ(foreign("(one->*p)();", "int (L::*p)()"), Strings{});
}

TEST(ForeignCodeTest, ParametersAndLocalsAreKnown) {
  EXPECT_EQ(foreign("p();", "std::function<void()> p"), Strings{});
  EXPECT_EQ(foreign("p();", "void (*p)()"), Strings{});
  EXPECT_EQ(foreign("o.cb();", "Opt &o"), Strings{});
  EXPECT_EQ(foreign("std::function<void()> c; c();"), Strings{});
  EXPECT_EQ(foreign("auto c = [] {}; c();"), Strings{});
  EXPECT_EQ(foreign("f();"), Strings{});
}

TEST(ForeignCodeTest, ListenersAreThoseOfALoop) {
  EXPECT_EQ(foreign("for (L *l : ls) l->on();"), Strings{"ls"});
  EXPECT_EQ(foreign("for (L *l : ls) l->ask();"), Strings{});
  EXPECT_EQ(foreign("for (Thing *t : things) t->on();"), Strings{});
  EXPECT_EQ(foreign("one->on();"), Strings{});
}

} // namespace
