//===- LostExceptionCheck.h - async-lost-exception ----------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_LOSTEXCEPTIONCHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_LOSTEXCEPTIONCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

struct LostError;

/// Finds errors of asynchronous work that are dropped where nobody hears of them.
/// What goes on behind them takes a failure for a success.
class LostExceptionCheck : public Check {
public:
  LostExceptionCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void report(Unit &U, const LostError &Lost);
  void reportPromise(Unit &U, const clang::CXXMethodDecl &Method);
  void reportThrownPointer(const clang::CXXThrowExpr &Throw);
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
