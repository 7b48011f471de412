//===- Finding.h - what an analysis found -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_MODEL_FINDING_H
#define ASYNC_TIDY_RUNNER_MODEL_FINDING_H

#include <map>
#include <string>
#include <vector>

namespace asynctidy::runner {

/// A place in a file. All paths of this program are absolute and real (no symlinks, no `..`), so
/// that one file has one name however translation units spell it; reports shorten them.
struct Place {
  std::string File;
  unsigned Offset = 0; ///< In bytes, from the file's first (a byte order mark counts).
  unsigned Line = 0;   ///< From 1; 0: the file as a whole.
  unsigned Column = 0; ///< From 1, in bytes.
};

/// Replaces \c Length bytes at \c Offset by \c Text.
struct Edit {
  std::string File;
  unsigned Offset = 0;
  unsigned Length = 0;
  std::string Text;

  bool operator==(const Edit &O) const {
    return Offset == O.Offset && Length == O.Length && File == O.File && Text == O.Text;
  }
  bool operator<(const Edit &O) const {
    if (int Order = File.compare(O.File))
      return Order < 0;
    if (Offset != O.Offset)
      return Offset < O.Offset;
    if (Length != O.Length)
      return Length < O.Length;
    return Text < O.Text;
  }
};

/// A note of a finding: a step of the path that leads to it, or a suggestion (then with edits).
struct Note {
  Place At;
  std::string Message;
  std::vector<Edit> Edits; ///< A suggested fix: all or none of them. Empty: only information.
};

enum class Severity { Info, Warning, Error };

/// Why a finding isn't reported.
enum class Muted {
  No,
  InSource, ///< By a NOLINT comment.
  Baseline, ///< It is old: the baseline knows it.
  Filtered, ///< By --ignore, --per-file-ignores, changed lines, or the choice of files.
};

/// One finding of one check, whatever the number of translation units that saw it.
struct Finding {
  std::string Check; ///< Public name: async-..., or clang-diagnostic-... of a compile error.
  std::string Message;
  Place At;
  unsigned EndOffset = 0; ///< End of the highlighted range, in bytes; not above At.Offset: unknown.
  std::vector<Note> Notes;
  std::vector<Edit> Edits; ///< The safe fix: all or none of them. Empty: none.
  std::string Entity;      ///< The enclosing function's qualified name; empty where unknown.
  Severity Level = Severity::Warning;
  Muted Mute = Muted::No;
  bool New = true;         ///< Not in the baseline; true where there is none.
  std::string Fingerprint; ///< Stable when lines move; 32 hexadecimal digits, unique in a report.

  bool fixable() const { return !Edits.empty(); }
  bool suggests() const {
    for (const Note &N : Notes)
      if (!N.Edits.empty())
        return true;
    return false;
  }
  bool reported() const { return Mute == Muted::No; }
};

/// What became of one source file (of all its compile commands).
enum class UnitState {
  Analysed,
  Cached,       ///< Nothing that counts has changed: the result is an earlier run's.
  CompileError, ///< Analysed as far as it goes; findings may be missing.
  Crashed,
  TimedOut,
};

struct UnitResult {
  std::string File;
  UnitState State = UnitState::Analysed;
  std::string Reason;                    ///< Of a failure: one line, what and where.
  double Seconds = 0;                    ///< Wall time of the analysis; 0 if cached.
  std::vector<std::string> Dependencies; ///< All files that it reads, itself first.
  std::vector<std::string> Checks;       ///< Ours that ran on it, public names, sorted.

  bool failed() const { return State != UnitState::Analysed && State != UnitState::Cached; }
};

/// What kind of thing the inventory counts, by its name: "coroutine", "co_await", "lock", ...
/// and within it the kind of that thing ("std::lock_guard"); each place counts once.
struct InventoryItem {
  std::string Kind;
  std::string Detail;
  Place At;
};

/// The result of a run: what reports show.
struct Report {
  std::string Root;                   ///< Directory that reports' paths are relative to.
  std::string Version;                ///< Of async-tidy.
  std::string Tidy;                   ///< Version of clang-tidy, as 22.1.8.
  std::vector<std::string> Arguments; ///< The command line.
  std::vector<Finding> Findings;      ///< Sorted by file, offset, check; muted ones too.
  std::vector<UnitResult> Units;      ///< Sorted by file.
  std::vector<InventoryItem> Inventory;
  std::map<std::string, std::string> Skipped; ///< Files that were asked for and not analysed: why.
  /// What the analysis saw of each file that a finding's edits or notes' edits change: digest() of
  /// its bytes. A file that has changed since isn't edited, and one that isn't here neither.
  std::map<std::string, std::string> Digests;
  double Seconds = 0;
};

} // namespace asynctidy::runner

#endif
