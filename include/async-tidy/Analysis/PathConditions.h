//===- PathConditions.h - conditions that depend on each other -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_PATHCONDITIONS_H
#define ASYNC_TIDY_ANALYSIS_PATHCONDITIONS_H

#include "async-tidy/Analysis/Typestate.h"

namespace asynctidy {

/// True if the conditions under which an object's work starts (\p Starts) and ends (\p Ends, or any
/// other of its \p Events, or the way out at \p Exit) name the same state: whether one is done may
/// depend on the other, which Typestate's paths don't tell. \p Object itself doesn't count.
bool conditionsBelongTogether(const FunctionBody &Body, llvm::ArrayRef<ObjectEvent> Events,
                              llvm::function_ref<bool(const ObjectEvent &)> Starts,
                              llvm::function_ref<bool(const ObjectEvent &)> Ends,
                              const clang::Stmt *Exit, const clang::ValueDecl &Object);

} // namespace asynctidy

#endif
