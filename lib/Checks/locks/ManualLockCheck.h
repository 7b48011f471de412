//===- ManualLockCheck.h - async-manual-lock ----------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_MANUALLOCKCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_MANUALLOCKCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

struct ManualLock;

/// Finds mutexes that are unlocked by hand: not on every way out, not after an exception, or by
/// the wrong call.
/// What a path leaves locked nobody unlocks any more: the next who wants the mutex waits forever
/// (C++ Core Guidelines CP.20).
class ManualLockCheck : public Check {
public:
  ManualLockCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  bool reportMismatch(Unit &U, const ManualLock &Lock);
  void checkGuarded(Unit &U, const FunctionBody &Body);
};

} // namespace asynctidy

#endif
