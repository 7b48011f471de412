//===- ScoreTest.cpp - scores and the inventory's table -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Score.h"
#include "TestReport.h"

using namespace asynctidy::runner;
using namespace asynctidy::runner::test;

namespace {

Report with(unsigned Findings, unsigned Coroutines, llvm::StringRef Check = "async-blocking-call") {
  Report R;
  for (unsigned I = 0; I < Findings; ++I) {
    R.Findings.emplace_back();
    R.Findings.back().Check = Check.str();
  }
  for (unsigned I = 0; I < Coroutines; ++I)
    R.Inventory.push_back({"coroutine", "task", {"a.cpp", I, 1, I}});
  return R;
}

std::optional<double> scoreOf(const Report &R, llvm::StringRef Category) {
  for (const Score &S : scoresOf(R).Categories)
    if (S.Category == Category)
      return S.Value;
  ADD_FAILURE() << "no category " << Category.str();
  return std::nullopt;
}

TEST(ScoreTest, Formula) {
  EXPECT_EQ(scoreOf(with(0, 5), "blocking"), 100);
  EXPECT_EQ(scoreOf(with(1, 10), "blocking"), 50);
  EXPECT_NEAR(*scoreOf(with(1, 100), "blocking"), 90.9, 0.1);
  // The inventory knows nothing of it: as if there were one place.
  EXPECT_NEAR(*scoreOf(with(2, 0), "blocking"), 100.0 / 21, 0.01);
  EXPECT_FALSE(scoreOf(with(0, 0), "blocking"));
  EXPECT_FALSE(scoreOf(with(0, 9), "testing"));
}

TEST(ScoreTest, EachFindingCostsAndEachPlaceHelps) {
  for (unsigned Items : {0u, 1u, 2u, 100u})
    for (unsigned N = 0; N < 20; ++N) {
      EXPECT_GT(*scoreOf(with(N, Items + 1), "blocking"),
                *scoreOf(with(N + 1, Items + 1), "blocking"));
      EXPECT_GT(asynctidy::runner::scoreOf(N, Items), 0);
      EXPECT_LE(asynctidy::runner::scoreOf(N, Items), 100);
      EXPECT_LE(asynctidy::runner::scoreOf(N, Items), asynctidy::runner::scoreOf(N, Items + 1));
    }
}

TEST(ScoreTest, WhichFindingsCount) {
  Report R = with(4, 10);
  R.Findings[0].Mute = Muted::InSource;
  R.Findings[1].Mute = Muted::Filtered;
  R.Findings[2].Mute = Muted::Baseline;
  EXPECT_NEAR(*scoreOf(R, "blocking"), 100.0 / 3, 0.01);
  // Compile errors are of no category.
  EXPECT_EQ(scoreOf(with(3, 10, "clang-diagnostic-error"), "blocking"), 100);
}

TEST(ScoreTest, OverallIsTheHarmonicMean) {
  // Coroutines are places of blocking, cancellation, concurrency, lifetime and sharing.
  Scores S = scoresOf(with(1, 10));
  double Reciprocals = 0;
  unsigned Known = 0;
  for (const Score &C : S.Categories)
    if (C.Value) {
      Reciprocals += 1 / *C.Value;
      ++Known;
    }
  EXPECT_EQ(Known, 5u);
  EXPECT_NEAR(*S.Overall, Known / Reciprocals, 0.001);
  EXPECT_FALSE(scoresOf(Report()).Overall);
  EXPECT_EQ(scoresOf(with(0, 1)).Overall, 100);
}

TEST(ScoreTest, OnlyNoFindingIsAHundred) {
  EXPECT_EQ(shownScore(99.99), "99");
  EXPECT_EQ(shownScore(100), "100");
  EXPECT_EQ(shownScore(std::nullopt), "no data");
}

TEST(InventoryTableTest, CountsByKindAndDetail) {
  FullReport T;
  InventoryCounts C = countInventory(T.R);
  std::string Text;
  for (const InventoryCounts::Line &L : C.Lines)
    if (L.Count || L.Ratio) {
      Text += L.Name + " " + shownCount(L);
      for (const auto &[Detail, Count] : L.Details)
        Text += ", " + Detail + " " + std::to_string(Count);
      Text += "\n";
    }
  EXPECT_EQ(Text, "coroutines 1, task 1\n"
                  "awaits 1\n"
                  "awaits per coroutine 1.0\n"
                  "locks 2, std::lock_guard 1, std::mutex::lock 1\n");
  EXPECT_EQ(countInventory(Report()).Lines.size(), C.Lines.size());
}

} // namespace
