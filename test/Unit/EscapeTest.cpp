//===- EscapeTest.cpp - what becomes of a task, a closure, a reference --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace asynctidy {
void PrintTo(Fate F, std::ostream *OS) {
  static const char *const Names[] = {"Awaited",   "Joined",   "Ran",    "Kept",   "Unknown",
                                      "Discarded", "Returned", "Stored", "Spawned"};
  *OS << Names[static_cast<unsigned>(F)];
}
} // namespace asynctidy

namespace {

/// The fate of the task that `make()` gives in function f.
Fate taskIn(llvm::StringRef Function, llvm::StringRef Before = "") {
  TestCode Code((Before +
                 "\nco::task<> make(int = 0);\nstruct Object { co::task<> member; "
                 "std::vector<co::task<>> list; };\n" +
                 Function)
                    .str());
  const FunctionBody &Body = Code.body("f");
  return fateOfTask(Code.unit(), Body, Code.call(Body, "make()")).What;
}

/// The fate of the first lambda of function f.
Fate closureIn(llvm::StringRef Function) {
  TestCode Code(Function);
  return fateOfClosure(Code.unit(), Code.body("f"), Code.lambda()).What;
}

/// The fate of references to variable x of function f.
Fate referenceIn(llvm::StringRef Function) {
  TestCode Code(Function);
  return fateOfReference(Code.unit(), Code.body("f"), Code.variable("x")).What;
}

//===----------------------------------------------------------------------===//
// Tasks
//===----------------------------------------------------------------------===//

TEST(EscapeTest, AwaitedTaskIsAwaited) {
  EXPECT_EQ(taskIn("co::task<> f() { co_await make(); }"), Fate::Awaited);
  EXPECT_EQ(taskIn("co::task<> f() { co_await (make()); }"), Fate::Awaited);
  EXPECT_EQ(taskIn("co::task<> f() { if (coin()) co_await make(); }"), Fate::Awaited);
  EXPECT_EQ(taskIn("co::task<int> f() { int i = (co_await make(), 1); co_return i; }"),
            Fate::Awaited);
}

TEST(EscapeTest, TaskIsFollowedThroughMoveForwardAndCasts) {
  EXPECT_EQ(taskIn("co::task<> f() { co_await std::move(make()); }"), Fate::Awaited);
  EXPECT_EQ(taskIn("co::task<> f() { co_await static_cast<co::task<> &&>(make()); }"),
            Fate::Awaited);
  EXPECT_EQ(taskIn("co::task<> f() { co_await co::task<>(make()); }"), Fate::Awaited);
}

TEST(EscapeTest, TaskIsFollowedThroughCombinators) {
  EXPECT_EQ(taskIn("co::task<> f() { co_await toy::when_all(make(), nothing()); }"), Fate::Awaited);
  EXPECT_EQ(taskIn("co::task<> f() { toy::when_all(make(), nothing()); co_return; }"),
            Fate::Discarded);
}

TEST(EscapeTest, TaskIsFollowedThroughUnknownWrappersThatAreAwaited) {
  EXPECT_EQ(taskIn("co::task<> with_timeout(co::task<>, int); "
                   "co::task<> f() { co_await with_timeout(make(), 1); }"),
            Fate::Awaited);
}

TEST(EscapeTest, UnknownWrapperThatIsDroppedLeavesItUnknown) {
  EXPECT_EQ(taskIn("co::task<> wrap(co::task<>); void f() { wrap(make()); }"), Fate::Unknown);
  EXPECT_EQ(taskIn("void take(co::task<>); void f() { take(make()); }"), Fate::Unknown);
}

TEST(EscapeTest, TaskIsFollowedThroughOperatorsAndMembers) {
  EXPECT_EQ(taskIn("co::task<> operator&&(co::task<>, co::task<>); "
                   "co::task<> f() { co_await (make() && nothing()); }"),
            Fate::Awaited);
  EXPECT_EQ(taskIn("struct Fluent : co::task<> { co::task<> on(int); }; Fluent fluent(); "
                   "co::task<> f() { co_await fluent().on(1); co_await make(); }"),
            Fate::Awaited);
}

TEST(EscapeTest, TaskOfAFluentCallIsFollowed) {
  TestCode Code("struct Fluent : co::task<> { co::task<> on(int); int id(); }; Fluent fluent(); "
                "co::task<> f() { co_await fluent().on(1); } void g() { fluent().on(2); } void h() "
                "{ fluent().id(); }");
  auto Fate = [&](const char *Function) {
    return fateOfTask(Code.unit(), Code.body(Function), Code.call(Function, "fluent()")).What;
  };
  EXPECT_EQ(Fate("f"), Fate::Awaited);
  EXPECT_EQ(Fate("g"), Fate::Discarded);
  EXPECT_EQ(Fate("h"), Fate::Unknown);
}

TEST(EscapeTest, BranchesOfAConditionalAreFollowed) {
  EXPECT_EQ(taskIn("co::task<> f() { co_await (coin() ? make() : nothing()); }"), Fate::Awaited);
  EXPECT_EQ(taskIn("void f() { coin() ? make() : nothing(); }"), Fate::Discarded);
}

TEST(EscapeTest, TaskInAVariableIsJoinedByALaterAwait) {
  EXPECT_EQ(taskIn("co::task<> f() { auto t = make(); co_await nothing(); co_await t; }"),
            Fate::Joined);
  EXPECT_EQ(taskIn("co::task<> f() { auto t = make(); co_await std::move(t); }"), Fate::Joined);
  EXPECT_EQ(taskIn("co::task<> f() { co::task<> t{make()}; co_await t; }"), Fate::Joined);
  EXPECT_EQ(taskIn("co::task<> f() { auto &&t = make(); co_await t; }"), Fate::Joined);
  EXPECT_EQ(taskIn("co::task<> f() { auto a = make(); auto b = std::move(a); co_await b; }"),
            Fate::Joined);
  EXPECT_EQ(taskIn("co::task<> f() { auto t = nothing(); t = make(); co_await t; }"), Fate::Joined);
  EXPECT_EQ(
      taskIn(
          "co::task<> f() { auto t = make(); co_await toy::when_all(std::move(t), nothing()); }"),
      Fate::Joined);
}

TEST(EscapeTest, TaskInAVariableThatNobodyUsesIsDiscarded) {
  EXPECT_EQ(taskIn("void f() { auto t = make(); }"), Fate::Discarded);
  EXPECT_EQ(taskIn("void f() { auto t = make(); (void)t; }"), Fate::Discarded);
}

TEST(EscapeTest, TaskInAContainerIsJoinedByALoopOverIt) {
  EXPECT_EQ(taskIn("co::task<> f() { std::vector<co::task<>> v; v.push_back(make()); for (auto &t "
                   ": v) co_await t; }"),
            Fate::Joined);
  EXPECT_EQ(taskIn("co::task<> f() { std::vector<co::task<>> v; v.emplace_back(make()); "
                   "for (auto &&t : v) co_await std::move(t); }"),
            Fate::Joined);
}

TEST(EscapeTest, TaskInAContainerThatIsAwaitedAsAWholeIsJoined) {
  EXPECT_EQ(taskIn("co::task<> f() { std::vector<co::task<>> v; v.push_back(make()); "
                   "co_await toy::when_all(std::move(v)); }"),
            Fate::Joined);
}

TEST(EscapeTest, TaskInAContainerThatNobodyAwaitsIsUnknown) {
  EXPECT_EQ(taskIn("void f() { std::vector<co::task<>> v; v.push_back(make()); }"), Fate::Unknown);
}

TEST(EscapeTest, ReturnedTaskIsReturned) {
  EXPECT_EQ(taskIn("co::task<> f() { return make(); }"), Fate::Returned);
  EXPECT_EQ(taskIn("co::task<> f() { auto t = make(); return t; }"), Fate::Returned);
  EXPECT_EQ(taskIn("co::task<co::task<>> f() { co_return make(); }"), Fate::Returned);
  EXPECT_EQ(taskIn("co::task<> f() { co_yield make(); }"), Fate::Returned);
  EXPECT_EQ(taskIn("std::vector<co::task<>> f() { std::vector<co::task<>> v; v.push_back(make()); "
                   "return v; }"),
            Fate::Returned);
}

TEST(EscapeTest, TaskInAMemberOrGlobalIsStored) {
  EXPECT_EQ(taskIn("void f(Object &o) { o.member = make(); }"), Fate::Stored);
  EXPECT_EQ(taskIn("struct S { co::task<> m_; void f() { m_ = make(); } };"), Fate::Stored);
  EXPECT_EQ(taskIn("void f() { static co::task<> t = make(); }"), Fate::Stored);
  EXPECT_EQ(taskIn("extern co::task<> global; void f() { global = make(); }"), Fate::Stored);
}

TEST(EscapeTest, TaskInAMembersContainerIsStored) {
  EXPECT_EQ(taskIn("void f(Object &o) { o.list.push_back(make()); }"), Fate::Unknown);
  EXPECT_EQ(taskIn("struct S { std::vector<co::task<>> m_; void f() { m_.push_back(make()); } };"),
            Fate::Stored);
}

TEST(EscapeTest, TaskThatInitializesAMemberIsStored) {
  TestCode Code("co::task<> make(); struct S { co::task<> m_; S() : m_(make()) {} };");
  const FunctionBody &Body = Code.body("S::S");
  EXPECT_EQ(fateOfTask(Code.unit(), Body, Code.call(Body, "make()")).What, Fate::Stored);
}

TEST(EscapeTest, TaskInAnAggregateIsNotDiscarded) {
  EXPECT_NE(taskIn("void take(Object); void f() { take(Object{make(), {}}); }"), Fate::Discarded);
  EXPECT_EQ(taskIn("Object f() { return {make(), {}}; }"), Fate::Returned);
}

TEST(EscapeTest, TaskAsAStatementIsDiscarded) {
  EXPECT_EQ(taskIn("void f() { make(); }"), Fate::Discarded);
  EXPECT_EQ(taskIn("void f() { (make()); }"), Fate::Discarded);
  EXPECT_EQ(taskIn("void f() { if (coin()) make(); }"), Fate::Discarded);
  EXPECT_EQ(taskIn("void f() { for (;; make()) use(1); }"), Fate::Discarded);
  EXPECT_EQ(taskIn("void f() { for (;;) make(); }"), Fate::Discarded);
  EXPECT_EQ(taskIn("void f(int k) { switch (k) { case 1: make(); } }"), Fate::Discarded);
  EXPECT_EQ(taskIn("void f() { make(), use(1); }"), Fate::Discarded);
  EXPECT_EQ(taskIn("void f() { label: make(); }"), Fate::Discarded);
}

TEST(EscapeTest, CastToVoidDiscards) {
  EXPECT_EQ(taskIn("void f() { (void)make(); }"), Fate::Discarded);
  EXPECT_EQ(taskIn("void f() { static_cast<void>(make()); }"), Fate::Discarded);
}

TEST(EscapeTest, SpawnedTaskRunsOnItsOwn) {
  EXPECT_EQ(taskIn("void f() { toy::spawn(make()); }"), Fate::Spawned);
  EXPECT_EQ(taskIn("void f() { auto t = make(); toy::spawn(std::move(t)); }"), Fate::Spawned);
}

TEST(EscapeTest, SpawnThatIsAwaitedIsAwaited) {
  EXPECT_EQ(taskIn("co::task<> f() { co_await toy::spawn_joinable(make()); }"), Fate::Awaited);
  EXPECT_EQ(taskIn("co::task<> f() { auto t = toy::spawn_joinable(make()); co_await t; }"),
            Fate::Joined);
  EXPECT_EQ(taskIn("void f() { toy::spawn_joinable(make()); }"), Fate::Spawned);
}

TEST(EscapeTest, TaskThatIsWaitedForIsAwaited) {
  EXPECT_EQ(taskIn("int f() { toy::sync_wait(make()); return 1; }"), Fate::Awaited);
  EXPECT_EQ(taskIn("void f() { auto t = make(); toy::sync_wait(t); }"), Fate::Joined);
}

TEST(EscapeTest, FutureThatIsGotIsAwaited) {
  TestCode Code(
      "int work(); int f() { return std::async(work).get(); } "
      "int g() { auto x = std::async(work); return x.get(); } void h() { std::async(work); }");
  auto Fate = [&](const char *Function) {
    return fateOfTask(Code.unit(), Code.body(Function), Code.call(Function, "std::async(work)"))
        .What;
  };
  EXPECT_EQ(Fate("f"), Fate::Awaited);
  EXPECT_EQ(Fate("g"), Fate::Joined);
  EXPECT_EQ(Fate("h"), Fate::Discarded);
}

TEST(EscapeTest, TaskMovedIntoAClosureIsThatClosuresBusiness) {
  EXPECT_EQ(taskIn("void f() { use([t = make()] {}); }"), Fate::Unknown);
}

TEST(EscapeTest, TaskThatGoesSeveralWaysHasTheOneThatCounts) {
  EXPECT_EQ(taskIn("co::task<> f() { auto t = make(); if (coin()) co_await t; else "
                   "toy::spawn(std::move(t)); }"),
            Fate::Joined);
  EXPECT_EQ(taskIn("void f() { auto t = make(); use(1); if (coin()) toy::spawn(std::move(t)); }"),
            Fate::Spawned);
}

TEST(EscapeTest, TaskIsFollowedIntoCalleesWithABody) {
  EXPECT_EQ(
      taskIn("void run(co::task<> t) { toy::sync_wait(std::move(t)); } void f() { run(make()); }"),
      Fate::Awaited);
  EXPECT_EQ(
      taskIn("void run(co::task<> t) { toy::spawn(std::move(t)); } void f() { run(make()); }"),
      Fate::Spawned);
  EXPECT_EQ(
      taskIn(
          "co::task<> run(co::task<> t) { co_await t; } co::task<> f() { co_await run(make()); }"),
      Fate::Awaited);
  EXPECT_EQ(taskIn("void run(co::task<> t) {} void f() { run(make()); }"), Fate::Unknown);
  EXPECT_EQ(
      taskIn("void run(co::task<> t) { if (coin()) run(std::move(t)); } void f() { run(make()); }"),
      Fate::Unknown);
}

TEST(EscapeTest, TaskInAnOptionalVariableIsJoined) {
  EXPECT_EQ(taskIn("co::task<> f() { std::optional<co::task<>> o; o.emplace(make()); co_await "
                   "std::move(*o); }"),
            Fate::Joined);
  EXPECT_EQ(
      taskIn("co::task<> f() { std::vector<co::task<>> v; v.push_back(make()); co_await v[0]; }"),
      Fate::Joined);
}

TEST(EscapeTest, TaskInATemplateIsFollowedAsFarAsItIsKnown) {
  EXPECT_EQ(taskIn("template <class T> co::task<> f(T t) { auto x = make(); co_await x; }"),
            Fate::Joined);
  EXPECT_NE(taskIn("template <class T> void f(T t) { t.take(make()); }"), Fate::Discarded);
  EXPECT_NE(taskIn("template <class T> void f() { T t(make()); }"), Fate::Discarded);
  EXPECT_NE(taskIn("template <class T> void f() { T{make()}.go(); }"), Fate::Discarded);
}

TEST(EscapeTest, TaskInALoopOverItselfEnds) {
  EXPECT_EQ(taskIn("co::task<> f() { auto t = make(); for (;;) { auto u = std::move(t); t = "
                   "std::move(u); } co_return; }"),
            Fate::Discarded);
}

/// The fate of what variable x of function f holds.
Fate variableIn(llvm::StringRef Function) {
  TestCode Code(("co::task<> make(int = 0);\n" + Function).str());
  return fateOfVariable(Code.unit(), Code.body("f"), Code.variable("x")).What;
}

TEST(EscapeTest, VariableThatNobodyTakesAnythingOutOfIsDiscarded) {
  EXPECT_EQ(variableIn("void f() { auto x = make(); }"), Fate::Discarded);
  EXPECT_EQ(variableIn("void f() { auto x = make(); x = make(); (void)x; }"), Fate::Discarded);
  EXPECT_EQ(variableIn("void f() { std::vector<co::task<>> x; x.push_back(make()); }"),
            Fate::Discarded);
  EXPECT_EQ(variableIn("void f() { std::vector<co::task<>> x; x[0] = make(); }"), Fate::Discarded);
}

TEST(EscapeTest, VariableThatSomebodyMayTakeFromIsNotDiscarded) {
  EXPECT_EQ(variableIn("co::task<> f() { auto x = make(); if (coin()) co_await x; }"),
            Fate::Joined);
  EXPECT_EQ(variableIn("void take(co::task<> &); void f() { auto x = make(); take(x); }"),
            Fate::Unknown);
  EXPECT_EQ(variableIn("void f() { auto x = make(); auto l = [&] { (void)x; }; }"), Fate::Unknown);
  EXPECT_EQ(variableIn("co::task<> f() { std::vector<co::task<>> x; x.push_back(make()); "
                       "for (auto &t : x) co_await t; }"),
            Fate::Joined);
  EXPECT_EQ(variableIn("void f() { std::vector<co::task<>> x; x.push_back(make()); x.begin(); }"),
            Fate::Unknown);
}

//===----------------------------------------------------------------------===//
// Closures
//===----------------------------------------------------------------------===//

TEST(EscapeTest, ClosureThatIsRunByTheCalleeRan) {
  EXPECT_EQ(closureIn("void f() { toy::run_now([] {}); }"), Fate::Ran);
  EXPECT_EQ(closureIn("void f(int *a) { std::for_each(a, a, [](int) {}); }"), Fate::Ran);
}

TEST(EscapeTest, ClosureThatIsPostedIsSpawned) {
  EXPECT_EQ(closureIn("void f(toy::executor &e) { e.post([] {}); }"), Fate::Spawned);
  EXPECT_EQ(closureIn("void f(toy::executor &e) { toy::post(e, [] {}); }"), Fate::Spawned);
  EXPECT_EQ(closureIn("void f() { toy::co_spawn([]() -> co::task<> { co_return; }); }"),
            Fate::Spawned);
  EXPECT_EQ(closureIn("void f() { std::thread t([] {}); }"), Fate::Spawned);
  EXPECT_EQ(closureIn("void f() { std::thread([] {}).detach(); }"), Fate::Spawned);
}

TEST(EscapeTest, KeptClosureIsKept) {
  EXPECT_EQ(closureIn("void f() { toy::co_spawn_kept([]() -> co::task<> { co_return; }); }"),
            Fate::Kept);
}

TEST(EscapeTest, ClosureIsFollowedThroughBinders) {
  EXPECT_EQ(closureIn("void f(toy::executor &e) { toy::post(e, toy::bind_executor(e, [] {})); }"),
            Fate::Spawned);
  EXPECT_EQ(closureIn("void f(toy::executor &e) { toy::post(e, std::bind([](int) {}, 1)); }"),
            Fate::Spawned);
  EXPECT_EQ(closureIn("void f() { toy::run_now(std::function<void()>([] {})); }"), Fate::Ran);
}

TEST(EscapeTest, ClosureInvokedInPlaceHasTheFateOfItsTask) {
  EXPECT_EQ(closureIn("co::task<> f() { co_await []() -> co::task<> { co_return; }(); }"),
            Fate::Awaited);
  EXPECT_EQ(closureIn("co::task<> f() { return []() -> co::task<> { co_return; }(); }"),
            Fate::Returned);
  EXPECT_EQ(closureIn("void f() { toy::spawn([]() -> co::task<> { co_return; }()); }"),
            Fate::Spawned);
  EXPECT_EQ(closureIn("void f() { []() -> co::task<> { co_return; }(); }"), Fate::Discarded);
  EXPECT_EQ(
      closureIn("co::task<> f() { auto t = []() -> co::task<> { co_return; }(); co_await t; }"),
      Fate::Joined);
}

TEST(EscapeTest, NamedClosureHasTheFateOfItsUses) {
  EXPECT_EQ(
      closureIn("co::task<> f() { auto l = []() -> co::task<> { co_return; }; co_await l(); }"),
      Fate::Awaited);
  EXPECT_EQ(closureIn("void f() { auto l = []() -> co::task<> { co_return; }; toy::spawn(l()); }"),
            Fate::Spawned);
  EXPECT_EQ(closureIn("void f(toy::executor &e) { auto l = [] {}; e.post(std::move(l)); }"),
            Fate::Spawned);
  EXPECT_EQ(closureIn("void f(toy::executor &e) { auto l = [] {}; e.post(l); }"), Fate::Spawned);
  EXPECT_EQ(closureIn("void f() { std::function<void()> l = [] {}; toy::run_now(l); }"), Fate::Ran);
}

TEST(EscapeTest, ReturnedClosureIsReturned) {
  EXPECT_EQ(closureIn("auto f() { return [] {}; }"), Fate::Returned);
  EXPECT_EQ(closureIn("std::function<void()> f() { auto l = [] {}; return l; }"), Fate::Returned);
}

TEST(EscapeTest, ClosureInAMemberIsStored) {
  EXPECT_EQ(closureIn("struct S { std::function<void()> m_; void f() { m_ = [] {}; } };"),
            Fate::Stored);
  EXPECT_EQ(closureIn("std::function<void()> g; void f() { g = [] {}; }"), Fate::Stored);
}

TEST(EscapeTest, ClosureGivenToUnknownCodeIsUnknown) {
  EXPECT_EQ(closureIn("template <class F> void take(F) {} void f() { take([] {}); }"),
            Fate::Unknown);
}

//===----------------------------------------------------------------------===//
// References
//===----------------------------------------------------------------------===//

TEST(EscapeTest, ReferenceInAClosureThatRanEndsInTime) {
  EXPECT_EQ(referenceIn("void f() { int x = 0; toy::run_now([&x] { ++x; }); }"), Fate::Ran);
  EXPECT_EQ(referenceIn("void f() { int x = 0; toy::run_now([&] { ++x; }); }"), Fate::Ran);
}

TEST(EscapeTest, ReferenceInASpawnedClosureLeaves) {
  EXPECT_EQ(referenceIn("void f(toy::executor &e) { int x = 0; e.post([&x] { ++x; }); }"),
            Fate::Spawned);
  EXPECT_EQ(referenceIn("void f(toy::executor &e) { int x = 0; e.post([&] { ++x; }); }"),
            Fate::Spawned);
}

TEST(EscapeTest, KeptClosureDoesntKeepTheReference) {
  EXPECT_EQ(
      referenceIn(
          "void f() { int x = 0; toy::co_spawn_kept([&x]() -> co::task<> { ++x; co_return; }); }"),
      Fate::Spawned);
  EXPECT_EQ(referenceIn("co::task<> f() { int x = 0; co_await toy::invoke_kept([&x]() -> "
                        "co::task<> { ++x; co_return; }); }"),
            Fate::Ran);
}

TEST(EscapeTest, CopyInAClosureIsNoReference) {
  EXPECT_EQ(referenceIn("void f(toy::executor &e) { int x = 0; e.post([x] { use(x); }); }"),
            Fate::Ran);
}

TEST(EscapeTest, ReferenceInAnAwaitedLambdaCoroutineEndsInTime) {
  EXPECT_EQ(
      referenceIn(
          "co::task<> f() { int x = 0; co_await [&x]() -> co::task<> { ++x; co_return; }(); }"),
      Fate::Ran);
}

TEST(EscapeTest, ReferenceInAReturnedClosureLeaves) {
  EXPECT_EQ(referenceIn("auto f() { int x = 0; return [&x] { ++x; }; }"), Fate::Returned);
}

TEST(EscapeTest, AddressThatGoesAlongWithALaterCallLeaves) {
  EXPECT_EQ(referenceIn("void run(int *); void f() { int x = 0; std::thread t(run, &x); }"),
            Fate::Spawned);
  EXPECT_EQ(referenceIn("int *f() { int x = 0; return &x; }"), Fate::Returned);
  EXPECT_EQ(referenceIn("void run(int *); void f() { int x = 0; run(&x); }"), Fate::Ran);
}

TEST(EscapeTest, StdRefThatGoesAlongWithALaterCallLeaves) {
  EXPECT_EQ(
      referenceIn("void run(int &); void f() { int x = 0; std::thread t(run, std::ref(x)); }"),
      Fate::Spawned);
}

TEST(EscapeTest, InitCaptureByReferenceIsAReference) {
  EXPECT_EQ(referenceIn("void f(toy::executor &e) { int x = 0; e.post([&y = x] { ++y; }); }"),
            Fate::Spawned);
  EXPECT_EQ(referenceIn("void f(toy::executor &e) { int x = 0; e.post([p = &x] { ++*p; }); }"),
            Fate::Spawned);
}

TEST(EscapeTest, WhatOutlivesItsScope) {
  for (Fate F : {Fate::Returned, Fate::Stored, Fate::Spawned})
    EXPECT_TRUE(outlivesScope(F));
  for (Fate F :
       {Fate::Awaited, Fate::Joined, Fate::Ran, Fate::Kept, Fate::Unknown, Fate::Discarded})
    EXPECT_FALSE(outlivesScope(F));
}

//===----------------------------------------------------------------------===//
// Callables of a call
//===----------------------------------------------------------------------===//

/// The names of the callables of the first call in f whose text begins with \p Written.
Strings callables(llvm::StringRef Text, llvm::StringRef Written) {
  TestCode Code(Text);
  const FunctionBody &Body = Code.body("f");
  Strings Result;
  for (const CallableArgument &C : callablesOf(Code.unit(), Body, Code.call(Body, Written)))
    Result.push_back(describe(*C.Body));
  return Result;
}

TEST(EscapeTest, CallablesAreSeenThroughBindersAndVariables) {
  EXPECT_EQ(callables("void f() { toy::run_now([] {}); }", "toy::run_now([] {})"),
            Strings{"this lambda"});
  EXPECT_EQ(callables("void g() {} void f() { toy::run_now(g); }", "toy::run_now(g)"),
            Strings{"'g'"});
  EXPECT_EQ(callables("void g() {} void f() { toy::run_now(&g); }", "toy::run_now(&g)"),
            Strings{"'g'"});
  EXPECT_EQ(callables("void f() { auto l = [] {}; toy::run_now(l); }", "toy::run_now(l)"),
            Strings{"this lambda"});
  EXPECT_EQ(callables("void f() { std::function<void()> l = [] {}; toy::run_now(std::move(l)); }",
                      "toy::run_now(std::move(l))"),
            Strings{"this lambda"});
  EXPECT_EQ(
      callables("struct S { void g() {} }; void f(S *s) { toy::run_now(std::bind(&S::g, s)); }",
                "toy::run_now(std::bind(&S::g, s))"),
      Strings{"'g'"});
  EXPECT_EQ(callables("void f(toy::executor &e) { toy::run_now(toy::bind_executor(e, [] {})); }",
                      "toy::run_now(toy::bind_executor(e, [] {}))"),
            Strings{"this lambda"});
}

TEST(EscapeTest, CallWithoutAModelHasNoCallables) {
  EXPECT_EQ(callables("void take(void (*)()); void g() {} void f() { take(g); }", "take(g)"),
            Strings{});
}

TEST(EscapeTest, CallableWhoseBodyIsNotVisibleIsNone) {
  EXPECT_EQ(callables("void g(); void f() { toy::run_now(g); }", "toy::run_now(g)"), Strings{});
}

} // namespace
