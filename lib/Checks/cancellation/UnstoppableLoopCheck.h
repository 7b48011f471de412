//===- UnstoppableLoopCheck.h - async-unstoppable-loop ------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CANCELLATION_UNSTOPPABLELOOPCHECK_H
#define ASYNC_TIDY_CHECKS_CANCELLATION_UNSTOPPABLELOOPCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds endless loops in functions that are given a cancellation token and never look at it.
/// Who asks the work to stop, and waits for that, waits for ever.
class UnstoppableLoopCheck : public Check {
public:
  UnstoppableLoopCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
