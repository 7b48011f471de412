//===- Text.cpp - what output formats share -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Text.h"
#include "Model/Checks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include <algorithm>

using namespace llvm;

namespace asynctidy::runner {

Sources::Source &Sources::load(StringRef File) {
  auto [It, New] = Files.try_emplace(File);
  Source &S = It->second;
  if (!New)
    return S;
  auto Buffer = MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return S;
  S.Buffer = std::move(*Buffer);
  S.Text = S.Buffer->getBuffer();
  S.Starts.push_back(S.Text.take_front(3) == "\xEF\xBB\xBF" ? 3 : 0);
  for (size_t I = S.Text.find('\n'); I != StringRef::npos; I = S.Text.find('\n', I + 1))
    if (I + 1 < S.Text.size())
      S.Starts.push_back(I + 1);
  return S;
}

StringRef Sources::line(StringRef File, unsigned Number) {
  Source &S = load(File);
  if (Number == 0 || Number > S.Starts.size())
    return "";
  return S.Text.substr(S.Starts[Number - 1]).split('\n').first.rtrim('\r');
}

Position Sources::position(StringRef File, unsigned Offset) {
  Source &S = load(File);
  if (S.Starts.empty())
    return {};
  Offset = std::min<unsigned>(Offset, S.Text.size());
  auto Next = std::upper_bound(S.Starts.begin() + 1, S.Starts.end(), Offset);
  unsigned Start = Next[-1];
  return {unsigned(Next - S.Starts.begin()), Offset > Start ? Offset - Start + 1 : 1};
}

Position Sources::position(const Place &At) {
  Position Said{std::max(At.Line, 1u), std::max(At.Column, 1u)};
  if (At.Line == 0 || At.Offset > text(At.File).size())
    return Said;
  Position Found = position(At.File, At.Offset);
  return Found.Line == At.Line ? Found : Said;
}

Span Sources::span(const Place &At) {
  Position Begin = position(At);
  StringRef Rest = line(At.File, Begin.Line);
  Rest = Rest.drop_front(std::min<size_t>(Rest.size(), Begin.Column - 1));
  size_t Length = Rest.take_while([](char C) { return isAlnum(C) || C == '_'; }).size();
  // The whole of a character that has several bytes.
  for (Length = std::max<size_t>(Length, 1);
       Length < Rest.size() && (Rest[Length] & 0xC0) == 0x80 && (Rest[Length - 1] & 0x80);)
    ++Length;
  return {Begin, {Begin.Line, unsigned(Begin.Column + Length)}};
}

Span Sources::span(const Finding &F) {
  Position Begin = position(F.At);
  if (F.EndOffset > F.At.Offset && F.EndOffset <= text(F.At.File).size() &&
      position(F.At.File, F.At.Offset) == Begin)
    return {Begin, position(F.At.File, F.EndOffset)};
  return span(F.At);
}

unsigned Sources::utf16Column(StringRef File, Position At) {
  StringRef Before = line(File, At.Line).take_front(At.Column - 1);
  unsigned Units = 1 + (At.Column - 1 - Before.size());
  for (unsigned char C : Before) {
    if ((C & 0xC0) != 0x80)
      ++Units; // A byte that begins a character.
    if (C >= 0xF0)
      ++Units; // It takes two units.
  }
  return Units;
}

std::string shownPath(const Report &R, StringRef File) {
  std::string Path = sys::path::convert_to_slash(File);
  std::string Root = sys::path::convert_to_slash(R.Root);
  if (!Root.empty() && Root.back() != '/')
    Root += '/';
  if (!Root.empty() && StringRef(Path).take_front(Root.size()) == Root && Path.size() > Root.size())
    return Path.substr(Root.size());
  return Path;
}

std::string utf8(StringRef Text) { return json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text); }

std::string printable(StringRef Text) {
  std::string Result;
  for (char C : utf8(Text))
    if ((static_cast<unsigned char>(C) < 0x20 && C != '\t' && C != '\n') || C == 0x7f)
      Result += "\xEF\xBF\xBD";
    else
      Result += C;
  return Result;
}

std::string uriPath(StringRef Path) {
  std::string Result;
  for (char C : Path)
    if (isAlnum(C) || StringRef("-._~/!$&'()*+,;=@").contains(C))
      Result += C;
    else
      Result += "%" + toHex(StringRef(&C, 1));
  return Result;
}

std::string escapeXml(StringRef Text) {
  std::string Result;
  for (char C : printable(Text))
    switch (C) {
    case '<':
      Result += "&lt;";
      break;
    case '>':
      Result += "&gt;";
      break;
    case '&':
      Result += "&amp;";
      break;
    case '"':
      Result += "&quot;";
      break;
    case '\'':
      Result += "&#39;";
      break;
    default:
      Result += C;
    }
  return Result;
}

StringRef nameOf(Severity S) {
  switch (S) {
  case Severity::Info:
    return "info";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  }
  return "";
}

StringRef nameOf(Muted M) {
  switch (M) {
  case Muted::No:
    return "no";
  case Muted::InSource:
    return "in-source";
  case Muted::Baseline:
    return "baseline";
  case Muted::Filtered:
    return "filtered";
  }
  return "";
}

StringRef nameOf(UnitState S) {
  switch (S) {
  case UnitState::Analysed:
    return "analysed";
  case UnitState::Cached:
    return "cached";
  case UnitState::CompileError:
    return "compile-error";
  case UnitState::Crashed:
    return "crashed";
  case UnitState::TimedOut:
    return "timed-out";
  }
  return "";
}

StringRef categoryOf(StringRef Check) {
  const CheckInfo *C = findCheck(Check);
  return C ? StringRef(C->Category) : "other";
}

std::string counted(size_t Number, StringRef What) {
  return (Twine(Number) + " " + What + (Number == 1 ? "" : "s")).str();
}

static std::vector<std::string> linesOf(StringRef Text) {
  std::vector<std::string> Lines;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Lines.push_back(Line.rtrim('\r').str());
    Text = Rest;
  }
  return Lines;
}

std::vector<Hunk> hunks(Sources &S, ArrayRef<Edit> Edits) {
  std::vector<Edit> Sorted(Edits.begin(), Edits.end());
  llvm::sort(Sorted);
  std::vector<Hunk> Result;
  for (size_t I = 0, E = 0; I < Sorted.size(); I = E) {
    StringRef File = Sorted[I].File, Text = S.text(File);
    auto LastOffset = [](const Edit &Each) { return Each.Offset + Each.Length; };
    if (LastOffset(Sorted[I]) > Text.size() || S.lines(File) == 0) {
      E = I + 1;
      continue;
    }
    // Edits of the same line, or of the next one, are one change to a reader.
    unsigned Last = S.position(File, LastOffset(Sorted[I])).Line;
    bool Valid = true;
    for (E = I + 1; E < Sorted.size() && Sorted[E].File == File &&
                    S.position(File, Sorted[E].Offset).Line <= Last + 1;
         ++E) {
      Valid &=
          Sorted[E].Offset >= LastOffset(Sorted[E - 1]) && LastOffset(Sorted[E]) <= Text.size();
      Last = std::max(Last, S.position(File, LastOffset(Sorted[E])).Line);
    }
    if (!Valid)
      continue;
    Position First = S.position(File, Sorted[I].Offset);
    size_t Begin = Sorted[I].Offset - (First.Column - 1),
           End = Text.find('\n', LastOffset(Sorted[E - 1]));
    End = End == StringRef::npos ? Text.size() : End + 1;
    std::string New;
    size_t At = Begin;
    for (size_t K = I; K < E; ++K) {
      New += Text.slice(At, Sorted[K].Offset).str() + Sorted[K].Text;
      At = LastOffset(Sorted[K]);
    }
    New += Text.slice(At, End).str();
    Hunk H{File.str(), First.Line, linesOf(Text.slice(Begin, End)), linesOf(New)};
    while (!H.Old.empty() && !H.New.empty() && H.Old.back() == H.New.back()) {
      H.Old.pop_back();
      H.New.pop_back();
    }
    while (!H.Old.empty() && !H.New.empty() && H.Old.front() == H.New.front()) {
      H.Old.erase(H.Old.begin());
      H.New.erase(H.New.begin());
      ++H.Line;
    }
    if (!H.Old.empty() || !H.New.empty())
      Result.push_back(std::move(H));
  }
  return Result;
}

} // namespace asynctidy::runner
