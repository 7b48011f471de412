//===- DoubleCheckedLockingCheck.h - async-double-checked-locking -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_SHARING_DOUBLECHECKEDLOCKINGCHECK_H
#define ASYNC_TIDY_CHECKS_SHARING_DOUBLECHECKEDLOCKINGCHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds double-checked locking over what is no atomic, or without the second check: the first test
/// races with the write, or each thread that passed it does the work again (C++ Core Guidelines
/// CP.110, CP.111).
class DoubleCheckedLockingCheck : public Check {
public:
  DoubleCheckedLockingCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  /// Looks for a lock and a write behind \p Read of \p Variable, which may be a test.
  void visit(Unit &U, const FunctionBody &Body, const clang::Expr &Read,
             const clang::DeclaratorDecl &Variable);
};

} // namespace asynctidy

#endif
