//===- Detached.h - work that runs on its own, and what it needs -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_DETACHED_H
#define ASYNC_TIDY_ANALYSIS_DETACHED_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// True if \p Call lets the thread go that it is called on.
bool letsThreadGo(const Unit &U, const clang::Expr &Call);

/// A thread that is let go while it still uses something that ends.
struct DetachedThread {
  /// A local of the function that it refers to; null for the object.
  const clang::VarDecl *Local = nullptr;
  /// The object is being destroyed; else its destructor just doesn't wait.
  bool Ending = true;
  /// Where it is given that, or the body that uses the object.
  clang::SourceLocation Uses;
};

/// What is wrong with letting the thread run on that \p Call detaches; none if \p Call does
/// something else, if nothing is, or in doubt: the function waits for something afterwards, it is
/// main().
std::optional<DetachedThread> detachedThread(Unit &U, const FunctionBody &In,
                                             const clang::Expr &Call);

/// A coroutine whose exceptions nobody sees.
struct DetachedErrors {
  /// The completion token that drops them.
  const clang::Expr *Token = nullptr;
  /// What is spawned: a task, or what makes one.
  const clang::Expr *Work = nullptr;
  /// Where it throws, in the coroutine or one that it awaits; outside of any try.
  const clang::Expr *Throws = nullptr;
};

/// Whether \p Call spawns a coroutine with a token that drops errors, of which it is seen that it
/// can fail otherwise than by being cancelled.
std::optional<DetachedErrors> detachedErrors(Unit &U, const FunctionBody &In,
                                             const clang::Expr &Call);

} // namespace asynctidy

#endif
