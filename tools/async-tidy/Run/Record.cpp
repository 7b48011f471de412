//===- Record.cpp - what is kept of one file's analysis -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Record.h"
#include "Run/Files.h"
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
  std::vector<std::string> paths(const json::Object &O, StringRef Key) {
    std::vector<std::string> Paths;
    each(O, Key, [&](const json::Value &V) {
      if (std::optional<StringRef> S = V.getAsString())
        Paths.push_back(unpack(*S, Root));
      else
        Ok = false;
    });
    return Paths;
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

static json::Array paths(const std::vector<std::string> &Paths, StringRef Root) {
  json::Array A;
  for (const std::string &Path : Paths)
    A.push_back(text(pack(Path, Root)));
  return A;
}

json::Value toJson(const UnitRecord &R, StringRef Root) {
  json::Array Findings, Muted, Inventory, Searched;
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
  for (const InventoryItem &I : R.Inventory) {
    json::Object O = placed(I.At, Root);
    O["kind"] = I.Kind;
    O["detail"] = text(I.Detail);
    Inventory.push_back(std::move(O));
  }
  for (const auto &[Name, From, To] : R.Searched)
    Searched.push_back(json::Array{text(Name), From, To});
  return json::Object{{"state", R.State == UnitState::CompileError ? "compile-error" : "analysed"},
                      {"reason", text(R.Reason)},
                      {"findings", std::move(Findings)},
                      {"muted", std::move(Muted)},
                      {"inventory", std::move(Inventory)},
                      {"reads", paths(R.Reads, Root)},
                      {"absent", paths(R.Absent, Root)},
                      {"directories", paths(R.Directories, Root)},
                      {"searched", std::move(Searched)}};
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
  In.eachObject(*Top, "inventory", [&](const json::Object &O) {
    R.Inventory.push_back({In.string(O, "kind"), In.string(O, "detail"), In.place(O)});
  });
  R.Reads = In.paths(*Top, "reads");
  R.Absent = In.paths(*Top, "absent");
  R.Directories = In.paths(*Top, "directories");
  In.each(*Top, "searched", [&](const json::Value &V) {
    const json::Array *A = V.getAsArray();
    if (!A || A->size() != 3 || !(*A)[0].getAsString() || !(*A)[1].getAsInteger() ||
        !(*A)[2].getAsInteger()) {
      In.Ok = false;
      return;
    }
    R.Searched.push_back({(*A)[0].getAsString()->str(), unsigned(*(*A)[1].getAsInteger()),
                          unsigned(*(*A)[2].getAsInteger())});
  });
  return In.Ok;
}

} // namespace asynctidy::runner
