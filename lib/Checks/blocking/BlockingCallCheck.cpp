//===- BlockingCallCheck.cpp - async-blocking-call ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingCallCheck.h"
#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Fix/Twins.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asynctidy {

BlockingCallCheck::BlockingCallCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes),
      CheckLocks(option("CheckLocks", false)), FollowCalls(option("FollowCalls", true)) {}

bool BlockingCallCheck::blocks(Unit &U, const CallSite &Site) const {
  const BlockingFact *Fact = blockingFactAt(U, Site);
  return Fact && (Fact->Kind != BlockingFact::Lock || CheckLocks);
}

static const char *contextWord(const AsyncContext &Context) {
  switch (Context.Kind) {
  case AsyncContext::Coroutine:
    return "coroutine";
  case AsyncContext::Handler:
    return "handler";
  case AsyncContext::Marked:
    return "async function";
  }
  return "";
}

/// How a message calls the context: "coroutine 'session'", "this lambda coroutine".
static std::string contextName(const AsyncContext &Context) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Context.Body);
  if (Method && Method->getParent()->isLambda())
    return std::string("this ") + contextWord(Context);
  return std::string(contextWord(Context)) + " " + describe(*Context.Body);
}

/// True if an argument of \p Call awaits, or blocks and may be made to await: two fixes can't
/// overlap, nor may a second run find what the first one left.
bool BlockingCallCheck::hasInnerAwait(Unit &U, const AsyncContext &Context,
                                      const Expr &Call) const {
  const FunctionBody &Body = U.body(*Context.Body);
  auto Inside = [&](const Expr *E) { return E && E != &Call && Body.isWithin(E, &Call); };
  return llvm::any_of(Body.suspensions(), Inside) ||
         llvm::any_of(U.callGraph().callsOf(*Context.Body),
                      [&](const CallSite &Site) { return Inside(Site.Expr) && blocks(U, Site); });
}

void BlockingCallCheck::reportDirect(Unit &U, const AsyncContext &Context, const CallSite &Site) {
  if (!firstReport(Site.Location))
    return;
  Edits Fix(U.context());
  if (Context.Kind == AsyncContext::Coroutine && Site.Expr &&
      !hasInnerAwait(U, Context, *Site.Expr))
    awaitTwin(Fix, U, includes(), U.body(*Context.Body), *Site.Expr);
  diag(Site.Location, "%0 blocks the thread that runs %1: it %2")
      << nameOfCallee(Site) << contextName(Context) << blockingFactAt(U, Site)->Why << Fix;
  if (const BlockingFact *Fact = blockingFactAt(U, Site); Fix.empty() && !Fact->Instead.empty())
    note(Site.Location, "'%0' doesn't block") << llvm::join(Fact->Instead, "', '");
  if (Context.Kind == AsyncContext::Handler)
    note(Context.GivenTo->getExprLoc(), "the handler is given to the event loop here");
  else if (std::optional<TaskType> Task = taskType(U, Context.Body->getReturnType());
           Task && Fix.empty() && Site.Expr)
    if (auto Offload = idiomText(U, Task->Model, "offload", "call",
                                 StringRef(nameOfCallee(Site)).trim("'").str() + "(...)"))
      note(Site.Location, "run it where blocking is allowed: '%0'") << *Offload;
}

void BlockingCallCheck::reportChain(Unit &U, const AsyncContext &Context, const CallSite &Site,
                                    const Reach &Answer) {
  if (!firstReport(Site.Location))
    return;
  const CallSite &Last = Answer.Path.back();
  diag(Site.Location, "%0 blocks the thread that runs %1: it reaches %2")
      << nameOfCallee(Site) << contextName(Context) << nameOfCallee(Last);
  for (const PathNote &Step : notesOfBlockingPath(U, Site, Answer.Path))
    note(Step.Where, "%0") << Step.Text;
  if (Context.Kind == AsyncContext::Handler)
    note(Context.GivenTo->getExprLoc(), "the handler is given to the event loop here");
}

CallGraph::Query &BlockingCallCheck::query(Unit &U) {
  if (!Blocking || BlockingOf != &U) {
    BlockingOf = &U;
    Blocking = std::make_unique<CallGraph::Query>(
        U.callGraph(), [this, &U](const CallSite &Site) { return blocks(U, Site); });
  }
  return *Blocking;
}

void BlockingCallCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return; // Callees aren't known yet: its instantiations are looked at.
  for (const AsyncContext &Context : asyncContextsOf(U, Function)) {
    // Copied: asking about callees may add to the graph.
    const std::vector<CallSite> Sites = U.callGraph().callsOf(*Context.Body);
    for (const CallSite &Site : Sites) {
      if (blocks(U, Site)) {
        reportDirect(U, Context, Site);
        continue;
      }
      if (!FollowCalls || Site.Virtual)
        continue;
      const FunctionDecl *Entered = U.callGraph().entered(Site.Callee);
      if (!Entered)
        continue;
      const Reach &Answer = query(U).ask(*Entered);
      if (Answer.What != Reach::Yes)
        continue;
      // A destructor that waits for the threads that its object owns: what is wrong there is that
      // the object is made in an async context, not the call.
      if (Site.Kind == CallSite::Destructor &&
          blockingFactAt(U, Answer.Path.back())->Kind == BlockingFact::Wait)
        continue;
      reportChain(U, Context, Site, Answer);
    }
  }
}

} // namespace asynctidy
