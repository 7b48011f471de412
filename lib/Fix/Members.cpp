//===- Members.cpp - edits of a class's members ---------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Fix/Members.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace asynctidy {

namespace {
/// Lines of a file, by offsets: from the first one's begin to behind the last one's end of line.
struct Lines {
  size_t From = 0, To = 0;
};
} // namespace

/// The lines that the declaration of \p Field takes, with a comment at its end; none if anything
/// else stands there.
static std::optional<Lines> linesOf(const FieldDecl &Field, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = Field.getBeginLoc(), End = endOf(Field.getSourceRange(), Context);
  if (Begin.isMacroID() || End.isInvalid())
    return std::nullopt;
  StringRef Buffer = SM.getBufferData(SM.getFileID(Begin));
  size_t Semicolon = Buffer.find_first_not_of(" \t\n", SM.getFileOffset(End));
  if (Semicolon == StringRef::npos || Buffer[Semicolon] != ';')
    return std::nullopt;
  size_t LineEnd = Buffer.find('\n', Semicolon);
  size_t LineBegin = Buffer.rfind('\n', SM.getFileOffset(Begin)) + 1;
  if (LineEnd == StringRef::npos)
    return std::nullopt;
  StringRef Behind = Buffer.slice(Semicolon + 1, LineEnd).trim();
  if (!Buffer.slice(LineBegin, SM.getFileOffset(Begin)).trim().empty() ||
      !(Behind.empty() || Behind.take_front(2) == "//"))
    return std::nullopt;
  return Lines{LineBegin, LineEnd + 1};
}

/// `a_(1), thread_(...), b_(2)` -> `a_(1), b_(2), thread_(...)`: in the order of the members.
static void moveInitializer(Edits &E, const ASTContext &Context,
                            const CXXConstructorDecl &Constructor, const FieldDecl &Member,
                            const FieldDecl &After) {
  llvm::SmallVector<const CXXCtorInitializer *, 8> Written;
  for (const CXXCtorInitializer *Init : Constructor.inits())
    if (Init->isWritten())
      Written.push_back(Init);
  llvm::sort(Written, [](const CXXCtorInitializer *A, const CXXCtorInitializer *B) {
    return A->getSourceOrder() < B->getSourceOrder();
  });
  size_t From = Written.size(), To = 0;
  for (size_t I = 0; I != Written.size(); ++I) {
    const FieldDecl *Field = Written[I]->getAnyMember();
    if (Field == &Member)
      From = I;
    else if (Field && Field->getFieldIndex() > Member.getFieldIndex() &&
             Field->getFieldIndex() <= After.getFieldIndex()) {
      To = I;
      if (mentions(*Written[I]->getInit(), Member))
        E.refuse();
    }
  }
  // The texts change places; the commas and line ends between them stay.
  for (size_t I = From; I < To; ++I)
    E.replace(Written[I]->getSourceRange(), sourceText(Written[I + 1]->getSourceRange(), Context));
  if (From < To)
    E.replace(Written[To]->getSourceRange(), sourceText(Written[From]->getSourceRange(), Context));
}

void moveMember(Edits &E, const Unit &U, const FieldDecl &Member, const FieldDecl &After) {
  const ASTContext &Context = U.context();
  const auto &Record = *cast<CXXRecordDecl>(Member.getParent());
  const SourceManager &SM = Context.getSourceManager();
  std::optional<Lines> Moved = linesOf(Member, Context), Last = linesOf(After, Context);
  if (!Moved || !Last || Record.isAggregate() || Member.getAccess() != After.getAccess() ||
      !SM.isWrittenInSameFile(Member.getLocation(), After.getLocation()) ||
      Record.getTemplateSpecializationKind() != TSK_Undeclared) {
    E.refuse();
    return;
  }
  for (const FieldDecl *Field : Record.fields())
    if (Field->getFieldIndex() > Member.getFieldIndex() &&
        Field->getFieldIndex() <= After.getFieldIndex() && Field->getInClassInitializer() &&
        mentions(*Field->getInClassInitializer(), Member))
      E.refuse();
  SourceLocation Start = SM.getLocForStartOfFile(SM.getFileID(Member.getLocation()));
  StringRef Buffer = SM.getBufferData(SM.getFileID(Start));
  size_t LineBefore = Moved->From > 1 ? Buffer.rfind('\n', Moved->From - 1) + 1 : 0;
  StringRef Before = Buffer.slice(LineBefore, Moved->From).trim();
  if (Before.take_front(2) == "//" || Before.take_back(2) == "*/") {
    E.refuse();
    return;
  }
  for (const CXXConstructorDecl *Constructor : Record.ctors())
    if (const auto *Definition = dyn_cast_or_null<CXXConstructorDecl>(Constructor->getDefinition());
        Definition && !Definition->isImplicit() && !Definition->isDefaulted())
      moveInitializer(E, Context, *Definition, Member, After);
  // With the line end before it: Clang takes one more blank where a removal ends in front of some.
  if (Moved->From == 0 || Buffer.slice(Moved->From, Last->To).contains("\n#") ||
      touchesMacro(Member.getSourceRange(), Context)) {
    E.refuse();
    return;
  }
  E.removeText(Start.getLocWithOffset(Moved->From - 1), Start.getLocWithOffset(Moved->To - 1));
  E.insertBefore(Start.getLocWithOffset(Last->To - 1),
                 ("\n" + Buffer.slice(Moved->From, Moved->To - 1)).str());
}

} // namespace asynctidy
