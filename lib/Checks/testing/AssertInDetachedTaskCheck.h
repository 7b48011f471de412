//===- AssertInDetachedTaskCheck.h - async-assert-in-detached-task --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TESTING_ASSERTINDETACHEDTASKCHECK_H
#define ASYNC_TIDY_CHECKS_TESTING_ASSERTINDETACHEDTASKCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds assertions of tests that leave a thread's or a task's function instead of the test.
/// What they throw nobody catches, and what they leave out somebody may wait for.
class AssertInDetachedTaskCheck : public Check {
public:
  AssertInDetachedTaskCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void checkTask(Unit &U, const clang::FunctionDecl &Task, const clang::Expr &GivenTo);
};

} // namespace asynctidy

#endif
