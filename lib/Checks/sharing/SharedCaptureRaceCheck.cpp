//===- SharedCaptureRaceCheck.cpp - async-shared-capture-race -------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SharedCaptureRaceCheck.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

SharedCaptureRaceCheck::SharedCaptureRaceCheck(StringRef Name,
                                               clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes) {}

static bool isWithin(SourceLocation Loc, SourceRange Range, const SourceManager &SM) {
  return !SM.isBeforeInTranslationUnit(Loc, Range.getBegin()) &&
         !SM.isBeforeInTranslationUnit(Range.getEnd(), Loc);
}

/// True if something between \p From and \p To, in the order of the text, waits.
static bool waitsBetween(const Unit &U, const FunctionBody &Body, SourceLocation From,
                         SourceLocation To) {
  const SourceManager &SM = U.context().getSourceManager();
  return llvm::any_of(Body.calls(), [&](const Expr *Call) {
    return SM.isBeforeInTranslationUnit(From, Call->getExprLoc()) &&
           SM.isBeforeInTranslationUnit(Call->getExprLoc(), To) && waitsForWork(U, *Call);
  });
}

/// The innermost loop around \p Call that \p Var is declared outside of; null without one.
static const Stmt *loopAround(const FunctionBody &Body, const Expr &Call, const VarDecl &Var,
                              const SourceManager &SM) {
  for (const Stmt *Up = Body.parent(&Call); Up; Up = Body.parent(Up))
    if (isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(Up))
      return isWithin(Var.getLocation(), Up->getSourceRange(), SM) ? nullptr : Up;
  return nullptr;
}

/// True if the work that \p Call starts may still run when \p Scope, a loop's turn or a block, is
/// done: its thread isn't a local that ends there, nor a future that waits.
static bool outlives(Unit &U, const FunctionBody &Body, const Expr &Call, const Stmt &Scope) {
  const SourceManager &SM = U.context().getSourceManager();
  const Stmt *Top = &Call;
  const VarDecl *Var = Body.initializedBy(Top);
  while (!Var && isa_and_nonnull<Expr>(Body.parent(Top))) {
    Top = Body.parent(Top);
    Var = Body.initializedBy(Top);
  }
  if (!Var) {
    std::optional<TaskType> Task = taskType(U, cast<Expr>(Top)->getType());
    return !(Task && Task->Model && Task->Model->Task &&
             Task->Model->Task->Dropped == TaskModel::Blocks);
  }
  if (!isWithin(Var->getLocation(), Scope.getSourceRange(), SM))
    return true;
  // Let go, or moved to where it is kept.
  return llvm::any_of(Body.references(), [&](const DeclRefExpr *Ref) {
    if (Ref->getDecl() != Var)
      return false;
    const Stmt *Up = Body.significantParent(Ref);
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Up))
      return Member->getMemberDecl()->getDeclName().isIdentifier() &&
             Member->getMemberDecl()->getName() == "detach";
    return isa_and_nonnull<CallExpr>(Up);
  });
}

/// True if the work that one of two calls started may still run when the other one starts some.
static bool overlap(Unit &U, const FunctionBody &Body, const Expr &One, const Expr &Other) {
  const SourceManager &SM = U.context().getSourceManager();
  bool InOrder = SM.isBeforeInTranslationUnit(One.getExprLoc(), Other.getExprLoc());
  const Expr &First = InOrder ? One : Other, &Second = InOrder ? Other : One;
  const Stmt *Block = Body.parent(&First);
  while (Block && !isa<CompoundStmt, WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(Block))
    Block = Body.parent(Block);
  bool Ended = Block && !Body.isWithin(&Second, Block) && !outlives(U, Body, First, *Block);
  return !Ended && !waitsBetween(U, Body, First.getExprLoc(), Second.getExprLoc());
}

/// True if a pool that \p Call gives work to has one thread only.
static bool hasOneThread(const Expr &Call) {
  llvm::SmallVector<const Expr *, 4> Pools = argumentsOf(Call);
  if (const Expr *Object = objectOf(Call))
    Pools.push_back(Object);
  return llvm::any_of(Pools, [](const Expr *E) {
    const VarDecl *Var = variableNamedBy(E);
    const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(
        Var && Var->getInit() ? Var->getInit()->IgnoreImplicit() : nullptr);
    const auto *Count = Construct && Construct->getNumArgs() > 0
                            ? dyn_cast<IntegerLiteral>(Construct->getArg(0)->IgnoreParenImpCasts())
                            : nullptr;
    return Count && Count->getValue() == 1;
  });
}

/// True if \p Use changes the variable itself, not one element that an index picks.
static bool changesWhole(Unit &U, const Mention &Use) {
  if (!Use.writes())
    return false;
  const Stmt *Child = nullptr;
  const Stmt *Up = U.body(*Use.In).significantParent(Use.Where, &Child);
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Up))
    return Operator->getOperator() != OO_Subscript;
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Up))
    return isa<CXXMethodDecl>(Member->getMemberDecl()) &&
           Member->getMemberDecl()->getDeclName().isIdentifier() &&
           Member->getMemberDecl()->getName() != "at";
  return isa_and_nonnull<BinaryOperator, UnaryOperator>(Up);
}

static const LambdaExpr *lambdaOf(const FunctionBody &Body, const ThreadWork::Start &Start) {
  for (const LambdaExpr *Lambda : Body.lambdas())
    if (Lambda->getCallOperator() == Start.Body)
      return Lambda;
  return nullptr;
}

static bool capturesByReference(const LambdaExpr &Lambda, const VarDecl &Var) {
  return llvm::any_of(Lambda.captures(), [&](const LambdaCapture &Capture) {
    return Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef &&
           Capture.getCapturedVar() == &Var;
  });
}

void SharedCaptureRaceCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || U.body(Function).lambdas().empty())
    return;
  const FunctionBody &Body = U.body(Function);
  for (const ThreadWork::Start &Start : U.threadWork().starts()) {
    const LambdaExpr *Lambda = Start.In == &Function ? lambdaOf(Body, Start) : nullptr;
    if (!Lambda || U.isTestCode(Function))
      continue;
    for (const LambdaCapture &Capture : Lambda->captures()) {
      const auto *Var = Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef
                            ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                            : nullptr;
      if (Var && !Var->isInitCapture() && !Var->getType()->isReferenceType() &&
          !Var->getType().isConstQualified() && !isThreadSafe(U, Var->getType()))
        visit(U, Body, Start, *Lambda, *Var);
    }
  }
}

void SharedCaptureRaceCheck::visit(Unit &U, const FunctionBody &Body,
                                   const ThreadWork::Start &Start, const LambdaExpr &Lambda,
                                   const VarDecl &Var) {
  const SourceManager &SM = U.context().getSourceManager();
  Mentions All = mentionsOf(U, Var);
  auto IsUnlocked = [&](const Mention &M) { return U.locks(*M.In).at(*M.Where).empty(); };
  auto IsIn = [&](const Mention &M, const LambdaExpr &In) {
    return isWithin(M.Where->getExprLoc(), In.getBody()->getSourceRange(), SM);
  };
  auto Write = llvm::find_if(All.Uses, [&](const Mention &M) {
    return IsIn(M, Lambda) && changesWhole(U, M) && IsUnlocked(M);
  });
  if (Write == All.Uses.end())
    return;
  enum { Loop, OtherThread, Starter } With = Loop;
  SourceLocation Where;
  SourceLocation Started = Start.Call->getExprLoc();
  const Stmt *Around = loopAround(Body, *Start.Call, Var, SM);
  if (Around && !hasOneThread(*Start.Call) && outlives(U, Body, *Start.Call, *Around) &&
      !waitsBetween(U, Body, Started, Around->getEndLoc()))
    Where = Started;
  for (const ThreadWork::Start &Other : U.threadWork().starts()) {
    const LambdaExpr *Second =
        Other.In == Start.In && Other.Call != Start.Call ? lambdaOf(Body, Other) : nullptr;
    if (Where.isValid() || !Second || hasOneThread(*Start.Call) ||
        !capturesByReference(*Second, Var) || !overlap(U, Body, *Start.Call, *Other.Call))
      continue;
    for (const Mention &M : All.Uses)
      if (Where.isInvalid() && M.Kind && IsIn(M, *Second) && IsUnlocked(M)) {
        With = OtherThread;
        Where = M.Where->getExprLoc();
      }
  }
  // What the one who started it does in the same block before it waits.
  const Stmt *Block = Body.parent(&Lambda);
  while (Block && !isa<CompoundStmt>(Block))
    Block = Body.parent(Block);
  for (const Mention &M : All.Uses) {
    SourceLocation Loc = M.Where->getExprLoc();
    if (Where.isValid() || M.In != &Body.function() || !M.Kind || *M.Kind == FieldAccess::Alias ||
        !Block || !isWithin(Loc, Block->getSourceRange(), SM) ||
        !SM.isBeforeInTranslationUnit(Lambda.getEndLoc(), Loc) || !IsUnlocked(M) ||
        loopTest(Body, *M.Where, U.context()) || waitsBetween(U, Body, Started, Loc))
      continue;
    With = Starter;
    Where = Loc;
  }
  if (Where.isInvalid() || !firstReport(Var.getLocation(), &Var))
    return;
  diag(Write->Where->getExprLoc(), "%0 is changed on this thread while %select{the others that the "
                                   "loop starts change it|another "
                                   "one uses it|the one that started it uses it}1, without a lock")
      << &Var << With;
  Edits Fix(U.context());
  if (!isInstantiation(Body.function()))
    makeAtomic(Fix, U, includes(), Var, All);
  note(Where, With == Loop          ? "started here, in a loop"
              : With == OtherThread ? "used here, on another thread"
                                    : "used here, before the thread is waited for")
      << Fix;
}

} // namespace asynctidy
