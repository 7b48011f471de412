//===- BlockingWaitCheck.h - async-blocking-wait ------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_BLOCKING_BLOCKINGWAITCHECK_H
#define ASYNC_TIDY_CHECKS_BLOCKING_BLOCKINGWAITCHECK_H

#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds synchronous waits for tasks and futures on the thread of an event loop or of a
/// coroutine: the work that is waited for may need that very thread, and never gets it.
class BlockingWaitCheck : public Check {
public:
  BlockingWaitCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  bool waits(Unit &U, const CallSite &Site) const;
  void report(Unit &U, const struct ContextBlocker &Blocker);
  CallGraph::Query &query(Unit &U);

  const bool FollowCalls;
  std::unique_ptr<CallGraph::Query> Waiting;
  const Unit *WaitingOf = nullptr;
};

} // namespace asynctidy

#endif
