//===- GuardOutlivedByTaskCheck.h - async-guard-outlived-by-task --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_GUARDOUTLIVEDBYTASKCHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_GUARDOUTLIVEDBYTASKCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds tasks that a plain function returns out of a try, from under a guard, or with
/// references to its locals.
/// What should have protected the work, or be there for it, is gone when the work is done.
class GuardOutlivedByTaskCheck : public Check {
public:
  GuardOutlivedByTaskCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
