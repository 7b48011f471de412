//===- Queues.cpp - queues between producers and consumers ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Queues.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/Callers.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"

using namespace clang;

namespace asynctidy {

static TypeMatch queueType(const Unit &U, QualType Type) {
  QualType Object = objectType(U, Type);
  TypeMatch M = Object.isNull() ? TypeMatch() : U.typeModel(Object);
  return M && M->Queue ? M : TypeMatch();
}

/// The queue that \p Call is made of; null if it is no method of one.
static const Expr *queueOf(const Unit &U, const Expr &Call) {
  const Expr *Object = stripToObject(objectOf(Call));
  return Object && queueType(U, Object->getType()) ? Object : nullptr;
}

TypeMatch queueFilledBy(const Unit &U, const Expr &Call) {
  const Expr *Object = queueOf(U, Call);
  TypeMatch M = Object ? queueType(U, Object->getType()) : TypeMatch();
  return M && llvm::is_contained(M->Queue->Pushes, nameOf(calleeOf(Call))) ? M : TypeMatch();
}

/// The variable or member that \p E names a queue by.
static const DeclaratorDecl *declarationOf(const Expr *E) {
  E = stripToObject(E);
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(E);
      Operator && Operator->getNumArgs() == 1)
    E = stripToObject(Operator->getArg(0));
  else if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(E))
    E = stripToObject(Unary->getSubExpr());
  const ValueDecl *Named = nullptr;
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
    Named = Ref->getDecl();
  else if (const auto *Member = dyn_cast_or_null<MemberExpr>(E))
    Named = Member->getMemberDecl();
  return Named ? dyn_cast<DeclaratorDecl>(Named->getCanonicalDecl()) : nullptr;
}

namespace {
/// What the unit does with one queue.
struct QueueUses {
  llvm::SmallVector<QueueCall, 4> Pushes, Pops;
  bool Measured = false; ///< Somebody asks how much is in it.
};
} // namespace

//===----------------------------------------------------------------------===//
// What keeps a queue from growing
//===----------------------------------------------------------------------===//

static bool soundsLikeBound(const Unit &U, const NamedDecl *Decl) {
  return U.models().sounds(Decl, Sense::Bounds);
}

/// True if whoever puts something in, in \p In, counts or waits.
static bool isThrottled(Unit &U, const FunctionDecl &In) {
  const FunctionBody &Body = U.body(In);
  return llvm::any_of(Body.calls(),
                      [&U](const Expr *Call) { return soundsLikeBound(U, calleeOf(*Call)); }) ||
         llvm::any_of(Body.references(),
                      [&U](const DeclRefExpr *Ref) { return soundsLikeBound(U, Ref->getDecl()); });
}

/// True if the class that \p Queue is a member of has something to bound it by.
static bool hasBound(const Unit &U, const DeclaratorDecl &Queue) {
  const auto *Record = dyn_cast<CXXRecordDecl>(Queue.getDeclContext());
  return Record && llvm::any_of(Record->decls(), [&U](const Decl *D) {
           const auto *Value = dyn_cast<ValueDecl>(D);
           return Value && (soundsLikeBound(U, Value) ||
                            soundsLikeBound(U, compat::recordOf(Value->getType())));
         });
}

/// True if \p S stands in a loop of \p Body whose turns nobody has counted: not one over elements,
/// nor with a counter.
static bool isInOpenLoop(const Unit &U, const FunctionBody &Body, const Stmt &S) {
  for (const Stmt *Loop = Body.loopAround(&S); Loop; Loop = Body.loopAround(Loop))
    if (isa<WhileStmt, DoStmt>(Loop) || isEndless(*Loop, U.context()))
      return true;
  return false;
}

/// True if \p At may be reached any number of times while the program runs.
static bool isRepeated(Unit &U, const FunctionDecl &In, const Stmt &At, unsigned Depth = 0) {
  static constexpr unsigned MaxDepth = 3;
  if (isInOpenLoop(U, U.body(In), At))
    return true;
  if (In.isMain() || Depth > MaxDepth)
    return false;
  llvm::ArrayRef<Caller> Calls = U.callers().of(In);
  // A method, a handler: whoever has the object or the event.
  if (Calls.empty())
    return !U.body(In).loopAround(&At);
  return llvm::any_of(Calls, [&](const Caller &Caller) {
    return Caller.In != &In && isRepeated(U, *Caller.In, *Caller.Call, Depth + 1);
  });
}

/// True if \p Type is something to call or to resume, or has it: work for a pool, of which there is
/// as much as there is.
static bool isWork(const Unit &U, QualType Type, unsigned Depth = 0) {
  static constexpr unsigned MaxDepth = 2;
  Type = objectType(U, Type);
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record)
    return Type->isFunctionType();
  if (Record->getIdentifier() && Record->getName() == "coroutine_handle")
    return true;
  if (!Record->hasDefinition())
    return false;
  return llvm::any_of(Record->methods(),
                      [](const CXXMethodDecl *Method) {
                        return Method->getOverloadedOperator() == OO_Call;
                      }) ||
         (Depth < MaxDepth && !Record->isInStdNamespace() &&
          llvm::any_of(Record->fields(), [&](const FieldDecl *Field) {
            return isWork(U, Field->getType(), Depth + 1);
          }));
}

static bool isQueueOfWork(const Unit &U, QualType Type) {
  const auto *Made =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(objectType(U, Type)));
  return Made && Made->getTemplateArgs().size() != 0 &&
         Made->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         isWork(U, Made->getTemplateArgs()[0].getAsType());
}

/// True if an argument that \p Init makes a queue with says that it has no limit to speak of.
static bool makesUnlimited(const Unit &U, const Expr *Init) {
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Init ? copiedObject(Init) : nullptr);
  return Made && llvm::any_of(Made->arguments(), [&](const Expr *Argument) {
           Expr::EvalResult Result;
           return Argument->getType()->isIntegerType() && !Argument->isValueDependent() &&
                  Argument->EvaluateAsInt(Result, U.context()) &&
                  Result.Val.getInt().getActiveBits() >= 31;
         });
}

/// The same of \p Queue, wherever it is initialized.
static bool isMadeUnlimited(const Unit &U, const DeclaratorDecl &Queue) {
  if (const auto *Var = dyn_cast<VarDecl>(&Queue))
    return makesUnlimited(U, Var->getInit());
  const auto *Field = dyn_cast<FieldDecl>(&Queue);
  const auto *Record = Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  if (!Record)
    return false;
  if (Field->hasInClassInitializer() && makesUnlimited(U, Field->getInClassInitializer()))
    return true;
  return llvm::any_of(Record->ctors(), [&](const CXXConstructorDecl *Constructor) {
    const auto *Body = dyn_cast_or_null<CXXConstructorDecl>(Constructor->getDefinition());
    return Body && llvm::any_of(Body->inits(), [&](const CXXCtorInitializer *Init) {
             return Init->getAnyMember() == Field && makesUnlimited(U, Init->getInit());
           });
  });
}

/// True if \p Queue, a container of one thread, is one between threads: its class has a condition
/// variable that \p Push's function notifies.
static bool isGuarded(Unit &U, const DeclaratorDecl &Queue, const QueueCall &Push) {
  return isa<FieldDecl>(Queue) && llvm::any_of(U.body(*Push.In).calls(), [&](const Expr *Call) {
           std::optional<ConditionCall> Notify = conditionCall(U, *Push.In, *Call);
           const ValueDecl *Condition =
               Notify && Notify->Does == ConditionFact::Notifies ? Notify->condition() : nullptr;
           return Condition && Condition->getDeclContext() == Queue.getDeclContext();
         });
}

//===----------------------------------------------------------------------===//
// All queues
//===----------------------------------------------------------------------===//

UnboundedQueues::UnboundedQueues(Unit &U, bool Plain) {
  std::map<const DeclaratorDecl *, QueueUses> Queues;
  // The queue that a parameter stands for.
  std::map<const DeclaratorDecl *, const DeclaratorDecl *> Passed;
  forEachFunction(U, [&](const FunctionDecl &In) {
    for (const Expr *Call : U.body(In).calls()) {
      if (const Expr *Object = queueOf(U, *Call))
        if (const DeclaratorDecl *Queue = declarationOf(Object)) {
          const QueueModel &Model = *queueType(U, Object->getType())->Queue;
          StringRef Name = nameOf(calleeOf(*Call));
          QueueUses &Uses = Queues[Queue];
          if (llvm::is_contained(Model.Pushes, Name))
            Uses.Pushes.push_back({&In, Call});
          else if (llvm::is_contained(Model.Pops, Name))
            Uses.Pops.push_back({&In, Call});
          else if (Name.contains_insensitive("size") || Name.contains_insensitive("full"))
            Uses.Measured = true;
        }
      const FunctionDecl *Callee = calleeOf(*Call);
      const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
      if (!Definition)
        continue;
      llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Call);
      for (unsigned I = 0; I < Arguments.size() && I < Definition->getNumParams(); ++I)
        if (queueType(U, Definition->getParamDecl(I)->getType()))
          if (const DeclaratorDecl *Queue = declarationOf(copiedObject(Arguments[I])))
            Passed.insert(
                {cast<DeclaratorDecl>(Definition->getParamDecl(I)->getCanonicalDecl()), Queue});
    }
  });
  for (auto &[Parameter, Queue] : Passed)
    if (auto It = Queues.find(Parameter); It != Queues.end() && Parameter != Queue) {
      QueueUses Uses = It->second;
      QueueUses &To = Queues[Queue];
      To.Pushes.append(Uses.Pushes);
      To.Pops.append(Uses.Pops);
      To.Measured |= Uses.Measured;
    }
  for (auto &[Queue, Uses] : Queues) {
    // Which queue a parameter is, somebody else knows.
    if (isa<ParmVarDecl>(Queue) || Uses.Measured || Uses.Pops.empty() || hasBound(U, *Queue) ||
        isQueueOfWork(U, Queue->getType()))
      continue;
    const QueueModel &Model = *queueType(U, Queue->getType())->Queue;
    if (Model.Bounded == QueueModel::Always || (Model.Plain && !Plain) ||
        (Model.Bounded == QueueModel::ByArgument && !isMadeUnlimited(U, *Queue)))
      continue;
    const QueueCall *Grows = nullptr;
    const QueueCall *Shrinks = nullptr;
    bool Bound = false;
    for (const QueueCall &Push : Uses.Pushes) {
      Bound |= isThrottled(U, *Push.In) || (Model.Plain && !isGuarded(U, *Queue, Push));
      if (!Grows && isRepeated(U, *Push.In, *Push.Call))
        Grows = &Push;
    }
    for (const QueueCall &Pop : Uses.Pops) {
      // Who does both works off a list of its own.
      Bound |= llvm::any_of(Uses.Pushes, [&](const QueueCall &Push) { return Push.In == Pop.In; });
      Shrinks = &Pop;
    }
    if (Grows && Shrinks && !Bound)
      for (const QueueCall &Push : Uses.Pushes)
        Found[Push.Call] = {Queue, *Grows, *Shrinks};
  }
}

const UnboundedQueue *UnboundedQueues::of(const Expr &Push) const {
  auto It = Found.find(&Push);
  return It == Found.end() ? nullptr : &It->second;
}

} // namespace asynctidy
