//===- FunctionBody.cpp - what one callable's body holds ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Tasks.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprConcepts.h"

using namespace clang;

namespace asynctidy {

const Expr *awaitOperand(const Stmt *S) {
  // The operand of a co_yield is the call of yield_value(), which isn't written, in LLVM 16.
  if (const auto *Yield = dyn_cast_or_null<CoyieldExpr>(S))
    if (const auto *Call = dyn_cast<CallExpr>(Yield->getOperand()->IgnoreImplicit());
        Call && Call->getNumArgs() == 1 && Call->getExprLoc() == Yield->getKeywordLoc())
      return Call->getArg(0);
  if (const auto *Suspend = dyn_cast_or_null<CoroutineSuspendExpr>(S))
    return Suspend->getOperand();
  if (const auto *Dependent = dyn_cast_or_null<DependentCoawaitExpr>(S))
    return Dependent->getOperand();
  return nullptr;
}

FunctionBody::FunctionBody(const FunctionDecl &Function) : Function(Function) {
  const Stmt *Body = Function.getBody();
  if (const auto *Wrapper = dyn_cast_or_null<CoroutineBodyStmt>(Body)) {
    Coroutine = true;
    Body = Wrapper->getBody();
  }
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
    for (const CXXCtorInitializer *Init : Constructor->inits()) {
      const Expr *Value = Init->getInit();
      // Written in the class, but each constructor without another value evaluates it.
      if (const auto *Default = dyn_cast_or_null<CXXDefaultInitExpr>(Value))
        Value = Default->getExpr();
      visit(Value, nullptr);
    }
  visit(Body, nullptr);
}

void FunctionBody::visit(const Stmt *S, const Stmt *Parent) {
  if (!S || !Parents.try_emplace(S, Parent).second)
    return;
  if (const Expr *Operand = awaitOperand(S)) {
    Coroutine = true;
    visit(Operand, S);
    Suspensions.push_back(cast<Expr>(S));
    return;
  }
  if (const auto *Return = dyn_cast<CoreturnStmt>(S)) {
    Coroutine = true;
    Coreturns.push_back(Return);
    visit(Return->getOperand(), S);
    return;
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    Lambdas.push_back(Lambda);
    for (const Expr *Init : Lambda->capture_inits())
      visit(Init, S);
    return;
  }
  // Somebody else's body, or operands that are never evaluated.
  if (isa<BlockExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr, RequiresExpr>(S))
    return;
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S)) {
    (void)Default; // Written at the declaration, evaluated here; not this body's text.
    return;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    References.push_back(Ref);
  if (const auto *This = dyn_cast<CXXThisExpr>(S))
    Thises.push_back(This);
  if (const auto *Decls = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D)) {
        Variables.push_back(Var);
        Declared[Var] = Decls;
        if (Var->getInit())
          Initialized[Var->getInit()] = Var;
      }
  }
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S))
    Deletes.push_back(Delete);
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    Returns.push_back(Return);
  else if (const auto *Throw = dyn_cast<CXXThrowExpr>(S))
    Throws.push_back(Throw);
  if (const auto *Catch = dyn_cast<CXXCatchStmt>(S); Catch && Catch->getExceptionDecl())
    Variables.push_back(Catch->getExceptionDecl());
  for (const Stmt *Child : S->children())
    visit(Child, S);
  // Behind the operands: calls are listed in the order in which they are made.
  if (isa<CallExpr>(S) || isa<CXXConstructExpr>(S) || isa<CXXUnresolvedConstructExpr>(S))
    Calls.push_back(cast<Expr>(S));
}

/// Wrappers that the compiler adds, or that only group: not what the user means by "the
/// expression around".
static bool isTransparent(const Stmt &S) {
  if (isa<ParenExpr>(S) || isa<ImplicitCastExpr>(S) || isa<ExprWithCleanups>(S) ||
      isa<MaterializeTemporaryExpr>(S) || isa<CXXBindTemporaryExpr>(S) || isa<ConstantExpr>(S))
    return true;
  // The copy or move from a prvalue that a conversion or an older language makes.
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S))
    return Construct->isElidable();
  return false;
}

const Stmt *FunctionBody::significantParent(const Stmt *S, const Stmt **Child) const {
  const Stmt *Up = parent(S);
  while (Up && isTransparent(*Up)) {
    S = Up;
    Up = parent(Up);
  }
  if (Child)
    *Child = S;
  return Up;
}

const Stmt *FunctionBody::scopeOf(const VarDecl &Var) const {
  const Stmt *Up = Declared.lookup(&Var);
  while (Up && (isa<DeclStmt>(Up) || isa<SwitchCase>(Up)))
    Up = parent(Up);
  return Up;
}

const Stmt *FunctionBody::statementOf(const Stmt *S) const {
  while (S) {
    const Stmt *Up = parent(S);
    if (!Up || isa<CompoundStmt>(Up) || isa<SwitchCase>(Up))
      return S;
    S = Up;
  }
  return nullptr;
}

llvm::ArrayRef<Stmt *> FunctionBody::following(const Stmt *S) const {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(parent(S));
  if (!Block)
    return {};
  llvm::ArrayRef<Stmt *> All(const_cast<CompoundStmt *>(Block)->body_begin(), Block->size());
  return All.drop_front(llvm::find(All, S) - All.begin() + 1);
}

const Stmt *FunctionBody::loopAround(const Stmt *S) const {
  for (S = parent(S); S; S = parent(S))
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
      return S;
  return nullptr;
}

bool FunctionBody::isWithin(const Stmt *S, const Stmt *Ancestor) const {
  for (; S; S = parent(S))
    if (S == Ancestor)
      return true;
  return false;
}

const CXXTryStmt *FunctionBody::tryAround(const Stmt *S) const {
  for (const Stmt *Child = S, *Up = parent(S); Up; Child = Up, Up = parent(Up))
    if (const auto *Try = dyn_cast<CXXTryStmt>(Up); Try && Try->getTryBlock() == Child)
      return Try;
  return nullptr;
}

bool FunctionBody::inCatchHandler(const Stmt *S) const {
  for (; S; S = parent(S))
    if (isa<CXXCatchStmt>(S))
      return true;
  return false;
}

bool isCoroutine(const FunctionDecl &Function) {
  const FunctionDecl *Definition = Function.getDefinition();
  return Definition && isa_and_nonnull<CoroutineBodyStmt>(Definition->getBody());
}

void forEachLambda(const Stmt *S, llvm::function_ref<void(const LambdaExpr &)> Visit) {
  if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(S)) {
    Visit(*Lambda);
    return;
  }
  if (S)
    for (const Stmt *Child : S->children())
      forEachLambda(Child, Visit);
}

void forEachEvaluated(const Stmt *S, llvm::function_ref<void(const Expr &)> Visit) {
  if (!S)
    return;
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
    return forEachEvaluated(Default->getExpr(), Visit);
  if (const auto *E = dyn_cast<Expr>(S))
    Visit(*E);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const Expr *Init : Lambda->capture_inits())
      forEachEvaluated(Init, Visit);
    return;
  }
  for (const Stmt *Child : S->children())
    forEachEvaluated(Child, Visit);
}

const Expr *firstCall(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return nullptr;
  if (isa<CallExpr>(S) && !isa<CXXOperatorCallExpr>(S))
    return cast<Expr>(S);
  for (const Stmt *Child : S->children())
    if (const Expr *Found = firstCall(Child))
      return Found;
  return nullptr;
}

} // namespace asynctidy
