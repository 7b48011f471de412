//===- Git.cpp - what git knows of the project -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Git.h"
#include "Run/Files.h"
#include "Run/Process.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Program.h"

using namespace llvm;

namespace asynctidy::runner {

Expected<std::optional<Git>> Git::find(StringRef Directory) {
  ErrorOr<std::string> Program = sys::findProgramByName("git");
  if (!Program)
    return std::nullopt;
  int Code = 0;
  std::string Errors;
  Expected<std::string> Top =
      capture({*Program, "-C", Directory.str(), "rev-parse", "--show-toplevel"}, &Errors, &Code,
              {"LC_ALL=C"});
  if (!Top)
    return Top.takeError();
  StringRef Path = StringRef(*Top).rtrim("\n");
  if (!Code && !Path.empty())
    return Git(*Program, realPath(Path));
  if (StringRef(Errors).contains("dubious ownership"))
    return error("the git work tree of " + Directory +
                 " belongs to another user: tell git by `git config --global --add "
                 "safe.directory DIRECTORY`");
  return std::nullopt; // Outside of git, or in its own directory.
}

Expected<std::string> Git::run(std::vector<std::string> Arguments, int *Code) const {
  // The user's settings for colours, pagers, names and locks must not matter.
  std::vector<std::string> All = {Program, "--no-optional-locks", "-C", Top,
                                  "-c",    "core.quotePath=false"};
  All.insert(All.end(), Arguments.begin(), Arguments.end());
  std::string Errors;
  int Result = 0;
  Expected<std::string> Output = capture(All, &Errors, &Result, {"LC_ALL=C"});
  if (!Output)
    return Output.takeError();
  if (Code)
    *Code = Result;
  else if (Result) {
    StringRef Why = StringRef(Errors).trim().split('\n').first;
    Why.consume_front("fatal: ");
    return error("git " + Arguments[0] + " failed in " + Top + ": " +
                 (Why.empty() ? "exit code " + Twine(Result) : Twine(Why)));
  }
  return Output;
}

static std::vector<std::string> splitAtNul(StringRef Text) {
  std::vector<std::string> Parts;
  while (!Text.empty()) {
    auto [Part, Rest] = Text.split('\0');
    Parts.push_back(Part.str());
    Text = Rest;
  }
  return Parts;
}

Expected<std::vector<std::string>> Git::dirty() const {
  Expected<std::string> Output =
      run({"status", "--porcelain", "-z", "--untracked-files=normal", "--no-renames"});
  if (!Output)
    return Output.takeError();
  std::vector<std::string> Files;
  for (StringRef Line : splitAtNul(*Output))
    Files.push_back(Line.drop_front(3).str()); // `XY name`
  return Files;
}

Expected<bool> Git::ignores(StringRef File) const {
  int Code = 0;
  Expected<std::string> Output = run({"check-ignore", "-q", "--", File.str()}, &Code);
  if (!Output)
    return Output.takeError();
  if (Code > 1)
    return error("git can't tell whether it ignores " + File);
  return Code == 0;
}

Expected<std::string> Git::commit(StringRef Revision) const {
  // A name that begins with a dash would be an option.
  int Code = 0;
  Expected<std::string> Output =
      run({"rev-parse", "--verify", "--quiet", "--end-of-options", (Revision + "^{commit}").str()},
          &Code);
  if (!Output)
    return Output.takeError();
  if (Code)
    return error("git knows no revision '" + Revision + "' in " + Top);
  return StringRef(*Output).trim().str();
}

Expected<std::string> Git::defaultRevision() const {
  Expected<std::string> Head = commit("HEAD");
  if (!Head) {
    consumeError(Head.takeError());
    return error(Top + " has no commit yet: there is nothing to compare with");
  }
  for (StringRef Name : {"@{upstream}", "refs/remotes/origin/HEAD", "refs/remotes/origin/main",
                         "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master"}) {
    Expected<std::string> Branch = commit(Name);
    if (!Branch) {
      consumeError(Branch.takeError());
      continue;
    }
    int Code = 0;
    Expected<std::string> Base = run({"merge-base", *Head, *Branch}, &Code);
    if (!Base)
      return Base.takeError();
    if (!Code)
      return StringRef(*Base).trim().str();
  }
  return Head;
}

Expected<ChangedLines> Git::changedLines(StringRef Revision) const {
  size_t Dots = Revision.find("..");
  bool FromBase = Revision.substr(Dots).starts_with("...");
  StringRef First = Revision.take_front(Dots);
  Expected<std::string> Old = commit(First.empty() ? "HEAD" : First);
  if (!Old)
    return Old.takeError();
  std::vector<std::string> Diff = {"diff",
                                   "-U0",
                                   "--no-color",
                                   "--no-ext-diff",
                                   "--no-textconv",
                                   "-M",
                                   "--src-prefix=a/",
                                   "--dst-prefix=b/",
                                   "--ignore-submodules"};
  if (Dots == StringRef::npos) {
    Diff.insert(Diff.end(), {*Old, "--"});
    Expected<std::string> Output = run(Diff);
    if (!Output)
      return Output.takeError();
    ChangedLines Lines = parseDiff(*Output, Top);
    if (Error E = addUntracked(Lines))
      return std::move(E);
    return Lines;
  }
  StringRef Second = Revision.drop_front(Dots + (FromBase ? 3 : 2));
  Expected<std::string> New = commit(Second.empty() ? "HEAD" : Second);
  if (!New)
    return New.takeError();
  if (FromBase) {
    Expected<std::string> Base = run({"merge-base", *Old, *New});
    if (!Base)
      return error("'" + First + "' and '" + Second + "' have no common commit");
    Old = StringRef(*Base).trim().str();
  }
  Diff.insert(Diff.end(), {*Old, *New, "--"});
  Expected<std::string> Output = run(Diff);
  if (!Output)
    return Output.takeError();
  ChangedLines Lines = parseDiff(*Output, Top);
  if (Lines.empty())
    return Lines;
  std::vector<std::string> Same = {"diff", "--quiet", *New, "--"};
  for (const auto &[File, Ranges] : Lines)
    Same.push_back(":(top,literal)" + shorten(File, Top).str());
  int Code = 0;
  Expected<std::string> Compared = run(Same, &Code);
  if (!Compared)
    return Compared.takeError();
  if (Code)
    return error("the files that changed in " + Revision + " aren't those of '" +
                 (Second.empty() ? "HEAD" : Second) +
                 "' in the work tree: check it out, or give only the first revision");
  return Lines;
}

Error Git::addUntracked(ChangedLines &Lines) const {
  Expected<std::string> Output = run({"ls-files", "--others", "--exclude-standard", "-z"});
  if (!Output)
    return Output.takeError();
  for (const std::string &Name : splitAtNul(*Output))
    Lines[Top + "/" + Name] = {{1, ~0u}};
  return Error::success();
}

/// A name of a `+++ ` line: in quotes with escapes if there is something odd in it; a name with
/// blanks has a tab behind it.
static std::string fileName(StringRef Text) {
  if (!Text.consume_front("\""))
    return Text.rtrim("\t").str();
  std::string Name;
  while (!Text.empty() && Text.front() != '"') {
    char C = Text.front();
    Text = Text.drop_front();
    if (C != '\\' || Text.empty()) {
      Name += C;
      continue;
    }
    char Escaped = Text.front();
    if (Escaped >= '0' && Escaped <= '3' && Text.size() >= 3) {
      unsigned Value = 0;
      if (!Text.take_front(3).getAsInteger(8, Value)) {
        Name += char(Value);
        Text = Text.drop_front(3);
        continue;
      }
    }
    Text = Text.drop_front();
    StringRef From = "abfnrtv", To = "\a\b\f\n\r\t\v";
    size_t Known = From.find(Escaped);
    Name += Known == StringRef::npos ? Escaped : To[Known];
  }
  return Name;
}

ChangedLines parseDiff(StringRef Diff, StringRef Top) {
  ChangedLines Lines;
  std::string File;
  unsigned ToSkip = 0; // Lines of the hunk's text: they may look like heads.
  while (!Diff.empty()) {
    auto [Line, Rest] = Diff.split('\n');
    Diff = Rest;
    if (ToSkip && (Line.starts_with("+") || Line.starts_with("-"))) {
      --ToSkip;
      continue;
    }
    if (Line.consume_front("+++ ")) {
      std::string Name = fileName(Line);
      StringRef Path = Name;
      File = Path.consume_front("b/") ? (Top + "/" + Path).str() : ""; // Else /dev/null.
      continue;
    }
    if (!Line.consume_front("@@ -"))
      continue;
    // `12,3 +14,2 @@ text`; without a count it is one line.
    unsigned Old = 0, OldCount = 1, New = 0, NewCount = 1;
    Line.consumeInteger(10, Old);
    if (Line.consume_front(","))
      Line.consumeInteger(10, OldCount);
    Line.consume_front(" +");
    Line.consumeInteger(10, New);
    if (Line.consume_front(","))
      Line.consumeInteger(10, NewCount);
    ToSkip = OldCount + NewCount;
    if (NewCount && !File.empty())
      Lines[File].push_back({New, New + NewCount - 1});
  }
  return Lines;
}

/// Line ends in the finding's range.
static unsigned linesBelow(const Finding &F) {
  if (F.EndOffset <= F.At.Offset)
    return 0;
  Expected<std::string> Content = readFile(F.At.File);
  if (!Content) {
    consumeError(Content.takeError());
    return 0;
  }
  return StringRef(*Content).slice(F.At.Offset, F.EndOffset).count('\n');
}

bool isOn(const Finding &F, const ChangedLines &Lines) {
  auto Touches = [&](const Place &At, bool Whole) {
    auto File = Lines.find(At.File);
    if (File == Lines.end())
      return false;
    // Line 0 is the file as a whole.
    unsigned Last = At.Line + (Whole ? linesBelow(F) : 0);
    return !At.Line || any_of(File->second, [&](const LineRange &R) {
      return R.First <= Last && At.Line <= R.Last;
    });
  };
  return Touches(F.At, true) ||
         any_of(F.Notes, [&](const Note &N) { return Touches(N.At, false); });
}

void keepChanged(Report &R, const ChangedLines &Lines) {
  for (Finding &F : R.Findings)
    if (F.reported() && !isOn(F, Lines))
      F.Mute = Muted::Filtered;
}

} // namespace asynctidy::runner
