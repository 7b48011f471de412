//===- HandReleases.h - what is released by hand, behind a suspension -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// A coroutine may end at a suspension: what it awaits throws, or its frame is destroyed. What a
// destructor releases is released then, what a later statement releases isn't.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_HANDRELEASES_H
#define ASYNC_TIDY_ANALYSIS_HANDRELEASES_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"
#include <vector>

namespace asynctidy {

struct HandRelease {
  enum KindTy {
    Value,  ///< A local that has what a function gave, or `new`.
    Object, ///< What was entered or taken: `gate.enter()`.
    Counter ///< What was counted up.
  } Kind = Value;
  /// The local, the object or the counter.
  const clang::ValueDecl *Resource = nullptr;
  const clang::Expr *Acquired = nullptr;
  const clang::Expr *Suspension = nullptr;
  const clang::Expr *Released = nullptr;
};

/// What coroutine \p Function acquires, and releases in the same block behind a suspension at which
/// it may end, so that nobody does then. What somebody else may release, or what is caught to be
/// released, isn't among it.
std::vector<HandRelease> leaksAcrossSuspensions(Unit &U, const clang::FunctionDecl &Function);

} // namespace asynctidy

#endif
