//===- Suppress.cpp - async-tidy suppress -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"
#include "Commands/Shared.h"
#include "Fixes/Plan.h"
#include "Reports/Text.h"
#include "Reports/Writers.h"
#include "Run/Files.h"
#include "Run/Nolint.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using namespace llvm;

namespace asynctidy::runner {

cl::SubCommand &suppressCommand() {
  static cl::SubCommand Sub("suppress",
                            "Silence findings by NOLINT comments, or remove unused ones");
  return Sub;
}

namespace {
cl::OptionCategory What("Suppressions");

cl::opt<std::string> Reason("reason",
                            cl::desc("Why these findings are fine: goes into each comment"),
                            cl::value_desc("text"), cl::cat(What), cl::sub(suppressCommand()));
cl::opt<bool> RemoveUnused("remove-unused",
                           cl::desc("Remove suppressions of this program's checks that silence "
                                    "nothing, or name no check"),
                           cl::cat(What), cl::sub(suppressCommand()));
cl::opt<unsigned> LineLength("line-length", cl::desc("Longest line (default: 100)"), cl::init(100),
                             cl::value_desc("N"), cl::cat(What), cl::sub(suppressCommand()));
} // namespace

static raw_ostream &at(const Finding &F, StringRef Root) {
  return errs() << shorten(F.At.File, Root) << ':' << F.At.Line << ':' << F.At.Column << ": ";
}

/// 3 if files failed: there may be more findings.
static int conclude(const Report &R, int Code) {
  bool Failed = warnOfFailures(R);
  errs() << summaryLine(R) << '\n';
  return Failed && Code == Clean ? int(Incomplete) : Code;
}

static int removeUnused(Session &S) {
  Expected<Report> R = S.analyse();
  if (!R)
    return fail(R.takeError());
  // The analysis tells of them among other findings, as far as the user's choice goes.
  Report Unused;
  Unused.Root = R->Root;
  Unused.Digests = R->Digests;
  for (const Finding &F : R->Findings)
    if (F.reported() && F.Check == UnusedSuppression)
      Unused.Findings.push_back(F);
  FixOptions Options;
  Options.Root = S.root().str();
  Plan P = makePlan(Unused, Options);
  std::vector<FileChange> Changes = P.changes();
  if (Error E = writeChanges(Changes))
    return fail(std::move(E));
  size_t Removed = 0;
  bool Left = false;
  for (const PlannedFix &F : P.Fixes) {
    if (F.State == FixState::Planned) {
      ++Removed;
      continue;
    }
    Left = true;
    at(*F.Of, R->Root) << "not removed: " << F.Reason << '\n';
  }
  for (const Finding &F : Unused.Findings)
    if (!F.fixable())
      at(F, R->Root) << "not removed: " << F.Message << '\n';
  outs() << counted(Removed, "unused suppression") << " removed in "
         << counted(Changes.size(), "file") << '\n';
  outs().flush();
  return conclude(*R, Left ? NotApplicable : Clean);
}

/// Why nothing is written to the files of \p S; empty if all is well.
static std::string whyNot(const Suppressions &S, const Report &R, StringRef Root,
                          std::vector<FileChange> &Changes) {
  for (const auto &[File, Edits] : S.Edits) {
    StringRef Name = shorten(File, Root);
    if (std::string Why = whyNotEditable(File, Root); !Why.empty())
      return (Name + " " + Why).str();
    Expected<std::string> Content = readFile(File);
    if (!Content)
      return toString(Content.takeError());
    auto Seen = R.Digests.find(File);
    if (Seen != R.Digests.end() && Seen->second != digest(*Content))
      return (Name + " has changed since it was analysed").str();
    Changes.push_back({File, *Content, applied(Edits, *Content)});
  }
  return "";
}

static int insert(Session &S) {
  Expected<Report> R = S.analyse();
  if (!R)
    return fail(R.takeError());
  std::vector<const Finding *> Findings;
  for (const Finding &F : R->Findings)
    if (F.reported() && F.Check != UnusedSuppression && StringRef(F.Check).starts_with("async-"))
      Findings.push_back(&F);
  Expected<Suppressions> New = suppress(Findings, Reason, LineLength);
  if (!New)
    return fail(New.takeError());
  std::vector<FileChange> Changes;
  if (std::string Why = whyNot(*New, *R, S.root(), Changes); !Why.empty()) {
    errs() << "async-tidy: error: nothing is suppressed: " << Why << '\n';
    return NotApplicable;
  }
  if (Error E = writeChanges(Changes))
    return fail(std::move(E));
  for (const auto &[F, Why] : New->Impossible)
    at(*F, R->Root) << "not suppressed: " << Why << " [" << F->Check << "]\n";
  outs() << counted(New->Suppressed, "finding") << " suppressed in "
         << counted(Changes.size(), "file") << '\n';
  outs().flush();
  bool Left = !New->Impossible.empty();
  if (Changes.empty())
    return conclude(*R, Left ? NotApplicable : Clean);

  // That it worked is for the analysis to say.
  std::set<std::string> Edited, Checks;
  for (const FileChange &C : Changes)
    Edited.insert(C.File);
  for (const Finding *F : Findings)
    Checks.insert(F->Check);
  Expected<Report> After = S.analyse();
  if (!After)
    return fail(After.takeError());
  for (const Finding &F : After->Findings) {
    bool Known = any_of(New->Impossible, [&](const auto &I) {
      return I.first->Check == F.Check && I.first->At.File == F.At.File;
    });
    if (F.reported() && Edited.count(F.At.File) && Checks.count(F.Check) && !Known) {
      at(F, R->Root) << "still reported: " << F.Message << " [" << F.Check << "]\n";
      Left = true;
    }
  }
  return conclude(*After, Left ? NotApplicable : Clean);
}

int runSuppress() {
  Expected<RunOptions> Options = runOptions();
  if (!Options)
    return fail(Options.takeError());
  StringRef Text = StringRef(Reason).trim();
  if (RemoveUnused && Reason.getNumOccurrences())
    return fail("suppress: --remove-unused takes no --reason");
  if (!RemoveUnused && Text.empty())
    return fail("suppress: say why these findings are fine: --reason TEXT");
  if (Text.find_first_of("\r\n") != StringRef::npos || Text.contains("*/") ||
      Text.contains("NOLINT") || Text.ends_with("\\"))
    return fail("suppress: the reason goes into a comment: one line, without */, NOLINT, or a "
                "backslash at its end");
  Reason = Text.str();
  Expected<std::unique_ptr<Session>> S = Session::open(*Options);
  if (!S)
    return fail(S.takeError());
  return RemoveUnused ? removeUnused(**S) : insert(**S);
}

} // namespace asynctidy::runner
