//===- ConditionsTest.cpp - waits for condition variables, and their tests ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Conditions.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

std::string withQueue(StringRef Body) {
  return ("#include \"std.h\"\nstd::mutex m; std::condition_variable cv; bool ready;\n"
          "void f(bool stop) {" +
          Body + "}")
      .str();
}

/// What is said of the wait in \p Body: lock taken here, loop, before, again, throughout, after.
std::string testsIn(StringRef Body) {
  TestCode Code(withQueue(Body), withMocks());
  const FunctionDecl &F = Code.function("f");
  for (const Expr *Call : Code.unit().body(F).calls())
    if (std::optional<ConditionCall> Wait = conditionCall(Code.unit(), F, *Call)) {
      WaitTests T = testsAround(Code.unit(), *Wait);
      std::string Result = T.LockedAt ? "locked" : "unlocked";
      Result += T.InLoop ? " loop" : "";
      Result += T.Before ? " before" : "";
      Result += T.Again.empty() ? "" : " again";
      Result += T.LockedThroughout ? " throughout" : "";
      return Result + (T.After ? " after" : "");
    }
  return "none";
}

TEST(ConditionsTest, TestsInLoopsAreFound) {
  EXPECT_EQ(testsIn("std::unique_lock l(m); while (!ready) cv.wait(l);"),
            "locked loop before again throughout after");
  EXPECT_EQ(testsIn("std::unique_lock l(m); if (!ready) cv.wait(l);"), "locked before");
  EXPECT_EQ(testsIn("std::unique_lock l(m); cv.wait(l);"), "locked");
  EXPECT_EQ(testsIn("std::unique_lock l(m); while (true) cv.wait(l);"), "locked loop throughout");
}

TEST(ConditionsTest, TestBeforeTheLockIsNone) {
  EXPECT_EQ(testsIn("while (!ready) { std::unique_lock l(m); cv.wait(l); }"),
            "locked loop again after");
}

TEST(ConditionsTest, LockOfTheCallerIsToldApart) {
  EXPECT_EQ(testsIn("std::unique_lock l(m, std::adopt_lock); cv.wait(l);"), "unlocked");
}

TEST(ConditionsTest, LimitsAndPredicatesAreToldApart) {
  TestCode Code(withQueue("std::unique_lock l(m); cv.wait(l); cv.wait(l, [] { return ready; });"
                          "cv.wait_for(l, std::chrono::seconds(1)); cv.notify_all();"),
                withMocks());
  const ConditionCalls &Calls = Code.unit().conditionCalls();
  std::string All;
  for (const ConditionCall &Call : Calls.of(Code.variable("cv")))
    All += std::to_string(Call.Does) + (Call.Predicate ? "p" : "") + (Call.Lock ? "l " : " ");
  EXPECT_EQ(All, "0l 0pl 1l 2 ");
}

TEST(ConditionsTest, AwaitedStateIsWhatPredicateReads) {
  TestCode Code(withQueue("std::unique_lock l(m); cv.wait(l, [&] { bool b = ready; return b; });"),
                withMocks());
  std::vector<AwaitedState> States = awaitedStates(Code.unit(), Code.variable("cv"));
  ASSERT_EQ(States.size(), 1u);
  EXPECT_EQ(States[0].Mutex, &Code.variable("m"));
  ASSERT_EQ(States[0].State.size(), 1u);
  EXPECT_EQ(*States[0].State.begin(), &Code.variable("ready"));
}

TEST(ConditionsTest, AwaitedStateIsWhatSeveralMethodsRead) {
  TestCode Code("#include \"std.h\"\nstd::mutex m; std::condition_variable cv; bool ended;"
                "struct S { bool runs() const { return !ended; } bool goes() const { return runs(); }"
                "void f() { std::unique_lock l(m); cv.wait(l, [this] { return goes(); }); } };",
                withMocks());
  std::vector<AwaitedState> States = awaitedStates(Code.unit(), Code.variable("cv"));
  ASSERT_EQ(States.size(), 1u);
  EXPECT_EQ(States[0].State.count(&Code.variable("ended")), 1u);
}

TEST(ConditionsTest, OnlyLongLimitsAreLikeNone) {
  auto StatesWith = [](StringRef Limit) {
    TestCode Code(withQueue(("std::unique_lock l(m); while (!ready) cv.wait_for(l, std::chrono::" +
                             Limit + "(2));")
                                .str()),
                  withMocks());
    return awaitedStates(Code.unit(), Code.variable("cv")).size();
  };
  EXPECT_EQ(StatesWith("hours"), 1u);
  EXPECT_EQ(StatesWith("minutes"), 1u);
  EXPECT_EQ(StatesWith("seconds"), 0u);
}

} // namespace
