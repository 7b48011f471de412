//===- Import.cpp - clang-tidy's and the plugin's output -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Files.h"
#include "Run/Record.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLTraits.h"
#include <map>
#include <set>

using namespace llvm;
using clang::tooling::DiagnosticMessage;
namespace path = llvm::sys::path;

namespace asynctidy::runner {

namespace {

/// Turns paths and offsets into places. Files are read once a record.
class Places {
public:
  std::string real(StringRef Path, StringRef Directory) {
    SmallString<256> Absolute(Path);
    if (!path::is_absolute(Path) && !Directory.empty()) {
      Absolute = Directory;
      path::append(Absolute, Path);
    }
    auto [Found, New] = Real.try_emplace(Absolute);
    if (New)
      Found->second = realPath(Absolute);
    return Found->second;
  }

  Place at(std::string File, unsigned Offset) {
    Place P{std::move(File), Offset, 0, 0};
    if (P.File.empty())
      return P;
    auto [Found, New] = Lines.try_emplace(P.File);
    if (New) {
      Found->second.push_back(0);
      if (Expected<std::string> Text = readFile(P.File)) {
        for (size_t I = 0; I < Text->size(); ++I)
          if ((*Text)[I] == '\n')
            Found->second.push_back(I + 1);
      } else {
        consumeError(Text.takeError());
      }
    }
    auto Next = llvm::upper_bound(Found->second, size_t(Offset));
    P.Line = Next - Found->second.begin();
    P.Column = Offset - *std::prev(Next) + 1;
    return P;
  }

private:
  StringMap<std::string> Real;
  std::map<std::string, std::vector<size_t>> Lines;
};

std::vector<Edit> edits(const StringMap<clang::tooling::Replacements> &Fix, StringRef Directory,
                        Places &P) {
  std::vector<Edit> Edits;
  for (const auto &File : Fix)
    for (const clang::tooling::Replacement &R : File.second)
      Edits.push_back({P.real(R.getFilePath(), Directory), R.getOffset(), R.getLength(),
                       R.getReplacementText().str()});
  llvm::sort(Edits);
  return Edits;
}

} // namespace

static Expected<clang::tooling::TranslationUnitDiagnostics> readYaml(StringRef File) {
  clang::tooling::TranslationUnitDiagnostics Diagnostics;
  // Without findings there is no file.
  if (!sys::fs::exists(File))
    return Diagnostics;
  Expected<std::string> Text = readFile(File);
  if (!Text)
    return Text.takeError();
  yaml::Input In(*Text, nullptr, [](const SMDiagnostic &, void *) {});
  In >> Diagnostics;
  if (In.error())
    return createStringError(In.error(), "can't read what clang-tidy exported");
  return Diagnostics;
}

/// The file: line: column: message of an error, and the argument that the driver doesn't know.
static void importError(const clang::tooling::Diagnostic &D, Places &P, UnitRecord &R) {
  StringRef Message = D.Message.Message;
  StringRef Argument = Message;
  if (Argument.consume_front("unknown argument: '") ||
      Argument.consume_front("unsupported option '"))
    R.UnknownArguments.push_back(Argument.split('\'').first.str());
  if (R.State == UnitState::CompileError)
    return;
  R.State = UnitState::CompileError;
  std::string File = D.Message.FilePath.empty() ? "" : P.real(D.Message.FilePath, D.BuildDirectory);
  Place At = P.at(File, D.Message.FileOffset);
  R.Reason = At.File.empty()
                 ? Message.str()
                 : (At.File + ":" + Twine(At.Line) + ":" + Twine(At.Column) + ": " + Message).str();
}

Expected<UnitRecord> importRecord(StringRef Yaml, StringRef Json) {
  Expected<clang::tooling::TranslationUnitDiagnostics> Diagnostics = readYaml(Yaml);
  if (!Diagnostics)
    return Diagnostics.takeError();
  UnitRecord R;
  Places P;
  std::set<std::tuple<std::string, std::string, unsigned>> Told;
  for (const clang::tooling::Diagnostic &D : Diagnostics->Diagnostics) {
    if (D.DiagnosticName == "clang-diagnostic-error" ||
        (StringRef(D.DiagnosticName).starts_with("clang-diagnostic-") &&
         D.DiagLevel == clang::tooling::Diagnostic::Error)) {
      importError(D, P, R);
      continue;
    }
    // Warnings of the compiler are the build's.
    if (StringRef(D.DiagnosticName).starts_with("clang-diagnostic-"))
      continue;
    Finding F;
    F.Check = D.DiagnosticName;
    F.Message = D.Message.Message;
    F.Level =
        D.DiagLevel == clang::tooling::Diagnostic::Error ? Severity::Error : Severity::Warning;
    if (!D.Message.FilePath.empty())
      F.At = P.at(P.real(D.Message.FilePath, D.BuildDirectory), D.Message.FileOffset);
    for (const clang::tooling::FileByteRange &Range : D.Message.Ranges)
      if (P.real(Range.FilePath, D.BuildDirectory) == F.At.File)
        F.EndOffset = std::max(F.EndOffset, Range.FileOffset + Range.Length);
    F.Edits = edits(D.Message.Fix, D.BuildDirectory, P);
    for (const DiagnosticMessage &N : D.Notes) {
      if (StringRef(N.Message).starts_with("this fix will not be applied because")) {
        R.Overlapping.push_back(F.Check);
        continue;
      }
      Note Inner;
      Inner.Message = N.Message;
      if (!N.FilePath.empty())
        Inner.At = P.at(P.real(N.FilePath, D.BuildDirectory), N.FileOffset);
      Inner.Edits = edits(N.Fix, D.BuildDirectory, P);
      F.Notes.push_back(std::move(Inner));
    }
    Told.insert({F.Check, F.At.File, F.At.Offset});
    R.Findings.push_back(std::move(F));
  }

  if (!sys::fs::exists(Json)) {
    if (R.State == UnitState::CompileError)
      return R; // So broken that Clang didn't come to the checks.
    return createStringError(inconvertibleErrorCode(),
                             "the plugin recorded nothing: clang-tidy didn't run its checks");
  }
  Expected<std::string> Text = readFile(Json);
  if (!Text)
    return Text.takeError();
  std::set<std::string> Reads, Absent;
  std::set<std::tuple<std::string, std::string, std::string, unsigned>> Items;
  std::set<std::tuple<std::string, std::string, unsigned>> Raw;
  SmallVector<StringRef, 2> Lines;
  // A line for each compile command of the file.
  StringRef(*Text).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines) {
    Expected<json::Value> Value = json::parse(Line);
    if (!Value)
      return createStringError(inconvertibleErrorCode(), "can't read what the plugin recorded: %s",
                               toString(Value.takeError()).c_str());
    const json::Object *Top = Value->getAsObject();
    const json::Array *Parts[6] = {};
    StringRef Keys[] = {"reads", "absent", "dirs", "searched", "raw", "inventory"};
    for (size_t I = 0; I < 6; ++I)
      if (!Top || !(Parts[I] = Top->getArray(Keys[I])))
        return createStringError(inconvertibleErrorCode(), "the plugin's record lacks '%s'",
                                 Keys[I].str().c_str());
    for (const json::Value &V : *Parts[0])
      Reads.insert(P.real(V.getAsString().value_or(""), ""));
    for (const json::Value &V : *Parts[1])
      Absent.insert(V.getAsString().value_or("").str());
    unsigned First = R.Directories.size();
    for (const json::Value &V : *Parts[2])
      R.Directories.push_back(P.real(V.getAsString().value_or(""), ""));
    for (const json::Value &V : *Parts[3])
      if (const json::Array *A = V.getAsArray(); A && A->size() == 3)
        R.Searched.push_back({(*A)[0].getAsString().value_or("").str(),
                              First + unsigned((*A)[1].getAsInteger().value_or(0)),
                              First + unsigned((*A)[2].getAsInteger().value_or(0))});
    auto At = [&](const json::Object &O) {
      return P.at(P.real(O.getString("file").value_or(""), ""),
                  unsigned(O.getInteger("offset").value_or(0)));
    };
    for (const json::Value &V : *Parts[4]) {
      const json::Object *O = V.getAsObject();
      if (!O)
        continue;
      RawFinding F{O->getString("check").value_or("").str(),
                   O->getString("message").value_or("").str(),
                   O->getString("entity").value_or("").str(), At(*O)};
      if (!Raw.insert({F.Check, F.At.File, F.At.Offset}).second)
        continue;
      if (!Told.count({F.Check, F.At.File, F.At.Offset})) {
        R.Muted.push_back(std::move(F));
        continue;
      }
      for (Finding &Told : R.Findings)
        if (Told.Check == F.Check && Told.At.Offset == F.At.Offset && Told.At.File == F.At.File)
          Told.Entity = F.Entity;
    }
    for (const json::Value &V : *Parts[5])
      if (const json::Object *O = V.getAsObject()) {
        InventoryItem I{O->getString("kind").value_or("").str(),
                        O->getString("detail").value_or("").str(), At(*O)};
        if (Items.insert({I.Kind, I.Detail, I.At.File, I.At.Offset}).second)
          R.Inventory.push_back(std::move(I));
      }
  }
  R.Reads.assign(Reads.begin(), Reads.end());
  R.Absent.assign(Absent.begin(), Absent.end());
  llvm::sort(R.Overlapping);
  R.Overlapping.erase(std::unique(R.Overlapping.begin(), R.Overlapping.end()), R.Overlapping.end());
  return R;
}

} // namespace asynctidy::runner
