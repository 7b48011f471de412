//===- HtmlCharts.cpp - pictures of the html report -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/HtmlParts.h"
#include "Reports/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;

namespace asynctidy::runner {

// In units of the picture, which are pixels where the page is wide enough.
constexpr unsigned Width = 620, Row = 26, BarHeight = 16, LabelWidth = 250, ValueWidth = 60;
constexpr unsigned BarWidth = Width - LabelWidth - ValueWidth;
constexpr unsigned MostLetters = 34; // That fit into LabelWidth.

/// The end of a long label tells more than its beginning: src/net/...
static std::string shortened(StringRef Label) {
  std::string Text = utf8(Label);
  if (Text.size() <= MostLetters)
    return Text;
  size_t From = Text.size() - MostLetters + 1;
  while (From < Text.size() && (Text[From] & 0xC0) == 0x80)
    ++From;
  return "\xE2\x80\xA6" + Text.substr(From);
}

static void open(StringRef Title, size_t Rows, raw_ostream &OS) {
  OS << formatv("<svg class=\"chart\" viewBox=\"0 0 {0} {1}\" role=\"img\" aria-label=\"{2}\">\n",
                Width, Rows * Row, escapeXml(Title));
}

static void label(StringRef Text, unsigned Y, raw_ostream &OS) {
  OS << formatv("<text class=\"label\" x=\"{0}\" y=\"{1}\" text-anchor=\"end\">{2}</text>",
                LabelWidth - 8, Y + 13, escapeXml(shortened(Text)));
}

static void bar(StringRef Class, double From, double Length, unsigned Y, raw_ostream &OS) {
  if (Length > 0)
    OS << formatv("<rect class=\"{0}\" x=\"{1:F1}\" y=\"{2}\" width=\"{3:F1}\" height=\"{4}\" "
                  "rx=\"2\"/>",
                  Class, LabelWidth + From, Y, Length, BarHeight);
}

static void value(StringRef Text, double X, unsigned Y, raw_ostream &OS) {
  OS << formatv("<text class=\"value\" x=\"{0:F1}\" y=\"{1}\">{2}</text>", LabelWidth + X + 6,
                Y + 13, escapeXml(Text));
}

void drawBars(StringRef Title, std::vector<Bar> Bars, size_t Most, raw_ostream &OS) {
  llvm::sort(Bars, [](const Bar &A, const Bar &B) {
    return A.Count != B.Count ? A.Count > B.Count : A.Label < B.Label;
  });
  if (Bars.size() > Most + 1) {
    Bar Rest{formatv("{0} others", Bars.size() - Most), 0, 0};
    for (const Bar &B : ArrayRef<Bar>(Bars).drop_front(Most)) {
      Rest.Count += B.Count;
      Rest.Fixable += B.Fixable;
    }
    Bars.resize(Most);
    Bars.push_back(std::move(Rest));
  }
  size_t Longest = 1;
  for (const Bar &B : Bars)
    Longest = std::max(Longest, B.Count);
  open(Title, Bars.size(), OS);
  unsigned Y = 5;
  for (const Bar &B : Bars) {
    double Whole = double(B.Count) / Longest * BarWidth,
           Part = double(B.Fixable) / Longest * BarWidth;
    OS << formatv("<g><title>{0}: {1}, {2} fixable</title>", escapeXml(B.Label),
                  counted(B.Count, "finding"), B.Fixable);
    label(B.Label, Y, OS);
    bar("fixable", 0, Part, Y, OS);
    bar("unfixable", Part, Whole - Part, Y, OS);
    value(std::to_string(B.Count), Whole, Y, OS);
    OS << "</g>\n";
    Y += Row;
  }
  OS << "</svg>\n";
}

void drawScores(const Scores &S, raw_ostream &OS) {
  open("Scores by category", S.Categories.size(), OS);
  unsigned Y = 5;
  for (const Score &C : S.Categories) {
    OS << formatv("<g><title>{0}: {1}, {2} in {3}</title>", C.Category, shownScore(C.Value),
                  counted(C.Findings, "finding"), counted(C.Items, "place"));
    label(C.Category, Y, OS);
    bar("track", 0, BarWidth, Y, OS);
    if (C.Value)
      bar(*C.Value >= 90   ? "good"
          : *C.Value >= 60 ? "fair"
                           : "poor",
          0, *C.Value / 100 * BarWidth, Y, OS);
    value(shownScore(C.Value), BarWidth, Y, OS);
    OS << "</g>\n";
    Y += Row;
  }
  OS << "</svg>\n";
}

} // namespace asynctidy::runner
