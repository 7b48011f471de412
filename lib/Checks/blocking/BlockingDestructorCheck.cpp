//===- BlockingDestructorCheck.cpp - async-blocking-destructor ------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingDestructorCheck.h"
#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/MemberThreads.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Support/Names.h"

using namespace clang;

namespace asynctidy {

/// A template's instances are one class to who reads a message.
static std::string nameOf(const CXXRecordDecl &Record) {
  return "'" + Record.getNameAsString() + "'";
}

BlockingDestructorCheck::BlockingDestructorCheck(StringRef Name,
                                                 clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// True if what the call at \p Site waits for has a thread of its own, as far as its type tells:
/// then the destructor of its future would wait as well.
static bool waitsLikeAJoiner(const Unit &U, const CallSite &Site) {
  const Expr *Object = objectOf(*Site.Expr);
  // wait() may be a base's.
  TypeMatch Type = Object
                       ? U.typeModel(Object->IgnoreParenImpCasts()->getType().getNonReferenceType())
                       : TypeMatch();
  return Type && Type->Task && Type->Task->Dropped == TaskModel::Blocks;
}

/// True if the call at \p Site runs an event loop until that ends.
static bool runsLoop(const Unit &U, const CallSite &Site) {
  const BlockingFact *Fact = Site.Kind == CallSite::Call ? blockingFactAt(U, Site) : nullptr;
  const Expr *Object = Fact && Fact->Kind == BlockingFact::Wait ? objectOf(*Site.Expr) : nullptr;
  QualType Type =
      Object ? Object->IgnoreParenImpCasts()->getType().getNonReferenceType() : QualType();
  if (!Type.isNull() && Type->isPointerType())
    Type = Type->getPointeeType();
  TypeMatch Model = U.typeModel(Type);
  return Model && Model->EventLoop;
}

bool BlockingDestructorCheck::waits(Unit &U, const CallSite &Site) const {
  return (waitsForTask(U, Site) && !waitsLikeAJoiner(U, Site) &&
          !isKnownReady(U, *Site.Caller, *Site.Expr)) ||
         runsLoop(U, Site);
}

CallGraph::Query &BlockingDestructorCheck::query(Unit &U) {
  if (!Waiting || WaitingOf != &U) {
    WaitingOf = &U;
    Waiting = std::make_unique<CallGraph::Query>(
        U.callGraph(), [this, &U](const CallSite &Site) { return waits(U, Site); },
        [&U](const CallSite &Site) { return blockingFactAt(U, Site) != nullptr; });
  }
  return *Waiting;
}

/// A future whose work has a thread of its own: to wait for it is fine, but get() throws.
void BlockingDestructorCheck::checkThrowing(Unit &U, const CXXDestructorDecl &Destructor,
                                            const CallSite &Site) {
  const Expr *Object = waitsForTask(U, Site) ? objectOf(*Site.Expr) : nullptr;
  const auto *Type = Destructor.getType()->getAs<FunctionProtoType>();
  TypeMatch M = Object ? U.typeModel(objectType(U, Object->getType())) : TypeMatch();
  if (!M || !M->Future || !llvm::is_contained(M->Future->Takes, nameOf(Site.Callee)) ||
      !waitsLikeAJoiner(U, Site) || !Type ||
      !(isUnresolvedExceptionSpec(Type->getExceptionSpecType()) || Type->isNothrow()) ||
      U.body(Destructor).tryAround(Site.Expr) || !firstReport(Site.Location))
    return;
  diag(Site.Location, "%0 throws what the work threw, which ends the program in the destructor of "
                      "%1; 'wait()' doesn't")
      << nameOfCallee(Site) << nameOf(*Destructor.getParent());
}

/// A destructor that joins its own thread waits for itself where that thread runs it.
void BlockingDestructorCheck::checkOwnThreads(Unit &U, const CXXRecordDecl &Record) {
  for (const MemberStart &Start : memberStarts(U, Record)) {
    std::optional<SourceLocation> Share = shareOfThread(U, Start);
    if (!Share || (Start.In && U.isTestCode(*Start.In)))
      continue;
    std::optional<OwnJoin> Own = joinByDestructor(U, Record, *Start.Member);
    if (!Own || Own->AsksWhichThread)
      continue;
    if (Own->Join) {
      if (!firstReport(Own->Where))
        continue;
      diag(Own->Where, "%0 may be destroyed by the thread itself, and wait for itself here")
          << nameOf(Record);
      if (Own->Join->getExprLoc() != Own->Where)
        note(Own->Join->getExprLoc(), "joined here");
      note(*Share, "the thread has a share in the object, which may be the last");
      continue;
    }
    if (firstReport(*Share))
      diag(*Share, "with this share the thread may destroy its %0, and wait for itself in the "
                   "destructor of %1")
          << nameOf(Record) << Start.Member;
  }
}

void BlockingDestructorCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (const CXXRecordDecl *Record = classOf(Function);
      Record && !Record->isDependentContext() && firstReport(Record->getLocation(), Record))
    checkOwnThreads(U, *Record);
  const auto *Destructor = dyn_cast<CXXDestructorDecl>(&Function);
  if (!Destructor || Function.isDependentContext() || U.isTestCode(Function))
    return;
  const std::vector<CallSite> Sites = U.callGraph().callsOf(Function);
  for (const CallSite &Site : Sites) {
    if (Site.Kind != CallSite::Call || !Site.Callee)
      continue;
    // Its own shutdown(), as a model has it, is there to be called here.
    if (const auto *Own = dyn_cast<CXXMethodDecl>(Site.Callee);
        Own &&
        Own->getParent()->getCanonicalDecl() == Destructor->getParent()->getCanonicalDecl() &&
        waits(U, Site))
      continue;
    if (waits(U, Site)) {
      if (firstReport(Site.Location))
        diag(Site.Location, "the destructor of %0 waits for work that may need this very thread: "
                            "%1 %2")
            << nameOf(*Destructor->getParent()) << nameOfCallee(Site)
            << blockingFactAt(U, Site)->Why;
      continue;
    }
    if (isThreadJoin(U, *Site.Expr))
      continue;
    checkThrowing(U, *Destructor, Site);
    const FunctionDecl *Entered = Site.Virtual ? nullptr : U.callGraph().entered(Site.Callee);
    if (!Entered || blockingFactAt(U, Site))
      continue;
    const Reach &Answer = query(U).ask(*Entered);
    if (Answer.What != Reach::Yes || !firstReport(Site.Location))
      continue;
    diag(Site.Location,
         "the destructor of %0 waits for work that may need this very thread: %1 reaches %2")
        << nameOf(*Destructor->getParent()) << nameOfCallee(Site)
        << nameOfCallee(Answer.Path.back());
    for (const PathNote &Step : notesOfBlockingPath(U, Site, Answer.Path))
      note(Step.Where, "%0") << Step.Text;
  }
}

} // namespace asynctidy
