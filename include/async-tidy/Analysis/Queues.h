//===- Queues.h - queues between producers and consumers ------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_QUEUES_H
#define ASYNC_TIDY_ANALYSIS_QUEUES_H

#include "async-tidy/Analysis/Unit.h"
#include <map>

namespace asynctidy {

/// A call of a queue.
struct QueueCall {
  const clang::FunctionDecl *In = nullptr;
  const clang::Expr *Call = nullptr;
};

/// A queue that one function fills and another one empties, as often as they like, and that nothing
/// in sight keeps from growing.
struct UnboundedQueue {
  const clang::DeclaratorDecl *Queue = nullptr;
  QueueCall Push, Pop;
};

/// The model of the queue that \p Call puts something into; none if it does no such thing.
TypeMatch queueFilledBy(const Unit &U, const clang::Expr &Call);

/// All of a translation unit.
class UnboundedQueues {
public:
  /// \p Plain: also containers of one thread, where a class puts a lock and a condition variable
  /// around them.
  UnboundedQueues(Unit &U, bool Plain);
  /// What \p Push, a call that fills a queue, makes grow; null if that is bounded.
  const UnboundedQueue *of(const clang::Expr &Push) const;

private:
  std::map<const clang::Expr *, UnboundedQueue> Found;
};

} // namespace asynctidy

#endif
