//===- NestedAwaitableCheck.h - async-nested-awaitable ------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_NESTEDAWAITABLECHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_NESTEDAWAITABLECHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds tasks whose result is a task again, which nobody awaits.
/// The inner one never runs.
class NestedAwaitableCheck : public Check {
public:
  NestedAwaitableCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void checkCall(Unit &U, const FunctionBody &Body, const clang::Expr &Call);
  void checkReturn(Unit &U, const FunctionBody &Body, const clang::CoreturnStmt &Return);
};

} // namespace asynctidy

#endif
