//===- Changes.h - new contents of files -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_FIXES_CHANGES_H
#define ASYNC_TIDY_RUNNER_FIXES_CHANGES_H

#include "Model/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace asynctidy::runner {

/// A file's bytes before and after.
struct FileChange {
  std::string File;
  std::string Before, After;
};

/// Makes \p Edits fit the file: inserted line ends are those of the line they go to, and nothing
/// goes before a byte order mark.
std::vector<Edit> fitted(llvm::ArrayRef<Edit> Edits, llvm::StringRef Content);

/// \p Content with \p Edits: sorted, of this one file, not overlapping, inside of it.
std::string applied(llvm::ArrayRef<Edit> Edits, llvm::StringRef Content);

/// Puts \p Content into \p File: a new file with the old one's mode and owner, written to disk
/// whole, takes its place. Killed at any moment, the old or the new content is there. Nothing is
/// written if that is the content already. Other names (hard links) keep the old content.
llvm::Error replaceFile(llvm::StringRef File, llvm::StringRef Content);

/// Removes \p File if it is what a killed replaceFile() left behind: called `.NAME.`, eight
/// hexadecimal digits and `.async-tidy`, and nobody is writing it. True if it was and is gone.
bool removeLeftover(llvm::StringRef File);

/// Writes all of \p Changes, or none: a file that doesn't hold Before any more, or can't be
/// written, is an error, and what was written up to it is put back. Leftovers of killed runs in
/// their directories are removed before.
llvm::Error writeChanges(llvm::ArrayRef<FileChange> Changes);

/// Writes what was there before. A file that doesn't hold After any more is left alone and named
/// in the error.
llvm::Error revertChanges(llvm::ArrayRef<FileChange> Changes);

/// Why \p File can't or mustn't be edited; empty if it can.
std::string whyNotEditable(llvm::StringRef File, llvm::StringRef Root);

/// Writes \p Changes as a unified diff, with paths relative to \p Root behind a/ and b/, as
/// `git apply` and `patch -p1` take it.
void writeDiff(llvm::ArrayRef<FileChange> Changes, llvm::StringRef Root, llvm::raw_ostream &Out);

} // namespace asynctidy::runner

#endif
