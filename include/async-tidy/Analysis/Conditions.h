//===- Conditions.h - waits for condition variables, and their tests -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_CONDITIONS_H
#define ASYNC_TIDY_ANALYSIS_CONDITIONS_H

#include "async-tidy/Analysis/Functions.h"
#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Support/AccessPath.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <map>
#include <vector>

namespace asynctidy {

/// A call of a condition variable.
struct ConditionCall {
  const clang::Expr *Call = nullptr;
  const clang::FunctionDecl *In = nullptr;
  /// `Times` for every wait that is given a limit.
  ConditionFact::DoesTy Does = ConditionFact::Waits;
  const clang::Expr *On = nullptr;
  /// The lock or mutex that a wait gives up; null where there is none.
  const clang::Expr *Lock = nullptr;
  /// What a wait tests by itself; null without.
  const clang::Expr *Predicate = nullptr;

  /// The variable or member that is the condition variable; null if that is computed.
  const clang::ValueDecl *condition() const;
};

/// \p Call as one of a condition variable's, made in \p In; none if it is something else.
std::optional<ConditionCall> conditionCall(const Unit &U, const clang::FunctionDecl &In,
                                           const clang::Expr &Call);

/// What is tested around a wait that has no predicate. A test is a branch that reads something
/// which may change, and by which the wait may be left out.
struct WaitTests {
  /// The tests on the way from a wait to the next one.
  llvm::SmallVector<const clang::Expr *, 2> Again;
  /// The wait is repeated by a loop of any kind.
  bool InLoop = false;
  /// On some path nothing comes between such a test and the wait in which others could have got
  /// the lock (where there is none: could have run).
  bool Before = false;
  /// The lock isn't given up between a wait and the next one, but by the wait.
  bool LockedThroughout = false;
  /// The function takes the lock itself on all paths, and where: else it is the caller who tests.
  const clang::Stmt *LockedAt = nullptr;
  /// Something that may change is tested behind the wait.
  bool After = false;
};
WaitTests testsAround(Unit &U, const ConditionCall &Wait);

/// True if \p Element takes the lock \p Lock: a guard's variable, or the mutex itself.
bool takesLock(const Unit &U, const clang::CFGElement &Element, const AccessPath &Lock);

/// All calls of condition variables in a translation unit, by the variable or member.
class ConditionCalls {
public:
  explicit ConditionCalls(Unit &U);
  const std::vector<ConditionCall> &of(const clang::ValueDecl &Condition) const;

private:
  std::map<const clang::ValueDecl *, std::vector<ConditionCall>> Calls;
};

using StateSet = llvm::SmallPtrSet<const clang::ValueDecl *, 4>;
/// Adds the members and variables that \p S reads or writes; of `a.b` it is `b`.
void addState(const clang::Stmt &S, StateSet &State);

/// What a thread tests before it waits, for as long as it takes.
struct AwaitedState {
  ConditionCall Wait;
  /// The mutex under which it does; a member or variable.
  const clang::ValueDecl *Mutex = nullptr;
  /// The guard that holds it there; null without one.
  const clang::VarDecl *Guard = nullptr;
  StateSet State;
};
/// Of all waits for \p Condition in the unit without limit that test something, where the mutex is
/// known.
std::vector<AwaitedState> awaitedStates(Unit &U, const clang::ValueDecl &Condition);

/// True if somebody calls \p Function with a lock held, as far as can be seen, or it is meant to be
/// called so, or nobody can be seen to call it who may.
bool mayBeCalledLocked(Unit &U, const clang::FunctionDecl &Function);

/// True if control can come from behind \p From to \p To in \p Body with \p Mutex not being taken
/// on the way, nor by a function that is called.
bool reachesWithoutLock(Unit &U, const FunctionBody &Body, const clang::Stmt &From,
                        const clang::Stmt &To, const clang::ValueDecl &Mutex);

} // namespace asynctidy

#endif
