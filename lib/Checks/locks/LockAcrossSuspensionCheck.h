//===- LockAcrossSuspensionCheck.h - async-lock-across-suspension -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_LOCKACROSSSUSPENSIONCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_LOCKACROSSSUSPENSIONCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds blocking locks that are held while a coroutine is suspended. Another coroutine on the
/// thread that then wants the lock blocks the thread which would have to resume the first; and
/// whoever resumes it may be a thread that doesn't own the lock (C++ Core Guidelines CP.52).
class LockAcrossSuspensionCheck : public Check {
public:
  LockAcrossSuspensionCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
