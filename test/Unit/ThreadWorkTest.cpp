//===- ThreadWorkTest.cpp - what runs on threads ----------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"
#include "async-tidy/Analysis/Threads.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr const char *Prelude = "#include <std.h>\nstd::mutex m; void step();\n";

bool runs(llvm::StringRef Code, llvm::StringRef Function, bool Unlocked = false) {
  TestCode Parsed((Prelude + Code).str(), ownHeaders());
  const ThreadWork &Work = Parsed.unit().threadWork();
  const FunctionDecl &F = Parsed.function(Function);
  return Unlocked ? Work.runsUnlocked(F) : Work.runs(F);
}

TEST(ThreadWork, FollowsCallsFromAThread) {
  const char *Code = "void inner() { step(); } void outer() { inner(); } void other() { step(); }\n"
                     "void start() { std::thread t(outer); t.join(); }";
  EXPECT_TRUE(runs(Code, "outer"));
  EXPECT_TRUE(runs(Code, "inner"));
  EXPECT_FALSE(runs(Code, "other"));
  EXPECT_FALSE(runs(Code, "start"));
}

TEST(ThreadWork, StartsOfAllKinds) {
  EXPECT_TRUE(
      runs("void f() {} void start() { std::vector<std::thread> v; v.emplace_back(f); }", "f"));
  EXPECT_TRUE(runs("void f() {} auto start() { return std::async(std::launch::async, f); }", "f"));
  EXPECT_TRUE(runs("struct C { void f() {} std::thread t{[this] { f(); }}; };", "f"));
  EXPECT_TRUE(runs("struct C { void f() {} void start() { t = std::thread(&C::f, this); } "
                   "std::thread t; };",
                   "f"));
  EXPECT_FALSE(runs("void f() {} void start() { std::vector<std::function<void()>> v; "
                    "v.emplace_back(f); }",
                    "f"));
}

TEST(ThreadWork, KnowsWhatIsOnlyReachedWithALock) {
  const char *Locked =
      "void f() { step(); }\n"
      "void start() { std::thread t([] { std::lock_guard<std::mutex> l(m); f(); }); }";
  EXPECT_TRUE(runs(Locked, "f"));
  EXPECT_FALSE(runs(Locked, "f", true));
  EXPECT_TRUE(runs("void f() { step(); }\n"
                   "void start() { std::thread t([] { { std::lock_guard<std::mutex> l(m); f(); } "
                   "f(); }); }",
                   "f", true));
}

TEST(ThreadWork, SaysWhereItIsStarted) {
  TestCode Code(std::string(Prelude) + "void f() {} void start() { std::thread t(f); }",
                ownHeaders());
  const ThreadWork::Start *Start = Code.unit().threadWork().startOf(Code.function("f"));
  ASSERT_TRUE(Start);
  EXPECT_EQ(Start->In, &Code.function("start"));
  EXPECT_FALSE(Code.unit().threadWork().startOf(Code.function("start")));
}

} // namespace
