//===- ThreadBoundTest.cpp - objects that belong to one thread -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ThreadBound.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Globals[] = R"cpp(
struct __attribute__((annotate("async-tidy::thread-bound"))) scope {
  scope(); scope(scope &&); ~scope();
  void reset(); void unblock(); void rename(int);
};
struct wrapped { int i; scope s; };
struct derived : scope {};
struct maybe { std::optional<scope> s; };
struct by_reference { scope &s; };
void take(scope);
#line 1
)cpp";

/// What binds a variable `x` of type \p Type: the class, with a `?` if an owner may be empty.
std::string bound(StringRef Type) {
  TestCode Code(Globals + ("extern " + Type + " x;\nvoid f() { (void)x; }").str());
  Unit &U = Code.unit();
  for (const DeclRefExpr *Ref : U.body(Code.function("f")).references())
    if (std::optional<ThreadBound> B = threadBound(U, Ref->getDecl()->getType()))
      return B->Record->getNameAsString() + (B->InOwner ? "?" : "");
  return "";
}

/// Whether `x` may have let go where coroutine `f` suspends.
bool letGo(StringRef Before, StringRef Type = "scope x;") {
  TestCode Code(Globals + ("co::task<> f() { " + Type + Before + " co_await nothing(); }").str());
  Unit &U = Code.unit();
  const FunctionBody &Body = U.body(Code.function("f"));
  for (const VarDecl *Var : Body.variables())
    if (Var->getName() == "x")
      return mayHaveLetGo(U, Body, *Var, *threadBound(U, Var->getType()),
                          *Body.suspensions().front());
  ADD_FAILURE() << "no variable x";
  return false;
}

TEST(ThreadBoundTest, WhatIsBound) {
  EXPECT_EQ(bound("scope"), "scope");
  EXPECT_EQ(bound("const scope"), "scope");
  EXPECT_EQ(bound("wrapped"), "scope");
  EXPECT_EQ(bound("derived"), "scope");
  EXPECT_EQ(bound("std::optional<scope>"), "scope?");
  EXPECT_EQ(bound("std::unique_ptr<wrapped>"), "scope?");
}

TEST(ThreadBoundTest, WhatIsNot) {
  EXPECT_EQ(bound("int"), "");
  EXPECT_EQ(bound("std::mutex"), "");
  EXPECT_EQ(bound("maybe"), "");
  EXPECT_EQ(bound("scope *"), "");
  EXPECT_EQ(bound("std::function<void(scope)>"), "");
}

TEST(ThreadBoundTest, LetsGo) {
  EXPECT_TRUE(letGo("x.reset();"));
  EXPECT_TRUE(letGo("x.unblock();"));
  EXPECT_TRUE(letGo("take(std::move(x));"));
  EXPECT_TRUE(letGo("auto g = [y = std::move(x)] {};"));
  EXPECT_TRUE(letGo("", "std::optional<scope> x;"));
  EXPECT_TRUE(letGo("", "std::optional<scope> x = std::nullopt;"));
  EXPECT_TRUE(letGo("x.reset();", "std::optional<scope> x = scope();"));
  EXPECT_TRUE(letGo("use(x);", "std::optional<scope> x = scope();"));
}

TEST(ThreadBoundTest, Stays) {
  EXPECT_FALSE(letGo(""));
  EXPECT_FALSE(letGo("x.rename(1);"));
  EXPECT_FALSE(letGo("use(x);"));
  EXPECT_FALSE(letGo("", "std::optional<scope> x = scope();"));
  EXPECT_FALSE(letGo("x->rename(1);", "std::optional<scope> x = scope();"));
  EXPECT_FALSE(letGo("co_await nothing(); x.reset();"));
}

} // namespace
