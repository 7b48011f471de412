//===- UnitTest.cpp - all facts about one translation unit --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"
#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/LiveAcross.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

TEST(UnitTest, OneAstHasOneUnit) {
  TestCode Code("void f() {}");
  EXPECT_EQ(&Unit::get(Code.context(), testModels()), &Unit::get(Code.context(), testModels()));
  EXPECT_EQ(&Code.unit().context(), &Code.context());
  EXPECT_EQ(&Code.unit().models(), testModels().get());
}

TEST(UnitTest, OtherModelsHaveAnotherUnit) {
  TestCode Code("void f() {}");
  std::shared_ptr<const ModelSet> Other = parseModels({PosixModel});
  EXPECT_NE(&Unit::get(Code.context(), testModels()), &Unit::get(Code.context(), Other));
  EXPECT_EQ(&Unit::get(Code.context(), Other), &Unit::get(Code.context(), Other));
}

TEST(UnitTest, UnitEndsWithItsAst) {
  // The models are held by the units alone: they tell when a unit has gone.
  std::shared_ptr<const ModelSet> Models = parseModels({PosixModel});
  std::weak_ptr<const ModelSet> Watch = Models;
  {
    TestSetup S;
    S.Models = std::move(Models);
    TestCode Code("void f() {}", S);
    Code.unit();
    S.Models = nullptr;
    EXPECT_FALSE(Watch.expired());
  }
  EXPECT_TRUE(Watch.expired());
}

TEST(UnitTest, AstsOneAfterAnotherHaveFactsOfTheirOwn) {
  // Enough of them that addresses come again.
  for (int I = 0; I != 20; ++I) {
    bool Coroutine = I % 2;
    TestCode Code(Coroutine ? "co::task<> f() { co_return; }" : "void f() { here(1); }");
    EXPECT_EQ(Code.unit().body(Code.function("f")).isCoroutine(), Coroutine);
    EXPECT_EQ(&Code.unit().context(), &Code.context());
  }
}

TEST(UnitTest, TwoAstsAtOnceHaveTwoUnits) {
  TestCode One("void f() {}"), Two("void f() {}");
  EXPECT_NE(&One.unit(), &Two.unit());
}

TEST(UnitTest, FactsAreComputedOnce) {
  TestCode Code("co::task<> f() { co_await nothing(); }");
  Unit &U = Code.unit();
  const FunctionDecl &F = Code.function("f");
  EXPECT_EQ(&U.body(F), &U.body(F));
  EXPECT_EQ(U.cfg(F), U.cfg(F));
  EXPECT_EQ(&U.locks(F), &U.locks(F));
  EXPECT_EQ(&U.liveAcross(F), &U.liveAcross(F));
  EXPECT_EQ(&U.callGraph(), &U.callGraph());
}

TEST(UnitTest, FactsStayWhereTheyAreWhileOthersAreComputed) {
  std::string Text;
  for (int I = 0; I != 200; ++I)
    Text += "void f" + std::to_string(I) + "() { std::mutex m; std::lock_guard g(m); }\n";
  TestCode Code(Text);
  const FunctionBody &Body = Code.body("f0");
  const LockState &Locks = Code.unit().locks(Code.function("f0"));
  for (int I = 1; I != 200; ++I)
    Code.unit().locks(Code.function("f" + std::to_string(I)));
  EXPECT_EQ(&Body, &Code.body("f0"));
  EXPECT_EQ(&Locks, &Code.unit().locks(Code.function("f0")));
}

TEST(UnitTest, ModelsAreFoundForCalls) {
  TestCode Code(R"cpp(
    void f(std::thread &t) { std::this_thread::sleep_for(1); t.join(); here(1); }
    )cpp");
  auto Why = [&](const char *Call) {
    FunctionMatch M = Code.unit().calleeModel(Code.call("f", Call));
    return M && M->Blocks ? M->Blocks->Why : "";
  };
  EXPECT_EQ(Why("std::this_thread::sleep_for(1)"), "puts the thread to sleep");
  EXPECT_EQ(Why("t.join()"), "waits for another thread");
  EXPECT_EQ(Why("here(1)"), "");
}

TEST(UnitTest, AnnotationsAreModels) {
  TestCode Code(R"cpp(
    #include "async-tidy/Annotations.h"
    ASYNC_TIDY_BLOCKING void a();
    void a();
    struct B { ASYNC_TIDY_BLOCKING virtual void m(); };
    struct D : B { void m() override; };
    template <class T> ASYNC_TIDY_BLOCKING void t(T);
    ASYNC_TIDY_NONBLOCKING void n();
    void f(D &d) { a(); d.m(); t(1); n(); here(1); })cpp");
  auto Blocks = [&](const char *Call) {
    FunctionMatch M = Code.unit().calleeModel(Code.call("f", Call));
    return M && M->Blocks;
  };
  EXPECT_TRUE(Blocks("a()"));
  EXPECT_TRUE(Blocks("d.m()"));
  EXPECT_TRUE(Blocks("t(1)"));
  EXPECT_FALSE(Blocks("n()"));
  EXPECT_TRUE(Code.unit().calleeModel(Code.call("f", "n()")));
  EXPECT_FALSE(Code.unit().calleeModel(Code.call("f", "here(1)")));
}

TEST(UnitTest, ObjectsThatAreCalledLikeFunctionsHaveModels) {
  TestSetup S;
  S.Models = withModel(R"yaml(
framework: mine
roots: [mine]
functions:
  - {name: sync, blocks: {kind: wait, why: "waits"}}
)yaml");
  TestCode Code("namespace mine { struct sync_t { void operator()(int) const; }; inline constexpr "
                "sync_t sync{}; } "
                "void f() { mine::sync(1); }",
                S);
  EXPECT_TRUE(Code.unit().calleeModel(Code.call("f", "mine::sync(1)")));
}

TEST(UnitTest, ArgumentsAreWithoutObjectAndDefaults) {
  TestCode Code("struct S { void m(int, int = 2); void operator()(int); S operator+(int); }; "
                "void f(S s) { s.m(1); s(3); s + 4; use(5, 6); }");
  auto Texts = [&](const char *Call) {
    Strings Result;
    for (const Expr *E : argumentsOf(Code.call("f", Call)))
      Result.push_back(Code.text(*E));
    return Result;
  };
  EXPECT_EQ(Texts("s.m(1)"), Strings{"1"});
  EXPECT_EQ(Texts("s(3)"), Strings{"3"});
  EXPECT_EQ(Texts("s + 4"), Strings{"4"});
  EXPECT_EQ(Texts("use(5, 6)"), (Strings{"5", "6"}));
  EXPECT_EQ(Code.text(*objectOf(Code.call("f", "s.m(1)"))), "s");
  EXPECT_EQ(Code.text(*objectOf(Code.call("f", "s(3)"))), "s");
  EXPECT_EQ(objectOf(Code.call("f", "use(5, 6)")), nullptr);
}

TEST(UnitTest, SelectFollowsTheReference) {
  TestCode Code("struct S { void m(int, int, int); }; void f(S s) { s.m(1, 2, 3); }");
  auto Texts = [&](ArgumentRef::KindTy Kind, unsigned Number) {
    Strings Result;
    ArgumentRef Ref;
    Ref.Kind = Kind;
    Ref.Number = Number;
    for (const Expr *E : select(Code.call("f", "s.m(1, 2, 3)"), Ref))
      Result.push_back(Code.text(*E));
    return Result;
  };
  EXPECT_EQ(Texts(ArgumentRef::Index, 1), Strings{"2"});
  EXPECT_EQ(Texts(ArgumentRef::Index, 3), Strings{});
  EXPECT_EQ(Texts(ArgumentRef::Last, 0), Strings{"3"});
  EXPECT_EQ(Texts(ArgumentRef::Any, 0), (Strings{"1", "2", "3"}));
  EXPECT_EQ(Texts(ArgumentRef::Object, 0), Strings{"s"});
}

TEST(UnitTest, FunctionsAreDescribedInWords) {
  TestCode Code("void f() { auto l = [] {}; } struct S { S() {} void operator()() {} };");
  EXPECT_EQ(describe(Code.function("f")), "'f'");
  EXPECT_EQ(describe(Code.lambdaBody()), "this lambda");
  EXPECT_EQ(describe(Code.function("S::operator()")), "'operator()'");
}

TEST(UnitTest, CfgOfCodeWithErrorsIsNoTrouble) {
  TestSetup S;
  S.MayBeBroken = true;
  TestCode Code("co::task<> f() { co_await undeclared(); std::lock_guard g(nothing); co_return; }",
                S);
  Code.unit().cfg(Code.function("f"));
  Code.unit().liveAcross(Code.function("f"));
  Code.unit().locks(Code.function("f"));
}

} // namespace
