//===- Page.h - a check's page, for a terminal -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_COMMANDS_PAGE_H
#define ASYNC_TIDY_RUNNER_COMMANDS_PAGE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace asynctidy::runner {

/// Writes \p Markdown, as docs/checks has it (headings, paragraphs, lists, code, tables, links,
/// emphasis), in lines of at most \p Width columns; code and single long words may be longer.
/// \param Color  ANSI styles instead of Markdown's marks, and links as OSC 8.
void renderPage(llvm::StringRef Markdown, unsigned Width, bool Color, llvm::raw_ostream &OS);

/// Writes a table in at most \p Width columns: cells are wrapped. The first of \p Rows is the
/// header. Cells are Markdown.
void renderTable(const std::vector<std::vector<std::string>> &Rows, unsigned Width, bool Color,
                 llvm::raw_ostream &OS);

/// The rows of the first table below the heading \p Title of \p Markdown, without its header.
std::vector<std::vector<std::string>> tableBelow(llvm::StringRef Markdown, llvm::StringRef Title);

/// \p Markdown as plain text: `code` and [links](x) without their marks.
std::string plainText(llvm::StringRef Markdown);

} // namespace asynctidy::runner

#endif
