//===- Edits.cpp - edits of one finding, all or none ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Fix/Edits.h"
#include "async-tidy/Support/Source.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace asynctidy {

void Edits::add(SourceRange Touched, FixItHint Hint) {
  const SourceManager &SM = Context.getSourceManager();
  if (Refused)
    return;
  SourceLocation End = endOf(Touched, Context);
  if (touchesMacro(Touched, Context) || inSystemHeader(Touched.getBegin(), Context) ||
      End.isInvalid()) {
    Refused = true;
    return;
  }
  const FileID In = SM.getFileID(Touched.getBegin());
  const CharSourceRange Removed = Hint.RemoveRange;
  unsigned From = SM.getFileOffset(Removed.getBegin());
  unsigned To = Removed.isCharRange() ? SM.getFileOffset(Removed.getEnd())
                                      : SM.getFileOffset(endOf(Removed.getAsRange(), Context));
  for (const auto &[TakenFrom, TakenTo] : Taken)
    if (From < TakenTo && TakenFrom < To) {
      Refused = true;
      return;
    }
  // All edits of a finding go to one file: clang-tidy applies files one by one.
  if (File.isValid() && File != In) {
    Refused = true;
    return;
  }
  File = In;
  Taken.push_back({From, To});
  Hints.push_back(std::move(Hint));
}

Edits &Edits::insertBefore(SourceLocation Loc, StringRef Text) {
  add(Loc, FixItHint::CreateInsertion(Loc, Text));
  return *this;
}

Edits &Edits::insertAfter(SourceRange Range, StringRef Text) {
  SourceLocation End = endOf(Range, Context);
  if (End.isInvalid())
    return refuse();
  add(Range.getEnd(), FixItHint::CreateInsertion(End, Text));
  return *this;
}

Edits &Edits::replace(SourceRange Range, StringRef Text) {
  add(Range, FixItHint::CreateReplacement(Range, Text));
  return *this;
}

Edits &Edits::remove(SourceRange Range) {
  add(Range, FixItHint::CreateRemoval(Range));
  return *this;
}

/// True if what begins at \p Offset of \p Buffer stands behind another statement or at the begin of
/// a block. Where it is all of a branch, of a loop's body or of a case, it can't just go.
static bool beginsInBlock(StringRef Buffer, SourceLocation Start, unsigned Offset,
                          const LangOptions &LangOpts) {
  Lexer Lex(Start, LangOpts, Buffer.begin(), Buffer.begin(), Buffer.end());
  tok::TokenKind Before = tok::unknown;
  bool InDirective = false;
  Token Tok;
  while (!Lex.LexFromRawLexer(Tok) &&
         Tok.getLocation().getRawEncoding() - Start.getRawEncoding() < Offset) {
    if (Tok.isAtStartOfLine())
      InDirective = Tok.is(tok::hash);
    if (!InDirective)
      Before = Tok.getKind();
  }
  return Before == tok::l_brace || Before == tok::r_brace || Before == tok::semi;
}

Edits &Edits::removeStatement(const Stmt &Statement) {
  const SourceManager &SM = Context.getSourceManager();
  SourceRange Range = Statement.getSourceRange();
  SourceLocation End = endOf(Range, Context);
  if (End.isInvalid())
    return refuse();
  // An expression statement ends before its semicolon, a declaration with it.
  bool Invalid = false;
  StringRef Buffer = SM.getBufferData(SM.getFileID(End), &Invalid);
  unsigned To = SM.getFileOffset(End), From = SM.getFileOffset(Range.getBegin());
  if (Invalid)
    return refuse();
  if (!isa<DeclStmt>(Statement)) {
    size_t Semicolon = Buffer.find_first_not_of(" \t\n", To);
    if (Semicolon == StringRef::npos || Buffer[Semicolon] != ';')
      return refuse();
    To = Semicolon + 1;
  }
  SourceLocation Start = SM.getLocForStartOfFile(SM.getFileID(End));
  if (Range.getBegin().isMacroID() || !beginsInBlock(Buffer, Start, From, Context.getLangOpts()))
    return refuse();
  // Alone on its line: the line goes too, with the line end before it. Clang takes one more blank
  // where a removal ends in front of some, as would happen with the line end behind it.
  size_t LineBegin = Buffer.rfind('\n', From) + 1;
  size_t LineEnd = Buffer.find_first_not_of(" \t\r", To);
  if (Buffer.slice(LineBegin, From).trim().empty() && LineEnd != StringRef::npos &&
      Buffer[LineEnd] == '\n' && LineBegin > 0) {
    From = LineBegin - 1;
    To = LineEnd;
  }
  add(Range, FixItHint::CreateRemoval(CharSourceRange::getCharRange(Start.getLocWithOffset(From),
                                                                    Start.getLocWithOffset(To))));
  return *this;
}

Edits &Edits::removeText(SourceLocation Begin, SourceLocation End) {
  add({Begin, Begin}, FixItHint::CreateRemoval(CharSourceRange::getCharRange(Begin, End)));
  return *this;
}

Edits &Edits::include(clang::tidy::utils::IncludeInserter &Inserter, SourceLocation Where,
                      StringRef Header) {
  if (Refused)
    return *this;
  const SourceManager &SM = Context.getSourceManager();
  std::string Name = ("<" + Header + ">").str();
  if (std::optional<FixItHint> Hint =
          Inserter.createIncludeInsertion(SM.getFileID(SM.getExpansionLoc(Where)), Name))
    Hints.push_back(std::move(*Hint));
  return *this;
}

} // namespace asynctidy
