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

/// Writes \p R in each --output-format and the last line. Returns the exit code that findings and
/// failed files ask for.
/// \param Default  with no format for stdout: full on a terminal, else concise; false: none.
int finish(const Report &R, bool Default = true);

/// A line on stderr for each file that wasn't analysed wholly. Returns whether there was one.
bool warnOfFailures(const Report &R);

/// True if an --output-format goes to stdout, where nothing else may be then.
bool formatOnStdout();

/// Whether what is written to stdout has colours and links.
bool colorOnStdout();

} // namespace asynctidy::runner

#endif
