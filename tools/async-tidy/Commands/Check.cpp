//===- Check.cpp - async-tidy check -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"
#include "Commands/Shared.h"
#include "Run/Baseline.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace asynctidy::runner {

cl::SubCommand &checkCommand() {
  static cl::SubCommand Sub("check", "Analyse files, or the whole code base (the default command)");
  return Sub;
}

int runCheck() {
  Expected<RunOptions> Options = runOptions();
  if (!Options)
    return fail(Options.takeError());
  Expected<std::unique_ptr<Session>> S = Session::open(*Options);
  if (!S)
    return fail(S.takeError());
  Expected<Report> R = (*S)->analyse();
  if (!R)
    return fail(R.takeError());
  BaselineMatch Match;
  if (Error E = applyChoices(*R, (*S)->options(), &Match))
    return fail(std::move(E));
  if (!Match.Gone.empty() && !Options->Quiet)
    errs() << "async-tidy: " << Match.Gone.size() << " of the baseline's findings "
           << (Match.Gone.size() == 1 ? "is" : "are")
           << " gone: `async-tidy baseline prune` takes them out\n";
  return finish(*R);
}

} // namespace asynctidy::runner
