//===- LiveAcross.h - what lives across a suspension -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_LIVEACROSS_H
#define ASYNC_TIDY_ANALYSIS_LIVEACROSS_H

#include "async-tidy/Analysis/Tasks.h"
#include <map>

namespace asynctidy {

/// Why a variable is alive at a suspension point.
enum class LiveReason {
  Used,     ///< It is read or written after the point.
  Destroyed ///< Only its destructor runs after it.
};

/// Locals and parameters that are alive across each suspension point of a coroutine: a
/// backward analysis over the CFG. The initial suspension of a lazy coroutine has all
/// parameters that its body mentions or destroys.
class LiveAcross {
public:
  LiveAcross(Unit &U, const clang::FunctionDecl &Function);

  using Variables = std::map<const clang::VarDecl *, LiveReason>;
  llvm::ArrayRef<Suspension> points() const { return Points; }
  /// The variables alive across \p Point; empty for points that can't be reached.
  const Variables &at(const Suspension &Point) const;

private:
  llvm::SmallVector<Suspension, 4> Points;
  std::map<const clang::Expr *, Variables> Live;
  Variables None;
};

} // namespace asynctidy

#endif
