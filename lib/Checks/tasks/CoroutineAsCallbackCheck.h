//===- CoroutineAsCallbackCheck.h - async-coroutine-as-callback --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_COROUTINEASCALLBACKCHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_COROUTINEASCALLBACKCHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds coroutines handed to callers that drop the tasks they make.
/// The body of a lazy coroutine never runs then.
class CoroutineAsCallbackCheck : public Check {
public:
  CoroutineAsCallbackCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void report(Unit &U, const FunctionBody &Body, const clang::Expr &Call,
              const clang::Expr &Callable, const CallableFact *Fact);
};

} // namespace asynctidy

#endif
