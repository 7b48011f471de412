//===- BlockingWaitCheck.cpp - async-blocking-wait -----------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingWaitCheck.h"
#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Fix/Twins.h"
#include "async-tidy/Support/AccessPath.h"

using namespace clang;

namespace asynctidy {

BlockingWaitCheck::BlockingWaitCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes),
      FollowCalls(option("FollowCalls", true)) {}

bool BlockingWaitCheck::waits(Unit &U, const CallSite &Site) const {
  return waitsForTask(U, Site) && !isKnownReady(U, *Site.Caller, *Site.Expr);
}

void BlockingWaitCheck::report(Unit &U, const ContextBlocker &Blocker) {
  const CallSite &Site = Blocker.Site;
  if (!firstReport(Site.Location))
    return;
  Edits Fix(U.context());
  if (Blocker.Path.empty() && Blocker.Context.Kind == AsyncContext::Coroutine)
    awaitTwin(Fix, U, includes(), U.body(*Blocker.Context.Body), *Site.Expr);
  diag(Site.Location, "%0 blocks the thread that runs %1: it %2")
      << nameOfCallee(Site) << describe(Blocker.Context) << reasonOf(U, Blocker) << Fix;
  for (const PathNote &Step : notesOf(U, Blocker))
    note(Step.Where, "%0") << Step.Text;
}

CallGraph::Query &BlockingWaitCheck::query(Unit &U) {
  if (!Waiting || WaitingOf != &U) {
    WaitingOf = &U;
    Waiting = std::make_unique<CallGraph::Query>(
        U.callGraph(), [this, &U](const CallSite &Site) { return waits(U, Site); },
        [&U](const CallSite &Site) { return blockingFactAt(U, Site) != nullptr; });
  }
  return *Waiting;
}

void BlockingWaitCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return; // Callees aren't known yet: its instantiations are looked at.
  auto Waits = [&](const CallSite &Site) { return waits(U, Site); };
  auto Report = [&](const ContextBlocker &Blocker) { report(U, Blocker); };
  CallGraph::Query *Follow = FollowCalls ? &query(U) : nullptr;
  forEachBlocker(U, asyncContextsOf(U, Function), Waits, Follow, Report);
  // A wait for a task is wrong on a pool too, if the task needs one of its threads.
  auto WaitsForOther = [&](const CallSite &Site) {
    // What a continuation is given is ready.
    const Expr *Object = Site.Expr ? objectOf(*Site.Expr) : nullptr;
    return !(Object && isa_and_nonnull<ParmVarDecl>(variableNamedBy(Object))) && waits(U, Site);
  };
  forEachBlocker(U, callbacksOf(U, Function), WaitsForOther, Follow, Report);
}

} // namespace asynctidy
