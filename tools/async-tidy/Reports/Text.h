//===- Text.h - what output formats share -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_REPORTS_TEXT_H
#define ASYNC_TIDY_RUNNER_REPORTS_TEXT_H

#include "Model/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>

namespace asynctidy::runner {

/// A place as line and column, both from 1; columns in bytes, without a byte order mark.
struct Position {
  unsigned Line = 1;
  unsigned Column = 1;

  bool operator==(const Position &O) const { return Line == O.Line && Column == O.Column; }
};

/// From Begin up to and without End.
struct Span {
  Position Begin, End;
};

/// The text of the files that a report speaks of; each is read once, when it is first asked for.
class Sources {
public:
  /// The whole file; empty if it can't be read.
  llvm::StringRef text(llvm::StringRef File) { return load(File).Text; }
  /// How many lines the file has; 0 if it can't be read.
  unsigned lines(llvm::StringRef File) { return load(File).Starts.size(); }
  /// Line \p Number, without its end and without a byte order mark; empty if there is none.
  llvm::StringRef line(llvm::StringRef File, unsigned Number);
  /// Where the byte at \p Offset stands; the last position for offsets behind the end.
  Position position(llvm::StringRef File, unsigned Offset);
  /// The same of a place; as the place itself says where the file is gone or has changed.
  Position position(const Place &At);
  /// What \p F highlights; where it doesn't say, the name or the one character that stands there.
  Span span(const Finding &F);
  /// The name or the one character at \p At.
  Span span(const Place &At);
  /// The column in UTF-16 code units, from 1, of the byte column of \p At.
  unsigned utf16Column(llvm::StringRef File, Position At);

private:
  struct Source {
    std::unique_ptr<llvm::MemoryBuffer> Buffer;
    llvm::StringRef Text;
    std::vector<unsigned> Starts; ///< Offset of each line's first byte.
  };
  Source &load(llvm::StringRef File);

  llvm::StringMap<Source> Files;
};

/// \p File relative to the report's root if it lies there; else as it is. With forward slashes.
std::string shownPath(const Report &R, llvm::StringRef File);

/// \p Text as valid UTF-8: what isn't becomes U+FFFD.
std::string utf8(llvm::StringRef Text);

/// \p Text with each control character but tab and newline as U+FFFD, so that no source file and
/// no message can send commands to a terminal or break XML.
std::string printable(llvm::StringRef Text);

/// \p Path as the path of a URI: `%` and two digits for what may not stand there.
std::string uriPath(llvm::StringRef Path);

/// For HTML and XML, also in attributes.
std::string escapeXml(llvm::StringRef Text);

llvm::StringRef nameOf(Severity S);  ///< info, warning, error
llvm::StringRef nameOf(Muted M);     ///< no, in-source, baseline, filtered
llvm::StringRef nameOf(UnitState S); ///< analysed, cached, compile-error, crashed, timed-out

/// The category of a check of ours; `other` for compile errors.
llvm::StringRef categoryOf(llvm::StringRef Check);

/// `1 finding`, `2 findings`.
std::string counted(size_t Number, llvm::StringRef What);

/// Lines that edits of one file change, before and after.
struct Hunk {
  std::string File;
  unsigned Line = 1; ///< Of the first line of Old.
  std::vector<std::string> Old, New;
};

/// What \p Edits change, by file and line; nothing for files that can't be read, and for edits
/// that lie outside of them or overlap.
std::vector<Hunk> hunks(Sources &S, llvm::ArrayRef<Edit> Edits);

} // namespace asynctidy::runner

#endif
