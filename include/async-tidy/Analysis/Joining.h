//===- Joining.h - threads that nobody joins, or joins in vain -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_JOINING_H
#define ASYNC_TIDY_ANALYSIS_JOINING_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"
#include "clang/AST/DeclCXX.h"
#include <vector>

namespace asynctidy {

/// True if the destructor of \p Type, or of what it holds, ends the program if a thread is neither
/// joined nor detached.
bool endsProgram(const Unit &U, clang::QualType Type);

/// Something that is wrong with the end of a thread.
struct JoinProblem {
  enum KindTy {
    NeverJoined,     ///< Nothing in the function, or the class, joins or detaches it.
    LeftOnPath,      ///< It is destroyed on a way out that doesn't: `Where`.
    Overwritten,     ///< Another thread is assigned to it meanwhile.
    Temporary,       ///< It has no name, and is destroyed where it is made.
    JoinedAgain,     ///< Joined or detached when that is done.
    NotStarted,      ///< Joined or detached when it never was given something to run.
    NotInDestructor, ///< The class joins it, but its destructor doesn't.
    NotToldToStop    ///< Joined while its loop waits for a flag that others set.
  } Kind = NeverJoined;
  /// The variable or member; null for temporaries.
  const clang::ValueDecl *Thread = nullptr;
  const clang::Stmt *Where = nullptr;
  /// What made it so: the start, the first join.
  const clang::Stmt *Before = nullptr;
  /// NotToldToStop: the flag, and who sets it. NotInDestructor: who joins.
  const clang::FieldDecl *Flag = nullptr;
  const clang::FunctionDecl *Other = nullptr;
};

/// Those of the locals and temporaries of \p In.
std::vector<JoinProblem> joinProblems(Unit &U, const FunctionBody &In);
/// Those of the private members of \p Record. What isn't visible is taken to be right.
std::vector<JoinProblem> joinProblems(Unit &U, const clang::CXXRecordDecl &Record);

} // namespace asynctidy

#endif
