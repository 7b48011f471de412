//===- UnusedNolint.cpp - suppressions that suppress nothing -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Model/Checks.h"
#include "Run/Coverage.h"
#include "Run/Files.h"
#include "Run/Nolint.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <set>
#include <tuple>

using namespace llvm;

namespace asynctidy::runner {

namespace {

StringRef wordOf(NolintKind Kind) {
  switch (Kind) {
  case NolintKind::Line:
    return "NOLINT";
  case NolintKind::NextLine:
    return "NOLINTNEXTLINE";
  case NolintKind::Begin:
    return "NOLINTBEGIN";
  case NolintKind::End:
    return "NOLINTEND";
  }
  return "";
}

bool isBlank(char C) { return C == ' ' || C == '\t'; }

/// A file with its NOLINTs.
struct Source {
  std::string File, Content;
  Layout Parts;
  std::vector<Nolint> Nolints;

  const Comment *commentOf(const Nolint &N) const {
    for (const Comment &C : Parts.Comments)
      if (C.Begin <= N.Begin && N.End <= C.End)
        return &C;
    return nullptr;
  }

  /// Takes a comment away with the blanks in front of it, or the whole line if nothing else is on
  /// it.
  Edit removeComment(const Comment &C) const {
    size_t Begin = C.Begin, End = C.End;
    while (Begin > 0 && isBlank(Content[Begin - 1]))
      --Begin;
    size_t Rest = End;
    while (Rest < Content.size() && (isBlank(Content[Rest]) || Content[Rest] == '\r'))
      ++Rest;
    bool First = Begin == 0 || Content[Begin - 1] == '\n';
    bool Last = Rest == Content.size() || Content[Rest] == '\n';
    if (First && Last)
      End = std::min(Rest + 1, Content.size());
    else if (!Last) {
      // `/* NOLINT */ int i;`: what is behind it stays where it was.
      Begin = C.Begin;
      while (End < Content.size() && isBlank(Content[End]))
        ++End;
    }
    return {File, unsigned(Begin), unsigned(End - Begin), ""};
  }

  /// Takes \p N away: the whole comment if there is nothing else in it but the reason.
  Edit removeAll(const Nolint &N) const {
    const Comment &C = *commentOf(N);
    size_t TextEnd = C.Block ? C.End - 2 : C.End;
    StringRef Before = StringRef(Content).slice(C.Begin + 2, N.Begin);
    StringRef After = StringRef(Content).slice(N.End, TextEnd);
    StringRef Said = After.ltrim();
    bool OnlyReason = Said.empty() || Said.front() == ':' || Said.front() == '-';
    bool Others = any_of(Nolints, [&](const Nolint &O) {
      return O.Begin != N.Begin && C.Begin <= O.Begin && O.End <= C.End;
    });
    if (OnlyReason && !Others && Before.find_first_not_of(" \t/!<*") == StringRef::npos)
      return removeComment(C);
    if (OnlyReason && !Others) { // Behind other text.
      size_t Begin = C.Begin + 2 + Before.rtrim().size();
      size_t End = C.Block ? TextEnd - (After.size() - After.rtrim().size()) : TextEnd;
      return {File, unsigned(Begin), unsigned(End - Begin), ""};
    }
    size_t End = N.End;
    while (End < TextEnd && isBlank(Content[End]))
      ++End;
    return {File, N.Begin, unsigned(End - N.Begin), ""};
  }

  /// Takes the names away that \p Bad has.
  Edit removeNames(const Nolint &N, const std::set<std::string> &Bad) const {
    std::string Kept;
    for (const Nolint::Name &Name : *N.Names)
      if (!Bad.count(Name.Text))
        Kept += (Kept.empty() ? "" : ", ") + Name.Text;
    if (Kept.empty())
      return removeAll(N);
    return {File, N.Begin, N.End - N.Begin, (wordOf(N.Kind) + "(" + Kept + ")").str()};
  }
};

class Judge {
public:
  Judge(Session &S, const Report &R, function_ref<bool(StringRef)> Wanted)
      : S(S), R(R), Wanted(Wanted), Looked(R) {}

  Expected<std::vector<Finding>> run() {
    for (const Finding &F : R.Findings)
      InFile[F.At.File].push_back(&F);
    for (const std::string &File : Looked.files())
      if (isInside(File, R.Root) && (!Wanted || Wanted(File)))
        read(File);
    for (const Source &Of : Sources)
      trace(Of);
    if (Error E = findComplete())
      return std::move(E);
    for (const Source &Of : Sources)
      for (const Nolint &N : Of.Nolints)
        if (const Comment *C = Of.commentOf(N))
          judge(Of, N, *C);
    llvm::sort(Found, [](const Finding &A, const Finding &B) {
      return std::tie(A.At.File, A.At.Offset) < std::tie(B.At.File, B.At.Offset);
    });
    return std::move(Found);
  }

private:
  void read(const std::string &File) {
    Expected<std::string> Content = readFile(File);
    if (!Content)
      return consumeError(Content.takeError()); // It was there when it was analysed.
    Source Of;
    Of.Nolints = scanNolints(*Content);
    if (none_of(Of.Nolints, isOurs))
      return;
    Of.File = File;
    Of.Parts = layOut(*Content);
    Of.Content = std::move(*Content);
    Sources.push_back(std::move(Of));
  }

  static bool isOurs(const Nolint &N) {
    return N.Names && any_of(*N.Names, [](const Nolint::Name &Name) {
             return StringRef(Name.Text).starts_with("async-");
           });
  }

  ArrayRef<const Finding *> findingsIn(const std::string &File) const {
    auto It = InFile.find(File);
    return It == InFile.end() ? ArrayRef<const Finding *>() : ArrayRef(It->second);
  }

  /// A finding in a macro's expansion is silenced by a NOLINT in the macro's definition too, and by
  /// one at each step of the expansion: where, is not known here. All that could do it count as
  /// used then.
  void trace(const Source &Of) {
    for (const Finding *F : findingsIn(Of.File))
      if (!F->reported() && none_of(Of.Nolints, [&](const Nolint &N) {
            return N.names(F->Check) && reaches(N, Of.Nolints, F->At.Offset, F->At.Line);
          })) {
        Untraced[Of.File].insert(F->Check);
        UntracedAnywhere.insert(F->Check);
      }
  }

  /// The files whose every reader was analysed to the end. Asked for all at once: that is enough
  /// after a run over everything.
  Error findComplete() {
    std::vector<std::string> Files;
    for (const Source &Of : Sources) {
      // A source file is read by itself; that others include it as well is not worth a search
      // through all of them.
      if (Looked.analysed(Of.File))
        Complete.insert(Of.File);
      else
        Files.push_back(Of.File);
    }
    if (Files.empty())
      return Error::success();
    auto All = [&](ArrayRef<std::string> Asked) -> Expected<bool> {
      Expected<std::vector<std::string>> Units = S.unitsReading(Asked);
      if (!Units)
        return Units.takeError();
      return all_of(*Units, [&](const std::string &U) { return Looked.analysed(U); });
    };
    Expected<bool> Everything = All(Files);
    if (!Everything)
      return Everything.takeError();
    for (const std::string &File : Files) {
      Expected<bool> Whole = *Everything ? Expected<bool>(true) : All(File);
      if (!Whole)
        return Whole.takeError();
      if (*Whole)
        Complete.insert(File);
    }
    return Error::success();
  }

  bool isUsed(const Source &Of, const Nolint &N, const Comment &C, const Nolint::Name &Name) const {
    Nolint Alone = N;
    Alone.Names = std::vector<Nolint::Name>{Name};
    if (any_of(findingsIn(Of.File), [&](const Finding *F) {
          return Alone.names(F->Check) && reaches(N, Of.Nolints, F->At.Offset, F->At.Line);
        }))
      return true;
    auto Here = Untraced.find(Of.File);
    auto Names = [&](const std::string &Check) { return Alone.names(Check); };
    return (Here != Untraced.end() && any_of(Here->second, Names)) ||
           (C.Directive && any_of(UntracedAnywhere, Names));
  }

  /// True if all that the name stands for was looked for.
  bool canTell(const Source &Of, const Nolint::Name &Name) const {
    if (!Complete.count(Of.File))
      return false;
    if (!StringRef(Name.Text).contains('*'))
      return Looked.covers(Of.File, Name.Text);
    Nolint Alone;
    Alone.Names = std::vector<Nolint::Name>{Name};
    return all_of(allChecks(), [&](const CheckInfo &Check) {
      return Check.OptIn || !Alone.names(Check.Name) || Looked.covers(Of.File, Check.Name);
    });
  }

  static bool isKnown(const Nolint::Name &Name) {
    Nolint Alone;
    Alone.Names = std::vector<Nolint::Name>{Name};
    return Alone.names(UnusedSuppression) ||
           any_of(allChecks(), [&](const CheckInfo &Check) { return Alone.names(Check.Name); });
  }

  void judge(const Source &Of, const Nolint &N, const Comment &C) {
    if (!isOurs(N))
      return;
    if ((N.Kind == NolintKind::Begin || N.Kind == NolintKind::End) && N.Partner < 0) {
      bool Begin = N.Kind == NolintKind::Begin;
      Nolint::Name Whole{"", N.Begin};
      Finding &F = add(Of, N, Whole,
                       Begin ? "this NOLINTBEGIN silences nothing: no NOLINTEND with the same "
                               "checks comes behind it"
                             : "this NOLINTEND ends nothing: no NOLINTBEGIN with the same checks "
                               "is open here");
      F.EndOffset = N.End;
      F.Edits = {Of.removeAll(N)};
      return;
    }
    if (N.Kind == NolintKind::End)
      return; // Its BEGIN speaks for both.

    std::set<std::string> Bad;
    std::vector<size_t> Fixable;
    for (const Nolint::Name &Name : *N.Names) {
      if (!StringRef(Name.Text).starts_with("async-") || Name.Text == UnusedSuppression)
        continue;
      if (!isKnown(Name)) {
        StringRef Near = nearestCheck(Name.Text);
        Finding &F = add(Of, N, Name,
                         "there is no check '" + Name.Text + "', so this silences nothing" +
                             (Near.empty() ? "" : "; did you mean '" + Near + "'?"));
        if (isMeant(Of, N, Near)) {
          Note Suggestion{F.At, ("write '" + Near + "'").str(), {}};
          Suggestion.Edits = {{Of.File, Name.Offset, unsigned(Name.Text.size()), Near.str()}};
          if (N.Partner >= 0)
            for (const Nolint::Name &Other : *Of.Nolints[N.Partner].Names)
              if (Other.Text == Name.Text)
                Suggestion.Edits.push_back(
                    {Of.File, Other.Offset, unsigned(Other.Text.size()), Near.str()});
          F.Notes.push_back(std::move(Suggestion));
          continue;
        }
      } else {
        if (isUsed(Of, N, C, Name) || !canTell(Of, Name))
          continue;
        add(Of, N, Name,
            StringRef(Name.Text).contains('*')
                ? "this silences nothing: no check that '" + Name.Text + "' names finds anything " +
                      reach(N)
                : "this silences nothing: '" + Name.Text + "' finds nothing " + reach(N));
      }
      Bad.insert(Name.Text);
      Fixable.push_back(Found.size() - 1);
    }
    if (Bad.empty())
      return;
    std::vector<Edit> Edits = {Of.removeNames(N, Bad)};
    if (N.Partner >= 0)
      Edits.push_back(Of.removeNames(Of.Nolints[N.Partner], Bad));
    for (size_t I : Fixable)
      Found[I].Edits = Edits;
  }

  static StringRef reach(const Nolint &N) {
    return N.Kind == NolintKind::Line       ? "on this line"
           : N.Kind == NolintKind::NextLine ? "on the next line"
                                            : "up to the NOLINTEND";
  }

  /// True if the misspelt name stands where a finding of \p Check is reported.
  bool isMeant(const Source &Of, const Nolint &N, StringRef Check) const {
    return !Check.empty() && any_of(findingsIn(Of.File), [&](const Finding *F) {
      return F->reported() && F->Check == Check && reaches(N, Of.Nolints, F->At.Offset, F->At.Line);
    });
  }

  Finding &add(const Source &Of, const Nolint &N, const Nolint::Name &Name, const Twine &Message) {
    Finding F;
    F.Check = UnusedSuppression.str();
    F.Message = Message.str();
    F.At = {Of.File, Name.Offset, N.Line, N.Column + (Name.Offset - N.Begin)};
    F.EndOffset = Name.Offset + Name.Text.size();
    // Only who names this finding means it: `NOLINT(async-*)` mustn't speak for itself.
    if (any_of(Of.Nolints, [&](const Nolint &O) {
          return O.Names && reaches(O, Of.Nolints, F.At.Offset, F.At.Line) &&
                 any_of(*O.Names,
                        [](const Nolint::Name &Other) { return Other.Text == UnusedSuppression; });
        }))
      F.Mute = Muted::InSource;
    Found.push_back(std::move(F));
    return Found.back();
  }

  Session &S;
  const Report &R;
  function_ref<bool(StringRef)> Wanted;
  Coverage Looked;
  std::map<std::string, std::vector<const Finding *>> InFile;
  std::vector<Source> Sources;
  std::map<std::string, std::set<std::string>> Untraced; ///< Checks by file.
  std::set<std::string> UntracedAnywhere, Complete;
  std::vector<Finding> Found;
};

} // namespace

Expected<std::vector<Finding>> findUnusedNolints(Session &S, const Report &R,
                                                 function_ref<bool(StringRef)> Wanted) {
  return Judge(S, R, Wanted).run();
}

Error addUnusedNolints(Session &S, Report &R, function_ref<bool(StringRef)> Wanted) {
  Expected<std::vector<Finding>> Found = findUnusedNolints(S, R, Wanted);
  if (!Found)
    return Found.takeError();
  for (Finding &F : *Found) {
    if (!R.Digests.count(F.At.File)) {
      Expected<std::string> Content = readFile(F.At.File);
      if (!Content)
        return Content.takeError();
      R.Digests[F.At.File] = digest(*Content);
    }
    R.Findings.push_back(std::move(F));
  }
  auto Order = [](const Finding &F) {
    return std::tie(F.At.File, F.At.Offset, F.Check, F.Message);
  };
  llvm::sort(R.Findings, [&](const Finding &A, const Finding &B) { return Order(A) < Order(B); });
  return Error::success();
}

} // namespace asynctidy::runner
