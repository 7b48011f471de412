//===- FutureMisuseCheck.h - async-future-misuse ------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_FUTUREMISUSECHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_FUTUREMISUSECHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds futures, promises and tasks that are used once too often, or that nobody makes ready.
/// Getting a result that is gone throws, or is undefined; waiting for one that never comes hangs.
class FutureMisuseCheck : public Check {
public:
  FutureMisuseCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
