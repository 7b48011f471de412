//===- Files.h - paths and contents -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_FILES_H
#define ASYNC_TIDY_RUNNER_RUN_FILES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include <string>

namespace asynctidy::runner {

/// \p Path as every part of the program spells it: absolute, without symlinks. A file that isn't
/// there is spelled after its directory, as far as that is.
std::string realPath(llvm::StringRef Path);

/// True if \p Path is \p Directory or lies in it; both as by realPath().
bool isInside(llvm::StringRef Path, llvm::StringRef Directory);

/// \p Path relative to \p Root, if it lies in it; else as it is.
llvm::StringRef shorten(llvm::StringRef Path, llvm::StringRef Root);

/// \p Name in \p Directory.
std::string joinPath(const llvm::Twine &Directory, const llvm::Twine &Name);

/// An error of one line for the user.
llvm::Error error(const llvm::Twine &Message);

/// The file's bytes; an error is one line with the file's name.
llvm::Expected<std::string> readFile(llvm::StringRef Path);

/// Writes a file of the cache or a report: as a new file that takes the old one's place, so that
/// nobody sees half of it.
llvm::Error writeFile(llvm::StringRef Path, llvm::StringRef Content);

/// A digest of \p Text, 32 hexadecimal digits (BLAKE3).
std::string digest(llvm::StringRef Text);

/// True if \p Text matches the glob: `*` is any characters, those of several directories too.
/// A broken glob matches nothing; checkGlob() tells of it before.
bool matchesGlob(llvm::StringRef Glob, llvm::StringRef Text);
llvm::Error checkGlob(llvm::StringRef Glob);

/// The contents of files as digests. What it knows of a file counts as long as size, time of
/// change and inode are the same, also in later runs.
class Digests {
public:
  /// \p Memo keeps what is known from run to run; empty: nothing is kept.
  explicit Digests(std::string Memo);

  /// Empty if the file can't be read. Each file is looked at once a round.
  llvm::StringRef of(llvm::StringRef Path);
  /// Nanoseconds since 1970 of the file's last change; 0 if it isn't there.
  uint64_t changed(llvm::StringRef Path);
  /// True if there is something called \p Name in or below \p Directory.
  bool exists(llvm::StringRef Directory, llvm::StringRef Name);
  /// Looks at these again at the next question.
  void recheck(llvm::ArrayRef<std::string> Paths);
  /// A new round: all files may have changed.
  void newRound();
  llvm::Error save() const;

private:
  struct Entry {
    uint64_t Size = 0, Time = 0, Inode = 0;
    std::string Digest;
    bool Seen = false;
  };
  Entry &look(llvm::StringRef Path);

  std::string Memo;
  llvm::StringMap<Entry> Known;
  llvm::StringMap<llvm::StringSet<>> Listings;
  llvm::StringMap<bool> Existing;
  bool Dirty = false;
};

} // namespace asynctidy::runner

#endif
