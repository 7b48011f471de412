//===- GuardedReferenceEscapeCheck.h - async-guarded-reference-escape --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_GUARDEDREFERENCEESCAPECHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_GUARDEDREFERENCEESCAPECHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds references, pointers and views into what a lock guards that a method returns.
/// Callers use them when the lock is gone.
class GuardedReferenceEscapeCheck : public Check {
public:
  GuardedReferenceEscapeCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
