//===- CancellationNotForwardedCheck.h - async-cancellation-not-forwarded --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CANCELLATION_CANCELLATIONNOTFORWARDEDCHECK_H
#define ASYNC_TIDY_CHECKS_CANCELLATION_CANCELLATIONNOTFORWARDEDCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds calls that could take a cancellation token and aren't given the one at hand.
/// Work that is asked to stop goes on until such a call ends by itself.
class CancellationNotForwardedCheck : public Check {
public:
  CancellationNotForwardedCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
