//===- Toolchain.cpp - clang-tidy and the plugin in it -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Toolchain.h"
#include "Model/Checks.h"
#include "Run/Process.h"
#include "Run/Settings.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using namespace llvm;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace asynctidy::runner {

static Expected<std::string> findPlugin(const RunOptions &Options) {
  if (!Options.Plugin.empty()) {
    if (!fs::is_regular_file(Options.Plugin))
      return error("--plugin: " + Options.Plugin + " is not there");
    return realPath(Options.Plugin);
  }
  std::string Name = ("async-tidy-" + Twine(ASYNC_TIDY_LLVM) + ".so").str();
  std::string Here =
      path::parent_path(fs::getMainExecutable(nullptr, reinterpret_cast<void *>(&findPlugin)))
          .str();
  // As installed (lib/async-tidy/22/bin, lib/async-tidy), and as built (build/bin, build/lib).
  for (StringRef Directory : {"../..", "../lib", "."})
    if (std::string File = joinPath(joinPath(Here, Directory), Name); fs::is_regular_file(File))
      return realPath(File);
  return error("the plugin " + Name + " is not beside this program (" + Here +
               "/../lib): name it with --plugin");
}

static Expected<std::string> findTidy(const RunOptions &Options, unsigned Major) {
  if (!Options.TidyBinary.empty()) {
    ErrorOr<std::string> Found = sys::findProgramByName(Options.TidyBinary);
    if (!Found)
      return error("--tidy-binary: there is no program " + Options.TidyBinary);
    return realPath(*Found);
  }
  std::string Name = ("clang-tidy-" + Twine(Major)).str();
  std::string Prefix = ("/usr/lib/llvm-" + Twine(Major) + "/bin").str();
  if (ErrorOr<std::string> Found = sys::findProgramByName("clang-tidy", {Prefix}))
    return realPath(*Found);
  if (ErrorOr<std::string> Found = sys::findProgramByName(Name))
    return realPath(*Found);
  return error("there is no " + Name + ": install it (Debian: apt install " + Name +
               "), or name one with --tidy-binary");
}

/// "22.1.8" of what `clang-tidy --version` prints.
static std::string versionOf(StringRef Text) {
  StringRef Rest = Text.split("LLVM version ").second;
  return Rest.take_while([](char C) { return isDigit(C) || C == '.'; }).str();
}

/// The line of \p Errors that a user should read.
static StringRef firstLine(StringRef Errors) {
  SmallVector<StringRef, 8> Lines;
  Errors.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines)
    if (Line.contains("async-tidy:") || Line.contains("Error opening") ||
        Line.contains("symbol lookup error"))
      return Line.trim();
  return Lines.empty() ? StringRef() : Lines.front().trim();
}

static Error handshake(const Toolchain &T) {
  std::string Errors;
  int Code = 0;
  Expected<std::string> Listed =
      capture({T.Tidy, "--load=" + T.Plugin, "--checks=-*,async-*", "--list-checks"}, &Errors,
              &Code, {"ASYNC_TIDY_RECORD=/dev/null"});
  if (!Listed)
    return Listed.takeError();
  SmallVector<StringRef, 64> Lines;
  StringRef(*Listed).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  std::set<StringRef> Names;
  for (StringRef Line : Lines)
    Names.insert(Line.trim());
  if (Code || llvm::none_of(Names, [](StringRef N) { return N.starts_with("async-"); })) {
    std::string Why = firstLine(Errors).str();
    if (Why.empty())
      Why = "it lists no async-* checks";
    return error(T.Tidy + " does not work with the plugin " + T.Plugin + ": " + Why);
  }
  for (const CheckInfo &C : allChecks())
    if (!Names.count(C.Name))
      return error("the plugin " + T.Plugin +
                   " is of another version than this program: it lacks " + C.Name +
                   " (install both from one build)");
  if (!Names.count("async-recorder"))
    return error("the plugin " + T.Plugin +
                 " is of another version than this program: it records "
                 "nothing (install both from one build)");
  return Error::success();
}

Expected<Toolchain> findToolchain(const RunOptions &Options, Digests &Files, StringRef Memo) {
  Toolchain T;
  Expected<std::string> Plugin = findPlugin(Options);
  if (!Plugin)
    return Plugin.takeError();
  T.Plugin = *Plugin;
  unsigned Major = ASYNC_TIDY_LLVM;
  StringRef Name = path::filename(T.Plugin);
  if (Name.consume_front("async-tidy-"))
    Name.consumeInteger(10, Major);
  Expected<std::string> Tidy = findTidy(Options, Major);
  if (!Tidy)
    return Tidy.takeError();
  T.Tidy = *Tidy;
  T.Id = digest((Files.of(T.Tidy) + "\n" + Files.of(T.Plugin)).str());

  std::string Proof;
  if (!Memo.empty()) {
    Expected<std::string> Text = readFile(Memo);
    if (Text)
      Proof = *Text;
    else
      consumeError(Text.takeError()); // The first run.
  }
  auto [Id, Version] = StringRef(Proof).rtrim().split(' ');
  if (Id == T.Id && !Version.empty()) {
    T.Version = Version.str();
  } else {
    Expected<std::string> Text = capture({T.Tidy, "--version"});
    if (!Text)
      return Text.takeError();
    T.Version = versionOf(*Text);
    if (T.Version.empty())
      return error(T.Tidy + " --version doesn't tell a version of LLVM: it is no clang-tidy");
    if (Error E = handshake(T))
      return std::move(E);
    if (!Memo.empty())
      if (Error E = writeFile(Memo, T.Id + " " + T.Version + "\n"))
        return std::move(E);
  }
  StringRef(T.Version).split('.').first.getAsInteger(10, T.Major);
  std::string Prefix = ("/usr/lib/llvm-" + Twine(T.Major) + "/bin").str();
  if (ErrorOr<std::string> Found =
          sys::findProgramByName("clang-scan-deps", {path::parent_path(T.Tidy), Prefix}))
    T.ScanDeps = *Found;
  else if (ErrorOr<std::string> Found =
               sys::findProgramByName(("clang-scan-deps-" + Twine(T.Major)).str()))
    T.ScanDeps = *Found;
  return T;
}

// -- .clang-tidy ----------------------------------------------------------------------------

namespace {
struct Dumped {
  std::string Checks;
};
} // namespace
} // namespace asynctidy::runner

template <> struct llvm::yaml::MappingTraits<asynctidy::runner::Dumped> {
  static void mapping(IO &Io, asynctidy::runner::Dumped &D) { Io.mapOptional("Checks", D.Checks); }
};

namespace asynctidy::runner {

std::vector<std::string> configurationsAbove(StringRef Source) {
  std::vector<std::string> Found;
  for (StringRef D = path::parent_path(Source); !D.empty(); D = path::parent_path(D))
    if (std::string File = joinPath(D, ".clang-tidy"); fs::exists(File))
      Found.push_back(std::move(File));
  return Found;
}

Configurations::Configurations(const Toolchain &Tools, Digests &Files, std::string File)
    : Tools(Tools), Files(Files), Memo(std::move(File)) {
  if (Memo.empty())
    return;
  Expected<std::string> Text = readFile(Memo);
  Expected<json::Value> Value = json::parse(Text ? StringRef(*Text) : StringRef("{}"));
  // A memo that isn't there, or is broken, is only made anew.
  consumeError(Text.takeError());
  if (!Value) {
    consumeError(Value.takeError());
    return;
  }
  if (const json::Object *Top = Value->getAsObject())
    for (const auto &[Id, Checks] : *Top)
      if (std::optional<StringRef> S = Checks.getAsString())
        Known[StringRef(Id).str()] = S->str();
}

Error Configurations::save() const {
  if (Memo.empty() || !Dirty)
    return Error::success();
  json::Object Top;
  for (const auto &[Id, Checks] : Known)
    Top[Id] = Checks;
  std::string Text;
  raw_string_ostream(Text) << json::Value(std::move(Top)) << '\n';
  return writeFile(Memo, Text);
}

Expected<std::string> Configurations::id(StringRef Source) {
  StringRef Directory = path::parent_path(Source);
  auto [Found, New] = ByDirectory.try_emplace(Directory.str());
  if (!New)
    return Found->second;
  std::string Chain = Tools.Id;
  for (const std::string &File : configurationsAbove(Source))
    Chain += ("\n" + Files.of(File)).str();
  Expected<Settings> Project = readSettings(Directory);
  if (!Project) {
    ByDirectory.erase(Found);
    return Project.takeError();
  }
  for (const std::string &Model : Project->Models)
    Chain += "\nmodel " + Model;
  Found->second = digest(Chain);
  return Found->second;
}

Expected<std::string> Configurations::checks(StringRef Source) {
  Expected<std::string> Id = id(Source);
  if (!Id)
    return Id.takeError();
  auto Found = Known.find(*Id);
  if (Found != Known.end())
    return Found->second;

  std::string Errors;
  int Code = 0;
  std::vector<std::string> Command{Tools.Tidy, "--load=" + Tools.Plugin, "--dump-config",
                                   Source.str(), "--"};
  Expected<std::string> Text = capture(Command, &Errors, &Code);
  if (!Text)
    return Text.takeError();
  if (StringRef Line = firstLine(Errors); Line.contains("rror parsing") || Line.contains("rror:"))
    return error(Line);
  Dumped D;
  yaml::Input In(*Text, nullptr, [](const SMDiagnostic &, void *) {});
  In.setAllowUnknownKeys(true);
  In >> D;
  if (Code || In.error())
    return error(Tools.Tidy + " --dump-config failed for " + Source + ": " + firstLine(Errors));

  // Of the options, clang-tidy says nothing while it runs; ours must be right.
  Command[2] = "--verify-config";
  Text = capture(Command, &Errors, &Code);
  if (!Text)
    return Text.takeError();
  SmallVector<StringRef, 8> Lines;
  StringRef(Errors).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines)
    if (Line.contains("unknown") && Line.contains("'async-"))
      return error("the .clang-tidy for " + Source + ": " +
                   Line.substr(Line.find("unknown")).split(" [").first);
  Dirty = true;
  return Known[*Id] = D.Checks;
}

std::vector<std::string> enabledChecks(StringRef Checks, ArrayRef<std::string> Select) {
  SmallVector<StringRef, 16> Items;
  SmallVector<StringRef, 16> Lines;
  Checks.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines)
    Line.split(Items, ',', -1, /*KeepEmpty=*/false);
  // A .clang-tidy that doesn't speak of our checks was not written against them.
  bool Ours = any_of(Items, [](StringRef Item) {
    Item = Item.trim();
    Item.consume_front("-");
    return Item.trim().starts_with("async");
  });
  std::vector<std::string> Names;
  for (const CheckInfo &C : allChecks()) {
    bool Enabled = !Ours && !C.OptIn;
    for (StringRef Item : Items) {
      Item = Item.trim();
      bool Negated = Item.consume_front("-");
      Item = Item.trim();
      if (!Ours || !matchesGlob(Item, C.Name))
        continue;
      if (Negated)
        Enabled = false;
      else if (!C.OptIn || Item == C.Name)
        Enabled = true;
    }
    for (StringRef Item : Select)
      if (C.OptIn ? Item == C.Name : matchesGlob(Item, C.Name))
        Enabled = true;
    if (Enabled)
      Names.push_back(C.Name.str());
  }
  llvm::sort(Names);
  return Names;
}

} // namespace asynctidy::runner
