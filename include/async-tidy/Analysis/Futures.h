//===- Futures.h - futures, where they come from and are kept -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_FUTURES_H
#define ASYNC_TIDY_ANALYSIS_FUTURES_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// How long a call waits for the future that it is called on.
enum class FutureWait { None, Forever, Limited };
FutureWait futureWait(const Unit &U, const clang::Expr &Call);

/// A call that starts work and gives its future.
struct Launch {
  const clang::CallExpr *Call = nullptr;
  FunctionMatch Model;
  /// Its policy; null if it has none.
  const clang::Expr *Policy = nullptr;
  /// A policy that stands among the arguments of the callable, which takes no heed of it.
  const clang::Expr *Misplaced = nullptr;
  enum RunsTy {
    Now,      ///< On a thread of its own.
    Deferred, ///< When somebody waits for it.
    Either,   ///< As the library likes.
    Unknown   ///< As a variable says.
  } Runs = Unknown;

  bool mayBeDeferred() const { return Runs == Deferred || Runs == Either; }
};
std::optional<Launch> launchOf(const Unit &U, const clang::Expr &Call);

/// The variable or member that \p E names an object in: the container for an element, what a
/// reference or the variable of a loop stands for. Null in doubt.
const clang::ValueDecl *holderNamedBy(const clang::Expr *E);
/// The variable or member that \p Value is put in where it is evaluated, or the container; null if
/// it is handed on.
const clang::ValueDecl *holderOf(const FunctionBody &In, const clang::Expr &Value);

/// The launches whose futures \p Holder has, as far as they are visible: those in the function
/// that it is a local of, or in \p In and the methods of the class that it is a member of.
llvm::SmallVector<Launch, 2> launchesInto(Unit &U, const clang::FunctionDecl &In,
                                          const clang::ValueDecl &Holder);

/// True if anything is done with \p Var. A cast to void is nothing.
bool isUsed(const FunctionBody &In, const clang::VarDecl &Var);
/// The wait without a limit for \p Var, which \p L initializes, that comes before anything else is
/// done: in the next statement. Null without one.
const clang::Expr *waitBehind(const Unit &U, const FunctionBody &In, const Launch &L,
                              const clang::VarDecl &Var);

} // namespace asynctidy

#endif
