//===- CoroutineReferenceParameterCheck.h - async-coroutine-reference-parameter --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LIFETIME_COROUTINEREFERENCEPARAMETERCHECK_H
#define ASYNC_TIDY_CHECKS_LIFETIME_COROUTINEREFERENCEPARAMETERCHECK_H

#include "async-tidy/Check.h"
#include "llvm/ADT/DenseMap.h"

namespace asynctidy {

/// Finds reference, view and pointer parameters that a coroutine uses behind its first
/// suspension. The declaration shows only the risk; async-dangling-coroutine-argument has calls
/// that prove it.
/// The declaration shows only the risk; async-dangling-coroutine-argument has calls that prove it.
class CoroutineReferenceParameterCheck : public Check {
public:
  CoroutineReferenceParameterCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void collectCalls(Unit &U);

  Unit *CallsOf = nullptr;
  /// Coroutines that are called in this file, and whether each call is awaited where it is made.
  llvm::DenseMap<const clang::FunctionDecl *, bool> AwaitedEverywhere;
};

} // namespace asynctidy

#endif
