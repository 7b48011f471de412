//===- Writers.h - output formats -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_REPORTS_WRITERS_H
#define ASYNC_TIDY_RUNNER_REPORTS_WRITERS_H

#include "Model/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace asynctidy::runner {

struct WriterOptions {
  bool Color = false;     ///< ANSI colours and OSC 8 links, for a terminal.
  bool ShowMuted = false; ///< Formats for people show muted findings too.
};

/// One output format. A writer only reads the report; it never fails (the caller looks at the
/// stream's error).
struct Writer {
  llvm::StringLiteral Name;    ///< As in --output-format.
  llvm::StringLiteral Summary; ///< For --help.
  void (*Write)(const Report &, const WriterOptions &, llvm::raw_ostream &);
};

/// All formats, by name: concise, full, github, gitlab, html, json, junit, markdown, rdjson, sarif.
llvm::ArrayRef<Writer> writers();

/// The one called \p Name; null if there is none.
const Writer *findWriter(llvm::StringRef Name);

/// The last line of every run: `412 TUs (398 cached, 12 analysed, 2 failed), 37 findings (5 new),
/// 21 fixable, 0.8 s`.
std::string summaryLine(const Report &R);

} // namespace asynctidy::runner

#endif
