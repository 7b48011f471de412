//===- Settings.h - the project's .async-tidy.yaml -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// Which checks run, and their options, stands in .clang-tidy, so that editors, clang-tidy and this
// program agree. What only this program knows stands in .async-tidy.yaml in the project's root:
//
//   models: [tools/our-models.yaml]            # the plugin reads these
//   exclude: ["third_party/**"]                # findings there don't count
//   per-file-ignores: ["tests/**:async-busy-wait"]
//   severity: ["async-lock-order=error"]
//   baseline: .async-tidy-baseline
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_SETTINGS_H
#define ASYNC_TIDY_RUNNER_RUN_SETTINGS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asynctidy::runner {

struct Settings {
  std::string File; ///< Where they come from; empty: there is none.
  std::vector<std::string> Models;
  std::vector<std::string> Exclude;
  std::vector<std::string> PerFileIgnores;
  std::vector<std::string> Severity;
  std::string Baseline; ///< Absolute.
};

/// Reads the .async-tidy.yaml of \p Directory or of the nearest directory above it. Without one,
/// everything is empty. An unknown key, a wrong type or a broken glob is an error of one line with
/// file, line and column.
llvm::Expected<Settings> readSettings(llvm::StringRef Directory);

} // namespace asynctidy::runner

#endif
