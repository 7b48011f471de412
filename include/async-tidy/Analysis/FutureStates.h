//===- FutureStates.h - what is done with futures and promises -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_FUTURESTATES_H
#define ASYNC_TIDY_ANALYSIS_FUTURESTATES_H

#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Support/AccessPath.h"
#include <vector>

namespace asynctidy {

/// Something that a future, a promise or a task is not made for.
struct FutureMisuse {
  enum KindTy {
    TakenTwice,      ///< The result is there once, and was taken at `Before`.
    UsedMoved,       ///< Moved away at `Before`.
    UsedEmpty,       ///< Made at `Before` from nothing: no result will come.
    GivenTwice,      ///< The future was given at `Before`.
    SatisfiedTwice,  ///< The result was set at `Before`.
    NobodySatisfies, ///< The future is waited for, and nobody can set the result.
    ReturnedBroken,  ///< The promise is destroyed where its future is returned, without a result.
    LeftUnset        ///< An error's way out that doesn't set the result.
  } Kind = TakenTwice;
  AccessPath Object;
  const clang::Stmt *At = nullptr;
  /// What came before; null if there is no one place.
  const clang::Stmt *Before = nullptr;
  /// `At` is its own predecessor: in the turn of the loop before.
  bool InLoop = false;
};

/// What \p Function does with futures, promises and tasks whose result is taken once, wrongly on
/// each path that comes there.
std::vector<FutureMisuse> futureMisusesOf(Unit &U, const clang::FunctionDecl &Function);

} // namespace asynctidy

#endif
