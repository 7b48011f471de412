//===- Plan.cpp - which fixes go together -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes/Plan.h"
#include "Run/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;

namespace asynctidy::runner {

bool matchesCheck(ArrayRef<std::string> Globs, StringRef Check) {
  StringRef Short = Check;
  Short.consume_front("async-");
  return any_of(
      Globs, [&](StringRef Glob) { return matchesGlob(Glob, Check) || matchesGlob(Glob, Short); });
}

namespace {

unsigned end(const Edit &E) { return E.Offset + E.Length; }

/// Whole lines: a second copy is never meant where the first one goes.
bool insertsLines(const Edit &E) {
  return !E.Length && !E.Text.empty() && (E.Text.back() == '\n' || E.Text.front() == '\n');
}

/// Includes at one place go in any order: findings of one file need different ones all the time.
bool isInclude(const Edit &E) {
  return !E.Length && StringRef(E.Text).ltrim().starts_with("#include") &&
         StringRef(E.Text).ends_with("\n");
}

/// Can't both be made, or not in an order that both expect. Something inserted at the border of
/// what another one replaces may be meant for the old text.
bool conflict(const Edit &A, const Edit &B) {
  if (isInclude(A) && isInclude(B))
    return false;
  if (A.Length && B.Length)
    return A.Offset < end(B) && B.Offset < end(A);
  return A.Offset <= end(B) && B.Offset <= end(A);
}

class Planner {
public:
  Planner(const Report &R, const FixOptions &Options, const std::set<std::string> &LeftOut)
      : R(R), Options(Options), LeftOut(LeftOut) {
    for (const UnitResult &U : R.Units)
      for (const std::string &File : U.Dependencies)
        (U.State == UnitState::CompileError ? InBroken : InHealthy).insert(File);
  }

  Plan run() {
    for (const Finding &F : R.Findings)
      plan(F);
    return std::move(Result);
  }

private:
  void plan(const Finding &F) {
    PlannedFix Fix;
    Fix.Of = &F;
    const std::vector<Edit> *Edits = wanted(F, Fix.Suggested);
    if (!Edits)
      return;
    Fix.Identity = identity(F, *Edits);
    if (LeftOut.count(Fix.Identity))
      return;
    Fix.Edits = *Edits;
    for (Edit &E : Fix.Edits)
      E.File = real(E.File);
    if (admit(Fix) && tidyUp(Fix) && !isRepetition(Fix))
      claim(Fix);
    Result.Fixes.push_back(std::move(Fix));
  }

  const std::vector<Edit> *wanted(const Finding &F, bool &Suggested) const {
    // Compilers' own hints for errors are none of ours.
    if (!F.reported() || !StringRef(F.Check).starts_with("async-"))
      return nullptr;
    if (!Options.Fixable.empty() && !matchesCheck(Options.Fixable, F.Check))
      return nullptr;
    if (matchesCheck(Options.Unfixable, F.Check))
      return nullptr;
    if (F.fixable())
      return &F.Edits;
    if (Options.Unsafe)
      for (const Note &N : F.Notes)
        if (!N.Edits.empty()) {
          Suggested = true;
          return &N.Edits;
        }
    return nullptr;
  }

  std::string identity(const Finding &F, ArrayRef<Edit> Edits) const {
    std::string Key = F.Check + '\0' + F.At.File + '\0' + F.Entity + '\0' + F.Message;
    for (const Edit &E : Edits)
      Key += '\0' + E.File + '\0' + std::to_string(E.Length) + '\0' + E.Text;
    return Key;
  }

  const std::string &real(const std::string &File) {
    auto [It, New] = Real.try_emplace(File);
    if (New)
      It->second = realPath(File);
    return It->second;
  }

  /// Reads the fix's files; false if one mustn't be edited.
  bool admit(PlannedFix &Fix) {
    for (const Edit &E : Fix.Edits) {
      auto [It, New] = Files.try_emplace(E.File);
      FileState &File = It->second;
      if (New)
        File = look(E.File);
      if (File.State != FixState::Planned) {
        Fix.State = File.State;
        Fix.Reason = File.Reason;
        return false;
      }
    }
    return true;
  }

  struct FileState {
    FixState State = FixState::Planned;
    std::string Reason;
  };

  FileState look(const std::string &File) {
    auto Refuse = [&](const Twine &Why) {
      return FileState{FixState::Refused, (Twine(shorten(File, Options.Root)) + " " + Why).str()};
    };
    if (std::string Why = whyNotEditable(File, Options.Root); !Why.empty())
      return Refuse(Why);
    if (Options.Refuse)
      if (std::string Why = Options.Refuse(File); !Why.empty())
        return Refuse(Why);
    // What is found in a file that doesn't compile may be wrong, and its fixes can't be proven.
    if (InBroken.contains(File) && !InHealthy.contains(File))
      return Refuse("is only part of source files that don't compile");
    Expected<std::string> Content = readFile(File);
    if (!Content)
      return {FixState::Refused, toString(Content.takeError())};
    auto Seen = R.Digests.find(File);
    if (Seen == R.Digests.end() || Seen->second != digest(*Content))
      return {FixState::Stale,
              (shorten(File, Options.Root) + " has changed since it was analysed").str()};
    Result.Contents[File] = std::move(*Content);
    return {};
  }

  /// Fits the edits to their files, sorts and merges them; false if that can't be.
  bool tidyUp(PlannedFix &Fix) {
    auto Before = [](const Edit &A, const Edit &B) {
      return std::tie(A.File, A.Offset, A.Length) < std::tie(B.File, B.Offset, B.Length);
    };
    std::vector<Edit> Edits; // Insertions at one place stay in the order that they were given in.
    for (const Edit &E : Fix.Edits) {
      const std::string &Content = Result.Contents[E.File];
      if (E.Offset > Content.size() || E.Length > Content.size() - E.Offset)
        return refuse(Fix, E, "an edit beyond the end of ");
      for (Edit &F : fitted(E, Content))
        if (!is_contained(Edits, F))
          Edits.insert(upper_bound(Edits, F, Before), std::move(F));
    }
    Fix.Edits.clear();
    for (Edit &E : Edits) {
      Edit *Last = Fix.Edits.empty() ? nullptr : &Fix.Edits.back();
      if (!Last || Last->File != E.File || end(*Last) < E.Offset ||
          (Last->Length && end(*Last) == E.Offset) || (isInclude(*Last) && isInclude(E))) {
        Fix.Edits.push_back(std::move(E));
        continue;
      }
      if (Last->Length)
        return refuse(Fix, E, "edits of one fix that overlap in ");
      Last->Text += E.Text;
      Last->Length = E.Length;
    }
    return true;
  }

  bool refuse(PlannedFix &Fix, const Edit &E, const Twine &Why) {
    Fix.State = FixState::Refused;
    Fix.Reason = (Twine("the check gave ") + Why + shorten(E.File, Options.Root)).str();
    return false;
  }

  bool isRepetition(const PlannedFix &Fix) const { return Made.count(Fix.Edits); }

  /// Takes the places of the fix's edits, or defers it.
  void claim(PlannedFix &Fix) {
    for (const Edit &E : Fix.Edits)
      for (const Edit *Other : near(E))
        if (conflict(E, *Other) && !(E == *Other && (E.Length || insertsLines(E)))) {
          Fix.State = FixState::Deferred;
          Fix.Reason =
              (Twine("in the way of another fix in ") + shorten(E.File, Options.Root)).str();
          return;
        }
    for (const Edit &E : Fix.Edits)
      Claimed[E.File].insert(E);
    Made.insert(Fix.Edits);
  }

  /// The claimed edits that \p E could collide with. As these don't overlap, they are the last one
  /// in front of it, and those that begin within it.
  std::vector<const Edit *> near(const Edit &E) {
    const std::set<Edit> &All = Claimed[E.File];
    Edit From;
    From.File = E.File;
    From.Offset = E.Offset;
    auto It = All.lower_bound(From);
    std::vector<const Edit *> Found;
    if (It != All.begin())
      Found.push_back(&*std::prev(It));
    for (; It != All.end() && It->Offset <= end(E); ++It)
      Found.push_back(&*It);
    return Found;
  }

  const Report &R;
  const FixOptions &Options;
  const std::set<std::string> &LeftOut;
  StringSet<> InBroken, InHealthy;
  StringMap<std::string> Real;
  std::map<std::string, FileState> Files;
  std::map<std::string, std::set<Edit>> Claimed;
  std::set<std::vector<Edit>> Made;
  Plan Result;
};

} // namespace

bool Plan::empty() const {
  return none_of(Fixes, [](const PlannedFix &F) { return F.State == FixState::Planned; });
}

std::vector<FileChange> Plan::changes(function_ref<bool(const PlannedFix &)> Wanted) const {
  std::map<std::string, std::set<Edit>> Edits; // A set: what fixes share is made once.
  for (const PlannedFix &F : Fixes)
    if (F.State == FixState::Planned && (!Wanted || Wanted(F)))
      for (const Edit &E : F.Edits)
        Edits[E.File].insert(E);
  std::vector<FileChange> Changes;
  for (const auto &[File, Of] : Edits) {
    const std::string &Before = Contents.find(File)->second;
    std::string After = applied(std::vector<Edit>(Of.begin(), Of.end()), Before);
    if (After != Before)
      Changes.push_back({File, Before, std::move(After)});
  }
  return Changes;
}

Plan makePlan(const Report &R, const FixOptions &Options, const std::set<std::string> &LeftOut) {
  return Planner(R, Options, LeftOut).run();
}

} // namespace asynctidy::runner
