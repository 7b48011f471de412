//===- UnknownSizes.cpp - data and connections without a known number ------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/UnknownSizes.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

/// True if \p Type is a container that grows.
static bool isGrowing(QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type.getNonReferenceType());
  if (!Record || !Record->hasDefinition() || !hasMethod(*Record, "size") ||
      !hasMethod(*Record, "begin"))
    return false;
  const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  return !Made || llvm::none_of(Made->getTemplateArgs().asArray(), [](const TemplateArgument &A) {
    return A.getKind() == TemplateArgument::Integral; // std::array.
  });
}

/// What the elements of container \p Type are, or what they own or point to; null if that can't be
/// told.
static QualType elementOf(const Unit &U, QualType Type) {
  for (unsigned Depth = 0; Depth < 2; ++Depth) {
    const auto *Made = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        compat::recordOf(Type.getNonReferenceType()));
    if (!Made || Made->getTemplateArgs().size() == 0 ||
        Made->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      return {};
    Type = Made->getTemplateArgs()[0].getAsType();
    if (Type->isPointerType())
      return Type->getPointeeType();
    if (TypeMatch M = U.typeModel(Type); !M || !M->Owner)
      return Type;
  }
  return Type;
}

/// True if there is one thread for each element by design: event loops, pools.
static bool isInfrastructure(const Unit &U, QualType Element) {
  if (Element.isNull())
    return false;
  TypeMatch M = U.typeModel(Element);
  return M && (M->EventLoop || M->Executor || M->MayBlock || M->Thread);
}

const ValueDecl *unknownData(const Unit &U, const Expr *E) {
  E = stripToObject(E);
  if (!E || !isGrowing(E->getType()) || isInfrastructure(U, elementOf(U, E->getType())))
    return nullptr;
  const ValueDecl *Named = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Named = Ref->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    Named = Member->getMemberDecl();
  else if (const auto *Call = dyn_cast<CallExpr>(E))
    Named = Call->getDirectCallee();
  if (!Named || !Named->getDeclName().isIdentifier() || U.models().sounds(Named, Sense::Few) ||
      (isa<FunctionDecl>(Named) && cast<FunctionDecl>(Named)->isInStdNamespace()))
    return nullptr;
  const auto *Var = dyn_cast<VarDecl>(Named);
  if (!Var || !Var->getInit())
    return Named;
  // Written out, or so many of the same.
  const auto *Construct = dyn_cast<CXXConstructExpr>(Var->getInit()->IgnoreImplicit());
  if (isa<InitListExpr>(Var->getInit()->IgnoreImplicit()) ||
      (Construct &&
       (Construct->isStdInitListInitialization() ||
        (Construct->getNumArgs() > 0 && Construct->getArg(0)->getType()->isIntegerType()))) ||
      (Var->hasGlobalStorage() && Var->getType().isConstQualified()))
    return nullptr;
  return Named;
}

/// The data that \p Loop goes through, if their number isn't known.
static const ValueDecl *unknownData(const Unit &U, const Stmt &Loop) {
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop))
    return unknownData(U, Range->getRangeInit());
  const auto *For = dyn_cast<ForStmt>(&Loop);
  const auto *Less = For && For->getCond()
                         ? dyn_cast<BinaryOperator>(For->getCond()->IgnoreParenImpCasts())
                         : nullptr;
  if (!Less || !Less->isComparisonOp())
    return nullptr;
  for (const Expr *Side : {Less->getLHS(), Less->getRHS()})
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Side->IgnoreParenImpCasts());
        Call && Call->getMethodDecl() && Call->getMethodDecl()->getIdentifier() &&
        Call->getMethodDecl()->getName() == "size")
      return unknownData(U, Call->getImplicitObjectArgument());
  return nullptr;
}

bool holdsTasks(const Unit &U, QualType Type) {
  QualType Element = elementOf(U, Type);
  return !Element.isNull() && taskType(U, Element);
}

/// True if something in \p Loop waits, other than \p Point.
static bool waitsIn(Unit &U, const FunctionBody &Body, const Stmt *Loop, const Expr &Point) {
  auto IsIn = [&](const Expr *E) { return Body.isWithin(E, Loop); };
  return llvm::any_of(Body.suspensions(), IsIn) ||
         llvm::any_of(Body.calls(), [&](const Expr *Call) {
           return IsIn(Call) && Call != &Point && waitsForWork(U, *Call);
         });
}

const ValueDecl *unboundedLoop(Unit &U, const FunctionBody &Body, const Expr &Point) {
  const Stmt *Loop = Body.loopAround(&Point);
  const ValueDecl *Data = Loop ? unknownData(U, *Loop) : nullptr;
  // Tasks that are there already: whoever made them knows how many.
  if (!Data || holdsTasks(U, Data->getType()) || waitsIn(U, Body, Loop, Point))
    return nullptr;
  return Data;
}

/// True if \p S compares numbers, other than with 0 and 1 as for the error of a system call: a
/// limit.
static bool countsSomething(const ASTContext &Context, const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Compare = dyn_cast<BinaryOperator>(S);
      Compare && Compare->isRelationalOp() &&
      llvm::none_of(ArrayRef<const Expr *>{Compare->getLHS(), Compare->getRHS()},
                    [&](const Expr *Side) {
                      Expr::EvalResult Value;
                      return Side->EvaluateAsInt(Value, Context) &&
                             Value.Val.getInt().abs().getLimitedValue() <= 1;
                    }))
    return true;
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return countsSomething(Context, Child); });
}

const Expr *unboundedAccepts(Unit &U, const FunctionBody &Body, const Expr &Point) {
  const Stmt *Loop = Body.loopAround(&Point);
  if (!Loop || isa<CXXForRangeStmt>(Loop))
    return nullptr;
  const Expr *Accept = nullptr;
  for (const Expr *Call : Body.calls())
    if (!Accept && nameOf(calleeOf(*Call)).contains_insensitive("accept") &&
        Body.isWithin(Call, Loop))
      Accept = Call;
  if (!Accept || waitsIn(U, Body, Loop, Point) || countsSomething(U.context(), Loop))
    return nullptr;
  return Accept;
}

} // namespace asynctidy
