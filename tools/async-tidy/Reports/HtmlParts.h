//===- HtmlParts.h - pieces of the html report -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_REPORTS_HTMLPARTS_H
#define ASYNC_TIDY_RUNNER_REPORTS_HTMLPARTS_H

#include "Reports/Score.h"
#include "llvm/Support/raw_ostream.h"

namespace asynctidy::runner {

/// The page's style sheet and script: all that it needs, nothing is loaded.
extern const llvm::StringLiteral HtmlStyle;
extern const llvm::StringLiteral HtmlScript;

/// A bar of a chart: \c Fixable of \c Count is drawn in another colour.
struct Bar {
  std::string Label;
  size_t Count = 0;
  size_t Fixable = 0;
};

/// Draws \p Bars, the longest first, as an SVG picture; behind the first \p Most of them one bar
/// has the rest. \p Title is what a screen reader says.
void drawBars(llvm::StringRef Title, std::vector<Bar> Bars, size_t Most, llvm::raw_ostream &OS);

/// Draws the scores, from 0 to 100, as an SVG picture.
void drawScores(const Scores &S, llvm::raw_ostream &OS);

} // namespace asynctidy::runner

#endif
