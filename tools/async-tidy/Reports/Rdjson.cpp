//===- Rdjson.cpp - reviewdog's format -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Model/Checks.h"
#include "Reports/Formats.h"
#include "Reports/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace asynctidy::runner {

/// A suggestion that a reviewer applies by itself, so it may not be a part of a fix; and it lies on
/// lines of the change that is reviewed, so fixes that reach far are no suggestions.
constexpr unsigned MostLines = 20;

static void writePosition(json::OStream &J, StringRef Key, Position At) {
  J.attributeObject(Key, [&] {
    J.attribute("line", At.Line);
    J.attribute("column", At.Column); // In bytes, as the format wants it.
  });
}

/// All of \p Edits as one replacement; nothing if they are of several files, or far apart.
static void writeSuggestion(json::OStream &J, Sources &Texts, StringRef File,
                            std::vector<Edit> Edits) {
  llvm::sort(Edits);
  if (Edits.empty() || llvm::any_of(Edits, [&](const Edit &E) { return E.File != File; }))
    return;
  StringRef Text = Texts.text(File);
  unsigned Begin = Edits.front().Offset, At = Begin;
  std::string New;
  for (const Edit &E : Edits) {
    if (E.Offset < At || E.Offset + E.Length > Text.size())
      return;
    New += Text.slice(At, E.Offset).str() + E.Text;
    At = E.Offset + E.Length;
  }
  Position First = Texts.position(File, Begin), Last = Texts.position(File, At);
  if (Last.Line - First.Line > MostLines)
    return;
  J.object([&] {
    J.attributeObject("range", [&] {
      writePosition(J, "start", First);
      writePosition(J, "end", Last);
    });
    J.attribute("text", utf8(New));
  });
}

void writeRdjson(const Report &R, const WriterOptions &, raw_ostream &OS) {
  Sources Texts;
  json::OStream J(OS, 2);
  auto Location = [&](StringRef File, const Span *At) {
    J.attributeObject("location", [&] {
      J.attribute("path", utf8(shownPath(R, File)));
      if (At)
        J.attributeObject("range", [&] {
          writePosition(J, "start", At->Begin);
          writePosition(J, "end", At->End);
        });
    });
  };
  J.object([&] {
    J.attributeObject("source", [&] { J.attribute("name", "async-tidy"); });
    J.attributeArray("diagnostics", [&] {
      for (const Finding &F : R.Findings) {
        if (!F.reported())
          continue;
        Span At = Texts.span(F);
        J.object([&] {
          J.attribute("message", utf8(F.Message));
          Location(F.At.File, F.At.Line ? &At : nullptr);
          J.attribute("severity", F.Level == Severity::Error     ? "ERROR"
                                  : F.Level == Severity::Warning ? "WARNING"
                                                                 : "INFO");
          J.attributeObject("code", [&] {
            J.attribute("value", F.Check);
            if (std::string Url = pageUrl(F.Check); !Url.empty())
              J.attribute("url", Url);
          });
          J.attributeArray("suggestions", [&] {
            writeSuggestion(J, Texts, F.At.File, F.Edits);
            for (const Note &N : F.Notes)
              writeSuggestion(J, Texts, F.At.File, N.Edits);
          });
          J.attributeArray("relatedLocations", [&] {
            for (const Note &N : F.Notes)
              J.object([&] {
                J.attribute("message", utf8(N.Message));
                Span Of{Texts.position(N.At), Texts.position(N.At)};
                Location(N.At.File, N.At.Line ? &Of : nullptr);
              });
          });
        });
      }
      for (const UnitResult &U : R.Units)
        if (U.failed())
          J.object([&] {
            J.attribute("message", utf8("not analysed: " + U.Reason));
            Location(U.File, nullptr);
            J.attribute("severity", "ERROR");
            J.attributeObject("code", [&] { J.attribute("value", nameOf(U.State)); });
          });
    });
  });
  OS << "\n";
}

} // namespace asynctidy::runner
