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
  // Waits for tasks are async-blocking-wait's.
  return Fact && (Fact->Kind != BlockingFact::Lock || CheckLocks) &&
         (Fact->Kind != BlockingFact::Wait || !waitsForTask(U, Site));
}

void BlockingCallCheck::report(Unit &U, const ContextBlocker &Blocker) {
  const CallSite &Site = Blocker.Site;
  const AsyncContext &Context = Blocker.Context;
  if (!firstReport(Site.Location))
    return;
  Edits Fix(U.context());
  if (Blocker.Path.empty() && Context.Kind == AsyncContext::Coroutine && Site.Expr)
    awaitTwin(Fix, U, includes(), U.body(*Context.Body), *Site.Expr);
  diag(Site.Location, "%0 blocks the thread that runs %1: it %2")
      << nameOfCallee(Site) << describe(Context) << reasonOf(U, Blocker) << Fix;
  if (const BlockingFact *Fact = blockingFactAt(U, Site);
      Blocker.Path.empty() && Fix.empty() && !Fact->Instead.empty())
    note(Site.Location, "'%0' doesn't block") << llvm::join(Fact->Instead, "', '");
  for (const PathNote &Step : notesOf(U, Blocker))
    note(Step.Where, "%0") << Step.Text;
  if (!Blocker.Path.empty() || Context.Kind == AsyncContext::Handler || !Fix.empty() || !Site.Expr)
    return;
  if (auto Offload =
          offloadText(U, *Context.Body, StringRef(nameOfCallee(Site)).trim("'").str() + "(...)"))
    note(Site.Location, "run it where blocking is allowed: '%0'") << *Offload;
}

CallGraph::Query &BlockingCallCheck::query(Unit &U) {
  if (!Blocking || BlockingOf != &U) {
    BlockingOf = &U;
    Blocking = std::make_unique<CallGraph::Query>(
        U.callGraph(), [this, &U](const CallSite &Site) { return blocks(U, Site); },
        [&U](const CallSite &Site) { return waitsForTask(U, Site); }, RareAtMost);
  }
  return *Blocking;
}

void BlockingCallCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return; // Callees aren't known yet: its instantiations are looked at.
  forEachBlocker(
      U, asyncContextsOf(U, Function), [&](const CallSite &Site) { return blocks(U, Site); },
      FollowCalls ? &query(U) : nullptr,
      [&](const ContextBlocker &Blocker) { report(U, Blocker); });
}

} // namespace asynctidy
