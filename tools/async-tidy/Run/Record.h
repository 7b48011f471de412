//===- Record.h - what is kept of one file's analysis -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_RECORD_H
#define ASYNC_TIDY_RUNNER_RUN_RECORD_H

#include "Model/Finding.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <tuple>

namespace asynctidy::runner {

/// A finding before NOLINT, as the plugin tells it (async-tidy/Recorder.h).
struct RawFinding {
  std::string Check, Message, Entity;
  Place At;
};

/// All that the analysis of one source file gave: before severities, baselines and filters, which
/// may change without a new analysis. Independent of other files.
struct UnitRecord {
  UnitState State = UnitState::Analysed;
  std::string Reason;
  std::vector<Finding> Findings;
  std::vector<RawFinding> Muted; ///< What a NOLINT kept clang-tidy from telling.
  std::vector<InventoryItem> Inventory;

  // What the result depends on beside the command.
  std::vector<std::string> Reads;       ///< Files, itself too.
  std::vector<std::string> Absent;      ///< Files that were looked for and weren't there.
  std::vector<std::string> Directories; ///< The include path, in order.
  /// A name wasn't in Directories[from] ... Directories[to - 1].
  std::vector<std::tuple<std::string, unsigned, unsigned>> Searched;

  /// Checks whose fixes clang-tidy dropped, as they overlap with each other's.
  std::vector<std::string> Overlapping;
  /// Compiler arguments that Clang doesn't know (GCC's own).
  std::vector<std::string> UnknownArguments;
};

/// Reads what clang-tidy exported to \p Yaml (a file that isn't there: it found nothing) and the
/// plugin recorded in \p Json (not there: the plugin didn't run; that is an error). The record's
/// paths are real, its places have lines and columns.
llvm::Expected<UnitRecord> importRecord(llvm::StringRef Yaml, llvm::StringRef Json);

/// Whether \p R can be written as JSON: no name in it holds a tab or a line's end.
bool canBeKept(const UnitRecord &R);
/// As JSON, with the paths in \p Root relative to it, so that it serves other checkouts.
llvm::json::Value toJson(const UnitRecord &R, llvm::StringRef Root);
/// The reverse; false if \p Value is no such record.
bool fromJson(const llvm::json::Value &Value, llvm::StringRef Root, UnitRecord &R);

} // namespace asynctidy::runner

#endif
