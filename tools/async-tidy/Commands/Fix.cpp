//===- Fix.cpp - async-tidy fix -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"
#include "Commands/Shared.h"
#include "Fixes/Driver.h"
#include "Model/Checks.h"
#include "Reports/Writers.h"
#include "Run/Baseline.h"
#include "Run/Files.h"
#include "Run/Git.h"
#include "Run/Nolint.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace asynctidy::runner {

cl::SubCommand &fixCommand() {
  static cl::SubCommand Sub("fix", "Fix what can be fixed, until nothing is left to fix");
  return Sub;
}

namespace {
cl::OptionCategory What("Fixes");

cl::opt<bool> Diff("diff", cl::desc("Write nothing: print the first pass's changes as a diff"),
                   cl::cat(What), cl::sub(fixCommand()));
cl::opt<bool> Unsafe("unsafe-fixes",
                     cl::desc("Apply suggested fixes, too: they may change what the program does"),
                     cl::cat(What), cl::sub(fixCommand()));
cl::opt<bool> AllowDirty("allow-dirty",
                         cl::desc("Fix although git has changes that aren't committed"),
                         cl::cat(What), cl::sub(fixCommand()));
cl::list<std::string> Fixable("fixable", cl::CommaSeparated, cl::desc("Fix only these checks"),
                              cl::value_desc("glob"), cl::cat(What), cl::sub(fixCommand()));
cl::list<std::string> Unfixable("unfixable", cl::CommaSeparated, cl::desc("Don't fix these checks"),
                                cl::value_desc("glob"), cl::cat(What), cl::sub(fixCommand()));
cl::list<std::string> Never("never", cl::CommaSeparated,
                            cl::desc("Don't edit these files (paths relative to the root)"),
                            cl::value_desc("glob"), cl::cat(What), cl::sub(fixCommand()));
} // namespace

/// A glob that no check matches would be silence.
static Error checkGlobs(ArrayRef<std::string> Globs, StringRef Option) {
  for (const std::string &Glob : Globs) {
    if (Error E = checkGlob(Glob))
      return E;
    bool Known =
        matchesCheck(Glob, UnusedSuppression) ||
        any_of(allChecks(), [&](const CheckInfo &C) { return matchesCheck(Glob, C.Name); });
    if (Known)
      continue;
    StringRef Near = nearestCheck(Glob);
    return createStringError(inconvertibleErrorCode(), "%s: no check matches '%s'%s",
                             Option.str().c_str(), Glob.c_str(),
                             Near.empty() ? "" : ("; did you mean '" + Near + "'?").str().c_str());
  }
  return Error::success();
}

/// Fixes must be told from the user's own work, and be taken back by git.
static Error refuseDirty(const Git &Tree) {
  Expected<std::vector<std::string>> Dirty = Tree.dirty();
  if (!Dirty)
    return Dirty.takeError();
  // A killed run's leftovers are neither the user's work nor theirs to clean up.
  llvm::erase_if(*Dirty, [&](const std::string &File) {
    return removeLeftover(joinPath(Tree.topLevel(), File));
  });
  if (Dirty->empty())
    return Error::success();
  std::string Some;
  for (size_t I = 0; I < std::min<size_t>(Dirty->size(), 3); ++I)
    Some += (I ? ", " : "") + (*Dirty)[I];
  if (Dirty->size() > 3)
    Some += " and " + std::to_string(Dirty->size() - 3) + " more";
  return createStringError(inconvertibleErrorCode(),
                           "git has changes that aren't committed (%s): commit or stash them, or "
                           "give --allow-dirty",
                           Some.c_str());
}

static void printTable(const FixResult &Result) {
  size_t Width = strlen("check");
  FixCounts Sum;
  for (const auto &[Check, Counts] : Result.Checks) {
    Width = std::max(Width, Check.size());
    Sum.Fixed += Counts.Fixed;
    Sum.Left += Counts.Left;
    Sum.Deferred += Counts.Deferred;
    Sum.Broken += Counts.Broken;
  }
  if (Result.Checks.empty())
    return;
  auto Columns = [&](StringRef First, ArrayRef<std::string> Others) {
    errs() << left_justify(First, Width);
    for (const std::string &Other : Others)
      errs() << right_justify(Other, 9);
    errs() << '\n';
  };
  auto Row = [&](StringRef Check, const FixCounts &C) {
    Columns(Check, {std::to_string(C.Fixed), std::to_string(C.Left), std::to_string(C.Deferred),
                    std::to_string(C.Broken)});
  };
  Columns("check", {Diff ? "fixable" : "fixed", "left", "deferred", "broken"});
  for (const auto &[Check, Counts] : Result.Checks)
    Row(Check, Counts);
  if (Result.Checks.size() > 1)
    Row("all", Sum);
}

static void printProblems(const FixResult &Result) {
  for (const FixProblem &P : Result.Problems)
    errs() << shorten(P.At.File, Result.Last.Root) << ':' << P.At.Line << ':' << P.At.Column
           << ": not fixed: " << P.Reason << " [" << P.Check << "]\n";
}

/// The diff is all that goes to stdout, so that it can be piped.
static int printDiff(const FixResult &Result) {
  writeDiff(Result.Changes, Result.Last.Root, outs());
  outs().flush();
  printTable(Result);
  printProblems(Result);
  errs() << summaryLine(Result.Last) << '\n';
  bool Failed = any_of(Result.Last.Units, [](const UnitResult &U) { return U.failed(); });
  bool Refused =
      any_of(Result.Problems, [](const FixProblem &P) { return P.Kind != Trouble::Deferred; });
  return Refused ? NotApplicable : Failed ? Incomplete : Result.Changes.empty() ? Clean : Findings;
}

int runFix() {
  Expected<RunOptions> Options = runOptions();
  if (!Options)
    return fail(Options.takeError());
  if (Error E = checkGlobs(Fixable, "--fixable"))
    return fail(std::move(E));
  if (Error E = checkGlobs(Unfixable, "--unfixable"))
    return fail(std::move(E));
  for (const std::string &Glob : Never)
    if (Error E = checkGlob(Glob))
      return fail(std::move(E));
  Expected<std::unique_ptr<Session>> S = Session::open(*Options);
  if (!S)
    return fail(S.takeError());
  Expected<std::optional<Git>> Tree = Git::find((*S)->root());
  if (!Tree)
    return fail(Tree.takeError());
  if (*Tree && !AllowDirty && !Diff)
    if (Error E = refuseDirty(**Tree))
      return fail(std::move(E));

  FixOptions Wanted;
  Wanted.Root = (*S)->root().str();
  Wanted.Unsafe = Unsafe;
  Wanted.Fixable = Fixable;
  Wanted.Unfixable = Unfixable;
  Wanted.Refuse = [&](StringRef File) -> std::string {
    for (const std::string &Glob : Never)
      if (matchesGlob(Glob, shorten(File, Wanted.Root)))
        return "isn't to be edited (--never " + Glob + ")";
    if (!*Tree || !isInside(File, (*Tree)->topLevel()))
      return "";
    Expected<bool> Ignored = (*Tree)->ignores(File);
    if (!Ignored)
      return toString(Ignored.takeError());
    return *Ignored ? "is ignored by git: it is probably generated" : "";
  };
  Wanted.Choose = [&](Report &R) { return applyChoices(R, (*S)->options()); };

  if (Diff) {
    Expected<FixResult> Result = previewFixes(**S, Wanted);
    return Result ? printDiff(*Result) : fail(Result.takeError());
  }
  Expected<FixResult> Result = fixAll(**S, Wanted, [&](const Twine &Line) {
    if (!Options->Quiet)
      errs() << "async-tidy: " << Line << '\n';
  });
  if (!Result)
    return fail(Result.takeError());
  printTable(*Result);
  printProblems(*Result);
  int Code = finish(Result->Last);
  return Result->Problems.empty() || Code == Unusable ? Code : int(NotApplicable);
}

} // namespace asynctidy::runner
