//===- CoroutineOwners.h - who destroys coroutines -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_COROUTINEOWNERS_H
#define ASYNC_TIDY_ANALYSIS_COROUTINEOWNERS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// The call `handle_.destroy()`, on a field of its object, that destructor \p Destructor makes: in
/// its own body or in a method that it calls, under no other condition than the handle's own. Null
/// without one.
const clang::Expr *destroysHandle(Unit &U, const clang::CXXDestructorDecl &Destructor);

/// True if code in sight destroys coroutines with promise \p Promise, or coroutines of whatever
/// promise: the frames of all others leak unless they end alone.
bool isDestroyedInSight(Unit &U, const clang::CXXRecordDecl &Promise);

/// True if objects of \p Record can be copied by a constructor that nobody wrote.
bool isCopiedByDefault(const clang::CXXRecordDecl &Record);

/// Where `return_value` function \p Function keeps the address of what is returned: of a temporary,
/// or a local of the coroutine. Null if it doesn't.
const clang::Expr *keptResult(Unit &U, const clang::FunctionDecl &Function);

} // namespace asynctidy

#endif
