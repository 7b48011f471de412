//===- Threads.cpp - threads, what they run, who wakes whom ---------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Analysis/AsyncContext.h"
#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/LockSummary.h"
#include "async-tidy/Analysis/MemberThreads.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace asynctidy {

llvm::SmallVector<const CXXMethodDecl *, 8> visibleMethods(const CXXRecordDecl &Record) {
  llvm::SmallVector<const CXXMethodDecl *, 8> Result;
  if (const CXXRecordDecl *Definition = Record.getDefinition())
    for (const CXXMethodDecl *Method : Definition->methods())
      if (const FunctionDecl *Body = Method->getDefinition();
          Body && !Body->isImplicit() && Body->doesThisDeclarationHaveABody())
        Result.push_back(cast<CXXMethodDecl>(Body));
  return Result;
}

bool isThreadJoin(const Unit &U, const Expr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(Call));
  if (!M || !M->Blocks || M->Blocks->Kind != BlockingFact::Wait || !Method)
    return false;
  TypeMatch T = U.models().type(*Method->getParent());
  return T && T->Thread;
}

/// Adds what the threads run that \p Body starts and keeps in \p Kept.
static void addThreadBodies(Unit &U, const FunctionBody &Body, const ValueDecl &Kept,
                            llvm::SmallVectorImpl<const FunctionDecl *> &To) {
  for (const Expr *Call : Body.calls()) {
    // Made here, or by the member function of the container that keeps it.
    const VarDecl *Var = nullptr;
    for (const Stmt *Up = Call; Up && !Var && isa<Expr>(Up); Up = Body.parent(Up))
      Var = Body.initializedBy(Up);
    const Stmt *Statement = Body.statementOf(Call);
    if (Var != &Kept && !(Statement && mentions(*Statement, Kept)))
      continue;
    for (const CallableArgument &Callable : callablesOf(U, Body, *Call))
      if (Callable.Body && Callable.Fact->When == CallableFact::Offloaded &&
          !llvm::is_contained(To, Callable.Body))
        To.push_back(Callable.Body);
  }
}

llvm::SmallVector<const FunctionDecl *, 2> threadBodies(Unit &U, const FunctionDecl &In,
                                                        const Expr &Thread) {
  llvm::SmallVector<const FunctionDecl *, 2> Result;
  std::optional<AccessPath> Path = AccessPath::of(&Thread);
  if (!Path || !Path->named())
    return Result;
  if (Path->isVariable()) {
    addThreadBodies(U, U.body(In), *Path->named(), Result);
    return Result;
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(&In);
  if (!Method || !Path->startsAtThis())
    return Result;
  if (Path->steps().size() != 1) {
    // A member of a member: where it is assigned.
    for (const CXXMethodDecl *Each : visibleMethods(*Method->getParent()))
      addThreadBodies(U, U.body(*Each), *Path->named(), Result);
    return Result;
  }
  for (const MemberStart &Start : memberStarts(U, *Method->getParent()))
    if (Start.Member->getCanonicalDecl() == Path->named() && Start.Start.Body &&
        !llvm::is_contained(Result, Start.Start.Body))
      Result.push_back(Start.Start.Body);
  return Result;
}

bool waitsForWork(const Unit &U, const Expr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  if (M && M->Blocks && M->Blocks->Kind == BlockingFact::Wait)
    return true;
  const FunctionDecl *Callee = calleeOf(Call);
  return U.models().sounds(Callee, Sense::WaitsForWork) ||
         U.models().sounds(Callee, Sense::Synchronous);
}

//===----------------------------------------------------------------------===//
// ThreadWork
//===----------------------------------------------------------------------===//

/// True if what \p Callee is given runs on a thread, as far as names tell: `thread.start(main,
/// this)`.
static bool namesThread(const Unit &U, const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  return U.models().sounds(&Callee, Sense::RunsThread) ||
         (Method && U.models().sounds(Method->getParent(), Sense::RunsThread));
}

/// The function with a body that \p E is the address of, as those of C that get what they work on
/// as a `void *`; null for others.
static const FunctionDecl *mainOfThread(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = Address->getSubExpr()->IgnoreParens();
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Function = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  return Function && !(Method && Method->isInstance()) && Function->getNumParams() == 1 &&
                 Function->getParamDecl(0)->getType()->isVoidPointerType()
             ? Function->getDefinition()
             : nullptr;
}

void ThreadWork::add(Unit &U, const Expr &Call, const FunctionDecl *In) {
  if (const FunctionDecl *Callee = calleeOf(Call);
      Callee && namesThread(U, *Callee) && argumentsOf(Call).size() > 1 && !U.calleeModel(Call))
    for (const Expr *Argument : argumentsOf(Call))
      if (const FunctionDecl *Main = mainOfThread(Argument))
        Starts.push_back({Main, In, &Call});
  for (const CallableArgument &Callable : callablesOf(U, Call))
    if (Callable.Body && (Callable.Fact->When == CallableFact::Offloaded ||
                          (Callable.Fact->When == CallableFact::Later && givenToPool(U, Call))))
      Starts.push_back({Callable.Body, In, &Call});
}

/// True if \p Function is what a class derived from a thread's runs on it.
static bool isThreadMain(const Unit &U, const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->getIdentifier() && Method->getName() == "run" &&
         llvm::any_of(Method->overridden_methods(), [&](const CXXMethodDecl *Base) {
           TypeMatch M = U.models().type(*Base->getParent());
           return M && M->Thread;
         });
}

ThreadWork::ThreadWork(Unit &U) {
  forEachFunction(
      U,
      [&](const FunctionDecl &Function) {
        if (Function.isDependentContext())
          return;
        if (isThreadMain(U, Function))
          Starts.push_back({&Function, nullptr, nullptr});
        for (const Expr *Call : U.body(Function).calls())
          add(U, *Call, &Function);
      },
      [&](const FieldDecl &Field) {
        if (!Field.getParent()->isDependentContext())
          forEachEvaluated(Field.getInClassInitializer(), [&](const Expr &E) {
            if (isa<CallExpr, CXXConstructExpr>(E))
              add(U, E, nullptr);
          });
      });
  follow(U);
}

void ThreadWork::follow(Unit &U) {
  struct Step {
    const FunctionDecl *Function;
    unsigned Start;
    bool Locked;
  };
  std::vector<Step> Work;
  for (unsigned I = 0; I < Starts.size(); ++I)
    Work.push_back({Starts[I].Body, I, false});
  while (!Work.empty()) {
    Step Next = Work.back();
    Work.pop_back();
    bool New = Reached.try_emplace(key(*Next.Function), Next.Start).second;
    if (!Next.Locked)
      New |= Unlocked.insert(key(*Next.Function)).second;
    if (!New)
      continue;
    const LockState &Locks = U.locks(*Next.Function);
    for (const CallSite &Site : U.callGraph().callsOf(*Next.Function))
      // An overridden one may be another's there, or this.
      if (const FunctionDecl *Callee = U.callGraph().entered(Site.Callee)) {
        bool Locked = Next.Locked || (Locks.any() && Site.Expr && !Locks.at(*Site.Expr).empty());
        Work.push_back({Callee, Next.Start, Locked});
      }
  }
}

const ThreadWork::Start *ThreadWork::startOf(const FunctionDecl &Function) const {
  auto It = Reached.find(key(Function));
  return It == Reached.end() ? nullptr : &Starts[It->second];
}

std::optional<Notifier> notifierThatLocks(Unit &U, const AccessPath &Variable,
                                          const AccessPath &Mutex) {
  if (!Variable.startsAtThis() || Variable.steps().size() != 1)
    return std::nullopt;
  const auto *Field = dyn_cast<FieldDecl>(Variable.named());
  const auto *Record = Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  if (!Record)
    return std::nullopt;
  for (const ConditionCall &Call : U.conditionCalls().of(*Field)) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Call.In);
    std::optional<AccessPath> Path = AccessPath::of(Call.On);
    if (Call.Does != ConditionFact::Notifies || !Method || Method->getParent() != Record || !Path ||
        !(*Path == Variable))
      continue;
    for (const LockTaken &Taken : U.lockSummaries().takenBy(*Method))
      if (Taken.Mutex == Mutex)
        return Notifier{Method, Taken.Where};
  }
  return std::nullopt;
}

} // namespace asynctidy
