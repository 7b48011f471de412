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

/// The variable or field of `this` that \p E names; null for other expressions.
const clang::DeclaratorDecl *variableOrField(const clang::Expr *E);

/// The value that the assignment to \p Written gives it; null if that is no plain `=`.
const clang::Expr *assignedValue(const FunctionBody &In, const clang::Expr &Written);

/// The value of integer, bool or enumerator \p E, if it is a constant.
std::optional<int64_t> integerConstant(const clang::Expr &E, const clang::ASTContext &Context);

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
