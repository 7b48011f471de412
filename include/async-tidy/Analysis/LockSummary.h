//===- LockSummary.h - what calling a function does to locks -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_LOCKSUMMARY_H
#define ASYNC_TIDY_ANALYSIS_LOCKSUMMARY_H

#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Support/AccessPath.h"
#include <map>

namespace asynctidy {

/// A mutex that a call leaves locked, or unlocks.
struct LockEffect {
  AccessPath Mutex;
  bool Shared = false;
};

/// What the caller of a function finds changed: `lockAll()`, `unlockAll()`.
struct LockEffects {
  llvm::SmallVector<LockEffect, 1> Acquires; ///< Locked when the function has returned.
  llvm::SmallVector<LockEffect, 1> Releases; ///< Unlocked by it, and locked by somebody else.
};

/// A lock that running a function takes, in its own body or in what it calls, and waits for. Not
/// those that are only tried, nor those on a condition that the caller decides.
struct LockTaken {
  /// Of the function that was asked about: starts at its `this`, its parameters or a global.
  AccessPath Mutex;
  bool Shared = false;
  /// Where it is taken.
  clang::SourceLocation Where;
  /// The calls from the function down to the one that takes it; empty if that is itself.
  std::vector<CallSite> Path;
};

/// What functions do to locks, as far as their bodies are visible, or Clang's thread safety
/// attributes tell (acquire_capability, release_capability). Answers are kept. A function that
/// calls itself is taken to do nothing on the inner call.
class LockSummaries {
public:
  explicit LockSummaries(Unit &U) : U(U) {}

  /// Of the function that a call to \p Callee enters.
  const LockEffects &effectsOf(const clang::FunctionDecl &Callee);
  /// The shortest way to each mutex.
  const std::vector<LockTaken> &takenBy(const clang::FunctionDecl &Callee);

private:
  Unit &U;
  std::map<const clang::FunctionDecl *, LockEffects> Effects;
  std::map<const clang::FunctionDecl *, std::vector<LockTaken>> Taken;
};

/// The object that \p Path, of function \p Callee's, is to \p Call that calls it; none if it
/// starts at one of its locals, or at an object that is computed. A lambda's path means the same
/// where the lambda is written.
std::optional<AccessPath> pathInCaller(const AccessPath &Path, const clang::FunctionDecl &Callee,
                                       const clang::Expr *Call);

/// Calls \p Visit for each call that \p Function makes under a lock, and for each callable that
/// such a call runs, with the locks held there. Implicit destructors are left out; those of what is
/// taken out of containers and owners are visited \p WithDestroyed, as destructors.
void forEachCallUnderLock(Unit &U, const clang::FunctionDecl &Function,
                          llvm::function_ref<void(const CallSite &, const LockState::Held &)> Visit,
                          bool WithDestroyed = false);

/// True if the pointer, reference-like object or iterator that \p Path starts at is given another
/// value in \p Body: equal paths may then name two objects.
bool mayBeReassigned(const FunctionBody &Body, const AccessPath &Path);

} // namespace asynctidy

#endif
