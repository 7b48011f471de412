//===- LockStateTest.cpp - which locks are held where --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"
#include "async-tidy/Analysis/LockSummary.h"
#include "llvm/ADT/StringExtras.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// `g(m)`: guard g holds m. `temporary(m)`, `mutex(m)`: a guard without a name, no guard at all.
/// Behind it: `?` held on some paths only, `~` may have failed.
std::string describeLock(const HeldLock &Lock) {
  std::string Result = Lock.Holder.Guard       ? Lock.Holder.Guard->getNameAsString()
                       : Lock.Holder.Temporary ? "temporary"
                                               : "mutex";
  Strings Mutexes;
  for (const AccessPath &Path : Lock.Mutexes)
    Mutexes.push_back(pathText(Path));
  Result += "(" + llvm::join(Mutexes, ", ") + ")";
  if (!Lock.Definite)
    Result += "?";
  if (Lock.Tried)
    Result += "~";
  return Result;
}

/// The locks at each co_await, co_yield and `here(...)` of \p Function, in the order of the text;
/// several at one point are sorted and joined. "dead" for a point that can't be reached.
Strings heldIn(TestCode &Code, const FunctionDecl &Function) {
  Unit &U = Code.unit();
  const FunctionBody &Body = U.body(Function);
  std::map<unsigned, std::string> Points;
  llvm::DenseMap<const Stmt *, unsigned> Asked;
  auto Ask = [&](const Expr *E) {
    unsigned At = Code.context().getSourceManager().getFileOffset(E->getBeginLoc());
    Asked[E] = At;
    Points[At] = "dead";
  };
  for (const Expr *Point : Body.suspensions())
    Ask(Point);
  for (const Expr *Call : Body.calls())
    if (const FunctionDecl *Callee = calleeOf(*Call); Callee && Callee->getNameAsString() == "here")
      Ask(Call);
  const LockState &Locks = U.locks(Function);
  Locks.forEachPoint([&](const Stmt &S, const LockState::Held &Held) {
    auto It = Asked.find(&S);
    if (It == Asked.end())
      return;
    Strings Here;
    for (const auto &[Holder, Lock] : Held)
      Here.push_back(describeLock(Lock));
    llvm::sort(Here);
    Points[It->second] = llvm::join(Here, ", ");
  });
  Strings Result;
  for (auto &[At, Text] : Points)
    Result.push_back(Locks.any() ? Text : "");
  return Result;
}

constexpr char Globals[] = R"cpp(
std::mutex m, m2; std::shared_mutex sm; std::timed_mutex tm; toy::async_mutex am; bool c;
#line 1
)cpp";

/// The locks in function `f` of \p Code.
Strings held(llvm::StringRef Code, TestSetup S = {}) {
  TestCode Parsed((Globals + Code).str(), std::move(S));
  return heldIn(Parsed, Parsed.function("f"));
}

const Strings None{""};

//===----------------------------------------------------------------------===//
// What other tools get wrong: the table in docs/comparison
//===----------------------------------------------------------------------===//

TEST(LockStateTest, GuardIsHeldAtAwait) {
  EXPECT_EQ(held("co::task<> f() { std::lock_guard g(m); co_await nothing(); }"), Strings{"g(m)"});
  EXPECT_EQ(held("co::task<> f() { std::lock_guard<std::mutex> g(m); co_await nothing(); }"),
            Strings{"g(m)"});
}

TEST(LockStateTest, GuardIsHeldAtAwaitInAnInitializer) {
  EXPECT_EQ(held("co::task<> f() { std::lock_guard g(m); int x = co_await number(); use(x); }"),
            Strings{"g(m)"});
}

TEST(LockStateTest, UniqueSharedAndScopedLocksAreGuards) {
  EXPECT_EQ(held("co::task<> f() { std::unique_lock g(m); co_await nothing(); }"), Strings{"g(m)"});
  EXPECT_EQ(held("co::task<> f() { std::shared_lock g(sm); co_await nothing(); }"),
            Strings{"g(sm)"});
  EXPECT_EQ(held("co::task<> f() { std::scoped_lock g(m, m2); co_await nothing(); }"),
            Strings{"g(m, m2)"});
}

TEST(LockStateTest, ScopedLockOfNothingHoldsNothing) {
  EXPECT_EQ(held("co::task<> f() { std::scoped_lock<> g; co_await nothing(); }"), None);
}

TEST(LockStateTest, GuardsByHand) {
  const std::string Own = "struct own_lock { void lockRead(); void unlockRead(); } o;"
                          "struct reader { own_lock &l; bool h = true;"
                          " explicit reader(own_lock &l) : l(l) { this->l.lockRead(); }"
                          " reader(own_lock &l, int) : l(l), h(false) {}"
                          " ~reader() { if (h) l.unlockRead(); }"
                          " void unlock() { l.unlockRead(); h = false; } };\n#line 1\n";
  EXPECT_EQ(held(Own + "co::task<> f() { reader g(o); co_await nothing(); }").size(), 1u);
  EXPECT_NE(held(Own + "co::task<> f() { reader g(o); co_await nothing(); }"), None);
  EXPECT_EQ(held(Own + "co::task<> f() { reader g(o, 1); co_await nothing(); }"), None);
  EXPECT_EQ(held(Own + "co::task<> f() { reader g(o); g.unlock(); co_await nothing(); }"), None);
}

TEST(LockStateTest, UnlockedGuardHoldsNothing) {
  EXPECT_EQ(
      held("co::task<> f() { std::unique_lock g(m); here(1); g.unlock(); co_await nothing(); }"),
      (Strings{"g(m)", ""}));
}

TEST(LockStateTest, MutexUnlockedBehindItsGuardIsNotHeld) {
  EXPECT_EQ(held("co::task<> f() { { std::lock_guard g(m); here(1); m.unlock(); here(2); m.lock(); "
                 "here(3); } here(4); co_return; }"),
            (Strings{"g(m)", "", "g(m)", ""}));
}

TEST(LockStateTest, ObjectThatUnlocksLetsTheOthersInForAsLongAsItLives) {
  const std::string Unlocker = R"cpp(
    template <class L> struct unlocker {
      explicit unlocker(L &l) : l(l) { this->l.unlock(); }
      ~unlocker() { l.lock(); }
      L &l;
    };
    struct view { explicit view(std::unique_lock<std::mutex> &l) : l(l) {} ~view();
                  std::unique_lock<std::mutex> &l; };
    struct relock_unlock { explicit relock_unlock(std::mutex *); ~relock_unlock(); };
  )cpp";
  EXPECT_EQ(held(Unlocker +
                 "void f() { std::unique_lock g(m); here(1);"
                 " { unlocker<std::unique_lock<std::mutex>> u(g); here(2); } here(3); }"),
            (Strings{"g(m)", "", "g(m)"}));
  EXPECT_EQ(held(Unlocker + "void f() { std::lock_guard g(m); here(1);"
                            " { unlocker u(m); here(2); } here(3); }"),
            (Strings{"g(m)", "", "g(m)"}));
  EXPECT_EQ(held(Unlocker + "void f() { std::unique_lock g(m); std::lock_guard g2(m2);"
                            " relock_unlock u(&m2); here(1); }"),
            Strings{"g(m)"});
  EXPECT_EQ(held(Unlocker + "void f() { std::unique_lock g(m); view v(g); here(1); }"),
            Strings{"g(m)"});
}

TEST(LockStateTest, DeferredGuardHoldsOnlyOnceLocked) {
  EXPECT_EQ(held("co::task<> f() { std::unique_lock g(m, std::defer_lock); co_await nothing(); }"),
            None);
  EXPECT_EQ(held("void f() { std::unique_lock g(m, std::defer_lock); here(1); g.lock(); here(2); }")
                .back(),
            "g(m)");
}

TEST(LockStateTest, LoopThatUnlocksAroundTheAwaitHoldsNothingThere) {
  EXPECT_EQ(held(R"cpp(
    co::task<> f() {
      std::unique_lock g(m);
      for (int i = 0; i < 3; ++i) { here(1); g.unlock(); co_await nothing(); g.lock(); here(2); }
      here(3);
    })cpp")[1],
            "");
}

TEST(LockStateTest, AssignedEmptyGuardHoldsNothing) {
  EXPECT_EQ(held("co::task<> f() { std::unique_lock g(m); g = {}; co_await nothing(); }"), None);
  EXPECT_EQ(held("co::task<> f() { std::unique_lock g(m); g = std::unique_lock<std::mutex>(); "
                 "co_await nothing(); }"),
            None);
}

TEST(LockStateTest, AssignedGuardHoldsTheNewMutex) {
  EXPECT_EQ(
      held("void f() { std::unique_lock g(m); g = std::unique_lock<std::mutex>(m2); here(1); }"),
      Strings{"g(m2)"});
}

TEST(LockStateTest, GuardInAnIfInitializerHoldsInItsBranchesOnly) {
  EXPECT_EQ(held("co::task<> f() { if (std::lock_guard g(m); c) co_await nothing(); else here(1); "
                 "here(2); }"),
            (Strings{"g(m)", "g(m)", ""}));
}

TEST(LockStateTest, MutexLockedByHandHoldsUntilUnlock) {
  EXPECT_EQ(held("co::task<> f() { m.lock(); co_await nothing(); m.unlock(); here(1); }"),
            (Strings{"mutex(m)", ""}));
  EXPECT_EQ(held("void f() { sm.lock_shared(); here(1); sm.unlock_shared(); here(2); }"),
            (Strings{"mutex(sm)", ""}));
}

TEST(LockStateTest, GuardMadeFromAPrvalueHolds) {
  EXPECT_EQ(
      held("co::task<> f() { const auto g = std::lock_guard<std::mutex>(m); co_await nothing(); }"),
      Strings{"g(m)"});
  EXPECT_EQ(held("co::task<> f() { auto g = std::unique_lock{m}; co_await nothing(); }"),
            Strings{"g(m)"});
}

TEST(LockStateTest, AliasesOfGuardsAreGuards) {
  EXPECT_EQ(held(R"cpp(
    using Guard = std::lock_guard<std::mutex>;
    template <class M> using LockOf = std::unique_lock<M>;
    co::task<> f() { { Guard g{m}; co_await nothing(); } LockOf<std::mutex> h(m2); co_await nothing(); })cpp"),
            (Strings{"g(m)", "h(m2)"}));
}

TEST(LockStateTest, ClassWithAGuardMemberHolds) {
  EXPECT_EQ(held(R"cpp(
    struct Holder { std::lock_guard<std::mutex> g; Holder() : g(m) {} };
    co::task<> f() { Holder h; co_await nothing(); })cpp"),
            Strings{"h()"});
  EXPECT_EQ(held(R"cpp(
    struct Access { std::unique_lock<std::mutex> Lock; int *Value; };
    co::task<> f() { Access a{std::unique_lock<std::mutex>(m), nullptr}; co_await nothing(); })cpp"),
            Strings{"a(m)"});
}

TEST(LockStateTest, ClassWhoseGuardMemberStartsDeferredOrEmptyHoldsNothing) {
  EXPECT_EQ(held(R"cpp(
    struct Holder { std::unique_lock<std::mutex> g; Holder() : g(m, std::defer_lock) {} };
    co::task<> f() { Holder h; co_await nothing(); })cpp"),
            None);
  EXPECT_EQ(held(R"cpp(
    struct Holder { std::unique_lock<std::mutex> g; Holder() {} };
    co::task<> f() { Holder h; co_await nothing(); })cpp"),
            None);
}

TEST(LockStateTest, ClassWithAGuardMemberAndAnUnlockMethodIsFollowed) {
  EXPECT_EQ(held(R"cpp(
    struct Holder { std::unique_lock<std::mutex> g; Holder() : g(m) {} void done() { g.unlock(); } };
    co::task<> f() { Holder h; here(1); h.done(); co_await nothing(); })cpp"),
            (Strings{"h()", ""}));
}

TEST(LockStateTest, GuardInAUniquePointerHolds) {
  EXPECT_EQ(held("co::task<> f() { auto p = std::make_unique<std::lock_guard<std::mutex>>(m); "
                 "co_await nothing(); p.reset(); co_await nothing(); }"),
            (Strings{"p(m)", ""}));
  EXPECT_EQ(held("co::task<> f() { std::unique_ptr<std::lock_guard<std::mutex>> p(new "
                 "std::lock_guard<std::mutex>(m)); "
                 "here(1); }")
                .front()
                .substr(0, 2),
            "p(");
  EXPECT_EQ(
      held(
          "co::task<> f() { std::unique_ptr<std::lock_guard<std::mutex>> p; co_await nothing(); }"),
      None);
  EXPECT_EQ(held("co::task<> f() { std::unique_ptr<std::lock_guard<std::mutex>> p = nullptr; "
                 "co_await nothing(); }"),
            None);
}

TEST(LockStateTest, GuardInAnOptionalHoldsFromEmplaceToReset) {
  EXPECT_EQ(
      held("co::task<> f() { std::optional<std::lock_guard<std::mutex>> o; here(1); o.emplace(m); "
           "co_await nothing(); o.reset(); co_await nothing(); }"),
      (Strings{"", "o(m)", ""}));
  EXPECT_EQ(held("void f() { std::optional<std::unique_lock<std::mutex>> o; o.emplace(m); here(1); "
                 "o->unlock(); here(2); }"),
            (Strings{"o(m)", ""}));
}

TEST(LockStateTest, OptionalGuardIsSettledByItsTest) {
  EXPECT_EQ(held(R"cpp(
    void f() {
      std::optional<std::lock_guard<std::mutex>> o;
      if (c) o.emplace(m);
      here(1);
      if (o) here(2); else here(3);
      if (o.has_value()) here(4); else here(5);
    })cpp"),
            (Strings{"o(m)?", "o(m)", "", "o(m)", ""}));
}

TEST(LockStateTest, GuardParametersHoldByValueAndByReference) {
  EXPECT_EQ(held("co::task<> f(std::unique_lock<std::mutex> g) { co_await nothing(); }"),
            Strings{"g()"});
  EXPECT_EQ(held("void f(std::unique_lock<std::mutex> &g) { here(1); g.unlock(); here(2); "
                 "g.lock(); here(3); }"),
            (Strings{"g()", "", "g()"}));
  EXPECT_EQ(held("co::task<> f(const std::lock_guard<std::mutex> &g) { co_await nothing(); }"),
            Strings{"g()"});
}

TEST(LockStateTest, ParametersThatMayHoldNoLockDont) {
  EXPECT_EQ(
      held("co::task<> f(std::optional<std::unique_lock<std::mutex>> o) { co_await nothing(); }"),
      None);
}

TEST(LockStateTest, ScopedLockableClassIsAGuard) {
  EXPECT_EQ(held(R"cpp(
    struct __attribute__((scoped_lockable)) Mine {
      explicit Mine(std::mutex &) __attribute__((acquire_capability)); ~Mine() __attribute__((release_capability));
    };
    co::task<> f() { { Mine g(m); co_await nothing(); } co_await nothing(); })cpp"),
            (Strings{"g(m)", ""}));
}

TEST(LockStateTest, ScopedLockableClassWithCapabilityMethodsIsFollowed) {
  EXPECT_EQ(held(R"cpp(
    struct __attribute__((capability("mutex"))) Mu {
      void Lock() __attribute__((acquire_capability)); void Unlock() __attribute__((release_capability));
    };
    struct __attribute__((scoped_lockable)) Mine {
      explicit Mine(Mu *) __attribute__((acquire_capability)); ~Mine() __attribute__((release_capability));
      void Release() __attribute__((release_capability)); void Acquire() __attribute__((acquire_capability));
    };
    Mu mu;
    void f() { Mine g(&mu); here(1); g.Release(); here(2); g.Acquire(); here(3); })cpp"),
            (Strings{"g(mu)", "", "g(mu)"}));
}

TEST(LockStateTest, CapabilityMutexLockedByHandHolds) {
  EXPECT_EQ(held(R"cpp(
    struct __attribute__((capability("mutex"))) Mu {
      void Acquire() __attribute__((acquire_capability)); void Drop() __attribute__((release_capability));
    };
    Mu mu;
    co::task<> f() { mu.Acquire(); co_await nothing(); mu.Drop(); co_await nothing(); })cpp"),
            (Strings{"mutex(mu)", ""}));
}

TEST(LockStateTest, LocksThatSuspendDontCount) {
  EXPECT_EQ(held("co::task<> f() { co_await am.lock(); co_await nothing(); am.unlock(); }"),
            (Strings{"", ""}));
  EXPECT_EQ(held("co::task<> f() { std::unique_lock<toy::async_mutex> g(am, std::defer_lock); "
                 "co_await nothing(); }"),
            None);
  EXPECT_EQ(
      held("co::task<> f() { std::scoped_lock<toy::async_mutex> g(am); co_await nothing(); }"),
      None);
  EXPECT_EQ(
      held("toy::fiber_mutex fm; co::task<> f() { std::lock_guard g(fm); co_await nothing(); }"),
      None);
  EXPECT_EQ(held("toy::fiber_mutex fm; co::task<> f() { fm.lock(); co_await nothing(); }"), None);
}

TEST(LockStateTest, MutexMarkedAsAsyncDoesntCount) {
  EXPECT_EQ(held(R"cpp(
    struct [[clang::annotate("async-tidy::async-mutex")]] Mu { void lock(); void unlock(); };
    Mu mu;
    co::task<> f() { std::lock_guard g(mu); co_await nothing(); })cpp"),
            None);
}

TEST(LockStateTest, UsersMutexIsKnownByItsShape) {
  EXPECT_EQ(held(R"cpp(
    struct Spin { void lock(); void unlock(); };
    struct Derived : Spin {};
    Spin s; Derived d;
    co::task<> f() { std::lock_guard g(s); d.lock(); co_await nothing(); })cpp"),
            Strings{"g(s), mutex(d)"});
}

TEST(LockStateTest, GuardOfOneBlockingAndOneAsyncMutexHolds) {
  EXPECT_EQ(held("co::task<> f() { std::scoped_lock<std::mutex, toy::async_mutex> g(m, am); "
                 "co_await nothing(); }")
                .front()
                .substr(0, 2),
            "g(");
}

TEST(LockStateTest, GuardInACaseHoldsInItsBlock) {
  EXPECT_EQ(held(R"cpp(
    co::task<> f(int k) {
      switch (k) { case 1: { std::lock_guard g(m); co_await nothing(); } break; default: co_await nothing(); }
      co_await nothing();
    })cpp"),
            (Strings{"g(m)", "", ""}));
}

TEST(LockStateTest, RangeForInitializerRunsUnderTheGuard) {
  EXPECT_EQ(
      held("co::task<> f() { std::lock_guard g(m); for (int i : {co_await number(), 2}) use(i); }"),
      Strings{"g(m)"});
}

TEST(LockStateTest, GuardIsHeldInUninstantiatedTemplates) {
  EXPECT_EQ(
      held(
          "template <class T> co::task<> f(T t) { std::lock_guard<std::mutex> g(m); co_await t; }"),
      Strings{"g(m)"});
  EXPECT_EQ(
      held("template <class T> co::task<> f(T t) { std::lock_guard g(m); co_await nothing(); }"),
      Strings{"g(m)"});
  EXPECT_EQ(held("template <class T> struct Q { std::mutex m_; co::task<> f(T t) "
                 "{ std::lock_guard<std::mutex> g(m_); co_await t.go(); } };"),
            Strings{"g(this.m_)"});
  EXPECT_EQ(held("template <class T> struct Q { std::mutex m_; co::task<> f() "
                 "{ std::lock_guard g(m_); co_await nothing(); } };"),
            Strings{"g(this.m_)"});
  EXPECT_EQ(
      held(
          "template <class T> co::task<> f(T t) { m.lock(); co_await t; m.unlock(); co_await t; }"),
      (Strings{"mutex(m)", ""}));
  EXPECT_EQ(
      held("template <class T> co::task<> f(T t) { std::unique_lock<std::mutex> g(m); g.unlock(); "
           "co_await t; }"),
      None);
}

TEST(LockStateTest, GuardOfADependentMutexIsHeldInInstantiationsOnly) {
  TestCode Code(R"cpp(
    template <class M> co::task<> f(M &mu) { std::lock_guard<M> g(mu); co_await nothing(); }
    void use() { std::mutex a; toy::async_mutex b; f(a); f(b); })cpp");
  EXPECT_EQ(heldIn(Code, Code.function("f")), None);
  EXPECT_EQ(heldIn(Code, Code.instantiation("f", 0)), Strings{"g(mu)"});
  EXPECT_EQ(heldIn(Code, Code.instantiation("f", 1)), None);
}

TEST(LockStateTest, NestedLambdasAwaitIsNotUnderTheOutersLock) {
  TestCode Code((llvm::StringRef(Globals) + "co::task<> f() { std::lock_guard g(m); auto l = []() "
                                            "-> co::task<> { co_await nothing(); }; co_return; }")
                    .str());
  EXPECT_TRUE(heldIn(Code, Code.function("f")).empty());
  EXPECT_EQ(heldIn(Code, Code.lambdaBody()), None);
}

TEST(LockStateTest, YieldIsAPointLikeAnAwait) {
  EXPECT_EQ(held("co::task<> f() { std::lock_guard g(m); co_yield 1; }"), Strings{"g(m)"});
}

//===----------------------------------------------------------------------===//
// Attempts
//===----------------------------------------------------------------------===//

TEST(LockStateTest, TryLockHoldsInTheBranchWhereItSucceeded) {
  EXPECT_EQ(held("void f() { if (m.try_lock()) { here(1); m.unlock(); here(2); } else here(3); }"),
            (Strings{"mutex(m)", "", ""}));
  EXPECT_EQ(held("co::task<> f() { if (!m.try_lock()) { co_await nothing(); co_return; } here(1); "
                 "m.unlock(); here(2); }"),
            (Strings{"", "mutex(m)", ""}));
}

TEST(LockStateTest, TryLockInALogicalExpressionHoldsBehindIt) {
  EXPECT_EQ(held("void f() { if (c && m.try_lock()) here(1); else here(2); }").front(), "mutex(m)");
}

TEST(LockStateTest, TryLockKeptInAVariableIsSettledByTestingIt) {
  EXPECT_EQ(held("void f() { bool ok = m.try_lock(); if (ok) here(1); else here(2); }"),
            (Strings{"mutex(m)", ""}));
  EXPECT_EQ(
      held("void f() { const bool ok = m.try_lock(); if (!ok) { here(1); return; } here(2); }"),
      (Strings{"", "mutex(m)"}));
  EXPECT_EQ(held("void f() { if (bool ok = m.try_lock()) here(1); else here(2); }"),
            (Strings{"mutex(m)", ""}));
  EXPECT_EQ(held("void f() { if (bool ok = m.try_lock(); ok) here(1); else here(2); }"),
            (Strings{"mutex(m)", ""}));
}

TEST(LockStateTest, UntestedTryLockIsOnlyTried) {
  EXPECT_EQ(held("void f() { m.try_lock(); here(1); }"), Strings{"mutex(m)?~"});
}

TEST(LockStateTest, TryToLockIsSettledByOwnsLockAndByBool) {
  EXPECT_EQ(held("co::task<> f() { std::unique_lock g(m, std::try_to_lock); here(1); "
                 "if (!g.owns_lock()) { co_await nothing(); } else here(2); }"),
            (Strings{"g(m)?~", "", "g(m)"}));
  EXPECT_EQ(
      held("void f() { std::unique_lock g(m, std::try_to_lock); if (g) here(1); else here(2); }"),
      (Strings{"g(m)", ""}));
  EXPECT_EQ(
      held("void f() { if (std::unique_lock g(m, std::try_to_lock); g) here(1); else here(2); }"),
      (Strings{"g(m)", ""}));
  EXPECT_EQ(
      held("void f() { if (std::unique_lock g{m, std::try_to_lock}) here(1); else here(2); }"),
      (Strings{"g(m)", ""}));
}

TEST(LockStateTest, GuardsTryLockIsSettledByItsResult) {
  EXPECT_EQ(held("void f() { std::unique_lock g(m, std::defer_lock); if (g.try_lock()) here(1); "
                 "else here(2); }"),
            (Strings{"g(m)", ""}));
  EXPECT_EQ(held("void f() { std::unique_lock g(m, std::defer_lock); bool ok = g.try_lock(); "
                 "if (ok) here(1); else here(2); }"),
            (Strings{"g(m)", ""}));
}

TEST(LockStateTest, TimedConstructorsMayFail) {
  EXPECT_EQ(held("void f() { std::unique_lock g(tm, std::chrono::milliseconds(1)); here(1); "
                 "if (g.owns_lock()) here(2); else here(3); }"),
            (Strings{"g(tm)?~", "g(tm)", ""}));
  EXPECT_EQ(held("void f() { std::unique_lock g(tm, std::chrono::time_point{}); here(1); }"),
            Strings{"g(tm)?~"});
}

TEST(LockStateTest, TryLockForOfTheMutexMayFail) {
  EXPECT_EQ(
      held(
          "void f() { if (tm.try_lock_for(std::chrono::milliseconds(1))) here(1); else here(2); }"),
      (Strings{"mutex(tm)", ""}));
}

TEST(LockStateTest, LoopUntilTryLockSucceedsHoldsBehindIt) {
  EXPECT_EQ(held("co::task<> f() { while (!m.try_lock()) co_await nothing(); here(1); }"),
            (Strings{"", "mutex(m)"}));
}

//===----------------------------------------------------------------------===//
// From hand to hand
//===----------------------------------------------------------------------===//

TEST(LockStateTest, AdoptedLockBelongsToTheGuard) {
  EXPECT_EQ(held("void f() { m.lock(); here(1); { std::lock_guard g(m, std::adopt_lock); here(2); "
                 "} here(3); }"),
            (Strings{"mutex(m)", "g(m)", ""}));
  EXPECT_EQ(held("void f() { std::lock(m, m2); here(1); { std::scoped_lock g(std::adopt_lock, m, "
                 "m2); here(2); } here(3); }"),
            (Strings{"mutex(m), mutex(m2)", "g(m, m2)", ""}));
}

TEST(LockStateTest, StdLockTakesAllItsMutexes) {
  EXPECT_EQ(
      held("void f() { std::lock(m, m2); here(1); m.unlock(); here(2); m2.unlock(); here(3); }"),
      (Strings{"mutex(m), mutex(m2)", "mutex(m2)", ""}));
}

TEST(LockStateTest, StdLockOfDeferredGuardsLocksTheGuards) {
  EXPECT_EQ(
      held("void f() { std::unique_lock a(m, std::defer_lock), b(m2, std::defer_lock); here(1); "
           "std::lock(a, b); here(2); a.unlock(); here(3); }"),
      (Strings{"", "a(m), b(m2)", "b(m2)"}));
}

TEST(LockStateTest, MovedGuardTakesTheLockAlong) {
  EXPECT_EQ(held("void f() { std::unique_lock a(m); { std::unique_lock b = std::move(a); here(1); "
                 "} here(2); }"),
            (Strings{"b(m)", ""}));
  EXPECT_EQ(held("void f() { std::unique_lock a(m); std::unique_lock<std::mutex> b(std::move(a)); "
                 "here(1); "
                 "b.unlock(); here(2); }"),
            (Strings{"b(m)", ""}));
  EXPECT_EQ(held("void f() { std::unique_lock a(m); std::unique_lock<std::mutex> b; b = "
                 "std::move(a); here(1); }"),
            Strings{"b(m)"});
}

TEST(LockStateTest, GuardMovedIntoACallIsGone) {
  EXPECT_EQ(held("void take(std::unique_lock<std::mutex>); "
                 "void f() { std::unique_lock a(m); take(std::move(a)); here(1); }"),
            None);
  EXPECT_EQ(held("void take(std::unique_lock<std::mutex> &&); "
                 "void f() { std::unique_lock a(m); take(std::move(a)); here(1); }"),
            None);
}

TEST(LockStateTest, GuardPassedByReferenceStays) {
  EXPECT_EQ(held("void look(std::unique_lock<std::mutex> &); "
                 "void f() { std::unique_lock a(m); look(a); here(1); }"),
            Strings{"a(m)"});
}

TEST(LockStateTest, GuardMovedIntoAClosureIsGone) {
  EXPECT_EQ(held("void f() { std::unique_lock a(m); auto l = [a = std::move(a)] {}; here(1); }"),
            None);
}

TEST(LockStateTest, ReleasedGuardHoldsNothing) {
  EXPECT_EQ(held("void f() { std::unique_lock a(m); a.release(); here(1); }"), None);
}

// Documented limit: after a swap each guard is still believed to have what it had.
TEST(LockStateTest, SwapIsNotFollowed) {
  EXPECT_EQ(
      held("void f() { std::unique_lock a(m); std::unique_lock<std::mutex> b; a.swap(b); here(1); "
           "swap(a, b); here(2); }"),
      (Strings{"a(m)", "a(m)"}));
}

TEST(LockStateTest, GuardReturnedByAFunctionHolds) {
  EXPECT_EQ(held("std::unique_lock<std::mutex> take(); void f() { auto g = take(); here(1); }"),
            Strings{"g()"});
  EXPECT_EQ(held("std::unique_lock<std::mutex> take(std::mutex &, int); void f() { auto g = "
                 "take(m, 1); here(1); }"),
            Strings{"g(m)"});
  EXPECT_EQ(held("struct Mu { void lock(); void unlock(); std::unique_lock<Mu> hold(); } mu; "
                 "void f() { auto g = mu.hold(); here(1); }"),
            Strings{"g(mu)"});
  EXPECT_EQ(held("std::unique_lock<std::mutex> take(); void f() { auto &&g = take(); here(1); }"),
            Strings{"g()"});
}

TEST(LockStateTest, AwaitedGuardOfAnAsyncMutexDoesntCount) {
  EXPECT_EQ(held("co::task<std::unique_lock<toy::async_mutex>> hold(); "
                 "co::task<> f() { auto g = co_await hold(); co_await nothing(); }"),
            (Strings{"", ""}));
}

TEST(LockStateTest, ReferenceToAGuardIsNoSecondGuard) {
  EXPECT_EQ(held("void f() { std::unique_lock g(m); auto &r = g; here(1); }"), Strings{"g(m)"});
}

TEST(LockStateTest, TemporaryGuardHoldsToTheEndOfItsFullExpression) {
  EXPECT_EQ(held("struct A { ~A(); int at(int); }; A with(std::unique_lock<std::mutex>); "
                 "void f() { (std::lock_guard<std::mutex>(m), here(1)); here(2); }"),
            (Strings{"temporary(m)", ""}));
  EXPECT_EQ(held("co::task<> f() { (std::lock_guard<std::mutex>(m), co_await nothing()); co_await "
                 "nothing(); }"),
            (Strings{"temporary(m)", ""}));
  EXPECT_EQ(held("void f() { std::lock_guard<std::mutex>{m}; here(1); }"), None);
}

//===----------------------------------------------------------------------===//
// Paths
//===----------------------------------------------------------------------===//

TEST(LockStateTest, LockTakenOnOnePathIsNotDefinite) {
  EXPECT_EQ(held("void f() { if (c) m.lock(); here(1); }"), Strings{"mutex(m)?"});
  EXPECT_EQ(held("void f() { std::unique_lock g(m); if (c) g.unlock(); here(1); }"),
            Strings{"g(m)?"});
}

TEST(LockStateTest, LockTakenOnBothPathsIsDefinite) {
  EXPECT_EQ(held("void f() { if (c) m.lock(); else m.lock(); here(1); }"), Strings{"mutex(m)"});
}

TEST(LockStateTest, PathThatReturnsDoesntCount) {
  EXPECT_EQ(
      held("void f() { std::unique_lock g(m); if (c) { g.unlock(); here(1); return; } here(2); }"),
      (Strings{"", "g(m)"}));
  EXPECT_EQ(held("void f() { if (!c) return; m.lock(); here(1); }"), Strings{"mutex(m)"});
}

TEST(LockStateTest, LockTakenInALoopMayBeHeldAtItsBegin) {
  EXPECT_EQ(held("void f() { while (c) { here(1); m.lock(); here(2); } here(3); }"),
            (Strings{"mutex(m)?", "mutex(m)", "mutex(m)?"}));
}

TEST(LockStateTest, GuardInALoopEndsWithEachRound) {
  EXPECT_EQ(held("void f() { while (c) { here(1); std::lock_guard g(m); if (coin()) continue; "
                 "here(2); } here(3); }"),
            (Strings{"", "g(m)", ""}));
  EXPECT_EQ(held("void f() { for (;;) { std::lock_guard g(m); if (c) break; } here(1); }"), None);
}

TEST(LockStateTest, GotoLeavesTheGuardsScope) {
  EXPECT_EQ(held("void f() { { std::lock_guard g(m); if (c) goto out; here(1); } out: here(2); }"),
            (Strings{"g(m)", ""}));
  EXPECT_EQ(held("void f() { again: here(1); m.lock(); if (c) goto again; here(2); m.unlock(); }"),
            (Strings{"mutex(m)?", "mutex(m)"}));
}

TEST(LockStateTest, GuardEndsWithItsBlock) {
  EXPECT_EQ(held("co::task<> f() { { std::lock_guard g(m); here(1); } co_await nothing(); }"),
            (Strings{"g(m)", ""}));
}

TEST(LockStateTest, TestOfACopiedConditionIsNotFollowed) {
  EXPECT_EQ(held("void f() { if (c) m.lock(); if (c) here(1); }"), Strings{"mutex(m)?"});
}

TEST(LockStateTest, CodeBehindAReturnIsNotReached) {
  EXPECT_EQ(held("void f() { std::lock_guard g(m); return; here(1); }"), Strings{"dead"});
}

TEST(LockStateTest, ConditionalOperatorBranchesAreFollowed) {
  EXPECT_EQ(held("void f() { m.try_lock() ? here(1) : here(2); }"), (Strings{"mutex(m)", ""}));
}

//===----------------------------------------------------------------------===//
// Which mutex
//===----------------------------------------------------------------------===//

TEST(LockStateTest, MutexesOfTwoObjectsAreDifferent) {
  EXPECT_EQ(held("struct S { std::mutex mu; } a, b; void f() { a.mu.lock(); b.mu.unlock(); "
                 "here(1); a.mu.unlock(); here(2); }"),
            (Strings{"mutex(a.mu)", ""}));
}

TEST(LockStateTest, MemberWithAndWithoutThisIsOneMutex) {
  EXPECT_EQ(held("struct S { std::mutex m_; void f() { this->m_.lock(); here(1); m_.unlock(); "
                 "here(2); } };"),
            (Strings{"mutex(this.m_)", ""}));
}

TEST(LockStateTest, MutexBehindAPointerOrReferenceIsFollowed) {
  EXPECT_EQ(held("void f(std::mutex *p) { p->lock(); here(1); (*p).unlock(); here(2); }"),
            (Strings{"mutex(p)", ""}));
  EXPECT_EQ(held("void f() { auto &r = m; r.lock(); here(1); m.unlock(); here(2); }"),
            (Strings{"mutex(m)", ""}));
}

TEST(LockStateTest, ComputedMutexIsNotFollowed) {
  EXPECT_EQ(held("std::mutex &of(int); void f() { of(1).lock(); here(1); of(2).unlock(); }"), None);
}

TEST(LockStateTest, GuardOfAComputedMutexHoldsAnUnknownOne) {
  EXPECT_EQ(held("std::mutex &of(int); void f() { std::lock_guard g(of(1)); here(1); }"),
            Strings{"g()"});
}

TEST(LockStateTest, FunctionsLockByTheirModel) {
  EXPECT_EQ(held(R"cpp(
    pthread_mutex_t p; struct S { pthread_mutex_t q; };
    void f(S *s) {
      pthread_mutex_lock(&p); here(1); pthread_mutex_lock(&s->q); here(2);
      pthread_mutex_unlock(&p); here(3); pthread_mutex_unlock(&s->q); here(4);
    })cpp"),
            (Strings{"mutex(p)", "mutex(p), mutex(s.q)", "mutex(s.q)", ""}));
}

TEST(LockStateTest, FunctionThatTriesIsNotSettledByItsNumber) {
  // 0 means success there: nothing is known of a test.
  EXPECT_EQ(held("pthread_mutex_t p; void f() { pthread_mutex_trylock(&p); here(1); }"),
            Strings{"mutex(p)?~"});
}

TEST(LockStateTest, FunctionsLockByAUsersModel) {
  TestSetup S;
  S.Models = withModel(R"yaml(
framework: mine
functions:
  - {name: grab, locks: [{argument: 0, does: acquires}]}
  - {name: "Table::freeze", locks: [{argument: object, does: acquires}]}
  - {name: "Table::thaw", locks: [{argument: object, does: releases}]}
types:
  - {name: Table, mutex: {blocking: true}}
)yaml");
  EXPECT_EQ(held(R"cpp(
    struct Table { void freeze(); void thaw(); } table;
    void grab(std::mutex &);
    void f() { grab(m); here(1); table.freeze(); here(2); table.thaw(); here(3); })cpp",
                 S),
            (Strings{"mutex(m)", "mutex(m), mutex(table)", "mutex(m)"}));
}

TEST(LockStateTest, GuardOfAUsersModelIsAGuard) {
  TestSetup S;
  S.Models = withModel(R"yaml(
framework: mine
types:
  - {name: Locker, guard: {acquires: [relock], releases: [unlock]}}
)yaml");
  EXPECT_EQ(held(R"cpp(
    struct Locker { explicit Locker(std::mutex *); ~Locker(); void unlock(); void relock(); };
    void f() { Locker g(&m); here(1); g.unlock(); here(2); g.relock(); here(3); })cpp",
                 S),
            (Strings{"g(m)", "", "g(m)"}));
}

//===----------------------------------------------------------------------===//
// Helpers, and locks that are taken
//===----------------------------------------------------------------------===//

TEST(LockStateTest, HelperThatLocksOrUnlocksDoesItToItsCaller) {
  EXPECT_EQ(held(R"cpp(
    struct S {
      std::mutex mu;
      void take() { mu.lock(); }
      void give() { mu.unlock(); }
    };
    void f(S &s) { s.take(); here(1); s.give(); here(2); })cpp"),
            (Strings{"mutex(s.mu)", ""}));
  EXPECT_EQ(held("void take(std::mutex &x) { x.lock(); } void f() { take(m); here(1); }"),
            Strings{"mutex(m)"});
  EXPECT_EQ(held("void balanced() { m.lock(); m.unlock(); } void f() { balanced(); here(1); }"),
            None);
  EXPECT_EQ(held(R"cpp(
    struct __attribute__((capability("mutex"))) Mu {
      void Lock() __attribute__((acquire_capability)); void Unlock() __attribute__((release_capability));
    };
    struct S { Mu mu; void take() __attribute__((acquire_capability(mu))); };
    void f(S &s) { s.take(); here(1); })cpp"),
            Strings{"mutex(s.mu)"});
}

/// The locks that `f` takes: `m`, `m shared`, `m tried`; behind `<` what was held before.
Strings acquisitions(llvm::StringRef Text) {
  TestCode Code((Globals + Text).str());
  Strings Result;
  Code.unit()
      .locks(Code.function("f"))
      .forEachAcquisition([&](const HeldLock &Lock, const Stmt &, const LockState::Held &Before) {
        std::string Line;
        for (const AccessPath &Path : Lock.Mutexes)
          Line += (Line.empty() ? "" : "+") + pathText(Path);
        Line += Lock.Shared ? " shared" : "";
        Line += Lock.Tried ? " tried" : "";
        for (const auto &[Holder, Other] : Before)
          Line += " < " + describeLock(Other);
        Result.push_back(Line);
      });
  return Result;
}

TEST(LockStateTest, AcquisitionsKnowWhatWasHeldBefore) {
  EXPECT_EQ(acquisitions("void f() { std::lock_guard a(m); std::lock_guard b(m2); }"),
            (Strings{"m", "m2 < a(m)"}));
  EXPECT_EQ(acquisitions("void f() { std::scoped_lock l(m, m2); }"), Strings{"m+m2"});
  EXPECT_EQ(acquisitions("void f() { std::lock(m, m2); }"), (Strings{"m", "m2"}));
  EXPECT_EQ(acquisitions("void f() { std::shared_lock r(sm); sm.lock(); }"),
            (Strings{"sm shared", "sm < r(sm)"}));
  EXPECT_EQ(acquisitions("void f() { std::unique_lock l(m, std::defer_lock); l.lock(); }"),
            Strings{"m"});
  EXPECT_EQ(
      acquisitions("void f() { if (m.try_lock()) { std::lock_guard l(m, std::adopt_lock); } }"),
      Strings{"m tried"});
}

/// What LockSummaries says that `f` takes: the mutex and the functions on the way.
Strings taken(llvm::StringRef Text) {
  TestCode Code((Globals + Text).str());
  Strings Result;
  for (const LockTaken &Lock : Code.unit().lockSummaries().takenBy(Code.function("f"))) {
    std::string Line = pathText(Lock.Mutex) + (Lock.Shared ? " shared" : "");
    for (const CallSite &Site : Lock.Path)
      Line += " by " + Site.Callee->getNameAsString();
    Result.push_back(Line);
  }
  llvm::sort(Result);
  return Result;
}

TEST(LockStateTest, SummaryOfLocksTaken) {
  EXPECT_EQ(taken("void f() { std::lock_guard l(m); }"), Strings{"m"});
  EXPECT_EQ(taken("void h() { m.lock(); m.unlock(); } void g() { h(); } void f() { g(); }"),
            Strings{"m by g by h"});
  EXPECT_EQ(taken("struct S { std::mutex mu; void g() { std::lock_guard l(mu); } };"
                  "void f(S &s) { s.g(); }"),
            Strings{"s.mu by g"});
  EXPECT_EQ(taken("void g(std::mutex &x) { std::lock_guard l(x); } void f() { g(m); }"),
            Strings{"m by g"});
}

TEST(LockStateTest, SummaryLeavesOutWhatDoesNotWaitOrIsNotMeant) {
  // Only tried; on the caller's condition; after the caller's lock was given up; a local's.
  EXPECT_EQ(taken("void f() { if (m.try_lock()) m.unlock(); }"), Strings{});
  EXPECT_EQ(taken("void f(bool locked) { std::unique_lock l(m, std::defer_lock);"
                  " if (!locked) l.lock(); }"),
            Strings{});
  EXPECT_EQ(taken("void f() { m.unlock(); here(1); m.lock(); }"), Strings{});
  EXPECT_EQ(taken("void f() { std::mutex own; own.lock(); own.unlock(); }"), Strings{});
  // Recursion ends.
  EXPECT_EQ(taken("void f(int n) { std::lock_guard l(m); f(n - 1); }"), Strings{"m"});
}

//===----------------------------------------------------------------------===//
// Types, and functions without locks
//===----------------------------------------------------------------------===//

TEST(LockStateTest, FunctionWithoutLocksIsNotLookedInto) {
  TestCode Code("void f() { here(1); } std::mutex m; void g() { std::lock_guard l(m); }");
  EXPECT_FALSE(Code.unit().locks(Code.function("f")).any());
  EXPECT_TRUE(Code.unit().locks(Code.function("g")).any());
}

TEST(LockStateTest, TypesThatHoldBlockingLocks) {
  TestCode Code(R"cpp(
    struct Holder { std::unique_lock<std::mutex> g; }; struct Derived : Holder {};
    struct Plain { int i; std::mutex mu; };
    std::unique_lock<std::mutex> a; std::optional<std::unique_lock<std::mutex>> b; Holder d; Derived e;
    std::unique_lock<toy::async_mutex> no1; Plain no2; std::mutex no3; int no4; std::unique_ptr<int> no5;
    std::unique_lock<std::mutex> &no6 = a;)cpp");
  for (const char *Name : {"a", "b", "d", "e"})
    EXPECT_TRUE(holdsBlockingLock(Code.unit(), Code.typeOf(Name))) << Name;
  for (const char *Name : {"no1", "no2", "no3", "no4", "no5", "no6"})
    EXPECT_FALSE(holdsBlockingLock(Code.unit(), Code.typeOf(Name))) << Name;
}

TEST(LockStateTest, TypesThatAreBlockingMutexes) {
  TestCode Code(R"cpp(
    struct Awaits { co::task<> lock(); void unlock(); }; struct Takes { void lock(int); void unlock(); };
    struct __attribute__((capability("mutex"))) Cap {};
    std::mutex a; std::shared_mutex b; std::mutex &c = a; std::mutex *d; Cap e;
    toy::async_mutex no1; toy::fiber_mutex no2; Awaits no3; Takes no4; int no5;)cpp");
  for (const char *Name : {"a", "b", "c", "d", "e"})
    EXPECT_TRUE(isBlockingMutex(Code.unit(), Code.typeOf(Name))) << Name;
  for (const char *Name : {"no1", "no2", "no3", "no4", "no5"})
    EXPECT_FALSE(isBlockingMutex(Code.unit(), Code.typeOf(Name))) << Name;
}

TEST(LockStateTest, AtAnswersLikeTheVisit) {
  TestCode Code("std::mutex m; void f() { std::lock_guard g(m); here(1); }");
  LockState::Held Held = Code.unit().locks(Code.function("f")).at(Code.call("f", "here(1)"));
  ASSERT_EQ(Held.size(), 1u);
  EXPECT_EQ(describeLock(Held.begin()->second), "g(m)");
  EXPECT_TRUE(Held.begin()->second.Taken.isValid());
}

TEST(LockStateTest, BrokenCodeIsNoTrouble) {
  TestSetup S;
  S.MayBeBroken = true;
  TestCode Code(
      "std::mutex m; void f() { std::lock_guard g(m); undeclared(1); here(1); unknown x; }", S);
  Code.unit().locks(Code.function("f"));
}

} // namespace
