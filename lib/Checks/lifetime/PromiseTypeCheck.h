//===- PromiseTypeCheck.h - async-promise-type --------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LIFETIME_PROMISETYPECHECK_H
#define ASYNC_TIDY_CHECKS_LIFETIME_PROMISETYPECHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds coroutine types that destroy a coroutine twice, never, or in each of their copies, and
/// those that keep the address of a result.
/// A coroutine that runs past its final suspension destroys itself; one that stops there waits for
/// somebody to do it, once.
class PromiseTypeCheck : public Check {
public:
  PromiseTypeCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void reportEnd(Unit &U, const clang::CXXMethodDecl &GetReturnObject);
};

} // namespace asynctidy

#endif
