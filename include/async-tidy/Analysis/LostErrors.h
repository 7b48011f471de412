//===- LostErrors.h - errors of asynchronous work that nobody sees -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// An error is lost where code that goes on can't tell whether the work before it failed. One that
// ends either way, says why, or looks at what the work gave (`if (bytes == 0)`), loses none.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_LOSTERRORS_H
#define ASYNC_TIDY_ANALYSIS_LOSTERRORS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"
#include <vector>

namespace asynctidy {

struct LostError {
  enum KindTy {
    Parameter, ///< A completion handler's parameter, which it never reads.
    Variable,  ///< A local that an await leaves its error in, which nobody reads.
    Result,    ///< What an await gives, dropped.
    Caught     ///< Caught by an empty handler.
  } Kind = Parameter;
  clang::SourceLocation Where;
  /// The parameter or variable.
  const clang::NamedDecl *Error = nullptr;
  /// The parameter's function.
  const clang::FunctionDecl *Handler = nullptr;
  /// What may have failed: the call that takes the handler, or what is awaited.
  const clang::Expr *Work = nullptr;
  /// What goes on as if it had worked; null for errors that are lost whatever follows.
  const clang::Stmt *GoesOn = nullptr;
};

/// The errors that get lost in \p Function, which mustn't be dependent, and in the handlers that it
/// gives away.
std::vector<LostError> lostErrorsOf(Unit &U, const clang::FunctionDecl &Function);

/// True if nothing stands between the braces of \p Block or behind them in the same line, not even
/// a comment, which would say why. One behind them that begins with `TODO` or the like doesn't.
bool isBare(const clang::Stmt &Block, const clang::ASTContext &Context);

/// True for std::exception_ptr and its like.
bool isExceptionPointer(clang::QualType Type);

} // namespace asynctidy

#endif
