//===- StaleReadAcrossAwaitCheck.cpp - async-stale-read-across-await ------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StaleReadAcrossAwaitCheck.h"
#include "async-tidy/Analysis/AsyncLocks.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Mentions.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Edits.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

StaleReadAcrossAwaitCheck::StaleReadAcrossAwaitCheck(StringRef Name,
                                                     clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// The variable or field that \p E names, if others than this coroutine may change it meanwhile.
static const DeclaratorDecl *sharedNamedBy(const Expr *E) {
  const DeclaratorDecl *Named = variableOrField(E);
  const auto *Var = dyn_cast_or_null<VarDecl>(Named);
  if (!Named || (Var && !Var->hasGlobalStorage() && !Var->getType()->isReferenceType()))
    return nullptr;
  return Var && Var->getTLSKind() != VarDecl::TLS_None ? nullptr : Named;
}

/// The first suspension in \p S, not in its lambdas; null without one.
static const Expr *suspensionIn(const Unit &U, const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return nullptr;
  if (const Expr *Operand = awaitOperand(S); Operand && !neverSuspends(U, *cast<Expr>(S)))
    return cast<Expr>(S);
  if (const Expr *Operand = awaitOperand(S))
    return suspensionIn(U, Operand);
  for (const Stmt *Child : S->children())
    if (const Expr *Found = suspensionIn(U, Child))
      return Found;
  return nullptr;
}

/// The read of \p Named in \p S that is evaluated before what stands behind it; null without one.
static const Expr *readIn(const Stmt *S, const DeclaratorDecl &Named) {
  if (!S || isa<LambdaExpr, CallExpr, AbstractConditionalOperator>(S) || awaitOperand(S))
    return nullptr;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isLogicalOp())
    return nullptr;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
      Cast && Cast->getCastKind() == CK_LValueToRValue)
    if (sharedNamedBy(Cast->getSubExpr()) == &Named)
      return Cast->getSubExpr()->IgnoreParenImpCasts();
  for (const Stmt *Child : S->children())
    if (const Expr *Found = readIn(Child, Named))
      return Found;
  return nullptr;
}

/// True if a lock of coroutines, or something that looks like one, keeps others out: the author has
/// thought of them.
static bool keepsOthersOut(Unit &U, const FunctionBody &Body, const Expr &Point) {
  if (!asyncLocksOf(U, Body).empty() || !U.locks(Body.function()).at(Point).empty())
    return true;
  return llvm::any_of(Body.variables(), [&](const VarDecl *Var) {
    if (!Var->getInit() || !suspensionIn(U, Var->getInit()))
      return false;
    return U.models().sounds(Var, Sense::Lock) ||
           U.models().sounds(Var->getType().getAsString(), Sense::Lock);
  });
}

void StaleReadAcrossAwaitCheck::update(Unit &U, const FunctionBody &Body,
                                       const BinaryOperator &Assign) {
  const DeclaratorDecl *Named = sharedNamedBy(Assign.getLHS());
  const auto *Op = dyn_cast<BinaryOperator>(Assign.getRHS()->IgnoreParenImpCasts());
  if (!Named || !Op || Op->isCommaOp() || Op->isAssignmentOp())
    return;
  const Expr *Read = readIn(Op, *Named);
  const Expr *Point = suspensionIn(U, Op);
  // Operands are read from left to right, as compilers do it.
  if (!Read || !Point ||
      !U.context().getSourceManager().isBeforeInTranslationUnit(Read->getExprLoc(),
                                                                Point->getExprLoc()) ||
      keepsOthersOut(U, Body, Assign) || U.isTestCode(Body.function()) ||
      !firstReport(Assign.getOperatorLoc()))
    return;
  Edits Fix(U.context());
  const bool IsWhole = Op->getLHS()->IgnoreParenImpCasts() == Read;
  const bool IsArithmetic = Op->isAdditiveOp() || Op->isMultiplicativeOp() || Op->isBitwiseOp();
  StringRef Rest = sourceText(Op->getRHS()->getSourceRange(), U.context());
  if (IsWhole && IsArithmetic && Named->getType().getNonReferenceType()->isArithmeticType() &&
      !Named->getType().getNonReferenceType()->isBooleanType() && !Rest.empty() &&
      Assign.getRHS()->IgnoreImpCasts() == Op && !isInstantiation(Body.function()))
    Fix.replace({Assign.getOperatorLoc(), Assign.getEndLoc()},
                (BinaryOperator::getOpcodeStr(Op->getOpcode()) + "= " + Rest).str());
  else
    Fix.refuse();
  diag(Read->getExprLoc(),
       "%0 is read before the suspension and written after it: what others write meanwhile is lost")
      << Named << Fix;
  note(Point->getExprLoc(), "the coroutine may be suspended here");
}

void StaleReadAcrossAwaitCheck::fill(Unit &U, const FunctionBody &Body, const Expr &Read,
                                     const DeclaratorDecl &Named) {
  const SourceManager &SM = U.context().getSourceManager();
  std::optional<ValueTest> Test = valueTest(Body, Read, U.context());
  const ValueTest::Known *Known = nullptr;
  SourceRange Where = Test ? whereSettled(Body, *Test, Known) : SourceRange();
  if (Where.isInvalid() || !Known->Any)
    return;
  auto IsIn = [&](SourceLocation Loc) {
    return !SM.isBeforeInTranslationUnit(Loc, Where.getBegin()) &&
           SM.isBeforeInTranslationUnit(Loc, Where.getEnd());
  };
  // What it is set to first, and whether it was looked at again before.
  const Expr *Write = nullptr;
  for (const Expr *Mention : mentionsIn(Body, Named)) {
    if (!IsIn(Mention->getExprLoc()))
      continue;
    if (!givenValue(Body, *Mention))
      return;
    Write = Mention;
    break;
  }
  if (!Write)
    return;
  const Expr *Value = givenValue(Body, *Write);
  const Expr *Point = suspensionIn(U, Value);
  for (const Expr *Other : Body.suspensions())
    if (!Point && IsIn(Other->getExprLoc()) && !neverSuspends(U, *Other) &&
        SM.isBeforeInTranslationUnit(Other->getExprLoc(), Write->getExprLoc()))
      Point = Other;
  std::optional<int64_t> Constant = integerConstant(*Value, U.context());
  if (!Point || Value->IgnoreParenImpCasts()->getType()->isNullPtrType() ||
      (Constant ? !Known->excludes(Test->Value, *Constant) : !Known->Equal || Test->Value != 0))
    return;
  // Another member that is set first tells the others that somebody is at it.
  for (const CXXThisExpr *This : Body.thisExpressions()) {
    const auto *Member = dyn_cast_or_null<MemberExpr>(Body.significantParent(This));
    if (Member && givenValue(Body, *Member) && IsIn(Member->getExprLoc()) &&
        SM.isBeforeInTranslationUnit(Member->getExprLoc(), Point->getExprLoc()) && Member != Write)
      return;
  }
  if (keepsOthersOut(U, Body, Read) || U.isTestCode(Body.function()) ||
      !firstReport(Read.getExprLoc()))
    return;
  diag(Read.getExprLoc(), "%0 is tested before the suspension and set after it: others that come "
                          "meanwhile do the same")
      << &Named;
  note(Point->getExprLoc(), "the coroutine may be suspended here");
  note(Write->getExprLoc(), "set here; test it again, or keep the task that is under way");
}

void StaleReadAcrossAwaitCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const FunctionBody &Body = U.body(Function);
  if (!Body.isCoroutine() || Function.isDependentContext() || Body.suspensions().empty())
    return;
  for (const Expr *Point : Body.suspensions()) {
    const Stmt *Up = Body.parent(Point);
    while (Up && isa<Expr>(Up) &&
           !(isa<BinaryOperator>(Up) && cast<BinaryOperator>(Up)->getOpcode() == BO_Assign))
      Up = Body.parent(Up);
    if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(Up))
      update(U, Body, *Assign);
  }
  for (const DeclRefExpr *Ref : Body.references())
    if (const DeclaratorDecl *Named = sharedNamedBy(Ref);
        Named && isa<VarDecl>(Named) && cast<VarDecl>(Named)->hasGlobalStorage())
      fill(U, Body, *Ref, *Named);
  for (const CXXThisExpr *This : Body.thisExpressions())
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Body.significantParent(This)))
      if (const DeclaratorDecl *Named = sharedNamedBy(Member))
        fill(U, Body, *Member, *Named);
}

} // namespace asynctidy
