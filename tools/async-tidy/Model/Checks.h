//===- Checks.h - what the runner knows of each check -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_MODEL_CHECKS_H
#define ASYNC_TIDY_RUNNER_MODEL_CHECKS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace asynctidy::runner {

/// A line of Checks.def, and the check's page.
struct CheckInfo {
  llvm::StringLiteral Name;
  llvm::StringLiteral Category;
  bool OptIn;
  bool HasFix;        ///< Offers safe fixes.
  bool HasSuggestion; ///< Offers suggested fixes, on notes.
  llvm::StringLiteral Summary;
  llvm::StringLiteral Page; ///< docs/checks/<name>.md, whole.
};

/// All checks, sorted by category, then by name.
llvm::ArrayRef<CheckInfo> allChecks();

/// The check called \p Name (with or without "async-"); null if there is none.
const CheckInfo *findCheck(llvm::StringRef Name);

/// The categories in the order of Checks.def.
llvm::ArrayRef<llvm::StringRef> categories();

/// The known check whose name is nearest to \p Name; empty if none is near.
llvm::StringRef nearestCheck(llvm::StringRef Name);

/// Where the check's page is on the web; empty if \p Name is none of ours.
std::string pageUrl(llvm::StringRef Name);

} // namespace asynctidy::runner

#endif
