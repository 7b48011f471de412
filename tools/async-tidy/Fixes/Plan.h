//===- Plan.h - which fixes go together -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_FIXES_PLAN_H
#define ASYNC_TIDY_RUNNER_FIXES_PLAN_H

#include "Fixes/Changes.h"
#include "Model/Finding.h"
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace asynctidy::runner {

/// Which fixes are wanted.
struct FixOptions {
  std::string Root;                   ///< Nothing outside of it is edited.
  bool Unsafe = false;                ///< Suggested fixes too: a finding's first.
  std::vector<std::string> Fixable;   ///< Globs of checks; empty: all.
  std::vector<std::string> Unfixable; ///< Globs of checks; they win.
  /// Why this file (in the root, writable) mustn't be edited; empty if it may. Null: all may.
  std::function<std::string(llvm::StringRef File)> Refuse;
  /// Done with each report of what the user asked for: mutes what else isn't to be fixed. Null:
  /// nothing.
  std::function<llvm::Error(Report &)> Choose;
};

enum class FixState {
  Planned,
  Deferred, ///< In the way of an earlier finding's fix: next pass.
  Refused,  ///< A file of it mustn't be edited.
  Stale,    ///< A file of it isn't what the analysis saw.
};

/// The fix of one finding: all of its edits or none.
struct PlannedFix {
  const Finding *Of = nullptr; ///< In the report.
  std::vector<Edit> Edits;     ///< Sorted, fitted to their files, without repetitions.
  bool Suggested = false;      ///< Not safe: a note's.
  FixState State = FixState::Planned;
  std::string Reason; ///< Why it isn't planned: one line with the file's name.
  /// What the fix is, wherever its place has moved to: check, file, entity, message, what it
  /// inserts. Equal for equal fixes of equal findings in one function.
  std::string Identity;
};

struct Plan {
  std::vector<PlannedFix> Fixes;               ///< By priority: in the report's order.
  std::map<std::string, std::string> Contents; ///< What the files hold that fixes would edit.

  bool empty() const;
  /// What the files become by those planned fixes that \p Wanted says yes to (null: by all).
  std::vector<FileChange>
  changes(llvm::function_ref<bool(const PlannedFix &)> Wanted = nullptr) const;
};

/// True if the check's name matches a glob of \p Globs; globs go without "async-", too.
bool matchesCheck(llvm::ArrayRef<std::string> Globs, llvm::StringRef Check);

/// Plans the fixes of the reported findings of \p R that aren't called as one of \p LeftOut.
///
/// Earlier findings (in the report's order: file, offset, check) have priority. A fix whose edits
/// overlap with an earlier one's, or insert something else at the same place (other than an
/// #include beside an #include), is deferred. Fixes that are the same are one. A replacement, or an
/// insertion of whole lines, that several fixes share is made once; other insertions at one place
/// are never merged, as nobody knows whether both are meant.
Plan makePlan(const Report &R, const FixOptions &Options,
              const std::set<std::string> &LeftOut = {});

} // namespace asynctidy::runner

#endif
