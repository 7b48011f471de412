//===- GuardUse.h - what a function does with guards -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_GUARDUSE_H
#define ASYNC_TIDY_ANALYSIS_GUARDUSE_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// True if \p Type is itself made to hold a lock while it lives, of whatever kind of mutex: a
/// guard of a model or a `scoped_lockable` class. Not what has a guard among its members.
bool isGuard(const Unit &U, clang::QualType Type);

/// How a guard comes into being.
enum class GuardStart {
  Empty,   ///< Without a mutex.
  Defers,  ///< std::defer_lock.
  Tries,   ///< std::try_to_lock.
  Adopts,  ///< std::adopt_lock.
  Locks,   ///< Of a mutex.
  Unknown, ///< What a call gives, a move, a copy.
};
/// How \p Init makes a guard; \p Mutexes receives what it is given beside a tag.
GuardStart guardInit(const Unit &U, const clang::Expr *Init,
                     llvm::SmallVectorImpl<const clang::Expr *> *Mutexes = nullptr);

/// What is done with a guard that has a name, all over a function and the lambdas in it.
struct GuardUse {
  bool Locked = false;  ///< lock(), acquire(), std::lock(guard, ...).
  bool Tried = false;   ///< try_lock(), whose result nobody looks at.
  bool Tested = false;  ///< owns_lock(), a conversion, a result of try_lock() that is used.
  bool Escapes = false; ///< Everything that isn't known to leave it alone.

  bool any() const { return Locked || Tried || Tested || Escapes; }
};
GuardUse guardUse(Unit &U, const FunctionBody &In, const clang::VarDecl &Guard);

/// True if \p Call wakes those who wait for a condition variable, by its model or its name.
bool isNotification(const Unit &U, const clang::Expr &Call);

/// The mutex that `Guard(mutex);` or `Guard(*mutex);` was meant to lock, which declares variable
/// \p Var instead; null if that is no such. \p Parenthesis receives where it opens.
const clang::ValueDecl *mutexMeantBy(Unit &U, const FunctionBody &In, const clang::VarDecl &Var,
                                     clang::SourceLocation &Parenthesis);

/// True if nobody can have locked \p Mutex, which \p Guard adopts: the function takes locks by
/// itself, calls nothing else before, and doesn't mention this one before.
bool adoptsUnlocked(Unit &U, const FunctionBody &In, const clang::VarDecl &Guard,
                    const clang::Expr &Mutex);

/// Where \p In locks its local \p Mutex, if it is all that can ever lock it: nobody else gets the
/// mutex, its address, a closure that holds it, or a guard of it. Waiting for a condition
/// variable with the guard gives it to nobody. Null in doubt, and where it is never locked.
const clang::Expr *onlyLockOf(Unit &U, const FunctionBody &In, const clang::VarDecl &Mutex);

} // namespace asynctidy

#endif
