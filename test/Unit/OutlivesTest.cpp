//===- OutlivesTest.cpp - work that outlives what it refers to ------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Outlives.h"
#include "TestUnit.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Waits.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// What is said of the first thing that the first callable given away in f refers to.
Outlived first(llvm::StringRef Text) {
  TestCode Code(Text);
  const FunctionBody &Body = Code.body("f");
  llvm::SmallVector<GivenAway, 4> All = callablesGivenAway(Code.unit(), Body);
  if (All.empty())
    return Outlived::No;
  return outlives(Code.unit(), Body, All.front(), All.front().Holds.front());
}

TEST(OutlivesTest, PostedReferenceOutlivesItsScope) {
  EXPECT_EQ(first("void f() { int x = 0; toy::co_spawn([&x] { x = 1; }); }"), Outlived::Scope);
  EXPECT_EQ(first("void f() { int x = 0; toy::co_spawn([x] { (void)x; }); }"), Outlived::No);
  EXPECT_EQ(first("void f(int &x) { toy::co_spawn([&x] { x = 1; }); }"), Outlived::No);
  EXPECT_EQ(first("void f() { int x = 0; toy::run_now([&x] { x = 1; }); }"), Outlived::No);
}

TEST(OutlivesTest, PointerOutlivesItsScope) {
  EXPECT_EQ(first("void f() { int x = 0; int *p = &x; toy::co_spawn([p] { *p = 1; }); }"),
            Outlived::Scope);
  EXPECT_EQ(first("void f(int *p) { toy::co_spawn([p] { *p = 1; }); }"), Outlived::No);
}

TEST(OutlivesTest, WaitBehindIsSafe) {
  EXPECT_EQ(first("void wait_for_all(); void f() { int x = 0; toy::co_spawn([&x] { x = 1; }); "
                  "wait_for_all(); }"),
            Outlived::No);
  EXPECT_EQ(first("void wait_for_all(); void f() { wait_for_all(); int x = 0; "
                  "toy::co_spawn([&x] { x = 1; }); }"),
            Outlived::Scope);
  EXPECT_EQ(first("void wait_for_all(); struct W { ~W() { wait_for_all(); } };"
                  "void f() { int x = 0; W w; toy::co_spawn([&x] { x = 1; }); }"),
            Outlived::No);
}

TEST(OutlivesTest, WaitThatGivesUpIsNotEnough) {
  auto Asks = [](StringRef Wait) {
    TestCode Code(("#include \"std.h\"\nvoid request(std::function<void()> done); void cancel();"
                   "void f() { std::promise<void> p; auto result = p.get_future();"
                   "request([&p] { p.set_value(); }); " +
                   Wait + " }")
                      .str(),
                  withMocks());
    const FunctionBody &Body = Code.body("f");
    llvm::SmallVector<GivenAway, 4> All = callablesGivenAway(Code.unit(), Body);
    return All.empty() ? Outlived::No
                       : outlives(Code.unit(), Body, All.front(), All.front().Holds.front());
  };
  EXPECT_EQ(Asks("result.wait_for(std::chrono::seconds(1));"), Outlived::GivenUp);
  EXPECT_EQ(Asks("result.wait_for(std::chrono::seconds(1)); cancel();"), Outlived::No);
  EXPECT_EQ(Asks("result.wait();"), Outlived::No);
  EXPECT_EQ(Asks("while (result.wait_for(std::chrono::seconds(1)) == std::future_status::timeout) "
                 "{}"),
            Outlived::No);
}

TEST(OutlivesTest, WaitBehindTheLoopComesTooLate) {
  EXPECT_EQ(first("void wait_for_all(); void f() { for (int i = 0; i < 3; ++i) { int x = i; "
                  "toy::co_spawn([&x] { x = 1; }); } wait_for_all(); }"),
            Outlived::Turn);
}

TEST(OutlivesTest, BorrowedValuesOutliveTheCallSeldom) {
  EXPECT_EQ(first("void f(const int &x) { toy::co_spawn([&x] { (void)x; }); }"), Outlived::Scope);
  EXPECT_EQ(first("struct S {}; void f(S &&x) { toy::co_spawn([&x] { (void)x; }); }"),
            Outlived::Scope);
  EXPECT_EQ(first("struct S {}; void f(const S &x) { toy::co_spawn([&x] { (void)x; }); }"),
            Outlived::No);
}

TEST(OutlivesTest, LocalOfLeadsToLocals) {
  TestCode Code("void use(int *); void f() { int x = 0; int a[2]; int *p = a; use(&x); use(p); }");
  const FunctionBody &Body = Code.body("f");
  EXPECT_EQ(localOf(argumentsOf(Code.call(Body, "use(&x)")).front()), &Code.variable("x"));
  EXPECT_EQ(localOf(argumentsOf(Code.call(Body, "use(p)")).front()), &Code.variable("a"));
}

TEST(OutlivesTest, FunctionsThatWait) {
  TestCode Code("void wait_for_all(); void plain(); void f() { wait_for_all(); } void g() { f(); } "
                "void h() { plain(); } void i() {}");
  EXPECT_TRUE(Code.unit().waits().waits(Code.function("f")));
  EXPECT_TRUE(Code.unit().waits().waits(Code.function("g")));
  EXPECT_EQ(Code.unit().waits().answer(Code.function("h")), Reach::Unknown);
  EXPECT_EQ(Code.unit().waits().answer(Code.function("i")), Reach::No);
}

} // namespace
