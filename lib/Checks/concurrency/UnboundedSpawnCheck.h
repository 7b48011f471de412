//===- UnboundedSpawnCheck.h - async-unbounded-spawn --------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CONCURRENCY_UNBOUNDEDSPAWNCHECK_H
#define ASYNC_TIDY_CHECKS_CONCURRENCY_UNBOUNDEDSPAWNCHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds threads and tasks that are started for each element of data of unknown size.
/// Each takes memory, a connection, a place in somebody's queue; when the data grow, they run out.
class UnboundedSpawnCheck : public Check {
public:
  UnboundedSpawnCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  /// Reports \p Call, which starts a thread or \p Task, if a loop does so without limit.
  void inLoop(Unit &U, const FunctionBody &Body, const clang::Expr &Call, const clang::Expr *Task);
  /// Reports \p Call, which starts work for all elements of a range, if that may be long.
  void fanOut(Unit &U, const FunctionBody &Body, const clang::Expr &Call,
              const FunctionMatch &Model);
};

} // namespace asynctidy

#endif
