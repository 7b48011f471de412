//===- LockState.h - which locks are held where -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_LOCKSTATE_H
#define ASYNC_TIDY_ANALYSIS_LOCKSTATE_H

#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Support/AccessPath.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>

namespace asynctidy {

/// Who holds a lock: a guard variable, a temporary guard, or nobody but the mutex itself
/// (`m.lock()`).
struct LockHolder {
  const clang::VarDecl *Guard = nullptr;
  const clang::Expr *Temporary = nullptr;
  std::optional<AccessPath> Mutex; ///< Only for locks without a guard.

  bool operator<(const LockHolder &O) const {
    return std::tie(Guard, Temporary, Mutex) < std::tie(O.Guard, O.Temporary, O.Mutex);
  }
};

/// One lock that is held.
struct HeldLock {
  LockHolder Holder;
  /// Where it was taken: the guard, or the call of lock().
  clang::SourceLocation Taken;
  /// The mutexes, as far as they are known.
  llvm::SmallVector<AccessPath, 1> Mutexes;
  /// Held on every path to the point; false: on some.
  bool Definite = true;
  /// May have failed: try_lock, try_to_lock, and nobody has looked yet.
  bool Tried = false;
  /// The lock that readers share.
  bool Shared = false;
  /// The variable that keeps whether it succeeded; null without one.
  const clang::VarDecl *Result = nullptr;
};

/// The blocking locks that are held at each point of one function. A forward analysis over
/// the CFG: a guard holds from its construction (not with std::defer_lock, nor after a
/// default construction) to its end, to `unlock()`, `release()`, a move or an assignment;
/// branches on `owns_lock()`, on the guard itself and on `try_lock()` are followed.
/// Locks that suspend a coroutine instead of blocking the thread don't count.
class LockState {
public:
  LockState(Unit &U, const clang::FunctionDecl &Function);

  using Held = std::map<LockHolder, HeldLock>;
  /// Calls \p Visit for each expression and statement in the CFG, before it is evaluated
  /// itself (its operands have been), with the locks held there.
  void forEachPoint(llvm::function_ref<void(const clang::Stmt &, const Held &)> Visit) const;
  /// Calls \p Visit for each block of the CFG that can be reached, with the locks held at its end.
  void forEachBlockEnd(llvm::function_ref<void(const clang::CFGBlock &, const Held &)> Visit) const;
  /// Calls \p Visit for each lock that is taken, or tried, with the locks that were held before.
  /// Locks taken by one statement (`std::lock(a, b)`, `scoped_lock`) come one by one, each with the
  /// same locks before it. Not locks that were handed over: adopted, moved, a parameter's.
  void forEachAcquisition(
      llvm::function_ref<void(const HeldLock &, const clang::Stmt &At, const Held &Before)> Visit)
      const;
  /// The locks that are still held when the function returns.
  Held atExit() const;
  /// The mutexes that the function unlocks by hand where it hasn't locked them: its caller did.
  llvm::SmallVector<AccessPath, 1> releasedOfOthers() const;
  /// The locks that are held where \p Point is evaluated; empty if it can't be reached.
  Held at(const clang::Stmt &Point) const;
  /// False if the function takes no blocking lock at all.
  bool any() const { return Interesting; }

private:
  friend class LockTransfer;
  /// Calls \p Step for each element that can be reached, which brings the locks up to date, and
  /// \p AtEnd for each block with the locks at its end.
  template <typename StepT, typename EndT> void replay(StepT Step, EndT AtEnd) const;
  Unit &U;
  const clang::FunctionDecl &Function;
  const clang::CFG *Graph = nullptr;
  bool Interesting = false;
  std::map<unsigned, Held> AtEntry; ///< By block, only of blocks that can be reached.
};

/// The blocking locks that an object of type \p Type holds while it lives: a guard of a
/// model, a `scoped_lockable` class, a class or an owner (unique_ptr, optional) that holds
/// one.
bool holdsBlockingLock(const Unit &U, clang::QualType Type);
/// True if \p Type is a mutex that blocks the thread: by its model, its capability
/// attribute, or its shape (`void lock()`, `void unlock()`).
bool isBlockingMutex(const Unit &U, clang::QualType Type);
/// True if whoever holds a mutex of this type may lock it again.
bool isRecursiveMutex(const Unit &U, clang::QualType Type);
/// The type of the mutex that \p Path names.
clang::QualType mutexType(const AccessPath &Path);
/// True if \p Type is a mutex that suspends a coroutine instead: by its model, its annotation, or
/// a way to lock it that gives something to await.
bool isSuspendingMutex(const Unit &U, clang::QualType Type);

/// True if a call in \p Point is given \p Lock, its guard or its mutex: a condition variable gives
/// it up while it waits, an awaiter hands it on.
bool takesLock(const Unit &U, const FunctionBody &Body, const clang::Expr &Point,
               const HeldLock &Lock);

/// True if \p Call is given the guard that has \p Lock: it may unlock it.
bool givesGuard(const clang::Expr &Call, const HeldLock &Lock);

/// True if the thread that has \p Lock may lock its mutex again.
bool isRecursive(const Unit &U, const HeldLock &Lock);

/// The name of what is locked or of the guard, quoted; `a lock` if it has none.
std::string nameOf(const HeldLock &Lock);
/// A call that locks or unlocks a mutex, or tries to.
struct LockCall {
  const clang::Expr *Call = nullptr;
  const clang::Expr *Mutex = nullptr; ///< The object or argument, for some a pointer.
  LockFact::DoesTy Does = LockFact::Acquires;
  bool Shared = false; ///< The lock that readers share.
};
/// What \p Call does to blocking mutexes, or to guards of them that it is given: one for each.
llvm::SmallVector<LockCall, 1> lockCallsOf(const Unit &U, const clang::Expr &Call);

/// True if std::lock and std::scoped_lock take a \p Type: it has lock(), try_lock() and unlock().
bool isLockable(clang::QualType Type);

/// What a guard is made of where it is declared.
struct GuardInit {
  llvm::SmallVector<const clang::Expr *, 2> Mutexes; ///< Pointers to them for some guards.
  GuardTag Tag = GuardTag::None;
  bool Shared = false; ///< A reader's lock.
};
/// None if \p Var isn't itself a guard of blocking mutexes that are named as it is made: a
/// function's result, one with a limit of time, one that was moved here.
std::optional<GuardInit> guardInit(const Unit &U, const clang::VarDecl &Var);

} // namespace asynctidy

#endif
