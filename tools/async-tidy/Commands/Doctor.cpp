//===- Doctor.cpp - async-tidy doctor -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"
#include "Commands/Shared.h"
#include "Run/Analyzer.h"
#include "Run/CompileDatabase.h"
#include "Run/Settings.h"
#include "Run/Toolchain.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace asynctidy::runner {

cl::SubCommand &doctorCommand() {
  static cl::SubCommand Sub("doctor", "Say whether all that a run needs is there, and works");
  return Sub;
}

static cl::opt<std::string> BuildPath("p",
                                      cl::desc("Compile database, or the directory that it is in"),
                                      cl::value_desc("path"), cl::sub(doctorCommand()),
                                      cl::sub(configCommand()));

std::string buildPath() { return BuildPath; }

int runDoctor() {
  Expected<RunOptions> Options = runOptions();
  if (!Options)
    return fail(Options.takeError());
  Options->BuildPath = BuildPath;
  bool Well = true;
  auto Good = [](StringRef What, const Twine &Text) {
    outs() << "ok    " << What << ": " << Text << '\n';
  };
  auto Bad = [&](StringRef What, Error E) {
    Well = false;
    outs() << "FAIL  " << What << ": " << toString(std::move(E)) << '\n';
  };
  Digests Files("");
  Expected<Toolchain> Tools = findToolchain(*Options, Files, "");
  if (Tools) {
    Good("clang-tidy", Tools->Tidy + " (" + Tools->Version + ")");
    Good("plugin", Tools->Plugin + " (is loaded, and lists all checks)");
    if (Tools->ScanDeps.empty())
      outs() << "warn  clang-scan-deps: not installed; needed for headers and changed lines "
                "(Debian: apt "
                "install clang-"
             << Tools->Major << ")\n";
    else
      Good("clang-scan-deps", Tools->ScanDeps);
  } else {
    Bad("clang-tidy and plugin", Tools.takeError());
  }
  Expected<CompileDatabase> Database = CompileDatabase::open(*Options);
  if (Database)
    Good("compile database", Database->path() + " (" + Twine(Database->units().size()) +
                                 " sources, " + Twine(Database->missing().size()) +
                                 " that aren't there)");
  else
    Bad("compile database", Database.takeError());
  Expected<Settings> Project = readSettings(realPath("."));
  if (Project)
    Good("settings", Project->File.empty() ? "no .async-tidy.yaml here or above" : Project->File);
  else
    Bad("settings", Project.takeError());
  if (Tools && Database) {
    Configurations Configs(*Tools, Files, "");
    Expected<std::string> Checks = Configs.checks(Database->units().begin()->first);
    if (Checks)
      Good("configuration", Twine(enabledChecks(*Checks, {}).size()) + " checks run on " +
                                sys::path::filename(Database->units().begin()->first));
    else
      Bad("configuration", Checks.takeError());
  }
  Good("jobs", Twine(defaultSlots()) + " files at once");
  return Well ? Clean : Unusable;
}

} // namespace asynctidy::runner
