//===- BlockingCallCheck.h - async-blocking-call -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_BLOCKING_BLOCKINGCALLCHECK_H
#define ASYNC_TIDY_CHECKS_BLOCKING_BLOCKINGCALLCHECK_H

#include "async-tidy/Analysis/AsyncContext.h"
#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds calls that block the thread of an event loop or of a coroutine, directly or through
/// other functions: everything else that the thread should do waits.
class BlockingCallCheck : public Check {
public:
  BlockingCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  bool blocks(Unit &U, const struct CallSite &Site) const;
  void report(Unit &U, const struct ContextBlocker &Blocker);
  class CallGraph::Query &query(Unit &U);

  const bool CheckLocks;
  const bool FollowCalls;
  std::unique_ptr<CallGraph::Query> Blocking;
  const Unit *BlockingOf = nullptr;
};

} // namespace asynctidy

#endif
