//===- WaitWithoutPredicateCheck.h - async-wait-without-predicate --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_WAITWITHOUTPREDICATECHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_WAITWITHOUTPREDICATECHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds waits for a condition variable that no loop tests the awaited state around.
/// It wakes up without a reason, or sleeps on because the notification came before it.
class WaitWithoutPredicateCheck : public Check {
public:
  WaitWithoutPredicateCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
