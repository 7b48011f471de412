//===- Cache.cpp - results of earlier runs -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Cache.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <utime.h>

using namespace llvm;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace asynctidy::runner {

/// States of the sources that one entry remembers.
static constexpr size_t MaxStates = 4;

Cache::Cache(std::string Dir, std::string Root, Digests &Files)
    : Directory(std::move(Dir)), Root(std::move(Root)), Files(Files) {}

std::string Cache::fileOf(StringRef Key) const {
  SmallString<256> Path(Directory);
  path::append(Path, Key.take_front(2), Key.drop_front(2) + ".json");
  return std::string(Path);
}

/// {"states": [{"contents": digest, "record": {...}}...]}, the last used first.
static std::optional<json::Array> readStates(StringRef File) {
  Expected<std::string> Text = readFile(File);
  if (!Text) {
    consumeError(Text.takeError());
    return std::nullopt;
  }
  Expected<json::Value> Value = json::parse(*Text);
  if (!Value) {
    consumeError(Value.takeError());
    return std::nullopt;
  }
  json::Object *Top = Value->getAsObject();
  json::Array *States = Top ? Top->getArray("states") : nullptr;
  if (!States)
    return std::nullopt;
  return std::move(*States);
}

std::string Cache::contentsOf(ArrayRef<std::string> Paths) {
  std::string Text;
  for (const std::string &Path : Paths) {
    StringRef Digest = Files.of(Path);
    if (Digest.empty())
      return {};
    Text += Digest;
  }
  return digest(Text);
}

bool Cache::holds(const UnitRecord &R, StringRef Contents) {
  if (Contents.empty() || Contents != contentsOf(R.Reads))
    return false;
  for (const std::string &Path : R.Absent)
    if (Files.exists(path::parent_path(Path), path::filename(Path)))
      return false;
  for (const auto &[Name, From, To] : R.Searched)
    for (unsigned I = From; I < To; ++I)
      if (I >= R.Directories.size() || Files.exists(R.Directories[I], Name))
        return false;
  return true;
}

std::optional<UnitRecord> Cache::find(StringRef Key) {
  if (Directory.empty())
    return std::nullopt;
  std::string File = fileOf(Key);
  std::optional<json::Array> States = readStates(File);
  if (!States)
    return std::nullopt;
  for (const json::Value &State : *States) {
    const json::Object *O = State.getAsObject();
    std::optional<StringRef> Contents = O ? O->getString("contents") : std::nullopt;
    const json::Value *Record = O ? O->get("record") : nullptr;
    UnitRecord R;
    if (!Contents || !Record || !fromJson(*Record, Root, R) || !holds(R, *Contents))
      continue;
    ::utime(File.c_str(), nullptr); // clean() removes what nobody used.
    return R;
  }
  return std::nullopt;
}

Error Cache::store(StringRef Key, const UnitRecord &R, double StartedAt) {
  if (Directory.empty() || R.Reads.empty() || !canBeKept(R))
    return Error::success();
  std::string Contents = contentsOf(R.Reads);
  if (Contents.empty() || any_of(R.Reads, [&](const std::string &Path) {
        return double(Files.changed(Path)) > StartedAt * 1e9;
      }))
    return Error::success();
  // __has_include_next begins somewhere in the list, and doesn't tell where.
  UnitRecord Kept = R;
  llvm::erase_if(Kept.Searched, [&](const auto &Search) {
    const auto &[Name, From, To] = Search;
    for (unsigned I = From; I < To && I < R.Directories.size(); ++I)
      if (Files.exists(R.Directories[I], Name))
        return true;
    return false;
  });
  llvm::erase_if(Kept.Absent, [&](const std::string &Path) {
    return Files.exists(path::parent_path(Path), path::filename(Path));
  });
  std::string File = fileOf(Key);
  json::Array States;
  States.push_back(json::Object{{"contents", Contents}, {"record", toJson(Kept, Root)}});
  if (std::optional<json::Array> Old = readStates(File))
    for (json::Value &State : *Old) {
      const json::Object *O = State.getAsObject();
      std::optional<StringRef> Was = O ? O->getString("contents") : std::nullopt;
      if (States.size() < MaxStates && Was && *Was != Contents)
        States.push_back(std::move(State));
    }
  std::string Text;
  raw_string_ostream(Text) << json::Value(json::Object{{"states", std::move(States)}}) << '\n';
  return writeFile(File, Text);
}

std::optional<std::vector<std::string>> Cache::reads(StringRef Key) {
  if (Directory.empty())
    return std::nullopt;
  std::optional<json::Array> States = readStates(fileOf(Key));
  if (!States || States->empty())
    return std::nullopt;
  const json::Object *O = States->front().getAsObject();
  const json::Value *Record = O ? O->get("record") : nullptr;
  UnitRecord R;
  if (!Record || !fromJson(*Record, Root, R))
    return std::nullopt;
  return R.Reads;
}

template <typename F> static std::error_code eachEntry(StringRef Directory, F Do) {
  std::error_code Code;
  for (fs::recursive_directory_iterator I(Directory, Code), End; I != End && !Code;
       I.increment(Code))
    if (path::extension(I->path()) == ".json" && I.level() == 1)
      Do(I->path());
  return Code;
}

Cache::Size Cache::measure(StringRef Directory) {
  Size Total;
  (void)eachEntry(Directory, [&](const std::string &File) {
    uint64_t Bytes = 0;
    if (!fs::file_size(File, Bytes)) {
      ++Total.Entries;
      Total.Bytes += Bytes;
    }
  });
  return Total;
}

/// What killed runs left behind: writeFile()'s temporary files, of longer ago than a write takes.
static std::vector<std::string> unfinished(StringRef Directory) {
  std::vector<std::string> Found;
  auto Limit = std::chrono::system_clock::now() - std::chrono::hours(1);
  std::error_code Code;
  for (fs::recursive_directory_iterator I(Directory, Code), End; I != End && !Code;
       I.increment(Code)) {
    auto [Name, Digits] = path::filename(I->path()).rsplit('.');
    fs::file_status Status;
    if ((I.level() == 1 ? Name.ends_with(".json") : I.level() == 0 && Name == "files") &&
        Digits.size() == 6 && all_of(Digits, isHexDigit) && !fs::status(I->path(), Status) &&
        fs::is_regular_file(Status) && Status.getLastModificationTime() < Limit)
      Found.push_back(I->path());
  }
  return Found;
}

Expected<Cache::Size> Cache::clean(StringRef Directory, unsigned Days) {
  Size Removed;
  auto Limit = std::chrono::system_clock::now() - std::chrono::hours(24) * Days;
  std::error_code Failed;
  std::vector<std::string> Old;
  (void)eachEntry(Directory, [&](const std::string &File) {
    fs::file_status Status;
    if (fs::status(File, Status) || (Days && Status.getLastModificationTime() > Limit))
      return;
    ++Removed.Entries;
    Removed.Bytes += Status.getSize();
    Old.push_back(File);
  });
  for (const std::string &File : unfinished(Directory))
    Old.push_back(File);
  for (const std::string &File : Old)
    if (std::error_code Code = fs::remove(File))
      Failed = Code;
  if (Failed)
    return createStringError(Failed, "can't remove from %s: %s", Directory.str().c_str(),
                             Failed.message().c_str());
  return Removed;
}

} // namespace asynctidy::runner
