//===- LateArguments.cpp - arguments that work refers to ------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/LateArguments.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/LiveAcross.h"
#include "async-tidy/Analysis/Waits.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

bool isLazyCoroutine(Unit &U, const FunctionDecl &Function) {
  llvm::SmallVector<Suspension, 4> Points = suspensionsOf(U, Function);
  return !Points.empty() && Points.front().Kind == Suspension::Initial;
}

bool usesLate(Unit &U, const FunctionDecl &Function, const ParmVarDecl &Parameter) {
  const LiveAcross &Live = U.liveAcross(Function);
  for (const Suspension &Point : Live.points()) {
    const LiveAcross::Variables &At = Live.at(Point);
    auto It = At.find(Parameter.getCanonicalDecl());
    if (It != At.end() && It->second == LiveReason::Used)
      return true;
  }
  return false;
}

/// True if coroutine \p Function may use its object when its caller goes on.
static bool usesObjectLate(Unit &U, const FunctionDecl &Function) {
  const FunctionBody &Body = U.body(Function);
  if (Body.thisExpressions().empty() && llvm::none_of(Body.lambdas(), [](const LambdaExpr *Lambda) {
        return llvm::any_of(Lambda->captures(),
                            [](const LambdaCapture &C) { return C.capturesThis(); });
      }))
    return false;
  if (isLazyCoroutine(U, Function))
    return true;
  const SourceManager &SM = U.context().getSourceManager();
  for (const Suspension &Point : suspensionsOf(U, Function))
    for (const CXXThisExpr *This : Body.thisExpressions())
      if (SM.isBeforeInTranslationUnit(Point.Point->getEndLoc(), This->getBeginLoc()))
        return true;
  return false;
}

/// \p E without what the compiler adds and moves, up to the temporary that it is.
static const MaterializeTemporaryExpr *temporaryIn(const Expr *E) {
  for (unsigned Depth = 0; E && Depth < 8; ++Depth) {
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      return Temporary->getStorageDuration() == SD_FullExpression ? Temporary : nullptr;
    if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
      E = Cleanups->getSubExpr();
    else if (const auto *Cast = dyn_cast<CastExpr>(E); Cast && !isa<CXXReinterpretCastExpr>(E))
      E = Cast->getSubExpr();
    else if (const auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else if (const Expr *Object = stripToObject(E); Object != E && isa<CallExpr>(E))
      E = cast<CallExpr>(E)->getArg(0); // std::move()
    else
      return nullptr;
  }
  return nullptr;
}

/// The temporary that handle \p E (a view, a pointer) leads into; null if it leads elsewhere.
static const Expr *temporaryBehind(const Expr *E, unsigned Depth = 0) {
  if (!E || Depth > 5)
    return nullptr;
  E = E->IgnoreParenImpCasts();
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    return temporaryBehind(Cleanups->getSubExpr(), Depth + 1);
  if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
    return temporaryBehind(Bind->getSubExpr(), Depth + 1);
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
    return temporaryBehind(Temporary->getSubExpr(), Depth + 1);
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return temporaryBehind(Cast->getSubExpr(), Depth + 1);
  auto OwningTemporary = [](const Expr *Object) -> const Expr * {
    const MaterializeTemporaryExpr *Temporary = temporaryIn(Object);
    const CXXRecordDecl *Record = Temporary ? compat::recordOf(Temporary->getType()) : nullptr;
    return Record && Record->hasDefinition() && !Record->hasTrivialDestructor() &&
                   hasMethod(*Record, "size")
               ? Temporary
               : nullptr;
  };
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (Construct->getNumArgs() < 1 || handleOf(Construct->getType()) == Handle::None)
      return nullptr;
    if (const Expr *Temporary = OwningTemporary(Construct->getArg(0)))
      return Temporary;
    return temporaryBehind(Construct->getArg(0), Depth + 1);
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
      Call && Call->getMethodDecl() &&
      inSystemHeader(Call->getMethodDecl()->getLocation(), Call->getMethodDecl()->getASTContext()))
    return OwningTemporary(Call->getImplicitObjectArgument());
  return nullptr;
}

/// The local of \p In that \p E leads to; null without one.
static const VarDecl *localIn(const FunctionBody &In, const Expr *E) {
  const VarDecl *Var = localOf(E);
  return Var && Var->getDeclContext() == &In.function() && !Var->getType()->isReferenceType()
             ? Var
             : nullptr;
}

/// What \p Argument, given for a parameter of \p Type, leads to.
static std::optional<LateArgument> bound(const FunctionBody &In, const Expr *Argument,
                                         QualType Type) {
  if (isa<CXXDefaultArgExpr>(Argument) || handleOf(Type) == Handle::None)
    return std::nullopt;
  LateArgument Result;
  Result.Argument = Argument;
  if (Type->isReferenceType()) {
    if (temporaryIn(Argument))
      return Result;
  } else if (temporaryBehind(Argument)) {
    return Result;
  }
  Result.Local = localIn(In, Argument);
  return Result.Local ? std::optional(Result) : std::nullopt;
}

/// What the model of \p Call says that it refers to.
static void addModelled(Unit &U, const FunctionBody &In, const Expr &Call,
                        llvm::SmallVectorImpl<LateArgument> &To) {
  FunctionMatch M = U.calleeModel(Call);
  if (!M)
    return;
  for (const ArgumentRef &Ref : M->RefersTo)
    for (const Expr *Argument : select(Call, Ref)) {
      LateArgument Late;
      Late.Argument = Argument;
      if (!temporaryIn(Argument)) {
        Late.Local = localIn(In, Argument);
        if (!Late.Local)
          continue;
      } else if (handleOf(Argument->getType()) != Handle::None) {
        continue;
      }
      To.push_back(Late);
    }
}

llvm::SmallVector<LateArgument, 2> lateArguments(Unit &U, const FunctionBody &In,
                                                 const Expr &Call) {
  llvm::SmallVector<LateArgument, 2> Result;
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || !isa<CallExpr>(Call))
    return Result;
  std::optional<TaskType> Task = taskType(U, Call.getType());
  if (!Task || Task->SyncGenerator)
    return Result;
  addModelled(U, In, Call, Result);
  const FunctionDecl *Definition = Callee->getDefinition();
  bool Visible = Definition && Definition->hasBody();
  if (Visible ? !isCoroutine(*Definition)
              : !Task->isLazy() || !Task->Promise || U.models().isModelled(*Callee) ||
                    inSystemHeader(Callee->getLocation(), U.context()))
    return Result;
  const FunctionDecl &Known = Visible ? *Definition : *Callee;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  for (unsigned I = 0; I < Arguments.size() && I < Known.getNumParams(); ++I) {
    const ParmVarDecl &Parameter = *Known.getParamDecl(I);
    if (Visible && !usesLate(U, Known, Parameter))
      continue;
    if (std::optional<LateArgument> Late = bound(In, Arguments[I], Parameter.getType())) {
      Late->Parameter = &Parameter;
      Result.push_back(*Late);
    }
  }
  const Expr *Object = objectOf(Call);
  const auto *Method = dyn_cast<CXXMethodDecl>(&Known);
  if (!Object || !Method || Method->getParent()->isLambda() || Object->getType()->isPointerType() ||
      (Visible && !usesObjectLate(U, Known)))
    return Result;
  LateArgument Late;
  Late.Argument = Object;
  Late.IsObject = true;
  if (!temporaryIn(Object)) {
    Late.Local = localIn(In, Object);
    if (!Late.Local)
      return Result;
  }
  Result.push_back(Late);
  return Result;
}

llvm::SmallVector<LateArgument, 2> operationArguments(Unit &U, const FunctionBody &In,
                                                      const Expr &Call) {
  llvm::SmallVector<LateArgument, 2> Result;
  FunctionMatch M = U.calleeModel(Call);
  if (!M || llvm::none_of(M->Callables, [](const CallableFact &Fact) {
        return Fact.When == CallableFact::Later && Fact.Argument.Kind == ArgumentRef::Last;
      }))
    return Result;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  if (Arguments.empty())
    return Result;
  const Expr *Handler = Arguments.back();
  // Where it gives a task, that is what refers to them: see lateArguments().
  if (taskType(U, Call.getType())) {
    if (!M->RefersTo.empty())
      return Result;
  } else {
    addModelled(U, In, Call, Result);
  }
  const FunctionDecl *Callee = calleeOf(Call);
  for (unsigned I = 0; I + 1 < Arguments.size(); ++I) {
    const Expr *Argument = Arguments[I];
    // A view that was made for it: buffer(text).
    const Expr *Made = stripToObject(Argument);
    while (const auto *Construct = dyn_cast<CXXConstructExpr>(Made)) {
      if (Construct->getNumArgs() != 1)
        break;
      Made = stripToObject(Construct->getArg(0));
    }
    if (FunctionMatch View = U.calleeModel(*Made); View && !View->RefersTo.empty()) {
      addModelled(U, In, *Made, Result);
      continue;
    }
    // An object that it fills or works with: not what it copies.
    if (!Callee || I >= Callee->getNumParams())
      continue;
    QualType Type = Callee->getParamDecl(I)->getType();
    if (!Type->isLValueReferenceType() || Type->getPointeeType().isConstQualified())
      continue;
    if (const VarDecl *Var = localIn(In, Argument)) {
      LateArgument Late;
      Late.Argument = Argument;
      Late.Local = Var;
      Late.Parameter = Callee->getParamDecl(I);
      Result.push_back(Late);
    }
  }
  // What it is an operation of.
  if (const Expr *Object = objectOf(Call); Object && !Object->getType()->isPointerType())
    if (const VarDecl *Var = localIn(In, Object)) {
      LateArgument Late;
      Late.Argument = Object;
      Late.Local = Var;
      Late.IsObject = true;
      Result.push_back(Late);
    }
  // What is moved into the handler lives as long as that.
  llvm::erase_if(Result, [&](const LateArgument &Late) {
    return Late.Local && mentions(*Handler, *Late.Local);
  });
  return Result;
}

bool outlives(Unit &U, const FunctionBody &In, const Expr &Call, const FateAt &Work,
              const LateArgument &Argument) {
  const VarDecl *Var = Argument.Local;
  if (!Var)
    return outlivesScope(Work.What) || Work.What == Fate::Joined;
  const Stmt *Scope = In.scopeOf(*Var);
  const Stmt *Start = Work.Where && In.contains(Work.Where) ? Work.Where : &Call;
  switch (Work.What) {
  case Fate::Returned:
  case Fate::Stored:
    return !U.waits().behind(In, Call, {Scope, Var, nullptr});
  case Fate::Spawned:
    return !U.waits().behind(In, *Start, {Scope, Var, nullptr}) &&
           !(Work.Call && runsInLocal(U, In, *Work.Call)) && !runsInLocal(U, In, Call);
  case Fate::Joined:
    // Awaited behind the loop whose turn has ended.
    return Scope && In.isWithin(&Call, Scope) && Work.Where && In.contains(Work.Where) &&
           !In.isWithin(Work.Where, Scope) && !U.waits().behind(In, Call, {Scope, Var, nullptr});
  default:
    return false;
  }
}

} // namespace asynctidy
