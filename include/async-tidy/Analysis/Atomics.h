//===- Atomics.h - reads and writes of atomics ----------------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_ATOMICS_H
#define ASYNC_TIDY_ANALYSIS_ATOMICS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Support/AccessPath.h"

namespace asynctidy {

/// The model of the atomic that \p E is, or points to; null if it is none. A derived class
/// (atomic<int> from __atomic_base<int>) is one through its base.
const AtomicModel *atomicModel(const Unit &U, const clang::Expr *E);

/// A read of an atomic, and its memory order if that is given.
struct AtomicRead {
  const clang::Expr *Where = nullptr;
  const clang::Expr *Order = nullptr;
};
/// Says whether \p S itself reads the atomic at \p Path.
std::optional<AtomicRead> atomicReadOf(const Unit &U, const clang::Stmt *S, const AccessPath &Path);
/// The first such read in \p S, not in its lambdas.
std::optional<AtomicRead> findAtomicRead(const Unit &U, const clang::Stmt *S,
                                         const AccessPath &Path);

/// True if the order says that the author knows there is one writer: nobody weakens the order of
/// a read by accident.
bool isRelaxed(const clang::Expr *Order, const clang::ASTContext &Context);

/// `a = v`, `a.store(v, order)`, `++a`, `a.fetch_add(v)`.
struct AtomicWrite {
  const clang::Expr *Whole = nullptr;
  const clang::Expr *Object = nullptr;
  const clang::Expr *Value = nullptr; ///< Null if it depends on the old one.
  const clang::Expr *Order = nullptr; ///< Of a store.
  bool IsStore = false;
};
/// What \p Call writes, if it is such a call; not what exchanges, whose result tells what was
/// there before.
std::optional<AtomicWrite> atomicWriteOf(const Unit &U, const clang::Expr &Call);

/// The object that the call `std::NAME(&object, ...)`, or NAME_explicit, works on; null if \p E is
/// none.
const clang::Expr *objectOfFree(const clang::Expr *E, llvm::StringRef Name);

/// True if \p Body runs under a lock that its caller took, a suspending one too: it lets go of one,
/// or its name says so (`try_lock_locked`).
bool runsLocked(const FunctionBody &Body);

} // namespace asynctidy

#endif
