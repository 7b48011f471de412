//===- ReadJson.cpp - reads a report that the json format wrote -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/ReadJson.h"
#include "Reports/Text.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <optional>

using namespace llvm;

namespace asynctidy::runner {

namespace {

constexpr int FormatVersion = 1; // Of Json.cpp.

/// A member that is a line, a column or a number of bytes.
bool mapNumber(json::ObjectMapper &O, StringLiteral Key, unsigned &Result) {
  int64_t Number = 0;
  if (!O.map(Key, Number))
    return false;
  Result = Number < 0 || Number > UINT32_MAX ? 0 : Number;
  return true;
}

template <typename EnumT> bool fromName(StringRef Name, EnumT Last, EnumT &Result) {
  for (int I = 0; I <= static_cast<int>(Last); ++I)
    if (nameOf(static_cast<EnumT>(I)) == Name) {
      Result = static_cast<EnumT>(I);
      return true;
    }
  return false;
}

class Reader {
public:
  bool read(const json::Value &V, json::Path P);
  Report R;

private:
  bool place(json::ObjectMapper &O, Place &At);
  bool edits(const json::Object &O, json::Path P, std::vector<Edit> &Result);
  bool finding(const json::Value &V, json::Path P);
  bool unit(const json::Value &V, json::Path P);
  bool item(const json::Value &V, json::Path P);
  std::string absolute(StringRef File) const {
    if (sys::path::is_absolute(File))
      return File.str();
    SmallString<256> Path(R.Root);
    sys::path::append(Path, File);
    return Path.str().str();
  }
  /// Calls \p Read for each element of array \p Key.
  template <typename ReadT>
  bool each(const json::Object &O, StringLiteral Key, json::Path P, ReadT Read) {
    const json::Array *All = O.getArray(Key);
    if (!All) {
      P.field(Key).report("expected array");
      return false;
    }
    for (size_t I = 0; I < All->size(); ++I)
      if (!Read((*All)[I], P.field(Key).index(I)))
        return false;
    return true;
  }
};

bool Reader::place(json::ObjectMapper &O, Place &At) {
  if (!O.map("file", At.File) || !mapNumber(O, "line", At.Line) ||
      !mapNumber(O, "column", At.Column) || !mapNumber(O, "offset", At.Offset))
    return false;
  At.File = absolute(At.File);
  return true;
}

bool Reader::edits(const json::Object &O, json::Path P, std::vector<Edit> &Result) {
  return each(O, "fix", P, [&](const json::Value &V, json::Path P) {
    json::ObjectMapper O(V, P);
    Edit E;
    if (!O || !O.map("file", E.File) || !mapNumber(O, "offset", E.Offset) ||
        !mapNumber(O, "length", E.Length) || !O.map("text", E.Text))
      return false;
    E.File = absolute(E.File);
    Result.push_back(std::move(E));
    return true;
  });
}

bool Reader::finding(const json::Value &V, json::Path P) {
  json::ObjectMapper O(V, P);
  Finding F;
  std::string Level;
  std::optional<std::string> Mute;
  if (!O || !O.map("check", F.Check) || !O.map("message", F.Message) || !place(O, F.At) ||
      !mapNumber(O, "endOffset", F.EndOffset) || !O.map("entity", F.Entity) ||
      !O.map("fingerprint", F.Fingerprint) || !O.map("new", F.New) || !O.map("severity", Level) ||
      !O.map("muted", Mute))
    return false;
  if (!fromName(Level, Severity::Error, F.Level)) {
    P.field("severity").report("expected info, warning or error");
    return false;
  }
  if (Mute && !fromName(*Mute, Muted::Filtered, F.Mute)) {
    P.field("muted").report("expected in-source, baseline or filtered");
    return false;
  }
  const json::Object &Members = *V.getAsObject();
  if (!edits(Members, P, F.Edits) ||
      !each(Members, "notes", P, [&](const json::Value &V, json::Path P) {
        json::ObjectMapper O(V, P);
        Note N;
        if (!O || !O.map("message", N.Message) || !place(O, N.At) ||
            !edits(*V.getAsObject(), P, N.Edits))
          return false;
        F.Notes.push_back(std::move(N));
        return true;
      }))
    return false;
  R.Findings.push_back(std::move(F));
  return true;
}

bool Reader::unit(const json::Value &V, json::Path P) {
  json::ObjectMapper O(V, P);
  UnitResult U;
  std::string State;
  if (!O || !O.map("file", U.File) || !O.map("state", State) || !O.map("reason", U.Reason) ||
      !O.map("seconds", U.Seconds))
    return false;
  if (!fromName(State, UnitState::TimedOut, U.State)) {
    P.field("state").report("unknown state");
    return false;
  }
  U.File = absolute(U.File);
  R.Units.push_back(std::move(U));
  return true;
}

bool Reader::item(const json::Value &V, json::Path P) {
  json::ObjectMapper O(V, P);
  InventoryItem I;
  if (!O || !O.map("kind", I.Kind) || !O.map("detail", I.Detail) || !O.map("file", I.At.File) ||
      !mapNumber(O, "line", I.At.Line) || !mapNumber(O, "column", I.At.Column))
    return false;
  I.At.File = absolute(I.At.File);
  R.Inventory.push_back(std::move(I));
  return true;
}

bool Reader::read(const json::Value &V, json::Path P) {
  json::ObjectMapper O(V, P);
  int Version = 0;
  if (!O || !O.map("version", Version))
    return false;
  if (Version != FormatVersion) {
    P.field("version").report("unknown version of the format");
    return false;
  }
  if (!O.map("root", R.Root) || !O.map("arguments", R.Arguments))
    return false;
  const json::Object &Top = *V.getAsObject();
  if (const json::Object *Tool = Top.getObject("tool")) {
    R.Version = Tool->getString("version").value_or("").str();
    R.Tidy = Tool->getString("clang-tidy").value_or("").str();
  }
  if (const json::Object *Summary = Top.getObject("summary"))
    R.Seconds = Summary->getNumber("seconds").value_or(0);
  auto Call = [this](bool (Reader::*Read)(const json::Value &, json::Path)) {
    return [this, Read](const json::Value &V, json::Path P) { return (this->*Read)(V, P); };
  };
  return each(Top, "findings", P, Call(&Reader::finding)) &&
         each(Top, "units", P, Call(&Reader::unit)) &&
         each(Top, "inventory", P, Call(&Reader::item)) &&
         each(Top, "skipped", P, [this](const json::Value &V, json::Path P) {
           json::ObjectMapper O(V, P);
           std::string File, Reason;
           if (!O || !O.map("file", File) || !O.map("reason", Reason))
             return false;
           R.Skipped[absolute(File)] = Reason;
           return true;
         });
}

} // namespace

Expected<Report> readJsonReport(StringRef File) {
  auto Failed = [&](const Twine &Why) {
    return createStringError(std::errc::invalid_argument, "%s", (File + ": " + Why).str().c_str());
  };
  auto Buffer = MemoryBuffer::getFile(File);
  if (!Buffer)
    return Failed("can't be read: " + Buffer.getError().message());
  Expected<json::Value> Parsed = json::parse((*Buffer)->getBuffer());
  if (!Parsed)
    return Failed("is no JSON: " + toString(Parsed.takeError()));
  Reader Read;
  json::Path::Root Root("report");
  if (!Read.read(*Parsed, Root))
    return Failed("is no report of --output-format json: " + toString(Root.getError()));
  return std::move(Read.R);
}

} // namespace asynctidy::runner
