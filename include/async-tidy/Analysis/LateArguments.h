//===- LateArguments.h - arguments that work refers to -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_LATEARGUMENTS_H
#define ASYNC_TIDY_ANALYSIS_LATEARGUMENTS_H

#include "async-tidy/Analysis/Outlives.h"

namespace asynctidy {

/// True if coroutine \p Function, which has a body, may use its parameter \p Parameter when its
/// caller goes on: a lazy one whenever it does, an eager one behind its first suspension.
bool usesLate(Unit &U, const clang::FunctionDecl &Function, const clang::ParmVarDecl &Parameter);

/// True if \p Function is a coroutine that is only run when its task is awaited.
bool isLazyCoroutine(Unit &U, const clang::FunctionDecl &Function);

/// An argument that the work that a call gives or starts refers to.
struct LateArgument {
  const clang::Expr *Argument = nullptr;
  /// The local that it leads to; null for a temporary.
  const clang::VarDecl *Local = nullptr;
  /// Who takes it; null for the object of a member function, and where a model says so.
  const clang::ParmVarDecl *Parameter = nullptr;
  bool IsObject = false;
};

/// The temporaries and locals of \p In that the task that \p Call gives refers to.
llvm::SmallVector<LateArgument, 2> lateArguments(Unit &U, const FunctionBody &In,
                                                 const clang::Expr &Call);

/// The locals of \p In that the operation that \p Call starts, and whose end a callable hears of,
/// refers to: buffers, objects that it takes by reference, the object that it is an operation of.
llvm::SmallVector<LateArgument, 2> operationArguments(Unit &U, const FunctionBody &In,
                                                      const clang::Expr &Call);

/// True if work whose fate is \p Work outlives \p Argument.
bool outlives(Unit &U, const FunctionBody &In, const clang::Expr &Call, const FateAt &Work,
              const LateArgument &Argument);

} // namespace asynctidy

#endif
