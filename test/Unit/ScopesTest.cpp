//===- ScopesTest.cpp - groups of tasks that nobody joins -----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Scopes.h"
#include "TestUnit.h"
#include "llvm/ADT/StringExtras.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Prelude[] = R"cpp(
namespace toy {
struct group {
  group(); ~group();
  template <class F> void run(F) {}
  void wait(); int size() const;
};
struct waiting_group { waiting_group(); ~waiting_group(); template <class F> void run(F) {} void wait(); };
}
bool c(); void use(int); void give(toy::group &);
)cpp";

std::string text(const std::vector<ScopeProblem> &Problems) {
  const char *Names[] = {"never", "left", "outlives"};
  Strings Result;
  for (const ScopeProblem &P : Problems)
    Result.push_back(Names[P.Kind]);
  return llvm::join(Result, " ");
}

std::string inFunction(StringRef Body) {
  TestCode Code((Prelude + ("void f() { " + Body + " }")).str());
  return text(scopeProblems(Code.unit(), Code.body("f")));
}

TEST(ScopesTest, Locals) {
  EXPECT_EQ(inFunction("toy::group g; g.run([] {});"), "never");
  EXPECT_EQ(inFunction("toy::group g; g.run([] {}); g.size();"), "never");
  EXPECT_EQ(inFunction("toy::group g; g.run([] {}); g.wait();"), "");
  EXPECT_EQ(inFunction("toy::group g; g.run([] {}); if (c()) return; g.wait();"), "left");
  EXPECT_EQ(inFunction("toy::group g; if (c()) return; g.run([] {}); g.wait();"), "");
  EXPECT_EQ(inFunction("toy::group g; if (c()) throw 1; g.run([] {}); throw 1;"), "never");
  EXPECT_EQ(inFunction("toy::group g; g.run([] {}); give(g);"), "");
  EXPECT_EQ(inFunction("toy::waiting_group g; g.run([] {});"), "");
}

TEST(ScopesTest, Captures) {
  EXPECT_EQ(inFunction("toy::waiting_group g; int i = 0; g.run([&] { use(i); });"), "outlives");
  EXPECT_EQ(inFunction("int i = 0; toy::waiting_group g; g.run([&] { use(i); });"), "");
  EXPECT_EQ(inFunction("toy::waiting_group g; int i = 0; g.run([i] { use(i); });"), "");
  EXPECT_EQ(inFunction("toy::group g; for (int i = 0; c(); ++i) g.run([&] { use(i); }); g.wait();"),
            "outlives");
  EXPECT_EQ(inFunction("toy::group g; { int i = 0; g.run([&] { use(i); }); g.wait(); }"), "");
}

TEST(ScopesTest, Members) {
  auto In = [](StringRef Members) {
    TestCode Code((Prelude + ("class S { " + Members + " };")).str());
    return text(scopeProblems(Code.unit(), Code.record("S")));
  };
  EXPECT_EQ(In("toy::group g; void f() { g.run([] {}); }"), "never");
  EXPECT_EQ(In("toy::group g; void f() { g.run([] {}); } ~S() { g.wait(); }"), "");
  EXPECT_EQ(In("toy::group g; void f() { g.run([] {}); } void stop();"), "");
  EXPECT_EQ(In("toy::group g; void f() { g.run([] {}); give(g); }"), "");
  EXPECT_EQ(In("public: toy::group g; void f() { g.run([] {}); }"), "");
}

} // namespace
