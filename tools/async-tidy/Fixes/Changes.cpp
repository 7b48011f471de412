//===- Changes.cpp - new contents of files -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes/Changes.h"
#include "Run/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace asynctidy::runner {

constexpr StringLiteral ByteOrderMark = "\xEF\xBB\xBF";

/// True if the line at \p Offset ends in CR LF; the last line is taken for like the one before.
static bool endsInCrLf(StringRef Content, size_t Offset) {
  size_t End = Content.find('\n', Offset);
  if (End == StringRef::npos)
    End = Content.rfind('\n');
  return End != StringRef::npos && End > 0 && Content[End - 1] == '\r';
}

std::vector<Edit> fitted(ArrayRef<Edit> Edits, StringRef Content) {
  std::vector<Edit> Result;
  for (Edit E : Edits) {
    if (Content.starts_with(ByteOrderMark) && E.Offset < ByteOrderMark.size()) {
      unsigned Shift = ByteOrderMark.size() - E.Offset;
      E.Offset += Shift;
      E.Length -= std::min(E.Length, Shift);
    }
    if (StringRef(E.Text).contains('\n') && endsInCrLf(Content, E.Offset)) {
      std::string Text;
      for (char C : E.Text) {
        if (C == '\n' && !StringRef(Text).ends_with("\r"))
          Text += '\r';
        Text += C;
      }
      E.Text = std::move(Text);
    }
    Result.push_back(std::move(E));
  }
  return Result;
}

std::string applied(ArrayRef<Edit> Edits, StringRef Content) {
  std::string Result;
  size_t Done = 0;
  for (const Edit &E : Edits) {
    Result += Content.slice(Done, E.Offset);
    Result += E.Text;
    Done = E.Offset + E.Length;
  }
  Result += Content.substr(Done);
  return Result;
}

static Error failure(StringRef File, std::error_code Code) {
  return createStringError(Code, "can't write %s: %s", File.str().c_str(), Code.message().c_str());
}

static std::error_code lastError() { return std::error_code(errno, std::generic_category()); }

/// Writes \p Content to the open file, down to the disk: a rename may get there before the bytes.
static std::error_code writeOut(int Descriptor, StringRef Content) {
  while (!Content.empty()) {
    ssize_t Count = ::write(Descriptor, Content.data(), Content.size());
    if (Count < 0) {
      if (errno == EINTR)
        continue;
      return lastError();
    }
    Content = Content.drop_front(Count);
  }
  return ::fsync(Descriptor) ? lastError() : std::error_code();
}

/// What the name of a new file ends in until it takes the old one's place.
constexpr StringLiteral Unfinished = ".async-tidy";
constexpr unsigned RandomDigits = 8;

/// A file beside \p Real, held by a lock until it is closed: the system gives the lock back when
/// its owner is killed, so that others see whether somebody is still writing.
static Expected<fs::TempFile> createBeside(StringRef Real) {
  SmallString<256> Model(path::parent_path(Real));
  path::append(Model,
               "." + path::filename(Real) + "." + std::string(RandomDigits, '%') + Unfinished);
  while (true) {
    Expected<fs::TempFile> Made = fs::TempFile::create(Model, fs::all_read | fs::all_write);
    if (!Made)
      return Made;
    // A file system without locks has none for who removes leftovers either.
    while (::flock(Made->FD, LOCK_EX) && errno == EINTR)
      ;
    struct stat Status;
    if (::fstat(Made->FD, &Status) || Status.st_nlink)
      return Made;
    consumeError(Made->discard()); // Taken for a leftover before it was locked.
  }
}

bool removeLeftover(StringRef File) {
  StringRef Name = path::filename(File);
  if (!Name.consume_front(".") || !Name.consume_back(Unfinished) ||
      Name.size() < RandomDigits + 2 || !all_of(Name.take_back(RandomDigits), isHexDigit) ||
      Name[Name.size() - RandomDigits - 1] != '.')
    return false;
  std::string Path = File.str();
  int Descriptor = ::open(Path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (Descriptor < 0)
    return false;
  struct stat Open, Named;
  // The name may be another file's by now: a finished one is renamed.
  bool Removed = !::flock(Descriptor, LOCK_EX | LOCK_NB) && !::fstat(Descriptor, &Open) &&
                 S_ISREG(Open.st_mode) && !::lstat(Path.c_str(), &Named) &&
                 Open.st_dev == Named.st_dev && Open.st_ino == Named.st_ino &&
                 !::unlink(Path.c_str());
  ::close(Descriptor);
  return Removed;
}

/// Removes what killed runs left behind in \p Directory.
static void removeLeftovers(StringRef Directory) {
  std::vector<std::string> Found;
  std::error_code Code;
  for (fs::directory_iterator I(Directory, Code), End; I != End && !Code; I.increment(Code))
    if (StringRef(I->path()).ends_with(Unfinished))
      Found.push_back(I->path());
  for (const std::string &File : Found)
    removeLeftover(File);
}

Error replaceFile(StringRef File, StringRef Content) {
  // A rename onto a symlink would replace the link.
  std::string Real = realPath(File);
  struct stat Status;
  bool Exists = !::stat(Real.c_str(), &Status);
  if (Exists) {
    Expected<std::string> Now = readFile(Real);
    if (!Now)
      return Now.takeError();
    if (*Now == Content)
      return Error::success();
  }
  StringRef Parent = path::parent_path(Real);
  Expected<fs::TempFile> Temporary = createBeside(Real);
  if (!Temporary)
    return failure(File, errorToErrorCode(Temporary.takeError()));
  std::error_code Code = writeOut(Temporary->FD, Content);
  if (!Code && Exists) {
    // Only root may give a file away: for others a failure changes nothing that they could mend.
    if (Status.st_uid != ::geteuid() || Status.st_gid != ::getegid())
      (void)!::fchown(Temporary->FD, Status.st_uid, Status.st_gid);
    if (::fchmod(Temporary->FD, Status.st_mode & 07777))
      Code = lastError();
  }
  if (Code) {
    consumeError(Temporary->discard());
    return failure(File, Code);
  }
  if (Error E = Temporary->keep(Real))
    return failure(File, errorToErrorCode(std::move(E)));
  if (int Directory = ::open(Parent.str().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      Directory >= 0) {
    ::fsync(Directory);
    ::close(Directory);
  }
  return Error::success();
}

/// Puts \p New where \p Old is expected.
static Error swap(StringRef File, StringRef Old, StringRef New) {
  Expected<std::string> Now = readFile(File);
  if (!Now)
    return Now.takeError();
  if (*Now != Old)
    return createStringError(inconvertibleErrorCode(),
                             "%s has been changed by others meanwhile: it is left alone",
                             File.str().c_str());
  return replaceFile(File, New);
}

Error writeChanges(ArrayRef<FileChange> Changes) {
  StringSet<> Directories;
  for (const FileChange &C : Changes) {
    std::string Real = realPath(C.File);
    if (StringRef Directory = path::parent_path(Real); Directories.insert(Directory).second)
      removeLeftovers(Directory);
  }
  for (size_t I = 0; I < Changes.size(); ++I)
    if (Error E = swap(Changes[I].File, Changes[I].Before, Changes[I].After))
      return joinErrors(std::move(E), revertChanges(Changes.take_front(I)));
  return Error::success();
}

Error revertChanges(ArrayRef<FileChange> Changes) {
  Error All = Error::success();
  for (const FileChange &C : Changes)
    All = joinErrors(std::move(All), swap(C.File, C.After, C.Before));
  return All;
}

std::string whyNotEditable(StringRef File, StringRef Root) {
  if (!isInside(File, Root))
    return ("lies outside of " + Root).str();
  struct stat Status;
  if (::stat(File.str().c_str(), &Status))
    return "can't be read: " + lastError().message();
  if (!S_ISREG(Status.st_mode))
    return "is no regular file";
  // Root may write everything, but whoever took all write permission away meant it.
  if (!(Status.st_mode & 0222) || ::access(File.str().c_str(), W_OK))
    return "is read-only";
  if (::access(path::parent_path(File).str().c_str(), W_OK))
    return "lies in a directory that can't be written to";
  return "";
}

} // namespace asynctidy::runner
