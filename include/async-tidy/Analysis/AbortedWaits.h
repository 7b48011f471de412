//===- AbortedWaits.h - handlers that don't ask if they were cancelled -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_ABORTEDWAITS_H
#define ASYNC_TIDY_ANALYSIS_ABORTEDWAITS_H

#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// A wait that only fails when it is cancelled, such as a timer's, whose handler goes on as if the
/// time was over.
struct AbortedWait {
  const clang::Expr *Wait = nullptr;
  const clang::FieldDecl *Timer = nullptr;
  /// Does what \ref GoesOn is, and the parameter that would have told it.
  const clang::FunctionDecl *Handler = nullptr;
  const clang::ParmVarDecl *Error = nullptr;
  const clang::Expr *GoesOn = nullptr;
  bool Again = false;                  ///< GoesOn starts the wait again; else it acts on a timeout.
  const clang::Expr *Cancel = nullptr; ///< Where the class cancels it.
};

/// Such waits that \p Function starts for members of its class. Only what a handler does in any
/// case counts, and only if the class cancels the wait somewhere else than to start it again.
llvm::SmallVector<AbortedWait, 1> abortedWaitsOf(Unit &U, const clang::FunctionDecl &Function);

} // namespace asynctidy

#endif
