//===- Source.h - source text, locations and macros -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_SUPPORT_SOURCE_H
#define ASYNC_TIDY_SUPPORT_SOURCE_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
class Decl;
class FunctionDecl;
class Stmt;
} // namespace clang

namespace asynctidy {

/// The text of \p Range as written; empty if it spans macros or files.
llvm::StringRef sourceText(clang::SourceRange Range, const clang::ASTContext &Context);

/// True if any token between the ends of \p Range comes from a macro: an edit there
/// would change every use of the macro, or nothing.
bool touchesMacro(clang::SourceRange Range, const clang::ASTContext &Context);

/// The location behind the last token of \p Range; invalid in macros.
clang::SourceLocation endOf(clang::SourceRange Range, const clang::ASTContext &Context);

/// True if \p Loc lies in a header that the user can't change (`-isystem` and the like).
bool inSystemHeader(clang::SourceLocation Loc, const clang::ASTContext &Context);

/// The line's leading white space at \p Loc.
llvm::StringRef indentationAt(clang::SourceLocation Loc, const clang::ASTContext &Context);

/// True if the text of the file that holds \p Loc contains \p Word.
bool fileMentions(clang::SourceLocation Loc, llvm::StringRef Word,
                  const clang::ASTContext &Context);

/// The name of the outermost macro whose expansion \p Loc comes from; empty if none.
llvm::StringRef outermostMacro(clang::SourceLocation Loc, const clang::ASTContext &Context);

/// True if \p Function is (a part of) an instantiation of a template: what is written
/// there serves other instantiations too.
bool isInstantiation(const clang::FunctionDecl &Function);

} // namespace asynctidy

#endif
