//===- Record.cpp - what is kept of one file's analysis -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Record.h"
#include "Run/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;

namespace asynctidy::runner {

// Paths in the root are kept as "./..."; no other path begins so.
static std::string pack(StringRef Path, StringRef Root) {
  StringRef Short = shorten(Path, Root);
  return Short.size() == Path.size() ? Path.str() : ("./" + Short).str();
}

static std::string unpack(StringRef Path, StringRef Root) {
  if (!Path.consume_front("./"))
    return Path.str();
  return (Root + "/" + Path).str();
}

// Text of sources may be in any encoding; JSON's is UTF-8.
static json::Value text(StringRef S) {
  return json::isUTF8(S) ? json::Value(S.str()) : json::Value(json::fixUTF8(S));
}

// The long lists are tables in one string: a line an entry, a tab between cells. Parsing a hundred
// thousand small JSON values would be most of what a run without changes takes.
static constexpr StringLiteral Separators = "\t\n";

static std::string table(ArrayRef<std::vector<std::string>> Lines) {
  std::string Text;
  for (const std::vector<std::string> &Cells : Lines) {
    for (const std::string &Cell : Cells)
      Text += (json::isUTF8(Cell) ? Cell : json::fixUTF8(Cell)) + "\t";
    Text.back() = '\n';
  }
  return Text;
}

static std::string table(ArrayRef<std::string> Paths, StringRef Root) {
  std::vector<std::vector<std::string>> Lines;
  for (const std::string &Path : Paths)
    Lines.push_back({pack(Path, Root)});
  return table(Lines);
}

bool canBeKept(const UnitRecord &R) {
  auto Fits = [](StringRef Cell) { return Cell.find_first_of(Separators) == StringRef::npos; };
  return all_of(R.Reads, Fits) && all_of(R.Absent, Fits) && all_of(R.Directories, Fits) &&
         all_of(R.Searched, [&](const auto &S) { return Fits(std::get<0>(S)); }) &&
         all_of(R.Inventory, [&](const InventoryItem &I) {
           return Fits(I.Kind) && Fits(I.Detail) && Fits(I.At.File);
         });
}

namespace {
/// Reads a value's parts, and remembers if one isn't as expected.
struct Reader {
  StringRef Root;
  bool Ok = true;

  std::string string(const json::Object &O, StringRef Key) {
    if (std::optional<StringRef> S = O.getString(Key))
      return S->str();
    Ok = false;
    return {};
  }
  std::string path(const json::Object &O, StringRef Key) { return unpack(string(O, Key), Root); }
  unsigned number(const json::Object &O, StringRef Key) {
    if (std::optional<int64_t> N = O.getInteger(Key))
      return unsigned(*N);
    Ok = false;
    return 0;
  }
  template <typename F> void each(const json::Object &O, StringRef Key, F Do) {
    const json::Array *A = O.getArray(Key);
    if (!A) {
      Ok = false;
      return;
    }
    for (const json::Value &V : *A)
      Do(V);
  }
  template <typename F> void eachObject(const json::Object &O, StringRef Key, F Do) {
    each(O, Key, [&](const json::Value &V) {
      if (const json::Object *Inner = V.getAsObject())
        Do(*Inner);
      else
        Ok = false;
    });
  }
  /// The lines of a table of \p Cells cells.
  template <typename F> void table(const json::Object &O, StringRef Key, size_t Cells, F Do) {
    std::optional<StringRef> Rest = O.getString(Key);
    if (!Rest) {
      Ok = false;
      return;
    }
    SmallVector<StringRef, 6> Line;
    while (!Rest->empty()) {
      auto [First, Next] = Rest->split('\n');
      Rest = Next;
      Line.clear();
      First.split(Line, '\t');
      if (Line.size() == Cells)
        Do(Line);
      else
        Ok = false;
    }
  }
  std::vector<std::string> paths(const json::Object &O, StringRef Key) {
    std::vector<std::string> Paths;
    table(O, Key, 1, [&](ArrayRef<StringRef> Line) { Paths.push_back(unpack(Line[0], Root)); });
    return Paths;
  }
  unsigned number(StringRef Cell) {
    unsigned N = 0;
    Ok &= !Cell.getAsInteger(10, N);
    return N;
  }
  Place place(const json::Object &O) {
    return {path(O, "file"), number(O, "offset"), number(O, "line"), number(O, "column")};
  }
  std::vector<Edit> edits(const json::Object &O) {
    std::vector<Edit> Edits;
    eachObject(O, "edits", [&](const json::Object &E) {
      Edits.push_back(
          {path(E, "file"), number(E, "offset"), number(E, "length"), string(E, "text")});
    });
    return Edits;
  }
};
} // namespace

static json::Object placed(const Place &P, StringRef Root) {
  return json::Object{{"file", text(pack(P.File, Root))},
                      {"offset", P.Offset},
                      {"line", P.Line},
                      {"column", P.Column}};
}

static json::Array edits(const std::vector<Edit> &Edits, StringRef Root) {
  json::Array A;
  for (const Edit &E : Edits)
    A.push_back(json::Object{{"file", text(pack(E.File, Root))},
                             {"offset", E.Offset},
                             {"length", E.Length},
                             {"text", text(E.Text)}});
  return A;
}

json::Value toJson(const UnitRecord &R, StringRef Root) {
  json::Array Findings, Muted;
  std::vector<std::vector<std::string>> Inventory, Searched;
  for (const Finding &F : R.Findings) {
    json::Object O = placed(F.At, Root);
    O["check"] = F.Check;
    O["message"] = text(F.Message);
    O["end"] = F.EndOffset;
    O["entity"] = text(F.Entity);
    O["error"] = F.Level == Severity::Error;
    O["edits"] = edits(F.Edits, Root);
    json::Array Notes;
    for (const Note &N : F.Notes) {
      json::Object Inner = placed(N.At, Root);
      Inner["message"] = text(N.Message);
      Inner["edits"] = edits(N.Edits, Root);
      Notes.push_back(std::move(Inner));
    }
    O["notes"] = std::move(Notes);
    Findings.push_back(std::move(O));
  }
  for (const RawFinding &F : R.Muted) {
    json::Object O = placed(F.At, Root);
    O["check"] = F.Check;
    O["message"] = text(F.Message);
    O["entity"] = text(F.Entity);
    Muted.push_back(std::move(O));
  }
  for (const InventoryItem &I : R.Inventory)
    Inventory.push_back({I.Kind, I.Detail, pack(I.At.File, Root), std::to_string(I.At.Offset),
                         std::to_string(I.At.Line), std::to_string(I.At.Column)});
  for (const auto &[Name, From, To] : R.Searched)
    Searched.push_back({Name, std::to_string(From), std::to_string(To)});
  return json::Object{{"state", R.State == UnitState::CompileError ? "compile-error" : "analysed"},
                      {"reason", text(R.Reason)},
                      {"findings", std::move(Findings)},
                      {"muted", std::move(Muted)},
                      {"inventory", table(Inventory)},
                      {"reads", table(R.Reads, Root)},
                      {"absent", table(R.Absent, Root)},
                      {"directories", table(R.Directories, Root)},
                      {"searched", table(Searched)}};
}

bool fromJson(const json::Value &Value, StringRef Root, UnitRecord &R) {
  const json::Object *Top = Value.getAsObject();
  if (!Top)
    return false;
  Reader In{Root};
  R.State =
      In.string(*Top, "state") == "compile-error" ? UnitState::CompileError : UnitState::Analysed;
  R.Reason = In.string(*Top, "reason");
  In.eachObject(*Top, "findings", [&](const json::Object &O) {
    Finding F;
    F.Check = In.string(O, "check");
    F.Message = In.string(O, "message");
    F.At = In.place(O);
    F.EndOffset = In.number(O, "end");
    F.Entity = In.string(O, "entity");
    F.Level = O.getBoolean("error").value_or(false) ? Severity::Error : Severity::Warning;
    F.Edits = In.edits(O);
    In.eachObject(O, "notes", [&](const json::Object &N) {
      F.Notes.push_back({In.place(N), In.string(N, "message"), In.edits(N)});
    });
    R.Findings.push_back(std::move(F));
  });
  In.eachObject(*Top, "muted", [&](const json::Object &O) {
    R.Muted.push_back(
        {In.string(O, "check"), In.string(O, "message"), In.string(O, "entity"), In.place(O)});
  });
  In.table(*Top, "inventory", 6, [&](ArrayRef<StringRef> L) {
    R.Inventory.push_back(
        {L[0].str(),
         L[1].str(),
         {unpack(L[2], Root), In.number(L[3]), In.number(L[4]), In.number(L[5])}});
  });
  R.Reads = In.paths(*Top, "reads");
  R.Absent = In.paths(*Top, "absent");
  R.Directories = In.paths(*Top, "directories");
  In.table(*Top, "searched", 3, [&](ArrayRef<StringRef> L) {
    R.Searched.push_back({L[0].str(), In.number(L[1]), In.number(L[2])});
  });
  return In.Ok;
}

} // namespace asynctidy::runner
