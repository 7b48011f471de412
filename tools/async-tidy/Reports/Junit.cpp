//===- Junit.cpp - findings as failed tests -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Formats.h"
#include "Reports/Text.h"
#include "llvm/Support/FormatVariadic.h"
#include <map>

using namespace llvm;

namespace asynctidy::runner {

namespace {
/// What is known of one file: a test suite.
struct Suite {
  const UnitResult *Unit = nullptr;
  std::vector<const Finding *> Findings;
};
} // namespace

static void writeCase(const Report &R, const Finding &F, StringRef File, raw_ostream &OS) {
  std::string Position = formatv("{0}:{1}:{2}", File, F.At.Line, F.At.Column);
  OS << formatv(
      "    <testcase classname=\"{0}\" name=\"{1} at {2}:{3}\" file=\"{0}\" line=\"{2}\">\n",
      escapeXml(File), escapeXml(F.Check), F.At.Line, F.At.Column);
  OS << formatv("      <failure type=\"{0}\" message=\"{1}\">", nameOf(F.Level),
                escapeXml(F.Message));
  OS << escapeXml(Position) << ": " << escapeXml(F.Message) << " [" << escapeXml(F.Check) << "]";
  for (const Note &N : F.Notes)
    OS << "\n"
       << escapeXml(shownPath(R, N.At.File)) << ":" << N.At.Line << ":" << N.At.Column
       << ": note: " << escapeXml(N.Message);
  OS << "</failure>\n    </testcase>\n";
}

void writeJunit(const Report &R, const WriterOptions &, raw_ostream &OS) {
  std::map<std::string, Suite> Suites;
  size_t Tests = 0, Failures = 0, Errors = 0;
  for (const UnitResult &U : R.Units)
    Suites[shownPath(R, U.File)].Unit = &U;
  for (const Finding &F : R.Findings)
    if (F.reported())
      Suites[shownPath(R, F.At.File)].Findings.push_back(&F);
  for (const auto &[File, S] : Suites) {
    Tests += S.Findings.size() + (S.Unit ? 1 : 0);
    Failures += S.Findings.size();
    Errors += S.Unit && S.Unit->failed();
  }
  Tests += R.Skipped.size();
  OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  OS << formatv("<testsuites name=\"async-tidy\" tests=\"{0}\" failures=\"{1}\" errors=\"{2}\" "
                "skipped=\"{3}\" time=\"{4:F3}\">\n",
                Tests, Failures, Errors, R.Skipped.size(), R.Seconds);
  for (const auto &[File, S] : Suites) {
    std::string Name = escapeXml(File);
    OS << formatv("  <testsuite name=\"{0}\" tests=\"{1}\" failures=\"{2}\" errors=\"{3}\" "
                  "skipped=\"0\" time=\"{4:F3}\">\n",
                  Name, S.Findings.size() + (S.Unit ? 1 : 0), S.Findings.size(),
                  S.Unit && S.Unit->failed() ? 1 : 0, S.Unit ? S.Unit->Seconds : 0.0);
    if (S.Unit) {
      OS << formatv("    <testcase classname=\"{0}\" name=\"analysis\" file=\"{0}\" "
                    "time=\"{1:F3}\"",
                    Name, S.Unit->Seconds);
      if (S.Unit->failed())
        OS << formatv(">\n      <error type=\"{0}\" message=\"{1}\"/>\n    </testcase>\n",
                      nameOf(S.Unit->State), escapeXml(S.Unit->Reason));
      else
        OS << "/>\n";
    }
    for (const Finding *F : S.Findings)
      writeCase(R, *F, File, OS);
    OS << "  </testsuite>\n";
  }
  if (!R.Skipped.empty()) {
    OS << formatv("  <testsuite name=\"not analysed\" tests=\"{0}\" failures=\"0\" errors=\"0\" "
                  "skipped=\"{0}\">\n",
                  R.Skipped.size());
    for (const auto &[File, Why] : R.Skipped)
      OS << formatv("    <testcase classname=\"{0}\" name=\"analysis\">\n      <skipped "
                    "message=\"{1}\"/>\n    </testcase>\n",
                    escapeXml(shownPath(R, File)), escapeXml(Why));
    OS << "  </testsuite>\n";
  }
  OS << "</testsuites>\n";
}

} // namespace asynctidy::runner
