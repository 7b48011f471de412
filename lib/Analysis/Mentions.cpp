//===- Mentions.cpp - all uses of one variable or field -------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Mentions.h"
#include "async-tidy/Analysis/Branches.h"
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

void forEachMember(const FunctionBody &Body, const Expr &From,
                   llvm::function_ref<void(const MemberExpr &)> Visit) {
  for (const Stmt *Up = Body.significantParent(&From); Up; Up = Body.significantParent(Up)) {
    if (const auto *Member = dyn_cast<MemberExpr>(Up)) {
      if (!isa<FieldDecl>(Member->getMemberDecl()))
        return;
      Visit(*Member);
      continue;
    }
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Up);
    if (!Operator || Operator->getOperator() != OO_Arrow)
      return;
  }
}

std::vector<Mention> usesAnywhere(Unit &U, const FieldDecl &Field) {
  std::vector<Mention> Result;
  // It visits lambdas by themselves.
  forEachFunction(U, [&](const FunctionDecl &Each) {
    if (Each.isDependentContext())
      return;
    const FunctionBody &Body = U.body(Each);
    auto Add = [&](const MemberExpr &Member) {
      if (Member.getMemberDecl()->getCanonicalDecl() == Field.getCanonicalDecl())
        Result.push_back({&Member, &Each, useOf(U, Body, Member)});
    };
    for (const DeclRefExpr *Ref : Body.references())
      forEachMember(Body, *Ref, Add);
    for (const CXXThisExpr *This : Body.thisExpressions())
      forEachMember(Body, *This, Add);
  });
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

bool leaves(const Stmt *S) {
  while (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    S = Block->body_empty() ? nullptr : Block->body_back();
  return isa_and_nonnull<BreakStmt, ReturnStmt, CoreturnStmt>(S);
}

std::optional<ValueTest> valueTest(const FunctionBody &In, const Expr &Read,
                                   const ASTContext &Context) {
  ValueTest Test;
  Test.Condition = &Read;
  Test.IfTrue.Equal = false;
  bool Compared = false;
  for (const Stmt *Up = In.parent(&Read); Up && isa<Expr>(Up); Up = In.parent(Up)) {
    const Expr *Child = Test.Condition;
    Test.Condition = cast<Expr>(Up);
    if (isa<ParenExpr, CastExpr, ExprWithCleanups, ConstantExpr, MaterializeTemporaryExpr,
            CXXBindTemporaryExpr, CXXRewrittenBinaryOperator>(Up))
      continue;
    // A smart pointer's operator bool.
    if (const auto *Member = dyn_cast<MemberExpr>(Up);
        Member && isa<CXXConversionDecl>(Member->getMemberDecl()))
      continue;
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Up);
        Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
      continue;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Up)) {
      bool Equal = Operator->getOperator() == OO_EqualEqual;
      if (Compared || Operator->getNumArgs() != 2 ||
          !(Equal || Operator->getOperator() == OO_ExclaimEqual) ||
          !llvm::any_of(Operator->arguments(), [](const Expr *Argument) {
            return Argument->IgnoreParenImpCasts()->getType()->isNullPtrType();
          }))
        return std::nullopt;
      Compared = true;
      Test.IfTrue.Equal = Equal;
      Test.IfFalse.Equal = !Equal;
      continue;
    }
    if (const auto *Not = dyn_cast<UnaryOperator>(Up); Not && Not->getOpcode() == UO_LNot) {
      std::swap(Test.IfTrue, Test.IfFalse);
      continue;
    }
    const auto *Binary = dyn_cast<BinaryOperator>(Up);
    if (!Binary)
      return std::nullopt;
    if (Binary->isLogicalOp()) {
      (Binary->getOpcode() == BO_LAnd ? Test.IfFalse : Test.IfTrue).Any = false;
      continue;
    }
    if (!Binary->isComparisonOp())
      return std::nullopt;
    const Expr *Other = Binary->getLHS() == Child ? Binary->getRHS() : Binary->getLHS();
    std::optional<int64_t> Constant;
    if (Other->IgnoreParenImpCasts()->getType()->isNullPtrType())
      Constant = 0;
    else if (Binary->isEqualityOp())
      Constant = integerConstant(*Other, Context);
    if (!Constant || Compared) {
      Test.IfTrue.Any = Test.IfFalse.Any = false;
      continue;
    }
    Compared = true;
    Test.Value = *Constant;
    Test.IfTrue.Equal = Binary->getOpcode() == BO_EQ;
    Test.IfFalse.Equal = !Test.IfTrue.Equal;
  }
  return Test;
}

llvm::SmallVector<Guard, 2> guardsOf(const FunctionBody &Body, const Expr &E) {
  llvm::SmallVector<Guard, 2> Result;
  const Stmt *S = &E;
  while (isa_and_nonnull<Expr>(Body.parent(S)))
    S = Body.parent(S);
  const Stmt *Up = Body.parent(S);
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Up)) {
    auto It = llvm::find(Block->body(), S);
    if (It != Block->body_begin() && It != Block->body_end())
      if (const auto *If = dyn_cast<IfStmt>(*std::prev(It));
          If && !If->getElse() && leaves(If->getThen()))
        Result.push_back({If->getCond(), false});
    S = Block;
    Up = Body.parent(Block);
  }
  if (const auto *If = dyn_cast_or_null<IfStmt>(Up); If && If->getThen() == S)
    Result.push_back({If->getCond(), true});
  return Result;
}

std::optional<LoopTest> loopTest(const FunctionBody &In, const Expr &Read,
                                 const ASTContext &Context) {
  std::optional<ValueTest> Test = valueTest(In, Read, Context);
  if (!Test)
    return std::nullopt;
  const Expr *Child = Test->Condition;
  const Stmt *Up = In.parent(Child);
  auto Made = [&](const Stmt *Loop, const ValueTest::Known &GoesOn) {
    LoopTest Result{Loop, std::nullopt, GoesOn.Equal};
    if (GoesOn.Any)
      Result.Value = Test->Value;
    return Result;
  };
  if (Up && isLoop(*Up) && conditionOf(*Up) == Child)
    return Made(Up, Test->IfTrue);
  const auto *If = dyn_cast_or_null<IfStmt>(Up);
  if (!If || If->getCond() != Child || !leaves(If->getThen()))
    return std::nullopt;
  for (const Stmt *Around = In.parent(If); Around; Around = In.parent(Around)) {
    if (isLoop(*Around))
      return Made(Around, Test->IfFalse);
    if (isa<SwitchStmt>(Around))
      return std::nullopt;
  }
  return std::nullopt;
}

SourceRange whereSettled(const FunctionBody &Body, const ValueTest &Test,
                         const ValueTest::Known *&Known) {
  const auto *If = dyn_cast_or_null<IfStmt>(Body.parent(Test.Condition));
  if (!If || If->getCond() != Test.Condition)
    return {};
  if (!leaves(If->getThen())) {
    Known = &Test.IfTrue;
    return If->getThen()->getSourceRange();
  }
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body.parent(If));
  if (!Block || If->getElse())
    return {};
  Known = &Test.IfFalse;
  return {If->getEndLoc().getLocWithOffset(1), Block->getEndLoc()};
}

/// The object that \p Call writes if it is a variable of class type: `p = q`, `p.reset(q)`.
static const Expr *assignedByCall(const FunctionBody &Body, const Expr &Mention) {
  const Stmt *Child = &Mention;
  const Stmt *Up = Body.significantParent(&Mention, &Child);
  if (const auto *Assign = dyn_cast_or_null<CXXOperatorCallExpr>(Up))
    return Assign->isAssignmentOp() && Assign->getNumArgs() == 2 && Assign->getArg(0) == Child
               ? Assign->getArg(1)
               : nullptr;
  const auto *Member = dyn_cast_or_null<MemberExpr>(Up);
  const auto *Call = Member ? dyn_cast_or_null<CXXMemberCallExpr>(Body.parent(Member)) : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Method->getIdentifier() && Call->getNumArgs() >= 1 &&
                 (Method->getName() == "reset" || Method->getName() == "store" ||
                  Method->getName() == "emplace")
             ? Call->getArg(0)
             : nullptr;
}

const Expr *givenValue(const FunctionBody &In, const Expr &Written) {
  const Expr *Value = assignedValue(In, Written);
  return Value ? Value : assignedByCall(In, Written);
}

llvm::SmallVector<const Expr *, 8> mentionsIn(const FunctionBody &Body,
                                              const DeclaratorDecl &Variable) {
  llvm::SmallVector<const Expr *, 8> Result;
  for (const DeclRefExpr *Ref : Body.references())
    if (Ref->getDecl()->getCanonicalDecl() == Variable.getCanonicalDecl())
      Result.push_back(Ref);
  for (const CXXThisExpr *This : Body.thisExpressions())
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Body.significantParent(This));
        Member && Member->getMemberDecl()->getCanonicalDecl() == Variable.getCanonicalDecl())
      Result.push_back(Member);
  return Result;
}

} // namespace asynctidy
