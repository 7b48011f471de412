//===- StarvingLoopCheck.cpp - async-starving-loop -----------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StarvingLoopCheck.h"
#include "async-tidy/Analysis/AsyncContext.h"
#include "async-tidy/Analysis/Atomics.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Names.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

StarvingLoopCheck::StarvingLoopCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx20, AddsIncludes::Yes) {}

/// True if \p Condition only asks whether somebody else wants the loop to end: a cancellation
/// token, an atomic flag. What a loop ends by itself runs as long as its work takes.
static bool asksOthers(const Unit &U, const Expr *Condition) {
  Condition = Condition ? stripToObject(Condition) : nullptr;
  if (const auto *Not = dyn_cast_or_null<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot)
    return asksOthers(U, Not->getSubExpr());
  if (const auto *And = dyn_cast_or_null<BinaryOperator>(Condition);
      And && And->getOpcode() == BO_LAnd)
    return asksOthers(U, And->getLHS()) && asksOthers(U, And->getRHS());
  if (const auto *Equal = dyn_cast_or_null<BinaryOperator>(Condition);
      Equal && Equal->isEqualityOp())
    return Equal->getRHS()->isEvaluatable(U.context()) && asksOthers(U, Equal->getLHS());
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Condition);
  const Expr *Object = Call ? objectOf(*Call) : nullptr;
  if (!Object)
    return false;
  if (TypeMatch M = U.typeModel(objectType(U, Object->getType()));
      M && M->Cancels == Cancellation::Token)
    return true;
  std::optional<AccessPath> Path = AccessPath::of(Object);
  const ValueDecl *Flag = Path ? Path->named() : nullptr;
  return Flag && atomicModel(U, Object) && U.models().sounds(Flag, Sense::StopFlag);
}

/// True if \p Loop goes on until somebody outside of it ends it, or for ever.
static bool isOpen(const Unit &U, const Stmt &Loop) {
  const Stmt *Body = bodyOf(Loop);
  if (!Body || mayLeave(Body))
    return false;
  const auto *For = dyn_cast<ForStmt>(&Loop);
  bool Counts = For && (For->getInit() || For->getInc());
  return isEndless(Loop, U.context()) || (!Counts && asksOthers(U, conditionOf(Loop)));
}

/// True if a turn of \p Loop works: one that only asks and sleeps is another check's.
static bool works(const Unit &U, const FunctionBody &Body, const Stmt &Loop) {
  bool Works = false;
  for (const Expr *Call : Body.calls()) {
    if (!Body.isWithin(Call, bodyOf(Loop)) || isa<CXXConstructExpr>(Call))
      continue;
    FunctionMatch M = U.calleeModel(*Call);
    if (M && M->Blocks)
      return false;
    const FunctionDecl *Callee = calleeOf(*Call);
    Works |= !U.models().sounds(Callee, Sense::Idles) &&
             !U.models().sounds(Callee, Sense::Pauses) && !asksOthers(U, Call);
  }
  return Works;
}

/// True if \p Body goes on in a pool, or where it is told to: there it may take its time.
static bool choosesItsThread(const Unit &U, const FunctionBody &Body) {
  return llvm::any_of(Body.suspensions(), [&](const Expr *Point) {
    const Expr *Operand = awaitOperand(Point);
    Operand = Operand ? stripToObject(Operand) : nullptr;
    if (!Operand)
      return false;
    const auto *Call = dyn_cast<CallExpr>(Operand);
    return Call &&
           (givenToPool(U, *Call) || U.models().sounds(calleeOf(*Call), Sense::SwitchesThread));
  });
}

static const Stmt *openLoopIn(const Unit &U, const FunctionBody &Body, const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return nullptr;
  if (isLoop(*S) && isOpen(U, *S) && works(U, Body, *S) &&
      llvm::none_of(Body.suspensions(), [&](const Expr *Point) { return Body.isWithin(Point, S); }))
    return S;
  for (const Stmt *Child : S->children())
    if (const Stmt *Found = openLoopIn(U, Body, Child))
      return Found;
  return nullptr;
}

void StarvingLoopCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  if (!Body.isCoroutine())
    return;
  std::optional<TaskType> Task = taskType(U, Function.getReturnType());
  if ((Task && Task->SyncGenerator) || choosesItsThread(U, Body))
    return;
  const Stmt *Loop = openLoopIn(U, Body, Function.getBody());
  if (!Loop || !firstReport(Loop->getBeginLoc()))
    return;
  diag(Loop->getBeginLoc(), "this loop never suspends the coroutine: while it runs, nothing else "
                            "does on its thread");
  const auto *Block = dyn_cast<CompoundStmt>(bodyOf(*Loop));
  std::optional<std::string> Yield =
      Task ? idiomText(U, Task->Model, "yield") : std::optional<std::string>();
  if (!Yield)
    return;
  Edits Fix(U.context());
  if (Block && !isInstantiation(Function) && !Body.inCatchHandler(Loop) && !U.locks(Function).any())
    putIdiomFirst(Fix, U, includes(), Task->Model, "yield", *Block);
  note(Loop->getBeginLoc(), "let others run in each turn: '%0'") << *Yield << Fix;
}

} // namespace asynctidy
