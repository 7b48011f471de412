//===- BlockingUnderLockCheck.h - async-blocking-under-lock --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_BLOCKINGUNDERLOCKCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_BLOCKINGUNDERLOCKCHECK_H

#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds calls that block the thread while it holds a lock, directly or through other functions:
/// every thread that wants the lock waits as well, and it is a deadlock if what the call waits
/// for is one of them.
class BlockingUnderLockCheck : public Check {
public:
  BlockingUnderLockCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void examine(Unit &U, const clang::FunctionDecl &Function, const CallSite &Site,
               const LockState::Held &Held);
  bool report(Unit &U, const clang::FunctionDecl &Function, const CallSite &Site,
              llvm::ArrayRef<CallSite> Path, const HeldLock &Lock);

  /// Of calls that wait for something, and of those that move data.
  std::unique_ptr<CallGraph::Query> Waiting, Moving;
  const Unit *QueriesOf = nullptr;
};

} // namespace asynctidy

#endif
