//===- IneffectiveLockCheck.h - async-ineffective-lock ------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_INEFFECTIVELOCKCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_INEFFECTIVELOCKCHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds locks that protect nothing: guards without a name, guards that never lock, mutexes
/// that nobody else can lock.
/// What looks guarded is a data race.
class IneffectiveLockCheck : public Check {
public:
  IneffectiveLockCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  /// `std::lock_guard{m};`, and calls whose result is a guard that nobody keeps.
  void unnamed(Unit &U, const FunctionBody &Body, const clang::Expr &Guard);
  /// `std::unique_lock<std::mutex>(m);`, which declares a variable m. False if \p Var is no such.
  bool vexing(Unit &U, const FunctionBody &Body, const clang::VarDecl &Var);
  /// A guard with a name that doesn't lock, or locks for ever.
  void guard(Unit &U, const FunctionBody &Body, const clang::VarDecl &Guard);
};

} // namespace asynctidy

#endif
