//===- ThreadBound.cpp - objects that belong to one thread --------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ThreadBound.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

/// \p Depth stops in recursive classes.
static std::optional<ThreadBound> boundBy(const Unit &U, QualType Type, unsigned Depth) {
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || Depth > 3)
    return std::nullopt;
  TypeMatch M = U.typeModel(Type);
  if (isAnnotated(*Record, "thread-bound") || (M && M->ThreadBound))
    return ThreadBound{Record, false};
  if (M && M->Owner) {
    const auto *Owner = dyn_cast<ClassTemplateSpecializationDecl>(Record);
    if (!Owner || Owner->getTemplateArgs().size() == 0 ||
        Owner->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      return std::nullopt;
    std::optional<ThreadBound> Inner =
        boundBy(U, Owner->getTemplateArgs()[0].getAsType(), Depth + 1);
    if (Inner)
      Inner->InOwner = true;
    return Inner;
  }
  if (M || !Record->hasDefinition() || Record->isLambda() || U.models().isModelled(*Record))
    return std::nullopt;
  Record = Record->getDefinition();
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (std::optional<ThreadBound> Inner = boundBy(U, Base.getType(), Depth + 1))
      return Inner;
  for (const FieldDecl *Field : Record->fields())
    // A member that may be empty says little about the object.
    if (std::optional<ThreadBound> Inner = boundBy(U, Field->getType(), Depth + 1);
        Inner && !Inner->InOwner)
      return Inner;
  return std::nullopt;
}

std::optional<ThreadBound> threadBound(const Unit &U, QualType Type) {
  return Type.isNull() ? std::nullopt : boundBy(U, Type.getNonReferenceType(), 0);
}

/// True if owner \p Init begins empty.
static bool isEmptyOwner(const Expr *Init) {
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(stripToObject(Init));
  return Construct && llvm::all_of(Construct->arguments(), [](const Expr *Argument) {
           const CXXRecordDecl *Record = compat::recordOf(Argument->getType());
           return isa<CXXDefaultArgExpr, CXXNullPtrLiteralExpr>(Argument->IgnoreParenImpCasts()) ||
                  (Record && Record->hasDefinition() && Record->getName() == "nullopt_t");
         });
}

bool mayHaveLetGo(Unit &U, const FunctionBody &In, const VarDecl &Var, const ThreadBound &Bound,
                  const Expr &Point) {
  if (Bound.InOwner && isEmptyOwner(Var.getInit()))
    return true;
  const SourceManager &SM = U.context().getSourceManager();
  for (const DeclRefExpr *Ref : In.references()) {
    if (Ref->getDecl()->getCanonicalDecl() != Var.getCanonicalDecl() ||
        SM.isBeforeInTranslationUnit(Point.getEndLoc(), Ref->getLocation()))
      continue;
    const Stmt *Up = In.significantParent(Ref);
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Up)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      if (U.models().sounds(Method, Sense::LetsGo))
        return true;
      continue;
    }
    // `scope->SetName()`, `if (scope)`; of an owner anything else may empty it.
    const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Up);
    if (Operator && (Operator->getOperator() == OO_Arrow || Operator->getOperator() == OO_Star))
      continue;
    if (Bound.InOwner || variableNamedBy(dyn_cast_or_null<Expr>(Up)) == &Var)
      return true; // Moved from.
    if (isa_and_nonnull<LambdaExpr>(Up))
      return true;
  }
  return false;
}

} // namespace asynctidy
