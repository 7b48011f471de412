//===- Session.cpp - analyses of one project -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Session.h"
#include "Run/Analyzer.h"
#include "Run/Cache.h"
#include "Run/CompileDatabase.h"
#include "Run/Files.h"
#include "Run/Merge.h"
#include "Run/Nolint.h"
#include "Run/Policy.h"
#include "Run/Process.h"
#include "Run/ScanDeps.h"
#include "Run/Settings.h"
#include "Run/Toolchain.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <set>

using namespace llvm;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace asynctidy::runner {

/// The directory that holds all sources; the nearest one with a .git if there is one.
static std::string findRoot(const CompileDatabase &Database) {
  StringRef Common = path::parent_path(Database.units().begin()->first);
  for (const auto &Unit : Database.units())
    while (!Common.empty() && !isInside(Unit.first, Common))
      Common = path::parent_path(Common);
  std::string Here = realPath(".");
  for (StringRef Start : {Common, StringRef(Here)})
    for (StringRef D = Start; !D.empty() && D != "/"; D = path::parent_path(D))
      if (fs::exists(joinPath(D, ".git")) &&
          any_of(Database.units(), [&](const auto &Unit) { return isInside(Unit.first, D); }))
        return D.str();
  return Common.empty() || Common == "/" ? Here : Common.str();
}

namespace {

/// What a run was asked to look at.
struct Choice {
  std::vector<std::string> Units;
  std::vector<std::string> Places; ///< Files and directories (absolute), globs (as given).
  std::map<std::string, std::string> Skipped;
};

class ProjectSession : public Session {
public:
  ProjectSession(RunOptions Given, CompileDatabase Read, Settings Project, Policy Rules,
                 std::string Top, std::string CacheDirectory)
      : Options(std::move(Given)), Database(std::move(Read)), Project(std::move(Project)),
        Rules(std::move(Rules)), Root(std::move(Top)), CacheDir(std::move(CacheDirectory)),
        Files(inCache("files")), Results(CacheDir, Root, Files) {}

  Error start() {
    Expected<Toolchain> Found = findToolchain(Options, Files, inCache("handshake"));
    if (!Found)
      return Found.takeError();
    Tools = std::move(*Found);
    Configs.emplace(Tools, Files, inCache("configurations"));
    return Error::success();
  }

  Expected<Report> analyse() override {
    Files.newRound();
    Expected<Choice> Chosen = choose();
    if (!Chosen)
      return Chosen.takeError();
    Expected<Report> R = analyse(Chosen->Units, &*Chosen);
    if (R)
      R->Skipped = std::move(Chosen->Skipped);
    return R;
  }

  Expected<Report> analyse(ArrayRef<std::string> Units) override {
    Files.newRound();
    return analyse(Units, nullptr);
  }

  Expected<std::vector<std::string>> unitsReading(ArrayRef<std::string> Wanted) override {
    std::vector<std::string> Unknown;
    std::map<std::string, std::vector<std::string>> Reads;
    for (const auto &Unit : Database.units()) {
      Expected<std::string> Key = keyOf(Unit.first);
      if (!Key)
        return Key.takeError();
      if (std::optional<std::vector<std::string>> Known = Results.reads(*Key))
        Reads[Unit.first] = std::move(*Known);
      else
        Unknown.push_back(Unit.first);
    }
    if (!Unknown.empty()) {
      Expected<std::map<std::string, std::vector<std::string>>> Scanned =
          scanDependencies(Tools, Database, Unknown, slots());
      if (!Scanned)
        return Scanned.takeError();
      for (auto &[File, Found] : *Scanned)
        Reads[File] = std::move(Found);
    }
    std::set<std::string> Names;
    for (const std::string &File : Wanted)
      Names.insert(realPath(File));
    std::vector<std::string> Found;
    for (const auto &[Unit, All] : Reads)
      if (Names.count(Unit) ||
          any_of(All, [&](const std::string &File) { return Names.count(File) != 0; }))
        Found.push_back(Unit);
    return Found;
  }

  StringRef root() const override { return Root; }
  const RunOptions &options() const override { return Options; }

private:
  std::string inCache(StringRef Name) const {
    return CacheDir.empty() ? std::string() : joinPath(CacheDir, Name);
  }

  unsigned slots() const { return Options.Jobs ? Options.Jobs : defaultSlots(); }

  Expected<Choice> choose();
  Error chooseHeader(StringRef File, std::set<std::string> &Units, Choice &C);
  Expected<Report> analyse(ArrayRef<std::string> Units, const Choice *Chosen);
  /// What a file's result depends on beside the sources.
  struct Terms {
    std::string Config;                     ///< The configuration's id.
    const std::vector<std::string> *Checks; ///< Those that run.
  };
  Expected<Terms> termsOf(StringRef File);
  Expected<std::string> keyOf(StringRef File) {
    Expected<Terms> T = termsOf(File);
    return T ? Expected<std::string>(keyOf(File, *T)) : T.takeError();
  }
  std::string keyOf(StringRef File, const Terms &T) const;
  bool counts(const Finding &F, const Choice *Chosen) const;
  void progress(size_t Done, size_t All, StringRef File) const;

  RunOptions Options;
  CompileDatabase Database;
  Settings Project;
  Policy Rules;
  std::string Root, CacheDir;
  Digests Files;
  Cache Results;
  Toolchain Tools;
  std::optional<Configurations> Configs;
  std::map<std::string, std::vector<std::string>> ChecksOf; ///< By configuration.
};

} // namespace

Expected<std::unique_ptr<Session>> Session::open(const RunOptions &Options) {
  Expected<CompileDatabase> Database = CompileDatabase::open(Options);
  if (!Database)
    return Database.takeError();
  std::string Root = findRoot(*Database);
  Expected<Settings> Project = readSettings(Root);
  if (!Project)
    return Project.takeError();
  Expected<Policy> Rules = Policy::create(Options, *Project);
  if (!Rules)
    return Rules.takeError();
  std::string CacheDir;
  if (Options.UseCache) {
    CacheDir =
        Options.CacheDir.empty() ? joinPath(Root, ".async-tidy-cache") : realPath(Options.CacheDir);
    // So that nobody commits it by accident.
    if (std::string Ignore = joinPath(CacheDir, ".gitignore"); !fs::exists(Ignore))
      if (Error E = writeFile(Ignore, "*\n"))
        return std::move(E);
  }
  RunOptions Given = Options;
  if (Given.Baseline.empty())
    Given.Baseline = Project->Baseline;
  auto S =
      std::make_unique<ProjectSession>(std::move(Given), std::move(*Database), std::move(*Project),
                                       std::move(*Rules), std::move(Root), std::move(CacheDir));
  if (Error E = S->start())
    return std::move(E);
  return std::unique_ptr<Session>(std::move(S));
}

Error ProjectSession::chooseHeader(StringRef File, std::set<std::string> &Units, Choice &C) {
  Expected<std::vector<std::string>> Readers = unitsReading({File.str()});
  if (!Readers)
    return Readers.takeError();
  if (Readers->empty()) {
    C.Skipped[File.str()] = "no source file of the compile database includes it";
    return Error::success();
  }
  // One is enough: the source of the same name, or else the first. A header that depends on what
  // is before it may differ from one to the other; a run over everything sees them all.
  auto Same =
      llvm::find_if(*Readers, [&](StringRef Unit) { return path::stem(Unit) == path::stem(File); });
  Units.insert(Same == Readers->end() ? Readers->front() : *Same);
  C.Places.push_back(File.str());
  return Error::success();
}

Expected<Choice> ProjectSession::choose() {
  Choice C;
  std::set<std::string> Units;
  for (const std::string &Path : Options.Paths) {
    std::string Real = realPath(Path);
    if (fs::is_directory(Real)) {
      C.Places.push_back(Real);
      for (const auto &Unit : Database.units())
        if (isInside(Unit.first, Real))
          Units.insert(Unit.first);
    } else if (fs::exists(Real)) {
      if (Database.units().count(Real)) {
        C.Places.push_back(Real);
        Units.insert(Real);
      } else if (Error E = chooseHeader(Real, Units, C)) {
        return std::move(E);
      }
    } else if (StringRef(Path).find_first_of("*?[") != StringRef::npos) {
      if (Error E = checkGlob(Path))
        return std::move(E);
      SmallString<256> Glob(Path);
      fs::make_absolute(Glob);
      path::remove_dots(Glob, /*remove_dot_dot=*/true);
      C.Places.push_back(std::string(Glob));
      for (const auto &Unit : Database.units())
        if (matchesGlob(Glob, Unit.first))
          Units.insert(Unit.first);
    } else {
      return error("there is no file " + Path);
    }
  }
  if (Options.Paths.empty())
    for (const auto &Unit : Database.units())
      Units.insert(Unit.first);
  for (const std::string &File : Database.missing())
    C.Skipped[File] = "it is in the compile database, but not there";
  C.Units.assign(Units.begin(), Units.end());
  if (C.Units.empty() && !Options.AllowEmpty) {
    std::string Asked = llvm::join(Options.Paths, " ");
    if (C.Skipped.size() == 1 && Options.Paths.size() == 1)
      return error(Asked + ": " + C.Skipped.begin()->second);
    return error("no source file of " + Database.path() + " matches " + Asked +
                 " (--allow-empty makes this no error)");
  }
  return C;
}

Expected<ProjectSession::Terms> ProjectSession::termsOf(StringRef File) {
  Expected<std::string> Config = Configs->id(File);
  if (!Config)
    return Config.takeError();
  auto [Known, New] = ChecksOf.try_emplace(*Config);
  if (New) {
    Expected<std::string> Checks = Configs->checks(File);
    if (!Checks) {
      ChecksOf.erase(Known);
      return Checks.takeError();
    }
    // What --ignore takes away is muted afterwards: the cache needn't know.
    Known->second = enabledChecks(*Checks, Options.Select);
  }
  return Terms{std::move(*Config), &Known->second};
}

std::string ProjectSession::keyOf(StringRef File, const Terms &T) const {
  std::string Text = "async-tidy cache 2\n" + T.Config + "\n" + llvm::join(*T.Checks, ",") + "\n" +
                     shorten(File, Root).str() + "\n" + Database.only(File, {});
  // The same project elsewhere is the same project.
  for (size_t At = 0; (At = Text.find(Root, At)) != std::string::npos;)
    Text.replace(At, Root.size(), ".");
  for (const char *Name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "SDKROOT"})
    if (std::optional<std::string> Value = sys::Process::GetEnv(Name))
      Text += std::string("\n") + Name + "=" + *Value;
  return digest(Text);
}

bool ProjectSession::counts(const Finding &F, const Choice *Chosen) const {
  bool InRoot = isInside(F.At.File, Root);
  if (!Chosen)
    return InRoot;
  bool IsUnit = Database.units().count(F.At.File) != 0;
  if (!IsUnit && (Options.IncludeHeaders == Headers::None ||
                  (Options.IncludeHeaders == Headers::Project && !InRoot)))
    return false;
  // A generated file is not to be mended.
  StringRef Build = path::parent_path(Database.path());
  if (Build != Root && isInside(F.At.File, Build) && !isInside(Root, Build) &&
      none_of(Chosen->Places, [&](StringRef Place) { return Place == F.At.File; }))
    return false;
  return Chosen->Places.empty() || any_of(Chosen->Places, [&](StringRef Place) {
           return isInside(F.At.File, Place) || matchesGlob(Place, F.At.File);
         });
}

void ProjectSession::progress(size_t Done, size_t All, StringRef File) const {
  if (Options.Quiet || !errs().is_displayed())
    return;
  unsigned Width = std::max(40u, sys::Process::StandardErrColumns());
  std::string Counter = ("[" + Twine(Done) + "/" + Twine(All) + "] ").str();
  StringRef Name = shorten(File, Root);
  if (Counter.size() + Name.size() >= Width)
    Name = Name.take_back(Width - Counter.size() - 1);
  errs() << "\r\033[K";
  if (Done < All)
    errs() << Counter << Name;
  errs().flush();
}

Expected<Report> ProjectSession::analyse(ArrayRef<std::string> Units, const Choice *Chosen) {
  auto Start = std::chrono::steady_clock::now();
  Merger M;
  std::vector<UnitJob> Jobs;
  std::vector<std::string> Keys;
  std::map<std::string, const std::vector<std::string> *> Ran;
  for (const std::string &File : Units) {
    Expected<Terms> T = termsOf(File);
    if (!T)
      return T.takeError();
    std::string Key = keyOf(File, *T);
    Ran[File] = T->Checks;
    if (std::optional<UnitRecord> Known = Results.find(Key)) {
      UnitState State = Known->State == UnitState::Analysed ? UnitState::Cached : Known->State;
      M.add(File, std::move(*Known), State, 0);
      continue;
    }
    Jobs.push_back({File, *T->Checks});
    Keys.push_back(std::move(Key));
  }
  Error Unstored = Error::success();
  size_t Ended = 0;
  if (!Jobs.empty())
    progress(0, Jobs.size(), Jobs.front().File);
  Error E =
      analyseUnits(Tools, Database, Jobs, slots(), Options.Timeout, [&](size_t I, UnitOutcome O) {
        progress(++Ended, Jobs.size(), Jobs[I].File);
        // A crash or a time-out may not come again.
        if (O.Record.State <= UnitState::CompileError) {
          Files.recheck(O.Record.Reads);
          if (Error E = Results.store(Keys[I], O.Record, O.StartedAt))
            Unstored = joinErrors(std::move(Unstored), std::move(E));
        }
        UnitState State = O.Record.State;
        M.add(Jobs[I].File, std::move(O.Record), State, O.Seconds);
      });
  if (E) {
    consumeError(std::move(Unstored));
    return std::move(E);
  }
  Error Cached = joinErrors(joinErrors(Files.save(), Configs->save()), std::move(Unstored));
  // The result is there all the same; the next run will take longer.
  if (Cached)
    errs() << "async-tidy: warning: the cache could not be written: "
           << StringRef(toString(std::move(Cached))).split('\n').first << '\n';

  Report R = M.take();
  R.Root = Root;
  R.Version = ASYNC_TIDY_VERSION;
  R.Tidy = Tools.Version;
  auto Sees = [&](const std::vector<Edit> &Edits) {
    for (const Edit &E : Edits)
      R.Digests[E.File] = Files.of(E.File).str();
  };
  for (const Finding &F : R.Findings) {
    Sees(F.Edits);
    for (const Note &N : F.Notes)
      Sees(N.Edits);
  }
  for (UnitResult &U : R.Units)
    U.Checks = *Ran[U.File];
  // Of what was asked for only: for a header all that read it must be known.
  auto Wanted = [&](StringRef File) {
    Finding Any;
    Any.At.File = File.str();
    return counts(Any, Chosen);
  };
  if (Chosen)
    if (Error E = addUnusedNolints(*this, R, Wanted))
      return std::move(E);
  for (Finding &F : R.Findings)
    if (!counts(F, Chosen))
      F.Mute = Muted::Filtered;
  llvm::erase_if(R.Inventory, [&](const InventoryItem &I) { return !isInside(I.At.File, Root); });
  Rules.apply(R);
  R.Seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
  return R;
}

} // namespace asynctidy::runner
