//===- Analyzer.h - runs clang-tidy on many files -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_ANALYZER_H
#define ASYNC_TIDY_RUNNER_RUN_ANALYZER_H

#include "Run/CompileDatabase.h"
#include "Run/Record.h"
#include "Run/Toolchain.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace asynctidy::runner {

/// A source file to analyse.
struct UnitJob {
  std::string File;
  std::vector<std::string> Checks; ///< Names, in full.
};

struct UnitOutcome {
  UnitRecord Record;
  double Seconds = 0;
  double StartedAt = 0; ///< Seconds since 1970.
};

/// Runs one clang-tidy a file, \p Slots at once (two files in one process can hide each other's
/// findings, and a crash would lose both). \p Done gets each file's outcome as soon as it is
/// there. What goes wrong with one file is told in its record and costs that file alone:
///  - a check crashes: the file is analysed again without it;
///  - arguments that Clang doesn't know (GCC's) are left out, here and for the files to come;
///  - fixes that clang-tidy dropped, as they overlap: each check is asked alone.
/// An error only if nothing can run at all, or the user interrupted.
llvm::Error analyseUnits(const Toolchain &Tools, const CompileDatabase &Database,
                         llvm::ArrayRef<UnitJob> Jobs, unsigned Slots, unsigned Timeout,
                         llvm::function_ref<void(size_t, UnitOutcome)> Done);

/// How many to run at once: as many as there are cores, and as memory is free for (0.6 GB each).
unsigned defaultSlots();

} // namespace asynctidy::runner

#endif
