//===- Writers.cpp - output formats -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Writers.h"
#include "Reports/Formats.h"
#include "Reports/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;

namespace asynctidy::runner {

static constexpr Writer All[] = {
    {"concise", "one line a finding", writeConcise},
    {"full", "findings with their code, notes and fixes", writeFull},
    {"github", "GitHub's workflow commands: annotations of a pull request", writeGithub},
    {"gitlab", "GitLab's Code Quality report", writeGitlab},
    {"html", "one page with findings, inventory and scores, for a browser", writeHtml},
    {"json", "everything, for programs", writeJson},
    {"junit", "JUnit's XML: findings as failed tests", writeJunit},
    {"markdown", "a summary, for a CI job's page", writeMarkdown},
    {"rdjson", "reviewdog's JSON, with suggestions", writeRdjson},
    {"sarif", "SARIF 2.1.0", writeSarif},
};

ArrayRef<Writer> writers() { return All; }

const Writer *findWriter(StringRef Name) {
  const Writer *Found = llvm::find_if(All, [&](const Writer &W) { return Name == W.Name; });
  return Found == std::end(All) ? nullptr : Found;
}

std::string summaryLine(const Report &R) {
  size_t Cached = 0, Failed = 0, Found = 0, New = 0, Fixable = 0;
  bool AnyOld = false;
  for (const UnitResult &U : R.Units) {
    Cached += U.State == UnitState::Cached;
    Failed += U.failed();
  }
  for (const Finding &F : R.Findings) {
    AnyOld |= !F.New;
    if (!F.reported())
      continue;
    ++Found;
    New += F.New;
    Fixable += F.fixable();
  }
  std::string Line = counted(R.Units.size(), "TU");
  Line += formatv(" ({0} cached, {1} analysed, {2} failed", Cached,
                  R.Units.size() - Cached - Failed, Failed);
  if (!R.Skipped.empty())
    Line += formatv(", {0} skipped", R.Skipped.size());
  Line += "), " + counted(Found, "finding");
  // Without a baseline all are new.
  if (AnyOld)
    Line += formatv(" ({0} new)", New);
  Line += formatv(", {0} fixable, {1:F1} s", Fixable, R.Seconds);
  return Line;
}

} // namespace asynctidy::runner
