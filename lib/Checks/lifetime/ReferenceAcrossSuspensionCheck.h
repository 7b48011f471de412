//===- ReferenceAcrossSuspensionCheck.h - async-reference-across-suspension --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LIFETIME_REFERENCEACROSSSUSPENSIONCHECK_H
#define ASYNC_TIDY_CHECKS_LIFETIME_REFERENCEACROSSSUSPENSIONCHECK_H

#include "async-tidy/Analysis/SharedStorage.h"
#include "async-tidy/Analysis/StaleUses.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds iterators, references and views into containers of others that are used after a
/// suspension, in which those may change.
/// Other coroutines, handlers and callers run in between; what they erase, or make a vector
/// reallocate, is gone when the coroutine goes on.
class ReferenceAcrossSuspensionCheck : public Check {
public:
  ReferenceAcrossSuspensionCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void visitedByCallee(Unit &U, const FunctionBody &Body, const clang::Expr &Point);
  void leftByOwner(Unit &U, const clang::FunctionDecl &Function, const clang::VarDecl &Var,
                   const clang::CXXForRangeStmt *Loop);
  void noteChange(const StorageChange &Change, const SharedStorage &Storage,
                  const clang::FunctionDecl &Here);
};

} // namespace asynctidy

#endif
