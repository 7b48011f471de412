//===- AsyncContext.cpp - what an event loop or a coroutine runs ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/AsyncContext.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

/// True if \p E is an event loop that its class owns along with a thread: a worker of its own,
/// on which nothing else waits.
static bool isPrivateWorker(const Unit &U, const Expr *E) {
  const auto *Member = dyn_cast_or_null<MemberExpr>(stripToObject(E));
  const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field)
    return false;
  QualType LoopType = Field->getType();
  if (LoopType->isPointerType())
    LoopType = LoopType->getPointeeType();
  TypeMatch Loop = U.typeModel(LoopType);
  if (!Loop || !Loop->EventLoop)
    return false;
  auto HasThread = [&U](QualType Type) {
    TypeMatch M = U.typeModel(Type);
    if (M && M->Owner)
      if (const auto *Owner =
              dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(Type)))
        if (Owner->getTemplateArgs().size() > 0 &&
            Owner->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
          M = U.typeModel(Owner->getTemplateArgs()[0].getAsType());
    return M && M->Thread;
  };
  auto OwnsThread = [&](const RecordDecl *Record) {
    return Record && llvm::any_of(Record->fields(),
                                  [&](const FieldDecl *F) { return HasThread(F->getType()); });
  };
  if (OwnsThread(Field->getParent()))
    return true;
  // The loop may be a base's, and the thread the class's own.
  QualType Class = Member->getBase()->IgnoreParenBaseCasts()->getType();
  return OwnsThread(compat::recordOf(Class->isPointerType() ? Class->getPointeeType() : Class));
}

/// True if \p E is something whose work may block, or is made by it for itself: a thread pool.
static bool isPool(const Unit &U, const Expr *E) {
  const Expr *Object = stripToObject(E);
  // pool.get_executor() works for the pool that it came from.
  if (const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(Object))
    if (TypeMatch M =
            U.typeModel(Member->getImplicitObjectArgument()->getType().getNonReferenceType());
        M && M->MayBlock)
      return true;
  TypeMatch M = U.typeModel(E->getType().getNonReferenceType());
  return M && M->MayBlock;
}

bool givenToPool(const Unit &U, const Expr &Call) {
  const Expr *Object = objectOf(Call);
  return (Object && isPool(U, Object)) ||
         llvm::any_of(argumentsOf(Call), [&](const Expr *Argument) { return isPool(U, Argument); });
}

/// True if \p Call hands its work to something that may block: asio::post(thread_pool, ...).
static bool onPool(const Unit &U, const Expr &Call) {
  if (givenToPool(U, Call))
    return true;
  for (const Expr *Argument : argumentsOf(Call)) {
    if (isPrivateWorker(U, Argument))
      return true;
    // bind_executor(pool.get_executor(), handler) says itself where the handler runs.
    const Expr *Binder = stripToObject(Argument);
    if (Binder && isa<CallExpr>(Binder))
      if (FunctionMatch M = U.calleeModel(*Binder))
        for (const CallableFact &Fact : M->Callables)
          if (Fact.When == CallableFact::Returned && onPool(U, *Binder))
            return true;
  }
  const Expr *Object = objectOf(Call);
  return Object && isPrivateWorker(U, Object);
}

llvm::SmallVector<AsyncContext, 2> asyncContextsOf(Unit &U, const FunctionDecl &Function) {
  llvm::SmallVector<AsyncContext, 2> Contexts;
  if (U.isTestCode(Function))
    return Contexts;
  const FunctionBody &Body = U.body(Function);
  FunctionMatch Own = U.functionModel(Function);
  if (isAnnotated(Function, "async-context") || (Own && Own->AsyncContext)) {
    Contexts.push_back({AsyncContext::Marked, &Function, nullptr});
  } else if (Body.isCoroutine()) {
    std::optional<TaskType> Task = taskType(U, Function.getReturnType());
    const CallExpr *GivenTo = callGiven(U, Function);
    bool Offloaded = GivenTo && U.calleeModel(*GivenTo) && onPool(U, *GivenTo);
    if (!Offloaded && (!Task || !Task->SyncGenerator))
      Contexts.push_back({AsyncContext::Coroutine, &Function, nullptr});
  }
  for (const Expr *Call : Body.calls())
    for (const CallableArgument &Callable : callablesOf(U, Body, *Call)) {
      if (Callable.Fact->When != CallableFact::Later || !Callable.Fact->EventLoop ||
          onPool(U, *Call) || llvm::any_of(Callable.Fact->UnlessFileMentions, [&](StringRef Word) {
            return fileMentions(Call->getBeginLoc(), Word, U.context());
          }))
        continue;
      if (!Callable.Body->hasBody() || isCoroutine(*Callable.Body))
        continue; // A coroutine is a context of its own.
      Contexts.push_back({AsyncContext::Handler, Callable.Body->getDefinition(), Call});
    }
  return Contexts;
}

/// True if \p Var, which a closure captures, keeps an object for later: a weak_ptr, or the
/// shared_ptr that shared_from_this() gave.
static bool holdsForLater(const VarDecl &Var) {
  const CXXRecordDecl *Record = compat::recordOf(Var.getType().getNonReferenceType());
  if (!Record || !Record->hasDefinition())
    return false;
  if (hasMethod(*Record, "lock") && hasMethod(*Record, "expired"))
    return true;
  return isSharedThis(Var);
}

/// \p Function, or the template that it comes from.
static const FunctionDecl *asWritten(const FunctionDecl &Function) {
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  return (Pattern ? Pattern : &Function)->getCanonicalDecl();
}

/// True if \p Work, which \p Call of \p Function hands to a pool, hands more to the same one and
/// gets a task for it: itself, or as it calls \p Function again.
static bool needsItsPool(Unit &U, const FunctionDecl &Function, const Expr &Call,
                         const FunctionDecl &Work) {
  const FunctionDecl *Callee = calleeOf(Call);
  const ValueDecl *Pool = objectNamed(Call);
  if (!Pool || !taskType(U, Call.getType()))
    return false;
  return llvm::any_of(U.body(Work).calls(), [&](const Expr *Inner) {
    const FunctionDecl *Called = isa<CallExpr>(Inner) ? calleeOf(*Inner) : nullptr;
    return Called && (asWritten(*Called) == asWritten(Function) ||
                      (asWritten(*Called) == asWritten(*Callee) && objectNamed(*Inner) == Pool));
  });
}

/// True if \p Call adds a continuation to a task, which could give a task itself instead of waiting
/// for it: `f.thenValue(...)`.
static bool continuesTask(const Unit &U, const Expr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  return M &&
         llvm::any_of(M->Callables,
                      [](const CallableFact &F) {
                        return F.When == CallableFact::Later && !F.KeepsClosure && !F.EventLoop;
                      }) &&
         llvm::any_of(M->Tasks, [](const TaskFact &F) {
           return F.Argument.Kind == ArgumentRef::Object && F.Does == TaskFact::Combines;
         });
}

llvm::SmallVector<AsyncContext, 2> callbacksOf(Unit &U, const FunctionDecl &Function) {
  llvm::SmallVector<AsyncContext, 2> Contexts;
  const FunctionBody &Body = U.body(Function);
  if (Body.lambdas().empty() || U.isTestCode(Function))
    return Contexts;
  for (const Expr *Call : Body.calls()) {
    const FunctionDecl *Callee = isa<CallExpr>(Call) ? calleeOf(*Call) : nullptr;
    if (!Callee)
      continue;
    const bool Known = U.calleeModel(*Call) || inSystemHeader(Callee->getLocation(), U.context());
    const bool Continues = continuesTask(U, *Call);
    for (const Expr *Argument : argumentsOf(*Call)) {
      const Expr *Value = stripToObject(Argument);
      // It becomes a std::function, or the like.
      while (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Value))
        Value = Construct->getNumArgs() == 1 ? stripToObject(Construct->getArg(0)) : nullptr;
      const auto *Lambda = dyn_cast_or_null<LambdaExpr>(Value);
      if (!Lambda || isCoroutine(*Lambda->getCallOperator()))
        continue;
      const bool Keeps = llvm::any_of(Lambda->captures(), [](const LambdaCapture &Capture) {
        return Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy &&
               isa<VarDecl>(Capture.getCapturedVar()) &&
               holdsForLater(*cast<VarDecl>(Capture.getCapturedVar()));
      });
      if (!Continues && (Known || !Keeps) &&
          !needsItsPool(U, Function, *Call, *Lambda->getCallOperator()))
        continue;
      Contexts.push_back({AsyncContext::Callback, Lambda->getCallOperator(), Call});
    }
  }
  return Contexts;
}

std::string describe(const AsyncContext &Context) {
  static constexpr const char *Words[] = {"coroutine", "handler", "async function", "callback"};
  const char *Word = Words[Context.Kind];
  const auto *Method = dyn_cast<CXXMethodDecl>(Context.Body);
  if (Method && Method->getParent()->isLambda())
    return std::string("this ") + Word;
  return std::string(Word) + " " + describe(*Context.Body);
}

} // namespace asynctidy
