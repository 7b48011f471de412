//===- Sarif.cpp - SARIF 2.1.0 -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Model/Checks.h"
#include "Reports/Formats.h"
#include "Reports/Text.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace asynctidy::runner {

namespace {
class Log {
public:
  Log(const Report &R, raw_ostream &OS) : R(R), J(OS, 2) {}
  void write();

private:
  void message(StringRef Key, StringRef Text);
  void artifact(StringRef File);
  void region(StringRef Key, StringRef File, const Span &At);
  void location(StringRef File, const Span *At, StringRef Message = "", StringRef Entity = "");
  void at(const Place &At, StringRef Message);
  void fix(StringRef Description, ArrayRef<Edit> Edits);
  void rules();
  void rule(StringRef Id);
  void notifications();
  void result(const Finding &F);

  const Report &R;
  json::OStream J;
  Sources Texts;
  std::vector<std::string> Rules; ///< Of the findings, in order of the first one.
  StringMap<unsigned> RuleIndex;
  bool AnyOld = false;
};

StringRef levelOf(Severity S) {
  return S == Severity::Error ? "error" : S == Severity::Warning ? "warning" : "note";
}

} // namespace

/// A message is plain text in which braces are placeholders and `[text](1)` is a link.
void Log::message(StringRef Key, StringRef Text) {
  std::string Escaped;
  for (char C : utf8(Text)) {
    if (C == '(' && StringRef(Escaped).take_back() == "]")
      Escaped += ' ';
    if (C == '{' || C == '}')
      Escaped += C;
    Escaped += C;
  }
  J.attributeObject(Key, [&] { J.attribute("text", Escaped); });
}

void Log::artifact(StringRef File) {
  std::string Shown = utf8(shownPath(R, File));
  J.attributeObject("artifactLocation", [&] {
    if (sys::path::is_absolute(Shown)) {
      J.attribute("uri", "file://" + uriPath(Shown));
      return;
    }
    J.attribute("uri", uriPath(Shown));
    J.attribute("uriBaseId", "ROOT");
  });
}

void Log::region(StringRef Key, StringRef File, const Span &At) {
  J.attributeObject(Key, [&] {
    J.attribute("startLine", At.Begin.Line);
    J.attribute("startColumn", Texts.utf16Column(File, At.Begin));
    J.attribute("endLine", At.End.Line);
    J.attribute("endColumn", Texts.utf16Column(File, At.End));
  });
}

void Log::location(StringRef File, const Span *At, StringRef Message, StringRef Entity) {
  J.attributeObject("physicalLocation", [&] {
    artifact(File);
    if (At)
      region("region", File, *At);
  });
  if (!Entity.empty())
    J.attributeArray("logicalLocations", [&] {
      J.object([&] {
        J.attribute("fullyQualifiedName", utf8(Entity));
        J.attribute("kind", "function");
      });
    });
  if (!Message.empty())
    message("message", Message);
}

void Log::at(const Place &At, StringRef Message) {
  Span Of = Texts.span(At);
  location(At.File, At.Line ? &Of : nullptr, Message);
}

void Log::fix(StringRef Description, ArrayRef<Edit> Edits) {
  std::map<StringRef, std::vector<const Edit *>> ByFile;
  for (const Edit &E : Edits)
    ByFile[E.File].push_back(&E);
  J.object([&] {
    message("description", Description);
    J.attributeArray("artifactChanges", [&] {
      for (const auto &[File, Changes] : ByFile)
        J.object([&, File = File, &Changes = Changes] {
          artifact(File);
          J.attributeArray("replacements", [&] {
            for (const Edit *E : Changes)
              J.object([&] {
                region(
                    "deletedRegion", File,
                    {Texts.position(File, E->Offset), Texts.position(File, E->Offset + E->Length)});
                if (!E->Text.empty())
                  J.attributeObject("insertedContent", [&] { J.attribute("text", utf8(E->Text)); });
              });
          });
        });
    });
  });
}

void Log::rule(StringRef Id) {
  J.object([&] {
    J.attribute("id", Id);
    const CheckInfo *C = findCheck(Id);
    if (!C) {
      J.attributeObject("shortDescription", [&] { J.attribute("text", "compiler diagnostic"); });
      return;
    }
    std::string Url = pageUrl(Id);
    J.attributeObject("shortDescription", [&] { J.attribute("text", C->Summary); });
    J.attributeObject("help", [&] {
      J.attribute("text", (C->Summary + "\n\n" + Url).str());
      J.attribute("markdown", utf8(C->Page));
    });
    J.attribute("helpUri", uriPath(Url));
    J.attributeObject("defaultConfiguration", [&] {
      J.attribute("enabled", !C->OptIn);
      J.attribute("level", "warning");
    });
    J.attributeObject("properties",
                      [&] { J.attributeArray("tags", [&] { J.value(C->Category); }); });
  });
}

void Log::notifications() {
  J.attributeArray("toolExecutionNotifications", [&] {
    for (const UnitResult &U : R.Units)
      if (U.failed())
        J.object([&] {
          J.attribute("level", "error");
          J.attributeObject("descriptor", [&] { J.attribute("id", nameOf(U.State)); });
          message("message", U.Reason.empty() ? nameOf(U.State) : StringRef(U.Reason));
          J.attributeArray("locations", [&] { J.object([&] { location(U.File, nullptr); }); });
        });
    for (const auto &[File, Reason] : R.Skipped)
      J.object([&, &File = File, &Reason = Reason] {
        J.attribute("level", "note");
        J.attributeObject("descriptor", [&] { J.attribute("id", "skipped"); });
        message("message", Reason);
        J.attributeArray("locations", [&] { J.object([&] { location(File, nullptr); }); });
      });
  });
}

void Log::result(const Finding &F) {
  J.object([&] {
    J.attribute("ruleId", F.Check);
    J.attribute("ruleIndex", RuleIndex[F.Check]);
    J.attribute("level", levelOf(F.Level));
    message("message", F.Message);
    Span At = Texts.span(F);
    J.attributeArray("locations", [&] {
      J.object([&] { location(F.At.File, F.At.Line ? &At : nullptr, "", F.Entity); });
    });
    if (!F.Notes.empty()) {
      J.attributeArray("relatedLocations", [&] {
        unsigned Id = 1;
        for (const Note &N : F.Notes)
          J.object([&] {
            J.attribute("id", Id++);
            at(N.At, N.Message);
          });
      });
      bool Leads = false;
      for (const Note &N : F.Notes)
        Leads |= N.Edits.empty();
      if (Leads)
        J.attributeArray("codeFlows", [&] {
          J.object([&] {
            J.attributeArray("threadFlows", [&] {
              J.object([&] {
                J.attributeArray("locations", [&] {
                  J.object([&] { J.attributeObject("location", [&] { at(F.At, F.Message); }); });
                  for (const Note &N : F.Notes)
                    if (N.Edits.empty())
                      J.object(
                          [&] { J.attributeObject("location", [&] { at(N.At, N.Message); }); });
                });
              });
            });
          });
        });
    }
    if (F.fixable() || F.suggests())
      J.attributeArray("fixes", [&] {
        if (F.fixable())
          fix("safe fix", F.Edits);
        for (const Note &N : F.Notes)
          if (!N.Edits.empty())
            fix(N.Message, N.Edits);
      });
    if (!F.Fingerprint.empty())
      J.attributeObject("partialFingerprints", [&] { J.attribute("asyncTidy/v1", F.Fingerprint); });
    if (AnyOld)
      J.attribute("baselineState", F.New ? "new" : "unchanged");
    if (!F.reported())
      J.attributeArray("suppressions", [&] {
        J.object([&] {
          J.attribute("kind", F.Mute == Muted::InSource ? "inSource" : "external");
          J.attribute("justification", F.Mute == Muted::InSource   ? "NOLINT comment"
                                       : F.Mute == Muted::Baseline ? "known to the baseline"
                                                                   : "filtered by the command line "
                                                                     "or the configuration");
        });
      });
  });
}

void Log::write() {
  bool Complete = true;
  for (const UnitResult &U : R.Units)
    Complete &= !U.failed();
  for (const Finding &F : R.Findings) {
    AnyOld |= !F.New;
    if (RuleIndex.try_emplace(F.Check, Rules.size()).second)
      Rules.push_back(F.Check);
  }
  J.object([&] {
    J.attribute("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    J.attribute("version", "2.1.0");
    J.attributeArray("runs", [&] {
      J.object([&] {
        J.attributeObject("tool", [&] {
          J.attributeObject("driver", [&] {
            J.attribute("name", "async-tidy");
            J.attribute("version", R.Version);
            J.attributeArray("rules", [&] {
              for (const std::string &Id : Rules)
                rule(Id);
            });
          });
          J.attributeArray("extensions", [&] {
            J.object([&] {
              J.attribute("name", "clang-tidy");
              J.attribute("version", R.Tidy);
            });
          });
        });
        J.attribute("columnKind", "utf16CodeUnits");
        J.attributeObject("originalUriBaseIds", [&] {
          J.attributeObject("ROOT", [&] {
            // As a directory it ends with a slash, or the relative ones would replace its name.
            std::string Root = utf8(R.Root);
            J.attribute("uri", "file://" + uriPath(Root) +
                                   (StringRef(Root).take_back() == "/" ? "" : "/"));
          });
        });
        J.attributeArray("invocations", [&] {
          J.object([&] {
            J.attributeArray("arguments", [&] {
              for (const std::string &Argument : R.Arguments)
                J.value(utf8(Argument));
            });
            J.attribute("executionSuccessful", Complete);
            notifications();
          });
        });
        J.attributeArray("results", [&] {
          for (const Finding &F : R.Findings)
            result(F);
        });
      });
    });
  });
}

void writeSarif(const Report &R, const WriterOptions &, raw_ostream &OS) {
  Log(R, OS).write();
  OS << "\n";
}

} // namespace asynctidy::runner
