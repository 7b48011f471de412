//===- DiscardedAwaitableCheck.cpp - async-discarded-awaitable ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DiscardedAwaitableCheck.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

DiscardedAwaitableCheck::DiscardedAwaitableCheck(StringRef Name,
                                                 clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11), IgnoreNodiscard(option("IgnoreNodiscard", false)),
      CheckVoidCasts(option("CheckVoidCasts", true)) {}

static bool calleeIsNodiscard(const Expr &Task) {
  const auto *Call = dyn_cast<CallExpr>(&Task);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->hasAttr<WarnUnusedResultAttr>();
}

/// What an await must stand in front of: \p Task, or the whole `a ? b : c` that it is a branch of,
/// as both branches have one type.
static const Expr &toAwait(const FunctionBody &Body, const Expr &Task) {
  const Expr *Result = &Task;
  const Stmt *Child = &Task;
  for (const Stmt *Up = Body.significantParent(&Task, &Child); Up;
       Up = Body.significantParent(Up, &Child)) {
    const auto *E = dyn_cast<Expr>(Up);
    if (!E || E->getType()->isVoidType())
      break;
    if (const auto *Conditional = dyn_cast<ConditionalOperator>(E);
        Conditional && Conditional->getCond() != Child)
      Result = Conditional;
    else if (const auto *Comma = dyn_cast<BinaryOperator>(E);
             !Comma || !Comma->isCommaOp() || Comma->getRHS() != Child)
      break;
  }
  return *Result;
}

/// `std::ignore = f()` -> `co_await f()`: what f() gives may be void, which can't be assigned.
static void awaitIgnored(Edits &E, Unit &U, const FunctionBody &Body,
                         const CXXOperatorCallExpr &Assign, const Expr &Task) {
  Edits Probe(U.context());
  addAwait(Probe, U, Body, Task);
  if (Probe.empty() || !isa<CallExpr>(Task.IgnoreImplicit()) ||
      isa<CXXOperatorCallExpr>(Task.IgnoreImplicit()))
    E.refuse();
  else
    E.replace({Assign.getBeginLoc(), Assign.getOperatorLoc()}, "co_await");
}

void DiscardedAwaitableCheck::report(Unit &U, const FunctionBody &Body, const Expr &Task,
                                     const Stmt &Where) {
  std::optional<TaskType> Type = taskType(U, Task.getType());
  if (!Type || Type->FireAndForget || Type->SyncGenerator)
    return;
  if (isLookedAfter(U, Task))
    return;
  // Nobody writes x.operator co_await() by accident, nor drops a task in EXPECT_THROW.
  const FunctionDecl *Callee = calleeOf(Task);
  if (Callee && Callee->getOverloadedOperator() == OO_Coawait)
    return;
  if (outermostMacro(Task.getBeginLoc(), U.context()).contains_insensitive("throw"))
    return;
  // Tests make awaiters to see that making them works.
  if (!Type->Promise && !Type->Model && U.isTestCode(Body.function()))
    return;
  bool Cast = &Where != &Task;
  bool Nodiscard = Type->NoDiscard || calleeIsNodiscard(Task);
  if (Nodiscard && IgnoreNodiscard && !Cast)
    return;
  enum { NeverRuns, Cancels, Blocks, Detaches } How = Detaches;
  if (Type->Model)
    switch (Type->Model->Task->Dropped) {
    case TaskModel::NeverRuns:
      How = NeverRuns;
      break;
    case TaskModel::Cancels:
      How = Cancels;
      break;
    case TaskModel::Blocks:
      How = blocksWhenDropped(U, Task) ? Blocks : Detaches;
      break;
    default:
      break;
    }
  else if (Type->isLazy())
    How = NeverRuns;
  // `(void)` in front of work that goes on by itself: that is what was meant.
  if (Cast && (How == Detaches || How == Blocks || !CheckVoidCasts))
    return;
  // What goes on by itself a test waits for in ways of its own: a latch, a counter.
  if (How == Detaches && U.isTestCode(Body.function()))
    return;
  // Work that has started and goes on: dropping its future is a common way to say so, unless
  // its author objects, or we are where awaiting it is as easy.
  if (How == Detaches) {
    bool Blocking = Type->Model && Type->Model->Task->Dropped == TaskModel::Blocks;
    if (Blocking || (!Nodiscard && !canAwait(U, Body.function(), Task.getType()) &&
                     !(Type->Model && !Type->Promise)))
      return;
  }
  // task.then(...): a continuation of work that somebody else has hold of.
  const Expr *Object = objectOf(Task);
  if (How == Detaches && !Nodiscard && Object && taskType(U, Object->getType()) &&
      !(Type->Model && !Type->Promise))
    return;
  if (!firstReport(Task.getExprLoc()))
    return;
  Edits Fix(U.context());
  const Expr &Operand = toAwait(Body, Task);
  // An await there would hold the lock while the coroutine is suspended: no better.
  const LockState &Locks = U.locks(Body.function());
  bool UnderLock = Locks.any() && !Locks.at(Task).empty();
  bool FixedByOther = &Operand != &Task && !firstReport(Operand.getBeginLoc(), &Operand);
  const auto *Ignored = dyn_cast<CXXOperatorCallExpr>(&Where);
  if (UnderLock || FixedByOther || !isa<CallExpr>(Task.IgnoreImplicit()))
    Fix.refuse();
  else if (Ignored && Ignored != &Task)
    awaitIgnored(Fix, U, Body, *Ignored, Operand);
  else
    addAwait(Fix, U, Body, Operand);
  diag(Task.getBeginLoc(),
       "%select{the task from %0 is dropped and never runs|"
       "the task from %0 is dropped, which cancels it|"
       "the future from %0 is dropped; its destructor waits for the work here|"
       "the result of %0 is dropped, and with it any error}1%select{|; await it}2")
      << sourceOfTask(Task) << How << !Fix.empty() << Fix;
  if (How == Detaches || How == Blocks || canAwait(U, Body.function(), Task.getType()))
    return;
  if (auto Spawn = spawnText(U, *Type, Task))
    note(Task.getBeginLoc(), "nothing awaits here; to let it run on its own: '%0'") << *Spawn;
}

/// True if the value of \p E is dropped. \p Where receives what drops it: a cast to void, the
/// assignment to something that keeps nothing (std::ignore), or \p E itself.
static bool isDropped(const FunctionBody &Body, const Expr &E, const Stmt *&Where) {
  Where = &E;
  const Stmt *Child = &E;
  const Stmt *Up = Body.significantParent(&E, &Child);
  // Climb to the whole expression, through what only casts or chooses.
  for (; Up; Up = Body.significantParent(Up, &Child)) {
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Up); Cast && Cast->getType()->isVoidType()) {
      Where = Cast;
      continue;
    }
    const auto *Binary = dyn_cast<BinaryOperator>(Up);
    if (Binary && Binary->isCommaOp() && Binary->getLHS() == Child)
      return true;
    if (Binary && (Binary->isCommaOp() || Binary->isLogicalOp()) && Binary->getRHS() == Child)
      continue;
    if (const auto *Conditional = dyn_cast<ConditionalOperator>(Up);
        Conditional && Conditional->getCond() != Child)
      continue;
    break;
  }
  if (!Up)
    return false;
  if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(Up);
      Assign && Assign->getOperator() == OO_Equal && Assign->getNumArgs() == 2 &&
      Assign->getArg(1) == Child) {
    // An assignment that takes everything and changes nothing.
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Assign->getDirectCallee());
    Where = Assign;
    return Method && Method->isConst() && Method->isTemplateInstantiation() &&
           Method->getPrimaryTemplate();
  }
  if (isa<CompoundStmt, SwitchCase, LabelStmt, AttributedStmt>(Up))
    return true;
  if (const auto *If = dyn_cast<IfStmt>(Up))
    return If->getThen() == Child || If->getElse() == Child;
  if (const auto *For = dyn_cast<ForStmt>(Up))
    return For->getBody() == Child || For->getInc() == Child || For->getInit() == Child;
  if (const auto *While = dyn_cast<WhileStmt>(Up))
    return While->getBody() == Child;
  if (const auto *Do = dyn_cast<DoStmt>(Up))
    return Do->getBody() == Child;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Up))
    return Range->getBody() == Child;
  return false;
}

void DiscardedAwaitableCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return; // Types aren't known yet: its instantiations are looked at.
  if (expectsException(U, Function))
    return; // What is called there is called to see it fail.
  const FunctionBody &Body = U.body(Function);
  auto Look = [&](const Expr *E) {
    const Stmt *Where = nullptr;
    if (E->isPRValue() && E->getType()->isRecordType() && isDropped(Body, *E, Where))
      report(U, Body, *E, *Where);
  };
  for (const Expr *Call : Body.calls())
    Look(Call);
  // What an await gives may be a task again.
  for (const Expr *Await : Body.suspensions())
    if (std::optional<TaskType> Type = taskType(U, Await->getType());
        Type && Type->Promise && Type->isLazy())
      Look(Await);
}

} // namespace asynctidy
