//===- CoroutineLambdaCaptureCheck.h - async-coroutine-lambda-capture -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LIFETIME_COROUTINELAMBDACAPTURECHECK_H
#define ASYNC_TIDY_CHECKS_LIFETIME_COROUTINELAMBDACAPTURECHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds lambda coroutines whose captures die before the coroutine ends: captures live in the
/// closure, not in the coroutine's frame (C++ Core Guidelines CP.51).
class CoroutineLambdaCaptureCheck : public Check {
public:
  CoroutineLambdaCaptureCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
