//===- Page.cpp - a check's page, for a terminal -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Page.h"
#include "Model/Checks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Unicode.h"
#include <numeric>

using namespace llvm;

namespace asynctidy::runner {

namespace {

constexpr unsigned Gap = 2;        // Between a table's columns.
constexpr unsigned LeastCell = 12; // Columns of a table aren't made narrower.

unsigned widthOf(StringRef Text) {
  int Width = sys::unicode::columnWidthUTF8(Text);
  return Width < 0 ? Text.size() : Width;
}

/// A piece of text in one style.
struct Piece {
  std::string Text;
  enum StyleTy { Plain, Bold, Code, Link } Style = Plain;
  std::string Url; ///< Of a link; may be empty.
};
/// Pieces without a space between them: no line ends in it.
using Word = std::vector<Piece>;

unsigned widthOf(const Word &W) {
  unsigned Width = 0;
  for (const Piece &P : W)
    Width += widthOf(P.Text);
  return Width;
}

/// Cuts text into words.
class Words {
public:
  explicit Words(bool Color) : Color(Color) {}
  std::vector<Word> of(StringRef Markdown);

private:
  void add(StringRef Text, Piece::StyleTy Style, StringRef Url = "");
  void plain(StringRef Text) { add(Text, Piece::Plain); }
  bool link(StringRef &Rest);

  bool Color;
  std::vector<Word> Result;
  bool Open = false; ///< The next text belongs to the last word.
};

void Words::add(StringRef Text, Piece::StyleTy Style, StringRef Url) {
  while (!Text.empty()) {
    size_t Space = Text.find_first_of(" \t\n");
    StringRef Part = Text.take_front(Space);
    if (!Part.empty()) {
      if (!Open)
        Result.emplace_back();
      Result.back().push_back({Part.str(), Style, Url.str()});
      Open = true;
    }
    if (Space == StringRef::npos)
      return;
    Open = false;
    Text = Text.drop_front(Space + 1);
  }
}

/// `[text](target)` at the beginning of \p Rest.
bool Words::link(StringRef &Rest) {
  size_t Close = Rest.find("](");
  size_t End = Close == StringRef::npos ? Close : Rest.find(')', Close);
  if (End == StringRef::npos || Rest.take_front(Close).contains('\n'))
    return false;
  StringRef Text = Rest.slice(1, Close), Target = Rest.slice(Close + 2, End);
  bool Web = Target.take_front(4) == "http";
  // Another check's page: its name says enough.
  std::string Url = Web ? Target.str() : pageUrl("async-" + sys::path::stem(Target).str());
  for (char C : Text)
    if (C != '`')
      add(StringRef(&C, 1), Piece::Link, Url);
  if (Web && !Color && Text != Target)
    add((" <" + Target + ">").str(), Piece::Plain);
  Rest = Rest.drop_front(End + 1);
  return true;
}

std::vector<Word> Words::of(StringRef Rest) {
  while (!Rest.empty()) {
    size_t Mark = Rest.find_first_of("`[*\\");
    plain(Rest.take_front(Mark));
    if (Mark == StringRef::npos)
      break;
    Rest = Rest.drop_front(Mark);
    if (Rest.front() == '\\' && Rest.size() > 1 && StringRef("\\`*_[]|~#<>").contains(Rest[1])) {
      plain(Rest.slice(1, 2));
      Rest = Rest.drop_front(2);
      continue;
    }
    if (size_t End = Rest.find('`', 1); Rest.front() == '`' && End != StringRef::npos) {
      // In a table a bar in code is escaped.
      std::string Code = Rest.slice(1, End).str();
      for (size_t Bar = Code.find("\\|"); Bar != std::string::npos; Bar = Code.find("\\|", Bar))
        Code.erase(Bar, 1);
      add(Color ? Code : "`" + Code + "`", Piece::Code);
      Rest = Rest.drop_front(End + 1);
      continue;
    }
    if (size_t End = Rest.find("**", 2); Rest.take_front(2) == "**" && End != StringRef::npos) {
      add(Rest.slice(2, End), Piece::Bold);
      Rest = Rest.drop_front(End + 2);
      continue;
    }
    if (size_t End = Rest.find('*', 1);
        Rest.front() == '*' && End != StringRef::npos && Rest.size() > 1 && !isSpace(Rest[1])) {
      add(Rest.slice(1, End), Piece::Bold);
      Rest = Rest.drop_front(End + 1);
      continue;
    }
    if (Rest.front() == '[' && link(Rest))
      continue;
    plain(Rest.take_front(1));
    Rest = Rest.drop_front(1);
  }
  return std::move(Result);
}

/// Breaks words into lines of at most \p Width columns.
std::vector<std::vector<Word>> wrapped(std::vector<Word> All, unsigned Width) {
  std::vector<std::vector<Word>> Lines(1);
  unsigned At = 0;
  for (Word &W : All) {
    unsigned Size = widthOf(W);
    if (!Lines.back().empty() && At + 1 + Size > Width) {
      Lines.emplace_back();
      At = 0;
    }
    At += Size + (Lines.back().empty() ? 0 : 1);
    Lines.back().push_back(std::move(W));
  }
  return Lines;
}

class Renderer {
public:
  Renderer(unsigned Width, bool Color, raw_ostream &OS) : Width(Width), Color(Color), OS(OS) {}
  void page(StringRef Markdown);
  void table(const std::vector<std::vector<std::string>> &Rows);

private:
  void styled(StringRef Code, StringRef Text);
  void line(ArrayRef<Word> Line, bool Bold = false);
  void paragraph(StringRef Text, StringRef First, unsigned Indent);
  void heading(StringRef Line);
  void code(ArrayRef<StringRef> Lines);

  unsigned Width;
  bool Color;
  raw_ostream &OS;
};

void Renderer::styled(StringRef Code, StringRef Text) {
  if (Color && !Code.empty())
    OS << "\033[" << Code << "m" << Text << "\033[0m";
  else
    OS << Text;
}

void Renderer::line(ArrayRef<Word> Line, bool Bold) {
  for (size_t I = 0; I < Line.size(); ++I) {
    if (I > 0)
      OS << ' ';
    for (const Piece &P : Line[I]) {
      bool Linked = Color && !P.Url.empty();
      if (Linked)
        OS << "\033]8;;" << P.Url << "\033\\";
      styled(P.Style == Piece::Code           ? "36"
             : P.Style == Piece::Link         ? "4"
             : P.Style == Piece::Bold || Bold ? "1"
                                              : "",
             P.Text);
      if (Linked)
        OS << "\033]8;;\033\\";
    }
  }
}

/// \p First stands before the first line, spaces before the others.
void Renderer::paragraph(StringRef Text, StringRef First, unsigned Indent) {
  bool Begin = true;
  for (const std::vector<Word> &Line : wrapped(Words(Color).of(Text), Width - Indent)) {
    OS << (Begin ? First.str() : std::string(Indent, ' '));
    line(Line);
    OS << "\n";
    Begin = false;
  }
}

void Renderer::heading(StringRef Line) {
  size_t Level = Line.find_first_not_of('#');
  std::string Text = plainText(Line.drop_front(Level).trim());
  styled("1", Level == 1 ? Text : Level == 2 ? StringRef(Text).upper() : Text);
  OS << "\n";
  if (Level == 1 && !Color)
    OS << std::string(widthOf(Text), '=') << "\n";
}

void Renderer::code(ArrayRef<StringRef> Lines) {
  for (StringRef Line : Lines) {
    StringRef Shown = Line.rtrim();
    if (Shown.empty()) {
      OS << "\n";
      continue;
    }
    OS << "    ";
    styled(Shown.contains("// flagged")          ? "33"
           : Shown.ltrim().take_front(2) == "//" ? "2"
                                                 : "",
           Shown);
    OS << "\n";
  }
}

void Renderer::table(const std::vector<std::vector<std::string>> &Rows) {
  std::vector<std::vector<std::vector<Word>>> Cells;
  std::vector<unsigned> Widths;
  for (const std::vector<std::string> &Row : Rows) {
    Cells.emplace_back();
    for (size_t I = 0; I < Row.size(); ++I) {
      Cells.back().push_back(Words(Color).of(Row[I]));
      Widths.resize(std::max(Widths.size(), I + 1));
      unsigned Cell = 0;
      for (const Word &W : Cells.back()[I])
        Cell += widthOf(W) + 1;
      Widths[I] = std::max(Widths[I], Cell ? Cell - 1 : 0);
    }
  }
  if (Widths.empty())
    return;
  auto Total = [&] {
    return std::accumulate(Widths.begin(), Widths.end(), 0u) + Gap * (Widths.size() - 1);
  };
  while (Total() > Width) {
    auto Widest = std::max_element(Widths.begin(), Widths.end());
    if (*Widest <= LeastCell)
      break;
    --*Widest;
  }
  for (size_t R = 0; R < Cells.size(); ++R) {
    std::vector<std::vector<std::vector<Word>>> Lines;
    size_t Height = 1;
    for (size_t I = 0; I < Cells[R].size(); ++I) {
      Lines.push_back(wrapped(Cells[R][I], Widths[I]));
      Height = std::max(Height, Lines.back().size());
    }
    for (size_t H = 0; H < Height; ++H) {
      unsigned Pending = 0; // Spaces, where something follows them.
      for (size_t I = 0; I < Lines.size(); ++I) {
        unsigned Used = 0;
        if (H < Lines[I].size() && !Lines[I][H].empty()) {
          for (const Word &W : Lines[I][H])
            Used += widthOf(W) + 1;
          --Used;
          OS << std::string(Pending, ' ');
          Pending = 0;
          line(Lines[I][H], /*Bold=*/R == 0);
        }
        Pending += (Widths[I] > Used ? Widths[I] - Used : 0) + Gap;
      }
      OS << "\n";
    }
    if (R == 0) {
      for (size_t I = 0; I < Widths.size(); ++I)
        OS << (I ? std::string(Gap, ' ') : "") << std::string(Widths[I], '-');
      OS << "\n";
    }
  }
}

/// The cells of `| a | b |`.
std::vector<std::string> cellsOf(StringRef Line) {
  std::vector<std::string> Cells;
  Line = Line.trim();
  std::string Cell;
  for (size_t I = 1; I < Line.size(); ++I) {
    if (Line[I] == '|' && Line[I - 1] != '\\') {
      Cells.push_back(StringRef(Cell).trim().str());
      Cell.clear();
    } else {
      Cell += Line[I];
    }
  }
  return Cells;
}

bool isRule(StringRef Line) { return Line.find_first_not_of("|-: ") == StringRef::npos; }

/// How long the mark of a list's item is; 0 if \p Line begins none.
size_t markerOf(StringRef Line) {
  size_t Indent = Line.find_first_not_of(' ');
  if (Indent == StringRef::npos)
    return 0;
  StringRef Rest = Line.drop_front(Indent);
  if (Rest.take_front(2) == "- ")
    return Indent + 2;
  size_t Digits = Rest.find_first_not_of("0123456789");
  if (Digits != StringRef::npos && Digits > 0 && Rest.substr(Digits, 2) == ". ")
    return Indent + Digits + 2;
  return 0;
}

void Renderer::page(StringRef Markdown) {
  SmallVector<StringRef, 0> Lines;
  Markdown.rtrim().split(Lines, '\n');
  for (size_t I = 0; I < Lines.size(); ++I) {
    StringRef Line = Lines[I];
    if (Line.trim().empty()) {
      OS << "\n";
    } else if (Line.front() == '#') {
      heading(Line);
    } else if (Line.ltrim().take_front(3) == "```") {
      size_t End = I + 1;
      while (End < Lines.size() && Lines[End].ltrim().take_front(3) != "```")
        ++End;
      code(ArrayRef<StringRef>(Lines).slice(I + 1, End - I - 1));
      I = End;
    } else if (Line.front() == '|') {
      std::vector<std::vector<std::string>> Rows;
      for (; I < Lines.size() && Lines[I].take_front(1) == "|"; ++I)
        if (!isRule(Lines[I]))
          Rows.push_back(cellsOf(Lines[I]));
      --I;
      table(Rows);
    } else {
      size_t Marker = markerOf(Line);
      std::string Text = Line.drop_front(Marker).str();
      // A paragraph may be broken into lines in the source.
      while (I + 1 < Lines.size() && !Lines[I + 1].trim().empty() && !markerOf(Lines[I + 1]) &&
             !StringRef("#|").contains(Lines[I + 1].front()) &&
             Lines[I + 1].ltrim().take_front(3) != "```")
        Text += "\n" + Lines[++I].trim().str();
      paragraph(Text, Line.take_front(Marker), Marker);
    }
  }
}

} // namespace

void renderPage(StringRef Markdown, unsigned Width, bool Color, raw_ostream &OS) {
  Renderer(std::max(Width, 40u), Color, OS).page(Markdown);
}

void renderTable(const std::vector<std::vector<std::string>> &Rows, unsigned Width, bool Color,
                 raw_ostream &OS) {
  Renderer(std::max(Width, 40u), Color, OS).table(Rows);
}

std::vector<std::vector<std::string>> tableBelow(StringRef Markdown, StringRef Title) {
  std::vector<std::vector<std::string>> Rows;
  bool Below = false;
  while (!Markdown.empty()) {
    StringRef Line;
    std::tie(Line, Markdown) = Markdown.split('\n');
    if (Line.take_front(1) == "#") {
      if (Below)
        break;
      Below = Line.ltrim('#').trim() == Title;
    } else if (Below && Line.take_front(1) == "|") {
      if (!isRule(Line))
        Rows.push_back(cellsOf(Line));
    } else if (!Rows.empty()) {
      break;
    }
  }
  if (!Rows.empty())
    Rows.erase(Rows.begin());
  return Rows;
}

std::string plainText(StringRef Markdown) {
  std::string Text;
  for (const Word &W : Words(/*Color=*/true).of(Markdown)) {
    if (!Text.empty())
      Text += ' ';
    for (const Piece &P : W)
      Text += P.Text;
  }
  return Text;
}

} // namespace asynctidy::runner
