//===- Mentions.cpp - all uses of one variable or field -------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Mentions.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

static void addUses(Unit &U, const LambdaExpr &Lambda, const ValueDecl &Variable,
                    std::vector<Mention> &To);

/// Adds the uses in \p Function and in its lambdas.
static void addUses(Unit &U, const FunctionDecl &Function, const ValueDecl &Variable,
                    std::vector<Mention> &To) {
  const FunctionBody &Body = U.body(Function);
  if (const auto *Field = dyn_cast<FieldDecl>(&Variable)) {
    for (const CXXThisExpr *This : Body.thisExpressions()) {
      const Stmt *Up = Body.significantParent(This);
      if (const auto *Member = dyn_cast_or_null<MemberExpr>(Up);
          Member && Member->getMemberDecl()->getCanonicalDecl() == Field->getCanonicalDecl())
        To.push_back({Member, &Function, useOf(U, Body, *Member)});
    }
  } else {
    for (const DeclRefExpr *Ref : Body.references())
      // A capture is no use, what the closure does is.
      if (Ref->getDecl()->getCanonicalDecl() == Variable.getCanonicalDecl() &&
          !isa_and_nonnull<LambdaExpr>(Body.parent(Ref)))
        To.push_back({Ref, &Function, useOf(U, Body, *Ref)});
  }
  for (const LambdaExpr *Lambda : Body.lambdas())
    addUses(U, *Lambda, Variable, To);
}

static void addUses(Unit &U, const LambdaExpr &Lambda, const ValueDecl &Variable,
                    std::vector<Mention> &To) {
  // Inside a copy goes by the same name.
  for (const LambdaCapture &Capture : Lambda.captures())
    if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy &&
        Capture.getCapturedVar()->getCanonicalDecl() == Variable.getCanonicalDecl())
      return;
  if (const FunctionDecl *Operator = Lambda.getCallOperator();
      Operator && Operator->hasBody() && !Operator->isDependentContext())
    addUses(U, *Operator, Variable, To);
}

/// True if nobody but the methods of \p Field's class that are visible here can name it.
static bool isOwnAffair(const FieldDecl &Field) {
  const auto *Record = dyn_cast<CXXRecordDecl>(Field.getParent());
  if (!Record || Field.getAccess() != AS_private || Record->isDependentContext() ||
      Record->hasFriends() || isa<ClassTemplateSpecializationDecl>(Record) || Record->isLambda() ||
      isa_and_nonnull<FunctionDecl>(Record->getParentFunctionOrMethod()))
    return false;
  for (const Decl *D : Record->decls()) {
    if (D->isImplicit() || isa<FieldDecl, AccessSpecDecl, VarDecl, TypedefNameDecl>(D))
      continue;
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (!Method || !(Method->isDeleted() || Method->isDefaulted() ||
                     compat::isPureVirtual(*Method) || Method->getDefinition()))
      return false;
  }
  return true;
}

Mentions mentionsOf(Unit &U, const ValueDecl &Variable) {
  Mentions Result;
  if (const auto *Field = dyn_cast<FieldDecl>(&Variable)) {
    const auto *Record = dyn_cast<CXXRecordDecl>(Field->getParent());
    if (!Record)
      return Result;
    for (const CXXMethodDecl *Method : visibleMethods(*Record))
      addUses(U, *Method, Variable, Result.Uses);
    for (const FieldDecl *Other : Record->fields())
      if (Other->hasInClassInitializer())
        forEachLambda(Other->getInClassInitializer(),
                      [&](const LambdaExpr &Lambda) { addUses(U, Lambda, Variable, Result.Uses); });
    Result.Complete = isOwnAffair(*Field);
    return Result;
  }
  const auto *Var = dyn_cast<VarDecl>(&Variable);
  if (!Var)
    return Result;
  const auto *Function = dyn_cast_or_null<FunctionDecl>(Var->getParentFunctionOrMethod());
  if (Function) {
    if (const FunctionDecl *Definition = Function->getDefinition())
      addUses(U, *Definition, Variable, Result.Uses);
    Result.Complete = true;
    return Result;
  }
  // It visits lambdas by themselves.
  forEachFunction(U, [&](const FunctionDecl &Each) {
    if (Each.isDependentContext())
      return;
    const FunctionBody &Body = U.body(Each);
    for (const DeclRefExpr *Ref : Body.references())
      if (Ref->getDecl()->getCanonicalDecl() == Variable.getCanonicalDecl())
        Result.Uses.push_back({Ref, &Each, useOf(U, Body, *Ref)});
  });
  Result.Complete = !Var->isExternallyVisible();
  return Result;
}

const DeclaratorDecl *variableOrField(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return dyn_cast<VarDecl>(Ref->getDecl());
  const auto *Member = dyn_cast<MemberExpr>(E);
  if (!Member)
    return nullptr;
  if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
    return Static;
  return isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
             ? dyn_cast<FieldDecl>(Member->getMemberDecl())
             : nullptr;
}

const Expr *assignedValue(const FunctionBody &In, const Expr &Written) {
  const Stmt *Child = &Written;
  const auto *Assign = dyn_cast_or_null<BinaryOperator>(In.significantParent(&Written, &Child));
  return Assign && Assign->getOpcode() == BO_Assign && Assign->getLHS() == Child ? Assign->getRHS()
                                                                                 : nullptr;
}

std::optional<int64_t> integerConstant(const Expr &E, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (E.isValueDependent() || !E.getType()->isIntegralOrEnumerationType() ||
      !E.EvaluateAsInt(Result, Context) || !Result.Val.getInt().isRepresentableByInt64())
    return std::nullopt;
  return Result.Val.getInt().getExtValue();
}

//===----------------------------------------------------------------------===//
// Tests of loops
//===----------------------------------------------------------------------===//

/// True if \p S ends the loop that it stands in.
static bool leavesLoop(const Stmt *S) {
  while (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    S = Block->body_empty() ? nullptr : Block->body_back();
  return isa_and_nonnull<BreakStmt, ReturnStmt, CoreturnStmt>(S);
}

static bool isLoop(const Stmt *S) { return isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S); }

std::optional<LoopTest> loopTest(const FunctionBody &In, const Expr &Read,
                                 const ASTContext &Context) {
  // What is known of the value where the expression so far is true, and where it is false.
  struct Known {
    bool Any = true;
    bool Equal;
  } IfTrue{true, false}, IfFalse{true, true};
  int64_t Value = 0;
  bool Compared = false;
  const Stmt *Child = &Read;
  const Stmt *Up = In.parent(Child);
  for (; Up && isa<Expr>(Up); Child = Up, Up = In.parent(Up)) {
    if (isa<ParenExpr, CastExpr, ExprWithCleanups, ConstantExpr>(Up))
      continue;
    if (const auto *Not = dyn_cast<UnaryOperator>(Up); Not && Not->getOpcode() == UO_LNot) {
      std::swap(IfTrue, IfFalse);
      continue;
    }
    const auto *Binary = dyn_cast<BinaryOperator>(Up);
    if (!Binary)
      return std::nullopt;
    if (Binary->isLogicalOp()) {
      (Binary->getOpcode() == BO_LAnd ? IfFalse : IfTrue).Any = false;
      continue;
    }
    if (!Binary->isComparisonOp())
      return std::nullopt;
    const Expr *Other = Binary->getLHS() == Child ? Binary->getRHS() : Binary->getLHS();
    std::optional<int64_t> Constant =
        Binary->isEqualityOp() ? integerConstant(*Other, Context) : std::nullopt;
    if (!Constant || Compared) {
      IfTrue.Any = IfFalse.Any = false;
      continue;
    }
    Compared = true;
    Value = *Constant;
    IfTrue.Equal = Binary->getOpcode() == BO_EQ;
    IfFalse.Equal = !IfTrue.Equal;
  }
  auto Made = [&](const Stmt *Loop, const Known &GoesOn) {
    LoopTest Test{Loop, std::nullopt, GoesOn.Equal};
    if (GoesOn.Any)
      Test.Value = Value;
    return Test;
  };
  if (const auto *While = dyn_cast_or_null<WhileStmt>(Up); While && While->getCond() == Child)
    return Made(While, IfTrue);
  if (const auto *Do = dyn_cast_or_null<DoStmt>(Up); Do && Do->getCond() == Child)
    return Made(Do, IfTrue);
  if (const auto *For = dyn_cast_or_null<ForStmt>(Up); For && For->getCond() == Child)
    return Made(For, IfTrue);
  const auto *If = dyn_cast_or_null<IfStmt>(Up);
  if (!If || If->getCond() != Child || !leavesLoop(If->getThen()))
    return std::nullopt;
  for (const Stmt *Around = In.parent(If); Around; Around = In.parent(Around)) {
    if (isLoop(Around))
      return Made(Around, IfFalse);
    if (isa<SwitchStmt>(Around))
      return std::nullopt;
  }
  return std::nullopt;
}

} // namespace asynctidy
