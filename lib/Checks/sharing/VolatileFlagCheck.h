//===- VolatileFlagCheck.h - async-volatile-flag ------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_SHARING_VOLATILEFLAGCHECK_H
#define ASYNC_TIDY_CHECKS_SHARING_VOLATILEFLAGCHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds plain or volatile flags that one thread writes and another one polls.
/// The compiler may read such a flag once, before the loop, and nothing else that the writer wrote
/// need be there when it is seen (C++ Core Guidelines CP.8).
class VolatileFlagCheck : public Check {
public:
  VolatileFlagCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  /// Reports the flag that \p Read reads, if it does so to end a loop.
  void visit(Unit &U, const FunctionBody &Body, const clang::Expr &Read);
};

} // namespace asynctidy

#endif
