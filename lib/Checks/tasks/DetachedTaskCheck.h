//===- DetachedTaskCheck.h - async-detached-task ------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_DETACHEDTASKCHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_DETACHEDTASKCHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds threads that are let go while they use what ends, and spawned coroutines whose errors
/// nobody sees.
/// A thread may then read freed memory; a coroutine ends in the middle, and all goes on as if it
/// had done its work.
class DetachedTaskCheck : public Check {
public:
  DetachedTaskCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void reportThread(Unit &U, const FunctionBody &Body, const clang::Expr &Call);
  void reportErrors(Unit &U, const FunctionBody &Body, const clang::Expr &Call);
};

} // namespace asynctidy

#endif
