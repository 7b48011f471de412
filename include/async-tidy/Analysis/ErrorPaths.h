//===- ErrorPaths.h - ways out of functions on which something failed -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_ERRORPATHS_H
#define ASYNC_TIDY_ANALYSIS_ERRORPATHS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// True if \p Return, of \p Body, leaves because something failed, and tells nobody: it returns
/// nothing, and on the way there neither \p Named is mentioned nor is anybody called who may know
/// it. \p Named may be null.
bool leavesOnFailure(const Unit &U, const FunctionBody &Body, const clang::ReturnStmt &Return,
                     const clang::ValueDecl *Named);

} // namespace asynctidy

#endif
