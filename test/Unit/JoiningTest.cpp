//===- JoiningTest.cpp - threads that nobody joins, or joins in vain ------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Joining.h"
#include "TestUnit.h"
#include "llvm/ADT/StringExtras.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

std::string text(const std::vector<JoinProblem> &Problems) {
  const char *Names[] = {"never", "left",       "overwritten", "temporary",
                         "again", "notstarted", "dtor",        "told"};
  Strings Result;
  for (const JoinProblem &P : Problems)
    Result.push_back(Names[P.Kind]);
  return llvm::join(Result, " ");
}

constexpr char Prelude[] =
    "void g(); bool c(); void give(std::thread &); void take(std::thread);\n";

std::string inFunction(StringRef Body) {
  TestCode Code((Prelude + ("void f() { " + Body + " }")).str());
  return text(joinProblems(Code.unit(), Code.body("f")));
}

std::string inClass(StringRef Members) {
  TestCode Code((Prelude + ("class S { " + Members + " };")).str());
  return text(joinProblems(Code.unit(), Code.record("S")));
}

TEST(JoiningTest, Locals) {
  EXPECT_EQ(inFunction("std::thread t(g);"), "never");
  EXPECT_EQ(inFunction("std::thread t(g); t.join();"), "");
  EXPECT_EQ(inFunction("std::thread t(g); if (c()) return; t.join();"), "left");
  EXPECT_EQ(inFunction("std::thread t(g); if (c()) throw 1; t.join();"), "left");
  EXPECT_EQ(inFunction("std::thread t(g); if (t.joinable()) t.join();"), "");
  EXPECT_EQ(inFunction("std::thread t(g); give(t);"), "");
  EXPECT_EQ(inFunction("std::thread t(g); take(std::move(t));"), "");
  EXPECT_EQ(inFunction("std::thread t(g); t.join(); t.join();"), "again");
  EXPECT_EQ(inFunction("std::thread t; t.join();"), "notstarted");
  EXPECT_EQ(inFunction("std::thread t; if (c()) return;"), "");
  EXPECT_EQ(inFunction("std::thread(g, 1);"), "temporary");
  EXPECT_EQ(inFunction("std::thread(g, 1).detach();"), "");
  EXPECT_EQ(inFunction("std::jthread t(g);"), "");
  EXPECT_EQ(inFunction("auto t = std::unique_ptr<std::thread>(new std::thread(g));"), "never");
}

TEST(JoiningTest, Members) {
  EXPECT_EQ(inClass("std::thread t{g};"), "never");
  EXPECT_EQ(inClass("std::thread t{g}; public: ~S() { t.join(); }"), "");
  EXPECT_EQ(inClass("std::thread t{g}; public: ~S();"), "");
  EXPECT_EQ(inClass("std::thread t{g}; public: void stop();"), "");
  EXPECT_EQ(inClass("std::thread t{g}; public: void stop() { t.join(); } ~S() {}"), "dtor");
  EXPECT_EQ(inClass("std::thread t{g}; public: void stop() { t.join(); } ~S() { stop(); }"),
            "again");
  EXPECT_EQ(inClass("std::thread t; public: S(); ~S() { t.join(); }"), "");
  EXPECT_EQ(inClass("std::thread t; public: S(int i) : t([i] {}) {} ~S() { t.join(); }"), "");
  EXPECT_EQ(inClass("std::thread t; public: void f() { t = std::thread(g); } ~S() { t.join(); }"),
            "notstarted");
  EXPECT_EQ(
      inClass("bool s = false; std::thread t{[this] { while (!s) g(); }}; public: void stop() "
              "{ s = true; } ~S() { t.join(); }"),
      "told");
  EXPECT_EQ(inClass("bool s = false; std::thread t{[this] { while (!s) g(); }}; public: ~S() { s = "
                    "true; t.join(); }"),
            "");
}

} // namespace
