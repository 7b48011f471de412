//===- Suppress.cpp - comments that silence findings -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes/Changes.h"
#include "Run/Files.h"
#include "Run/Nolint.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"
#include <map>
#include <set>

using namespace llvm;

namespace asynctidy::runner {

namespace {

unsigned widthOf(StringRef Line) {
  int Width = sys::unicode::columnWidthUTF8(Line);
  return Width >= 0 ? Width : Line.size() + 7 * Line.count('\t');
}

/// Puts the comments into one file.
class CommentWriter {
public:
  CommentWriter(std::string File, std::string Text, StringRef Reason, unsigned Width)
      : File(std::move(File)), Content(std::move(Text)), Reason(Reason), Width(Width),
        Parts(layOut(Content)), Nolints(scanNolints(Content)) {}

  unsigned lineBegin(unsigned Offset) const {
    size_t End = StringRef(Content).take_front(Offset).rfind('\n');
    return End == StringRef::npos ? 0 : End + 1;
  }

  /// Silences \p Checks on the line that begins at \p Begin; why not if there is no place for that.
  std::string silence(unsigned Begin, const std::set<std::string> &Checks) {
    StringRef Line = StringRef(Content).substr(Begin);
    Line = Line.take_front(Line.find('\n')).rtrim("\r");
    unsigned End = Begin + Line.size();
    if (const Nolint *N = inComment(NolintKind::Line, Begin, End)) {
      merge(*N, Checks);
      return "";
    }
    unsigned Above = Begin ? lineBegin(Begin - 1) : 0;
    if (Begin)
      if (const Nolint *N = inComment(NolintKind::NextLine, Above, Begin)) {
        merge(*N, Checks);
        return "";
      }

    bool Continued = Line.ends_with("\\");
    const Comment *Last = nullptr; // On the line.
    for (const Comment &C : Parts.Comments)
      if (C.End > Begin && C.Begin < End)
        Last = &C;
    StringRef AboveLine = StringRef(Content).slice(Above, Begin).rtrim("\r\n");
    bool CanPrecede = !isWithin(Begin) && !(Begin && AboveLine.ends_with("\\"));
    bool CanFollow = !Continued && !isWithin(End) && !(Last && !Last->Block);
    std::string Comment = " // NOLINT(" + join(Checks, ", ") + "): " + Reason.str();
    bool Fits = widthOf(Line) + widthOf(Comment) <= Width;
    if (CanFollow && ((!Last && Fits) || !CanPrecede)) {
      Edits.push_back({File, End, 0, Comment});
      return "";
    }
    if (CanPrecede) {
      precede(Begin, Line.take_while([](char C) { return C == ' ' || C == '\t'; }), Checks);
      return "";
    }
    StringRef Text = StringRef(Comment).drop_front(strlen(" // "));
    if (Last && !Last->Block && Last->End == End && !Continued) {
      Edits.push_back({File, End, 0, (" " + Text).str()});
      return "";
    }
    if (Continued && !Last && !isWithin(End - 1)) {
      unsigned At = Begin + Line.drop_back().rtrim().size();
      Edits.push_back({File, At, 0, (" /* " + Text + " */").str()});
      return "";
    }
    return "the line lies within a literal or a comment of several lines";
  }

  const std::string File, Content;
  std::vector<Edit> Edits;

private:
  /// True if what is put at \p Offset lands in a comment or literal that goes on there.
  bool isWithin(unsigned Offset) const {
    return any_of(Parts.Literals,
                  [&](const auto &L) { return L.first < Offset && Offset < L.second; }) ||
           any_of(Parts.Comments,
                  [&](const Comment &C) { return C.Begin < Offset && Offset < C.End; });
  }

  const Comment *commentOf(const Nolint &N) const {
    for (const Comment &C : Parts.Comments)
      if (C.Begin <= N.Begin && N.End <= C.End)
        return &C;
    return nullptr;
  }

  /// A NOLINT with names, on the line between the offsets. One without would silence everything.
  const Nolint *inComment(NolintKind Kind, unsigned Begin, unsigned End) const {
    for (const Nolint &N : Nolints)
      if (N.Kind == Kind && N.Names && Begin <= N.Begin && N.Begin < End && commentOf(N))
        return &N;
    return nullptr;
  }

  void merge(const Nolint &N, const std::set<std::string> &Checks) {
    std::string Names;
    for (const Nolint::Name &Name : *N.Names)
      if (!Name.Text.empty())
        Names += (Names.empty() ? "" : ", ") + Name.Text;
    for (const std::string &Check : Checks)
      if (!N.names(Check))
        Names += (Names.empty() ? "" : ", ") + Check;
    std::string Text =
        StringRef(Content).slice(N.Begin, N.End).split('(').first.str() + "(" + Names + ")";
    const Comment &C = *commentOf(N);
    unsigned TextEnd = C.Block ? C.End - 2 : C.End;
    StringRef Said = StringRef(Content).slice(N.End, TextEnd).rtrim();
    if (Said.empty()) {
      Edits.push_back({File, N.Begin, N.End - N.Begin, Text + ": " + Reason.str()});
      return;
    }
    Edits.push_back({File, N.Begin, N.End - N.Begin, Text});
    if (!Said.contains(Reason))
      Edits.push_back({File, unsigned(N.End + Said.size()), 0, ("; " + Reason).str()});
  }

  void precede(unsigned Begin, StringRef Indent, const std::set<std::string> &Checks) {
    std::string Bare = (Indent + "// NOLINTNEXTLINE(" + join(Checks, ", ") + ")").str();
    std::string Whole = Bare + ": " + Reason.str();
    // The comment must stand right above the line: one that is too long would be broken by
    // clang-format, so that its first half is elsewhere.
    if (widthOf(Whole) > Width)
      Whole = (Indent + "// " + Reason + "\n" + Bare).str();
    Edits.push_back({File, Begin, 0, Whole + "\n"});
  }

  StringRef Reason;
  unsigned Width;
  Layout Parts;
  std::vector<Nolint> Nolints;
};

} // namespace

Expected<Suppressions> suppress(ArrayRef<const Finding *> Findings, StringRef Reason,
                                unsigned Width) {
  std::map<std::string, std::vector<const Finding *>> InFile;
  for (const Finding *F : Findings)
    InFile[F->At.File].push_back(F);
  Suppressions Result;
  for (const auto &[File, Of] : InFile) {
    Expected<std::string> Content = readFile(File);
    if (!Content)
      return Content.takeError();
    CommentWriter W(File, std::move(*Content), Reason, Width);
    std::map<unsigned, std::vector<const Finding *>> OnLine;
    for (const Finding *F : Of)
      OnLine[W.lineBegin(std::min<size_t>(F->At.Offset, W.Content.size()))].push_back(F);
    for (const auto &[Begin, There] : OnLine) {
      std::set<std::string> Checks;
      for (const Finding *F : There)
        Checks.insert(F->Check);
      std::string Why = W.silence(Begin, Checks);
      if (Why.empty())
        Result.Suppressed += There.size();
      for (const Finding *F : There)
        if (!Why.empty())
          Result.Impossible.push_back({F, Why});
    }
    if (W.Edits.empty())
      continue;
    std::vector<Edit> Edits = fitted(W.Edits, W.Content);
    llvm::sort(Edits);
    Result.Edits[File] = std::move(Edits);
  }
  return Result;
}

} // namespace asynctidy::runner
