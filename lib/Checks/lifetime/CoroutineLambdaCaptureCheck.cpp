//===- CoroutineLambdaCaptureCheck.cpp - async-coroutine-lambda-capture ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoroutineLambdaCaptureCheck.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace asynctidy {

CoroutineLambdaCaptureCheck::CoroutineLambdaCaptureCheck(StringRef Name,
                                                         clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// `this auto` by value moves the closure into the coroutine's frame. By reference it is
/// still the caller's closure (llvm-project#221750).
static bool movesClosureIntoFrame(const CXXMethodDecl &Operator) {
  const ParmVarDecl *Object = compat::explicitObjectParameter(Operator);
  return Object && !Object->getType()->isReferenceType();
}

static bool capturesByValueOnly(const LambdaExpr &Lambda) {
  return llvm::all_of(Lambda.captures(), [](const LambdaCapture &C) {
    return C.getCaptureKind() == LCK_ByCopy || C.getCaptureKind() == LCK_StarThis;
  });
}

/// True if the body mentions something captured: what it doesn't use can't dangle.
static bool usesCaptures(Unit &U, const LambdaExpr &Lambda) {
  const FunctionBody &Body = U.body(*Lambda.getCallOperator());
  // Used before the first suspension only, by an eager coroutine: the closure is still there.
  return !Body.suspensions().empty() || taskType(U, Lambda.getCallOperator()->getReturnType());
}

/// The call that runs \p Lambda where it is written, if that call is an argument of a function
/// that would keep the closure if it were given the callable itself.
static const CXXOperatorCallExpr *callInPlaceOfCallable(Unit &U, const FunctionBody &Body,
                                                        const LambdaExpr &Lambda,
                                                        const FateAt &Fate) {
  const auto *Invoke = dyn_cast_or_null<CXXOperatorCallExpr>(Fate.Call);
  if (!Invoke || Invoke->getNumArgs() != 1 || stripToObject(Invoke->getArg(0)) != &Lambda)
    return nullptr;
  const Stmt *Argument = Invoke;
  const Stmt *Up = Body.significantParent(Invoke, &Argument);
  // The task is moved into a parameter of its type.
  while (isa_and_nonnull<CXXConstructExpr>(Up))
    Up = Body.significantParent(Up, &Argument);
  const auto *Taker = dyn_cast_or_null<CallExpr>(Up);
  FunctionMatch M = Taker ? U.calleeModel(*Taker) : FunctionMatch();
  if (!M)
    return nullptr;
  for (const CallableFact &Fact : M->Callables)
    if (Fact.KeepsClosure && llvm::is_contained(select(*Taker, Fact.Argument), Argument))
      return Invoke;
  return nullptr;
}

static void addExplicitObject(Edits &E, const ASTContext &Context, const LambdaExpr &Lambda) {
  const CXXMethodDecl &Operator = *Lambda.getCallOperator();
  const LangOptions &Lang = Context.getLangOpts();
  if (!compat::HasExplicitObjectParameters || !compat::isCPlusPlus23(Lang) || Lambda.isMutable() ||
      Operator.isStatic() || !capturesByValueOnly(Lambda) ||
      Operator.getNumParams() != 0 + Operator.param_size()) {
    E.refuse();
    return;
  }
  // The place behind the opening parenthesis, or behind the captures where there is none.
  if (!Lambda.hasExplicitParameters()) {
    E.insertAfter(Lambda.getIntroducerRange(), "(this auto)");
    return;
  }
  TypeSourceInfo *Written = Operator.getTypeSourceInfo();
  FunctionTypeLoc Loc = Written ? Written->getTypeLoc().getAsAdjusted<FunctionTypeLoc>() : FunctionTypeLoc();
  if (!Loc || Loc.getLParenLoc().isInvalid()) {
    E.refuse();
    return;
  }
  E.insertAfter(Loc.getLParenLoc(), Operator.param_empty() ? "this auto" : "this auto, ");
}

void CoroutineLambdaCaptureCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const FunctionBody &Body = U.body(Function);
  for (const LambdaExpr *Lambda : Body.lambdas()) {
    const CXXMethodDecl &Operator = *Lambda->getCallOperator();
    if (Lambda->capture_size() == 0 || !isCoroutine(Operator) || movesClosureIntoFrame(Operator) ||
        !usesCaptures(U, *Lambda))
      continue;
    FateAt Fate = fateOfClosure(U, Body, *Lambda);
    // A lazy task that is dropped never looks at its captures; that is another check's finding.
    std::optional<TaskType> Task = taskType(U, Operator.getReturnType());
    bool Eager = !Task || Task->Start != TaskStart::Lazy;
    bool RunHere = isa_and_nonnull<CXXOperatorCallExpr>(Fate.Call) && Fate.What != Fate::Kept;
    bool Dies = outlivesScope(Fate.What) || (Fate.What == Fate::Discarded && RunHere && Eager) ||
                (Fate.What == Fate::Joined && RunHere &&
                 stripToObject(cast<CXXOperatorCallExpr>(Fate.Call)->getArg(0)) == Lambda) ||
                (Fate.What == Fate::Ran && false);
    if (Fate.What == Fate::Unknown && RunHere &&
        stripToObject(cast<CXXOperatorCallExpr>(Fate.Call)->getArg(0)) == Lambda)
      Dies = true; // A temporary closure: its task left the full-expression for somewhere.
    if (!Dies || !firstReport(Lambda->getBeginLoc()))
      continue;
    Edits Fix(U.context());
    if (isInstantiation(Function))
      Fix.refuse();
    else if (const CXXOperatorCallExpr *Invoke = callInPlaceOfCallable(U, Body, *Lambda, Fate)) {
      // }() -> }: the callee keeps the callable, and calls it itself.
      SourceLocation End = endOf(Lambda->getSourceRange(), U.context());
      if (End.isInvalid())
        Fix.refuse();
      else
        Fix.remove({End, Invoke->getRParenLoc()});
    } else {
      addExplicitObject(Fix, U.context(), *Lambda);
    }
    diag(Lambda->getBeginLoc(), "captures of this coroutine lambda die before the coroutine ends") << Fix;
    static constexpr const char *Why[] = {
        "the closure is a temporary that ends with this statement; its task goes on",
        "the closure is given away here and dropped once it was called",
        "the task leaves the function here, the closure does not"};
    unsigned Which = RunHere && isa<LambdaExpr>(stripToObject(cast<CXXOperatorCallExpr>(Fate.Call)->getArg(0)))
                         ? 0
                         : (Fate.What == Fate::Spawned && !RunHere ? 1 : 2);
    SourceLocation At = Fate.Where ? Fate.Where->getBeginLoc() : Lambda->getEndLoc();
    note(At, Why[Which]);
  }
}

} // namespace asynctidy
