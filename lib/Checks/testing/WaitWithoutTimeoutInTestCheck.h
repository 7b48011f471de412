//===- WaitWithoutTimeoutInTestCheck.h - async-wait-without-timeout-in-test --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TESTING_WAITWITHOUTTIMEOUTINTESTCHECK_H
#define ASYNC_TIDY_CHECKS_TESTING_WAITWITHOUTTIMEOUTINTESTCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds waits in tests that have no limit, so that a bug hangs the test.
/// Nobody is told which one it was, only that the whole run took too long.
class WaitWithoutTimeoutInTestCheck : public Check {
public:
  WaitWithoutTimeoutInTestCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
