//===- Awaiters.h - what an awaiter does when it suspends -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_AWAITERS_H
#define ASYNC_TIDY_ANALYSIS_AWAITERS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// True if \p Type is a std::coroutine_handle, of whatever promise.
bool isCoroutineHandle(clang::QualType Type);

/// The handle that `await_suspend` function \p Function gets; null if it is another function.
const clang::ParmVarDecl *suspendedHandle(const clang::FunctionDecl &Function);

/// A use of an awaiter or of its coroutine's promise when others may have resumed the coroutine.
struct UseAfterPublish {
  /// The call that handed the coroutine out.
  const clang::Expr *Published = nullptr;
  enum KindTy {
    Awaiter, ///< `this`.
    Promise, ///< The handle, or what was made from it.
    Guard    ///< The end of a guard on a mutex of the awaiter.
  } Kind = Awaiter;
  clang::SourceLocation Where;
  const clang::VarDecl *Var = nullptr; ///< For Guard.
};

/// The first such use in await_suspend \p Function. A handle is handed out by a call that may run
/// it elsewhere: what the models call so, what is called like it (`post`, `schedule`), what gets a
/// closure that has it, what puts it into an atomic, and what does one of these in sight. Not by a
/// call whose result tells whether it was; nor where something is unlocked afterwards, which others
/// have to lock first.
std::optional<UseAfterPublish> useAfterPublish(Unit &U, const clang::FunctionDecl &Function);

/// The call `other.resume();` that is the last thing await_suspend \p Function does, on some path.
/// Null if there is none.
const clang::CXXMemberCallExpr *tailResume(const clang::FunctionDecl &Function);

} // namespace asynctidy

#endif
