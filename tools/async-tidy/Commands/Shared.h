//===- Shared.h - options that several commands have -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_COMMANDS_SHARED_H
#define ASYNC_TIDY_RUNNER_COMMANDS_SHARED_H

#include "Model/Finding.h"
#include "Run/Options.h"
#include "llvm/Support/Error.h"

namespace asynctidy::runner {

/// The options of check, fix, diff, baseline, suppress and stats, as given on the command line
/// and, below that, in the project's .async-tidy.yaml.
llvm::Expected<RunOptions> runOptions();

/// Writes \p R in each --output-format (default: full on a terminal, else concise) and the last
/// line. Returns the exit code that findings and failed files ask for.
int finish(const Report &R);

} // namespace asynctidy::runner

#endif
