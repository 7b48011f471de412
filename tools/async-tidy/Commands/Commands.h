//===- Commands.h - the program's commands -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_COMMANDS_COMMANDS_H
#define ASYNC_TIDY_RUNNER_COMMANDS_COMMANDS_H

#include "Run/Session.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/CommandLine.h"

namespace asynctidy::runner {

/// What the program's exit code says.
enum ExitCode {
  Clean = 0,        ///< Nothing to report, or everything was fixed.
  Findings = 1,     ///< Findings at or above the failing severity.
  Unusable = 2,     ///< Usage, configuration, environment: nothing was analysed.
  Incomplete = 3,   ///< Some files could not be analysed (also when there are findings).
  NotApplicable = 4 ///< Fixes were there, and could not all be applied.
};

/// A command of the program. Its options are cl::opts in its own source file, which name the
/// subcommand by cl::sub(); those that several commands share are in Shared.h.
struct Command {
  llvm::cl::SubCommand &Sub;
  int (*Run)(); ///< Returns an ExitCode.
};

/// All commands, in the order of --help.
llvm::ArrayRef<Command> commands();

// One each; defined in the source file of the same name.
llvm::cl::SubCommand &checkCommand();
int runCheck();
llvm::cl::SubCommand &fixCommand();
int runFix();
llvm::cl::SubCommand &diffCommand();
int runDiff();
llvm::cl::SubCommand &ruleCommand();
int runRule();
llvm::cl::SubCommand &configCommand();
int runConfig();
llvm::cl::SubCommand &baselineCommand();
int runBaseline();
llvm::cl::SubCommand &suppressCommand();
int runSuppress();
llvm::cl::SubCommand &statsCommand();
int runStats();
llvm::cl::SubCommand &cacheCommand();
int runCache();
llvm::cl::SubCommand &doctorCommand();
int runDoctor();
llvm::cl::SubCommand &completionCommand();
int runCompletion();

/// Prints `async-tidy: error: MESSAGE` on stderr and returns Unusable.
int fail(const llvm::Twine &Message);
int fail(llvm::Error E);

/// The whole program: parses the command line, runs the command. Without a command's name it is
/// `check`.
int run(int argc, const char **argv);

} // namespace asynctidy::runner

#endif
