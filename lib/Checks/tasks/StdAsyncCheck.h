//===- StdAsyncCheck.h - async-std-async --------------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_STDASYNCCHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_STDASYNCCHECK_H

#include "async-tidy/Analysis/Futures.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds `std::async` whose work may never run, or runs beside nothing: a future that is polled
/// though its work waits to be waited for, one that is waited for at once.
class StdAsyncCheck : public Check {
public:
  StdAsyncCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  /// A wait with a limit, at \p Call, for work that may be deferred.
  void checkWait(Unit &U, const FunctionBody &Body, const clang::Expr &Call);
  /// What the call itself shows; true if that is all there is to say.
  bool checkCall(Unit &U, const FunctionBody &Body, const Launch &L);
  /// What becomes of the variable \p Var that is made from it. \p Beside: other work runs already.
  void checkLocal(Unit &U, const FunctionBody &Body, const Launch &L, const clang::VarDecl &Var,
                  bool Beside);
  void checkAssignment(Unit &U, const FunctionBody &Body, const Launch &L);
  void suggestPolicy(Unit &U, const Launch &L);
};

} // namespace asynctidy

#endif
