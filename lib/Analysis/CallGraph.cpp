//===- CallGraph.cpp - calls of visible bodies, with summaries ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SetVector.h"
#include <deque>

using namespace clang;

namespace asynctidy {

const FunctionDecl *CallGraph::entered(const FunctionDecl *Callee) const {
  const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
  // Implicit constructors and destructors have bodies too, if they are used and not trivial.
  if (!Definition || !Definition->doesThisDeclarationHaveABody())
    return nullptr;
  if (isCoroutine(*Definition) || U.functionModel(*Definition))
    return nullptr;
  if (inSystemHeader(Definition->getLocation(), U.context()) || U.models().isModelled(*Definition))
    return nullptr;
  return Definition;
}

/// The destructor that runs for an object of \p Type; null for trivial ones.
static const CXXDestructorDecl *destructorOf(QualType Type) {
  if (Type.isNull() || Type->isReferenceType())
    return nullptr;
  const CXXRecordDecl *Record = compat::recordOf(QualType(Type->getBaseElementTypeUnsafe(), 0));
  if (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor())
    return nullptr;
  return Record->getDefinition()->getDestructor();
}

void CallGraph::addDestructors(const FunctionDecl &Function, std::vector<CallSite> &Sites) {
  auto Add = [&](const CXXDestructorDecl *Destructor, SourceLocation Loc, const Expr *E = nullptr,
                 bool Virtual = false) {
    if (Destructor)
      Sites.push_back({CallSite::Destructor, Destructor, E, Loc, &Function, Virtual});
  };
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    // An object without a name, unless it becomes a variable or the result.
    const auto *Bind = dyn_cast_or_null<CXXBindTemporaryExpr>(Body.parent(Call));
    if (!Bind)
      continue;
    const Stmt *Child = Bind;
    const Stmt *Up = Body.significantParent(Bind, &Child);
    if (!Body.initializedBy(Child) && !isa_and_nonnull<ReturnStmt>(Up))
      Add(Bind->getTemporary()->getDestructor(), Call->getExprLoc());
  }
  for (const CXXDeleteExpr *Delete : Body.deletes())
    if (!Delete->getDestroyedType().isNull())
      if (const CXXDestructorDecl *Destructor = destructorOf(Delete->getDestroyedType()))
        Add(Destructor, Delete->getExprLoc(), Delete,
            Destructor->isVirtual() && !Destructor->getParent()->isEffectivelyFinal());
  for (const VarDecl *Var : Body.variables())
    if (Var->hasLocalStorage())
      Add(destructorOf(Var->getType()), Var->getLocation());
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(&Function)) {
    const CXXRecordDecl *Record = Destructor->getParent();
    for (const FieldDecl *Field : Record->fields())
      Add(destructorOf(Field->getType()), Field->getLocation());
    for (const CXXBaseSpecifier &Base : Record->bases())
      Add(destructorOf(Base.getType()), Base.getBeginLoc());
  }
}

/// Takes out of \p Sites the calls after which \p Function ends the program: who blocks or locks
/// there keeps nobody waiting.
static void dropLast(Unit &U, const FunctionDecl &Function, std::vector<CallSite> &Sites) {
  if (llvm::none_of(Sites,
                    [](const CallSite &Site) { return Site.Callee && endsProgram(*Site.Callee); }))
    return;
  const CFG *Graph = U.cfg(Function);
  if (!Graph)
    return;
  llvm::DenseSet<const Stmt *> Last = beforeTheEnd(*Graph);
  llvm::erase_if(Sites, [&](const CallSite &Site) {
    return Site.Expr && Last.count(Site.Expr) && !(Site.Callee && endsProgram(*Site.Callee));
  });
}

const std::vector<CallSite> &CallGraph::callsOf(const FunctionDecl &Function) {
  auto &Slot = Sites[&Function];
  if (Slot)
    return *Slot;
  auto Result = std::make_unique<std::vector<CallSite>>();
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    const FunctionDecl *Callee = calleeOf(*Call);
    CallSite Site;
    Site.Kind = isa<CXXConstructExpr>(Call) ? CallSite::Constructor : CallSite::Call;
    Site.Callee = Callee;
    Site.Expr = Call;
    Site.Location = Call->getExprLoc();
    Site.Caller = &Function;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      if (const CXXMethodDecl *Method = Member->getMethodDecl(); Method && Method->isVirtual()) {
        const Expr *Object = Member->getImplicitObjectArgument();
        const auto *Named = dyn_cast<MemberExpr>(Member->getCallee()->IgnoreParens());
        if (const CXXMethodDecl *Actual =
                Method->getDevirtualizedMethod(Object, /*IsAppleKext=*/false))
          Site.Callee = Actual;
        else
          Site.Virtual = !Named || !Named->hasQualifier(); // Not for Base::method().
      }
    // A callable that the caller of a template brought: what it does is the caller's choice.
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
        Operator && Operator->getOperator() == OO_Call && isInstantiation(Function)) {
      const VarDecl *Var = variableNamedBy(Operator->getArg(0));
      const auto *Kept = dyn_cast_or_null<MemberExpr>(stripToObject(Operator->getArg(0)));
      const CXXRecordDecl *Closure = Kept ? compat::recordOf(Kept->getType()) : nullptr;
      Site.Virtual = (Var && isa<ParmVarDecl>(Var)) || (Closure && Closure->isLambda());
    }
    Result->push_back(Site);
    for (const CallableArgument &Callable : callablesOf(U, Body, *Call))
      if (Callable.Fact->When == CallableFact::Now && Callable.Body)
        Result->push_back({CallSite::Callable, Callable.Body, Call, Callable.Argument->getExprLoc(),
                           &Function, false});
  }
  addDestructors(Function, *Result);
  dropLast(U, Function, *Result);
  // The map may have grown meanwhile.
  return *(Sites[&Function] = std::move(Result));
}

const Reach &CallGraph::Query::ask(const FunctionDecl &Function) {
  if (auto It = Answers.find(&Function); It != Answers.end())
    return It->second;
  // Breadth first: the first hit has the shortest chain. Functions that were asked before and
  // reach no hit are not entered again; those that do are, as another way may be shorter.
  struct Step {
    const FunctionDecl *In;
    const FunctionDecl *From = nullptr;
    CallSite By;
    unsigned Conditions = 0; ///< On the way to it.
  };
  std::deque<const FunctionDecl *> Queue{&Function};
  llvm::DenseMap<const FunctionDecl *, Step> Visited;
  Visited[&Function] = {&Function, nullptr, {}, 0};
  auto PathTo = [&Visited](const FunctionDecl *At) {
    std::vector<CallSite> Path;
    while (Visited[At].From) {
      Path.insert(Path.begin(), Visited[At].By);
      At = Visited[At].From;
    }
    return Path;
  };
  Reach Result;
  while (!Queue.empty()) {
    const FunctionDecl *At = Queue.front();
    Queue.pop_front();
    // Taken now: the map may grow, and the way to this function get shorter in conditions.
    const unsigned Before = Visited[At].Conditions;
    auto ConditionsAt = [&](const CallSite &Site) {
      bool Counts = MostConditions != ~0U && Site.Expr &&
                    isConditional(Graph.U.body(*Site.Caller), *Site.Expr);
      return Before + (Counts ? 1 : 0);
    };
    for (const CallSite &Site : Graph.callsOf(*At)) {
      if (Hits(Site)) {
        if (ConditionsAt(Site) > MostConditions) {
          Result.What = Reach::Unknown;
          continue;
        }
        Result.What = Reach::Yes;
        Result.Path = PathTo(At);
        Result.Path.push_back(Site);
        return Answers[&Function] = std::move(Result);
      }
      if (Site.Virtual || !Site.Callee) {
        Result.What = Reach::Unknown;
        continue;
      }
      if (Passes && Passes(Site))
        continue;
      const FunctionDecl *Next = Graph.entered(Site.Callee);
      if (!Next) {
        if (!Site.Callee->isDefined() && !Site.Callee->getBuiltinID() &&
            !Graph.U.functionModel(*Site.Callee) && !Graph.U.models().isModelled(*Site.Callee))
          Result.What = Reach::Unknown;
        continue;
      }
      if (auto Known = Answers.find(Next);
          Known != Answers.end() && Known->second.What != Reach::Yes) {
        if (Known->second.What == Reach::Unknown)
          Result.What = Reach::Unknown;
        continue;
      }
      unsigned Conditions = ConditionsAt(Site);
      if (Conditions > MostConditions) {
        Result.What = Reach::Unknown;
        continue;
      }
      auto [Seen, New] = Visited.try_emplace(Next, Step{Next, At, Site, Conditions});
      if (!New && Seen->second.Conditions <= Conditions)
        continue;
      Seen->second = {Next, At, Site, Conditions};
      Queue.push_back(Next);
    }
  }
  // Nobody that was visited reaches a hit, so none needs to be visited again.
  if (Result.What == Reach::No)
    for (const auto &Entry : Visited)
      Answers[Entry.first] = Result;
  return Answers[&Function] = std::move(Result);
}

/// True if an object of class \p Record destroys the objects of its template arguments' types.
static bool ownsArguments(const Unit &U, const CXXRecordDecl &Record) {
  return (Record.isInStdNamespace() || inSystemHeader(Record.getLocation(), U.context())) &&
         !U.models().sounds(&Record, Sense::OwnsNothing);
}

/// Adds the destructors of what an object of \p Type owns by its template arguments.
static void addOwned(const Unit &U, QualType Type,
                     llvm::SmallSetVector<const CXXDestructorDecl *, 2> &To, unsigned Depth = 0) {
  const auto *Owner = dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(Type));
  if (!Owner || Depth > 3 || !ownsArguments(U, *Owner))
    return;
  const TemplateArgumentList &Arguments = Owner->getTemplateArgs();
  // A deleter of the user's own does what it wants.
  if (Owner->getName() == "unique_ptr" && Arguments.size() > 1 &&
      Arguments[1].getKind() == TemplateArgument::Type) {
    const CXXRecordDecl *Deleter = compat::recordOf(Arguments[1].getAsType());
    if (!Deleter || Deleter->getName() != "default_delete")
      return;
  }
  for (const TemplateArgument &Argument : Arguments.asArray()) {
    if (Argument.getKind() != TemplateArgument::Type)
      continue;
    const CXXRecordDecl *Record = compat::recordOf(Argument.getAsType());
    if (!Record)
      continue;
    if (Record->isInStdNamespace() || inSystemHeader(Record->getLocation(), U.context()))
      addOwned(U, Argument.getAsType(), To, Depth + 1);
    else if (const CXXDestructorDecl *Destructor = destructorOf(Argument.getAsType()))
      To.insert(Destructor);
  }
}

std::vector<CallSite> destructionsBy(const Unit &U, const Expr &Call, const FunctionDecl &Caller) {
  // The standard containers' and owners' own names, and so everybody's.
  static constexpr llvm::StringRef Removing[] = {"clear",     "erase",    "pop",
                                                 "pop_front", "pop_back", "reset"};
  const FunctionDecl *Callee = calleeOf(Call);
  const Expr *Object = objectOf(Call);
  if (!Callee || !Object)
    return {};
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  bool Emptied = Operator && Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2 &&
                 isa<CXXNullPtrLiteralExpr>(Operator->getArg(1)->IgnoreParenImpCasts());
  if (!Emptied && !(Callee->getIdentifier() && llvm::is_contained(Removing, Callee->getName())))
    return {};
  llvm::SmallSetVector<const CXXDestructorDecl *, 2> Destructors;
  QualType Type = Object->getType().getNonReferenceType();
  addOwned(U, Type->isPointerType() ? Type->getPointeeType() : Type, Destructors);
  std::vector<CallSite> Result;
  for (const CXXDestructorDecl *Destructor : Destructors)
    Result.push_back({CallSite::Destructor, Destructor, &Call, Call.getExprLoc(), &Caller, false});
  return Result;
}

std::string nameOfCallee(const CallSite &Site) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Site.Callee)) {
    // As written: ifstream, not basic_ifstream.
    const auto *Typedef = Site.Expr ? Site.Expr->getType()->getAs<TypedefType>() : nullptr;
    return "'" +
           (Typedef ? Typedef->getDecl()->getName() : Constructor->getParent()->getName()).str() +
           "'";
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Site.Callee);
      Method && Method->getParent()->isLambda())
    return "a lambda";
  // An object that is called like a function.
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Site.Expr);
      Operator && Operator->getOperator() == OO_Call)
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Operator->getArg(0)->IgnoreParenImpCasts()))
      return "'" + Ref->getDecl()->getNameAsString() + "'";
  return "'" + Site.Callee->getNameAsString() + "'";
}

void forEachLambdaRunBy(Unit &U, const FunctionDecl &Callee, const Expr &Call,
                        llvm::function_ref<void(const FunctionDecl &)> Visit) {
  if (!isa<CallExpr>(Call) || isa<CXXOperatorCallExpr>(Call))
    return;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  for (unsigned I = 0; I < Arguments.size() && I < Callee.getNumParams(); ++I) {
    const Expr *Plain = stripToObject(Arguments[I]);
    while (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Plain)) {
      if (Construct->getNumArgs() == 0)
        break;
      Plain = stripToObject(Construct->getArg(0));
    }
    const auto *Lambda = dyn_cast_or_null<LambdaExpr>(Plain);
    if (!Lambda)
      continue;
    const ParmVarDecl *Given = Callee.getParamDecl(I);
    for (const Expr *Inner : U.body(Callee).calls()) {
      const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Inner);
      const Expr *Called =
          Operator && Operator->getOperator() == OO_Call ? Operator->getArg(0) : nullptr;
      if (Called && variableNamedBy(Called) == Given) {
        Visit(*Lambda->getCallOperator());
        break;
      }
    }
  }
}

} // namespace asynctidy
