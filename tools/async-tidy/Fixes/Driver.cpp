//===- Driver.cpp - fixes until nothing is left to fix -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes/Driver.h"
#include "Run/Files.h"
#include "Run/Process.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;

namespace asynctidy::runner {

namespace {

using FixList = std::vector<const PlannedFix *>;

/// Analyses of a search for guilty fixes; each is one of the broken source files only.
constexpr unsigned MaxTrials = 60;

class Driver {
public:
  Driver(Session &S, const FixOptions &Options, function_ref<void(const Twine &)> Say)
      : S(S), Options(Options), Say(Say) {}

  Expected<FixResult> run() {
    if (Error E = look(Result.Last))
      return std::move(E);
    while (Result.Passes < MaxPasses) {
      Plan P = makePlan(Result.Last, Options, LeftOut);
      if (P.changes().empty())
        break;
      FixList Made;
      if (Error E = pass(P, Made))
        return std::move(E);
      if (Made.empty())
        continue; // All of them were guilty, so the next plan has other ones or none.
      ++Result.Passes;
      Report Next;
      if (Error E = look(Next))
        return std::move(E);
      account(P, Made, Next);
      Result.Last = std::move(Next);
    }
    conclude();
    return std::move(Result);
  }

  /// The state at the end: counts and problems of what is still reported.
  void conclude() {
    Plan Rest = makePlan(Result.Last, Options);
    std::map<const Finding *, const PlannedFix *> FixOf;
    for (const PlannedFix &F : Rest.Fixes)
      FixOf[F.Of] = &F;
    for (const Finding &F : Result.Last.Findings) {
      if (!F.reported())
        continue;
      FixCounts &Counts = Result.Checks[F.Check];
      auto Fix = FixOf.find(&F);
      if (Fix == FixOf.end()) {
        ++Counts.Left;
        continue;
      }
      auto Add = [&](Trouble Kind, const std::string &Reason, unsigned &Count) {
        ++Count;
        Result.Problems.push_back({Kind, F.Check, F.At, Reason});
      };
      auto Known = Troubles.find(Fix->second->Identity);
      if (Known != Troubles.end())
        Add(Known->second.first, Known->second.second, Counts.Broken);
      else if (Fix->second->State == FixState::Refused)
        Add(Trouble::Refused, Fix->second->Reason, Counts.Left);
      else if (Fix->second->State == FixState::Stale)
        Add(Trouble::Stale, Fix->second->Reason, Counts.Left);
      else
        Add(Trouble::Deferred, "not reached in " + std::to_string(MaxPasses) + " passes",
            Counts.Deferred);
    }
    for (auto &[File, Change] : Changes)
      if (Change.Before != Change.After)
        Result.Changes.push_back(std::move(Change));
  }

  FixResult Result;

private:
  /// Analyses what the user asked for.
  Error look(Report &R) {
    Expected<Report> Now = S.analyse();
    if (!Now)
      return Now.takeError();
    R = std::move(*Now);
    remember(R);
    return Options.Choose ? Options.Choose(R) : Error::success();
  }

  void remember(const Report &R) {
    for (const UnitResult &U : R.Units)
      Failed[U.File] = U.failed();
  }

  /// Source files of \p R that failed and didn't before.
  std::vector<UnitResult> newlyBroken(const Report &R) const {
    std::vector<UnitResult> Broken;
    for (const UnitResult &U : R.Units) {
      auto Before = Failed.find(U.File);
      if (U.failed() && Before != Failed.end() && !Before->second)
        Broken.push_back(U);
    }
    return Broken;
  }

  /// Makes the fixes of one pass that break nothing; none is left half made.
  Error pass(const Plan &P, FixList &Made) {
    std::vector<FileChange> All = P.changes();
    std::vector<std::string> Files;
    for (const FileChange &C : All)
      Files.push_back(C.File);
    Expected<std::vector<std::string>> Units = S.unitsReading(Files);
    if (!Units)
      return Units.takeError();
    if (Error E = learnState(*Units))
      return E;
    FixList Fixes;
    for (const PlannedFix &F : P.Fixes)
      if (F.State == FixState::Planned)
        Fixes.push_back(&F);
    Say(Twine("pass ") + Twine(Result.Passes + 1) + ": " + Twine(Fixes.size()) +
        (Fixes.size() == 1 ? " fix in " : " fixes in ") + Twine(Files.size()) +
        (Files.size() == 1 ? " file" : " files"));

    std::vector<UnitResult> Broken;
    if (Error E = attempt(P, Fixes, *Units, Broken))
      return E;
    if (Broken.empty()) {
      Made = std::move(Fixes);
      return Error::success();
    }
    Say(Twine(shorten(Broken[0].File, Options.Root)) +
        " doesn't compile any more: taking the pass back and looking for the fix that breaks it");
    FixList Guilty;
    if (Error E = search(P, Fixes, Broken, Guilty))
      return E;
    leaveOut(Guilty, Broken);
    FixList Others = without(Fixes, Guilty);
    if (Error E = attempt(P, Others, *Units, Broken))
      return E;
    if (Broken.empty()) {
      Made = std::move(Others);
      return Error::success();
    }
    leaveOut(Others, Broken);
    return Error::success();
  }

  /// Units outside of the user's choice read the changed files as well: do they compile now?
  Error learnState(ArrayRef<std::string> Units) {
    std::vector<std::string> Unknown;
    for (const std::string &Unit : Units)
      if (!Failed.count(Unit))
        Unknown.push_back(Unit);
    if (Unknown.empty())
      return Error::success();
    Expected<Report> Before = S.analyse(Unknown);
    if (!Before)
      return Before.takeError();
    remember(*Before);
    return Error::success();
  }

  /// Makes \p Fixes and analyses \p Units. If that breaks any (then in \p Broken) or can't be done,
  /// the files are as before.
  Error attempt(const Plan &P, const FixList &Fixes, ArrayRef<std::string> Units,
                std::vector<UnitResult> &Broken) {
    Broken.clear();
    SmallPtrSet<const PlannedFix *, 16> Wanted(Fixes.begin(), Fixes.end());
    std::vector<FileChange> Now =
        P.changes([&](const PlannedFix &F) { return Wanted.contains(&F); });
    if (Now.empty())
      return Error::success();
    if (Error E = writeChanges(Now))
      return E;
    Expected<Report> After = S.analyse(Units);
    if (!After)
      return joinErrors(After.takeError(), revertChanges(Now));
    Broken = newlyBroken(*After);
    if (!Broken.empty())
      return revertChanges(Now);
    if (Trying)
      return revertChanges(Now);
    for (FileChange &C : Now) {
      auto [It, New] = Changes.try_emplace(C.File, C);
      if (!New)
        It->second.After = C.After;
    }
    remember(*After);
    return Error::success();
  }

  Expected<bool> breaks(const Plan &P, const FixList &Fixes, ArrayRef<std::string> Units) {
    if (interrupted())
      return createStringError(inconvertibleErrorCode(), "interrupted");
    ++Trials;
    std::vector<UnitResult> Broken;
    Trying = true;
    Error E = attempt(P, Fixes, Units, Broken);
    Trying = false;
    if (E)
      return std::move(E);
    return !Broken.empty();
  }

  /// Fixes without which \p Broken is whole.
  Error search(const Plan &P, const FixList &Fixes, ArrayRef<UnitResult> Broken, FixList &Guilty) {
    std::vector<std::string> Units;
    for (const UnitResult &U : Broken)
      Units.push_back(U.File);
    std::map<StringRef, FixList> ByCheck;
    for (const PlannedFix *F : Fixes)
      ByCheck[F->Of->Check].push_back(F);
    Trials = 0;
    if (ByCheck.size() > 1) {
      for (auto &[Check, Of] : ByCheck) {
        Expected<bool> Bad = breaks(P, Of, Units);
        if (!Bad)
          return Bad.takeError();
        if (*Bad)
          if (Error E = halve(P, Of, Units, Guilty))
            return E;
      }
      if (!Guilty.empty())
        return Error::success();
    }
    return halve(P, Fixes, Units, Guilty);
  }

  /// The guilty ones of \p Fixes, which break something together.
  Error halve(const Plan &P, const FixList &Fixes, ArrayRef<std::string> Units, FixList &Guilty) {
    if (Fixes.size() == 1 || Trials >= MaxTrials) {
      Guilty.insert(Guilty.end(), Fixes.begin(), Fixes.end());
      return Error::success();
    }
    auto Middle = Fixes.begin() + Fixes.size() / 2;
    FixList Halves[] = {{Fixes.begin(), Middle}, {Middle, Fixes.end()}};
    bool Found = false;
    for (const FixList &Half : Halves) {
      Expected<bool> Bad = breaks(P, Half, Units);
      if (!Bad)
        return Bad.takeError();
      if (!*Bad)
        continue;
      Found = true;
      if (Error E = halve(P, Half, Units, Guilty))
        return E;
    }
    // Each half is fine alone: the one with priority stays.
    if (!Found)
      Guilty.insert(Guilty.end(), Middle, Fixes.end());
    return Error::success();
  }

  void leaveOut(const FixList &Fixes, ArrayRef<UnitResult> Broken) {
    std::string Reason = ("with its fix " + shorten(Broken[0].File, Options.Root) +
                          " doesn't compile any more, so it was taken back")
                             .str();
    StringRef Why = Broken[0].Reason;
    Why.consume_front(Options.Root + "/");
    if (!Why.empty())
      Reason += ": " + Why.str();
    for (const PlannedFix *F : Fixes) {
      LeftOut.insert(F->Identity);
      Troubles.insert({F->Identity, {Trouble::Broken, Reason}});
    }
  }

  static FixList without(const FixList &Fixes, const FixList &Guilty) {
    FixList Others;
    for (const PlannedFix *F : Fixes)
      if (none_of(Guilty, [&](const PlannedFix *G) { return G->Identity == F->Identity; }))
        Others.push_back(F);
    return Others;
  }

  /// Counts what was fixed. Findings of one identity must have become fewer by those that were
  /// fixed; if there are more, the fix doesn't help, and making it again would never end.
  void account(const Plan &P, const FixList &Made, const Report &Next) {
    std::map<std::string, long> Expected;
    for (const PlannedFix &F : P.Fixes)
      ++Expected[F.Identity];
    std::map<std::string, std::string> CheckOf;
    for (const PlannedFix *F : Made) {
      --Expected[F->Identity];
      CheckOf[F->Identity] = F->Of->Check;
      ++Result.Checks[F->Of->Check].Fixed;
    }
    std::map<std::string, long> Now;
    for (const PlannedFix &F : makePlan(Next, Options, LeftOut).Fixes)
      ++Now[F.Identity];
    for (const auto &[Identity, Check] : CheckOf) {
      long Returned = Now[Identity] - Expected[Identity];
      if (Returned <= 0)
        continue;
      FixCounts &Counts = Result.Checks[Check];
      Counts.Fixed -= std::min<unsigned>(Counts.Fixed, Returned);
      LeftOut.insert(Identity);
      Troubles.insert({Identity,
                       {Trouble::Returned,
                        "its fix was made, and the finding is still there: please report this"}});
    }
  }

  Session &S;
  const FixOptions &Options;
  function_ref<void(const Twine &)> Say;
  std::map<std::string, bool> Failed; ///< The state of source files, before the pass.
  std::set<std::string> LeftOut;      ///< Identities.
  std::map<std::string, std::pair<Trouble, std::string>> Troubles;
  std::map<std::string, FileChange> Changes;
  unsigned Trials = 0;
  bool Trying = false; ///< What is tried is taken back in any case.
};

} // namespace

Expected<FixResult> fixAll(Session &S, const FixOptions &Options,
                           function_ref<void(const Twine &)> Say) {
  return Driver(S, Options, Say).run();
}

Expected<FixResult> previewFixes(Session &S, const FixOptions &Options) {
  Expected<Report> R = S.analyse();
  if (!R)
    return R.takeError();
  if (Options.Choose)
    if (Error E = Options.Choose(*R))
      return std::move(E);
  FixResult Result;
  Result.Last = std::move(*R);
  Plan P = makePlan(Result.Last, Options);
  Result.Changes = P.changes();
  for (const Finding &F : Result.Last.Findings)
    if (F.reported())
      ++Result.Checks[F.Check].Left;
  for (const PlannedFix &F : P.Fixes) {
    FixCounts &Counts = Result.Checks[F.Of->Check];
    if (F.State != FixState::Refused && F.State != FixState::Stale)
      --Counts.Left;
    if (F.State == FixState::Planned) {
      ++Counts.Fixed;
      continue;
    }
    Trouble Kind = F.State == FixState::Deferred  ? Trouble::Deferred
                   : F.State == FixState::Refused ? Trouble::Refused
                                                  : Trouble::Stale;
    if (Kind == Trouble::Deferred)
      ++Counts.Deferred;
    Result.Problems.push_back({Kind, F.Of->Check, F.Of->At, F.Reason});
  }
  return std::move(Result);
}

} // namespace asynctidy::runner
