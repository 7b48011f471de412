//===- Markdown.cpp - a summary for a CI job's page -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Model/Checks.h"
#include "Reports/Formats.h"
#include "Reports/Score.h"
#include "Reports/Text.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace asynctidy::runner {

/// CI systems cut such pages off (GitHub at 1 MiB); then a list isn't what helps.
constexpr size_t MostFindings = 500;

/// Text in a cell of a table.
static std::string cell(StringRef Text) {
  std::string Result;
  for (char C : printable(Text)) {
    if (C == '\n') {
      Result += ' ';
      continue;
    }
    if (C == '<') {
      Result += "&lt;";
      continue;
    }
    if (StringRef("\\`*_[]|~#").contains(C))
      Result += '\\';
    Result += C;
  }
  return Result;
}

static std::string link(StringRef Check) {
  std::string Url = pageUrl(Check), Name = "`" + Check.str() + "`";
  // A file of the machine that ran the check is none of the reader's.
  return StringRef(Url).take_front(4) == "http" ? "[" + Name + "](" + Url + ")" : Name;
}

static void writeCounts(const Report &R, raw_ostream &OS) {
  struct Count {
    StringRef Check;
    size_t Findings = 0, Fixable = 0;
  };
  std::vector<Count> Counts;
  for (const Finding &F : R.Findings) {
    if (!F.reported())
      continue;
    auto Found = llvm::find_if(Counts, [&](const Count &C) { return C.Check == F.Check; });
    if (Found == Counts.end()) {
      Counts.push_back({F.Check, 0, 0});
      Found = std::prev(Counts.end());
    }
    ++Found->Findings;
    Found->Fixable += F.fixable();
  }
  if (Counts.empty())
    return;
  llvm::sort(Counts, [](const Count &A, const Count &B) {
    return A.Findings != B.Findings ? A.Findings > B.Findings : A.Check < B.Check;
  });
  OS << "\n| Check | Category | Findings | Fixable |\n|---|---|--:|--:|\n";
  for (const Count &C : Counts)
    OS << "| " << link(C.Check) << " | " << categoryOf(C.Check) << " | " << C.Findings << " | "
       << C.Fixable << " |\n";
}

static void writeFindings(const Report &R, raw_ostream &OS) {
  size_t Total = llvm::count_if(R.Findings, [](const Finding &F) { return F.reported(); });
  if (Total == 0)
    return;
  OS << "\n<details><summary>" << counted(Total, "finding")
     << "</summary>\n\n| Place | Severity | Finding | Check |\n|---|---|---|---|\n";
  size_t Shown = 0;
  for (const Finding &F : R.Findings) {
    if (!F.reported() || Shown == MostFindings)
      continue;
    ++Shown;
    OS << "| " << cell(shownPath(R, F.At.File)) << ":" << F.At.Line << " | " << nameOf(F.Level)
       << " | " << cell(F.Message) << (F.fixable() ? " (fixable)" : "") << " | " << link(F.Check)
       << " |\n";
  }
  OS << "\n";
  if (Shown < Total)
    OS << (Total - Shown) << " more aren't listed here: `--output-format html` shows all.\n\n";
  OS << "</details>\n";
}

void writeMarkdown(const Report &R, const WriterOptions &, raw_ostream &OS) {
  OS << "## async-tidy\n\n" << cell(summaryLine(R)) << "\n";
  writeCounts(R, OS);
  writeFindings(R, OS);
  bool Any = false;
  for (const UnitResult &U : R.Units) {
    if (!U.failed())
      continue;
    if (!Any)
      OS << "\n### Not analysed\n\n| File | State | Reason |\n|---|---|---|\n";
    Any = true;
    OS << "| " << cell(shownPath(R, U.File)) << " | " << nameOf(U.State) << " | " << cell(U.Reason)
       << " |\n";
  }
  Scores All = scoresOf(R);
  if (!All.Overall)
    return;
  OS << "\n| Category | Score | Findings | Places |\n|---|--:|--:|--:|\n";
  for (const Score &S : All.Categories)
    OS << "| " << S.Category << " | " << shownScore(S.Value) << " | " << S.Findings << " | "
       << S.Items << " |\n";
  OS << "| **overall** | **" << shownScore(All.Overall) << "** | | |\n";
}

} // namespace asynctidy::runner
