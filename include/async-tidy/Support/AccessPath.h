//===- AccessPath.h - which object an expression names --------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_SUPPORT_ACCESSPATH_H
#define ASYNC_TIDY_SUPPORT_ACCESSPATH_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include <optional>
#include <string>
#include <vector>

namespace asynctidy {

/// An object, named by where it starts (a variable or `this`) and the members that
/// lead to it: `m_`, `this->state_.mutex`, `session->mutex_`, `*p`, `obj.mutex()`.
/// Two equal paths name one object as long as no variable on them is reassigned.
class AccessPath {
public:
  /// The path of \p E; none if a part of it is computed (an index, a call with
  /// arguments), because two such expressions may name different objects.
  static std::optional<AccessPath> of(const clang::Expr *E);
  static AccessPath ofVariable(const clang::VarDecl &Var);
  /// `*this`.
  static AccessPath ofThis() { return AccessPath(); }

  /// The path of member \p Member of this object.
  AccessPath member(const clang::ValueDecl &Member) const;
  /// The same members of `this`.
  AccessPath onThis() const;

  /// The last member, or the variable itself: what a message calls the object.
  /// Null for `*this`.
  const clang::ValueDecl *named() const;
  /// The object as one would write it, in the words of a message: `other->mutex`, `mutex` of
  /// `this`.
  std::string text() const;
  /// The variable that it starts at; null if it starts at `this`.
  const clang::VarDecl *base() const { return Base; }
  bool startsAtThis() const { return Base == nullptr; }
  bool isVariable() const { return Base && Steps.empty(); }
  const std::vector<const clang::ValueDecl *> &steps() const { return Steps; }
  /// The path that leads on from \p Start as this one does from where it starts.
  AccessPath continuedFrom(const AccessPath &Start) const {
    AccessPath Path = Start;
    Path.Steps.insert(Path.Steps.end(), Steps.begin(), Steps.end());
    return Path;
  }
  /// The object that it is a member of; none if it is a variable, or `*this`.
  std::optional<AccessPath> owner() const;
  /// True if it is \p Object or something in it.
  bool isIn(const AccessPath &Object) const;
  /// The same object as a member function of \p Object names it; only for what is in that.
  AccessPath seenFrom(const AccessPath &Object) const;

  bool operator==(const AccessPath &O) const { return Base == O.Base && Steps == O.Steps; }
  bool operator<(const AccessPath &O) const {
    return std::tie(Base, Steps) < std::tie(O.Base, O.Steps);
  }

private:
  const clang::VarDecl *Base = nullptr;
  std::vector<const clang::ValueDecl *> Steps;
};

/// \p E without parentheses, casts that the compiler added, temporaries' wrappers and
/// moves (`std::move(x)` and `x` name one object).
const clang::Expr *stripToObject(const clang::Expr *E);

/// The same, and without constructors that copy or move: the object that a value comes from.
const clang::Expr *copiedObject(const clang::Expr *E);

/// True if \p S or anything in it names variable or member \p Named.
bool mentions(const clang::Stmt &S, const clang::ValueDecl &Named);

/// The variable that \p E names, through parentheses, casts and moves; null if none.
const clang::VarDecl *variableNamedBy(const clang::Expr *E);

} // namespace asynctidy

#endif
