//===- ThreadLocals.h - what belongs to the thread that asks for it -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_THREADLOCALS_H
#define ASYNC_TIDY_ANALYSIS_THREADLOCALS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/StaleUses.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// What each thread has one of.
struct ThreadOwned {
  enum KindTy {
    Variable, ///< A `thread_local`, or something in it.
    Errno,
    Identity ///< The number of a thread.
  } Kind = Variable;
  const clang::VarDecl *Var = nullptr; ///< For Variable.
};

/// What of the thread that runs it \p E, which initializes a variable of type \p Type, leads to:
/// the address, or the thread's number. Also through visible functions that return a reference.
/// Not copies of the value.
std::optional<ThreadOwned> threadOwned(Unit &U, const clang::Expr *E, clang::QualType Type);

/// A read of errno with nothing but a suspension between it and the call that set it.
std::optional<StaleUse> staleErrno(Unit &U, const clang::FunctionDecl &Function);

} // namespace asynctidy

#endif
