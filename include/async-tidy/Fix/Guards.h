//===- Guards.h - guards instead of locks by hand --------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_FIX_GUARDS_H
#define ASYNC_TIDY_FIX_GUARDS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/ManualLocks.h"
#include "async-tidy/Fix/Edits.h"

namespace asynctidy {

/// True if \p Lock is the call of a method \p Plain, or \p Plain with `_shared` behind it: of a
/// mutex that the standard library's guards take.
bool isStandardCall(const LockCall &Lock, llvm::StringRef Plain);

/// Puts a guard in the place of the lock and takes the unlocks away; in a block of its own if more
/// is done after the last of them. Refuses if something else would change by that: what is
/// destroyed when, what is evaluated under the lock, what can be used where.
void useGuard(Edits &E, Unit &U, const FunctionBody &Body, const ManualLock &Lock);

} // namespace asynctidy

#endif
