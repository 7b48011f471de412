//===- SelfDeadlockCheck.cpp - async-self-deadlock ------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SelfDeadlockCheck.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/LockSummary.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Support/Compat.h"

using namespace clang;

namespace asynctidy {

SelfDeadlockCheck::SelfDeadlockCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// The lock among \p Held that keeps \p Mutex from being locked, for reading if \p Shared; null if
/// there is none, or in doubt.
static const HeldLock *keeping(const Unit &U, llvm::ArrayRef<HeldLock> Held,
                               const AccessPath &Mutex, bool Shared) {
  if (isRecursiveMutex(U, mutexType(Mutex)))
    return nullptr;
  const HeldLock *Found = llvm::find_if(Held, [&](const HeldLock &Lock) {
    return !(Lock.Shared && Shared) && llvm::is_contained(Lock.Mutexes, Mutex);
  });
  return Found == Held.end() ? nullptr : Found;
}

/// The lock for reading among \p Held that a writer who waits behind it makes the thread that locks
/// \p Mutex for reading again wait for; null if there is none, or nobody writes.
const HeldLock *SelfDeadlockCheck::keepingReader(Unit &U, llvm::ArrayRef<HeldLock> Held,
                                                 const AccessPath &Mutex) {
  if (!Mutex.named() || isRecursiveMutex(U, mutexType(Mutex)))
    return nullptr;
  const HeldLock *Found = llvm::find_if(Held, [&](const HeldLock &Lock) {
    return Lock.Shared && llvm::is_contained(Lock.Mutexes, Mutex);
  });
  if (Found == Held.end())
    return nullptr;
  if (WrittenIn != &U) {
    WrittenIn = &U;
    Written.clear();
    forEachFunction(U, [&](const FunctionDecl &Function) {
      U.locks(Function).forEachAcquisition(
          [&](const HeldLock &New, const Stmt &, const LockState::Held &) {
            for (const AccessPath &Each : New.Mutexes)
              if (!New.Shared && Each.named())
                Written.insert(cast<ValueDecl>(Each.named()->getCanonicalDecl()));
          });
    });
  }
  return Written.count(cast<ValueDecl>(Mutex.named()->getCanonicalDecl())) ? Found : nullptr;
}

/// The locks of \p State that are held for certain.
static llvm::SmallVector<HeldLock, 2> certain(const LockState::Held &State) {
  llvm::SmallVector<HeldLock, 2> Result;
  for (const auto &[Holder, Lock] : State)
    if (Lock.Definite && !Lock.Tried)
      Result.push_back(Lock);
  return Result;
}

/// True if \p E is reached from `this`, through locals of \p Body too: a loop's variable.
static bool comesFromThis(const Stmt *E, unsigned Depth = 0) {
  if (!E || Depth > 6)
    return false;
  if (isa<CXXThisExpr>(E))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()); Var && Var->isLocalVarDecl())
      return comesFromThis(Var->getInit(), Depth + 1);
  return llvm::any_of(E->children(),
                      [Depth](const Stmt *Child) { return comesFromThis(Child, Depth); });
}

/// True if \p Type is a reference or a pointer, or a smart one.
static bool refersToOther(QualType Type) {
  if (Type->isReferenceType() || Type->isPointerType())
    return true;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  return Record && Record->hasDefinition() && hasMethod(*Record, "use_count");
}

/// The lock on a member of `this` that \p Taken needs if what a part of this object refers back to
/// is this object: `parent_.mutex_` in a child's method.
static const HeldLock *keepingOwner(const Unit &U, llvm::ArrayRef<HeldLock> Held,
                                    const LockTaken &Taken, const Expr *Call) {
  const std::vector<const ValueDecl *> &Steps = Taken.Mutex.steps();
  const Expr *Object = Call ? objectOf(*Call) : nullptr;
  if (!Taken.Mutex.startsAtThis() || Steps.size() != 2 || !Object ||
      isa<CXXThisExpr>(Object->IgnoreParenImpCasts()) || !comesFromThis(Object))
    return nullptr;
  const auto *Back = dyn_cast<FieldDecl>(Steps[0]);
  const auto *Mutex = dyn_cast<FieldDecl>(Steps[1]);
  // Not in lists of one class, where the neighbour is another object.
  if (!Back || !Mutex || Back->getParent() == Mutex->getParent() ||
      !refersToOther(Back->getType()) || isRecursiveMutex(U, Mutex->getType()))
    return nullptr;
  const HeldLock *Found = llvm::find_if(Held, [&](const HeldLock &Lock) {
    return !(Lock.Shared && Taken.Shared) && llvm::any_of(Lock.Mutexes, [&](const AccessPath &P) {
      return P.startsAtThis() && P.steps().size() == 1 && P.named() == Mutex;
    });
  });
  return Found == Held.end() ? nullptr : Found;
}

void SelfDeadlockCheck::checkCall(Unit &U, const FunctionDecl &Function, const CallSite &Site,
                                  llvm::ArrayRef<HeldLock> Held) {
  const FunctionDecl *Callee = Site.Virtual ? nullptr : U.callGraph().entered(Site.Callee);
  if (!Callee)
    return;
  if (llvm::any_of(Held, [&Site](const HeldLock &Lock) { return givesGuard(*Site.Expr, Lock); }))
    return;
  // What the callee waits for while its caller holds the lock.
  if (const Expr *Object = objectOf(*Site.Expr); Object &&
                                                 isa<CXXThisExpr>(Object->IgnoreParenImpCasts()) &&
                                                 U.locks(*Callee).releasedOfOthers().empty())
    for (const Expr *Call : U.body(*Callee).calls())
      checkJoin(U, *Callee, *Call, Held, &Site);
  else
    checkJoinInPart(U, *Callee, Site, Held);
  for (const LockTaken &Taken : U.lockSummaries().takenBy(*Callee)) {
    auto Explain = [&](const HeldLock &Lock) {
      note(Lock.Taken, "locked here");
      for (const CallSite &Step : Taken.Path)
        note(Step.Location, "%0 calls %1 here") << describe(*Step.Caller) << describe(*Step.Callee);
      note(Taken.Where, "and locked again here");
    };
    if (const HeldLock *Lock = keepingOwner(U, Held, Taken, Site.Expr);
        Lock && firstReport(Site.Location, Taken.Mutex.named())) {
      diag(Site.Location, "%0 locks %1 of what it refers back to: if that is this object, the "
                          "thread waits for itself")
          << describe(*Callee) << Taken.Mutex.named();
      Explain(*Lock);
      continue;
    }
    std::optional<AccessPath> Mutex = pathInCaller(Taken.Mutex, *Callee, Site.Expr);
    if (!Mutex || !Mutex->named() || mayBeReassigned(U.body(Function), *Mutex))
      continue;
    const HeldLock *Lock = keeping(U, Held, *Mutex, Taken.Shared);
    if (const HeldLock *Reader = !Lock && Taken.Shared ? keepingReader(U, Held, *Mutex) : nullptr;
        Reader && firstReport(Site.Location, Mutex->named())) {
      diag(Site.Location, "%0 locks %1 for reading once more: with a writer in between, the thread "
                          "waits for itself")
          << describe(*Callee) << Mutex->named();
      Explain(*Reader);
    }
    if (!Lock || !firstReport(Site.Location, Mutex->named()))
      continue;
    diag(Site.Location, "%0 locks %1, which is locked here already: the thread waits for itself")
        << describe(*Callee) << Mutex->named();
    Explain(*Lock);
  }
}

/// A lambda that the callee may run before it returns, and that locks what is held.
void SelfDeadlockCheck::checkLambdas(Unit &U, const CallSite &Site, llvm::ArrayRef<HeldLock> Held) {
  const FunctionDecl *Callee = Site.Virtual ? nullptr : U.callGraph().entered(Site.Callee);
  if (!Callee || Site.Kind != CallSite::Call)
    return;
  forEachLambdaRunBy(U, *Callee, *Site.Expr, [&](const FunctionDecl &Lambda) {
    for (const LockTaken &Taken : U.lockSummaries().takenBy(Lambda)) {
      const HeldLock *Lock = keeping(U, Held, Taken.Mutex, Taken.Shared);
      if (!Lock || !Taken.Mutex.named() || !firstReport(Site.Location, Taken.Mutex.named()))
        continue;
      diag(Site.Location, "%0 may run this lambda at once, which locks %1, locked here already: "
                          "the thread waits for itself")
          << describe(*Callee) << Taken.Mutex.named();
      note(Lock->Taken, "locked here");
      note(Taken.Where, "and locked again here");
    }
  });
}

/// While a condition variable is waited for only the lock that it is given is free.
void SelfDeadlockCheck::checkConditionWait(Unit &U, const FunctionDecl &Function, const Expr &Call,
                                           llvm::ArrayRef<HeldLock> Held) {
  std::optional<ConditionCall> Wait = conditionCall(U, Function, Call);
  if (!Wait || Wait->Does == ConditionFact::Notifies || !Wait->Lock)
    return;
  std::optional<AccessPath> Variable = AccessPath::of(Wait->On);
  std::optional<AccessPath> Waited = AccessPath::of(Wait->Lock);
  if (!Variable || !Waited)
    return;
  for (const HeldLock &Lock : Held) {
    if ((Lock.Holder.Guard && *Waited == AccessPath::ofVariable(*Lock.Holder.Guard)) ||
        llvm::is_contained(Lock.Mutexes, *Waited))
      continue;
    for (const AccessPath &Mutex : Lock.Mutexes) {
      // The one who would notify must be seen to need it: else it may have nothing to do with it.
      std::optional<Notifier> By = notifierThatLocks(U, *Variable, Mutex);
      if (!By || !Mutex.named() || !firstReport(Call.getExprLoc(), Mutex.named()))
        continue;
      diag(Call.getExprLoc(), "%0 stays locked during this wait, but who notifies needs it")
          << Mutex.named();
      note(Lock.Taken, "locked here; the wait gives up the other lock alone");
      note(By->Locks, "%0 locks it here before it notifies") << describe(*By->Function);
    }
  }
}

/// A thread that is waited for under a lock must not need it.
void SelfDeadlockCheck::checkJoin(Unit &U, const FunctionDecl &Function, const Expr &Call,
                                  llvm::ArrayRef<HeldLock> Held, const CallSite *From) {
  const Expr *Object = objectOf(Call);
  if (!Object || !isThreadJoin(U, Call))
    return;
  for (const FunctionDecl *Body : threadBodies(U, Function, *Object))
    for (const LockTaken &Taken : U.lockSummaries().takenBy(*Body)) {
      const HeldLock *Lock = keeping(U, Held, Taken.Mutex, Taken.Shared);
      if (!Lock || !Taken.Mutex.named() || !firstReport(Call.getExprLoc(), Taken.Mutex.named()))
        continue;
      diag(Call.getExprLoc(), "the thread that is joined here may be waiting for %0, "
                              "which stays locked until it ends")
          << Taken.Mutex.named();
      note(Lock->Taken, "locked here");
      if (From)
        note(From->Location, "%0 calls %1 here") << describe(*From->Caller) << describe(Function);
      note(Taken.Where, "the thread locks it here");
    }
}

/// A part of this object that joins a thread of its own, which comes back to this object for a lock
/// that is held: `session_->stop()`, `sessions_.clear()`.
void SelfDeadlockCheck::checkJoinInPart(Unit &U, const FunctionDecl &Callee, const CallSite &Site,
                                        llvm::ArrayRef<HeldLock> Held) {
  for (const Expr *Call : U.body(Callee).calls()) {
    const Expr *Object = objectOf(*Call);
    if (!Object || !isThreadJoin(U, *Call))
      continue;
    for (const FunctionDecl *Body : threadBodies(U, Callee, *Object))
      for (const LockTaken &Taken : U.lockSummaries().takenBy(*Body)) {
        const HeldLock *Lock = keepingOwner(U, Held, Taken, Site.Expr);
        if (!Lock || !firstReport(Site.Location, Taken.Mutex.named()))
          continue;
        diag(Site.Location, "%0 joins a thread that may be waiting for %1, which is locked here")
            << describe(Callee) << Taken.Mutex.named();
        note(Lock->Taken, "locked here");
        note(Call->getExprLoc(), "the thread is joined here");
        note(Taken.Where, "the thread locks it here");
      }
  }
}

void SelfDeadlockCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const LockState &Locks = U.locks(Function);
  if (!Locks.any() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  Locks.forEachAcquisition([&](const HeldLock &New, const Stmt &At, const LockState::Held &Before) {
    if (New.Tried)
      return;
    llvm::SmallVector<HeldLock, 2> Held = certain(Before);
    for (const AccessPath &Mutex : New.Mutexes) {
      const HeldLock *Lock = keeping(U, Held, Mutex, New.Shared);
      if (!Mutex.named() || mayBeReassigned(Body, Mutex))
        continue;
      if (const HeldLock *Reader = !Lock && New.Shared ? keepingReader(U, Held, Mutex) : nullptr;
          Reader && firstReport(New.Taken, Mutex.named())) {
        diag(New.Taken, "%0 is locked for reading once more: with a writer in between, the thread "
                        "waits for itself")
            << Mutex.named();
        note(Reader->Taken, "locked for reading here");
      }
      if (!Lock || !firstReport(New.Taken, Mutex.named()))
        continue;
      diag(New.Taken, "%0 is locked here already: the thread waits for itself") << Mutex.named();
      note(Lock->Taken, Lock->Shared ? "locked for reading here" : "locked here");
    }
  });
  forEachCallUnderLock(
      U, Function,
      [&](const CallSite &Site, const LockState::Held &State) {
        llvm::SmallVector<HeldLock, 2> Held = certain(State);
        if (Held.empty())
          return;
        checkCall(U, Function, Site, Held);
        checkLambdas(U, Site, Held);
        if (Site.Kind != CallSite::Call)
          return;
        checkConditionWait(U, Function, *Site.Expr, Held);
        checkJoin(U, Function, *Site.Expr, Held);
      },
      /*WithDestroyed=*/true);
}

} // namespace asynctidy
