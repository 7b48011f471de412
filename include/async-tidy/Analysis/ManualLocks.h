//===- ManualLocks.h - locks that no guard holds ---------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_MANUALLOCKS_H
#define ASYNC_TIDY_ANALYSIS_MANUALLOCKS_H

#include "async-tidy/Analysis/LockState.h"
#include <vector>

namespace asynctidy {

/// A lock that a function takes by hand (`m.lock()`) and gives back itself.
struct ManualLock {
  LockCall Lock;
  /// The calls that end it, in source order: one or more.
  llvm::SmallVector<LockCall, 1> Unlocks;
  /// Where the function is left with the lock held: returns, throws, or jumps that lead out.
  llvm::SmallVector<const clang::Stmt *, 1> Leaks;
  /// The first thing under the lock that may throw, if nobody catches that to unlock.
  const clang::Stmt *Throws = nullptr;
  /// The block that locks, and the last thing that unlocks, as statements of their own; else null.
  const clang::CompoundStmt *Block = nullptr;
  const clang::Stmt *First = nullptr, *Last = nullptr;
};

/// The locks that \p Function takes and gives back by hand. Left out are those of a mutex that is
/// meant to be held when the function begins or ends, that is only tried to lock, is handed to
/// something else (a guard that adopts it, a function), or which may be another one at the unlock.
std::vector<ManualLock> manualLocks(Unit &U, const clang::FunctionDecl &Function);

/// True if evaluating \p S itself, not what is in it, may throw an exception as far as is known:
/// a function without a body in sight and without noexcept may, C's may not.
bool mayThrow(Unit &U, const clang::Stmt &S);

} // namespace asynctidy

#endif
