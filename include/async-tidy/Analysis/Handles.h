//===- Handles.h - values that lead to objects -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_HANDLES_H
#define ASYNC_TIDY_ANALYSIS_HANDLES_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include <optional>

namespace asynctidy {

/// What a value gives access to, by its type.
enum class Handle { None, Reference, Pointer, Iterator, View };
Handle handleOf(clang::QualType Type);

bool hasMethod(const clang::CXXRecordDecl &Record, llvm::StringRef Name);
bool hasOperator(const clang::CXXRecordDecl &Record, clang::OverloadedOperatorKind Kind);
/// True if \p Type, or what it refers to, can be called: a closure, std::function, a function or a
/// pointer to one.
bool isCallable(clang::QualType Type);

/// The field of `this` into which a value leads.
struct Origin {
  const clang::MemberExpr *Field = nullptr;
  bool Element = false; ///< Of the container that the field is.
};
/// Where \p E, an object, a pointer, an iterator or a view, lies or leads to. Not through pointers
/// that the field has, nor to what a pointer that is copied out of it leads to: that may have locks
/// or owners of its own.
std::optional<Origin> originOf(const clang::Expr *E);

/// The local variable or by-value parameter in which \p E, an object, a pointer, an iterator or a
/// view, lies or leads to, as originOf() says it of fields; null if there is none.
const clang::VarDecl *localOf(const clang::Expr *E);

/// What names the object that \p Call is made on, or the pointer to it: a variable or a member, of
/// whatever object; null if it has none.
const clang::ValueDecl *objectNamed(const clang::Expr &Call);

/// True if \p Var, a closure's copy or a local, keeps what `shared_from_this()` gave.
bool isSharedThis(const clang::VarDecl &Var);
/// The same of a value.
bool isSharedThis(const clang::Expr &E);

} // namespace asynctidy

#endif
