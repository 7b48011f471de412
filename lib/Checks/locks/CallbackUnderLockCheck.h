//===- CallbackUnderLockCheck.h - async-callback-under-lock --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_CALLBACKUNDERLOCKCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_CALLBACKUNDERLOCKCHECK_H

#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/ForeignCode.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds calls of callbacks, listeners and coroutines of others while a lock is held: what they do
/// nobody knows here, and if they come back for the lock, the thread waits for itself.
class CallbackUnderLockCheck : public Check {
public:
  CallbackUnderLockCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void examine(Unit &U, const clang::FunctionDecl &Function, const CallSite &Site,
               const LockState::Held &Held);
  void report(Unit &U, const clang::FunctionDecl &Function, const CallSite &Site,
              llvm::ArrayRef<CallSite> Path, const HeldLock &Lock, bool OnlyLock);

  std::unique_ptr<CallGraph::Query> Foreign;
  const Unit *QueryOf = nullptr;
};

} // namespace asynctidy

#endif
