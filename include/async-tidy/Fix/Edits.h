//===- Edits.h - edits of one finding, all or none -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_FIX_EDITS_H
#define ASYNC_TIDY_FIX_EDITS_H

#include "clang-tidy/utils/IncludeInserter.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace asynctidy {

/// The edits that mend one finding: all of them are applied, or none. A single edit that
/// can't be made (its text comes from a macro, lies in a system header or in a template's
/// instantiation, overlaps another) takes back all others.
class Edits {
public:
  explicit Edits(const clang::ASTContext &Context) : Context(Context) {}

  Edits &insertBefore(clang::SourceLocation Loc, llvm::StringRef Text);
  Edits &insertAfter(clang::SourceRange Range, llvm::StringRef Text);
  Edits &replace(clang::SourceRange Range, llvm::StringRef Text);
  Edits &remove(clang::SourceRange Range);
  /// Removes \p Statement with its semicolon, and its line if nothing else stands on it. Refuses
  /// where the grammar needs a statement: the branch of an if, the body of a loop.
  Edits &removeStatement(const clang::Stmt &Statement);
  /// Removes the text from \p Begin up to \p End, which may be blanks and ends of lines.
  Edits &removeText(clang::SourceLocation Begin, clang::SourceLocation End);
  /// Adds `#include <Header>` to the file of \p Where unless it is there.
  Edits &include(clang::tidy::utils::IncludeInserter &Inserter, clang::SourceLocation Where,
                 llvm::StringRef Header);
  /// Gives up all edits: what is known isn't enough for a fix.
  Edits &refuse() {
    Refused = true;
    return *this;
  }

  bool empty() const { return Refused || Hints.empty(); }
  /// The edits for a diagnostic; empty if any of them is refused.
  llvm::ArrayRef<clang::FixItHint> hints() const {
    return Refused ? llvm::ArrayRef<clang::FixItHint>() : llvm::ArrayRef(Hints);
  }

private:
  void add(clang::SourceRange Touched, clang::FixItHint Hint);

  const clang::ASTContext &Context;
  bool Refused = false;
  llvm::SmallVector<clang::FixItHint, 4> Hints;
  llvm::SmallVector<std::pair<unsigned, unsigned>, 4> Taken; ///< Offsets, for overlaps.
  clang::FileID File;
};

inline const clang::DiagnosticBuilder &operator<<(const clang::DiagnosticBuilder &Diag,
                                                  const Edits &E) {
  for (const clang::FixItHint &Hint : E.hints())
    Diag << Hint;
  return Diag;
}

} // namespace asynctidy

#endif
