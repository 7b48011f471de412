//===- StaleReadAcrossAwaitCheck.h - async-stale-read-across-await --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_SHARING_STALEREADACROSSAWAITCHECK_H
#define ASYNC_TIDY_CHECKS_SHARING_STALEREADACROSSAWAITCHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds shared variables that a coroutine reads or tests before a suspension and writes after
/// it.
/// While it is suspended others run, and what they write is overwritten, or done twice.
class StaleReadAcrossAwaitCheck : public Check {
public:
  StaleReadAcrossAwaitCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  /// `x = x + co_await f()`
  void update(Unit &U, const FunctionBody &Body, const clang::BinaryOperator &Assign);
  /// `if (!cache) cache = co_await load();`
  void fill(Unit &U, const FunctionBody &Body, const clang::Expr &Read,
            const clang::DeclaratorDecl &Named);
};

} // namespace asynctidy

#endif
