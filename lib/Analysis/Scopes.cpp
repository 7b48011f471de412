//===- Scopes.cpp - groups of tasks that nobody joins ---------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Scopes.h"
#include "async-tidy/Analysis/MemberThreads.h"
#include "async-tidy/Analysis/PathConditions.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Analysis/Typestate.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Names.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

static const ScopeModel *scopeModel(const Unit &U, QualType Type) {
  if (Type.isNull() || Type->isReferenceType() || Type->isDependentType())
    return nullptr;
  TypeMatch M = U.typeModel(Type.getUnqualifiedType());
  if (M && M->Scope)
    return &*M->Scope;
  // Threads that wait by themselves, one or many, are a group as well.
  static const ScopeModel Threads{{"join"}, {}, {}, ScopeModel::Blocks};
  return threadIn(U, Type) && waitsWhenDestroyed(U, Type) ? &Threads : nullptr;
}

/// True if the value of \p Call is awaited, or waited for, where it is made.
static bool isAwaitedInPlace(Unit &U, const FunctionBody &Body, const Expr &Call) {
  const Stmt *Up = Body.significantParent(&Call);
  if (awaitOperand(Up))
    return true;
  const auto *Member = dyn_cast_or_null<MemberExpr>(Up);
  const auto *Waits =
      Member ? dyn_cast_or_null<CXXMemberCallExpr>(Body.significantParent(Member)) : nullptr;
  FunctionMatch M = Waits ? U.calleeModel(*Waits) : FunctionMatch();
  return M && (M->Blocks || llvm::any_of(M->Tasks, [](const TaskFact &Fact) {
                 return Fact.Does == TaskFact::Waits;
               }));
}

namespace {
using States = Typestate::States;
constexpr States Empty = 1;   ///< Without work.
constexpr States Working = 2; ///< There is work that nobody has waited for.
constexpr States Joined = 4;
constexpr States Unknown = 8;

class ScopeStates {
public:
  ScopeStates(Unit &U, const FunctionBody &Body, const ScopeModel &Model)
      : U(U), Body(Body), Model(Model) {}
  Typestate::Rules rules(States AtEntry) const;
  bool joins(const ObjectEvent &Event) const {
    return Event.Kind == ObjectEvent::Awaited ||
           (Event.Kind == ObjectEvent::Called &&
            llvm::is_contained(Model.Joins, nameOf(Event.Callee)));
  }
  bool adds(const ObjectEvent &Event) const { return step(Empty, Event) == Working; }

private:
  States step(States Before, const ObjectEvent &Event) const;

  Unit &U;
  const FunctionBody &Body;
  const ScopeModel &Model;
};
} // namespace

States ScopeStates::step(States Before, const ObjectEvent &Event) const {
  if (joins(Event))
    return Joined;
  switch (Event.Kind) {
  case ObjectEvent::Declared:
    return Empty;
  case ObjectEvent::Called: {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Event.Callee);
    if (!Method || !Event.Call)
      return Unknown;
    // What is given something, and is known to run it or sounds so.
    if (threadStart(U, *Event.Call))
      return Working;
    FunctionMatch M = U.calleeModel(*Event.Call);
    StringRef Name = nameOf(Method);
    bool Adds = (M && (!M->Callables.empty() || !M->Tasks.empty())) || Name.contains("spawn") ||
                Name == "add" || Name == "run" || Name == "defer";
    if (Adds && !argumentsOf(*Event.Call).empty())
      return isAwaitedInPlace(U, Body, *Event.Call) ? Before : Working;
    // spawn(task, scope.get_token()).
    const auto *Outer = dyn_cast_or_null<CallExpr>(Body.significantParent(Event.Call));
    FunctionMatch Given = Outer ? U.calleeModel(*Outer) : FunctionMatch();
    return Given && !Given->Tasks.empty() ? Working : Before;
  }
  case ObjectEvent::Assigned: {
    const Expr *Made = stripToObject(Event.Value);
    while (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Made))
      Made = stripToObject(Cast->getSubExpr());
    return isa_and_nonnull<CallExpr, CXXConstructExpr>(Made) && threadStart(U, *Made) ? Working
                                                                                      : Unknown;
  }
  case ObjectEvent::Passed:
    // with_gate(gate, f), spawn(task, scope).
    if (Event.Call && U.calleeModel(*Event.Call) && !isa<CXXConstructExpr>(Event.Call))
      return isAwaitedInPlace(U, Body, *Event.Call) ? Before : Working;
    return Unknown;
  case ObjectEvent::Read:
    return Before;
  default:
    return Unknown;
  }
}

Typestate::Rules ScopeStates::rules(States AtEntry) const {
  Typestate::Rules R;
  R.AtEntry = AtEntry;
  R.Step = [this](States Before, const ObjectEvent &Event) {
    // Whoever has a reference to it may join what it gets later, too.
    States After = step(Before, Event);
    return Before & Unknown && After == Working ? Unknown : After;
  };
  return R;
}

//===----------------------------------------------------------------------===//
// Locals that its work uses
//===----------------------------------------------------------------------===//

/// The block, or the loop, in which \p Var is declared.
static const Stmt *blockOf(const FunctionBody &Body, const VarDecl &Var) {
  const Stmt *S = Var.getInit();
  while (S && !isa<CompoundStmt, ForStmt, CXXForRangeStmt, WhileStmt, IfStmt>(S))
    S = Body.parent(S);
  return S;
}

/// True if something between \p From and the end of \p Block may wait until work is done.
static bool waitsBehind(Unit &U, const FunctionBody &Body, ArrayRef<const Stmt *> Joins,
                        const Stmt &From, const Stmt &Block) {
  const SourceManager &SM = U.context().getSourceManager();
  auto IsBehind = [&](const Stmt *S) {
    return SM.isBeforeInTranslationUnit(From.getEndLoc(), S->getEndLoc()) &&
           Body.isWithin(S, &Block);
  };
  if (llvm::any_of(Joins, IsBehind) || llvm::any_of(Body.suspensions(), IsBehind))
    return true;
  return llvm::any_of(Body.calls(), [&](const Expr *Call) {
    if (!IsBehind(Call))
      return false;
    FunctionMatch M = U.calleeModel(*Call);
    return M && (M->Blocks || M->Condition || llvm::any_of(M->Tasks, [](const TaskFact &Fact) {
                   return Fact.Does == TaskFact::Waits;
                 }));
  });
}

/// The local that is declared behind \p Scope, is captured by reference in a closure of \p Call,
/// and is gone before anybody waits for the work. \p At receives the capture.
static const VarDecl *localOutlived(Unit &U, const FunctionBody &Body, const VarDecl &Scope,
                                    ArrayRef<const Stmt *> Joins, const Expr &Call,
                                    SourceLocation &At) {
  const SourceManager &SM = U.context().getSourceManager();
  for (const LambdaExpr *Lambda : Body.lambdas()) {
    if (!Body.isWithin(Lambda, &Call))
      continue;
    for (const LambdaCapture &Capture : Lambda->captures()) {
      if (!Capture.capturesVariable() || Capture.getCaptureKind() != LCK_ByRef)
        continue;
      const auto *Local = dyn_cast<VarDecl>(Capture.getCapturedVar());
      if (!Local || !Local->hasLocalStorage() || Local->isInitCapture() ||
          isa<ParmVarDecl>(Local) || Local->getType()->isReferenceType() ||
          !SM.isBeforeInTranslationUnit(Scope.getLocation(), Local->getLocation()))
        continue;
      const Stmt *Block = blockOf(Body, *Local);
      if (!Block || !Body.isWithin(&Call, Block) || waitsBehind(U, Body, Joins, Call, *Block))
        continue;
      At = Capture.getLocation();
      return Local;
    }
  }
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Locals and members
//===----------------------------------------------------------------------===//

static void addLocal(Unit &U, const FunctionBody &In, const VarDecl &Var, const ScopeModel &Model,
                     std::vector<ScopeProblem> &To) {
  ScopeStates Rules(U, In, Model);
  Typestate T(U, In.function(), AccessPath::ofVariable(Var));
  ScopeProblem Found;
  Found.Scope = &Var;
  llvm::SmallVector<const Stmt *, 2> Joins;
  for (const ObjectEvent &Event : T.events()) {
    if (Rules.joins(Event))
      Joins.push_back(Event.At);
    if (Rules.adds(Event) && !Found.Adds)
      Found.Adds = Event.At;
  }
  if (!Found.Adds)
    return;
  bool Any = false;
  auto IsStart = [&](const ObjectEvent &Event) { return Rules.adds(Event); };
  auto IsEnd = [&](const ObjectEvent &Event) { return Rules.joins(Event); };
  T.forEach(Rules.rules(0), [&](const ObjectEvent &Event, States Before) {
    if (Event.Kind == ObjectEvent::Destroyed) {
      if (!Any && (Before & Working) && Model.Dropped == ScopeModel::Terminates &&
          !conditionsBelongTogether(In, T.events(), IsStart, IsEnd, Event.At, Var)) {
        Any = true;
        Found.Kind = Joins.empty() ? ScopeProblem::NeverJoined : ScopeProblem::LeftOnPath;
        Found.Where = Event.At;
        To.push_back(Found);
      }
      return;
    }
    if (Any || !Event.Call || Before & Unknown || !Rules.adds(Event))
      return;
    ScopeProblem Outlived = Found;
    Outlived.Local = localOutlived(U, In, Var, Joins, *Event.Call, Outlived.At);
    if (Outlived.Local) {
      Any = true;
      Outlived.Kind = ScopeProblem::OutlivesLocal;
      To.push_back(Outlived);
    }
  });
}

std::vector<ScopeProblem> scopeProblems(Unit &U, const FunctionBody &In) {
  std::vector<ScopeProblem> Result;
  for (const VarDecl *Var : In.variables())
    if (Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) && Var->getInit())
      if (const ScopeModel *Model = scopeModel(U, Var->getType());
          Model && Model->Dropped != ScopeModel::Detaches)
        addLocal(U, In, *Var, *Model, Result);
  return Result;
}

namespace {
/// What the methods of a class do to a member that is a scope of tasks.
struct MemberUses {
  const Stmt *Adds = nullptr;
  bool Joins = false;
  bool Other = false; ///< Something that may join it.
};
} // namespace

/// Looks through \p S, lambdas in it too.
static void collect(Unit &U, const Stmt *S, const FieldDecl &Member, const ScopeModel &Model,
                    MemberUses &Uses) {
  auto IsMember = [&Member](const Expr *E) {
    const auto *M = dyn_cast<MemberExpr>(E->IgnoreParenImpCasts());
    return M && M->getMemberDecl() == &Member;
  };
  if (!S || Uses.Other)
    return;
  const Stmt *Skipped = nullptr;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
      Call && IsMember(Call->getImplicitObjectArgument())) {
    StringRef Name = nameOf(Call->getMethodDecl());
    if (llvm::is_contained(Model.Joins, Name))
      Uses.Joins = true;
    else if (Call->getNumArgs() > 0 && !Uses.Adds)
      Uses.Adds = Call;
    Skipped = Call->getCallee();
  } else if (const auto *Call = dyn_cast<CallExpr>(S);
             Call && U.calleeModel(*Call) && llvm::any_of(Call->arguments(), IsMember)) {
    if (!Uses.Adds)
      Uses.Adds = Call;
    for (const Expr *Argument : Call->arguments())
      if (!IsMember(Argument))
        collect(U, Argument, Member, Model, Uses);
    return;
  } else if (const auto *E = dyn_cast<Expr>(S); E && IsMember(E)) {
    Uses.Other = true;
    return;
  }
  for (const Stmt *Child : S->children())
    if (Child != Skipped)
      collect(U, Child, Member, Model, Uses);
}

std::vector<ScopeProblem> scopeProblems(Unit &U, const CXXRecordDecl &Record) {
  std::vector<ScopeProblem> Result;
  if (Record.hasFriends())
    return Result;
  for (const FieldDecl *Member : Record.fields()) {
    const ScopeModel *Model = scopeModel(U, Member->getType());
    if (!Model || Model->Dropped != ScopeModel::Terminates || Model->Joins.empty() ||
        Member->getAccess() != AS_private)
      continue;
    MemberUses Uses;
    for (const CXXMethodDecl *Method : visibleMethods(Record))
      collect(U, Method->getBody(), *Member, *Model, Uses);
    const CXXDestructorDecl *Destructor = Record.getDestructor();
    bool Seen = !Destructor || Destructor->isImplicit() || Destructor->isDefaulted() ||
                Destructor->isDefined();
    if (!Uses.Adds || Uses.Joins || Uses.Other || !Seen || mayEndUnseen(U, Record))
      continue;
    ScopeProblem Found;
    Found.Scope = Member;
    Found.Adds = Uses.Adds;
    Result.push_back(Found);
  }
  return Result;
}

} // namespace asynctidy
