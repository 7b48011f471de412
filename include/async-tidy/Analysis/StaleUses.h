//===- StaleUses.h - what is used behind a suspension -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_STALEUSES_H
#define ASYNC_TIDY_ANALYSIS_STALEUSES_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"
#include <optional>

namespace asynctidy {

/// The range-based loop whose hidden iterator \p Var is; null if it is another variable.
const clang::CXXForRangeStmt *loopOfIterator(const FunctionBody &In, const clang::VarDecl &Var);

/// A use of a variable behind a suspension without a new value in between.
struct StaleUse {
  const clang::Expr *Suspension = nullptr;
  const clang::Stmt *Use = nullptr;
};

/// The first use of \p Var in \p Function that a suspension lies before, and behind the place where
/// \p Var got its value. One that a look into \p Container for what is still there (`contains`)
/// comes before doesn't count.
std::optional<StaleUse> firstStaleUse(Unit &U, const clang::FunctionDecl &Function,
                                      const clang::VarDecl &Var,
                                      const clang::ValueDecl *Container = nullptr);

} // namespace asynctidy

#endif
