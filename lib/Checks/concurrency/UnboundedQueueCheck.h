//===- UnboundedQueueCheck.h - async-unbounded-queue --------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CONCURRENCY_UNBOUNDEDQUEUECHECK_H
#define ASYNC_TIDY_CHECKS_CONCURRENCY_UNBOUNDEDQUEUECHECK_H

#include "async-tidy/Analysis/Queues.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds queues between producers and consumers that nothing keeps from growing.
/// When work comes faster than it is done, it piles up until there is no memory left.
class UnboundedQueueCheck : public Check {
public:
  UnboundedQueueCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;

  const bool CheckContainers;
  std::optional<UnboundedQueues> Queues; ///< Of the translation unit; checks are made for one.
};

} // namespace asynctidy

#endif
