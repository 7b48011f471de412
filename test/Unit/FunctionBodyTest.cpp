//===- FunctionBodyTest.cpp - what one callable's body holds --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

template <typename RangeT> Strings texts(TestCode &Code, const RangeT &Range) {
  Strings Result;
  for (const auto *E : Range)
    Result.push_back(Code.text(*E));
  return Result;
}
Strings suspensions(TestCode &Code, const FunctionDecl &F) {
  return texts(Code, Code.unit().body(F).suspensions());
}

TEST(FunctionBodyTest, NestedLambdasAwaitsBelongToTheLambda) {
  TestCode Code("void f() { auto l = []() -> co::task<> { co_await nothing(); }; }");
  EXPECT_FALSE(Code.body("f").isCoroutine());
  EXPECT_EQ(suspensions(Code, Code.function("f")), Strings{});
  EXPECT_TRUE(Code.unit().body(Code.lambdaBody()).isCoroutine());
  EXPECT_EQ(suspensions(Code, Code.lambdaBody()), Strings{"co_await nothing()"});
}

TEST(FunctionBodyTest, LocalClassesMethodsBelongToTheClass) {
  TestCode Code("void f() { struct L { co::task<> m() { co_await nothing(); } }; }");
  EXPECT_FALSE(Code.body("f").isCoroutine());
  EXPECT_EQ(Code.body("f").calls().size(), 0u);
}

TEST(FunctionBodyTest, CapturesBelongToTheOuter) {
  TestCode Code("co::task<> f() { int a = 1; auto l = [x = co_await number(), a, &b = a] { use(x, "
                "a, b); }; }");
  EXPECT_EQ(suspensions(Code, Code.function("f")), Strings{"co_await number()"});
  EXPECT_EQ(texts(Code, Code.body("f").calls()), Strings{"number()"});
  EXPECT_EQ(texts(Code, Code.body("f").lambdas()).size(), 1u);
  EXPECT_FALSE(Code.unit().body(Code.lambdaBody()).isCoroutine());
}

TEST(FunctionBodyTest, AwaitInAnInitializerIsFound) {
  TestCode Code(
      "co::task<> f() { int x = co_await number(); if (int y = co_await number()) use(y); "
      "for (int z = co_await number(); z;) break; }");
  EXPECT_EQ(Code.body("f").suspensions().size(), 3u);
}

TEST(FunctionBodyTest, AwaitInAnyPlaceIsFoundOnce) {
  TestCode Code("co::task<int> f() { use(co_await number()); co_yield co_await number(); co_return "
                "co_await number(); }");
  EXPECT_EQ(suspensions(Code, Code.function("f")),
            (Strings{"co_await number()", "co_await number()", "co_yield co_await number()",
                     "co_await number()"}));
}

TEST(FunctionBodyTest, WhatTheCompilerAddsToACoroutineIsLeftOut) {
  TestCode Code("co::task<> f() { co_await nothing(); }");
  EXPECT_EQ(texts(Code, Code.body("f").calls()), Strings{"nothing()"});
}

TEST(FunctionBodyTest, DependentAwaitIsASuspension) {
  TestCode Code("template <class T> T f(T t) { co_await t; co_await t.go(); }");
  EXPECT_TRUE(Code.body("f").isCoroutine());
  EXPECT_EQ(suspensions(Code, Code.function("f")), (Strings{"co_await t", "co_await t.go()"}));
  EXPECT_EQ(Code.text(*awaitOperand(Code.body("f").suspensions()[1])), "t.go()");
}

TEST(FunctionBodyTest, FunctionThatOnlyReturnsIsACoroutineToo) {
  TestCode Code("co::task<> f() { co_return; } template <class T> T g() { co_return 1; } int h() { "
                "return 1; }");
  EXPECT_TRUE(Code.body("f").isCoroutine());
  EXPECT_TRUE(Code.body("g").isCoroutine());
  EXPECT_FALSE(Code.body("h").isCoroutine());
  EXPECT_TRUE(isCoroutine(Code.function("f")));
  EXPECT_FALSE(isCoroutine(Code.function("h")));
}

TEST(FunctionBodyTest, CallsStandInTheOrderInWhichTheyAreMade) {
  TestCode Code("int a(); int b(int); struct S { S(int); S operator+(int); }; "
                "void f() { b(a()); S s(b(1)); s + a(); }");
  Strings Calls = texts(Code, Code.body("f").calls());
  EXPECT_EQ(Calls, (Strings{"a()", "b(a())", "b(1)", "s(b(1))", "a()", "s + a()"}));
}

TEST(FunctionBodyTest, InitializedByNamesTheVariable) {
  TestCode Code("int a(); struct S { S(int); }; void f() { int x = a(), y(2); S s(3); S t{4}; if "
                "(int z = a()) use(z); "
                "static int st = a(); use(5); }");
  const FunctionBody &Body = Code.body("f");
  unsigned Found = 0;
  for (const VarDecl *Var : Body.variables()) {
    ASSERT_TRUE(Var->getInit()) << Var->getNameAsString();
    EXPECT_EQ(Body.initializedBy(Var->getInit()), Var);
    ++Found;
  }
  EXPECT_EQ(Found, 6u);
  EXPECT_EQ(Body.initializedBy(&Code.call(Body, "use(5)")), nullptr);
}

TEST(FunctionBodyTest, SignificantParentSkipsWhatTheCompilerAdds) {
  TestCode Code("struct S { ~S(); operator int(); }; S make(); void take(const S &); "
                "void f() { take((make())); int i = (make()); make(); }");
  const FunctionBody &Body = Code.body("f");
  const Expr *First = nullptr;
  for (const Expr *Call : Body.calls())
    if (!First && Code.text(*Call) == "make()")
      First = Call;
  const Stmt *Child = nullptr;
  const Stmt *Up = Body.significantParent(First, &Child);
  ASSERT_TRUE(Up);
  EXPECT_EQ(Code.text(*Up), "take((make()))");
  EXPECT_TRUE(llvm::is_contained(argumentsOf(*cast<Expr>(Up)), cast<Expr>(Child)));
}

TEST(FunctionBodyTest, SignificantParentOfAStatementIsItsBlock) {
  TestCode Code("struct S { ~S(); }; S make(); void f() { make(); }");
  const FunctionBody &Body = Code.body("f");
  EXPECT_TRUE(isa_and_nonnull<CompoundStmt>(Body.significantParent(&Code.call(Body, "make()"))));
  EXPECT_EQ(Body.parent(Code.function("f").getBody()), nullptr);
}

TEST(FunctionBodyTest, StatementOfIsTheBlocksStatement) {
  TestCode Code("int a(); co::task<> f(int k) { int x = 1 + a(); if (a()) { use(a()); } "
                "switch (k) { case 1: use(7); } co_await nothing(); }");
  const FunctionBody &Body = Code.body("f");
  EXPECT_EQ(Code.text(*Body.statementOf(&Code.call(Body, "nothing()"))), "co_await nothing()");
  EXPECT_EQ(Code.text(*Body.statementOf(&Code.call(Body, "use(a())"))), "use(a())");
  EXPECT_EQ(Code.text(*Body.statementOf(&Code.call(Body, "use(7)"))), "use(7)");
  EXPECT_EQ(Code.text(*Body.statementOf(&Code.call(Body, "a()"))), "int x = 1 + a();");
}

TEST(FunctionBodyTest, IsWithinFollowsTheParents) {
  TestCode Code("int a(); int b(int); void f() { if (a()) { b(a()); } use(1); }");
  const FunctionBody &Body = Code.body("f");
  const Expr &Outer = Code.call(Body, "b(a())");
  const auto *If = cast<IfStmt>(cast<CompoundStmt>(Code.function("f").getBody())->body_front());
  EXPECT_TRUE(Body.isWithin(&Outer, If));
  EXPECT_TRUE(Body.isWithin(&Outer, &Outer));
  EXPECT_FALSE(Body.isWithin(If, &Outer));
  EXPECT_FALSE(Body.isWithin(&Code.call(Body, "use(1)"), If));
}

TEST(FunctionBodyTest, InCatchHandlerIsTrueInHandlersOnly) {
  TestCode Code(
      "void f() { try { use(1); } catch (int e) { use(2); if (coin()) use(3); } use(4); }", [] {
        TestSetup S;
        S.Args.push_back("-fexceptions");
        return S;
      }());
  const FunctionBody &Body = Code.body("f");
  EXPECT_FALSE(Body.inCatchHandler(&Code.call(Body, "use(1)")));
  EXPECT_TRUE(Body.inCatchHandler(&Code.call(Body, "use(2)")));
  EXPECT_TRUE(Body.inCatchHandler(&Code.call(Body, "use(3)")));
  EXPECT_FALSE(Body.inCatchHandler(&Code.call(Body, "use(4)")));
  EXPECT_TRUE(llvm::any_of(Body.variables(), [](const VarDecl *V) { return V->getName() == "e"; }));
}

TEST(FunctionBodyTest, ConstructorsInitializersAreOfItsBody) {
  TestCode Code(
      "int a(); int b(); int c(); struct B { B(int); }; "
      "struct S : B { int x, y = c(), z = c(); S() : B(a()), x(b()), z(1) { use(x); } };");
  Strings Calls = texts(Code, Code.body("S::S").calls());
  EXPECT_TRUE(llvm::is_contained(Calls, "a()"));
  EXPECT_TRUE(llvm::is_contained(Calls, "b()"));
  EXPECT_EQ(llvm::count(Calls, "c()"), 1) << "y's, not z's";
  EXPECT_EQ(Calls.back(), "use(x)");
}

TEST(FunctionBodyTest, DefaultArgumentsAreNotOfTheBody) {
  TestCode Code("int a(); int b(int = a()); void f() { b(); }");
  EXPECT_EQ(texts(Code, Code.body("f").calls()), Strings{"b()"});
}

TEST(FunctionBodyTest, ReferencesReturnsAndDeletesAreListed) {
  TestCode Code(
      "int f(int x, int *p) { auto l = [x] { return 0; }; delete p; if (x) return 1; return x; }");
  const FunctionBody &Body = Code.body("f");
  EXPECT_EQ(texts(Code, Body.returns()), (Strings{"return 1", "return x"}));
  EXPECT_EQ(texts(Code, Body.deletes()), Strings{"delete p"});
  EXPECT_EQ(llvm::count(texts(Code, Body.references()), "x"), 3);
}

TEST(FunctionBodyTest, RangeForsPartsAreVisited) {
  TestCode Code("std::vector<int> make(); void f() { for (int i : make()) use(i); }");
  Strings Calls = texts(Code, Code.body("f").calls());
  EXPECT_EQ(llvm::count(Calls, "make()"), 1);
  EXPECT_EQ(llvm::count(Calls, "use(i)"), 1);
}

TEST(FunctionBodyTest, ContainsKnowsItsOwn) {
  TestCode Code("void f() { use(1); } void g() { use(2); }");
  EXPECT_TRUE(Code.body("f").contains(&Code.call("f", "use(1)")));
  EXPECT_FALSE(Code.body("f").contains(&Code.call("g", "use(2)")));
}

} // namespace
