//===- Scopes.h - groups of tasks that nobody joins -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_SCOPES_H
#define ASYNC_TIDY_ANALYSIS_SCOPES_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"
#include "clang/AST/DeclCXX.h"
#include <vector>

namespace asynctidy {

/// Something that is wrong with the end of a scope of tasks: a task group, a nursery, a gate.
struct ScopeProblem {
  enum KindTy {
    NeverJoined,  ///< Nothing joins it.
    LeftOnPath,   ///< It is destroyed on a way out that doesn't: `Where`.
    OutlivesLocal ///< Its work uses `Local`, which is gone when its destructor waits.
  } Kind = NeverJoined;
  /// The variable or member.
  const clang::ValueDecl *Scope = nullptr;
  /// A return, a throw, a jump or a block; the capture of `Local`.
  const clang::Stmt *Where = nullptr;
  clang::SourceLocation At;
  /// Where it is given its first work.
  const clang::Stmt *Adds = nullptr;
  const clang::VarDecl *Local = nullptr;
};

/// Those of the locals of \p In.
std::vector<ScopeProblem> scopeProblems(Unit &U, const FunctionBody &In);
/// Those of the private members of \p Record. What isn't visible is taken to be right.
std::vector<ScopeProblem> scopeProblems(Unit &U, const clang::CXXRecordDecl &Record);

} // namespace asynctidy

#endif
