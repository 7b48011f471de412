//===- UnstoppableLoopCheck.cpp - async-unstoppable-loop ------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnstoppableLoopCheck.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/FunctionBody.h"

using namespace clang;

namespace asynctidy {

UnstoppableLoopCheck::UnstoppableLoopCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// The first loop in \p S that never ends: not by its condition, nor by a jump out of it.
static const Stmt *endlessLoopIn(const Stmt *S, const ASTContext &Context) {
  if (!S || isa<LambdaExpr>(S))
    return nullptr;
  if (isEndless(*S, Context) &&
      llvm::none_of(S->children(), [](const Stmt *Child) { return mayLeave(Child); }))
    return S;
  for (const Stmt *Child : S->children())
    if (const Stmt *Found = endlessLoopIn(Child, Context))
      return Found;
  return nullptr;
}

void UnstoppableLoopCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const ParmVarDecl *Token = nullptr;
  for (const ParmVarDecl *Parameter : Function.parameters())
    if (TypeMatch M = U.typeModel(Parameter->getType().getNonReferenceType());
        M && M->Cancels == Cancellation::Token)
      Token = Parameter;
  if (!Token || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  const Stmt *Loop = endlessLoopIn(Function.getBody(), U.context());
  // What it is given, another function may look at, and throw; so may an await.
  if (!Loop ||
      llvm::any_of(Body.references(),
                   [&](const DeclRefExpr *Ref) { return Ref->getDecl() == Token; }) ||
      llvm::any_of(Body.suspensions(),
                   [&](const Expr *Point) { return Body.isWithin(Point, Loop); }))
    return;
  if (!firstReport(Loop->getBeginLoc()))
    return;
  diag(Loop->getBeginLoc(), "this loop never ends: nobody looks at the %0 that asks it to")
      << Token->getType().getNonReferenceType().getUnqualifiedType();
  note(Token->getLocation(), "it comes in here");
}

} // namespace asynctidy
