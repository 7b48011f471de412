//===- Json.cpp - everything, for programs -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "llvm/Support/JSON.h"
#include "Model/Checks.h"
#include "Reports/Formats.h"
#include "Reports/Score.h"
#include "Reports/Text.h"

using namespace llvm;

namespace asynctidy::runner {

/// docs/guides/runner-json.md describes the format; what takes a key away or changes its meaning
/// raises the version.
constexpr int FormatVersion = 1;

namespace {
class Output {
public:
  Output(const Report &R, raw_ostream &OS) : R(R), J(OS, 2) {}
  void write();

private:
  void place(const Place &At);
  void edits(ArrayRef<Edit> Edits);
  void summary();
  void finding(const Finding &F);
  void scores();

  const Report &R;
  json::OStream J;
  Sources Texts;
};
} // namespace

void Output::place(const Place &At) {
  J.attribute("file", utf8(shownPath(R, At.File)));
  J.attribute("line", At.Line);
  J.attribute("column", At.Column);
  J.attribute("offset", At.Offset);
}

void Output::edits(ArrayRef<Edit> Edits) {
  J.attributeArray("fix", [&] {
    for (const Edit &E : Edits)
      J.object([&] {
        J.attribute("file", utf8(shownPath(R, E.File)));
        J.attribute("offset", E.Offset);
        J.attribute("length", E.Length);
        J.attribute("text", utf8(E.Text));
      });
  });
}

void Output::summary() {
  int64_t Cached = 0, Failed = 0, Found = 0, New = 0, Fixable = 0;
  for (const UnitResult &U : R.Units) {
    Cached += U.State == UnitState::Cached;
    Failed += U.failed();
  }
  for (const Finding &F : R.Findings)
    if (F.reported()) {
      ++Found;
      New += F.New;
      Fixable += F.fixable();
    }
  J.attributeObject("summary", [&] {
    J.attribute("units", int64_t(R.Units.size()));
    J.attribute("cached", Cached);
    J.attribute("analysed", int64_t(R.Units.size()) - Cached - Failed);
    J.attribute("failed", Failed);
    J.attribute("skipped", int64_t(R.Skipped.size()));
    J.attribute("findings", Found);
    J.attribute("new", New);
    J.attribute("muted", int64_t(R.Findings.size()) - Found);
    J.attribute("fixable", Fixable);
    J.attribute("seconds", R.Seconds);
    J.attribute("text", summaryLine(R));
  });
}

void Output::finding(const Finding &F) {
  J.object([&] {
    J.attribute("check", F.Check);
    J.attribute("category", categoryOf(F.Check));
    J.attribute("severity", nameOf(F.Level));
    J.attribute("message", utf8(F.Message));
    place(F.At);
    Span At = Texts.span(F);
    J.attribute("endLine", At.End.Line);
    J.attribute("endColumn", At.End.Column);
    J.attribute("endOffset", std::max(F.EndOffset, F.At.Offset));
    J.attribute("entity", utf8(F.Entity));
    J.attribute("fingerprint", F.Fingerprint);
    J.attribute("new", F.New);
    if (F.reported())
      J.attribute("muted", nullptr);
    else
      J.attribute("muted", nameOf(F.Mute));
    J.attribute("url", pageUrl(F.Check));
    edits(F.Edits);
    J.attributeArray("notes", [&] {
      for (const Note &N : F.Notes)
        J.object([&] {
          J.attribute("message", utf8(N.Message));
          place(N.At);
          edits(N.Edits);
        });
    });
  });
}

void Output::scores() {
  Scores All = scoresOf(R);
  auto Value = [&](StringRef Key, std::optional<double> V) {
    if (V)
      J.attribute(Key, *V);
    else
      J.attribute(Key, nullptr);
  };
  J.attributeObject("scores", [&] {
    Value("overall", All.Overall);
    J.attributeObject("categories", [&] {
      for (const Score &S : All.Categories)
        J.attributeObject(S.Category, [&] {
          Value("score", S.Value);
          J.attribute("findings", S.Findings);
          J.attribute("places", S.Items);
        });
    });
  });
}

void Output::write() {
  J.object([&] {
    J.attribute("version", FormatVersion);
    J.attributeObject("tool", [&] {
      J.attribute("name", "async-tidy");
      J.attribute("version", R.Version);
      J.attribute("clang-tidy", R.Tidy);
    });
    J.attribute("root", utf8(R.Root));
    J.attributeArray("arguments", [&] {
      for (const std::string &Argument : R.Arguments)
        J.value(utf8(Argument));
    });
    summary();
    J.attributeArray("findings", [&] {
      for (const Finding &F : R.Findings)
        finding(F);
    });
    J.attributeArray("units", [&] {
      for (const UnitResult &U : R.Units)
        J.object([&] {
          J.attribute("file", utf8(shownPath(R, U.File)));
          J.attribute("state", nameOf(U.State));
          J.attribute("reason", utf8(U.Reason));
          J.attribute("seconds", U.Seconds);
        });
    });
    J.attributeArray("skipped", [&] {
      for (const auto &Each : R.Skipped)
        J.object([&] {
          J.attribute("file", utf8(shownPath(R, Each.first)));
          J.attribute("reason", utf8(Each.second));
        });
    });
    J.attributeArray("inventory", [&] {
      for (const InventoryItem &I : R.Inventory)
        J.object([&] {
          J.attribute("kind", I.Kind);
          J.attribute("detail", utf8(I.Detail));
          J.attribute("file", utf8(shownPath(R, I.At.File)));
          J.attribute("line", I.At.Line);
          J.attribute("column", I.At.Column);
        });
    });
    scores();
  });
}

void writeJson(const Report &R, const WriterOptions &, raw_ostream &OS) {
  Output(R, OS).write();
  OS << "\n";
}

} // namespace asynctidy::runner
