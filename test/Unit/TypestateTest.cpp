//===- TypestateTest.cpp - the states of one object, path by path --------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Typestate.h"
#include "TestUnit.h"
#include "llvm/ADT/StringExtras.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Prelude[] = R"cpp(
struct Lamp {
  Lamp(); Lamp(int); Lamp(Lamp &&); ~Lamp();
  Lamp &operator=(Lamp &&);
  void light(); void dim(); bool lit() const;
};
void look(const Lamp &); void change(Lamp &); void point(Lamp *); void take(Lamp); void sink(Lamp &&);
bool coin(); Lamp make(); [[noreturn]] void die();
template <typename T> void run(T) {}
struct S { S(); S(int); void f(); void other(); void look() const; Lamp x; };
void give(S &);
#line 1
)cpp";

const char *nameOf(ObjectEvent::KindTy Kind) {
  const char *Names[] = {"declared", "called",   "assigned", "moved", "returned", "awaited",
                         "passed",   "captured", "escaped",  "owner", "read",     "destroyed"};
  return Names[Kind];
}

AccessPath pathOfX(TestCode &Code, const FunctionDecl &F) {
  for (const VarDecl *Var : Code.unit().body(F).variables())
    if (Var->getName() == "x")
      return AccessPath::ofVariable(*Var);
  for (const ParmVarDecl *Parameter : F.parameters())
    if (Parameter->getName() == "x")
      return AccessPath::ofVariable(*Parameter);
  for (const FieldDecl *Field : cast<CXXMethodDecl>(F).getParent()->fields())
    return AccessPath::ofThis().member(*Field);
  ADD_FAILURE() << "no x";
  abort();
}

/// What `f` does to `x`, in the order of the source.
std::string eventsOf(StringRef Text) {
  TestCode Code((Prelude + Text).str());
  const FunctionDecl &F = Code.function("f");
  Typestate T(Code.unit(), F, pathOfX(Code, F));
  Strings Names;
  for (const ObjectEvent &Event : T.events())
    Names.push_back(nameOf(Event.Kind));
  return llvm::join(Names, " ");
}

constexpr Typestate::States Dark = 1, Lit = 2;

Typestate::Rules lampRules() {
  Typestate::Rules R;
  R.Step = [](Typestate::States Before, const ObjectEvent &Event) -> Typestate::States {
    if (Event.Kind == ObjectEvent::Declared)
      return Dark;
    if (Event.Kind == ObjectEvent::Called && Event.Callee->getNameAsString() == "light")
      return Lit;
    if (Event.Kind == ObjectEvent::Called && Event.Callee->getNameAsString() == "dim")
      return Dark;
    return Before;
  };
  R.Refine = [](Typestate::States Before, const Expr &, const ObjectEvent *Event,
                bool Holds) -> Typestate::States {
    if (Event && Event->Callee && Event->Callee->getNameAsString() == "lit")
      return Before & (Holds ? Lit : Dark);
    return Before;
  };
  return R;
}

std::string text(Typestate::States S) {
  return std::string(S & Dark ? "D" : "") + (S & Lit ? "L" : "");
}

/// The states in which x is destroyed, each with its line, and, for `S::f`, those at its end.
std::string endsOf(StringRef Text) {
  TestCode Code((Prelude + Text).str());
  const FunctionDecl &F = Code.function("f");
  Typestate T(Code.unit(), F, pathOfX(Code, F));
  Strings Ends;
  Typestate::Rules R = lampRules();
  if (isa<CXXMethodDecl>(F)) {
    R.AtEntry = Dark;
    return text(T.atExit(R));
  }
  T.forEach(R, [&](const ObjectEvent &Event, Typestate::States Before) {
    if (Event.Kind == ObjectEvent::Destroyed && Before)
      Ends.push_back(text(Before));
  });
  llvm::sort(Ends);
  return llvm::join(Ends, " ");
}

TEST(TypestateTest, EventsOfLocals) {
  EXPECT_EQ(eventsOf("void f() { Lamp x; x.light(); look(x); change(x); point(&x); }"),
            "declared called read passed passed");
  EXPECT_EQ(eventsOf("void f() { Lamp x; x = make(); x = Lamp(1); }"),
            "declared assigned assigned");
  EXPECT_EQ(eventsOf("Lamp f() { Lamp x; return x; }"), "declared returned");
  EXPECT_EQ(eventsOf("Lamp f() { Lamp x; return static_cast<Lamp &&>(x); }"), "declared returned");
  EXPECT_EQ(eventsOf("void f() { Lamp x; take(std::move(x)); }"), "declared moved");
  EXPECT_EQ(eventsOf("void f() { Lamp x; sink(std::move(x)); }"), "declared moved");
  EXPECT_EQ(eventsOf("void f() { Lamp x; Lamp y = std::move(x); }"), "declared moved");
  EXPECT_EQ(eventsOf("void f() { Lamp x, y; y = std::move(x); }"), "declared moved");
  EXPECT_EQ(eventsOf("void f() { Lamp x; Lamp &y = x; Lamp *z = &x; }"),
            "declared escaped escaped");
  EXPECT_EQ(eventsOf("void f() { Lamp x; run([&] { x.dim(); }); run([&x] {}); }"),
            "declared captured captured");
  EXPECT_EQ(eventsOf("void f() { Lamp x; run([y = std::move(x)] {}); }"), "declared moved");
  EXPECT_EQ(eventsOf("void f(Lamp x) { x.light(); }"), "called");
}

TEST(TypestateTest, EventsOfMembers) {
  EXPECT_EQ(eventsOf("void S::f() { x.light(); this->x.dim(); (*this).x.dim(); }"),
            "called called called");
  EXPECT_EQ(eventsOf("void S::f() { other(); look(); give(*this); }"), "owner owner");
  EXPECT_EQ(eventsOf("void S::f() { run([this] { x.dim(); }); }"), "owner");
  EXPECT_EQ(eventsOf("void S::f() { S s; s.x.dim(); }"), "");
}

TEST(TypestateTest, StatesWhereScopesEnd) {
  EXPECT_EQ(endsOf("void f() { Lamp x; x.light(); }"), "L");
  EXPECT_EQ(endsOf("void f() { Lamp x; if (coin()) x.light(); }"), "DL");
  EXPECT_EQ(endsOf("void f() { Lamp x; x.light(); if (coin()) return; x.dim(); }"), "D L");
  EXPECT_EQ(endsOf("void f() { Lamp x; x.light(); if (coin()) die(); x.dim(); }"), "D");
  EXPECT_EQ(endsOf("void f() { Lamp x; x.light(); if (coin()) throw 1; x.dim(); }"), "D L");
  EXPECT_EQ(endsOf("void f() { try { Lamp x; x.light(); throw 1; } catch (int) {} }"), "L");
  EXPECT_EQ(endsOf("void f() { Lamp x; x.light(); try { throw 1; } catch (int) {} x.dim(); }"),
            "D");
  EXPECT_EQ(endsOf("void f() { while (coin()) { Lamp x; if (coin()) break; x.light(); } }"), "D L");
}

TEST(TypestateTest, BranchesOnTheObject) {
  EXPECT_EQ(endsOf("void f() { Lamp x; if (coin()) x.light(); if (x.lit()) x.dim(); }"), "D");
  EXPECT_EQ(endsOf("void f() { Lamp x; if (coin()) x.light(); if (!x.lit()) return; }"), "D L");
  EXPECT_EQ(endsOf("void f() { Lamp x; if (coin()) x.light(); if (coin() && x.lit()) return; }"),
            "DL L");
  EXPECT_EQ(
      endsOf("void f() { Lamp x; if (coin()) x.light(); if (!(coin() || !x.lit())) return; }"),
      "DL L");
  EXPECT_EQ(endsOf("void f() { Lamp x; x.light(); if (!x.lit()) return; x.dim(); }"), "D");
}

TEST(TypestateTest, StatesThatAMemberIsLeftIn) {
  EXPECT_EQ(endsOf("void S::f() { x.light(); }"), "L");
  EXPECT_EQ(endsOf("void S::f() { if (coin()) { x.light(); return; } }"), "DL");
  EXPECT_EQ(endsOf("void S::f() { if (coin()) throw 1; x.light(); }"), "L");
  EXPECT_EQ(endsOf("void S::f() { }"), "D");
}

} // namespace
