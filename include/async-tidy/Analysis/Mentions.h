//===- Mentions.h - all uses of one variable or field ---------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_MENTIONS_H
#define ASYNC_TIDY_ANALYSIS_MENTIONS_H

#include "async-tidy/Analysis/ClassLocks.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// One use of a variable or field.
struct Mention {
  const clang::Expr *Where = nullptr;
  /// The function or lambda in whose body it stands.
  const clang::FunctionDecl *In = nullptr;
  /// None: nothing is done with it, or an atomic operation (`__atomic_load_n(&x)`).
  std::optional<FieldAccess::KindTy> Kind;

  bool reads() const { return Kind == FieldAccess::Read; }
  bool writes() const { return Kind == FieldAccess::Write; }
};

struct Mentions {
  std::vector<Mention> Uses; ///< Function by function, in each in the order of the text.
  /// There are no others: it is local, or private in a class whose methods are all visible, or
  /// this unit's own.
  bool Complete = false;
};

/// The uses of \p Variable: a local in its function and the lambdas in it, a field (on `this`) in
/// the methods of its class, a global in the whole unit.
Mentions mentionsOf(Unit &U, const clang::ValueDecl &Variable);

/// Calls \p Visit for each `a.b`, and `a.b.c`, that \p From is the `a` of, also by `->`.
void forEachMember(const FunctionBody &Body, const clang::Expr &From,
                   llvm::function_ref<void(const clang::MemberExpr &)> Visit);
/// The uses of \p Field in the whole unit, of whatever object.
std::vector<Mention> usesAnywhere(Unit &U, const clang::FieldDecl &Field);

/// The variable or field of `this` that \p E names; null for other expressions.
const clang::DeclaratorDecl *variableOrField(const clang::Expr *E);

/// The value that the assignment to \p Written gives it; null if that is no plain `=`.
const clang::Expr *assignedValue(const FunctionBody &In, const clang::Expr &Written);

/// The same, of an object of class type too: `p = q`, `p.reset(q)`.
const clang::Expr *givenValue(const FunctionBody &In, const clang::Expr &Written);

/// The mentions of variable or field \p Variable in \p In, without its lambdas.
llvm::SmallVector<const clang::Expr *, 8> mentionsIn(const FunctionBody &In,
                                                     const clang::DeclaratorDecl &Variable);

/// The value of integer, bool or enumerator \p E, if it is a constant.
std::optional<int64_t> integerConstant(const clang::Expr &E, const clang::ASTContext &Context);

/// What a condition says of a value that is read in it.
struct ValueTest {
  /// The whole condition: the outermost expression that the value is a truth value in.
  const clang::Expr *Condition = nullptr;
  /// What is known where it is true, and where it is false: the value is, or isn't, Value.
  struct Known {
    bool Any = true;
    bool Equal = true;
    /// True if \p Other can't be the value there.
    bool excludes(int64_t Value, int64_t Other) const { return Any && (Other == Value) != Equal; }
  } IfTrue, IfFalse;
  int64_t Value = 0; ///< Null and false are 0.
};
/// None if \p Read isn't just tested: it is computed with, passed on.
std::optional<ValueTest> valueTest(const FunctionBody &In, const clang::Expr &Read,
                                   const clang::ASTContext &Context);
/// The statements that only run if the `if` with \p Test's condition comes out as \p Known (which
/// is set) says: its branch, or what follows in its block if that leaves. Invalid if there is none.
clang::SourceRange whereSettled(const FunctionBody &In, const ValueTest &Test,
                                const ValueTest::Known *&Known);
/// True if \p S, a branch, ends the loop or function that it stands in.
bool leaves(const clang::Stmt *S);

/// A condition that decides whether a statement is reached.
struct Guard {
  const clang::Expr *Condition = nullptr;
  bool Holds = true; ///< Reached where it is true; else where it is false.
};
/// The conditions of the `if` around the statement that \p E is, and of the one in front of it
/// that leaves.
llvm::SmallVector<Guard, 2> guardsOf(const FunctionBody &Body, const clang::Expr &E);

/// A test that decides whether a loop goes on.
struct LoopTest {
  /// The loop.
  const clang::Stmt *Loop = nullptr;
  /// It goes on only while the value is equal (or isn't) to this one; none if that can't be said.
  std::optional<int64_t> Value;
  bool GoesOnIfEqual = true;

  /// True if it ends once \p Written has been assigned.
  bool endsWith(int64_t Written) const { return Value && (Written == *Value) != GoesOnIfEqual; }
};
/// The test that \p Read is (a part of): in a loop's condition, or in that of an `if` in a loop
/// that leaves it.
std::optional<LoopTest> loopTest(const FunctionBody &In, const clang::Expr &Read,
                                 const clang::ASTContext &Context);

} // namespace asynctidy

#endif
