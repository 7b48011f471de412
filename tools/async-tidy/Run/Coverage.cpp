//===- Coverage.cpp - what an analysis could have found -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Coverage.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace asynctidy::runner {

Coverage::Coverage(const Report &R) {
  for (const UnitResult &U : R.Units) {
    if (!U.failed())
      Units.insert(U.File);
    else
      Files[U.File].Failed = true; // What else it reads may not be known.
    for (const std::string &Name : U.Dependencies) {
      FileState &File = Files[Name];
      if (U.failed())
        File.Failed = true;
      else
        for (const std::string &Check : U.Checks)
          File.Checks.insert(Check);
    }
  }
}

bool Coverage::covers(StringRef File, StringRef Check) const {
  auto State = Files.find(File);
  return State != Files.end() && !State->second.Failed && State->second.Checks.contains(Check);
}

std::vector<std::string> Coverage::files() const {
  std::vector<std::string> Names;
  for (const auto &File : Files)
    if (!File.second.Failed)
      Names.push_back(File.first().str());
  sort(Names);
  return Names;
}

} // namespace asynctidy::runner
