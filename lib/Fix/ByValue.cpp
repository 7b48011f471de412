//===- ByValue.cpp - parameters by value ----------------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Fix/ByValue.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;

namespace asynctidy {

/// True if a copy of \p Type means what the object means, and costs little: a small one without a
/// life of its own, or a value of the standard library.
static bool isValue(const ASTContext &Context, QualType Type) {
  if (!canBeCopied(Type))
    return false;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record)
    return Type->isScalarType();
  if (Record->isPolymorphic() || Record->isAbstract())
    return false;
  return inSystemHeader(Record->getLocation(), Context)
             ? Record->isInStdNamespace()
             : Type.isTriviallyCopyableType(Context) &&
                   Context.getTypeSizeInChars(Type).getQuantity() <= 64;
}

/// True if there is another function of the same name beside \p Function: callers would be offered
/// two.
static bool isOverloaded(const FunctionDecl &Function) {
  unsigned Others = 0;
  for (const NamedDecl *Found : Function.getDeclContext()->lookup(Function.getDeclName()))
    Others += Found->getCanonicalDecl() != Function.getCanonicalDecl();
  return Others > 0;
}

void takeByValue(Edits &E, const FunctionDecl &Function, const ParmVarDecl &Parameter) {
  const ASTContext &Context = Function.getASTContext();
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  QualType Type = Parameter.getType();
  QualType Referred = Type.getNonReferenceType();
  bool Const = Type->isLValueReferenceType() && Referred.isConstQualified();
  if ((Method && (Method->isVirtual() || Method->getParent()->isLambda())) ||
      (!Const && !Type->isRValueReferenceType()) || Function.isTemplated() ||
      isInstantiation(Function) || isOverloaded(Function) ||
      !isValue(Context, Referred.getUnqualifiedType())) {
    E.refuse();
    return;
  }
  const SourceManager &SM = Context.getSourceManager();
  FileID File = SM.getFileID(Function.getLocation());
  for (const FunctionDecl *Declaration : Function.redecls()) {
    const ParmVarDecl &Here = *Declaration->getParamDecl(Parameter.getFunctionScopeIndex());
    TypeSourceInfo *Written = Here.getTypeSourceInfo();
    ReferenceTypeLoc Loc =
        Written ? Written->getTypeLoc().getAs<ReferenceTypeLoc>() : ReferenceTypeLoc();
    if (!Loc || SM.getFileID(Declaration->getLocation()) != File) {
      E.refuse();
      return;
    }
    SourceRange Whole(Here.getBeginLoc(), Loc.getSigilLoc());
    StringRef Text = sourceText(Loc.getPointeeLoc().getUnqualifiedLoc().getSourceRange(), Context);
    SourceLocation End = endOf(Whole, Context);
    if (Text.empty() || End.isInvalid()) {
      E.refuse();
      return;
    }
    bool Glued = isAsciiIdentifierContinue(*SM.getCharacterData(End));
    E.replace(Whole, (Text + (Glued ? " " : "")).str());
  }
}

bool isLongLived(const Unit &U, QualType Type) {
  if (Type->isReferenceType() || Type->isPointerType()) {
    QualType To = Type->getPointeeType();
    if (!Type->isRValueReferenceType() && !To.isConstQualified())
      return true;
    TypeMatch M = U.typeModel(To);
    return (M && (M->Executor || M->EventLoop || M->Scope || M->Mutex ||
                  M->Cancels != Cancellation::None)) ||
           !canBeCopied(To.getUnqualifiedType());
  }
  return handleOf(Type) != Handle::View;
}

} // namespace asynctidy
