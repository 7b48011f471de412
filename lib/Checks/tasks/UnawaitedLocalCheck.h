//===- UnawaitedLocalCheck.h - async-unawaited-local --------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_UNAWAITEDLOCALCHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_UNAWAITEDLOCALCHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds tasks, futures and containers of them that are kept in a local variable and never
/// awaited.
/// A lazy task never runs then; the future of a lock or of a semaphore's units isn't the lock.
class UnawaitedLocalCheck : public Check {
public:
  UnawaitedLocalCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void report(Unit &U, const FunctionBody &Body, const clang::VarDecl &Var);
};

} // namespace asynctidy

#endif
