//===- Policy.h - which findings count -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_POLICY_H
#define ASYNC_TIDY_RUNNER_RUN_POLICY_H

#include "Model/Finding.h"
#include "Run/Options.h"
#include "Run/Settings.h"
#include "llvm/Support/Error.h"

namespace asynctidy::runner {

/// What is decided after the analysis, so that changing it costs none: --select and --ignore,
/// --per-file-ignores, severities, `exclude`.
class Policy {
public:
  /// Errors: a malformed rule, a broken glob, a name of ours that matches no check.
  static llvm::Expected<Policy> create(const RunOptions &Options, const Settings &Project);

  /// Mutes (Filtered) what doesn't count, and sets severities. Paths are matched relative to the
  /// report's root.
  void apply(Report &R) const;

private:
  struct Rule {
    std::string Path, Check;
    Severity Level = Severity::Warning;
  };
  std::vector<std::string> Select, Ignore, Exclude;
  std::vector<Rule> PerFile, Levels;
};

} // namespace asynctidy::runner

#endif
