//===- ByValue.h - parameters by value -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_FIX_BYVALUE_H
#define ASYNC_TIDY_FIX_BYVALUE_H

#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Fix/Edits.h"

namespace asynctidy {

/// Lets \p Function take parameter \p Parameter, which is `const T &` or `T &&`, by value, in all
/// its declarations. Refuses where that could mean something else: virtual functions, templates,
/// overloads, declarations in other files, types that are costly or can't be copied.
void takeByValue(Edits &E, const clang::FunctionDecl &Function,
                 const clang::ParmVarDecl &Parameter);

/// True if what a parameter of \p Type refers to mostly lives longer than any task: an executor, a
/// mutex, something that can't be copied, what is filled for the caller.
bool isLongLived(const Unit &U, clang::QualType Type);

} // namespace asynctidy

#endif
