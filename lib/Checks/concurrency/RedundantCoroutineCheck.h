//===- RedundantCoroutineCheck.h - async-redundant-coroutine --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CONCURRENCY_REDUNDANTCOROUTINECHECK_H
#define ASYNC_TIDY_CHECKS_CONCURRENCY_REDUNDANTCOROUTINECHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds coroutines that do nothing but await what they could return.
/// Each has a frame of its own, which is allocated, and is resumed once more for nothing.
class RedundantCoroutineCheck : public Check {
public:
  RedundantCoroutineCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
