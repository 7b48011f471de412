//===- Tasks.h - tasks, awaitables and suspension points -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_TASKS_H
#define ASYNC_TIDY_ANALYSIS_TASKS_H

#include "async-tidy/Analysis/Unit.h"
#include "clang/AST/DeclCXX.h"

namespace asynctidy {

/// A type that stands for asynchronous work.
struct TaskType {
  const clang::CXXRecordDecl *Record = nullptr;
  TypeMatch Model;
  /// Null unless coroutines can return it.
  const clang::CXXRecordDecl *Promise = nullptr;
  TaskStart Start = TaskStart::Unknown;
  /// Can be an operand of co_await.
  bool Awaitable = false;
  /// Nobody needs to look at it again: its coroutine destroys itself when it ends.
  bool FireAndForget = false;
  /// The class, not the function, is [[nodiscard]].
  bool NoDiscard = false;
  /// Is iterated over, not awaited: what it runs, runs in its consumer.
  bool SyncGenerator = false;

  bool isLazy() const { return Start == TaskStart::Lazy; }
};

/// What \p Type is, by its shape (a nested `promise_type`, `operator co_await`, the three
/// functions of an awaiter; [coroutine.handle], [expr.await]) and by the models. None if it
/// stands for no asynchronous work.
std::optional<TaskType> taskType(const Unit &U, clang::QualType Type);

/// What happens if nobody takes a task of type \p Task.
TaskModel::DroppedTy whenDropped(const TaskType &Task);

/// The type of the tasks that an array, a container or an owner (`optional`) of \p Type holds;
/// null if it is none of these, or holds something else.
clang::QualType tasksIn(const Unit &U, clang::QualType Type);

/// What `co_await` of a task of type \p Type gives; null if that can't be told.
clang::QualType awaitedType(const Unit &U, clang::QualType Type);

/// True for what is made to be held: a guard, by its model, or by its name and a destructor.
bool isToBeHeld(const Unit &U, clang::QualType Type);

/// True if the callee of \p Call looks after the task that it gives: it is annotated as one whose
/// tasks may be dropped, or its model says that it lets the work run on its own.
bool isLookedAfter(const Unit &U, const clang::Expr &Call);

/// How a message names where \p Task comes from: the quoted name of the function, or of what is
/// called like one; "this expression" without a name.
std::string sourceOfTask(const clang::Expr &Task);

/// The promise of coroutine \p Function; null in templates where it isn't known yet.
const clang::CXXRecordDecl *promiseOf(const clang::FunctionDecl &Function);

/// True if coroutines with promise \p Promise run past their final suspension, and so destroy
/// themselves; false if they always stop there. None if that can't be told.
std::optional<bool> endsAlone(const Unit &U, const clang::CXXRecordDecl &Promise);

/// What kind of point in a coroutine this is.
struct Suspension {
  enum KindTy { Initial, Await, Yield } Kind;
  /// The co_await or co_yield; null for the initial one, which has no syntax.
  const clang::Expr *Point;
};

/// Where \p Function may be suspended, in the order of the source. The start of a lazy
/// coroutine comes first; awaits that never suspend (`co_await std::suspend_never{}`) are
/// left out.
llvm::SmallVector<Suspension, 4> suspensionsOf(Unit &U, const clang::FunctionDecl &Function);

/// True if \p Point (co_await or co_yield) can't suspend, as its awaiter says it is ready.
bool neverSuspends(const Unit &U, const clang::Expr &Point);

/// The operand of a co_await or co_yield as written; null for other expressions.
const clang::Expr *awaitOperand(const clang::Stmt *S);

/// True if `co_await E` with \p E of type \p Type compiles in coroutine \p Function as far
/// as can be told; false in doubt.
bool canAwait(Unit &U, const clang::FunctionDecl &Function, clang::QualType Type);

/// The type of `co_await E` in coroutine \p Function, with \p E an rvalue of type \p Type; null if
/// that can't be told: its promise transforms what it awaits, and awaits nothing like it.
clang::QualType awaitedType(Unit &U, const clang::FunctionDecl &Function, clang::QualType Type);

} // namespace asynctidy

#endif
