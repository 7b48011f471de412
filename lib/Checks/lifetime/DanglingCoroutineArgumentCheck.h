//===- DanglingCoroutineArgumentCheck.h - async-dangling-coroutine-argument --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LIFETIME_DANGLINGCOROUTINEARGUMENTCHECK_H
#define ASYNC_TIDY_CHECKS_LIFETIME_DANGLINGCOROUTINEARGUMENTCHECK_H

#include "async-tidy/Analysis/LateArguments.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds temporaries and locals that a task refers to and outlives.
/// Awaited in the same full-expression, or before the local ends, a task is safe.
class DanglingCoroutineArgumentCheck : public Check {
public:
  DanglingCoroutineArgumentCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void checkUnawaitable(Unit &U, const clang::FunctionDecl &Function);
  void report(Unit &U, const clang::Expr &Call, const LateArgument &Argument, const FateAt &At);
};

} // namespace asynctidy

#endif
