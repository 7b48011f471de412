//===- MentionsTest.cpp - uses of a variable, tests of its value -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Mentions.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// `r` for each read of local, global or parameter \p Name, `w` for each write, `?` for others; a
/// `!` at the end if there may be more.
std::string uses(llvm::StringRef Code, llvm::StringRef Name) {
  TestCode Parsed(Code);
  Mentions All = mentionsOf(Parsed.unit(), Parsed.variable(Name));
  std::string Result;
  for (const Mention &M : All.Uses)
    Result += M.reads() ? 'r' : M.writes() ? 'w' : '?';
  return All.Complete ? Result : Result + "!";
}

TEST(Mentions, OfVariables) {
  EXPECT_EQ(uses("void f() { int x = 1; x = 2; ++x; int y = x; }", "x"), "wwr");
  EXPECT_EQ(uses("void f() { int x = 1; auto l = [&] { return x; }; x = 3; }", "x"), "wr");
  EXPECT_EQ(uses("void f() { int x = 1; auto l = [=] { return x + x; }; }", "x"), "r");
  EXPECT_EQ(uses("void g(int *); void f() { int x = 1; g(&x); }", "x"), "?");
  EXPECT_EQ(uses("static int x; void f() { x = 1; int y = x; }", "x"), "wr");
  EXPECT_EQ(uses("int x; void f() { x = 1; }", "x"), "w!");
}

TEST(Mentions, OfFields) {
  auto Complete = [](llvm::StringRef Rest) {
    TestCode Code(("class C { int x_; " + Rest + " };").str());
    const FieldDecl *Field = *Code.record("C").field_begin();
    return mentionsOf(Code.unit(), *Field).Complete;
  };
  EXPECT_TRUE(Complete("public: void set() { x_ = 1; }"));
  EXPECT_FALSE(Complete("public: void set();"));
  EXPECT_FALSE(Complete("friend void f();"));
  EXPECT_FALSE(Complete("class Inner {};"));
}

TEST(Mentions, OfFieldsOfOtherObjects) {
  TestCode Code("struct C { int x; int own() { return x; } }; void f(C *c) { c->x = 1; }\n"
                "int g() { C c; return c.x; }");
  std::string Uses;
  for (const Mention &M : usesAnywhere(Code.unit(), **Code.record("C").field_begin()))
    Uses += M.reads() ? 'r' : M.writes() ? 'w' : '?';
  llvm::sort(Uses);
  EXPECT_EQ(Uses, "rrw");
}

/// How the loop around the first read of x goes on: `==1`, `!=0`; `any`; empty if it is none's
/// test.
std::string test(llvm::StringRef Body) {
  TestCode Code(("void step(); void f() { int x = 0; " + Body + " }").str());
  const FunctionBody &In = Code.body("f");
  const DeclRefExpr *Read = *llvm::find_if(
      In.references(), [](const DeclRefExpr *Ref) { return isa<VarDecl>(Ref->getDecl()); });
  std::optional<LoopTest> Test = loopTest(In, *Read, Code.context());
  if (!Test)
    return "";
  if (!Test->Value)
    return "any";
  return (Test->GoesOnIfEqual ? "==" : "!=") + std::to_string(*Test->Value);
}

TEST(Mentions, LoopTests) {
  EXPECT_EQ(test("while (x) step();"), "!=0");
  EXPECT_EQ(test("while (!x) step();"), "==0");
  EXPECT_EQ(test("do step(); while (x != 3);"), "!=3");
  EXPECT_EQ(test("for (;!(x == 3);) step();"), "!=3");
  EXPECT_EQ(test("while (x && true) step();"), "!=0");
  EXPECT_EQ(test("while (x || true) step();"), "any");
  EXPECT_EQ(test("while (x < 3) step();"), "any");
  EXPECT_EQ(test("for (;;) { if (x == 1) break; step(); }"), "!=1");
  EXPECT_EQ(test("for (;;) { if (x || true) return; step(); }"), "==0");
  EXPECT_EQ(test("if (x) return;"), "");
  EXPECT_EQ(test("while (x + 1) step();"), "");
  EXPECT_EQ(test("for (;;) { if (x) step(); }"), "");
}

TEST(Mentions, LoopsEnd) {
  LoopTest Test{nullptr, 0, true};
  EXPECT_TRUE(Test.endsWith(1));
  EXPECT_FALSE(Test.endsWith(0));
  Test.GoesOnIfEqual = false;
  EXPECT_TRUE(Test.endsWith(0));
  Test.Value.reset();
  EXPECT_FALSE(Test.endsWith(0));
}

} // namespace
