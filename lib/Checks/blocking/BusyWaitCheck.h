//===- BusyWaitCheck.h - async-busy-wait --------------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_BLOCKING_BUSYWAITCHECK_H
#define ASYNC_TIDY_CHECKS_BLOCKING_BUSYWAITCHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds loops that ask again and again for a flag or a result instead of waiting for it.
/// They take a core, or wake up for nothing, and are late all the same.
class BusyWaitCheck : public Check {
public:
  BusyWaitCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void checkLoop(Unit &U, const FunctionBody &Body, const clang::Expr &Call);
};

} // namespace asynctidy

#endif
