//===- SequentialAwaitsCheck.h - async-sequential-awaits ----- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CONCURRENCY_SEQUENTIALAWAITSCHECK_H
#define ASYNC_TIDY_CHECKS_CONCURRENCY_SEQUENTIALAWAITSCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds awaits one after another, or in each turn of a loop, of calls that could run together.
/// They take as long as all of them, instead of as long as the longest.
class SequentialAwaitsCheck : public Check {
public:
  SequentialAwaitsCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
