//===- InventoryKinds.h - names of what the inventory counts -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_INVENTORYKINDS_H
#define ASYNC_TIDY_INVENTORYKINDS_H

#include "llvm/ADT/StringRef.h"

/// The kinds of an inventory item: the plugin writes them, the runner reads them. What stands
/// behind a kind is its detail.
namespace asynctidy::inventory_kind {

inline constexpr llvm::StringLiteral Coroutine = "coroutine"; ///< Its return type.
inline constexpr llvm::StringLiteral Await = "co_await";      ///< The awaited type.
inline constexpr llvm::StringLiteral Yield = "co_yield";      ///< Empty.
inline constexpr llvm::StringLiteral Callback = "callback";   ///< What keeps it for the event loop.
inline constexpr llvm::StringLiteral Spawn = "spawn";         ///< The function that starts work.
inline constexpr llvm::StringLiteral Detached = "detached";   ///< What lets it run on its own.
inline constexpr llvm::StringLiteral Thread = "thread";       ///< Its type.
inline constexpr llvm::StringLiteral Lock = "lock"; ///< The guard's type, or the function.
inline constexpr llvm::StringLiteral AsyncLock = "async-lock"; ///< The mutex's type.
inline constexpr llvm::StringLiteral Sleep = "sleep";          ///< The function; blocks a thread.
inline constexpr llvm::StringLiteral BlockingWait = "blocking-wait"; ///< The function.
inline constexpr llvm::StringLiteral Atomic = "atomic";              ///< Its type; each use of one.
inline constexpr llvm::StringLiteral Cancellation = "cancellation";  ///< Type of a token parameter.
inline constexpr llvm::StringLiteral Test = "test";                  ///< Empty; a test's body.

} // namespace asynctidy::inventory_kind

#endif
