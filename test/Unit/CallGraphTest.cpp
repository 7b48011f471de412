//===- CallGraphTest.cpp - calls of visible bodies, with summaries --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/CallGraph.h"
#include "TestUnit.h"
#include "llvm/ADT/StringExtras.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// The function that questions look for.
bool isTarget(const CallSite &Site) {
  return Site.Callee && Site.Callee->getNameAsString() == "target";
}

/// "no", "unknown", or the names of the functions on the way.
std::string textOf(const Reach &R) {
  if (R.What != Reach::Yes) {
    EXPECT_TRUE(R.Path.empty());
    return R.What == Reach::No ? "no" : "unknown";
  }
  Strings Names;
  for (const CallSite &Site : R.Path)
    Names.push_back(Site.Callee->getNameAsString());
  return llvm::join(Names, " ");
}

/// How f of \p Text reaches `target()`.
std::string reach(llvm::StringRef Text, TestSetup S = {}) {
  TestCode Code(("void target();\n" + Text).str(), std::move(S));
  CallGraph::Query Query(Code.unit().callGraph(), isTarget);
  return textOf(Query.ask(Code.function("f")));
}

/// The same, if at most \p Most calls on the way may be conditional.
std::string reachWithin(unsigned Most, llvm::StringRef Text) {
  TestCode Code(("void target();\n" + Text).str());
  CallGraph::Query Query(Code.unit().callGraph(), isTarget, nullptr, Most);
  return textOf(Query.ask(Code.function("f")));
}

/// The calls of f of \p Text: kind and name.
Strings calls(llvm::StringRef Text) {
  TestCode Code(Text);
  Strings Result;
  for (const CallSite &Site : Code.unit().callGraph().callsOf(Code.function("f"))) {
    static const char *const Kinds[] = {"call", "construct", "destroy", "callable"};
    Result.push_back(std::string(Kinds[Site.Kind]) + " " +
                     (Site.Callee ? Site.Callee->getNameAsString() : "?") +
                     (Site.Virtual ? " virtual" : ""));
  }
  return Result;
}

/// The destructors that the calls of f of \p Text run by what they take out of owners.
Strings destroyed(llvm::StringRef Text) {
  TestCode Code(("struct A { ~A(); }; struct B { int i; };\n" + Text).str());
  Strings Result;
  const FunctionDecl &F = Code.function("f");
  for (const Expr *Call : Code.unit().body(F).calls())
    for (const CallSite &Site : destructionsBy(Code.unit(), *Call, F))
      Result.push_back(Site.Callee->getNameAsString());
  return Result;
}

TEST(CallGraphTest, WhatOwnersDestroy) {
  EXPECT_EQ(destroyed("void f(std::unique_ptr<A> p) { p.reset(); }"), Strings{"~A"});
  EXPECT_EQ(destroyed("void f(std::vector<A> v) { v.clear(); }"), Strings{"~A"});
  EXPECT_EQ(destroyed("void f(std::vector<B> v) { v.clear(); }"), Strings{});
  EXPECT_EQ(destroyed("void f(std::vector<A *> v) { v.clear(); }"), Strings{});
}

TEST(CallGraphTest, DirectCallIsReached) {
  EXPECT_EQ(reach("void f() { target(); }"), "target");
  EXPECT_EQ(reach("void f() { if (coin()) return; int i = (target(), 1); }"), "target");
}

TEST(CallGraphTest, EmptyFunctionReachesNothing) { EXPECT_EQ(reach("void f() {}"), "no"); }

TEST(CallGraphTest, CallsThroughFunctionsAreReached) {
  EXPECT_EQ(reach("void a() { target(); } void b() { a(); } void f() { b(); }"), "b a target");
}

TEST(CallGraphTest, PathIsTheShortest) {
  EXPECT_EQ(reach("void a() { target(); } void b() { a(); } void f() { b(); a(); }"), "a target");
  EXPECT_EQ(reach("void a() { target(); } void b() { a(); } void f() { b(); target(); }"),
            "target");
}

TEST(CallGraphTest, PathIsTheShortestWhateverWasAskedBefore) {
  const char *Text =
      "void target(); void a() { target(); } void b() { a(); } void c() { b(); } void d() { a(); } "
      "void f() { c(); d(); }";
  TestCode Code(Text);
  CallGraph::Query Query(Code.unit().callGraph(), isTarget);
  EXPECT_EQ(textOf(Query.ask(Code.function("c"))), "b a target");
  EXPECT_EQ(textOf(Query.ask(Code.function("f"))), "d a target");
}

TEST(CallGraphTest, MethodsOperatorsAndTemplatesAreEntered) {
  EXPECT_EQ(reach("struct S { void m() { target(); } }; void f() { S().m(); }"), "m target");
  EXPECT_EQ(
      reach(
          "struct S { S &operator+=(int) { target(); return *this; } }; void f(S &s) { s += 1; }"),
      "operator+= target");
  EXPECT_EQ(
      reach("struct S { operator int() { target(); return 1; } }; void f(S &s) { int i = s; }"),
      "operator int target");
  EXPECT_EQ(reach("template <class T> void t(T) { target(); } void f() { t(1); }"), "t target");
  EXPECT_EQ(
      reach("template <class T> struct S { void m() { target(); } }; void f() { S<int>().m(); }"),
      "m target");
}

TEST(CallGraphTest, ConstructorsAndTheirInitializersAreEntered) {
  EXPECT_EQ(reach("struct S { S() { target(); } }; void f() { S s; }"), "S target");
  EXPECT_EQ(
      reach(
          "int g() { target(); return 1; } struct S { int i; S() : i(g()) {} }; void f() { S s; }"),
      "S g target");
  EXPECT_EQ(reach("struct B { B() { target(); } }; struct S : B { S() {} }; void f() { new S; }"),
            "S B target");
  EXPECT_EQ(reach("struct M { M() { target(); } }; struct S { M m; S() {} }; void f() { S s; }"),
            "S M target");
}

TEST(CallGraphTest, ImplicitConstructorsAreEntered) {
  EXPECT_EQ(reach("struct M { M() { target(); } }; struct S { M m; }; void f() { S s; }"),
            "S M target");
  EXPECT_EQ(
      reach("int g() { target(); return 1; } struct S { int i = g(); S() {} }; void f() { S s; }"),
      "S g target");
}

TEST(CallGraphTest, DestructorsOfLocalsAreReached) {
  EXPECT_EQ(reach("struct S { ~S() { target(); } }; void f() { S s; }"), "~S target");
  EXPECT_EQ(calls("struct S { ~S(); }; void f() { S s; here(1); }"),
            (Strings{"construct S", "call here", "destroy ~S"}));
}

TEST(CallGraphTest, DestructorsOfMembersAndBasesAreReached) {
  EXPECT_EQ(reach("struct M { ~M() { target(); } }; struct S { M m; ~S() {} }; void f() { S s; }"),
            "~S ~M target");
  EXPECT_EQ(reach("struct B { ~B() { target(); } }; struct S : B { ~S() {} }; void f() { S s; }"),
            "~S ~B target");
}

TEST(CallGraphTest, ImplicitDestructorsAreEntered) {
  EXPECT_EQ(reach("struct M { ~M() { target(); } }; struct S { M m; }; void f() { S s; }"),
            "~S ~M target");
  EXPECT_EQ(reach("struct B { ~B() { target(); } }; struct S : B {}; void f() { S s; }"),
            "~S ~B target");
}

TEST(CallGraphTest, DestructorsOfArraysTemporariesAndDeletesAreReached) {
  EXPECT_EQ(reach("struct S { ~S() { target(); } }; void f() { S s[2]; }"), "~S target");
  EXPECT_EQ(reach("struct S { ~S() { target(); } }; void f() { S(); }"), "~S target");
  EXPECT_EQ(reach("struct S { ~S() { target(); } }; void f(S *s) { delete s; }"), "~S target");
}

TEST(CallGraphTest, ReferencesAndStaticsAreNotDestroyed) {
  EXPECT_EQ(reach("struct S { ~S() { target(); } }; S &g() { static S s; return s; } void f() { S "
                  "&s = g(); }"),
            "no");
}

TEST(CallGraphTest, LambdaThatACalleeRunsAtOnceIsReached) {
  EXPECT_EQ(reach("void f() { toy::run_now([] { target(); }); }"), "operator() target");
  EXPECT_EQ(reach("void f() { auto l = [] { target(); }; toy::run_now(l); }"), "operator() target");
  EXPECT_EQ(reach("void f() { [] { target(); }(); }"), "operator() target");
  EXPECT_EQ(reach("void f() { auto l = [] { target(); }; l(); }"), "operator() target");
}

TEST(CallGraphTest, LambdaThatIsRunLaterIsNot) {
  EXPECT_EQ(reach("void f(toy::executor &e) { e.post([] { target(); }); }"), "no");
  EXPECT_EQ(reach("void f() { auto l = [] { target(); }; }"), "no");
}

// One body of a template's function serves all callers: what a caller's callable does isn't its
// fault.
TEST(CallGraphTest, CallableThatATemplateIsGivenIsUnknown) {
  EXPECT_EQ(
      reach("template <class F> void apply(F g) { g(); } void f() { apply([] { target(); }); }"),
      "unknown");
}

TEST(CallGraphTest, VirtualCallIsUnknown) {
  EXPECT_EQ(reach("struct B { virtual void m() {} }; void f(B &b) { b.m(); }"), "unknown");
  EXPECT_EQ(reach("struct B { virtual void m() { target(); } }; void f(B &b) { b.m(); }"),
            "unknown");
  EXPECT_EQ(reach("struct B { virtual void m() = 0; }; void f(B &b) { b.m(); }"), "unknown");
}

TEST(CallGraphTest, VirtualCallThatIsTheTargetIsReached) {
  EXPECT_EQ(reach("struct B { virtual void target(); }; void f(B &b) { b.target(); }"), "target");
}

TEST(CallGraphTest, FinalMethodAndQualifiedCallAreNotVirtual) {
  EXPECT_EQ(reach("struct B { virtual void m() {} }; struct D : B { void m() final { target(); } "
                  "}; void f(D &d) { d.m(); }"),
            "m target");
  EXPECT_EQ(reach("struct B { virtual void m() {} }; struct D final : B { void m() { target(); } "
                  "}; void f(D &d) { d.m(); }"),
            "m target");
  EXPECT_EQ(reach("struct B { virtual void m() {} }; struct D : B { void m() { target(); } }; void "
                  "f() { D d; d.m(); }"),
            "m target");
  EXPECT_EQ(reach("struct B { virtual void m() { target(); } }; void f(B &b) { b.B::m(); }"),
            "m target");
}

TEST(CallGraphTest, RecursionEnds) {
  EXPECT_EQ(reach("void f() { f(); }"), "no");
  EXPECT_EQ(reach("void f() { f(); target(); }"), "target");
  EXPECT_EQ(reach("void g(); void f() { g(); } void g() { f(); }"), "no");
  EXPECT_EQ(reach("void g(); void f() { g(); } void g() { f(); target(); }"), "g target");
}

TEST(CallGraphTest, AnswersDontDependOnTheOrderOfQuestions) {
  const char *Text = R"cpp(
    void target(); void unseen();
    void c(); void b() { c(); } void c() { b(); target(); }
    void a() { b(); } void f() { a(); }
    void q(); void p() { q(); } void q() { p(); unseen(); }
    void y(); void x() { y(); } void y() { x(); }
    void z() { x(); p(); }
  )cpp";
  const Strings Names{"a", "b", "c", "f", "p", "q", "x", "y", "z"};
  std::map<std::string, std::string> First;
  Strings Order = Names;
  for (unsigned Round = 0; Round != 2 * Names.size(); ++Round) {
    TestCode Code(Text);
    CallGraph::Query Query(Code.unit().callGraph(), isTarget);
    for (const std::string &Name : Order) {
      std::string Answer = textOf(Query.ask(Code.function(Name)));
      EXPECT_EQ(First.try_emplace(Name, Answer).first->second, Answer)
          << Name << " in round " << Round;
    }
    std::rotate(Order.begin(), Order.begin() + 1, Order.end());
    if (Round + 1 == Names.size())
      std::reverse(Order.begin(), Order.end());
  }
  EXPECT_EQ(First["f"], "a b c target");
  EXPECT_EQ(First["p"], "unknown");
  EXPECT_EQ(First["x"], "no");
  EXPECT_EQ(First["z"], "unknown");
}

TEST(CallGraphTest, AskingTwiceGivesOneAnswer) {
  TestCode Code("void target(); void f() { target(); }");
  CallGraph::Query Query(Code.unit().callGraph(), isTarget);
  EXPECT_EQ(textOf(Query.ask(Code.function("f"))), "target");
  EXPECT_EQ(textOf(Query.ask(Code.function("f"))), "target");
}

TEST(CallGraphTest, CoroutinesAreNotEntered) {
  EXPECT_EQ(reach("co::detached g() { target(); co_return; } void f() { g(); }"), "no");
  EXPECT_EQ(reach("co::task<> f() { target(); co_await nothing(); }"), "target");
}

TEST(CallGraphTest, ModelledFunctionsAreNotEntered) {
  EXPECT_EQ(reach("namespace toy { void mine() { target(); } } void f() { toy::mine(); }"), "no");
}

TEST(CallGraphTest, FunctionMarkedAsNonblockingIsNotEntered) {
  EXPECT_EQ(reach("[[clang::annotate(\"async-tidy::nonblocking\")]] void g() { target(); } void "
                  "f() { g(); }"),
            "no");
}

TEST(CallGraphTest, SystemHeadersAreNotEntered) {
  TestSetup S;
  S.Headers = {
      {"sys.h", "#pragma clang system_header\nvoid target(); inline void g() { target(); }"}};
  EXPECT_EQ(reach("#include \"sys.h\"\nvoid f() { g(); }", S), "no");
}

TEST(CallGraphTest, FunctionWithoutABodyIsUnknown) {
  EXPECT_EQ(reach("void unseen(); void f() { unseen(); }"), "unknown");
  EXPECT_EQ(reach("struct S { S(); }; void f() { S s; }"), "unknown");
  EXPECT_EQ(reach("struct S { ~S(); }; void f() { S s; }"), "unknown");
}

TEST(CallGraphTest, UnknownIsKnownToCallers) {
  EXPECT_EQ(reach("void unseen(); void a() { unseen(); } void f() { a(); }"), "unknown");
}

TEST(CallGraphTest, HitOutweighsTheUnknown) {
  EXPECT_EQ(reach("void unseen(); void f() { unseen(); target(); }"), "target");
}

TEST(CallGraphTest, CallThroughAPointerIsUnknown) {
  EXPECT_EQ(reach("void f(void (*p)()) { p(); }"), "unknown");
  EXPECT_EQ(reach("struct S { void m(); }; void f(S &s, void (S::*p)()) { (s.*p)(); }"), "unknown");
}

TEST(CallGraphTest, ModelledFunctionWithoutABodyIsKnown) {
  EXPECT_EQ(reach("void f(std::mutex &m) { m.lock(); }"), "no");
}

TEST(CallGraphTest, BuiltinsAndTrivialMembersAreKnown) {
  EXPECT_EQ(reach("void f(int *p) { __builtin_memset(p, 0, 4); }"), "no");
  EXPECT_EQ(reach("struct S { int i; }; void f(S a) { S b = a; b = a; S c; }"), "no");
  EXPECT_EQ(reach("struct S { S() = default; ~S() = default; int i = 1; }; void f() { S s; }"),
            "no");
}

TEST(CallGraphTest, CallsComeInTheOrderInWhichTheyAreMade) {
  EXPECT_EQ(calls("int a(); int b(int); void f() { b(a()); here(1); }"),
            (Strings{"call a", "call b", "call here"}));
}

TEST(CallGraphTest, NestedLambdasCallsAreTheLambdas) {
  EXPECT_EQ(calls("void f() { auto l = [] { here(1); }; }"), Strings{});
}

TEST(CallGraphTest, ConditionsOnTheWayAreCounted) {
  llvm::StringRef Code = "void a(bool b) { if (b) target(); }";
  EXPECT_EQ(reachWithin(0, (Code + "void f(bool b) { a(b); }").str()), "unknown");
  EXPECT_EQ(reachWithin(1, (Code + "void f(bool b) { a(b); }").str()), "a target");
  EXPECT_EQ(reachWithin(1, (Code + "void f(bool b) { if (b) a(b); }").str()), "unknown");
  EXPECT_EQ(reachWithin(2, (Code + "void f(bool b) { if (b) a(b); }").str()), "a target");
  // Loops and what decides are none.
  EXPECT_EQ(reachWithin(0, "void f(bool b) { while (b) target(); }"), "target");
  EXPECT_EQ(reachWithin(0, "bool a() { target(); return 0; } void f() { if (a()) ; }"), "a target");
  EXPECT_EQ(reachWithin(0, "bool a() { target(); return 0; } void f(bool b) { b && a(); }"),
            "unknown");
  EXPECT_EQ(reachWithin(0, "bool a() { target(); return 0; } void f(bool b) { a() && b; }"),
            "a target");
  EXPECT_EQ(reachWithin(0, "void f(int i) { switch (i) { case 1: target(); } }"), "unknown");
  EXPECT_EQ(reachWithin(0, "void f(int i) { try { i = 1; } catch (...) { target(); } }"),
            "unknown");
}

TEST(CallGraphTest, AWayWithFewerConditionsIsFoundLater) {
  EXPECT_EQ(reachWithin(1, "void c(bool b) { if (b) target(); }"
                           "void a(bool b) { c(b); }"
                           "void f(bool b) { if (b) c(b); a(b); }"),
            "a c target");
}

TEST(CallGraphTest, CallsBeforeTheProgramsEndAreNone) {
  llvm::StringRef Code = "extern \"C\" [[noreturn]] void abort() noexcept;"
                         "extern \"C\" [[noreturn]] void longjmp();"
                         "[[noreturn]] void throws(); void more();";
  auto Calls = [&](llvm::StringRef Body) {
    return calls((Code + "void f(bool b) { " + Body + " }").str());
  };
  EXPECT_EQ(Calls("if (b) { more(); abort(); }"), Strings{"call abort"});
  EXPECT_EQ(Calls("more(); if (b) abort();"), (Strings{"call more", "call abort"}));
  EXPECT_EQ(Calls("if (b) { if (b) more(); abort(); }"), Strings{"call abort"});
  EXPECT_EQ(Calls("if (b) { more(); throws(); }"), (Strings{"call more", "call throws"}));
  EXPECT_EQ(Calls("if (b) { more(); longjmp(); }"), (Strings{"call more", "call longjmp"}));
  EXPECT_EQ(Calls("while (true) { more(); if (b) abort(); }"),
            (Strings{"call more", "call abort"}));
  EXPECT_EQ(Calls("more(); while (true) { if (b) abort(); }"),
            (Strings{"call more", "call abort"}));
}

} // namespace
