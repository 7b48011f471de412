//===- Baseline.h - findings that are known already -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// A baseline is a text file in the project's repository: a line of JSON a finding, sorted, so that
// branches that each fix something merge by themselves. It has no line numbers.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_BASELINE_H
#define ASYNC_TIDY_RUNNER_RUN_BASELINE_H

#include "Model/Finding.h"
#include "Run/Options.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asynctidy::runner {

/// Gives each finding its fingerprint: a digest of its check, its file relative to the root, the
/// function around it, the line's text without blanks, the message without numbers, and the how
/// manieth it is among those that are equal. So it stays when lines move, are indented anew, or
/// the checkout moves; it changes when the line is edited or the file renamed. Reads the files as
/// they are now.
void fingerprint(Report &R);

struct BaselineEntry {
  std::string Fingerprint, Check;
  std::string File;                  ///< Relative to the root, with slashes.
  std::string Entity, Message, Text; ///< For people: Text is the source line.
};

struct Baseline {
  std::vector<BaselineEntry> Entries; ///< Sorted by file, check, fingerprint; each once.

  /// Adds the finding, which has its fingerprint, if it isn't there yet.
  void add(const Finding &F, llvm::StringRef Root);
};

/// The baseline that the options ask for; else .async-tidy-baseline in \p Root.
std::string baselineFile(const RunOptions &Options, llvm::StringRef Root);

/// An error is one line: no such file and how to make it, or file, line and what is wrong there.
llvm::Expected<Baseline> readBaseline(llvm::StringRef File);
llvm::Error writeBaseline(const Baseline &B, llvm::StringRef File);

/// How a report compares with a baseline.
struct BaselineMatch {
  unsigned Known = 0;              ///< Reported findings that are in it.
  unsigned New = 0;                ///< Reported findings that aren't.
  std::vector<BaselineEntry> Gone; ///< Entries that would have been found again, and weren't.
};

/// Compares, and sets each finding's New. An entry is gone if its file is, or if the whole project
/// was analysed (\p Whole), every source file that reads the entry's file without failure, and its
/// check ran on it.
BaselineMatch matchBaseline(Report &R, const Baseline &B, bool Whole);

/// Fingerprints \p R and compares it with the baseline in \p File; mutes (Baseline) what is known
/// if \p MuteKnown.
llvm::Expected<BaselineMatch> applyBaseline(Report &R, llvm::StringRef File, bool MuteKnown,
                                            bool Whole);

/// All that the options ask to be done with a report behind its analysis: fingerprints, baseline
/// (if there is one in the options; \p Match, if not null, gets the comparison), changed lines.
llvm::Error applyChoices(Report &R, const RunOptions &Options, BaselineMatch *Match = nullptr);

} // namespace asynctidy::runner

#endif
