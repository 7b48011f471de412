//===- Baseline.cpp - async-tidy baseline -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Baseline.h"
#include "Commands/Commands.h"
#include "Commands/Shared.h"
#include "Reports/Text.h"
#include "Reports/Writers.h"
#include "Run/Files.h"
#include "Run/Settings.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace asynctidy::runner {

cl::SubCommand &baselineCommand() {
  static cl::SubCommand Sub("baseline", "Write down known findings, so that only new ones count");
  return Sub;
}

namespace {
cl::OptionCategory What("Baseline");

cl::list<std::string> Words(cl::Positional, cl::desc("create|update|prune|show [PATHS...]"),
                            cl::sub(baselineCommand()));
cl::opt<bool> Force("force", cl::desc("create: write over the file that is there"), cl::cat(What),
                    cl::sub(baselineCommand()));
cl::opt<bool> AllowGrowth("allow-growth", cl::desc("update: add new findings, too"), cl::cat(What),
                          cl::sub(baselineCommand()));
} // namespace

/// Files that failed, the last line, and the exit code for them.
static int conclude(const Report &R) {
  bool Failed = warnOfFailures(R);
  errs() << summaryLine(R) << '\n';
  return Failed ? Incomplete : Clean;
}

static bool belongs(const Finding &F) {
  // What doesn't compile is to be mended, not to be written down.
  return F.reported() && StringRef(F.Check).starts_with("async-");
}

static int create(Report &R, const std::string &File) {
  fingerprint(R);
  Baseline B;
  for (const Finding &F : R.Findings)
    if (belongs(F))
      B.add(F, R.Root);
  if (Error E = writeBaseline(B, File))
    return fail(std::move(E));
  outs() << shorten(File, R.Root) << ": " << counted(B.Entries.size(), "finding") << '\n';
  return conclude(R);
}

/// update, and prune (then \p Grow is false, and new findings are nothing to complain of).
static int change(Report &R, const std::string &File, bool Whole, bool Prune) {
  Expected<Baseline> B = readBaseline(File);
  if (!B)
    return fail(B.takeError());
  fingerprint(R);
  BaselineMatch Match = matchBaseline(R, *B, Whole);
  for (const BaselineEntry &Gone : Match.Gone)
    erase_if(B->Entries, [&](const BaselineEntry &E) { return E.Fingerprint == Gone.Fingerprint; });
  size_t New = 0;
  for (Finding &F : R.Findings) {
    if (!belongs(F) || !F.New) {
      if (F.reported() && !F.New)
        F.Mute = Muted::Baseline;
      continue;
    }
    ++New;
    if (AllowGrowth && !Prune) {
      B->add(F, R.Root);
      F.New = false;
      F.Mute = Muted::Baseline;
    }
  }
  bool Added = AllowGrowth && !Prune && New;
  if (Error E = writeBaseline(*B, File))
    return fail(std::move(E));
  for (const BaselineEntry &Gone : Match.Gone)
    outs() << "gone: " << Gone.File << ": " << Gone.Text << " [" << Gone.Check << "]\n";
  outs() << shorten(File, R.Root) << ": " << Match.Gone.size()
         << (Match.Gone.size() == 1 ? " entry gone, " : " entries gone, ");
  if (!Prune)
    outs() << (Added ? New : 0) << " added, ";
  outs() << B->Entries.size() << " in all\n";
  outs().flush();
  if (Prune || Added || !New)
    return conclude(R);
  errs() << "async-tidy: " << counted(New, "finding") << (New == 1 ? " isn't" : " aren't")
         << " in the baseline: fix or suppress, or add with --allow-growth\n";
  return finish(R);
}

static int show() {
  Expected<RunOptions> Options = runOptions();
  if (!Options)
    return fail(Options.takeError());
  std::string File = Options->Baseline;
  std::string Here = realPath(".");
  if (File.empty()) {
    Expected<Settings> Project = readSettings(Here);
    if (!Project)
      return fail(Project.takeError());
    File = Project->Baseline;
  }
  // As other commands do that know the root: the nearest one above.
  for (StringRef At = Here; File.empty() && !At.empty(); At = sys::path::parent_path(At))
    if (std::string Candidate = baselineFile(*Options, At == "/" ? "" : At);
        sys::fs::exists(Candidate))
      File = Candidate;
  if (File.empty())
    File = baselineFile(*Options, Here);
  Expected<Baseline> B = readBaseline(File);
  if (!B)
    return fail(B.takeError());
  std::map<std::string, unsigned> Counts;
  for (const BaselineEntry &E : B->Entries) {
    outs() << E.File << ": " << (E.Entity.empty() ? "" : E.Entity + ": ") << E.Text << " ["
           << E.Check << "]\n";
    ++Counts[E.Check];
  }
  for (const auto &[Check, Count] : Counts)
    outs() << Check << ": " << Count << '\n';
  outs() << counted(B->Entries.size(), "known finding") << '\n';
  return Clean;
}

int runBaseline() {
  StringRef Action = Words.empty() ? StringRef() : StringRef(Words[0]);
  if (Action == "show" && Words.size() == 1)
    return show();
  if (Action != "create" && Action != "update" && Action != "prune")
    return fail(Action.empty()     ? Twine("baseline: what to do? (create, update, prune or show)")
                : Action == "show" ? Twine("baseline show takes no paths")
                                   : "baseline: there is no action '" + Action +
                                         "' (there are: create, update, prune, show)");
  Expected<RunOptions> Options = runOptions();
  if (!Options)
    return fail(Options.takeError());
  Options->Paths.assign(Words.begin() + 1, Words.end());
  Expected<std::unique_ptr<Session>> S = Session::open(*Options);
  if (!S)
    return fail(S.takeError());
  std::string File = realPath(baselineFile((*S)->options(), (*S)->root()));
  // Before an analysis of minutes.
  if (Action == "create") {
    if (sys::fs::exists(File) && !Force)
      return fail(File + " is there already: `async-tidy baseline update` changes it, --force "
                         "writes it anew");
  } else if (Expected<Baseline> B = readBaseline(File); !B) {
    return fail(B.takeError());
  }
  Expected<Report> R = (*S)->analyse();
  if (!R)
    return fail(R.takeError());
  if (Action == "create")
    return create(*R, File);
  return change(*R, File, Options->Paths.empty(), Action == "prune");
}

} // namespace asynctidy::runner
