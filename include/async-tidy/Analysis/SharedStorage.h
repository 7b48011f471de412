//===- SharedStorage.h - containers that others change meanwhile -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_SHAREDSTORAGE_H
#define ASYNC_TIDY_ANALYSIS_SHAREDSTORAGE_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Unit.h"
#include <map>
#include <set>

namespace asynctidy {

/// A container that the function which uses it doesn't own: a field of an object that isn't one of
/// its locals, or a global.
struct SharedStorage {
  const clang::ValueDecl *Container = nullptr; ///< Canonical.
  /// What names it, in the function or in one that it calls for a reference.
  const clang::Expr *Where = nullptr;
  bool Element = false; ///< In the container; not the container itself.
  /// What a smart pointer in the container owns: it stays where it is while its element is moved.
  bool Pointee = false;
  /// What chooses the element: `id` of `items_.find(id)`.
  const clang::Expr *Key = nullptr;
};

/// Where \p E, an object, a pointer, an iterator or a view in the body of \p In, lies or leads to.
/// Not through pointers that a container has, nor to what a shared pointer keeps.
std::optional<SharedStorage> sharedStorageOf(Unit &U, const clang::FunctionDecl &In,
                                             const clang::Expr *E);

/// One change of a container.
struct StorageChange {
  const clang::Expr *Where = nullptr;
  const clang::FunctionDecl *In = nullptr;
  bool Ends = false;      ///< Elements.
  bool Moves = false;     ///< Elements, so that pointers and references to them dangle.
  bool Iterators = false; ///< Invalidates them, though the elements stay.
  bool Keyed = false;     ///< Ends one element, that an argument chooses.
};

/// True if \p Change makes a value of kind \p What invalid that leads to \p Storage.
bool invalidates(const StorageChange &Change, Handle What, const SharedStorage &Storage);

/// All changes of shared containers that are visible in the unit, and who calls whom.
class StorageChanges {
public:
  explicit StorageChanges(Unit &U);

  /// The change of \p Storage that may happen while \p Sleeper, a coroutine that has a value of
  /// kind \p What from it, is suspended: in a function that somebody else may call then. Null if
  /// none is in sight.
  const StorageChange *whileSuspended(const SharedStorage &Storage, Handle What,
                                      const clang::FunctionDecl &Sleeper) const;

  /// The change that \p Suspension makes, or waits for: of a function that its operand calls. Null
  /// if none is in sight, or it may be about another element.
  const StorageChange *whileAwaited(const SharedStorage &Storage, Handle What,
                                    const FunctionBody &In, const clang::Expr &Suspension) const;

private:
  using Functions = std::set<const clang::FunctionDecl *>;
  void add(const FunctionBody &Body);
  bool isOpen(const clang::FunctionDecl &Function) const;
  Functions entriesOf(const clang::FunctionDecl &Function) const;
  bool calls(const clang::FunctionDecl &Caller, const clang::FunctionDecl &Callee) const;

  Unit &U;
  std::map<const clang::ValueDecl *, std::vector<StorageChange>> Changes;
  /// By canonical declaration.
  std::map<const clang::FunctionDecl *, Functions> Callers;
  Functions AddressTaken;
  /// Lambdas that run when the function around them does, by their operator().
  std::map<const clang::FunctionDecl *, const clang::FunctionDecl *> RunBy;
};

} // namespace asynctidy

#endif
