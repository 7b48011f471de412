//===- ForeignCode.h - calls of code that nobody here knows -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_FOREIGNCODE_H
#define ASYNC_TIDY_ANALYSIS_FOREIGNCODE_H

#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// A call of code that others brought, so that what it does can't be known where it is called.
struct ForeignCall {
  enum KindTy {
    Callback, ///< A function object or pointer that was stored, or an element of a container.
    Listener, ///< A virtual function of each of those who are registered.
    Resumed   ///< A coroutine or continuations, by a function that its model says so of.
  } Kind = Callback;
  /// The member or global that keeps it; null for Resumed.
  const clang::ValueDecl *Stored = nullptr;
  /// For Callback: the expression that is called.
  const clang::Expr *Object = nullptr;
};

/// What \p Call calls, if that is foreign code. Callables that are parameters are not: who calls a
/// function with them knows what it does (`with_lock(f)`).
std::optional<ForeignCall> foreignCall(const Unit &U, const clang::Expr &Call);

} // namespace asynctidy

#endif
