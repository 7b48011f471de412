//===- Statistics.h - a report in numbers -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_REPORTS_STATISTICS_H
#define ASYNC_TIDY_RUNNER_REPORTS_STATISTICS_H

#include "Model/Finding.h"
#include "llvm/Support/raw_ostream.h"

namespace asynctidy::runner {

/// Writes what `async-tidy stats` prints: inventory, findings by category and check with how many
/// are fixable, scores, the slowest files, and how many came from the cache. With \p Before each
/// number stands beside what it was then.
void writeStatistics(const Report &Now, const Report *Before, llvm::raw_ostream &OS);

} // namespace asynctidy::runner

#endif
