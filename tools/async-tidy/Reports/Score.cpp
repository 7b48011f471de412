//===- Score.cpp - how asynchronous code is doing, in numbers -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Score.h"
#include "Model/Checks.h"
#include "Reports/Text.h"
#include "async-tidy/InventoryKinds.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;
using namespace asynctidy::inventory_kind;

namespace asynctidy::runner {

namespace {
/// Where findings of a category can be.
struct Places {
  StringLiteral Category;
  std::initializer_list<StringLiteral> Kinds;
};

const Places AllPlaces[] = {
    {"blocking", {Coroutine, Callback, Sleep, BlockingWait}},
    {"cancellation", {Coroutine, Cancellation}},
    {"concurrency", {Coroutine, Spawn, Thread}},
    {"lifetime", {Coroutine, Callback, Spawn, Thread}},
    {"locks", {Lock, AsyncLock}},
    {"sharing", {Atomic, Coroutine, Thread}},
    {"tasks", {Await, Spawn, Thread}},
    {"testing", {Test}},
};
} // namespace

double scoreOf(unsigned Findings, unsigned Items) {
  return 100.0 / (1.0 + 10.0 * Findings / std::max(Items, 1u));
}

Scores scoresOf(const Report &R) {
  StringMap<unsigned> Found, Items;
  for (const Finding &F : R.Findings)
    if (F.Mute == Muted::No || F.Mute == Muted::Baseline)
      ++Found[categoryOf(F.Check)];
  for (const InventoryItem &I : R.Inventory)
    ++Items[I.Kind];
  Scores Result;
  double Density = 0;
  unsigned Known = 0;
  for (StringRef Category : categories()) {
    Score S;
    S.Category = Category;
    S.Findings = Found.lookup(Category);
    for (const Places &P : AllPlaces)
      if (P.Category == Category)
        for (StringRef Kind : P.Kinds)
          S.Items += Items.lookup(Kind);
    if (S.Findings > 0 || S.Items > 0) {
      S.Value = scoreOf(S.Findings, S.Items);
      Density += double(S.Findings) / std::max(S.Items, 1u);
      ++Known;
    }
    Result.Categories.push_back(S);
  }
  // The formula for the categories' mean density: the harmonic mean of their scores.
  if (Known > 0)
    Result.Overall = 100.0 / (1.0 + 10.0 * Density / Known);
  return Result;
}

std::string shownScore(std::optional<double> Value) {
  // 99.9 is not 100: that is for no finding at all.
  return Value ? formatv("{0}", unsigned(*Value)).str() : "no data";
}

InventoryCounts countInventory(const Report &R) {
  struct Row {
    StringLiteral Name;
    StringLiteral Kind;
    bool ByDetail;
  };
  static constexpr Row Rows[] = {
      {"coroutines", Coroutine, true},
      {"awaits", Await, false},
      {"yields", Yield, false},
      {"event loop callbacks", Callback, true},
      {"spawns", Spawn, true},
      {"detached tasks and threads", Detached, true},
      {"threads", Thread, true},
      {"locks", Lock, true},
      {"locks by co_await", AsyncLock, true},
      {"sleeps", Sleep, true},
      {"blocking waits", BlockingWait, true},
      {"uses of atomics", Atomic, true},
      {"cancellation tokens", Cancellation, true},
      {"tests", Test, false},
  };
  InventoryCounts Result;
  for (const Row &Each : Rows) {
    InventoryCounts::Line L;
    L.Name = Each.Name.str();
    for (const InventoryItem &I : R.Inventory)
      if (I.Kind == Each.Kind) {
        ++L.Count;
        if (Each.ByDetail && !I.Detail.empty())
          ++L.Details[I.Detail];
      }
    Result.Lines.push_back(std::move(L));
    if (Each.Kind == Await) {
      InventoryCounts::Line Ratio;
      Ratio.Name = "awaits per coroutine";
      size_t Coroutines = Result.Lines.front().Count;
      Ratio.Ratio = Coroutines ? double(Result.Lines.back().Count) / Coroutines : 0.0;
      Result.Lines.push_back(std::move(Ratio));
    }
  }
  return Result;
}

std::string shownCount(const InventoryCounts::Line &L) {
  return L.Ratio ? formatv("{0:F1}", *L.Ratio).str() : std::to_string(L.Count);
}

} // namespace asynctidy::runner
