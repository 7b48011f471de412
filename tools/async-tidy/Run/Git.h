//===- Git.h - what git knows of the project -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_GIT_H
#define ASYNC_TIDY_RUNNER_RUN_GIT_H

#include "Model/Finding.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace asynctidy::runner {

/// Lines of a file, from 1, both included.
struct LineRange {
  unsigned First, Last;
};

/// By absolute path: sorted ranges of lines that are new or changed. A file that only lost lines,
/// was only renamed, or is binary isn't in it.
using ChangedLines = std::map<std::string, std::vector<LineRange>>;

/// A git work tree. Git is only asked: nothing is written to it, not even its index. Errors are
/// one line.
class Git {
public:
  /// The work tree that \p Directory lies in; nothing outside of git, or without git. An error if
  /// there is one and git won't look at it (it belongs to another user).
  static llvm::Expected<std::optional<Git>> find(llvm::StringRef Directory);

  /// Absolute and real.
  llvm::StringRef topLevel() const { return Top; }

  /// Files with changes that aren't committed, untracked ones too (ignored ones not), relative to
  /// the top level.
  llvm::Expected<std::vector<std::string>> dirty() const;

  /// True if git ignores \p File (absolute): then it can't bring it back either.
  llvm::Expected<bool> ignores(llvm::StringRef File) const;

  /// What changes are compared with if the user doesn't say: the merge base with the upstream
  /// branch, without one with the remote's or the local default branch; HEAD if there is none of
  /// them, or HEAD is on it.
  llvm::Expected<std::string> defaultRevision() const;

  /// What has changed in the files of the work tree since \p Revision: a revision (then what isn't
  /// committed, and untracked files, count too), or A..B, or A...B (B and its merge base with A).
  /// In the latter two B must be what the work tree holds, as line numbers are the work tree's.
  llvm::Expected<ChangedLines> changedLines(llvm::StringRef Revision) const;

private:
  explicit Git(std::string Program, std::string Top) : Program(Program), Top(Top) {}

  /// Git's output; an error if it fails, unless \p Code takes its exit code.
  llvm::Expected<std::string> run(std::vector<std::string> Arguments, int *Code = nullptr) const;
  llvm::Expected<std::string> commit(llvm::StringRef Revision) const;
  llvm::Error addUntracked(ChangedLines &Lines) const;

  std::string Program, Top;
};

/// Reads `git diff -U0 --src-prefix=a/ --dst-prefix=b/`; paths of the result begin with \p Top.
ChangedLines parseDiff(llvm::StringRef Diff, llvm::StringRef Top);

/// True if a line of the finding's range, or one that its path leads through (a note's), is in
/// \p Lines: a new `co_await` makes a finding at the lock that stood there before.
bool isOn(const Finding &F, const ChangedLines &Lines);

/// Mutes (Filtered) the reported findings that aren't on \p Lines.
void keepChanged(Report &R, const ChangedLines &Lines);

} // namespace asynctidy::runner

#endif
