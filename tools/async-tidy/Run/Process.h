//===- Process.h - programs that run beside each other -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_PROCESS_H
#define ASYNC_TIDY_RUNNER_RUN_PROCESS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace asynctidy::runner {

/// A program to run: never through a shell.
struct Job {
  std::vector<std::string> Arguments;   ///< The first is the program, with its path.
  std::vector<std::string> Environment; ///< NAME=value, beside what this program has.
  std::string Output, Errors;           ///< Files that take stdout and stderr; empty: dropped.
  unsigned Timeout = 0;                 ///< Seconds; 0: none.
};

/// How it ended.
struct Outcome {
  int Code = 0; ///< Exit code; -1: it didn't start; -2: a signal ended it.
  bool TimedOut = false;
  std::string Error; ///< One line if it didn't start or a signal ended it.
  double Seconds = 0;
  double StartedAt = 0; ///< Seconds since 1970.
};

/// Runs jobs, \p Slots at once. \p Next gives one after the other until it gives none (it is asked
/// again after each that ended, so an outcome may lead to new jobs); \p Done gets the outcomes, by
/// the jobs' number from 0, as they end. Returns false if the user interrupted: all that ran was
/// stopped then.
bool runJobs(unsigned Slots, llvm::function_ref<std::optional<Job>()> Next,
             llvm::function_ref<void(size_t, const Outcome &)> Done);

/// Runs one program to its end and gives its stdout, and stderr if \p Errors isn't null. An error
/// if it didn't start or died; \p Code gets the exit code if not null, else any but 0 is an error.
llvm::Expected<std::string> capture(llvm::ArrayRef<std::string> Arguments,
                                    std::string *Errors = nullptr, int *Code = nullptr,
                                    llvm::ArrayRef<std::string> Environment = {});

/// A directory for a run's temporary files, which goes away with the object.
class TemporaryDirectory {
public:
  static llvm::Expected<TemporaryDirectory> create();
  TemporaryDirectory(TemporaryDirectory &&O) : Path(std::move(O.Path)) { O.Path.clear(); }
  ~TemporaryDirectory();
  const std::string &path() const { return Path; }

private:
  explicit TemporaryDirectory(std::string Path) : Path(std::move(Path)) {}
  std::string Path;
};

/// True after Ctrl-C; from then on runJobs() starts nothing.
bool interrupted();

} // namespace asynctidy::runner

#endif
