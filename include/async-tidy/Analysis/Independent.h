//===- Independent.h - awaits that don't need each other ------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_INDEPENDENT_H
#define ASYNC_TIDY_ANALYSIS_INDEPENDENT_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"
#include <vector>

namespace asynctidy {

/// Work that is awaited before other work starts that doesn't need its result.
struct SequentialAwaits {
  /// In one statement, and in the next.
  const clang::CallExpr *First = nullptr, *Second = nullptr;
  /// The same in each turn of this loop: then there is no Second.
  const clang::Stmt *Loop = nullptr;
  /// What both give.
  TypeMatch Task;
};

/// Those of \p In, a coroutine: calls that only look something up, as far as names and types tell,
/// of a framework that can let tasks run together, in statements that do nothing else.
std::vector<SequentialAwaits> sequentialAwaits(Unit &U, const FunctionBody &In);

} // namespace asynctidy

#endif
