//===- Html.cpp - one page for a browser -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Model/Checks.h"
#include "Reports/Formats.h"
#include "Reports/HtmlParts.h"
#include "Reports/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace llvm;

namespace asynctidy::runner {

namespace {

constexpr unsigned Context = 3;    // Lines around a finding.
constexpr unsigned MostLines = 12; // Of a range; of a longer one its beginning.
constexpr size_t MostBars = 15;    // Of a chart.
constexpr size_t OpenAtFirst = 3;  // Findings whose code is shown at once.

class Page {
public:
  Page(const Report &R, const WriterOptions &Options, raw_ostream &OS)
      : R(R), Options(Options), OS(OS), All(scoresOf(R)) {}
  void write();

private:
  bool shown(const Finding &F) const { return F.reported() || F.Mute != Muted::Filtered; }
  std::string path(StringRef File) const { return escapeXml(shownPath(R, File)); }
  void tile(StringRef Value, StringRef Name, bool Bad = false);
  void head();
  void charts();
  void inventory();
  void notAnalysed();
  void filters();
  void choice(StringRef Id, StringRef Name, const std::set<std::string> &Values);
  void code(StringRef File, const Span &At, unsigned Around);
  void line(StringRef File, unsigned Number, const Span &At);
  void change(ArrayRef<Edit> Edits);
  void finding(const Finding &F);
  void findings();

  const Report &R;
  const WriterOptions &Options;
  raw_ostream &OS;
  Scores All;
  Sources Texts;
  size_t Written = 0;
};

} // namespace

void Page::tile(StringRef Value, StringRef Name, bool Bad) {
  OS << "<div class=\"tile" << (Bad ? " bad" : "") << "\"><b>" << escapeXml(Value) << "</b>" << Name
     << "</div>\n";
}

void Page::head() {
  size_t Found = 0, Fixable = 0, New = 0, Mutes = 0, Failed = 0;
  bool AnyOld = false;
  for (const Finding &F : R.Findings) {
    AnyOld |= !F.New;
    Mutes += !F.reported();
    Found += F.reported();
    Fixable += F.reported() && F.fixable();
    New += F.reported() && F.New;
  }
  for (const UnitResult &U : R.Units)
    Failed += U.failed();
  OS << "<h1>async-tidy</h1>\n<div class=\"dim\">" << escapeXml(summaryLine(R)) << "<br>"
     << escapeXml(R.Root) << " &middot; async-tidy " << escapeXml(R.Version) << ", clang-tidy "
     << escapeXml(R.Tidy) << "</div>\n<div class=\"tiles\">\n";
  tile(shownScore(All.Overall), "score of 100");
  tile(std::to_string(Found), "findings");
  if (AnyOld)
    tile(std::to_string(New), "new");
  tile(std::to_string(Fixable), "fixable");
  if (Mutes)
    tile(std::to_string(Mutes), "muted");
  tile(std::to_string(R.Units.size()), "files");
  tile(std::to_string(Failed), "failed", Failed > 0);
  OS << "</div>\n";
}

void Page::charts() {
  std::map<std::string, Bar> Checks, Directories;
  for (const Finding &F : R.Findings) {
    if (!F.reported())
      continue;
    std::string Path = shownPath(R, F.At.File);
    std::string Directory = sys::path::parent_path(Path).str();
    if (Directory.empty())
      Directory = ".";
    for (auto [Bars, Label] : {std::pair(&Checks, F.Check), std::pair(&Directories, Directory)}) {
      Bar &B = (*Bars)[Label];
      B.Label = Label;
      ++B.Count;
      B.Fixable += F.fixable();
    }
  }
  auto Draw = [&](StringRef Title, const std::map<std::string, Bar> &Of) {
    std::vector<Bar> Bars;
    for (const auto &Each : Of)
      Bars.push_back(Each.second);
    OS << "<div class=\"card\"><h2>" << Title << "</h2>\n";
    if (Bars.empty()) {
      OS << "<div class=\"dim\">none</div></div>\n";
      return;
    }
    drawBars(Title, std::move(Bars), MostBars, OS);
    OS << "<div class=\"legend dim\"><i class=\"f\"></i>fixable<i class=\"u\"></i>not fixable</div>"
       << "</div>\n";
  };
  OS << "<div class=\"columns\">\n";
  Draw("Findings by check", Checks);
  Draw("Findings by directory", Directories);
  OS << "<div class=\"card\"><h2>Score by category</h2>\n";
  drawScores(All, OS);
  OS << "<div class=\"dim\">100 is no finding; 50 is one finding for ten places where one could "
        "be.</div></div>\n";
  inventory();
  OS << "</div>\n";
}

void Page::inventory() {
  OS << "<div class=\"card\"><h2>What is asynchronous here</h2>\n<table>\n";
  for (const InventoryCounts::Line &L : countInventory(R).Lines) {
    OS << "<tr><td>" << L.Name << "</td><td class=\"number\">" << shownCount(L) << "</td><td>";
    std::vector<std::pair<size_t, StringRef>> Details;
    for (const auto &[Detail, Count] : L.Details)
      Details.push_back({Count, Detail});
    llvm::sort(Details, [](const auto &A, const auto &B) {
      return A.first != B.first ? A.first > B.first : A.second < B.second;
    });
    bool First = true;
    for (const auto &[Count, Detail] : Details) {
      OS << (First ? "" : ", ") << escapeXml(Detail) << " <span class=\"dim\">" << Count
         << "</span>";
      First = false;
    }
    OS << "</td></tr>\n";
  }
  OS << "</table></div>\n";
}

void Page::notAnalysed() {
  std::vector<const UnitResult *> Failed;
  for (const UnitResult &U : R.Units)
    if (U.failed())
      Failed.push_back(&U);
  if (Failed.empty() && R.Skipped.empty())
    return;
  OS << "<div class=\"card\"><h2>Not analysed, or not "
        "wholly</h2>\n<table>\n";
  for (const UnitResult *U : Failed)
    OS << "<tr><td class=\"error\">" << nameOf(U->State) << "</td><td>" << path(U->File)
       << "</td><td>" << escapeXml(U->Reason) << "</td></tr>\n";
  for (const auto &[File, Why] : R.Skipped)
    OS << "<tr><td>skipped</td><td>" << path(File) << "</td><td>" << escapeXml(Why)
       << "</td></tr>\n";
  OS << "</table></div>\n";
}

void Page::choice(StringRef Id, StringRef Name, const std::set<std::string> &Values) {
  OS << "<select id=\"" << Id << "\" aria-label=\"" << Name << "\"><option value=\"\">" << Name
     << ": all</option>";
  for (const std::string &Value : Values)
    OS << "<option>" << escapeXml(Value) << "</option>";
  OS << "</select>\n";
}

void Page::filters() {
  std::set<std::string> Categories, Checks, Levels;
  bool AnyMuted = false;
  for (const Finding &F : R.Findings) {
    if (!shown(F))
      continue;
    Categories.insert(categoryOf(F.Check).str());
    Checks.insert(F.Check);
    Levels.insert(nameOf(F.Level).str());
    AnyMuted |= !F.reported();
  }
  OS << "<div class=\"filters\">\n<input id=\"text\" type=\"search\" placeholder=\"words in the "
        "message, code or path\" aria-label=\"words to look for\">\n";
  choice("category", "category", Categories);
  choice("check", "check", Checks);
  choice("level", "severity", Levels);
  OS << "<label><input id=\"fixable\" type=\"checkbox\"> fixable</label>\n<label"
     << (AnyMuted ? "" : " hidden") << "><input id=\"muted\" type=\"checkbox\""
     << (Options.ShowMuted ? " checked" : "") << "> muted too</label>\n"
     << "<button id=\"open\">open all</button> <button id=\"close\">close all</button>\n"
     << "<span class=\"dim\" id=\"shown\"></span></div>\n";
}

void Page::line(StringRef File, unsigned Number, const Span &At) {
  StringRef Code = Texts.line(File, Number);
  bool Marked = Number >= At.Begin.Line && Number <= At.End.Line;
  size_t Begin = 0, End = 0;
  if (Marked) {
    Begin = Number == At.Begin.Line ? At.Begin.Column - 1 : Code.find_first_not_of(" \t");
    End = Number == At.End.Line ? At.End.Column - 1 : Code.size();
    Begin = std::min(Begin, Code.size());
    End = std::max(Begin, std::min(End, Code.size()));
  }
  OS << "<span class=\"l" << (Marked ? " at" : "") << "\"><span class=\"n\">" << Number << "</span>"
     << escapeXml(Code.take_front(Begin));
  if (End > Begin)
    OS << "<mark>" << escapeXml(Code.slice(Begin, End)) << "</mark>";
  OS << escapeXml(Code.substr(End)) << "</span>";
}

void Page::code(StringRef File, const Span &At, unsigned Around) {
  unsigned Lines = Texts.lines(File);
  if (At.Begin.Line > Lines)
    return;
  unsigned From = At.Begin.Line > Around ? At.Begin.Line - Around : 1;
  unsigned Last = std::min(At.End.Line, At.Begin.Line + MostLines);
  OS << "<pre>";
  for (unsigned Number = From; Number <= std::min(Lines, Last + Around); ++Number)
    line(File, Number, At);
  OS << "</pre>\n";
}

void Page::change(ArrayRef<Edit> Edits) {
  std::string Shown;
  for (const Hunk &H : hunks(Texts, Edits)) {
    if (H.File != Shown)
      OS << "<div class=\"place\">" << path(H.File) << "</div>";
    Shown = H.File;
    OS << "<pre>";
    auto Lines = [&](StringRef Class, StringRef Sign, ArrayRef<std::string> Of) {
      for (size_t I = 0; I < Of.size(); ++I)
        OS << "<span class=\"l " << Class << "\"><span class=\"n\">" << (H.Line + I) << " " << Sign
           << "</span>" << escapeXml(Of[I]) << "</span>";
    };
    Lines("del", "-", H.Old);
    Lines("add", "+", H.New);
    OS << "</pre>\n";
  }
}

void Page::finding(const Finding &F) {
  Span At = Texts.span(F);
  std::string Check = escapeXml(F.Check);
  bool Open = F.reported() && Written++ < OpenAtFirst;
  OS << formatv(
      "<details class=\"finding\"{0} id=\"{1}\" data-file=\"{2}\" data-check=\"{3}\" "
      "data-category=\"{4}\" data-level=\"{5}\" data-fixable=\"{6}\" data-muted=\"{7}\"{8}>",
      Open ? " open" : "", escapeXml(F.Fingerprint), path(F.At.File), Check, categoryOf(F.Check),
      nameOf(F.Level), F.fixable() ? 1 : 0, F.reported() ? 0 : 1,
      F.reported() || Options.ShowMuted ? "" : " hidden");
  OS << formatv(
      "\n<summary><span class=\"place\">{0}:{1}</span><span class=\"badge {2}\">{2}</span>",
      At.Begin.Line, At.Begin.Column, nameOf(F.Level));
  if (F.fixable())
    OS << "<span class=\"badge fixes\">fixable</span>";
  if (!F.reported())
    OS << "<span class=\"badge mutes\">muted: " << nameOf(F.Mute) << "</span>";
  OS << escapeXml(F.Message) << " <span class=\"check\">" << Check << "</span></summary>\n"
     << "<div class=\"body\">";
  if (const CheckInfo *C = findCheck(F.Check)) {
    std::string Url = pageUrl(F.Check);
    OS << "<div class=\"dim\">Finds " << escapeXml(C->Summary) << ". ";
    // A file of the machine that ran the check is none of the reader's.
    if (StringRef(Url).take_front(4) == "http")
      OS << "<a href=\"" << escapeXml(Url) << "\">More</a>";
    else
      OS << "More: <code>async-tidy rule " << Check << "</code>";
    OS << "</div>\n";
  }
  if (!F.Entity.empty())
    OS << "<div class=\"dim\">in <code>" << escapeXml(F.Entity) << "</code></div>\n";
  if (F.At.Line)
    code(F.At.File, At, Context);
  for (const Note &N : F.Notes) {
    Position Where = Texts.position(N.At);
    OS << formatv("<div class=\"note\"><span class=\"place\">{0}:{1}:{2}</span>{3}{4}</div>\n",
                  path(N.At.File), Where.Line, Where.Column,
                  N.Edits.empty() ? "" : "suggestion: ", escapeXml(N.Message));
    if (!N.Edits.empty())
      change(N.Edits);
    else if (N.At.Line)
      code(N.At.File, Texts.span(N.At), 0);
  }
  if (F.fixable()) {
    OS << "<div class=\"note\">Fix:</div>\n";
    change(F.Edits);
  }
  OS << "</div></details>\n";
}

void Page::findings() {
  OS << "<div class=\"card\"><h2>Findings</h2>\n";
  std::map<std::string, std::vector<const Finding *>> ByFile;
  for (const Finding &F : R.Findings)
    if (shown(F))
      ByFile[shownPath(R, F.At.File)].push_back(&F);
  if (ByFile.empty()) {
    OS << "<div class=\"dim\">none</div></div>\n";
    return;
  }
  filters();
  for (const auto &[File, Of] : ByFile) {
    OS << "<section class=\"of-file\"><h3 class=\"file\">" << escapeXml(File)
       << " <span class=\"dim\">" << Of.size() << "</span></h3>\n";
    for (const Finding *F : Of)
      finding(*F);
    OS << "</section>\n";
  }
  OS << "</div>\n";
}

void Page::write() {
  OS << "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<title>async-tidy: "
     << escapeXml(sys::path::filename(R.Root)) << "</title>\n<style>" << HtmlStyle
     << "</style></head>\n<body><main>\n";
  head();
  charts();
  notAnalysed();
  findings();
  OS << "</main>\n<script>" << HtmlScript << "</script></body></html>\n";
}

void writeHtml(const Report &R, const WriterOptions &Options, raw_ostream &OS) {
  Page(R, Options, OS).write();
}

} // namespace asynctidy::runner
