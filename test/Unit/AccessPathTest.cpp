//===- AccessPathTest.cpp - which object an expression names --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Support/AccessPath.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Before[] = R"cpp(
struct Inner { int n; int &ref(); Inner *next(); int get(); int &at(int); static int s; };
struct Outer { Inner in; Inner *ptr; std::unique_ptr<Inner> own; Inner &inner(); };
Outer global; Inner array[2];
Inner *make();
void take(int &, int & = global.in.n);
#line 1
)cpp";

/// The path of the argument of `take(...)` in method m of struct S; "none" without one.
std::string path(llvm::StringRef Argument, llvm::StringRef Locals = "") {
  TestCode Code((Before +
                 llvm::Twine("struct S { int n_; Inner in_; void m(Outer *p, Outer &r) { ") +
                 Locals + " take(" + Argument + "); } };")
                    .str());
  const Expr &Call = Code.call("S::m", ("take(" + Argument + ")").str());
  std::optional<AccessPath> Path = AccessPath::of(argumentsOf(Call)[0]);
  return Path ? pathText(*Path) : "none";
}

TEST(AccessPathTest, VariablesAndMembers) {
  EXPECT_EQ(path("global.in.n"), "global.in.n");
  EXPECT_EQ(path("r.in.n"), "r.in.n");
  EXPECT_EQ(path("p->in.n"), "p.in.n");
  EXPECT_EQ(path("local", "int local = 0;"), "local");
}

TEST(AccessPathTest, MemberWithAndWithoutThisIsOne) {
  EXPECT_EQ(path("n_"), "this.n_");
  EXPECT_EQ(path("this->n_"), "this.n_");
  EXPECT_EQ(path("(*this).n_"), "this.n_");
  EXPECT_EQ(path("in_.n"), "this.in_.n");
}

TEST(AccessPathTest, PointersAreSeenThrough) {
  EXPECT_EQ(path("(*p).in.n"), "p.in.n");
  EXPECT_EQ(path("p->ptr->n"), "p.ptr.n");
  EXPECT_EQ(path("p->own->n"), "p.own.n");
  EXPECT_EQ(path("(*p->own).n"), "p.own.n");
  EXPECT_EQ(path("*&p->in.n"), "p.in.n");
}

TEST(AccessPathTest, ParenthesesCastsAndMovesAreSeenThrough) {
  EXPECT_EQ(path("((n_))"), "this.n_");
  EXPECT_EQ(path("static_cast<int &>(n_)"), "this.n_");
  EXPECT_EQ(path("std::forward<int &>(n_)"), "this.n_");
}

TEST(AccessPathTest, LocalReferenceIsWhatItIsBoundTo) {
  EXPECT_EQ(path("ref", "int &ref = global.in.n;"), "global.in.n");
  EXPECT_EQ(path("ref.n", "auto &ref = p->in;"), "p.in.n");
  EXPECT_EQ(path("b", "int &a = n_; int &b = a;"), "this.n_");
}

TEST(AccessPathTest, AccessorsAreMembers) {
  EXPECT_EQ(path("in_.ref()"), "this.in_.ref");
  EXPECT_EQ(path("p->inner().n"), "p.inner.n");
  EXPECT_EQ(path("in_.next()->n"), "this.in_.next.n");
}

TEST(AccessPathTest, StaticMemberIsAVariable) { EXPECT_EQ(path("in_.s"), "s"); }

TEST(AccessPathTest, ComputedPartsHaveNoPath) {
  EXPECT_EQ(path("array[1].n"), "none");
  EXPECT_EQ(path("in_.at(1)"), "none");
  EXPECT_EQ(path("make()->n"), "none");
  EXPECT_EQ(path("(coin() ? n_ : in_.n)"), "none");
}

TEST(AccessPathTest, OrderAndEqualityGoByBaseAndSteps) {
  TestCode Code(
      (Before + llvm::Twine("void f(Outer &a, Outer &b) { use(a.in.n, a.in.n, b.in.n, a); }"))
          .str());
  llvm::SmallVector<const Expr *, 4> Arguments =
      argumentsOf(Code.call("f", "use(a.in.n, a.in.n, b.in.n, a)"));
  std::optional<AccessPath> One = AccessPath::of(Arguments[0]), Two = AccessPath::of(Arguments[1]),
                            Other = AccessPath::of(Arguments[2]),
                            Base = AccessPath::of(Arguments[3]);
  ASSERT_TRUE(One && Two && Other && Base);
  EXPECT_TRUE(*One == *Two);
  EXPECT_FALSE(*One < *Two);
  EXPECT_FALSE(*One == *Other);
  EXPECT_TRUE(*One < *Other || *Other < *One);
  EXPECT_EQ(One->named()->getNameAsString(), "n");
  EXPECT_TRUE(Base->isVariable());
  EXPECT_FALSE(One->isVariable());
  EXPECT_TRUE(*Base == AccessPath::ofVariable(Code.variable("a")) ||
              Base->base()->getName() == "a");
}

TEST(AccessPathTest, OwnersAndWhatIsInThem) {
  TestCode Code(
      (Before + llvm::Twine("void f(Outer &a, Outer &b) { use(a.in.n, a.in, a, b); }")).str());
  std::vector<AccessPath> Paths;
  for (const Expr *E : argumentsOf(Code.call("f", "use(a.in.n, a.in, a, b)")))
    Paths.push_back(*AccessPath::of(E));
  EXPECT_TRUE(*Paths[0].owner() == Paths[1]);
  EXPECT_TRUE(*Paths[1].owner() == Paths[2]);
  EXPECT_FALSE(Paths[2].owner());
  EXPECT_TRUE(Paths[0].isIn(Paths[0]));
  EXPECT_TRUE(Paths[0].isIn(Paths[2]));
  EXPECT_FALSE(Paths[2].isIn(Paths[0]));
  EXPECT_FALSE(Paths[0].isIn(Paths[3]));
  EXPECT_EQ(pathText(Paths[0].seenFrom(Paths[2])), "this.in.n");
  EXPECT_EQ(pathText(Paths[0].seenFrom(Paths[1])), "this.n");
}

TEST(AccessPathTest, VariableNamedBySeesThroughMoves) {
  TestCode Code("struct S { int i; }; void f(S a) { use(std::move(a), (a), a.i, S()); }");
  llvm::SmallVector<const Expr *, 4> Arguments =
      argumentsOf(Code.call("f", "use(std::move(a), (a), a.i, S())"));
  ASSERT_TRUE(variableNamedBy(Arguments[0]));
  EXPECT_EQ(variableNamedBy(Arguments[0])->getName(), "a");
  EXPECT_EQ(variableNamedBy(Arguments[1]), variableNamedBy(Arguments[0]));
  EXPECT_EQ(variableNamedBy(Arguments[2]), nullptr);
  EXPECT_EQ(variableNamedBy(Arguments[3]), nullptr);
  EXPECT_EQ(variableNamedBy(nullptr), nullptr);
}

} // namespace
