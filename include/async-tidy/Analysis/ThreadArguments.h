//===- ThreadArguments.h - what threads are started with -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_THREADARGUMENTS_H
#define ASYNC_TIDY_ANALYSIS_THREADARGUMENTS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// An argument for what a new thread calls, of which only a pointer or a view is copied before the
/// thread starts.
struct LateThreadArgument {
  const clang::Expr *Argument = nullptr;
  /// The parameter that it becomes.
  const clang::ParmVarDecl *Parameter = nullptr;
  /// The local that it leads to; null for a temporary.
  const clang::VarDecl *Local = nullptr;
  /// The thread makes a string of it; else it uses the local itself.
  bool Converted = false;
  /// The thread is detached in sight.
  bool Detached = false;
};

/// Such arguments of \p Call, which starts a thread that isn't waited for before what they lead to
/// is gone.
llvm::SmallVector<LateThreadArgument, 1> lateThreadArguments(Unit &U, const FunctionBody &In,
                                                             const clang::Expr &Call);

} // namespace asynctidy

#endif
