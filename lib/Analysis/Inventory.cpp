//===- Inventory.cpp - what is asynchronous in a function ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Inventory.h"
#include "async-tidy/Analysis/AsyncContext.h"
#include "async-tidy/Analysis/AsyncLocks.h"
#include "async-tidy/Analysis/Atomics.h"
#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/Detached.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"

using namespace clang;

namespace asynctidy {

/// What users call \p Type: without template arguments, references and inline namespaces.
static std::string nameOfType(QualType Type) {
  if (Type.isNull() || Type->isDependentType())
    return "";
  Type = Type.getNonReferenceType();
  if (const CXXRecordDecl *Record = compat::recordOf(Type))
    return Record->isLambda() ? "lambda" : Record->getQualifiedNameAsString();
  return Type.getUnqualifiedType().getAsString();
}

static std::string nameOfCallee(const Expr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return "";
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (!Method)
    return Callee->getQualifiedNameAsString();
  // The method's own qualified name has the class's template arguments.
  std::string Class = Method->getParent()->getQualifiedNameAsString();
  return isa<CXXConstructorDecl>(Method) ? Class : Class + "::" + Method->getNameAsString();
}

static bool isThread(const Unit &U, QualType Type) {
  TypeMatch M = Type.isNull() ? TypeMatch() : U.typeModel(Type.getNonReferenceType());
  return M && M->Thread;
}

/// The first type among the template arguments of \p Type; null without.
static QualType firstArgument(QualType Type) {
  const auto *Record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type.isNull() ? nullptr : compat::recordOf(Type.getNonReferenceType()));
  if (!Record || Record->getTemplateArgs().size() == 0 ||
      Record->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return Record->getTemplateArgs()[0].getAsType();
}

/// The type of the thread that \p Call starts: it makes one that has work, in place, in a container
/// or for an owner. Null if it doesn't.
static QualType threadStarted(const Unit &U, const Expr &Call) {
  SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  if (Arguments.empty() || isThread(U, Arguments[0]->getType()))
    return {};
  QualType Made;
  if (isa<CXXConstructExpr>(Call))
    Made = Call.getType();
  else if (const Expr *Object = objectOf(Call);
           Object && nameOf(calleeOf(Call)).substr(0, 7) == "emplace")
    Made = firstArgument(Object->IgnoreParenImpCasts()->getType());
  else if (TypeMatch M = U.typeModel(Call.getType());
           M && M->Owner && nameOf(calleeOf(Call)).substr(0, 5) == "make_")
    Made = firstArgument(Call.getType());
  return isThread(U, Made) ? Made : QualType();
}

namespace {

/// One function's.
class Collector {
public:
  using AddT =
      llvm::function_ref<void(llvm::StringRef Kind, llvm::StringRef Detail, SourceLocation Where)>;
  Collector(Unit &U, const FunctionDecl &F, AddT Add) : U(U), F(F), Body(U.body(F)), Add(Add) {}

  void declaration();
  void suspensions();
  void locks();
  void call(const Expr &Call);
  void waits();

private:
  void starts(const Expr &Call);

  Unit &U;
  const FunctionDecl &F;
  const FunctionBody &Body;
  AddT Add;
};

void Collector::declaration() {
  if (Body.isCoroutine())
    Add(inventory_kind::Coroutine, nameOfType(F.getReturnType()), F.getLocation());
  if (U.isTestBody(F))
    Add(inventory_kind::Test, "", F.getLocation());
  for (const ParmVarDecl *Parameter : F.parameters()) {
    TypeMatch M = U.typeModel(Parameter->getType().getNonReferenceType());
    if (M && (M->Cancels == Cancellation::Token || M->Cancels == Cancellation::Source))
      Add(inventory_kind::Cancellation, nameOfType(Parameter->getType()), Parameter->getLocation());
  }
  for (const AsyncContext &Context : asyncContextsOf(U, F))
    if (Context.Kind == AsyncContext::Handler)
      Add(inventory_kind::Callback, nameOfCallee(*Context.GivenTo), Context.GivenTo->getExprLoc());
}

void Collector::suspensions() {
  for (const Expr *Point : Body.suspensions()) {
    if (isa<CoyieldExpr>(Point)) {
      Add(inventory_kind::Yield, "", Point->getExprLoc());
      continue;
    }
    const Expr *Operand = awaitOperand(Point);
    Add(inventory_kind::Await, Operand ? nameOfType(Operand->getType()) : "", Point->getExprLoc());
  }
}

void Collector::locks() {
  for (const VarDecl *Var : Body.variables())
    if (!Var->getType()->isReferenceType() && holdsBlockingLock(U, Var->getType()))
      Add(inventory_kind::Lock, nameOfType(Var->getType()), Var->getLocation());
  for (const AsyncLock &Lock : asyncLocksOf(U, Body))
    Add(inventory_kind::AsyncLock, nameOfType(Lock.Mutex->getType()), Lock.Point->getExprLoc());
}

/// Work that \p Call lets run beside the function.
void Collector::starts(const Expr &Call) {
  if (QualType Thread = threadStarted(U, Call); !Thread.isNull()) {
    Add(inventory_kind::Thread, nameOfType(Thread), Call.getExprLoc());
    return;
  }
  if (letsThreadGo(U, Call)) {
    Add(inventory_kind::Detached, nameOfCallee(Call), Call.getExprLoc());
    return;
  }
  FunctionMatch M = U.calleeModel(Call);
  bool Spawns = M && (M->Launch || llvm::any_of(M->Tasks, [](const TaskFact &Fact) {
                        return Fact.Does == TaskFact::Spawns;
                      }));
  // What is made to be dropped runs by itself.
  std::optional<TaskType> Task =
      isa<CXXConstructExpr>(Call) ? std::nullopt : taskType(U, Call.getType());
  bool Alone = calleeOf(Call) && Task && Task->FireAndForget;
  for (const Expr *Argument : argumentsOf(Call)) {
    TypeMatch T = U.typeModel(Argument->getType().getNonReferenceType());
    Alone |= Spawns && T && T->Errors == TokenErrors::Dropped;
  }
  // A thread pool's, and an event loop's that its user calls a pool.
  bool Offloads = llvm::any_of(callablesOf(U, Body, Call), [&](const CallableArgument &Callable) {
    return Callable.Fact->When == CallableFact::Offloaded ||
           (Callable.Fact->When == CallableFact::Later && givenToPool(U, Call));
  });
  if (Spawns || Alone || Offloads)
    Add(inventory_kind::Spawn, nameOfCallee(Call), Call.getExprLoc());
  if (Alone)
    Add(inventory_kind::Detached, nameOfCallee(Call), Call.getExprLoc());
}

void Collector::call(const Expr &Call) {
  starts(Call);
  const Expr *Object = objectOf(Call);
  if (Object && atomicModel(U, Object))
    Add(inventory_kind::Atomic, nameOfType(Object->IgnoreParenImpCasts()->getType()),
        Call.getExprLoc());
  if (isa<CXXConstructExpr>(Call))
    return;
  for (const LockCall &Lock : lockCallsOf(U, Call))
    // std::lock(guard, guard): the guards count.
    if (Lock.Does != LockFact::Releases && !holdsBlockingLock(U, Lock.Mutex->getType())) {
      Add(inventory_kind::Lock, nameOfCallee(Call), Call.getExprLoc());
      break;
    }
}

void Collector::waits() {
  for (const CallSite &Site : U.callGraph().callsOf(F)) {
    if (!Site.Expr || (Site.Kind != CallSite::Call && Site.Kind != CallSite::Constructor))
      continue;
    const BlockingFact *Fact = blockingFactAt(U, Site);
    FunctionMatch M = U.calleeModel(*Site.Expr);
    bool Waits = (Fact && Fact->Kind == BlockingFact::Wait) ||
                 (M && !M->Blocks && llvm::any_of(M->Tasks, [](const TaskFact &Task) {
                    return Task.Does == TaskFact::Waits;
                  }));
    if (Fact && Fact->Kind == BlockingFact::Sleep)
      Add(inventory_kind::Sleep, nameOfCallee(*Site.Expr), Site.Location);
    else if (Waits)
      Add(inventory_kind::BlockingWait, nameOfCallee(*Site.Expr), Site.Location);
  }
}

} // namespace

void inventory(
    Unit &U, const FunctionDecl &F,
    llvm::function_ref<void(llvm::StringRef Kind, llvm::StringRef Detail, SourceLocation Where)>
        Add) {
  Collector C(U, F, Add);
  C.declaration();
  C.suspensions();
  C.locks();
  for (const Expr *Call : U.body(F).calls())
    C.call(*Call);
  C.waits();
}

} // namespace asynctidy
