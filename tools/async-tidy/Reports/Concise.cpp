//===- Concise.cpp - one line a finding -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Formats.h"
#include "Reports/Text.h"

using namespace llvm;

namespace asynctidy::runner {

/// A message may not break the line.
static std::string oneLine(StringRef Text) {
  std::string Line = printable(Text);
  std::replace(Line.begin(), Line.end(), '\n', ' ');
  return Line;
}

void writeConcise(const Report &R, const WriterOptions &Options, raw_ostream &OS) {
  for (const Finding &F : R.Findings) {
    if (!F.reported() && !Options.ShowMuted)
      continue;
    OS << oneLine(shownPath(R, F.At.File));
    if (F.At.Line)
      OS << ":" << F.At.Line << ":" << F.At.Column;
    OS << ": " << nameOf(F.Level) << ": " << oneLine(F.Message) << " [" << F.Check << "]";
    if (F.fixable())
      OS << " [*]";
    if (!F.reported())
      OS << " (muted: " << nameOf(F.Mute) << ")";
    OS << "\n";
  }
  for (const UnitResult &U : R.Units)
    if (U.failed())
      OS << oneLine(shownPath(R, U.File)) << ": error: " << oneLine(U.Reason) << " ["
         << nameOf(U.State) << "]\n";
}

} // namespace asynctidy::runner
