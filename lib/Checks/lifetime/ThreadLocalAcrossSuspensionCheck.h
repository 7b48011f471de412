//===- ThreadLocalAcrossSuspensionCheck.h - async-thread-local-across-suspension --- -*- C++
//-*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LIFETIME_THREADLOCALACROSSSUSPENSIONCHECK_H
#define ASYNC_TIDY_CHECKS_LIFETIME_THREADLOCALACROSSSUSPENSIONCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds references to thread_local variables, errno and thread numbers that are used after a
/// suspension, on what may be another thread.
/// The coroutine then works on what belongs to the thread that it was on, while that goes on with
/// other work.
class ThreadLocalAcrossSuspensionCheck : public Check {
public:
  ThreadLocalAcrossSuspensionCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  const bool SameThread;
};

} // namespace asynctidy

#endif
