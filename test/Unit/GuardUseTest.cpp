//===- GuardUseTest.cpp - what a function does with guards ---------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/GuardUse.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Globals[] = R"cpp(
std::mutex m, m2; std::timed_mutex tm; std::mutex *pointer;
struct S { void f(); std::mutex member; };
void fill(std::unique_lock<std::mutex> &); void take(std::mutex &);
#line 1
)cpp";

/// The variable `x` of function `f`.
const VarDecl &variableX(TestCode &Code) {
  for (const VarDecl *Var : Code.unit().body(Code.function("f")).variables())
    if (Var->getName() == "x")
      return *Var;
  ADD_FAILURE() << "no variable x";
  abort();
}

/// How `x` is made, with the number of things that it is made of.
std::string initOf(StringRef Text) {
  TestCode Code((Globals + Text).str());
  llvm::SmallVector<const Expr *, 2> Mutexes;
  const char *Names[] = {"empty", "defers", "tries", "adopts", "locks", "unknown"};
  GuardStart How = guardInit(Code.unit(), variableX(Code).getInit(), &Mutexes);
  return std::string(Names[int(How)]) + " " + std::to_string(Mutexes.size());
}

/// `L`ocked, `T`ried, lo`O`ked at, `E`scapes.
std::string useOf(StringRef Text) {
  TestCode Code((Globals + Text).str());
  Unit &U = Code.unit();
  GuardUse Use = guardUse(U, U.body(Code.function("f")), variableX(Code));
  return std::string(Use.Locked ? "L" : "") + (Use.Tried ? "T" : "") + (Use.Tested ? "O" : "") +
         (Use.Escapes ? "E" : "");
}

bool onlyLocked(StringRef Text) {
  TestCode Code((Globals + Text).str());
  Unit &U = Code.unit();
  return onlyLockOf(U, U.body(Code.function("f")), variableX(Code)) != nullptr;
}

bool adoptsFree(StringRef Text) {
  TestCode Code((Globals + Text).str());
  Unit &U = Code.unit();
  const VarDecl &X = variableX(Code);
  llvm::SmallVector<const Expr *, 2> Mutexes;
  guardInit(U, X.getInit(), &Mutexes);
  return Mutexes.size() == 1 && adoptsUnlocked(U, U.body(Code.function("f")), X, *Mutexes.front());
}

/// The mutex that a declaration of `x` hides.
std::string meantBy(StringRef Text) {
  TestCode Code((Globals + Text).str());
  Unit &U = Code.unit();
  const FunctionBody &Body = U.body(Code.function("f"));
  for (const VarDecl *Var : Body.variables()) {
    SourceLocation Parenthesis;
    if (const ValueDecl *Mutex = mutexMeantBy(U, Body, *Var, Parenthesis))
      return Mutex->getNameAsString() + (isa<FieldDecl>(Mutex) ? " of the class" : "");
  }
  return "";
}

TEST(GuardUseTest, HowAGuardIsMade) {
  EXPECT_EQ(initOf("void f() { std::unique_lock<std::mutex> x; }"), "empty 0");
  EXPECT_EQ(initOf("void f() { std::scoped_lock<> x{}; }"), "empty 0");
  EXPECT_EQ(initOf("void f() { std::lock_guard x(m); }"), "locks 1");
  EXPECT_EQ(initOf("void f() { std::scoped_lock x(m, m2); }"), "locks 2");
  EXPECT_EQ(initOf("void f() { auto x = std::unique_lock(m, std::defer_lock); }"), "defers 1");
  EXPECT_EQ(initOf("void f() { std::unique_lock x{m, std::try_to_lock}; }"), "tries 1");
  EXPECT_EQ(initOf("void f() { std::lock_guard<std::mutex> x{m, std::adopt_lock}; }"), "adopts 1");
  EXPECT_EQ(initOf("std::unique_lock<std::mutex> g(); void f() { auto x = g(); }"), "unknown 0");
  EXPECT_EQ(initOf("void f() { std::unique_lock y(m); auto x = std::move(y); }"), "unknown 0");
}

TEST(GuardUseTest, WhatBecomesOfAGuard) {
  EXPECT_EQ(useOf("void f() { std::unique_lock<std::mutex> x; }"), "");
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m); x.unlock(); x.lock(); }"), "L");
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m); x.unlock(); }"), "");
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m); x.try_lock(); }"), "T");
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m); (void)x.try_lock(); }"), "T");
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m); if (x.try_lock()) {} }"), "O");
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m); if (!x) {} }"), "O");
  EXPECT_EQ(useOf("bool f() { std::unique_lock x(m); return x.owns_lock(); }"), "O");
  EXPECT_EQ(useOf("void f() { if (std::unique_lock x(m); x) {} }"), "O");
}

TEST(GuardUseTest, GuardsEscape) {
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m); fill(x); }"), "E");
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m); auto y = std::move(x); }"), "E");
  EXPECT_EQ(useOf("void f() { std::unique_lock<std::mutex> x; x = std::unique_lock(m); }"), "E");
  EXPECT_EQ(useOf("auto f() { std::unique_lock x(m); return x; }"), "E");
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m); auto g = [&] { x.lock(); }; }"), "E");
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m); auto g = [&](auto) { x.lock(); }; }"), "E");
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m); std::lock(x, m2); }"), "E");
  EXPECT_EQ(useOf("void f() { std::unique_lock x(m), y(m2); y.swap(x); }"), "E");
}

TEST(GuardUseTest, MutexesThatNobodyElseHas) {
  EXPECT_TRUE(onlyLocked("void f() { pthread_mutex_t y; std::mutex x; std::lock_guard g(x); }"));
  EXPECT_TRUE(onlyLocked("void f() { std::mutex x; x.lock(); x.unlock(); }"));
  EXPECT_TRUE(onlyLocked("void f() { std::mutex x, y; std::lock(x, y); }"));
  EXPECT_TRUE(onlyLocked("void f() { std::mutex x; auto g = std::unique_lock(x); g.unlock(); }"));
  EXPECT_FALSE(onlyLocked("void f() { std::mutex x; }"));
  EXPECT_FALSE(onlyLocked("void f() { std::mutex x; std::lock_guard g(x); take(x); }"));
  EXPECT_FALSE(onlyLocked("void f() { std::mutex x; std::lock_guard g(x); pointer = &x; }"));
  EXPECT_FALSE(onlyLocked("void f() { std::mutex x; std::lock_guard g(x); use([&] { here(1); "
                          "x.lock(); }); }"));
  EXPECT_FALSE(onlyLocked("void f() { std::mutex x; std::unique_lock g(x); fill(g); }"));
  EXPECT_FALSE(onlyLocked("void f() { std::mutex x; std::unique_lock g(x); take(*g.mutex()); }"));
  EXPECT_FALSE(onlyLocked("auto f() { std::mutex x; std::unique_lock g(x); return g; }"));
}

TEST(GuardUseTest, AdoptedLocksThatNobodyTook) {
  EXPECT_TRUE(adoptsFree(
      "void f() { std::lock_guard<std::mutex> x(m, std::adopt_lock); std::lock(m, m2); }"));
  EXPECT_TRUE(
      adoptsFree("void f() { std::mutex y; std::lock_guard<std::mutex> x(y, std::adopt_lock); }"));
  EXPECT_FALSE(adoptsFree("void f() { std::lock_guard<std::mutex> x(m, std::adopt_lock); }"));
  EXPECT_FALSE(adoptsFree(
      "void f() { std::lock(m, m2); std::lock_guard<std::mutex> x(m, std::adopt_lock); }"));
  EXPECT_FALSE(adoptsFree("void f() { here(1); std::lock_guard<std::mutex> x(m, std::adopt_lock); "
                          "std::lock(m, m2); }"));
  EXPECT_FALSE(adoptsFree("void f() { while (coin()) { std::lock_guard<std::mutex> x(m, "
                          "std::adopt_lock); std::lock(m, m2); } }"));
}

TEST(GuardUseTest, VariablesThatShouldHaveBeenGuards) {
  EXPECT_EQ(meantBy("void f() { std::unique_lock<std::mutex>(m); }"), "m");
  EXPECT_EQ(meantBy("void f() { std::scoped_lock<>(m); }"), "m");
  EXPECT_EQ(meantBy("void f() { std::lock_guard<std::mutex>(*pointer); }"), "pointer");
  EXPECT_EQ(meantBy("void f(std::mutex &p) { { std::unique_lock<std::mutex>(p); } }"), "p");
  EXPECT_EQ(meantBy("void S::f() { std::unique_lock<std::mutex>(member); }"),
            "member of the class");
  EXPECT_EQ(meantBy("void f() { std::unique_lock<std::mutex> (fresh); }"), "");
  EXPECT_EQ(meantBy("void f() { std::unique_lock<std::mutex> m; }"), "");
  EXPECT_EQ(meantBy("int coins; void f() { std::unique_lock<std::mutex>(coins); }"), "");
}

} // namespace
