//===- Config.cpp - async-tidy config -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"
#include "Commands/Shared.h"
#include "Model/Checks.h"
#include "Run/CompileDatabase.h"
#include "Run/Policy.h"
#include "Run/Settings.h"
#include "Run/Toolchain.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace asynctidy::runner {

cl::SubCommand &configCommand() {
  static cl::SubCommand Sub("config",
                            "Show what applies to a file (show FILE), prove it right (verify), or "
                            "write a first one (init)");
  return Sub;
}

static cl::opt<std::string> Action(cl::Positional, cl::desc("show|verify|init"), cl::init("verify"),
                                   cl::sub(configCommand()));
static cl::opt<std::string> File(cl::Positional, cl::desc("[file]"), cl::sub(configCommand()));

std::string buildPath();

static int show(const RunOptions &Options, StringRef Name) {
  if (Name.empty())
    return fail("config show: name a file");
  std::string Source = realPath(Name);
  if (!fs::exists(Source))
    return fail("there is no file " + Name);
  Digests Files("");
  Expected<Toolchain> Tools = findToolchain(Options, Files, "");
  if (!Tools)
    return fail(Tools.takeError());
  Configurations Configs(*Tools, Files, "");
  Expected<std::string> Checks = Configs.checks(Source);
  if (!Checks)
    return fail(Checks.takeError());
  Expected<Settings> Project = readSettings(path::parent_path(Source));
  if (!Project)
    return fail(Project.takeError());
  std::vector<std::string> Chain = configurationsAbove(Source);
  outs() << "file: " << Source
         << "\n.clang-tidy: " << (Chain.empty() ? "none above it: the default set" : "") << '\n';
  for (const std::string &F : Chain)
    outs() << "  " << F << '\n';
  outs() << ".async-tidy.yaml: " << (Project->File.empty() ? "none above it" : Project->File)
         << '\n';
  auto List = [](StringRef Key, ArrayRef<std::string> Values) {
    for (const std::string &Value : Values)
      outs() << "  " << Key << ": " << Value << '\n';
  };
  List("model", Project->Models);
  List("exclude", Project->Exclude);
  List("per-file-ignores", Project->PerFileIgnores);
  List("severity", Project->Severity);
  if (!Project->Baseline.empty())
    outs() << "  baseline: " << Project->Baseline << '\n';
  std::vector<std::string> Enabled = enabledChecks(*Checks, {});
  outs() << "checks: " << Enabled.size() << " of " << allChecks().size() << '\n';
  for (const CheckInfo &C : allChecks())
    outs() << (is_contained(Enabled, C.Name) ? "  on   " : "  off  ") << C.Name
           << (C.OptIn ? " (opt-in)" : "") << '\n';
  return Clean;
}

static int verify(RunOptions Options) {
  Options.BuildPath = buildPath();
  Expected<CompileDatabase> Database = CompileDatabase::open(Options);
  if (!Database)
    return fail(Database.takeError());
  Digests Files("");
  Expected<Toolchain> Tools = findToolchain(Options, Files, "");
  if (!Tools)
    return fail(Tools.takeError());
  Configurations Configs(*Tools, Files, "");
  for (const auto &Unit : Database->units()) {
    Expected<std::string> Checks = Configs.checks(Unit.first);
    if (!Checks)
      return fail(Checks.takeError());
    Expected<Settings> Project = readSettings(path::parent_path(Unit.first));
    if (!Project)
      return fail(Project.takeError());
    Expected<Policy> Rules = Policy::create(Options, *Project);
    if (!Rules)
      return fail(Rules.takeError());
  }
  outs() << "the configuration of " << Database->units().size() << " files is right\n";
  return Clean;
}

static int init() {
  for (StringRef Name : {".clang-tidy", ".async-tidy.yaml"})
    if (fs::exists(Name))
      return fail(Name + " is there already");
  if (Error E = writeFile(
          ".clang-tidy",
          "# The recommended set. Checks that are opt-in run where they are named in full:\n"
          "# `async-tidy rule --all` lists them.\n"
          "Checks: >\n"
          "  -*,\n"
          "  async-*\n"))
    return fail(std::move(E));
  if (Error E = writeFile(".async-tidy.yaml",
                          "# Settings of async-tidy; which checks run stands in .clang-tidy.\n"
                          "# exclude: [\"third_party/*\"]\n"
                          "# per-file-ignores: [\"tests/*:async-busy-wait\"]\n"
                          "# severity: [\"async-lock-*=error\"]\n"
                          "# baseline: .async-tidy-baseline\n"
                          "# models: [tools/async-models.yaml]\n"))
    return fail(std::move(E));
  outs() << "wrote .clang-tidy and .async-tidy.yaml\n";
  return Clean;
}

int runConfig() {
  Expected<RunOptions> Options = runOptions();
  if (!Options)
    return fail(Options.takeError());
  if (Action == "show")
    return show(*Options, File);
  if (Action == "verify")
    return verify(*Options);
  if (Action == "init")
    return init();
  return fail("config: there is no action '" + Action + "' (there are: show, verify, init)");
}

} // namespace asynctidy::runner
