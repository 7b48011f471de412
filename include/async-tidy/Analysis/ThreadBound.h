//===- ThreadBound.h - objects that belong to one thread -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_THREADBOUND_H
#define ASYNC_TIDY_ANALYSIS_THREADBOUND_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// What binds an object to the thread that made it.
struct ThreadBound {
  /// The class that does: the object's own, that of a member or base, or of what it owns.
  const clang::CXXRecordDecl *Record = nullptr;
  /// Only while it isn't empty: it is in an optional, a unique_ptr.
  bool InOwner = false;
};

/// How an object of \p Type is bound to a thread, by its model, its annotation, or what it has in
/// it; none if it isn't. Closures, tasks and the classes of modelled frameworks aren't looked into.
std::optional<ThreadBound> threadBound(const Unit &U, clang::QualType Type);

/// True if thread-bound \p Var, alive at \p Point, may have let go before: it was moved from, an
/// owner is empty or somebody may have emptied it, a method was called that ends what it does
/// (`reset`, `dismiss`, `unblock` and the like).
bool mayHaveLetGo(Unit &U, const FunctionBody &In, const clang::VarDecl &Var,
                  const ThreadBound &Bound, const clang::Expr &Point);

} // namespace asynctidy

#endif
