//===- Score.h - how asynchronous code is doing, in numbers -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_REPORTS_SCORE_H
#define ASYNC_TIDY_RUNNER_REPORTS_SCORE_H

#include "Model/Finding.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <optional>

namespace asynctidy::runner {

/// The score of one category of checks. docs/guides/score.md says what it means.
struct Score {
  llvm::StringRef Category;
  unsigned Findings = 0; ///< That count: reported ones, and those that the baseline knows.
  unsigned Items = 0;    ///< Places of the inventory where such a finding could be.
  /// From 0 to 100, which is no finding; none if there is neither item nor finding.
  std::optional<double> Value;
};

struct Scores {
  std::vector<Score> Categories; ///< Each category of Checks.def, in its order.
  std::optional<double> Overall; ///< None if no category has one.
};

/// The scores of \p R.
Scores scoresOf(const Report &R);

/// 100 / (1 + 10 * findings / items): the formula, with items not below one.
double scoreOf(unsigned Findings, unsigned Items);

/// `87`, or `no data`.
std::string shownScore(std::optional<double> Value);

/// What the inventory has, in numbers.
struct InventoryCounts {
  /// A line of the table: `coroutines`, 12, and by detail; of the ratio: one decimal.
  struct Line {
    std::string Name;
    size_t Count = 0;
    std::map<std::string, size_t> Details;
    std::optional<double> Ratio; ///< Instead of a count.
  };
  std::vector<Line> Lines;
};

/// The table of \p R's inventory: always the same lines, in the same order.
InventoryCounts countInventory(const Report &R);

/// The value of a line: `12`, `3.4`.
std::string shownCount(const InventoryCounts::Line &L);

} // namespace asynctidy::runner

#endif
