//===- Waits.cpp - where functions wait for work of others --------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#include "async-tidy/Analysis/Waits.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/AccessPath.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace asynctidy {

/// True if a function of this name waits for others, as far as names tell.
static bool soundsLikeWait(const Unit &U, StringRef Name) {
  return U.models().sounds(Name, Sense::Waits) && !U.models().sounds(Name, Sense::Initiates);
}

static bool isWait(const Unit &U, const CallSite &Site) {
  if (!Site.Callee)
    return false;
  FunctionMatch M = Site.Expr && Site.Kind == CallSite::Call ? U.calleeModel(*Site.Expr)
                                                             : U.functionModel(*Site.Callee);
  if (M && ((M->Blocks && M->Blocks->Kind == BlockingFact::Wait) ||
            (M->Condition && M->Condition->Does != ConditionFact::Notifies) ||
            llvm::any_of(M->Tasks, [](const TaskFact &F) { return F.Does == TaskFact::Waits; })))
    return true;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Site.Callee))
    if (TypeMatch T = U.models().type(*Method->getParent()); T && T->Scope)
      if (isa<CXXDestructorDecl>(Method)
              ? T->Scope->Dropped == ScopeModel::Blocks
              : llvm::is_contained(T->Scope->Joins, Method->getNameAsString()))
        return true;
  return Site.Kind != CallSite::Constructor && Site.Callee->getIdentifier() &&
         soundsLikeWait(U, Site.Callee->getName());
}

Waits::Waits(Unit &U)
    : U(U), Reaches(U.callGraph(), [&U](const CallSite &Site) { return isWait(U, Site); }) {}

bool Waits::waitsAt(const CallSite &Site) {
  if (isWait(U, Site))
    return true;
  const FunctionDecl *Entered =
      Site.Callee && !Site.Virtual ? U.callGraph().entered(Site.Callee) : nullptr;
  return Entered && waits(*Entered);
}

/// True if \p Lambda is written among the arguments of a call that runs them later: then it is
/// another's work that waits in it.
static bool runsLater(const Unit &U, const FunctionBody &In, const LambdaExpr &Lambda) {
  for (const Stmt *Up = In.parent(&Lambda); Up && isa<Expr>(Up); Up = In.parent(Up))
    if (isa<CallExpr, CXXConstructExpr>(Up))
      if (FunctionMatch M = U.calleeModel(*cast<Expr>(Up)))
        for (const CallableFact &Fact : M->Callables)
          if (Fact.When == CallableFact::Later || Fact.When == CallableFact::Offloaded)
            return true;
  return false;
}

const Stmt *Waits::behind(const FunctionBody &In, const Stmt &Start, const Search &For) {
  const SourceManager &SM = U.context().getSourceManager();
  const Stmt *Loop = nullptr;
  for (const Stmt *Up = &Start; Up && Up != For.Scope; Up = In.parent(Up))
    if (isLoop(*Up))
      Loop = Up;
  auto IsBehind = [&](const Stmt *S) {
    if (S == &Start || (For.Scope && !In.isWithin(S, For.Scope)))
      return false;
    return !SM.isBeforeInTranslationUnit(S->getEndLoc(), Start.getBeginLoc()) ||
           (Loop && In.isWithin(S, Loop));
  };
  for (const CallSite &Site : U.callGraph().callsOf(In.function()))
    if (!Site.Expr) {
      // A local's destructor.
      if (waitsAt(Site))
        return In.function().getBody();
    } else if (IsBehind(Site.Expr) && !In.isWithin(Site.Expr, &Start) && waitsAt(Site)) {
      return Site.Expr;
    }
  // In a template calls have no callees yet, only names.
  for (const Expr *Call : In.calls()) {
    const Expr *Callee =
        isa<CallExpr>(Call) ? cast<CallExpr>(Call)->getCallee()->IgnoreParens() : nullptr;
    DeclarationName Named;
    if (const auto *Member = dyn_cast_or_null<CXXDependentScopeMemberExpr>(Callee))
      Named = Member->getMember();
    else if (const auto *Overloads = dyn_cast_or_null<OverloadExpr>(Callee))
      Named = Overloads->getName();
    if (!Named.isIdentifier() || Named.isEmpty() || !IsBehind(Call) || In.isWithin(Call, &Start))
      continue;
    StringRef Name = Named.getAsIdentifierInfo()->getName();
    if (soundsLikeWait(U, Name) || (Name == "get" && cast<CallExpr>(Call)->getNumArgs() == 0))
      return Call;
  }
  auto IsWatched = [&](const Stmt *S) {
    return llvm::any_of(For.Watched, [S](const VarDecl *Var) { return mentions(*S, *Var); });
  };
  for (const Expr *Point : In.suspensions())
    if (const Expr *Operand = awaitOperand(Point); Operand && IsBehind(Point) && IsWatched(Operand))
      return Point;
  for (const DeclRefExpr *Ref : In.references()) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || !llvm::is_contained(For.Watched, Var))
      continue;
    const Stmt *Child = Ref;
    for (const Stmt *Up = In.parent(Ref); Up; Child = Up, Up = In.parent(Up))
      if (isLoop(*Up) && conditionOf(*Up) == Child && IsBehind(Up) && !In.isWithin(&Start, Up))
        return Up;
  }
  // What runs when the scope is left, or is called by name.
  for (const LambdaExpr *Lambda : In.lambdas())
    if (Lambda != For.Closure && !In.isWithin(Lambda, &Start) && !runsLater(U, In, *Lambda) &&
        Lambda->getCallOperator()->hasBody() && waits(*Lambda->getCallOperator()))
      return Lambda;
  return nullptr;
}

} // namespace asynctidy
