//===- LostWakeupCheck.h - async-lost-wakeup ----------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_LOSTWAKEUPCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_LOSTWAKEUPCHECK_H

#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds state that a waiter tests, written without the mutex that it tests it under, so that
/// it misses the notification.
/// Between its test and its sleep the waiter holds the mutex: who writes without it comes in
/// between.
class LostWakeupCheck : public Check {
public:
  LostWakeupCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void checkTooEarly(Unit &U, const FunctionBody &Body, const ConditionCall &Notify,
                     const AwaitedState &Awaited, const clang::Stmt &Write,
                     const clang::ValueDecl &Written);
};

} // namespace asynctidy

#endif
