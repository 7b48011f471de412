//===- ThreadAffineAcrossSuspensionCheck.h - async-thread-affine-across-suspension --- -*- C++
//-*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_THREADAFFINEACROSSSUSPENSIONCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_THREADAFFINEACROSSSUSPENSIONCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds objects that belong to one thread and are alive while a coroutine is suspended.
/// Whoever runs meanwhile sees what the object changed, and it ends on the wrong thread.
class ThreadAffineAcrossSuspensionCheck : public Check {
public:
  ThreadAffineAcrossSuspensionCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
