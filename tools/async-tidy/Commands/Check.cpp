//===- Check.cpp - async-tidy check -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"
#include "Commands/Shared.h"

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
  return finish(*R);
}

} // namespace asynctidy::runner
