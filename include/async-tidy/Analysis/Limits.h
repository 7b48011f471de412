//===- Limits.h - waits that nothing limits -------------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_LIMITS_H
#define ASYNC_TIDY_ANALYSIS_LIMITS_H

#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"
#include "clang/AST/DeclCXX.h"

namespace asynctidy {

/// A coroutine awaits an operation that may never end.
struct UnlimitedAwait {
  const clang::Expr *Point = nullptr;
  const clang::CallExpr *Operation = nullptr;
  const OutsideFact *Fact = nullptr;
};

/// Those of \p In. None if anything in sight could limit one: a timer, a race, a cancellation slot
/// in the function, in those around it, in its class, or in those that call it.
llvm::SmallVector<UnlimitedAwait, 2> unlimitedAwaits(Unit &U, const FunctionBody &In);

/// A thread waits for a condition variable, and the destructor that joins it wakes nobody.
struct UnendedWait {
  ConditionCall Wait;
  /// What the destructor sets, and the thread looks at when it wakes.
  const clang::FieldDecl *Flag = nullptr;
  const clang::Expr *Join = nullptr;
};
llvm::SmallVector<UnendedWait, 1> unendedWaits(Unit &U, const clang::CXXDestructorDecl &Destructor);

} // namespace asynctidy

#endif
