//===- Escape.h - what becomes of a task, a closure, a reference -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_ESCAPE_H
#define ASYNC_TIDY_ANALYSIS_ESCAPE_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// What becomes of an object, from what keeps it safest to what keeps it least.
enum class Fate {
  Awaited,   ///< co_awaited, or blocked on, before the full-expression ends.
  Joined,    ///< Kept by a local that this function awaits or waits for.
  Ran,       ///< A callable that was run before the callee returned.
  Kept,      ///< A callable that lives as long as what it started.
  Unknown,   ///< Given to code that can't be seen.
  Discarded, ///< Dropped here.
  Returned,  ///< Given to the caller: outlives this function's locals.
  Stored,    ///< In a member or a global.
  Spawned    ///< Runs on its own from here.
};

struct FateAt {
  Fate What = Fate::Unknown;
  /// What decides it: the await, the spawning call, the return.
  const clang::Stmt *Where = nullptr;
  /// The call that \p Where gave the object to; null if there is none.
  const clang::Expr *Call = nullptr;
};

/// True if what has this fate may still be in use when the full-expression that made it,
/// and the scope around it, have ended.
bool outlivesScope(Fate F);

/// What becomes of a task, a future or another awaitable that \p Task evaluates to, in \p In.
/// Follows local variables and containers, moves, combinators and pass-through calls.
FateAt fateOfTask(Unit &U, const FunctionBody &In, const clang::Expr &Task);

/// What becomes of the task, or the tasks in the container, that local \p Var holds in \p In:
/// Discarded if nobody takes it.
FateAt fateOfVariable(Unit &U, const FunctionBody &In, const clang::VarDecl &Var);

/// What becomes of the task that running \p Closure gives, or, where nobody runs it in
/// sight, of the closure itself: a lambda, or what bind() and the like gave. `Where` is where it
/// leaves.
FateAt fateOfClosure(Unit &U, const FunctionBody &In, const clang::Expr &Closure);

/// What becomes of the work that runs a closure whose own fate is \p Closure: if the call that took
/// it gave a thread, a future or a task, that one decides (a thread that is joined, a future that
/// is waited for). Awaited also where dropping it stops or ends the work.
FateAt fateOfWork(Unit &U, const FunctionBody &In, const FateAt &Closure);

/// True if \p Call gives a future whose destructor waits (std::async), itself or by a visible
/// function that returns it.
bool blocksWhenDropped(Unit &U, const clang::Expr &Call);

/// What becomes of references to local \p Var in \p In: those that closures capture, and
/// addresses that calls take. Ran if all of them end in time.
FateAt fateOfReference(Unit &U, const FunctionBody &In, const clang::VarDecl &Var);

/// The innermost call among whose arguments the lambda with operator() \p Lambda is written; null
/// if there is none, or it is no lambda.
const clang::CallExpr *callGiven(Unit &U, const clang::FunctionDecl &Lambda);

/// True if \p Function is a lambda given to something that expects it to throw: its name has
/// "throw" in it, as test frameworks' assertions have.
bool expectsException(Unit &U, const clang::FunctionDecl &Function);

/// A callable that a call receives, and what the call's model says of it.
struct CallableArgument {
  /// What is called: a lambda's operator(), a function, a bound member function.
  const clang::FunctionDecl *Body = nullptr;
  const clang::Expr *Argument = nullptr;
  const CallableFact *Fact = nullptr;
};
/// What calling \p Callable gives: a lambda, a function or a pointer to one, an object with one
/// operator(), what bind and the like were given. Null if that isn't known.
clang::QualType resultOfCallable(Unit &U, const FunctionBody &In, const clang::Expr &Callable);

/// The callables among the arguments of \p Call, seen through bind, bind_executor, moves
/// and local variables.
llvm::SmallVector<CallableArgument, 2> callablesOf(const Unit &U, const clang::Expr &Call);
inline llvm::SmallVector<CallableArgument, 2> callablesOf(Unit &U, const FunctionBody &,
                                                          const clang::Expr &Call) {
  return callablesOf(U, Call);
}
/// The function that \p E names as a callable, seen through the same; null if that isn't known.
const clang::FunctionDecl *callableOf(const Unit &U, const clang::Expr &E);

} // namespace asynctidy

#endif
