//===- Holds.h - what a callable refers to -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_HOLDS_H
#define ASYNC_TIDY_ANALYSIS_HOLDS_H

#include "async-tidy/Analysis/Escape.h"

namespace asynctidy {

/// Something that a callable refers to and doesn't own.
struct Held {
  enum KindTy {
    This,      ///< The object, by its address.
    Reference, ///< A local, by reference.
    Handle,    ///< A local, by a pointer, an iterator or a view of it.
    Closure    ///< What the enclosing lambda captured by value, by reference.
  } Kind = This;
  /// The local; null for This.
  const clang::VarDecl *Var = nullptr;
  /// Where that is written: the capture, the argument, or the lambda for implicit captures.
  clang::SourceLocation Where;
  /// The capture; null for arguments of bind() and of calls.
  const clang::LambdaCapture *Capture = nullptr;
  /// The argument; null for captures.
  const clang::Expr *Argument = nullptr;
};

/// A callable that \p In gives away, what it refers to, and what becomes of it.
struct GivenAway {
  /// The lambda, the call of bind() or the like, or the call that takes a function with arguments
  /// for it (std::thread).
  const clang::Expr *Callable = nullptr;
  llvm::SmallVector<Held, 2> Holds;
  /// Of the closure itself, and of the work that runs it: see fateOfWork().
  FateAt Closure, Work;
};

/// The callables in \p In that refer to something they don't own, and may be in use behind the
/// full-expression.
llvm::SmallVector<GivenAway, 4> callablesGivenAway(Unit &U, const FunctionBody &In);

/// The class whose `this` \p In has, lambdas' own classes left out; null if it has none.
const clang::CXXRecordDecl *classAround(const clang::FunctionDecl &In);

/// True if objects of \p Record hand out owners of themselves: `shared_from_this()`.
bool isSharedFromThis(const clang::CXXRecordDecl &Record);

/// True if an object of \p Type called \p Name is there to keep one of \p Record alive.
bool isKeeper(const Unit &U, clang::QualType Type, llvm::StringRef Name,
              const clang::CXXRecordDecl &Record);

/// True if something else in \p Given keeps an object of \p Record alive, or tells whether it is: a
/// smart or weak pointer to it, a token.
bool keepsAlive(const Unit &U, const GivenAway &Given, const clang::CXXRecordDecl &Record);

/// True if there is one object of \p Record for the whole run: `instance()`, a static of its own
/// type.
bool isSingleton(const clang::CXXRecordDecl &Record);

} // namespace asynctidy

#endif
