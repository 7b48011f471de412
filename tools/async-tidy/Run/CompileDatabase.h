//===- CompileDatabase.h - how the project compiles -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_COMPILEDATABASE_H
#define ASYNC_TIDY_RUNNER_RUN_COMPILEDATABASE_H

#include "Run/Options.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace asynctidy::runner {

struct CompileCommand {
  std::string Directory;              ///< That relative paths start from.
  std::vector<std::string> Arguments; ///< The first is the compiler.
  bool operator==(const CompileCommand &O) const {
    return Directory == O.Directory && Arguments == O.Arguments;
  }
};

/// The compile commands of a project, by source file.
class CompileDatabase {
public:
  /// Reads \p Options.BuildPath (compile_commands.json or the directory that it is in); where that
  /// is empty, looks in the working directory, its build directories (build*, out/*, cmake-build-*,
  /// binaryDir of CMakePresets.json), and so on upwards.
  static llvm::Expected<CompileDatabase> open(const RunOptions &Options);

  const std::string &path() const { return Path; }
  /// Sources, by realPath(), with their commands: without equal ones, and without what would
  /// write files of the real build (-Wp,-MMD and the like) or what the options take out.
  const std::map<std::string, std::vector<CompileCommand>> &units() const { return Units; }
  /// Sources that the database names and that don't exist.
  const std::vector<std::string> &missing() const { return Missing; }

  /// Text of a compile_commands.json with \p File's commands alone, without the arguments \p Drop.
  std::string only(llvm::StringRef File, const std::vector<std::string> &Drop) const;
  /// The same of all files, for clang-scan-deps.
  std::string whole() const;

private:
  std::string Path;
  std::map<std::string, std::vector<CompileCommand>> Units;
  std::vector<std::string> Missing;
};

} // namespace asynctidy::runner

#endif
