//===- ScopeNotJoinedCheck.h - async-scope-not-joined -------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_SCOPENOTJOINEDCHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_SCOPENOTJOINEDCHECK_H

#include "async-tidy/Analysis/Scopes.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds groups of tasks that are destroyed while their work may still run.
/// The work goes on using what the group was there to outlive; most groups end the program then.
class ScopeNotJoinedCheck : public Check {
public:
  ScopeNotJoinedCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void report(Unit &U, const ScopeProblem &Problem);
};

} // namespace asynctidy

#endif
