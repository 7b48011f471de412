//===- LeakAcrossSuspensionCheck.h - async-leak-across-suspension --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CANCELLATION_LEAKACROSSSUSPENSIONCHECK_H
#define ASYNC_TIDY_CHECKS_CANCELLATION_LEAKACROSSSUSPENSIONCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds resources that a coroutine releases by hand, behind a suspension at which it may end.
/// What a destructor would release is lost when an exception or a cancellation ends it there.
class LeakAcrossSuspensionCheck : public Check {
public:
  LeakAcrossSuspensionCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
