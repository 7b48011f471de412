//===- Coverage.h - what an analysis could have found -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_COVERAGE_H
#define ASYNC_TIDY_RUNNER_RUN_COVERAGE_H

#include "Model/Finding.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

namespace asynctidy::runner {

/// That a report has no finding means something only where it was looked for.
class Coverage {
public:
  explicit Coverage(const Report &R);

  /// True if an analysed source file that reads \p File ran \p Check, and none of those that read
  /// it failed.
  bool covers(llvm::StringRef File, llvm::StringRef Check) const;

  /// True if source file \p Unit was analysed to the end.
  bool analysed(llvm::StringRef Unit) const { return Units.contains(Unit); }

  /// All files that were read by source files that were analysed to the end, sorted.
  std::vector<std::string> files() const;

private:
  struct FileState {
    bool Failed = false;
    llvm::StringSet<> Checks;
  };
  llvm::StringMap<FileState> Files;
  llvm::StringSet<> Units;
};

} // namespace asynctidy::runner

#endif
