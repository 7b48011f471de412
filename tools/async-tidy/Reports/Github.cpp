//===- Github.cpp - GitHub's workflow commands -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Formats.h"
#include "Reports/Text.h"

using namespace llvm;

namespace asynctidy::runner {

/// What ends a command or one of its properties, as the runner of GitHub's actions reads it.
static std::string escaped(StringRef Text, bool Property) {
  std::string Result;
  for (char C : utf8(Text))
    switch (C) {
    case '%':
      Result += "%25";
      break;
    case '\r':
      Result += "%0D";
      break;
    case '\n':
      Result += "%0A";
      break;
    case ':':
      Result += Property ? "%3A" : ":";
      break;
    case ',':
      Result += Property ? "%2C" : ",";
      break;
    default:
      Result += C;
    }
  return Result;
}

static StringRef commandOf(Severity S) {
  return S == Severity::Error ? "error" : S == Severity::Warning ? "warning" : "notice";
}

void writeGithub(const Report &R, const WriterOptions &, raw_ostream &OS) {
  Sources Texts;
  for (const Finding &F : R.Findings) {
    if (!F.reported())
      continue;
    OS << "::" << commandOf(F.Level) << " file=" << escaped(shownPath(R, F.At.File), true);
    if (F.At.Line) {
      Span At = Texts.span(F);
      OS << ",line=" << At.Begin.Line << ",endLine=" << At.End.Line;
      // Columns count only for ranges of one line: with others GitHub drops the annotation.
      if (At.Begin.Line == At.End.Line)
        OS << ",col=" << Texts.utf16Column(F.At.File, At.Begin)
           << ",endColumn=" << Texts.utf16Column(F.At.File, At.End);
    }
    std::string Message = F.Message;
    for (const Note &N : F.Notes)
      Message +=
          "\n" + shownPath(R, N.At.File) + ":" + std::to_string(N.At.Line) + ": " + N.Message;
    if (F.fixable())
      Message += "\n`async-tidy fix` fixes this.";
    OS << ",title=" << escaped(F.Check, true) << "::" << escaped(Message, false) << "\n";
  }
  for (const UnitResult &U : R.Units)
    if (U.failed())
      OS << "::error file=" << escaped(shownPath(R, U.File), true) << ",title=not analysed ("
         << nameOf(U.State) << ")::" << escaped(U.Reason, false) << "\n";
}

} // namespace asynctidy::runner
