//===- CoroutineLambdaCaptureCheck.cpp - async-coroutine-lambda-capture ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoroutineLambdaCaptureCheck.h"
#include "async-tidy/Analysis/Outlives.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Waits.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace asynctidy {

CoroutineLambdaCaptureCheck::CoroutineLambdaCaptureCheck(StringRef Name,
                                                         clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx20, AddsIncludes::Yes) {}

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

/// True if \p S, in the body of a lambda, mentions what the lambda captured.
static bool mentionsCapture(const Stmt *S, const FunctionBody &Body) {
  const auto *Ref = dyn_cast<DeclRefExpr>(S);
  return Ref && Ref->refersToEnclosingVariableOrCapture() && Body.contains(Ref);
}

/// True if the closure has an object of class type for \p Var, not a pointer or a reference.
static bool capturesObject(const LambdaExpr &Lambda, const ValueDecl &Var) {
  return llvm::any_of(Lambda.captures(), [&Var](const LambdaCapture &C) {
    return C.capturesVariable() &&
           C.getCapturedVar()->getCanonicalDecl() == Var.getCanonicalDecl() &&
           C.getCaptureKind() == LCK_ByCopy && Var.getType().getNonReferenceType()->isRecordType();
  });
}

/// True if the coroutine looks at its captures when the closure may be gone: a lazy one whenever it
/// does, an eager one from its first suspension on (of that one's operand only objects count).
static bool usesCapturesLate(Unit &U, const LambdaExpr &Lambda, bool Lazy) {
  const FunctionBody &Body = U.body(*Lambda.getCallOperator());
  const SourceManager &SM = U.context().getSourceManager();
  SourceLocation First;
  for (const Suspension &Point : suspensionsOf(U, *Lambda.getCallOperator()))
    if (Point.Point &&
        (First.isInvalid() || SM.isBeforeInTranslationUnit(Point.Point->getBeginLoc(), First)))
      First = Point.Point->getBeginLoc();
  if (!Lazy && First.isInvalid())
    return false;
  auto Late = [&](const Stmt *S) {
    if (Lazy || !SM.isBeforeInTranslationUnit(S->getBeginLoc(), First))
      return true;
    // Before the suspension in the text, behind it in the next turn of a loop.
    for (const Stmt *Up = S; Up; Up = Body.parent(Up))
      if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Up) &&
          SM.isBeforeInTranslationUnit(First, Up->getEndLoc()))
        return true;
    return false;
  };
  auto InFirstOperand = [&](const Stmt *S) {
    for (const Stmt *Up = S; Up; Up = Body.parent(Up))
      if (Up->getBeginLoc() == First && awaitOperand(Up))
        return true;
    return false;
  };
  for (const DeclRefExpr *Ref : Body.references())
    if (mentionsCapture(Ref, Body) && Late(Ref) &&
        (Lazy || !InFirstOperand(Ref) || capturesObject(Lambda, *Ref->getDecl())))
      return true;
  for (const CXXThisExpr *This : Body.thisExpressions())
    if (Late(This) && (Lazy || !InFirstOperand(This)))
      return true;
  // What a nested lambda captures of it is copied from the closure when that one is made.
  for (const LambdaExpr *Nested : Body.lambdas())
    if (Nested->capture_size() > 0 && Late(Nested))
      return true;
  return false;
}

/// The call that runs \p Lambda in place, as an argument of what would keep the callable itself.
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

/// True if \p Call keeps just the address of \p Lambda, and nothing around it awaits or blocks.
static bool keepsAddressOnly(const FunctionBody &In, const Expr &Call, const LambdaExpr &Lambda) {
  const auto *Made = dyn_cast<CXXConstructExpr>(&Call);
  const CXXRecordDecl *Record = Made ? compat::recordOf(Made->getType()) : nullptr;
  if (!Record || !Record->hasDefinition() ||
      llvm::none_of(Record->fields(), [&](const FieldDecl *F) {
        QualType Type = F->getType();
        return (Type->isPointerType() || Type->isReferenceType()) &&
               compat::recordOf(Type->getPointeeType()) == Lambda.getLambdaClass();
      }))
    return false;
  for (const Stmt *Up = In.parent(Made); Up && isa<Expr>(Up); Up = In.parent(Up)) {
    const auto *Member = dyn_cast<MemberExpr>(Up);
    StringRef Name = Member && Member->getMemberDecl()->getIdentifier()
                         ? Member->getMemberDecl()->getName()
                         : "";
    if (awaitOperand(Up) || Name == "get" || Name == "wait")
      return false;
  }
  return true;
}

/// True if the task of \p Call, which ran its caller's closure, goes on when that may be gone.
static bool goesOn(Unit &U, const FunctionBody &In, const Expr &Call) {
  if (!In.contains(&Call) || !taskType(U, Call.getType()))
    return false;
  FateAt Task = fateOfTask(U, In, Call);
  return outlivesScope(Task.What) || Task.What == Fate::Discarded;
}

/// True if what \p Call gives \p Lambda to runs it, and the task outlasts that function.
static bool losesTask(Unit &U, const Expr &Call, const LambdaExpr &Lambda) {
  const FunctionDecl *Callee = calleeOf(Call);
  const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
  if (!Definition || !Definition->hasBody())
    return false;
  const FunctionBody &Body = U.body(*Definition);
  for (const Expr *Inner : Body.calls()) {
    if (FunctionMatch M = U.calleeModel(*Inner))
      for (const CallableFact &Fact : M->Callables)
        for (const Expr *Argument : select(*Inner, Fact.Argument))
          if (Fact.When == CallableFact::Now && !Fact.KeepsClosure &&
              isa_and_nonnull<ParmVarDecl>(variableNamedBy(Argument)) && goesOn(U, Body, *Inner))
            return true;
    const auto *Run = dyn_cast<CXXOperatorCallExpr>(Inner);
    if (!Run || Run->getOperator() != OO_Call)
      continue;
    const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(variableNamedBy(Run->getArg(0)));
    const CXXRecordDecl *Type =
        Parameter ? compat::recordOf(Parameter->getType().getNonReferenceType()) : nullptr;
    // The closure itself, or what it was converted to.
    if (Type && (!Type->isLambda() || Type == Lambda.getLambdaClass()) &&
        outlivesScope(fateOfTask(U, Body, *Run).What))
      return true;
  }
  return false;
}

/// Lets the coroutine's frame have a copy of the closure: `this auto`, from C++23 on.
static void addExplicitObject(Edits &E, const ASTContext &Context, const LambdaExpr &Lambda) {
  const CXXMethodDecl &Operator = *Lambda.getCallOperator();
  // Temporaries need no copy, but compilers up to Clang 19 make one.
  auto IsCopyable = [](const FieldDecl *Field) { return canBeCopied(Field->getType()); };
  if (!compat::HasExplicitObjectParameters || !compat::isCPlusPlus23(Context.getLangOpts()) ||
      Lambda.isMutable() || Operator.isStatic() || !capturesByValueOnly(Lambda) ||
      compat::explicitObjectParameter(Operator) ||
      !llvm::all_of(Lambda.getLambdaClass()->fields(), IsCopyable)) {
    E.refuse();
    return;
  }
  // The place behind the opening parenthesis, or behind the captures where there is none: then its
  // location is invalid, or another token's.
  TypeSourceInfo *Written = Operator.getTypeSourceInfo();
  FunctionTypeLoc Loc =
      Written ? Written->getTypeLoc().getAsAdjusted<FunctionTypeLoc>() : FunctionTypeLoc();
  SourceLocation Parenthesis = Loc ? Loc.getLParenLoc() : SourceLocation();
  if (Parenthesis.isMacroID())
    E.refuse();
  else if (Lambda.hasExplicitParameters() && sourceText(Parenthesis, Context) == "(")
    E.insertAfter(Parenthesis, Operator.param_empty() ? "this auto" : "this auto, ");
  else if (Lambda.getExplicitTemplateParameters().empty())
    E.insertAfter(Lambda.getIntroducerRange(), "(this auto)");
  else
    E.refuse();
}

/// Lets the framework keep the closure while its coroutine runs; false if it has no words for that.
static bool keepClosure(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
                        const FunctionBody &Body, const LambdaExpr &Lambda, const FateAt &At,
                        const TypeMatch &Task) {
  const auto *Invoke = dyn_cast_or_null<CXXOperatorCallExpr>(At.Call);
  bool InPlace = Invoke && Invoke->getNumArgs() == 1 && stripToObject(Invoke->getArg(0)) == &Lambda;
  // What is made around it lives until the full-expression ends.
  bool Awaited = !Invoke && At.Call && fateOfTask(U, Body, *At.Call).What == Fate::Awaited;
  StringRef Kind = InPlace ? "invoke" : "wrap";
  if ((!InPlace && !Awaited) || !idiomText(U, Task, Kind))
    return false;
  SourceRange Written = Lambda.getSourceRange();
  putIdiomAround(E, U, Inserter, Task, Kind, "lambda", Written,
                 {Written.getBegin(), InPlace ? Invoke->getEndLoc() : Written.getEnd()});
  return true;
}

void CoroutineLambdaCaptureCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const FunctionBody &Body = U.body(Function);
  for (const LambdaExpr *Lambda : Body.lambdas()) {
    const CXXMethodDecl &Operator = *Lambda->getCallOperator();
    if (Lambda->capture_size() == 0 || !isCoroutine(Operator) || movesClosureIntoFrame(Operator))
      continue;
    FateAt Fate = fateOfClosure(U, Body, *Lambda);
    std::optional<TaskType> Task = taskType(U, Operator.getReturnType());
    bool Lazy = Task && Task->isLazy();
    const auto *Invoke = dyn_cast_or_null<CXXOperatorCallExpr>(Fate.Call);
    bool RunHere = Invoke && Invoke->getOperator() == OO_Call && Fate.What != Fate::Kept;
    // A closure without a name ends with the statement that runs it, even if the task is awaited
    // in the next one.
    bool Nameless = RunHere && stripToObject(Invoke->getArg(0)) == Lambda;
    bool Dies = false, GivenAway = false, AddressOnly = false;
    // A lazy task that is dropped never looks at its captures; that is another check's finding.
    if (RunHere)
      Dies = outlivesScope(Fate.What) || (Fate.What == Fate::Discarded && !Lazy) ||
             (Fate.What == Fate::Joined && Nameless) ||
             (Fate.What == Fate::Unknown && isStarted(U, Body, *Invoke));
    else if (Fate.Call && outlivesScope(Fate.What)) {
      GivenAway = Fate.What == Fate::Spawned && U.calleeModel(*Fate.Call);
      Dies = GivenAway ? !Lazy : losesTask(U, *Fate.Call, *Lambda);
    } else if (Fate.What == Fate::Kept && Fate.Call &&
               keepsAddressOnly(Body, *Fate.Call, *Lambda)) {
      AddressOnly = Dies = true;
    } else if (Fate.What == Fate::Unknown && !Operator.isDependentContext() &&
               (!Task || (Task->Start == TaskStart::Eager && !Task->Awaitable)) &&
               startsOperation(U, Body, Fate)) {
      // Nobody can tell when it has ended, so that nobody keeps the closure for it.
      GivenAway = Dies = true;
    } else if (Fate.What == Fate::Ran && Fate.Call) {
      GivenAway = Dies = goesOn(U, Body, *Fate.Call) || losesTask(U, *Fate.Call, *Lambda);
    }
    // A test waits for what it starts in ways of its own: a latch, a counter, a runner.
    if (Dies && RunHere && Fate.What == Fate::Spawned && U.isTestCode(Function))
      Dies = false;
    // So may others, where the closure lives on in this function.
    if (Dies && RunHere && !Nameless && Fate.Where && U.waits().behind(Body, *Fate.Where, {}))
      Dies = false;
    // A factory of eager coroutines: they are run like functions, by callers who don't know that
    // the callable must live on (redpanda 90f4941824).
    bool Made = !RunHere && Fate.What == Fate::Returned && Task && Task->Start == TaskStart::Eager;
    Dies |= Made;
    if (!Dies || !usesCapturesLate(U, *Lambda, Lazy) || !firstReport(Lambda->getBeginLoc()))
      continue;
    Edits Fix(U.context());
    if (isInstantiation(Function))
      Fix.refuse();
    else if (callInPlaceOfCallable(U, Body, *Lambda, Fate)) {
      // }() -> }: the callee keeps the callable, and calls it itself.
      SourceLocation End = endOf(Lambda->getSourceRange(), U.context());
      if (End.isInvalid())
        Fix.refuse();
      else
        Fix.remove({End, Invoke->getRParenLoc()});
    } else if (!keepClosure(Fix, U, includes(), Body, *Lambda, Fate,
                            Task ? Task->Model : TypeMatch())) {
      addExplicitObject(Fix, U.context(), *Lambda);
    }
    diag(Lambda->getBeginLoc(), "captures of this coroutine lambda die before the coroutine ends")
        << Fix;
    SourceLocation At = Fate.Where ? Fate.Where->getBeginLoc() : Lambda->getEndLoc();
    if (Nameless)
      note(At, "the closure is a temporary that ends with this statement; its task goes on");
    else if (Made)
      note(At, "returned here; it must live until each coroutine that it starts has ended");
    else if (AddressOnly)
      note(At, "this keeps the address of the closure, which is a temporary of this statement");
    else if (GivenAway)
      note(At,
           "the closure is %select{given away here and dropped once it was called|run here; its "
           "task goes on}0")
          << (Fate.What == Fate::Ran);
    else
      note(At, "the task leaves the function here, the closure does not");
  }
}

} // namespace asynctidy
