//===- BlockingUnderLockCheck.cpp - async-blocking-under-lock ------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingUnderLockCheck.h"
#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Guarded.h"
#include "async-tidy/Analysis/LockSummary.h"

using namespace clang;

namespace asynctidy {

BlockingUnderLockCheck::BlockingUnderLockCheck(StringRef Name,
                                               clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// True for what takes as long as others please. Files don't: the mutex of a log is there to be
/// held while it is written. Locks under locks are a question of their order.
static bool waits(const Unit &U, const CallSite &Site) {
  const BlockingFact *Fact = blockingFactAt(U, Site);
  return Fact && (Fact->Kind == BlockingFact::Sleep || Fact->Kind == BlockingFact::Wait ||
                  Fact->Kind == BlockingFact::Dns || Fact->Kind == BlockingFact::Process);
}

static bool movesData(const Unit &U, const CallSite &Site) {
  const BlockingFact *Fact = blockingFactAt(U, Site);
  return Fact && Fact->Kind == BlockingFact::Io;
}

/// True if \p Call is made on the lock itself: a mutex that waits for a condition gives itself up
/// meanwhile.
static bool isCallOf(const Expr &Call, const HeldLock &Lock) {
  const Expr *Object = objectOf(Call);
  std::optional<AccessPath> Path = Object ? AccessPath::of(Object) : std::nullopt;
  return Path && (llvm::is_contained(Lock.Mutexes, *Path) ||
                  (Lock.Holder.Guard && *Path == AccessPath::ofVariable(*Lock.Holder.Guard)));
}

bool BlockingUnderLockCheck::report(Unit &U, const FunctionDecl &Function, const CallSite &Site,
                                    llvm::ArrayRef<CallSite> Path, const HeldLock &Lock) {
  const CallSite &Last = Path.empty() ? Site : Path.back();
  const BlockingFact &Fact = *blockingFactAt(U, Last);
  const MemberExpr *Other = nullptr;
  if (const VarDecl *Static = Lock.Mutexes.empty() ? nullptr : Lock.Mutexes.front().base();
      Static && Static->isStaticLocal())
    return false; // One thread at a time may do all this.
  if (!Lock.Mutexes.empty())
    if (const auto *Field = dyn_cast_or_null<FieldDecl>(Lock.Mutexes.front().named());
        Field && isOnlyUsedIn(U, *Field, Function))
      return false;
  // What one thread at a time may use is guarded by a lock that is held while it is used.
  if (Fact.Kind == BlockingFact::Io) {
    if (Lock.Mutexes.empty() || llvm::any_of(Lock.Mutexes, [&](const AccessPath &Mutex) {
          return guardedOperand(Mutex, Site, Path, /*Elements=*/false);
        }))
      return false;
  } else if (Fact.Kind == BlockingFact::Wait && !Lock.Mutexes.empty()) {
    const AccessPath &Mutex = Lock.Mutexes.front();
    if (const ValueDecl *Member = guardedOperand(Mutex, Site, Path, /*Elements=*/true)) {
      const auto *Field = dyn_cast_or_null<FieldDecl>(Mutex.named());
      Other = Field ? otherPurpose(U, *Field, *Member, Function) : nullptr;
      if (!Other)
        return false;
    }
  }
  if (mentionsMutex(U, Path, Lock))
    return false;
  if (!firstReport(Site.Location))
    return true;
  if (Path.empty())
    diag(Site.Location,
         "%0 %1 while %2 is locked%select{| on some paths}3; all who want it wait too")
        << nameOfCallee(Site) << Fact.Why << nameOf(Lock) << !Lock.Definite;
  else
    diag(Site.Location,
         "%0 reaches %1 while %2 is locked%select{| on some paths}3; all who want it wait too")
        << nameOfCallee(Site) << nameOfCallee(Last) << nameOf(Lock) << !Lock.Definite;
  for (const PathNote &Step : notesOfBlockingPath(U, Site, Path))
    note(Step.Where, "%0") << Step.Text;
  note(Lock.Taken, "locked here");
  if (Other)
    note(Other->getMemberLoc(), "wanted here too");
  return true;
}

void BlockingUnderLockCheck::examine(Unit &U, const FunctionDecl &Function, const CallSite &Site,
                                     const LockState::Held &Held) {
  // By place, so that each run says the same.
  std::vector<const HeldLock *> Locks;
  const FunctionBody &Body = U.body(Function);
  for (const auto &[Holder, Lock] : Held)
    if (!Lock.Tried && !takesLock(U, Body, *Site.Expr, Lock) && !isCallOf(*Site.Expr, Lock))
      Locks.push_back(&Lock);
  llvm::sort(Locks, [](const HeldLock *A, const HeldLock *B) { return A->Taken < B->Taken; });
  auto ReportAny = [&](llvm::ArrayRef<CallSite> Path) {
    return llvm::any_of(
        Locks, [&](const HeldLock *Lock) { return report(U, Function, Site, Path, *Lock); });
  };
  if (Locks.empty())
    return;
  if (waits(U, Site) || movesData(U, Site)) {
    ReportAny({});
    return;
  }
  const FunctionDecl *Entered = Site.Virtual ? nullptr : U.callGraph().entered(Site.Callee);
  if (!Entered)
    return;
  if (const Reach &Answer = Waiting->ask(*Entered);
      Answer.What == Reach::Yes && ReportAny(Answer.Path))
    return;
  if (const Reach &Answer = Moving->ask(*Entered); Answer.What == Reach::Yes)
    ReportAny(Answer.Path);
}

void BlockingUnderLockCheck::analyze(Unit &U, const FunctionDecl &Function) {
  // Of a template neither the callees are known nor what its mutex does: its instantiations are
  // looked at. Tests hold locks to see who waits for them.
  if (Function.isDependentContext() || !U.locks(Function).any() || U.isTestCode(Function))
    return;
  if (QueriesOf != &U) {
    QueriesOf = &U;
    Waiting = std::make_unique<CallGraph::Query>(
        U.callGraph(), [&U](const CallSite &Site) { return waits(U, Site); }, nullptr, RareAtMost);
    Moving = std::make_unique<CallGraph::Query>(
        U.callGraph(), [&U](const CallSite &Site) { return movesData(U, Site); }, nullptr,
        RareAtMost);
  }
  forEachCallUnderLock(U, Function, [&](const CallSite &Site, const LockState::Held &Held) {
    examine(U, Function, Site, Held);
  });
}

} // namespace asynctidy
