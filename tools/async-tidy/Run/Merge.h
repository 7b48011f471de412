//===- Merge.h - one report of many files' results -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_MERGE_H
#define ASYNC_TIDY_RUNNER_RUN_MERGE_H

#include "Run/Record.h"
#include <map>

namespace asynctidy::runner {

/// Brings the records of many source files together: a header's finding is one, however many of
/// them see it, and so is each place of the inventory.
class Merger {
public:
  void add(llvm::StringRef File, UnitRecord Record, UnitState State, double Seconds);

  /// The report, sorted; the caller fills in the rest.
  Report take();

private:
  using Key = std::tuple<std::string, unsigned, std::string, std::string>;
  std::map<Key, Finding> Told;                                                ///< With the message.
  std::map<std::tuple<std::string, unsigned, std::string>, Finding> Silenced; ///< Without it.
  std::map<std::tuple<std::string, unsigned, std::string>, InventoryItem> Inventory;
  std::vector<UnitResult> Units;
};

} // namespace asynctidy::runner

#endif
