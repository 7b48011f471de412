//===- Source.cpp - source text, locations and macros ---------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Support/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asynctidy {

StringRef sourceText(SourceRange Range, const ASTContext &Context) {
  if (Range.isInvalid() || Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return {};
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Range), Context.getSourceManager(),
                              Context.getLangOpts());
}

bool touchesMacro(SourceRange Range, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  if (Range.isInvalid() || Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return true;
  if (!SM.isWrittenInSameFile(Range.getBegin(), Range.getEnd()))
    return true;
  // The ends may be plain while a macro, or a conditional, stands between them.
  SourceLocation End = Lexer::getLocForEndOfToken(Range.getEnd(), 0, SM, Context.getLangOpts());
  SourceLocation Loc = Range.getBegin();
  bool Invalid = false;
  FileID File = SM.getFileID(Loc);
  StringRef Buffer = SM.getBufferData(File, &Invalid);
  if (Invalid || End.isInvalid())
    return true;
  unsigned From = SM.getFileOffset(Loc), To = SM.getFileOffset(End);
  Lexer Lex(SM.getLocForStartOfFile(File), Context.getLangOpts(), Buffer.begin(),
            Buffer.begin() + From, Buffer.end());
  Token Tok;
  while (!Lex.LexFromRawLexer(Tok) && SM.getFileOffset(Tok.getLocation()) < To) {
    if (Tok.is(tok::hash) && Tok.isAtStartOfLine())
      return true;
    if (Tok.is(tok::raw_identifier)) {
      const IdentifierInfo &Id = Context.Idents.get(Tok.getRawIdentifier());
      if (Id.hadMacroDefinition())
        return true;
    }
  }
  return false;
}

SourceLocation endOf(SourceRange Range, const ASTContext &Context) {
  if (Range.isInvalid() || Range.getEnd().isMacroID())
    return {};
  return Lexer::getLocForEndOfToken(Range.getEnd(), 0, Context.getSourceManager(),
                                    Context.getLangOpts());
}

bool inSystemHeader(SourceLocation Loc, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  return Loc.isInvalid() || SM.isInSystemHeader(SM.getExpansionLoc(Loc));
}

StringRef indentationAt(SourceLocation Loc, const ASTContext &Context) {
  return Lexer::getIndentationForLine(Loc, Context.getSourceManager());
}

bool fileMentions(SourceLocation Loc, StringRef Word, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  bool Invalid = false;
  StringRef Buffer = SM.getBufferData(SM.getFileID(SM.getExpansionLoc(Loc)), &Invalid);
  if (Invalid || Word.empty())
    return false;
  // Not as the end of a longer name.
  for (size_t At = Buffer.find(Word); At != StringRef::npos; At = Buffer.find(Word, At + 1))
    if (At == 0 || !(llvm::isAlnum(Buffer[At - 1]) || Buffer[At - 1] == '_'))
      return true;
  return false;
}

StringRef outermostMacro(SourceLocation Loc, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  StringRef Name;
  while (Loc.isMacroID()) {
    if (SM.isMacroArgExpansion(Loc)) {
      // An argument is written by the caller, but stands inside the expansion.
      Loc = SM.getImmediateExpansionRange(Loc).getBegin();
      continue;
    }
    Name = Lexer::getImmediateMacroName(Loc, SM, Context.getLangOpts());
    Loc = SM.getImmediateExpansionRange(Loc).getBegin();
  }
  return Name;
}

bool isInstantiation(const FunctionDecl &Function) {
  for (const DeclContext *DC = &Function; DC && !DC->isFileContext(); DC = DC->getParent()) {
    if (const auto *F = dyn_cast<FunctionDecl>(DC); F && F->isTemplateInstantiation())
      return true;
    if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(DC);
        Spec && !Spec->isExplicitSpecialization())
      return true;
  }
  return false;
}

} // namespace asynctidy
