//===- LargeCoroutineFrameCheck.h - async-large-coroutine-frame --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CONCURRENCY_LARGECOROUTINEFRAMECHECK_H
#define ASYNC_TIDY_CHECKS_CONCURRENCY_LARGECOROUTINEFRAMECHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds coroutines whose frames are large while they are suspended.
/// What is alive across a suspension lies in the frame, on the heap, once for each call that waits.
class LargeCoroutineFrameCheck : public Check {
public:
  LargeCoroutineFrameCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;

  const unsigned MaxBytes;
};

} // namespace asynctidy

#endif
