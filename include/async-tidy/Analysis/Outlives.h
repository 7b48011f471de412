//===- Outlives.h - work that outlives what it refers to -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_OUTLIVES_H
#define ASYNC_TIDY_ANALYSIS_OUTLIVES_H

#include "async-tidy/Analysis/Holds.h"

namespace asynctidy {

/// Why what a callable refers to may be gone when it runs.
enum class Outlived {
  No,        ///< It isn't, or nobody can tell.
  Scope,     ///< A local's scope ends, and nothing in it waits for the work.
  Turn,      ///< A local of a loop's turn ends; the wait comes behind the loop.
  Closure,   ///< The enclosing lambda runs once and ends with what it captured.
  Stored,    ///< A member or global keeps the callable when the scope has ended.
  Owner,     ///< The object is owned by shared pointers, and the work has none of them.
  Detached,  ///< A detached thread uses an object that doesn't wait for it.
  Elsewhere, ///< An executor that isn't the object's runs it, and the object doesn't wait for it.
  GivenUp,   ///< Its scope waits for it, but leaves when that takes too long.
  NoContext  ///< It could be bound to the object's life, and isn't.
};

/// Whether the work that runs \p Given outlives what \p What is, in \p In.
Outlived outlives(Unit &U, const FunctionBody &In, const GivenAway &Given, const Held &What);

/// True if the methods of \p Record give away a raw `this` wherever they give away anything: then
/// something else sees to it that the object lives.
bool usesRawThisThroughout(Unit &U, const clang::CXXRecordDecl &Record);

/// True if \p Call runs work in something that is a local of \p In, or that a local made: an event
/// loop, a pool, an object of the user's. That ends with the scope.
bool runsInLocal(Unit &U, const FunctionBody &In, const clang::Expr &Call);

/// True if \p Closure goes to a function that can't be seen, takes any callable, and starts an
/// operation that runs it once, to all appearance: `queue.enqueue(f)`.
bool startsOperation(Unit &U, const FunctionBody &In, const FateAt &Closure);

/// The fact of \p Call's model about the callable that \p Callable is or lies in; null if there is
/// none.
const CallableFact *callableFact(Unit &U, const FunctionBody &In, const clang::Expr &Call,
                                 const clang::Expr &Callable);

/// True if the task that \p Invoke gives is moved into a function that can't be seen, and starts it
/// to all appearance.
bool isStarted(Unit &U, const FunctionBody &In, const clang::Expr &Invoke);

/// The first use of `this` behind a suspension of \p In, if \p In is a method that runs as a
/// coroutine nobody can wait for, of an object that lives as long as its owners do, and keeps none
/// of them. Null if there is none.
const clang::CXXThisExpr *firstUnkeptThis(Unit &U, const FunctionBody &In);

} // namespace asynctidy

#endif
