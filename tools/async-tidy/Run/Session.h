//===- Session.h - analyses of one project -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_SESSION_H
#define ASYNC_TIDY_RUNNER_RUN_SESSION_H

#include "Model/Finding.h"
#include "Run/Options.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace asynctidy::runner {

/// One project, ready to be analysed: its compile database, clang-tidy and the plugin in it, the
/// cache. Analyses may be repeated; each looks at the files anew.
class Session {
public:
  virtual ~Session() = default;

  /// Finds everything and proves that the plugin works; an error is one line for the user, and
  /// means exit code 2. Nothing is analysed yet.
  static llvm::Expected<std::unique_ptr<Session>> open(const RunOptions &Options);

  /// Analyses the files that the options ask for, through the cache. Findings are one each
  /// whatever the number of files that see them, and sorted; what doesn't match the options'
  /// paths and headers is muted (Filtered), what a NOLINT silences as well (InSource).
  virtual llvm::Expected<Report> analyse() = 0;

  /// Analyses these source files again, whole: nothing is muted as Filtered but what lies
  /// outside the root.
  virtual llvm::Expected<Report> analyse(llvm::ArrayRef<std::string> Units) = 0;

  /// The source files of the whole compile database that read one of \p Files (or are one):
  /// from the cache's records, and by clang-scan-deps where there are none.
  virtual llvm::Expected<std::vector<std::string>>
  unitsReading(llvm::ArrayRef<std::string> Files) = 0;

  /// The directory that the project's files lie in: git's top level, else the compile database's
  /// sources' common directory. Files outside of it are never edited.
  virtual llvm::StringRef root() const = 0;

  virtual const RunOptions &options() const = 0;
};

} // namespace asynctidy::runner

#endif
