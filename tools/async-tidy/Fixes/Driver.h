//===- Driver.h - fixes until nothing is left to fix -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_FIXES_DRIVER_H
#define ASYNC_TIDY_RUNNER_FIXES_DRIVER_H

#include "Fixes/Plan.h"
#include "Run/Session.h"

namespace asynctidy::runner {

/// Why a fix that was wanted isn't made.
enum class Trouble {
  Broken,   ///< With it a source file doesn't compile any more: it was taken back.
  Returned, ///< It was made, and the finding came back just the same.
  Deferred, ///< Still in the way of others after the last pass.
  Refused,  ///< A file of it mustn't be edited.
  Stale,    ///< A file of it was changed by others meanwhile.
};

struct FixProblem {
  Trouble Kind;
  std::string Check;
  Place At;           ///< As of the last report.
  std::string Reason; ///< One line, with the file's name.
};

/// What became of one check's findings.
struct FixCounts {
  unsigned Fixed = 0;
  unsigned Left = 0;     ///< Still reported: no fix, none that was wanted, or refused.
  unsigned Deferred = 0; ///< Still reported: a fix in the way of others.
  unsigned Broken = 0;   ///< Still reported: the fix broke the code, or didn't help.
};

struct FixResult {
  Report Last; ///< Of the files as they are now.
  std::map<std::string, FixCounts> Checks;
  std::vector<FixProblem> Problems; ///< By place. None: all that was wanted is fixed.
  std::vector<FileChange> Changes;  ///< Of all passes together, by file.
  unsigned Passes = 0;              ///< Those that changed something.
};

/// Passes over the code base at most; each ends with an analysis.
constexpr unsigned MaxPasses = 10;

/// Analyses, fixes, and analyses again, until no fix is left.
///
/// After each pass all source files of the compile database that read a changed file are analysed.
/// If one of them doesn't compile that did before, the pass is taken back, the guilty fixes are
/// searched for (by check, then by halves), and the others are made again. An error (nothing could
/// be analysed or written, or the user interrupted) leaves the files as they were before the pass.
///
/// \p Say gets a line about each pass.
llvm::Expected<FixResult> fixAll(Session &S, const FixOptions &Options,
                                 llvm::function_ref<void(const llvm::Twine &)> Say);

/// The first pass's changes; nothing is written, and whether they compile isn't known.
llvm::Expected<FixResult> previewFixes(Session &S, const FixOptions &Options);

} // namespace asynctidy::runner

#endif
