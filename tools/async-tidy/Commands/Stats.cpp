//===- Stats.cpp - async-tidy stats -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"
#include "Commands/Shared.h"
#include "Reports/ReadJson.h"
#include "Reports/Statistics.h"
#include "Run/Baseline.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

using namespace llvm;

namespace asynctidy::runner {

cl::SubCommand &statsCommand() {
  static cl::SubCommand Sub("stats", "Count what is asynchronous and what was found, with scores");
  return Sub;
}

static cl::opt<std::string> BeforeFile("before",
                                       cl::desc("Compare with this report of an earlier run "
                                                "(--output-format json=FILE)"),
                                       cl::value_desc("file"), cl::sub(statsCommand()));

int runStats() {
  Expected<RunOptions> Options = runOptions();
  if (!Options)
    return fail(Options.takeError());
  std::optional<Report> Before;
  if (!BeforeFile.empty()) {
    Expected<Report> Read = readJsonReport(BeforeFile);
    if (!Read)
      return fail(Read.takeError());
    Before = std::move(*Read);
  }
  Expected<std::unique_ptr<Session>> S = Session::open(*Options);
  if (!S)
    return fail(S.takeError());
  Expected<Report> Now = (*S)->analyse();
  if (!Now)
    return fail(Now.takeError());
  if (Error E = applyChoices(*Now, (*S)->options()))
    return fail(std::move(E));
  if (!formatOnStdout())
    writeStatistics(*Now, Before ? &*Before : nullptr, outs());
  int Code = finish(*Now, /*Default=*/false);
  return Code == Findings ? Clean : Code; // To count them isn't to object to them.
}

} // namespace asynctidy::runner
