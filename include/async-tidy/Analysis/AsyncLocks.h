//===- AsyncLocks.h - locks that suspend, and what happens under them -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_ASYNCLOCKS_H
#define ASYNC_TIDY_ANALYSIS_ASYNCLOCKS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// A mutex of coroutines that one of them locks: `co_await mutex_.lock()`, with or without a guard
/// that keeps it.
struct AsyncLock {
  /// The object that is locked, as written.
  const clang::Expr *Mutex = nullptr;
  /// The co_await.
  const clang::Expr *Point = nullptr;
  enum Over {
    Nothing,    ///< No suspension from here to where it is unlocked.
    Suspension, ///< There is one.
    Unknown     ///< Where it is unlocked can't be told.
  } HeldOver = Unknown;
};

/// The locks that \p In takes by awaiting, not those of the lambdas in it.
llvm::SmallVector<AsyncLock, 2> asyncLocksOf(Unit &U, const FunctionBody &In);

/// True if nobody holds member \p Mutex across a suspension: it isn't public, its class has no
/// friends, all methods are visible here, and do nothing with it but lock it for a while in which
/// they don't suspend.
bool heldOverNoSuspension(Unit &U, const clang::FieldDecl &Mutex);

/// True if a lock, semaphore units or the like last over \p Point, a suspension in \p In: what they
/// guard stays as it is, if all others take them. Goes by names too (`lock`, `units`, `with_lock`,
/// `sweep_locked`); blocking locks count.
bool isLockedOver(Unit &U, const FunctionBody &In, const clang::Expr &Point);

} // namespace asynctidy

#endif
