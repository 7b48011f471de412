//===- Files.cpp - paths and contents -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Files.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <sys/stat.h>

using namespace llvm;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace asynctidy::runner {

std::string realPath(StringRef Path) {
  SmallString<256> Real;
  if (!fs::real_path(Path, Real))
    return std::string(Real);
  SmallString<256> Absolute(Path);
  fs::make_absolute(Absolute);
  path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  StringRef Parent = path::parent_path(Absolute);
  if (Parent.empty() || Parent == Absolute)
    return std::string(Absolute);
  SmallString<256> Result(realPath(Parent));
  path::append(Result, path::filename(Absolute));
  return std::string(Result);
}

bool isInside(StringRef Path, StringRef Directory) {
  if (Directory == "/")
    return true;
  return Path.consume_front(Directory) && (Path.empty() || Path.front() == '/');
}

StringRef shorten(StringRef Path, StringRef Root) {
  if (Root.empty() || !isInside(Path, Root) || Path.size() <= Root.size() + 1)
    return Path;
  return Path.drop_front(Root == "/" ? 1 : Root.size() + 1);
}

std::string joinPath(const Twine &Directory, const Twine &Name) {
  SmallString<256> Path;
  Directory.toVector(Path);
  path::append(Path, Name);
  return std::string(Path);
}

Error error(const Twine &Message) {
  return createStringError(inconvertibleErrorCode(), "%s", Message.str().c_str());
}

Expected<std::string> readFile(StringRef Path) {
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return createStringError(Buffer.getError(), "can't read %s: %s", Path.str().c_str(),
                             Buffer.getError().message().c_str());
  return (*Buffer)->getBuffer().str();
}

Error writeFile(StringRef Path, StringRef Content) {
  auto Fail = [&](std::error_code Code) {
    return createStringError(Code, "can't write %s: %s", Path.str().c_str(),
                             Code.message().c_str());
  };
  if (StringRef Parent = path::parent_path(Path); !Parent.empty())
    if (std::error_code Code = fs::create_directories(Parent))
      return Fail(Code);
  Expected<fs::TempFile> Temporary = fs::TempFile::create(Path + ".%%%%%%", 0644);
  if (!Temporary)
    return Fail(errorToErrorCode(Temporary.takeError()));
  raw_fd_ostream Out(Temporary->FD, /*shouldClose=*/false);
  Out << Content;
  Out.flush();
  if (std::error_code Code = Out.error()) {
    Out.clear_error();
    consumeError(Temporary->discard());
    return Fail(Code);
  }
  if (Error E = Temporary->keep(Path))
    return Fail(errorToErrorCode(std::move(E)));
  return Error::success();
}

std::string digest(StringRef Text) {
  BLAKE3 Hash;
  Hash.update(Text);
  return toHex(Hash.final<16>(), /*LowerCase=*/true);
}

static Expected<GlobPattern> compile(StringRef Glob) { return GlobPattern::create(Glob); }

bool matchesGlob(StringRef Glob, StringRef Text) {
  Expected<GlobPattern> Pattern = compile(Glob);
  if (!Pattern) {
    consumeError(Pattern.takeError());
    return false;
  }
  return Pattern->match(Text);
}

Error checkGlob(StringRef Glob) {
  Expected<GlobPattern> Pattern = compile(Glob);
  if (Pattern)
    return Error::success();
  return createStringError(inconvertibleErrorCode(), "'%s' is no glob: %s", Glob.str().c_str(),
                           toString(Pattern.takeError()).c_str());
}

// A line a file: size, time, inode, digest, path. Anything else is passed over: it is only a memo.
Digests::Digests(std::string File) : Memo(std::move(File)) {
  if (Memo.empty())
    return;
  auto Buffer = MemoryBuffer::getFile(Memo);
  if (!Buffer)
    return;
  StringRef Rest = (*Buffer)->getBuffer();
  while (!Rest.empty()) {
    auto [Line, Next] = Rest.split('\n');
    Rest = Next;
    Entry E;
    if (Line.consumeInteger(10, E.Size) || !Line.consume_front(" ") ||
        Line.consumeInteger(10, E.Time) || !Line.consume_front(" ") ||
        Line.consumeInteger(10, E.Inode) || !Line.consume_front(" "))
      continue;
    auto [Digest, Path] = Line.split(' ');
    E.Digest = Digest.str();
    Known[Path] = std::move(E);
  }
}

Digests::Entry &Digests::look(StringRef Path) {
  Entry &E = Known[Path];
  if (E.Seen)
    return E;
  E.Seen = true;
  struct stat Status;
  if (::stat(Path.str().c_str(), &Status) || !S_ISREG(Status.st_mode)) {
    if (E.Time) {
      E = Entry{0, 0, 0, "", true};
      Dirty = true;
    }
    return E;
  }
  uint64_t Time = uint64_t(Status.st_mtim.tv_sec) * 1000000000u + uint64_t(Status.st_mtim.tv_nsec);
  if (E.Time == Time && E.Size == uint64_t(Status.st_size) && E.Inode == Status.st_ino)
    return E;
  Dirty = true;
  E.Time = Time;
  E.Size = Status.st_size;
  E.Inode = Status.st_ino;
  E.Digest.clear();
  Expected<std::string> Content = readFile(Path);
  if (Content)
    E.Digest = digest(*Content);
  else
    consumeError(Content.takeError());
  return E;
}

StringRef Digests::of(StringRef Path) { return look(Path).Digest; }

uint64_t Digests::changed(StringRef Path) { return look(Path).Time; }

// The include path has a thousand names times ten directories; nearly all fail at the name's
// first part, which one listing a directory tells.
bool Digests::exists(StringRef Directory, StringRef Name) {
  auto [Listing, New] = Listings.try_emplace(Directory);
  if (New) {
    std::error_code Code;
    for (fs::directory_iterator I(Directory, Code), End; I != End && !Code; I.increment(Code))
      Listing->second.insert(path::filename(I->path()));
  }
  StringRef First = *path::begin(Name);
  if (First != "." && First != ".." && !Listing->second.count(First))
    return false;
  SmallString<256> Full(Directory);
  path::append(Full, Name);
  auto [Known, Unknown] = Existing.try_emplace(Full, false);
  if (Unknown)
    Known->second = fs::is_regular_file(Twine(Full));
  return Known->second;
}

void Digests::recheck(ArrayRef<std::string> Paths) {
  for (const std::string &Path : Paths)
    if (auto Found = Known.find(Path); Found != Known.end())
      Found->second.Seen = false;
}

void Digests::newRound() {
  for (auto &Line : Known)
    Line.second.Seen = false;
  Listings.clear();
  Existing.clear();
}

Error Digests::save() const {
  if (Memo.empty() || !Dirty)
    return Error::success();
  // A file that changed within the clock's tick of being looked at could change again unseen.
  uint64_t Recent = uint64_t(time(nullptr) - 2) * 1000000000u;
  std::string Text;
  raw_string_ostream Out(Text);
  for (const auto &Line : Known)
    if (!Line.second.Digest.empty() && Line.second.Time < Recent &&
        Line.first().find('\n') == StringRef::npos)
      Out << Line.second.Size << ' ' << Line.second.Time << ' ' << Line.second.Inode << ' '
          << Line.second.Digest << ' ' << Line.first() << '\n';
  Out.flush();
  return writeFile(Memo, Text);
}

} // namespace asynctidy::runner
