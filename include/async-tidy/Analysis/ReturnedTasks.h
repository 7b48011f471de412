//===- ReturnedTasks.h - what ends before a returned task is done -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_RETURNEDTASKS_H
#define ASYNC_TIDY_ANALYSIS_RETURNEDTASKS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Tasks.h"

namespace asynctidy {

/// Something of a plain function that ends when it returns a task, while the work of that task is
/// still to be done.
struct Outlived {
  enum KindTy {
    Try,   ///< The handlers around the return: what the work throws comes later.
    Guard, ///< A local that is there to be held meanwhile.
    Object ///< A local, or a parameter by value, that the work refers to.
  } Kind = Object;
  /// The call that gives the task.
  const clang::CallExpr *Task = nullptr;
  TaskType Type;
  const clang::ReturnStmt *Return = nullptr;
  const clang::CXXTryStmt *Handled = nullptr; ///< For Try.
  const clang::VarDecl *Var = nullptr;        ///< For the others.
  /// The guard is a lock that blocks the thread: not to be held while a coroutine is suspended.
  bool BlockingLock = false;
};

/// What ends too early in plain function \p In. Nothing is said of tasks that are done already, of
/// handlers and locks that may be there for what runs before the return, and of references in
/// doubt.
llvm::SmallVector<Outlived, 2> outlivedByReturnedTasks(Unit &U, const FunctionBody &In);

} // namespace asynctidy

#endif
