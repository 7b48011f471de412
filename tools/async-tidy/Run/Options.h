//===- Options.h - what a run is asked for -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_OPTIONS_H
#define ASYNC_TIDY_RUNNER_RUN_OPTIONS_H

#include <string>
#include <vector>

namespace asynctidy::runner {

/// Which headers' findings count.
enum class Headers { Project, All, None };

/// What the commands that analyse have in common; defaults are those of the command line.
struct RunOptions {
  std::vector<std::string> Paths;  ///< Files, directories, headers, globs; empty: everything.
  std::string BuildPath;           ///< Directory or file of the compile database; empty: found.
  std::string TidyBinary;          ///< clang-tidy; empty: the one of the plugin's LLVM.
  std::string Plugin;              ///< Empty: beside this program, or in the build tree.
  std::vector<std::string> Select; ///< Globs of checks: only these run (names turn opt-ins on).
  std::vector<std::string> Ignore; ///< Globs of checks that don't run.
  std::vector<std::string> PerFileIgnores; ///< `path glob:check glob`
  std::vector<std::string> Severities;     ///< `check glob=info|warning|error`
  std::vector<std::string> ExtraArgs;      ///< Compiler arguments, appended to each command.
  std::vector<std::string> RemovedArgs;    ///< Compiler arguments, taken out of each command.
  Headers IncludeHeaders = Headers::Project;
  unsigned Jobs = 0;      ///< 0: by cores and free memory.
  unsigned Timeout = 600; ///< Seconds for one file; 0: none.
  bool UseCache = true;
  std::string CacheDir;     ///< Empty: .async-tidy-cache in the root.
  std::string ChangedSince; ///< A git revision: only findings on lines changed since then.
  std::string Baseline;     ///< File of known findings; empty: the project's setting.
  bool NewOnly = false;     ///< Findings that the baseline knows aren't reported.
  bool AllowEmpty = false;  ///< No file to analyse is no error.
  bool Verbose = false;
  bool Quiet = false;
};

} // namespace asynctidy::runner

#endif
