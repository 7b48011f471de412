//===- Completion.cpp - async-tidy completion -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"
#include "Commands/Registry.h"

using namespace llvm;

namespace asynctidy::runner {

cl::SubCommand &completionCommand() {
  static cl::SubCommand Sub("completion", "Print a script that completes command lines in a shell");
  return Sub;
}

static cl::opt<std::string> Shell(cl::Positional, cl::desc("bash|zsh|fish"),
                                  cl::sub(completionCommand()));

int runCompletion() {
  std::vector<CommandInfo> Described;
  for (const Command &C : commands())
    Described.push_back(describe(C.Sub));
  // Not for users: docs/man/async-tidy.1 is this, and a test compares them.
  std::string Text = Shell == "man" ? manualPage(Described, ASYNC_TIDY_VERSION)
                                    : completionScript(Shell, Described);
  if (Text.empty())
    return fail(Shell.empty() ? Twine("completion: name a shell: bash, zsh or fish")
                              : "completion: there is none for " + Twine(Shell) +
                                    " (there are: bash, zsh, fish)");
  outs() << Text;
  return Clean;
}

} // namespace asynctidy::runner
