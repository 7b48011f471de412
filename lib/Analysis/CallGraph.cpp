//===- CallGraph.cpp - calls of visible bodies, with summaries ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclCXX.h"
#include <deque>

using namespace clang;

namespace asynctidy {

const FunctionDecl *CallGraph::entered(const FunctionDecl *Callee) const {
  const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
  if (!Definition || !Definition->doesThisDeclarationHaveABody() || Definition->isDefaulted())
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
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor())
    return nullptr;
  return Record->getDefinition()->getDestructor();
}

void CallGraph::addDestructors(const FunctionDecl &Function, std::vector<CallSite> &Sites) {
  auto Add = [&Sites](const CXXDestructorDecl *Destructor, SourceLocation Loc, const Expr *E, bool Virtual) {
    if (Destructor)
      Sites.push_back({CallSite::Destructor, Destructor, E, Loc, Virtual});
  };
  for (const VarDecl *Var : U.body(Function).variables())
    if (Var->hasLocalStorage())
      Add(destructorOf(Var->getType()), Var->getLocation(), nullptr, false);
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(&Function)) {
    const CXXRecordDecl *Record = Destructor->getParent();
    for (const FieldDecl *Field : Record->fields())
      Add(destructorOf(Field->getType()), Field->getLocation(), nullptr, false);
    for (const CXXBaseSpecifier &Base : Record->bases())
      Add(destructorOf(Base.getType()), Base.getBeginLoc(), nullptr, false);
  }
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
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      if (const CXXMethodDecl *Method = Member->getMethodDecl(); Method && Method->isVirtual()) {
        const Expr *Object = Member->getImplicitObjectArgument();
        const CXXMethodDecl *Actual = Method->getDevirtualizedMethod(Object, /*IsAppleKext=*/false);
        if (Actual)
          Site.Callee = Actual;
        else
          Site.Virtual = true;
      }
    Result->push_back(Site);
    for (const CallableArgument &Callable : callablesOf(U, Body, *Call))
      if (Callable.Fact->When == CallableFact::Now && Callable.Body)
        Result->push_back({CallSite::Callable, Callable.Body, Call, Callable.Argument->getExprLoc(), false});
  }
  addDestructors(Function, *Result);
  // The map may have grown meanwhile.
  return *(Sites[&Function] = std::move(Result));
}

const Reach &CallGraph::Query::ask(const FunctionDecl &Function) {
  if (auto It = Answers.find(&Function); It != Answers.end())
    return It->second;
  // Breadth first: the first hit has the shortest chain. Functions that were asked before
  // are not entered again, as their answer is known.
  struct Step {
    const FunctionDecl *In;
    const FunctionDecl *From = nullptr;
    CallSite By;
  };
  std::deque<const FunctionDecl *> Queue{&Function};
  llvm::DenseMap<const FunctionDecl *, Step> Visited;
  Visited[&Function] = {&Function, nullptr, {}};
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
    for (const CallSite &Site : Graph.callsOf(*At)) {
      if (Hits(Site)) {
        Result.What = Reach::Yes;
        Result.Path = PathTo(At);
        Result.Path.push_back(Site);
        return Answers[&Function] = std::move(Result);
      }
      if (Site.Virtual || !Site.Callee) {
        Result.What = Reach::Unknown;
        continue;
      }
      const FunctionDecl *Next = Graph.entered(Site.Callee);
      if (!Next) {
        if (!Site.Callee->isDefined() && !Graph.U.functionModel(*Site.Callee) &&
            !Graph.U.models().isModelled(*Site.Callee))
          Result.What = Reach::Unknown;
        continue;
      }
      if (auto Known = Answers.find(Next); Known != Answers.end()) {
        if (Known->second.What == Reach::Yes) {
          Result.What = Reach::Yes;
          Result.Path = PathTo(At);
          Result.Path.push_back(Site);
          llvm::append_range(Result.Path, Known->second.Path);
          return Answers[&Function] = std::move(Result);
        }
        if (Known->second.What == Reach::Unknown)
          Result.What = Reach::Unknown;
        continue;
      }
      if (Visited.try_emplace(Next, Step{Next, At, Site}).second)
        Queue.push_back(Next);
    }
  }
  // Nobody that was visited reaches a hit, so none needs to be visited again.
  if (Result.What == Reach::No)
    for (const auto &Entry : Visited)
      Answers[Entry.first] = Result;
  return Answers[&Function] = std::move(Result);
}

} // namespace asynctidy
