//===- Nolint.h - suppressions in comments -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// Clang-tidy looks for NOLINT in a file's bytes, not in its comments: one in a string works too.
// Here they are found in the same way, but only those in comments are ever reported or edited.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_NOLINT_H
#define ASYNC_TIDY_RUNNER_RUN_NOLINT_H

#include "Model/Finding.h"
#include "Run/Session.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace asynctidy::runner {

/// The name of findings about suppressions.
constexpr llvm::StringLiteral UnusedSuppression = "async-unused-suppression";

/// A comment: all offsets are bytes from the file's begin.
struct Comment {
  unsigned Begin = 0, End = 0; ///< Without the line's end.
  bool Block = false;          ///< /* */
  bool Directive = false;      ///< On a line of the preprocessor (a macro's definition).
};

/// The file's comments by Clang's lexer, in order; and the literals, which nothing must be put in.
struct Layout {
  std::vector<Comment> Comments;
  std::vector<std::pair<unsigned, unsigned>> Literals; ///< Begin, end.
  /// Begin and end of lines of the preprocessor, with the continued ones.
  std::vector<std::pair<unsigned, unsigned>> Directives;
};
Layout layOut(llvm::StringRef Content);

enum class NolintKind { Line, NextLine, Begin, End };

/// One NOLINT, NOLINTNEXTLINE, NOLINTBEGIN or NOLINTEND.
struct Nolint {
  struct Name {
    std::string Text; ///< A check or a glob, without blanks; a `-` in front makes it void.
    unsigned Offset = 0;
  };
  NolintKind Kind = NolintKind::Line;
  unsigned Begin = 0, End = 0; ///< From the N to behind the bracket, or the word without one.
  std::optional<std::vector<Name>> Names; ///< Nothing: no bracket, that is all checks.
  unsigned Line = 0, Column = 0;          ///< From 1.
  int Partner = -1; ///< Index of the END of a BEGIN, and the reverse; -1: none.

  /// True if it speaks of \p Check, wherever that is found.
  bool names(llvm::StringRef Check) const;
};

/// All of the file, in order; BEGIN and END are matched as brackets with equal names.
std::vector<Nolint> scanNolints(llvm::StringRef Content);

/// True if \p N (of \p Nolints, the file's) silences what is found at \p Offset in line \p Line.
bool reaches(const Nolint &N, llvm::ArrayRef<Nolint> Nolints, unsigned Offset, unsigned Line);

/// Findings called async-unused-suppression, sorted:
///  - a name of ours (`async-...`) that silences nothing. \p R must have what NOLINTs mute. Only
///    judged where the check ran, and all source files of the compile database that read the file
///    were analysed without failure;
///  - a name of ours that no check has;
///  - a NOLINTBEGIN with names of ours that never ends, or an END that nothing began.
/// Each has a safe fix, but for a misspelt name at a finding of the check that it is near to: there
/// the right name is suggested. Files are those in the root that \p R's source files read, and that
/// \p Wanted says yes to (null: all). To be called before findings are muted for other reasons than
/// NOLINTs. It asks S.unitsReading() of headers, unless all source files were analysed.
llvm::Expected<std::vector<Finding>>
findUnusedNolints(Session &S, const Report &R,
                  llvm::function_ref<bool(llvm::StringRef File)> Wanted = nullptr);

/// Adds these findings to \p R's, in order, and the digests of their files.
llvm::Error addUnusedNolints(Session &S, Report &R,
                             llvm::function_ref<bool(llvm::StringRef File)> Wanted = nullptr);

/// What `suppress` would do.
struct Suppressions {
  std::map<std::string, std::vector<Edit>> Edits; ///< By file, sorted, not overlapping.
  unsigned Suppressed = 0;                        ///< Findings.
  /// Findings that have no place for a comment, and why.
  std::vector<std::pair<const Finding *, std::string>> Impossible;
};

/// Comments that silence \p Findings, one a line however many checks: `// NOLINT(check): reason`
/// behind the line; NOLINTNEXTLINE above it if the line has a comment, ends in a backslash or
/// would be longer than \p Width; added to one that is there already.
llvm::Expected<Suppressions> suppress(llvm::ArrayRef<const Finding *> Findings,
                                      llvm::StringRef Reason, unsigned Width = 100);

} // namespace asynctidy::runner

#endif
