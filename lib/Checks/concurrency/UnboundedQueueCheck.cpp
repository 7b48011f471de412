//===- UnboundedQueueCheck.cpp - async-unbounded-queue -------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnboundedQueueCheck.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

UnboundedQueueCheck::UnboundedQueueCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11), CheckContainers(option("CheckContainers", false)) {}

void UnboundedQueueCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || U.isTestCode(Function))
    return;
  for (const Expr *Call : U.body(Function).calls()) {
    TypeMatch Type = queueFilledBy(U, *Call);
    if (!Type || (Type->Queue->Plain && !CheckContainers))
      continue;
    if (!Queues)
      Queues.emplace(U, CheckContainers);
    const UnboundedQueue *Found = Queues->of(*Call);
    if (!Found || inSystemHeader(Found->Queue->getLocation(), U.context()) ||
        !firstReport(Found->Queue->getLocation()))
      continue;
    diag(Found->Queue->getLocation(),
         "%0 has no limit: what comes faster than it is taken out piles up in memory")
        << Found->Queue;
    note(Found->Push.Call->getExprLoc(), "filled here, without waiting for room");
    note(Found->Pop.Call->getExprLoc(), "emptied here");
  }
}

} // namespace asynctidy
