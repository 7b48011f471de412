//===- Statistics.cpp - a report in numbers -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Statistics.h"
#include "Model/Checks.h"
#include "Reports/Score.h"
#include "Reports/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include <map>

using namespace llvm;

namespace asynctidy::runner {

namespace {

constexpr size_t MostSlow = 10;
constexpr size_t MostDetails = 4;
constexpr size_t NameWidth = 40; // The longest check's fits.

struct Count {
  size_t Findings = 0;
  size_t Fixable = 0;
};

/// Reported findings by check, and by category under "".
struct Counts {
  explicit Counts(const Report &R) {
    for (const Finding &F : R.Findings)
      if (F.reported())
        for (Count *C : {&All, &ByCategory[categoryOf(F.Check).str()],
                         &ByCheck[categoryOf(F.Check).str()][F.Check]}) {
          ++C->Findings;
          C->Fixable += F.fixable();
        }
  }
  Count All;
  std::map<std::string, Count> ByCategory;
  std::map<std::string, std::map<std::string, Count>> ByCheck;
};

class Table {
public:
  Table(const Report &Now, const Report *Before, raw_ostream &OS)
      : Now(Now), Before(Before), OS(OS) {}
  void write();

private:
  void title(StringRef Name);
  void row(StringRef Name, StringRef Value, StringRef Was, const Twine &Rest = "");
  void inventory();
  void findings();
  void scores();
  void units();

  const Report &Now;
  const Report *Before;
  raw_ostream &OS;
};

} // namespace

void Table::title(StringRef Name) {
  OS << Name;
  if (Before)
    OS << std::string(NameWidth + 2 - Name.size(), ' ') << "  before       now";
  OS << "\n";
}

void Table::row(StringRef Name, StringRef Value, StringRef Was, const Twine &Rest) {
  std::string Text;
  raw_string_ostream Line(Text);
  Line << "  " << left_justify(Name, NameWidth);
  if (Before)
    Line << right_justify(Was, 8) << "  ";
  Line << right_justify(Value, 8) << "  " << Rest;
  OS << StringRef(Line.str()).rtrim() << "\n";
}

void Table::inventory() {
  title("Inventory");
  InventoryCounts Here = countInventory(Now), Then;
  if (Before)
    Then = countInventory(*Before);
  for (size_t I = 0; I < Here.Lines.size(); ++I) {
    const InventoryCounts::Line &L = Here.Lines[I];
    std::vector<std::pair<size_t, StringRef>> Details;
    for (const auto &Each : L.Details)
      Details.push_back({Each.second, Each.first});
    llvm::sort(Details, [](const auto &A, const auto &B) {
      return A.first != B.first ? A.first > B.first : A.second < B.second;
    });
    std::string Text;
    for (size_t K = 0; K < std::min(Details.size(), MostDetails); ++K)
      Text += formatv("{0}{1} {2}", K ? ", " : "", Details[K].second, Details[K].first).str();
    if (Details.size() > MostDetails)
      Text += formatv(", {0} others", Details.size() - MostDetails).str();
    row(L.Name, shownCount(L), Before ? shownCount(Then.Lines[I]) : "", Text);
  }
}

void Table::findings() {
  Counts Here(Now), Then(Before ? *Before : Report());
  OS << "\n";
  title("Findings");
  auto Number = [](size_t N) { return std::to_string(N); };
  auto Fixable = [](const Count &C) {
    return C.Findings ? formatv("{0} fixable ({1}%)", C.Fixable, 100 * C.Fixable / C.Findings).str()
                      : std::string();
  };
  row("all", Number(Here.All.Findings), Number(Then.All.Findings), Fixable(Here.All));
  for (StringRef Category : categories()) {
    std::string Name = Category.str();
    Count C = Here.ByCategory[Name], Was = Then.ByCategory[Name];
    if (C.Findings + Was.Findings == 0)
      continue;
    row(Name, Number(C.Findings), Number(Was.Findings), Fixable(C));
    // Those that are gone, too.
    std::map<std::string, Count> Checks = Here.ByCheck[Name];
    for (const auto &Each : Then.ByCheck[Name])
      Checks.try_emplace(Each.first);
    for (const auto &Each : Checks)
      row("  " + Each.first, Number(Each.second.Findings),
          Number(Then.ByCheck[Name][Each.first].Findings), Fixable(Each.second));
  }
  if (Count C = Here.ByCategory["other"], Was = Then.ByCategory["other"];
      C.Findings + Was.Findings > 0)
    row("errors of the compiler", Number(C.Findings), Number(Was.Findings));
}

void Table::scores() {
  Scores Here = scoresOf(Now), Then = scoresOf(Before ? *Before : Report());
  OS << "\n";
  title("Scores");
  row("overall", shownScore(Here.Overall), shownScore(Then.Overall));
  for (size_t I = 0; I < Here.Categories.size(); ++I) {
    const Score &S = Here.Categories[I];
    row(S.Category, shownScore(S.Value), shownScore(Then.Categories[I].Value),
        S.Value ? counted(S.Findings, "finding") + " in " + counted(S.Items, "place") : "");
  }
}

void Table::units() {
  std::vector<const UnitResult *> Slow;
  size_t Cached = 0, Failed = 0;
  for (const UnitResult &U : Now.Units) {
    Cached += U.State == UnitState::Cached;
    Failed += U.failed();
    if (U.Seconds > 0)
      Slow.push_back(&U);
  }
  llvm::sort(Slow, [](const UnitResult *A, const UnitResult *B) {
    return A->Seconds != B->Seconds ? A->Seconds > B->Seconds : A->File < B->File;
  });
  if (!Slow.empty()) {
    OS << "\nSlowest files\n";
    for (const UnitResult *U : ArrayRef<const UnitResult *>(Slow).take_front(MostSlow))
      OS << formatv("  {0,8:F1} s  {1}\n", U->Seconds, printable(shownPath(Now, U->File)));
  }
  OS << formatv("\nCache: {0} of {1}", Cached, counted(Now.Units.size(), "file"));
  if (!Now.Units.empty())
    OS << formatv(" ({0}%)", 100 * Cached / Now.Units.size());
  OS << (Failed ? "; " + std::to_string(Failed) + " failed: the numbers are not of all\n" : "\n");
}

void Table::write() {
  inventory();
  findings();
  scores();
  units();
}

void writeStatistics(const Report &Now, const Report *Before, raw_ostream &OS) {
  Table(Now, Before, OS).write();
}

} // namespace asynctidy::runner
