//===- Guarded.h - what a mutex is for -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_GUARDED_H
#define ASYNC_TIDY_ANALYSIS_GUARDED_H

#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Support/AccessPath.h"

namespace asynctidy {

/// What the calls from \p Site down \p Path work on that lies beside \p Mutex: another member of
/// the mutex's object, another variable where the mutex is one. It is what a call is made on, or
/// its first argument, seen through locals; null if there is none. With \p Elements the elements
/// that a range-based for visits count as their container.
const clang::ValueDecl *guardedOperand(const AccessPath &Mutex, const CallSite &Site,
                                       llvm::ArrayRef<CallSite> Path, bool Elements);

/// Where a function of the class that other threads run uses \p Mutex for something else than \p
/// Member: a lambda, one whose address is taken, what these call, or a const one that tells
/// something. Then the mutex isn't there just to let one thread at a time start or stop what \p
/// Member is. \p Except is left out; null if no such use is in sight.
const clang::MemberExpr *otherPurpose(Unit &U, const clang::FieldDecl &Mutex,
                                      const clang::ValueDecl &Member,
                                      const clang::FunctionDecl &Except);

/// True if nobody but \p Function uses \p Mutex: it is there to let one thread at a time do what
/// that function does, however long it takes.
bool isOnlyUsedIn(Unit &U, const clang::FieldDecl &Mutex, const clang::FunctionDecl &Function);

/// True if a function that makes one of the calls of \p Path handles \p Lock's mutex itself: who
/// knows that it is locked may well unlock it.
bool mentionsMutex(Unit &U, llvm::ArrayRef<CallSite> Path, const HeldLock &Lock);

} // namespace asynctidy

#endif
