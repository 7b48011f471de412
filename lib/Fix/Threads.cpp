//===- Threads.cpp - edits of threads -------------------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Fix/Threads.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/MemberThreads.h"
#include "async-tidy/Analysis/Typestate.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;

namespace asynctidy {

/// The function that a thread made from \p Callable runs, if it is the only one that it can be; it
/// needn't have a body.
static const FunctionDecl *onlyFunctionOf(const Expr *Callable) {
  const Expr *E = stripToObject(Callable);
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(E);
      Unary && Unary->getOpcode() == UO_AddrOf)
    E = stripToObject(Unary->getSubExpr());
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return Function;
  const CXXRecordDecl *Record = E ? E->getType()->getAsCXXRecordDecl() : nullptr;
  if (!Record || !Record->isLambda() || Record->isGenericLambda())
    return nullptr;
  return Record->getLambdaCallOperator();
}

/// True if \p S has a loop in it whose condition never fails.
static bool hasEndlessLoop(const Stmt *S, const ASTContext &Context) {
  if (!S)
    return false;
  if (isEndless(*S, Context))
    return true;
  return llvm::any_of(S->children(),
                      [&Context](const Stmt *Child) { return hasEndlessLoop(Child, Context); });
}

void useJthread(Edits &E, Unit &U, const FunctionBody &In, const VarDecl &Thread) {
  const ASTContext &Context = U.context();
  const Expr *Init = Thread.getInit();
  const Expr *Made = Init ? stripToObject(Init) : nullptr;
  const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Made);
  if (Cast)
    Made = stripToObject(Cast->getSubExpr());
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Made);
  if (!Context.getLangOpts().CPlusPlus20 || !isDeclaredInStd(Context, "jthread") || !Construct ||
      Construct->getNumArgs() == 0 || !threadStart(U, *Construct)) {
    E.refuse();
    return;
  }
  // Invoked with a stop token first if it can be.
  const FunctionDecl *Runs = onlyFunctionOf(Construct->getArg(0));
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Runs);
  const bool OfObject = Method && !Method->isStatic() && !Method->getParent()->isLambda();
  TypeMatch First = Runs && Runs->getNumParams() > 0 && !OfObject
                        ? U.typeModel(Runs->getParamDecl(0)->getType().getNonReferenceType())
                        : TypeMatch();
  if (!Runs || Runs->isVariadic() || (First && First->Cancels == Cancellation::Token) ||
      (Runs->hasBody() && hasEndlessLoop(Runs->getBody(), Context)))
    E.refuse();
  const Typestate Uses(U, In.function(), AccessPath::ofVariable(Thread));
  for (const ObjectEvent &Event : Uses.events())
    if (Event.Kind != ObjectEvent::Declared && Event.Kind != ObjectEvent::Called)
      E.refuse();
  // The type where it is written: in the declaration, or behind `auto t =`.
  SourceRange Type;
  if (Thread.getTypeSourceInfo() && !Thread.getType()->getContainedAutoType() && !Cast &&
      !isa<CXXTemporaryObjectExpr>(Construct))
    Type = Thread.getTypeSourceInfo()->getTypeLoc().getSourceRange();
  else if (Thread.getType()->getContainedAutoType() && Cast)
    Type = Cast->getTypeInfoAsWritten()->getTypeLoc().getSourceRange();
  else if (const auto *Temporary = dyn_cast<CXXTemporaryObjectExpr>(Construct);
           Temporary && Thread.getType()->getContainedAutoType())
    Type = Temporary->getTypeSourceInfo()->getTypeLoc().getSourceRange();
  if (sourceText(Type, Context) != "std::thread") {
    E.refuse();
    return;
  }
  E.replace(Type, "std::jthread");
}

} // namespace asynctidy
