//===- Registry.h - what the command line offers, as data -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_COMMANDS_REGISTRY_H
#define ASYNC_TIDY_RUNNER_COMMANDS_REGISTRY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/CommandLine.h"
#include <string>
#include <vector>

namespace asynctidy::runner {

/// A word that may stand somewhere, and what it means.
struct Choice {
  std::string Word;
  std::string Help; ///< May be empty.
};

/// What an option's or an argument's value is.
struct ValueInfo {
  enum KindTy { None, Any, Files, Choices } Kind = None;
  std::vector<Choice> Words; ///< For Choices.
};

struct OptionInfo {
  std::string Name;      ///< Without dashes.
  std::string Help;      ///< One line, without a full stop.
  std::string ValueName; ///< As in --help: `file`; empty for flags.
  ValueInfo Value;
  bool Repeats = false;
};

struct CommandInfo {
  std::string Name;
  std::string Help;
  std::vector<OptionInfo> Options; ///< By name; hidden ones are left out.
  std::string Arguments;           ///< As in the usage line; empty without any.
  ValueInfo Argument;              ///< What may stand there.
};

/// What is registered for \p Sub. Must not run while another thread writes to stdout.
CommandInfo describe(llvm::cl::SubCommand &Sub);

/// What `async-tidy completion SHELL` prints; empty for an unknown shell. The first of \p Commands
/// is the one that needs no name.
std::string completionScript(llvm::StringRef Shell, llvm::ArrayRef<CommandInfo> Commands);

/// The manual page, in man's macros.
std::string manualPage(llvm::ArrayRef<CommandInfo> Commands, llvm::StringRef Version);

} // namespace asynctidy::runner

#endif
