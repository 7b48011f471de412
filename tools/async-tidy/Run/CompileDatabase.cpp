//===- CompileDatabase.cpp - how the project compiles -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/CompileDatabase.h"
#include "Run/Files.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace asynctidy::runner {

static constexpr StringLiteral FileName = "compile_commands.json";

/// The build directories that the presets of \p Directory name.
static std::vector<std::string> presetDirectories(StringRef Directory) {
  std::vector<std::string> Found;
  for (StringRef Name : {"CMakePresets.json", "CMakeUserPresets.json"}) {
    Expected<std::string> Text = readFile(joinPath(Directory, Name));
    if (!Text) {
      consumeError(Text.takeError());
      continue;
    }
    Expected<json::Value> Value = json::parse(*Text);
    if (!Value) {
      consumeError(Value.takeError());
      continue;
    }
    const json::Object *Top = Value->getAsObject();
    const json::Array *Presets = Top ? Top->getArray("configurePresets") : nullptr;
    for (const json::Value &P : Presets ? *Presets : json::Array{}) {
      const json::Object *Preset = P.getAsObject();
      std::optional<StringRef> Binary = Preset ? Preset->getString("binaryDir") : std::nullopt;
      if (!Binary)
        continue;
      std::string Path = Binary->str();
      auto Replace = [&](StringRef Variable, StringRef With) {
        for (size_t At; (At = Path.find(Variable.str())) != std::string::npos;)
          Path.replace(At, Variable.size(), With.str());
      };
      Replace("${sourceDir}", Directory);
      if (std::optional<StringRef> Name = Preset->getString("name"))
        Replace("${presetName}", *Name);
      if (StringRef(Path).contains("${"))
        continue;
      Found.push_back(path::is_absolute(Path) ? Path : joinPath(Directory, Path));
    }
  }
  return Found;
}

/// The newest of the build directories in \p Directory that have a database; empty if none has.
static std::string inDirectory(StringRef Directory) {
  std::string Here = joinPath(Directory, FileName);
  if (fs::is_regular_file(Here))
    return Here;
  std::vector<std::string> Candidates = presetDirectories(Directory);
  std::error_code Code;
  for (fs::directory_iterator I(Directory, Code), End; I != End && !Code; I.increment(Code)) {
    StringRef Name = path::filename(I->path());
    if (!Name.starts_with("build") && !Name.starts_with("cmake-build") && Name != "out" &&
        Name != "_build" && Name != "builddir")
      continue;
    Candidates.push_back(I->path());
    std::error_code Inner;
    for (fs::directory_iterator J(I->path(), Inner), End; J != End && !Inner; J.increment(Inner))
      if (J->type() == fs::file_type::directory_file)
        Candidates.push_back(J->path());
  }
  std::string Best;
  sys::TimePoint<> BestTime;
  llvm::sort(Candidates);
  for (const std::string &Candidate : Candidates) {
    std::string File = joinPath(Candidate, FileName);
    fs::file_status Status;
    if (fs::status(File, Status) || !fs::is_regular_file(Status))
      continue;
    if (Best.empty() || Status.getLastModificationTime() > BestTime) {
      Best = File;
      BestTime = Status.getLastModificationTime();
    }
  }
  return Best;
}

static Expected<std::string> find(const RunOptions &Options) {
  if (!Options.BuildPath.empty()) {
    std::string File = fs::is_directory(Options.BuildPath) ? joinPath(Options.BuildPath, FileName)
                                                           : Options.BuildPath;
    if (!fs::is_regular_file(File))
      return createStringError(inconvertibleErrorCode(),
                               "no compile database: %s is not there (configure with "
                               "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or use bear)",
                               File.c_str());
    return File;
  }
  std::string Start = realPath(".");
  std::vector<std::string> Starts{Start};
  if (!Options.Paths.empty()) {
    std::string First = realPath(Options.Paths.front());
    Starts.push_back(fs::is_directory(First) ? First : path::parent_path(First).str());
  }
  for (const std::string &From : Starts)
    for (StringRef Directory = From; !Directory.empty(); Directory = path::parent_path(Directory)) {
      std::string File = inDirectory(Directory);
      if (!File.empty())
        return File;
      // Not beyond the project.
      if (fs::exists(joinPath(Directory, ".git")))
        break;
    }
  return createStringError(inconvertibleErrorCode(),
                           "no compile database: no compile_commands.json in %s, its build "
                           "directories or above (name its directory with -p; CMake writes it with "
                           "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, other build systems with bear)",
                           Start.c_str());
}

/// Takes out of a command what isn't for an analysis.
static std::vector<std::string> clean(const std::vector<std::string> &Arguments,
                                      const RunOptions &Options) {
  std::vector<std::string> Kept;
  for (const std::string &Argument : Arguments) {
    // clang-tidy drops -MD, but writes what -Wp,-MMD,FILE names: the real build's own file.
    if (StringRef(Argument).starts_with("-Wp,-M"))
      continue;
    if (is_contained(Options.RemovedArgs, Argument))
      continue;
    Kept.push_back(Argument);
  }
  // Before a `--`, which only file names follow.
  auto End = llvm::find(Kept, "--");
  Kept.insert(End, Options.ExtraArgs.begin(), Options.ExtraArgs.end());
  return Kept;
}

Expected<CompileDatabase> CompileDatabase::open(const RunOptions &Options) {
  Expected<std::string> File = find(Options);
  if (!File)
    return File.takeError();
  CompileDatabase Database;
  Database.Path = realPath(*File);
  std::string Error;
  std::unique_ptr<clang::tooling::CompilationDatabase> Read =
      clang::tooling::JSONCompilationDatabase::loadFromFile(
          Database.Path, Error, clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Read)
    return createStringError(inconvertibleErrorCode(), "%s: %s", Database.Path.c_str(),
                             StringRef(Error).trim().str().c_str());
  for (const clang::tooling::CompileCommand &Command : Read->getAllCompileCommands()) {
    std::string Source = path::is_absolute(Command.Filename)
                             ? Command.Filename
                             : joinPath(Command.Directory, Command.Filename);
    // CMake makes it of the precompiled header.
    if (path::filename(Source).starts_with("cmake_pch."))
      continue;
    // Only C++ is ours to check.
    if (StringRef Extension = path::extension(Source); Extension == ".c" || Extension == ".s" ||
                                                       Extension == ".S" || Extension == ".asm" ||
                                                       Extension == ".m" || Extension == ".rc")
      continue;
    if (!fs::exists(Source)) {
      Database.Missing.push_back(realPath(Source));
      continue;
    }
    CompileCommand C{Command.Directory, clean(Command.CommandLine, Options)};
    std::vector<CompileCommand> &Known = Database.Units[realPath(Source)];
    if (!is_contained(Known, C))
      Known.push_back(std::move(C));
  }
  if (Database.Units.empty())
    return createStringError(inconvertibleErrorCode(), "%s names no C++ source that exists",
                             Database.Path.c_str());
  return Database;
}

static void write(json::OStream &Out, StringRef File, const CompileCommand &Command,
                  const std::vector<std::string> &Drop) {
  Out.object([&] {
    Out.attribute("directory", Command.Directory);
    Out.attribute("file", File);
    Out.attributeArray("arguments", [&] {
      for (const std::string &Argument : Command.Arguments)
        if (!is_contained(Drop, Argument))
          Out.value(Argument);
    });
  });
}

std::string CompileDatabase::only(StringRef File, const std::vector<std::string> &Drop) const {
  std::string Text;
  raw_string_ostream Stream(Text);
  json::OStream Out(Stream);
  Out.array([&] {
    auto Found = Units.find(File.str());
    if (Found != Units.end())
      for (const CompileCommand &Command : Found->second)
        write(Out, File, Command, Drop);
  });
  return Stream.str();
}

std::string CompileDatabase::whole() const {
  std::string Text;
  raw_string_ostream Stream(Text);
  json::OStream Out(Stream);
  Out.array([&] {
    for (const auto &[File, Commands] : Units)
      for (const CompileCommand &Command : Commands)
        write(Out, File, Command, {});
  });
  return Stream.str();
}

} // namespace asynctidy::runner
