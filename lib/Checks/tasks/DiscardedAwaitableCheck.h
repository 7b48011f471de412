//===- DiscardedAwaitableCheck.h - async-discarded-awaitable -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_DISCARDEDAWAITABLECHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_DISCARDEDAWAITABLECHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds tasks and futures that are dropped instead of awaited: a lazy one never runs, and
/// nobody sees the result or the error of an eager one.
class DiscardedAwaitableCheck : public Check {
public:
  DiscardedAwaitableCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void report(Unit &U, const FunctionBody &Body, const clang::Expr &Task, const clang::Stmt &Where);
  const bool IgnoreNodiscard;
  const bool CheckVoidCasts;
};

} // namespace asynctidy

#endif
