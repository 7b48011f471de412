//===- LiveAcrossTest.cpp - what lives across a suspension --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/LiveAcross.h"
#include "TestUnit.h"
#include "llvm/ADT/StringExtras.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// What lives across each suspension of f, the start of a lazy coroutine first: names, with `~`
/// behind those that are only destroyed.
Strings live(llvm::StringRef Text) {
  TestCode Code((Text).str());
  const LiveAcross &Live = Code.unit().liveAcross(Code.function("f"));
  Strings Result;
  for (const Suspension &Point : Live.points()) {
    Strings Names;
    for (const auto &[Var, Why] : Live.at(Point))
      if (!Var->getNameAsString().empty() && !Var->isImplicit())
        Names.push_back(Var->getNameAsString() + (Why == LiveReason::Destroyed ? "~" : ""));
    llvm::sort(Names);
    Result.push_back(llvm::join(Names, " "));
  }
  return Result;
}

TEST(LiveAcrossTest, VariableThatIsUsedAfterwardsLives) {
  EXPECT_EQ(live("co::eager<> f() { int x = 1; co_await nothing(); use(x); }"), Strings{"x"});
}

TEST(LiveAcrossTest, VariableThatIsUsedBeforeOnlyIsDead) {
  EXPECT_EQ(live("co::eager<> f() { int x = 1; use(x); co_await nothing(); }"), Strings{""});
}

TEST(LiveAcrossTest, VariableThatIsDeclaredAfterwardsIsNotAlive) {
  EXPECT_EQ(live("co::eager<> f() { co_await nothing(); int x = 1; use(x); }"), Strings{""});
  EXPECT_EQ(live("co::eager<> f() { int x = co_await number(); use(x); }"), Strings{""});
}

TEST(LiveAcrossTest, VariableWithADestructorIsAliveToItsEnd) {
  EXPECT_EQ(live("struct S { ~S(); }; co::eager<> f() { S s; use(s); co_await nothing(); }"),
            Strings{"s~"});
  EXPECT_EQ(live("struct S { ~S(); }; co::eager<> f() { { S s; } co_await nothing(); }"),
            Strings{""});
}

TEST(LiveAcrossTest, UseOutweighsDestruction) {
  EXPECT_EQ(live("struct S { ~S(); }; co::eager<> f() { S s; co_await nothing(); use(s); }"),
            Strings{"s"});
}

// Documented limit: an assignment counts as a use; the old value isn't needed, the variable is.
TEST(LiveAcrossTest, AssignmentIsAUse) {
  EXPECT_EQ(live("co::eager<> f() { int x = 1; co_await nothing(); x = 2; use(x); }"),
            Strings{"x"});
}

TEST(LiveAcrossTest, LoopCarriedVariableLives) {
  EXPECT_EQ(live("co::eager<> f() { int x = 0; while (coin()) { use(x); co_await nothing(); } }"),
            Strings{"x"});
  EXPECT_EQ(live("co::eager<> f() { for (int i = 0; i < 3; ++i) co_await nothing(); }"),
            Strings{"i"});
}

TEST(LiveAcrossTest, VariableOfOneRoundDoesntLiveIntoTheNext) {
  EXPECT_EQ(live("co::eager<> f() { while (coin()) { int x = 1; use(x); co_await nothing(); } }"),
            Strings{""});
}

TEST(LiveAcrossTest, UseOnOneBranchIsEnough) {
  EXPECT_EQ(live("co::eager<> f() { int x = 1; co_await nothing(); if (coin()) use(x); }"),
            Strings{"x"});
  EXPECT_EQ(
      live("co::eager<> f() { int x = 1; if (coin()) { co_await nothing(); co_return; } use(x); }"),
      Strings{""});
}

TEST(LiveAcrossTest, EachPointHasItsOwn) {
  EXPECT_EQ(live("co::eager<> f() { int x = 1, y = 2; co_await nothing(); use(x); co_await "
                 "nothing(); use(y); }"),
            (Strings{"x y", "y"}));
}

TEST(LiveAcrossTest, ParametersLiveAtTheStartOfALazyCoroutine) {
  EXPECT_EQ(live("co::task<> f(int x, int unused) { use(x); co_return; }"), Strings{"x"});
  EXPECT_EQ(live("struct S { ~S(); }; co::task<> f(S s, const S &r) { use(r); co_return; }"),
            Strings{"r s~"});
}

TEST(LiveAcrossTest, EagerCoroutineHasNoStart) {
  EXPECT_EQ(live("co::eager<> f(int x) { use(x); co_return; }"), Strings{});
}

TEST(LiveAcrossTest, ParametersLiveLikeLocals) {
  EXPECT_EQ(live("co::eager<> f(int &x, int &y) { use(y); co_await nothing(); use(x); }"),
            Strings{"x"});
}

TEST(LiveAcrossTest, StructuredBindingKeepsWhatItNames) {
  TestCode Code(
      "co::eager<> f(std::pair<int, int> p) { auto &[a, b] = p; co_await nothing(); use(b); }");
  const LiveAcross &Live = Code.unit().liveAcross(Code.function("f"));
  ASSERT_EQ(Live.points().size(), 1u);
  EXPECT_TRUE(llvm::any_of(Live.at(Live.points()[0]),
                           [](const auto &Entry) { return isa<DecompositionDecl>(Entry.first); }));
}

TEST(LiveAcrossTest, CaptureByALambdaIsAUseWhereTheLambdaIsMade) {
  EXPECT_EQ(
      live("co::eager<> f() { int x = 1; co_await nothing(); auto l = [&x] { use(x); }; use(1); }"),
      Strings{"x"});
  EXPECT_EQ(
      live("co::eager<> f() { int x = 1; co_await nothing(); auto l = [y = x] { use(y); }; }"),
      Strings{"x"});
  EXPECT_EQ(live("co::eager<> f() { int x = 1; auto l = [&x] {}; co_await nothing(); l(); }"),
            Strings{"l"});
}

TEST(LiveAcrossTest, OperandsOfTheAwaitAreNotNeededAfterIt) {
  EXPECT_EQ(live("co::task<> after(int); co::eager<> f() { int x = 1; co_await after(x); }"),
            Strings{""});
}

TEST(LiveAcrossTest, UseInTheSameExpressionAfterTheAwaitCounts) {
  EXPECT_EQ(live("co::eager<> f() { int x = 1; use(co_await number(), x); }"), Strings{"x"});
}

TEST(LiveAcrossTest, StaticsAndGlobalsAreNotOfTheFrame) {
  EXPECT_EQ(live("int g; co::eager<> f() { static int s; co_await nothing(); use(s, g); }"),
            Strings{""});
}

TEST(LiveAcrossTest, RangeForKeepsItsVariableOnlyWhileUsed) {
  EXPECT_EQ(
      live(
          "co::eager<> f(std::vector<int> &v) { for (int i : v) { co_await nothing(); use(i); } }"),
      Strings{"i"});
}

TEST(LiveAcrossTest, YieldIsAPoint) {
  EXPECT_EQ(live("co::generator<int> f() { int x = 1; co_yield 1; use(x); }"), (Strings{"", "x"}));
}

TEST(LiveAcrossTest, UninstantiatedTemplateIsKnown) {
  EXPECT_EQ(live("template <class T> co::eager<> f(T t) { int x = 1; co_await t; use(x); }"),
            Strings{"x"});
}

TEST(LiveAcrossTest, UnreachablePointHasNothing) {
  EXPECT_EQ(live("co::eager<> f() { int x = 1; co_return; co_await nothing(); co_return; }"),
            Strings{""});
}

TEST(LiveAcrossTest, HandlersOfWhatTheAwaitThrowsComeBehindIt) {
  EXPECT_EQ(live("co::eager<> f(int x) { try { co_await nothing(); } catch (...) { use(x); } }"),
            Strings{"x"});
  EXPECT_EQ(live("co::eager<> f(int x) { try { use(x); } catch (...) { use(x); } "
                 "co_await nothing(); }"),
            Strings{""});
}

TEST(LiveAcrossTest, OtherFunctionsHaveNoPoints) { EXPECT_EQ(live("void f() {}"), Strings{}); }

} // namespace
