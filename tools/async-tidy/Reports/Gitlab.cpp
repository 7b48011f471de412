//===- Gitlab.cpp - GitLab's Code Quality report -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Formats.h"
#include "Reports/Text.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/SHA256.h"

using namespace llvm;

namespace asynctidy::runner {

static StringRef levelOf(Severity S) {
  return S == Severity::Error ? "critical" : S == Severity::Warning ? "major" : "info";
}

void writeGitlab(const Report &R, const WriterOptions &, raw_ostream &OS) {
  StringSet<> Used;
  json::OStream J(OS, 2);
  auto Entry = [&](StringRef Description, StringRef Check, StringRef Severity, StringRef File,
                   unsigned Line, std::string Fingerprint) {
    // GitLab shows one of two that are equal.
    if (Fingerprint.empty())
      Fingerprint =
          toHex(SHA256::hash(arrayRefFromStringRef((Check + ":" + File + ":" + Description).str())),
                /*LowerCase=*/true)
              .substr(0, 32);
    std::string Unique = Fingerprint;
    for (unsigned I = 2; !Used.insert(Unique).second; ++I)
      Unique = Fingerprint + "-" + std::to_string(I);
    J.object([&] {
      J.attribute("description", utf8(Description));
      J.attribute("check_name", Check);
      J.attribute("fingerprint", Unique);
      J.attribute("severity", Severity);
      J.attributeObject("location", [&] {
        J.attribute("path", utf8(File));
        J.attributeObject("lines", [&] { J.attribute("begin", std::max(Line, 1u)); });
      });
    });
  };
  J.array([&] {
    for (const Finding &F : R.Findings)
      if (F.reported())
        Entry(F.Message, F.Check, levelOf(F.Level), shownPath(R, F.At.File), F.At.Line,
              F.Fingerprint);
    for (const UnitResult &U : R.Units)
      if (U.failed())
        Entry("not analysed: " + U.Reason, ("async-tidy-" + nameOf(U.State)).str(), "critical",
              shownPath(R, U.File), 1, "");
  });
  OS << "\n";
}

} // namespace asynctidy::runner
