//===- Diff.cpp - async-tidy diff -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"
#include "Commands/Shared.h"
#include "Run/Baseline.h"
#include "Run/Files.h"
#include "Run/Git.h"
#include "Run/Nolint.h"
#include "Run/Policy.h"
#include "Run/Settings.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace asynctidy::runner {

cl::SubCommand &diffCommand() {
  static cl::SubCommand Sub("diff", "Analyse what reads changed files; only findings on changed "
                                    "lines, headers' too");
  return Sub;
}

static cl::opt<std::string>
    Revision(cl::Positional,
             cl::desc("[REV|REV..REV] (default: where this branch left the upstream or default "
                      "branch)"),
             cl::value_desc("REV"), cl::sub(diffCommand()));

/// Nobody expects findings in a text file; a header that no source file reads is silence.
static bool isCode(StringRef File) {
  static const StringRef Extensions[] = {".c",   ".cc",  ".cpp", ".cxx", ".c++", ".h",
                                         ".hh",  ".hpp", ".hxx", ".h++", ".inl", ".ipp",
                                         ".tpp", ".txx", ".ixx", ".cppm"};
  return is_contained(Extensions, sys::path::extension(File).lower());
}

int runDiff() {
  Expected<RunOptions> Options = runOptions();
  if (!Options)
    return fail(Options.takeError());
  Expected<std::unique_ptr<Session>> Opened = Session::open(*Options);
  if (!Opened)
    return fail(Opened.takeError());
  Session &S = **Opened;
  Expected<std::optional<Git>> Tree = Git::find(S.root());
  if (!Tree)
    return fail(Tree.takeError());
  if (!*Tree)
    return fail("diff compares with what git knows, and " + S.root() + " lies in no git work tree");
  std::string Since = Revision;
  if (Since.empty()) {
    Expected<std::string> Default = (*Tree)->defaultRevision();
    if (!Default)
      return fail(Default.takeError());
    Since = *Default;
  }
  Expected<ChangedLines> Lines = (*Tree)->changedLines(Since);
  if (!Lines)
    return fail(Lines.takeError());
  std::vector<std::string> Files;
  for (const auto &[File, Ranges] : *Lines)
    if (isInside(File, S.root()))
      Files.push_back(File);
  Expected<std::vector<std::string>> Units = S.unitsReading(Files);
  if (!Units)
    return fail(Units.takeError());
  Expected<Report> R = S.analyse(*Units);
  if (!R)
    return fail(R.takeError());

  if (Error E = addUnusedNolints(S, *R, [&](StringRef File) { return Lines->count(File.str()); }))
    return fail(std::move(E));
  Expected<Settings> Project = readSettings(S.root());
  if (!Project)
    return fail(Project.takeError());
  Expected<Policy> Rules = Policy::create(S.options(), *Project);
  if (!Rules)
    return fail(Rules.takeError());
  Rules->apply(*R);
  keepChanged(*R, *Lines);
  RunOptions Part = S.options();
  Part.Paths = Files; // Not the whole project: what isn't found needn't be gone.
  if (Error E = applyChoices(*R, Part))
    return fail(std::move(E));

  StringSet<> Read;
  for (const UnitResult &U : R->Units) {
    Read.insert(U.File);
    for (const std::string &File : U.Dependencies)
      Read.insert(File);
  }
  for (const std::string &File : Files)
    if (isCode(File) && !Read.contains(File))
      R->Skipped[File] = "it has changed, and no source file of the compile database reads it";
  return finish(*R);
}

} // namespace asynctidy::runner
