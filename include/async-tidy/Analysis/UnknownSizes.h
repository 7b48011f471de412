//===- UnknownSizes.h - data and connections without a known number -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_UNKNOWNSIZES_H
#define ASYNC_TIDY_ANALYSIS_UNKNOWNSIZES_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// The container that \p E names, if nobody here can tell how many elements it has; null if its
/// size is written down, its name says that there are few (`workers`), or each element is an event
/// loop or a pool.
const clang::ValueDecl *unknownData(const Unit &U, const clang::Expr *E);

/// True if the elements of \p Type, a container, are tasks.
bool holdsTasks(const Unit &U, clang::QualType Type);

/// The data that the innermost loop around \p Point goes through, if their number isn't known and
/// nothing in it waits.
const clang::ValueDecl *unboundedLoop(Unit &U, const FunctionBody &Body, const clang::Expr &Point);

/// The call in the loop around \p Point that takes one connection after the other, if nothing there
/// limits how many are served at once.
const clang::Expr *unboundedAccepts(Unit &U, const FunctionBody &Body, const clang::Expr &Point);

} // namespace asynctidy

#endif
