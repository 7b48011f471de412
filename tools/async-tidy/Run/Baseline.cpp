//===- Baseline.cpp - findings that are known already -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Baseline.h"
#include "Fixes/Changes.h"
#include "Run/Coverage.h"
#include "Run/Files.h"
#include "Run/Git.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <tuple>

using namespace llvm;

namespace asynctidy::runner {

/// The text of the line that \p At is on.
static StringRef lineAt(StringRef Content, const Place &At) {
  size_t Offset = std::min<size_t>(At.Offset, Content.size());
  size_t Begin = Content.take_front(Offset).rfind('\n');
  Begin = Begin == StringRef::npos ? 0 : Begin + 1;
  return Content.slice(Begin, Content.find('\n', Offset));
}

static std::string withoutBlanks(StringRef Text) {
  std::string Result;
  for (char C : Text)
    if (!isSpace(C))
      Result += C;
  return Result;
}

/// Without what changes when others edit the file or the checkout moves: the root in paths (of
/// lambdas' names, say), numbers that stand alone.
static std::string withoutPlaces(StringRef Text, StringRef Root) {
  std::string Result;
  auto IsWord = [](char C) { return isAlnum(C) || C == '_'; };
  while (!Text.empty()) {
    if (!Root.empty() && Text.starts_with(Root) && Text.substr(Root.size()).starts_with("/")) {
      Text = Text.drop_front(Root.size() + 1);
      continue;
    }
    if (isDigit(Text.front()) && (Result.empty() || !IsWord(Result.back()))) {
      StringRef Number = Text.take_while(isDigit);
      if (Number.size() == Text.size() || !IsWord(Text[Number.size()])) {
        Result += '#';
        Text = Text.drop_front(Number.size());
        continue;
      }
    }
    Result += Text.front();
    Text = Text.drop_front();
  }
  return Result;
}

namespace {

/// Files as they are now, each read once.
class SourceLines {
public:
  StringRef at(const Place &P) {
    auto [It, New] = Files.try_emplace(P.File);
    if (New) {
      Expected<std::string> Content = readFile(P.File);
      if (Content)
        It->second = std::move(*Content);
      else
        consumeError(Content.takeError()); // Then the line has no part in the fingerprint.
    }
    return lineAt(It->second, P);
  }

private:
  StringMap<std::string> Files;
};

} // namespace

void fingerprint(Report &R) {
  SourceLines Lines;
  std::map<std::string, unsigned> Seen;
  // In the order of places: among equal ones the number must not hang on the report's order.
  std::vector<Finding *> Findings;
  for (Finding &F : R.Findings)
    Findings.push_back(&F);
  auto Order = [](const Finding *F) {
    return std::tie(F->At.File, F->At.Offset, F->Check, F->Message);
  };
  llvm::sort(Findings, [&](const Finding *A, const Finding *B) { return Order(A) < Order(B); });
  for (Finding *F : Findings) {
    std::string Key;
    for (const std::string &Part :
         {F->Check, shorten(F->At.File, R.Root).str(), withoutPlaces(F->Entity, R.Root),
          withoutBlanks(Lines.at(F->At)), withoutPlaces(F->Message, R.Root)})
      Key += std::to_string(Part.size()) + ':' + Part;
    F->Fingerprint = digest(Key + '#' + std::to_string(Seen[Key]++));
  }
}

static bool before(const BaselineEntry &A, const BaselineEntry &B) {
  return std::tie(A.File, A.Check, A.Fingerprint) < std::tie(B.File, B.Check, B.Fingerprint);
}

void Baseline::add(const Finding &F, StringRef Root) {
  BaselineEntry E;
  E.Fingerprint = F.Fingerprint;
  E.Check = F.Check;
  E.File = shorten(F.At.File, Root).str();
  E.Entity = withoutPlaces(F.Entity, Root);
  E.Message = withoutPlaces(F.Message, Root);
  if (Expected<std::string> Content = readFile(F.At.File))
    E.Text = json::fixUTF8(lineAt(*Content, F.At).trim());
  else
    consumeError(Content.takeError());
  auto Where = lower_bound(Entries, E, before);
  if (Where == Entries.end() || Where->Fingerprint != E.Fingerprint)
    Entries.insert(Where, std::move(E));
}

std::string baselineFile(const RunOptions &Options, StringRef Root) {
  if (!Options.Baseline.empty())
    return Options.Baseline;
  return (Root + "/.async-tidy-baseline").str();
}

static bool isFingerprint(StringRef Text) {
  return Text.size() == 32 && all_of(Text, [](char C) { return isHexDigit(C); });
}

Expected<Baseline> readBaseline(StringRef File) {
  if (!sys::fs::exists(File))
    return error("there is no baseline " + File + ": `async-tidy baseline create` makes it");
  Expected<std::string> Content = readFile(File);
  if (!Content)
    return Content.takeError();
  Baseline B;
  StringRef Rest = *Content;
  for (unsigned Number = 1; !Rest.empty(); ++Number) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    Line = Line.trim();
    if (Line.empty())
      continue;
    auto Wrong = [&](const Twine &What) { return error(File + ":" + Twine(Number) + ": " + What); };
    if (Line.starts_with("<<<<<<<") || Line.starts_with("=======") || Line.starts_with(">>>>>>>"))
      return Wrong("a merge conflict that isn't resolved (keep the lines of both sides)");
    Expected<json::Value> Value = json::parse(Line);
    if (!Value) {
      std::string Why = toString(Value.takeError());
      return Wrong("no line of JSON: " + StringRef(Why).split('\n').first);
    }
    const json::Object *Object = Value->getAsObject();
    auto Get = [&](StringRef Key) {
      auto Text = Object ? Object->getString(Key) : decltype(Object->getString(Key))();
      return Text ? Text->str() : std::string();
    };
    BaselineEntry E{Get("fingerprint"), Get("check"),   Get("file"),
                    Get("entity"),      Get("message"), Get("text")};
    if (!isFingerprint(E.Fingerprint))
      return Wrong("no entry of a baseline: it needs a \"fingerprint\" of 32 hexadecimal digits");
    if (E.Check.empty() || E.File.empty())
      return Wrong("no entry of a baseline: it needs \"check\" and \"file\"");
    B.Entries.push_back(std::move(E));
  }
  // Merged by hand or by git, it may be in another order, with lines twice.
  sort(B.Entries, before);
  B.Entries.erase(std::unique(B.Entries.begin(), B.Entries.end(),
                              [](const BaselineEntry &A, const BaselineEntry &C) {
                                return A.Fingerprint == C.Fingerprint;
                              }),
                  B.Entries.end());
  return B;
}

Error writeBaseline(const Baseline &B, StringRef File) {
  std::string Text;
  raw_string_ostream Out(Text);
  for (const BaselineEntry &E : B.Entries) {
    json::OStream J(Out);
    J.object([&] {
      J.attribute("file", json::fixUTF8(E.File));
      J.attribute("check", E.Check);
      J.attribute("entity", json::fixUTF8(E.Entity));
      J.attribute("text", json::fixUTF8(E.Text));
      J.attribute("message", json::fixUTF8(E.Message));
      J.attribute("fingerprint", E.Fingerprint);
    });
    Out << '\n';
  }
  return replaceFile(File, Out.str());
}

BaselineMatch matchBaseline(Report &R, const Baseline &B, bool Whole) {
  StringSet<> Known, Found;
  for (const BaselineEntry &E : B.Entries)
    Known.insert(E.Fingerprint);
  BaselineMatch Match;
  for (Finding &F : R.Findings) {
    F.New = !Known.contains(F.Fingerprint);
    // One that a NOLINT silences is no finding any more; one that the choice of files or checks
    // leaves out still is.
    if (F.Mute != Muted::InSource)
      Found.insert(F.Fingerprint);
    if (F.reported())
      ++(F.New ? Match.New : Match.Known);
  }
  Coverage Looked(R);
  for (const BaselineEntry &E : B.Entries) {
    std::string File = R.Root + "/" + E.File;
    bool Judged = !sys::fs::exists(File) || (Whole && Looked.covers(File, E.Check));
    if (Judged && !Found.contains(E.Fingerprint))
      Match.Gone.push_back(E);
  }
  return Match;
}

Expected<BaselineMatch> applyBaseline(Report &R, StringRef File, bool MuteKnown, bool Whole) {
  Expected<Baseline> B = readBaseline(File);
  if (!B)
    return B.takeError();
  fingerprint(R);
  BaselineMatch Match = matchBaseline(R, *B, Whole);
  if (MuteKnown)
    for (Finding &F : R.Findings)
      if (F.reported() && !F.New)
        F.Mute = Muted::Baseline;
  return Match;
}

Error applyChoices(Report &R, const RunOptions &Options, BaselineMatch *Match) {
  fingerprint(R);
  if (Options.NewOnly && Options.Baseline.empty())
    return error("--new-only needs a baseline: give --baseline FILE, or `baseline:` in "
                 ".async-tidy.yaml");
  if (!Options.Baseline.empty()) {
    Expected<BaselineMatch> Found =
        applyBaseline(R, Options.Baseline, Options.NewOnly, Options.Paths.empty());
    if (!Found)
      return Found.takeError();
    if (Match)
      *Match = std::move(*Found);
  }
  if (Options.ChangedSince.empty())
    return Error::success();
  Expected<std::optional<Git>> Tree = Git::find(R.Root);
  if (!Tree)
    return Tree.takeError();
  if (!*Tree)
    return error("--changed-since needs git, and " + R.Root + " lies in no git work tree");
  Expected<ChangedLines> Lines = (*Tree)->changedLines(Options.ChangedSince);
  if (!Lines)
    return Lines.takeError();
  keepChanged(R, *Lines);
  return Error::success();
}

} // namespace asynctidy::runner
