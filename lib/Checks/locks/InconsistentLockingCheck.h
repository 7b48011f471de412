//===- InconsistentLockingCheck.h - async-inconsistent-locking --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_INCONSISTENTLOCKINGCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_INCONSISTENTLOCKINGCHECK_H

#include "async-tidy/Analysis/ClassLocks.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds fields that are written under a lock in some methods of a class and used without it in
/// others.
/// Two threads then use one field at once, as if there were no lock at all.
class InconsistentLockingCheck : public Check {
public:
  InconsistentLockingCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void report(Unit &U, const ClassLocks &Locks, const ClassLocks::Guarded &Guarded);

  const bool AllFields;
};

} // namespace asynctidy

#endif
