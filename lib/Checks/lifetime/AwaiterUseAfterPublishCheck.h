//===- AwaiterUseAfterPublishCheck.h - async-awaiter-use-after-publish --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LIFETIME_AWAITERUSEAFTERPUBLISHCHECK_H
#define ASYNC_TIDY_CHECKS_LIFETIME_AWAITERUSEAFTERPUBLISHCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds awaiters that are used when others may have resumed and destroyed their coroutine
/// already, and coroutines resumed inside await_suspend.
/// The awaiter lies in the coroutine's frame, which ends when the coroutine has run on: that may be
/// before the call has returned that handed it out.
class AwaiterUseAfterPublishCheck : public Check {
public:
  AwaiterUseAfterPublishCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void reportResume(Unit &U, const clang::FunctionDecl &Function);
};

} // namespace asynctidy

#endif
