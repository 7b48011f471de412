//===- BlockingDestructorCheck.h - async-blocking-destructor --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_BLOCKING_BLOCKINGDESTRUCTORCHECK_H
#define ASYNC_TIDY_CHECKS_BLOCKING_BLOCKINGDESTRUCTORCHECK_H

#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds destructors that wait for asynchronous work, or for the thread that runs them.
/// Whoever drops the last reference to the object waits, maybe on the thread that the work needs.
class BlockingDestructorCheck : public Check {
public:
  BlockingDestructorCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  bool waits(Unit &U, const CallSite &Site) const;
  CallGraph::Query &query(Unit &U);
  void checkThrowing(Unit &U, const clang::CXXDestructorDecl &Destructor, const CallSite &Site);
  void checkOwnThreads(Unit &U, const clang::CXXRecordDecl &Record);

  std::unique_ptr<CallGraph::Query> Waiting;
  const Unit *WaitingOf = nullptr;
};

} // namespace asynctidy

#endif
