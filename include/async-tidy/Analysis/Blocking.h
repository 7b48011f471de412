//===- Blocking.h - calls that block the thread -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_BLOCKING_H
#define ASYNC_TIDY_ANALYSIS_BLOCKING_H

#include "async-tidy/Analysis/CallGraph.h"

namespace asynctidy {

/// How the call at \p Site blocks its thread, by the models and annotations, or by taking a lock.
/// Null if nothing is known of that, or if its arguments prove that it doesn't wait (a zero
/// time-out, MSG_DONTWAIT). Says nothing of what the callee's body calls.
const BlockingFact *blockingFactAt(const Unit &U, const CallSite &Site);

/// The text of one note, and where it stands.
struct PathNote {
  clang::SourceLocation Where;
  std::string Text;
};

/// How the call at \p Site comes to the last one of \p Path, which blocks: a note for each call.
std::vector<PathNote> notesOfBlockingPath(const Unit &U, const CallSite &Site,
                                          llvm::ArrayRef<CallSite> Path);

} // namespace asynctidy

#endif
