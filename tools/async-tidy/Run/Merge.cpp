//===- Merge.cpp - one report of many files' results -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Merge.h"
#include "Model/Checks.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace asynctidy::runner {

void Merger::add(StringRef File, UnitRecord Record, UnitState State, double Seconds) {
  for (Finding &F : Record.Findings) {
    Key K{F.At.File, F.At.Offset, F.Check, F.Message};
    auto [Found, New] = Told.try_emplace(std::move(K), F);
    // One of them may be without the fix or the function's name, for reasons of its own.
    if (!New && Found->second.Edits.empty())
      Found->second.Edits = std::move(F.Edits);
    if (!New && Found->second.Entity.empty())
      Found->second.Entity = std::move(F.Entity);
    if (!New && F.Level == Severity::Error)
      Found->second.Level = Severity::Error;
  }
  for (RawFinding &Raw : Record.Muted) {
    Finding F;
    F.Check = Raw.Check;
    // The plugin doesn't know what clang-tidy would have put for %0.
    const CheckInfo *Info = findCheck(Raw.Check);
    F.Message = Info ? Info->Summary.str() : Raw.Message;
    F.At = Raw.At;
    F.Entity = std::move(Raw.Entity);
    F.Mute = Muted::InSource;
    Silenced.try_emplace({F.At.File, F.At.Offset, F.Check}, F);
  }
  for (InventoryItem &I : Record.Inventory) {
    // A template and its instantiations are one place, and the template itself knows no types.
    auto [Found, New] = Inventory.try_emplace({I.At.File, I.At.Offset, I.Kind}, I);
    std::string &Detail = Found->second.Detail;
    if (!New && !I.Detail.empty() && (Detail.empty() || I.Detail < Detail))
      Detail = std::move(I.Detail);
  }
  UnitResult U;
  U.File = File.str();
  U.State = State;
  U.Reason = std::move(Record.Reason);
  U.Seconds = Seconds;
  U.Dependencies = std::move(Record.Reads);
  Units.push_back(std::move(U));
}

Report Merger::take() {
  Report R;
  for (auto &[K, F] : Told) {
    Silenced.erase({std::get<0>(K), std::get<1>(K), std::get<2>(K)});
    R.Findings.push_back(std::move(F));
  }
  for (auto &[K, F] : Silenced)
    R.Findings.push_back(std::move(F));
  auto Order = [](const Finding &F) {
    return std::tie(F.At.File, F.At.Offset, F.Check, F.Message);
  };
  llvm::sort(R.Findings, [&](const Finding &A, const Finding &B) { return Order(A) < Order(B); });
  for (auto &[K, I] : Inventory)
    R.Inventory.push_back(std::move(I));
  R.Units = std::move(Units);
  llvm::sort(R.Units, [](const UnitResult &A, const UnitResult &B) { return A.File < B.File; });
  return R;
}

} // namespace asynctidy::runner
