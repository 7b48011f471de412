//===- Full.cpp - findings with their code -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Model/Checks.h"
#include "Reports/Formats.h"
#include "Reports/Text.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Unicode.h"

using namespace llvm;

namespace asynctidy::runner {

namespace {

constexpr unsigned Context = 2;     // Lines around a finding's own.
constexpr unsigned MostLines = 6;   // Of a range; what is longer shows its beginning.
constexpr unsigned MostWidth = 140; // Columns of code; of longer lines the part around the range.

enum Style { Plain, Bold, Red, Yellow, Blue, Green, Cyan };

/// What a terminal shows for \p Code: no tabs, no control characters.
std::string rendered(StringRef Code) {
  std::string Result;
  for (char C : printable(Code))
    if (C == '\t')
      Result += "    ";
    else
      Result += C;
  return Result;
}

unsigned widthOf(StringRef Code) {
  std::string Text = rendered(Code);
  int Width = sys::unicode::columnWidthUTF8(Text);
  return Width < 0 ? Text.size() : Width;
}

/// \p Offset moved back to the beginning of its character.
size_t characterAt(StringRef Text, size_t Offset) {
  while (Offset > 0 && Offset < Text.size() && (Text[Offset] & 0xC0) == 0x80)
    --Offset;
  return Offset;
}

class Printer {
public:
  Printer(const Report &R, const WriterOptions &Options, raw_ostream &OS)
      : R(R), Options(Options), OS(OS) {}

  void print(const Finding &F);
  void print(const UnitResult &U);

private:
  std::string styled(Style S, const Twine &Text) const;
  std::string link(StringRef Check) const;
  void arrow(const Place &At, Position Where);
  void bar() { OS << std::string(Gutter, ' ') << styled(Blue, " |") << "\n"; }
  void number(unsigned Line, StringRef Mark, Style S);
  void codeLine(StringRef File, unsigned Line, const Span *Marked, Style S);
  void frame(StringRef File, const Span &At, unsigned Around, Style S);
  void preview(ArrayRef<Edit> Edits, StringRef Title, StringRef File);
  unsigned digits(const Finding &F);

  const Report &R;
  const WriterOptions &Options;
  raw_ostream &OS;
  Sources Texts;
  unsigned Gutter = 1; ///< Width of the line numbers.
};

std::string Printer::styled(Style S, const Twine &Text) const {
  static constexpr const char *Codes[] = {"", "1", "1;31", "1;33", "1;34", "1;32", "1;36"};
  if (!Options.Color || S == Plain)
    return Text.str();
  return ("\033[" + Twine(Codes[S]) + "m" + Text + "\033[0m").str();
}

std::string Printer::link(StringRef Check) const {
  std::string Url = pageUrl(Check);
  if (!Options.Color || Url.empty())
    return Check.str();
  return ("\033]8;;" + Twine(Url) + "\033\\" + Check + "\033]8;;\033\\").str();
}

void Printer::arrow(const Place &At, Position Where) {
  OS << std::string(Gutter, ' ') << styled(Blue, "-->") << " " << printable(shownPath(R, At.File));
  if (At.Line)
    OS << ":" << Where.Line << ":" << Where.Column;
  OS << "\n";
}

void Printer::number(unsigned Line, StringRef Mark, Style S) {
  std::string Number = std::to_string(Line);
  OS << styled(Blue, std::string(Gutter - std::min<size_t>(Gutter, Number.size()), ' ') + Number)
     << " " << styled(S, Mark);
}

void Printer::codeLine(StringRef File, unsigned Line, const Span *Marked, Style S) {
  StringRef Code = Texts.line(File, Line);
  size_t Begin = 0, End = 0;
  if (Marked) {
    size_t Indent = std::min(Code.find_first_not_of(" \t"), Code.size());
    Begin = Marked->Begin.Line == Line ? Marked->Begin.Column - 1 : Indent;
    End = Marked->End.Line == Line ? Marked->End.Column - 1 : Code.size();
    Begin = std::min(Begin, Code.size());
    End = std::max(Begin, std::min(End, Code.size()));
  }
  size_t First = 0;
  bool Cut = false;
  if (widthOf(Code) > MostWidth) {
    First = characterAt(Code, Begin > MostWidth / 3 ? Begin - MostWidth / 3 : 0);
    size_t Last = characterAt(Code, std::min(Code.size(), First + MostWidth));
    Cut = Last < Code.size();
    Code = Code.slice(First, Last);
    Begin -= First;
    End = std::min(End - First, Code.size());
  }
  StringRef Dots = First ? "..." : "";
  number(Line, "|", Blue);
  std::string Text = (Dots + rendered(Code) + (Cut ? "..." : "")).str();
  Text.erase(StringRef(Text).rtrim().size());
  if (!Text.empty())
    OS << " " << Text;
  OS << "\n";
  if (!Marked)
    return;
  unsigned Spaces = Dots.size() + widthOf(Code.take_front(Begin));
  unsigned Carets = std::max(1u, widthOf(Code.slice(Begin, End)));
  OS << std::string(Gutter, ' ') << styled(Blue, " |") << " " << std::string(Spaces, ' ')
     << styled(S, std::string(Carets, '^')) << "\n";
}

void Printer::frame(StringRef File, const Span &At, unsigned Around, Style S) {
  unsigned Lines = Texts.lines(File);
  if (At.Begin.Line > Lines)
    return; // The file is gone or has changed: the place is all there is to say.
  unsigned Last = At.End.Line;
  if (Last > At.Begin.Line && At.End.Column == 1)
    --Last;
  bool Long = Last - At.Begin.Line >= MostLines;
  if (Long)
    Last = At.Begin.Line + MostLines / 2;
  unsigned From = At.Begin.Line > Around ? At.Begin.Line - Around : 1;
  unsigned To = Long ? Last : std::min(Lines, Last + Around);
  auto Blank = [&](unsigned Line) { return Texts.line(File, Line).trim().empty(); };
  while (From < At.Begin.Line && Blank(From))
    ++From;
  while (To > Last && Blank(To))
    --To;
  bar();
  for (unsigned Line = From; Line <= To; ++Line)
    codeLine(File, Line, Line >= At.Begin.Line && Line <= Last ? &At : nullptr, S);
  if (Long)
    OS << styled(Blue, "...") << "\n";
  bar();
}

void Printer::preview(ArrayRef<Edit> Edits, StringRef Title, StringRef File) {
  std::vector<Hunk> Changes = hunks(Texts, Edits);
  if (Changes.empty())
    return;
  if (!Title.empty())
    OS << styled(Cyan, Title) << "\n";
  StringRef Shown = File;
  for (const Hunk &H : Changes) {
    if (H.File != Shown)
      OS << std::string(Gutter, ' ') << styled(Blue, "-->") << " "
         << printable(shownPath(R, H.File)) << "\n";
    Shown = H.File;
    bar();
    for (size_t I = 0; I < H.Old.size(); ++I) {
      number(H.Line + I, "-", Red);
      OS << " " << rendered(H.Old[I]) << "\n";
    }
    for (size_t I = 0; I < H.New.size(); ++I) {
      number(H.Line + I, "+", Green);
      OS << " " << rendered(H.New[I]) << "\n";
    }
  }
  bar();
}

unsigned Printer::digits(const Finding &F) {
  unsigned Most = Texts.span(F).End.Line + Context;
  auto Look = [&](ArrayRef<Edit> Edits) {
    for (const Hunk &H : hunks(Texts, Edits))
      Most = std::max<unsigned>(Most, H.Line + std::max(H.Old.size(), H.New.size()));
  };
  Look(F.Edits);
  for (const Note &N : F.Notes) {
    Most = std::max(Most, N.At.Line);
    Look(N.Edits);
  }
  return std::to_string(Most).size();
}

void Printer::print(const Finding &F) {
  Style S = F.Level == Severity::Error ? Red : F.Level == Severity::Warning ? Yellow : Cyan;
  Gutter = digits(F);
  OS << styled(S, nameOf(F.Level)) << ": " << styled(Bold, printable(F.Message)) << " ["
     << link(F.Check) << "]";
  if (F.fixable())
    OS << " " << styled(Green, "[*]");
  if (!F.reported())
    OS << " (muted: " << nameOf(F.Mute) << ")";
  OS << "\n";
  Span At = Texts.span(F);
  arrow(F.At, At.Begin);
  if (F.At.Line)
    frame(F.At.File, At, Context, S);
  for (const Note &N : F.Notes) {
    Position Where = Texts.position(N.At);
    OS << styled(Cyan, N.Edits.empty() ? "note" : "suggestion") << ": " << printable(N.Message)
       << "\n";
    arrow(N.At, Where);
    if (!hunks(Texts, N.Edits).empty())
      preview(N.Edits, "", N.At.File);
    else if (N.At.Line)
      frame(N.At.File, Texts.span(N.At), 0, Cyan);
  }
  preview(F.Edits, "fix:", F.At.File);
  OS << "\n";
}

void Printer::print(const UnitResult &U) {
  OS << styled(Red, "error") << ": " << styled(Bold, printable(U.Reason)) << " [" << nameOf(U.State)
     << "]\n";
  Gutter = 1;
  arrow({U.File, 0, 0, 0}, {});
  OS << "\n";
}

} // namespace

void writeFull(const Report &R, const WriterOptions &Options, raw_ostream &OS) {
  Printer P(R, Options, OS);
  for (const Finding &F : R.Findings)
    if (F.reported() || Options.ShowMuted)
      P.print(F);
  for (const UnitResult &U : R.Units)
    if (U.failed())
      P.print(U);
}

} // namespace asynctidy::runner
