//===- SwallowedCancellationCheck.h - async-swallowed-cancellation --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CANCELLATION_SWALLOWEDCANCELLATIONCHECK_H
#define ASYNC_TIDY_CHECKS_CANCELLATION_SWALLOWEDCANCELLATIONCHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds handlers of all exceptions that swallow a coroutine's cancellation, so that it goes
/// on.
/// Frameworks cancel a coroutine by an exception; who catches everything around an await catches
/// that too, and a loop around it never ends. Handlers of timers are called with an error code
/// then, and may start the timer again.
class SwallowedCancellationCheck : public Check {
public:
  SwallowedCancellationCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void checkHandlers(Unit &U, const clang::FunctionDecl &Function);
  void checkCoroutine(Unit &U, const FunctionBody &Body, const TypeMatch &Task);
  void checkStackful(Unit &U, const FunctionBody &Body);
};

} // namespace asynctidy

#endif
