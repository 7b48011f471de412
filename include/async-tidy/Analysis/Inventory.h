//===- Inventory.h - what is asynchronous in a function -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_INVENTORY_H
#define ASYNC_TIDY_ANALYSIS_INVENTORY_H

#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/InventoryKinds.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace asynctidy {

/// Calls \p Add for each thing of InventoryKinds.h in \p F, which has a body, and not for those in
/// the lambdas in it, which are functions of their own: its kind, which type or function it is, and
/// where it stands. A template gives the same places as its instantiations.
void inventory(Unit &U, const clang::FunctionDecl &F,
               llvm::function_ref<void(llvm::StringRef Kind, llvm::StringRef Detail,
                                       clang::SourceLocation Where)>
                   Add);

} // namespace asynctidy

#endif
