//===- Atomics.cpp - a scalar becomes an atomic ---------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace asynctidy {

/// True if an atomic in the place of the value that \p Where names compiles and means the same:
/// where a type is deduced, or another class is made of it, it might not.
static bool takesAtomic(const FunctionBody &In, const Expr &Where, const Mention &Use) {
  const Stmt *Child = &Where;
  const Stmt *Up = In.parent(Child);
  auto IsStatement = [&](const Stmt *S) {
    const Stmt *Around = In.significantParent(S);
    return isa_and_nonnull<CompoundStmt, IfStmt, SwitchCase>(Around);
  };
  if (Use.writes()) {
    Up = In.significantParent(&Where, &Child);
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up))
      return Unary->isIncrementDecrementOp() && IsStatement(Unary) &&
             !Where.getType()->isBooleanType() && !Where.getType()->isEnumeralType();
    const auto *Assign = dyn_cast_or_null<BinaryOperator>(Up);
    if (!Assign || Assign->getLHS() != Child || !IsStatement(Assign))
      return false;
    if (Assign->isCompoundAssignmentOp())
      return (Assign->getOpcode() == BO_AddAssign || Assign->getOpcode() == BO_SubAssign) &&
             Where.getType()->isIntegerType() && !Where.getType()->isBooleanType() &&
             !Where.getType()->isEnumeralType();
    // The other one may become an atomic too, and those aren't copied.
    return !variableOrField(Assign->getRHS());
  }
  if (!Use.reads())
    return false;
  while (isa_and_nonnull<ParenExpr, ImplicitCastExpr>(Up)) {
    Child = Up;
    Up = In.parent(Up);
  }
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up))
    return Unary->getOpcode() == UO_LNot;
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Up))
    return !Binary->isAssignmentOp() && !Binary->isCommaOp();
  if (const auto *Conditional = dyn_cast_or_null<ConditionalOperator>(Up))
    return Conditional->getCond() == Child;
  if (const VarDecl *Var = In.initializedBy(Child))
    return !Var->getType()->getContainedDeducedType() && Var->getType()->isScalarType();
  if (isa_and_nonnull<ReturnStmt>(Up))
    return !In.function().getDeclaredReturnType()->getContainedDeducedType() &&
           In.function().getReturnType()->isScalarType();
  if (isa_and_nonnull<IfStmt, WhileStmt, DoStmt>(Up))
    return true;
  const auto *For = dyn_cast_or_null<ForStmt>(Up);
  return For && For->getCond() == Child;
}

static bool isDeletedCopy(const CXXRecordDecl &Record) {
  return llvm::any_of(Record.ctors(), [](const CXXConstructorDecl *Constructor) {
    return Constructor->isCopyConstructor() && Constructor->isDeleted();
  });
}

/// True if objects of \p Record can't be copied nor moved: mutexes.
static bool staysPut(const CXXRecordDecl &Record) {
  return isDeletedCopy(Record) && llvm::none_of(Record.ctors(), [](const CXXConstructorDecl *C) {
           return C->isMoveConstructor() && !C->isDeleted();
         });
}

/// True if something may copy or move objects of \p Record: atomics can't be.
static bool isCopied(const CXXRecordDecl &Record) {
  if (Record.isAggregate() || Record.isLambda())
    return true;
  bool UserCopy = Record.hasUserDeclaredCopyConstructor() && Record.hasUserDeclaredCopyAssignment();
  for (const CXXConstructorDecl *Constructor : Record.ctors())
    if (Constructor->isCopyOrMoveConstructor() && !Constructor->isDeleted() &&
        (Constructor->isDefaulted() || Constructor->isImplicit()))
      return true;
  for (const CXXMethodDecl *Method : Record.methods())
    if ((Method->isCopyAssignmentOperator() || Method->isMoveAssignmentOperator()) &&
        !Method->isDeleted() && Method->isDefaulted())
      return true;
  // A member that stays where it is: the class does too.
  if (UserCopy || llvm::any_of(Record.fields(), [](const FieldDecl *Field) {
        const CXXRecordDecl *Class = compat::recordOf(Field->getType());
        return Class && Class->hasDefinition() && staysPut(*Class);
      }))
    return false;
  // Implicit ones that nobody has needed yet aren't declared.
  if (Record.needsImplicitMoveConstructor() || Record.needsImplicitMoveAssignment())
    return true;
  return (Record.needsImplicitCopyConstructor() || Record.needsImplicitCopyAssignment()) &&
         llvm::none_of(Record.fields(), [](const FieldDecl *Field) {
           const CXXRecordDecl *Class = compat::recordOf(Field->getType());
           return Class && Class->hasDefinition() && isDeletedCopy(*Class);
         });
}

/// Puts std::atomic<> around the type between \p Begin and the name.
static void wrapType(Edits &E, const DeclaratorDecl &Variable, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = Variable.getBeginLoc(), Name = Variable.getLocation();
  if (Begin.isMacroID() || Name.isMacroID() || SM.getFileID(Begin) != SM.getFileID(Name)) {
    E.refuse();
    return;
  }
  StringRef Text(SM.getCharacterData(Begin), SM.getFileOffset(Name) - SM.getFileOffset(Begin));
  llvm::SmallVector<StringRef, 6> Words;
  Text.split(Words, ' ', -1, /*KeepEmpty=*/false);
  std::string Storage, Type;
  for (StringRef Word : Words) {
    if (Word == "volatile")
      continue;
    if (!llvm::all_of(Word,
                      [](char C) { return isalnum(C) || C == '_' || C == ':' || C == '*'; })) {
      E.refuse(); // Attributes, comments, templates.
      return;
    }
    bool IsStorage = Word == "static" || Word == "inline" || Word == "mutable";
    std::string &To = IsStorage ? Storage : Type;
    To += To.empty() || IsStorage ? Word.str() : " " + Word.str();
    if (IsStorage)
      Storage += " ";
  }
  if (Type.empty() || Type == "auto" || Type.find("constexpr") != std::string::npos ||
      Type.find("extern") != std::string::npos) {
    E.refuse();
    return;
  }
  E.replace({Begin, Name}, Storage + "std::atomic<" + Type + "> " + Variable.getName().str());
}

void makeAtomic(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
                const DeclaratorDecl &Variable, const Mentions &Uses) {
  const ASTContext &Context = U.context();
  const auto *Field = dyn_cast<FieldDecl>(&Variable);
  const auto *Var = dyn_cast<VarDecl>(&Variable);
  if (!Uses.Complete || (Field && isCopied(*cast<CXXRecordDecl>(Field->getParent()))) ||
      (Field && Field->isBitField()) || Variable.hasAttrs() ||
      (Var && (isa<ParmVarDecl>(Var) || Var->isInitCapture() || Var->getPreviousDecl()))) {
    E.refuse();
    return;
  }
  for (const Mention &Use : Uses.Uses)
    if (!takesAtomic(U.body(*Use.In), *Use.Where, Use)) {
      E.refuse();
      return;
    }
  const Expr *Init = Field ? Field->getInClassInitializer() : Var->getInit();
  bool Assigned = Init && (Field ? Field->getInClassInitStyle() == ICIS_CopyInit
                                 : Var->getInitStyle() == VarDecl::CInit);
  SourceLocation End = endOf(Variable.getSourceRange(), Context);
  const SourceManager &SM = Context.getSourceManager();
  // One of several declarators would take the others along.
  if (End.isInvalid() || *SM.getCharacterData(End) != ';') {
    E.refuse();
    return;
  }
  for (const Decl *Other : Variable.getDeclContext()->decls())
    if (Other != &Variable && isa<DeclaratorDecl>(Other) && !Other->isImplicit() &&
        Other->getBeginLoc() == Variable.getBeginLoc()) {
      E.refuse();
      return;
    }
  wrapType(E, Variable, Context);
  // Before C++17 an atomic isn't initialized by `=`.
  if (Assigned && !Context.getLangOpts().CPlusPlus17) {
    StringRef Text = sourceText(Init->IgnoreImplicit()->getSourceRange(), Context);
    SourceLocation Behind = endOf(Variable.getLocation(), Context);
    if (Text.empty() || Behind.isInvalid()) {
      E.refuse();
      return;
    }
    E.replace({Behind, Init->getEndLoc()}, "{" + Text.str() + "}");
  }
  E.include(Inserter, Variable.getLocation(), "atomic");
}

} // namespace asynctidy
