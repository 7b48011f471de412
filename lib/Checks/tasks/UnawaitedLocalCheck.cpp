//===- UnawaitedLocalCheck.cpp - async-unawaited-local -------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnawaitedLocalCheck.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace asynctidy {

UnawaitedLocalCheck::UnawaitedLocalCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// How the references to a variable leave what it holds where it is, at first sight.
enum class Uses { None, Voided, Harmless, Others };

/// Cheap, so that only the few variables that nobody takes anything out of are looked at closely.
static Uses usesOf(const FunctionBody &Body, const VarDecl &Var) {
  Uses Result = Uses::None;
  for (const DeclRefExpr *Ref : Body.references()) {
    if (Ref->getDecl() != &Var)
      continue;
    const Stmt *Up = Body.significantParent(Ref);
    const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Up);
    const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Up);
    bool Maybe = isa_and_nonnull<MemberExpr>(Up) ||
                 (Operator &&
                  (Operator->getOperator() == OO_Equal || Operator->getOperator() == OO_Subscript));
    if (!Maybe && !(Cast && Cast->getType()->isVoidType()))
      return Uses::Others;
    Result = std::max(Result, Maybe ? Uses::Harmless : Uses::Voided);
  }
  // Mentioned where the body doesn't look: in decltype(), or by the body of a lambda alone.
  return Result == Uses::None && Var.isReferenced() ? Uses::Others : Result;
}

/// True if a container that is initialized by \p Init begins with something in it.
static bool beginsFilled(const Expr *Init) {
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Init))
    return Construct->getNumArgs() > 0 && !isa<CXXDefaultArgExpr>(Construct->getArg(0));
  const auto *List = dyn_cast_or_null<InitListExpr>(Init);
  return isa_and_nonnull<CallExpr>(Init) || (List && List->getNumInits() > 0);
}

void UnawaitedLocalCheck::report(Unit &U, const FunctionBody &Body, const VarDecl &Var) {
  const Expr *Source = stripToObject(Var.getInit());
  // `auto task{f()}`
  if (const auto *List = dyn_cast_or_null<InitListExpr>(Source); List && List->getNumInits() == 1)
    if (Var.getType()->isRecordType())
      Source = stripToObject(List->getInit(0));
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Source);
      Construct && Construct->getNumArgs() == 1 &&
      Construct->getConstructor()->isCopyOrMoveConstructor())
    Source = stripToObject(Construct->getArg(0));
  const auto *Either = dyn_cast_or_null<ConditionalOperator>(Source);
  if (Either) {
    const Expr *First = stripToObject(Either->getTrueExpr());
    const Expr *Second = stripToObject(Either->getFalseExpr());
    if (isa_and_nonnull<CallExpr>(First) && isa_and_nonnull<CallExpr>(Second))
      Source = First;
  }
  const bool One = isa_and_nonnull<CallExpr>(Source) && Source->isPRValue() &&
                   compat::recordOf(Source->getType());
  const QualType Many = tasksIn(U, Var.getType());
  if (!One && Many.isNull())
    return;
  const Uses Used = usesOf(Body, Var);
  if (Used == Uses::Others)
    return;
  std::optional<TaskType> Type = taskType(U, Many.isNull() ? Var.getType() : Many);
  if (!Type || Type->SyncGenerator || (One && isLookedAfter(U, *Source)) ||
      (Used == Uses::None && !One && !beginsFilled(Source)) ||
      fateOfVariable(U, Body, Var).What != Fate::Discarded)
    return;
  // Else: work that is kept going for as long as its handle lives, or that the handle waits for.
  const TaskModel::DroppedTy Dropped = whenDropped(*Type);
  if (Dropped != TaskModel::NeverRuns && Dropped != TaskModel::Detaches)
    return;
  // An object that can be awaited, without being anybody's work: an event, a timer.
  if (!Type->Promise && !Type->Model && !Type->isLazy())
    return;
  enum { NeverRuns, TaskOfHeld, FutureOfHeld, Detaches, ManyNeverRun } How;
  if (!Many.isNull())
    How = Dropped == TaskModel::NeverRuns ? ManyNeverRun : Detaches;
  else if (isToBeHeld(U, awaitedType(U, Var.getType())))
    How = Type->Start == TaskStart::Eager ? FutureOfHeld : TaskOfHeld;
  else
    How = Dropped == TaskModel::NeverRuns ? NeverRuns : Detaches;
  // Work that goes on by itself: a name may be there to silence the compiler, and in a container
  // it may be to keep it.
  if (How == Detaches && (Used != Uses::None || Var.hasAttr<UnusedAttr>() || !Many.isNull() ||
                          !canAwait(U, Body.function(), Var.getType())))
    return;
  if (!firstReport(Var.getLocation()))
    return;
  Edits Fix(U.context());
  if (Many.isNull() && Used <= Uses::Voided && !Either)
    awaitInDeclaration(Fix, U, Body, Var, *Source, Used == Uses::Voided);
  diag(Var.getLocation(),
       "%select{%0 is never awaited: the task from %2 never runs|"
       "%0 is never awaited: it is a task, not yet what should be held here|"
       "%0 is never awaited: it is a future, not yet what should be held here|"
       "%0 is never awaited: nobody sees when the work from %2 is done, or that it failed|"
       "the tasks in %0 are never awaited, and never run}1")
      << &Var << How << (One ? sourceOfTask(*Source) : std::string()) << Fix;
  if (How == NeverRuns && !canAwait(U, Body.function(), Var.getType()))
    if (auto Spawn = spawnText(U, *Type, *Source))
      note(Var.getLocation(), "nothing awaits here; to let it run on its own: '%0'") << *Spawn;
}

void UnawaitedLocalCheck::analyze(Unit &U, const FunctionDecl &Function) {
  // Types in templates aren't known yet; tests make tasks to see that making them does no harm.
  if (Function.isDependentContext() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  for (const VarDecl *Var : Body.variables())
    if (Var->hasLocalStorage() && !Var->isImplicit() && !Var->isInvalidDecl() &&
        !isa<DecompositionDecl>(Var))
      report(U, Body, *Var);
}

} // namespace asynctidy
