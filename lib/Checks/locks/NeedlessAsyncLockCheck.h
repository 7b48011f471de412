//===- NeedlessAsyncLockCheck.h - async-needless-async-lock --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_NEEDLESSASYNCLOCKCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_NEEDLESSASYNCLOCKCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds asynchronous locks that are held over no suspension, where a plain mutex does.
/// Each of them costs a suspension where threads would wait for nanoseconds.
class NeedlessAsyncLockCheck : public Check {
public:
  NeedlessAsyncLockCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
