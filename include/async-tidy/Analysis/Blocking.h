//===- Blocking.h - calls that block the thread -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_BLOCKING_H
#define ASYNC_TIDY_ANALYSIS_BLOCKING_H

#include "async-tidy/Analysis/AsyncContext.h"
#include "async-tidy/Analysis/CallGraph.h"

namespace asynctidy {

/// How the call at \p Site blocks its thread, by the models and annotations, or by taking a lock.
/// Null if nothing is known of that, or if its arguments prove that it doesn't wait (a zero
/// time-out, MSG_DONTWAIT). Says nothing of what the callee's body calls.
const BlockingFact *blockingFactAt(const Unit &U, const CallSite &Site);

/// True if what the call at \p Site waits for is asynchronous work: it blocks until a task or a
/// future has its result. By its model, or as its name and its argument say so: `sync_wait(task)`.
bool waitsForTask(const Unit &U, const CallSite &Site);

/// True if \p Call of \p Function asks a task or future whether it is done, and doesn't wait for
/// that: `is_ready()`, `wait_for(0s)`.
bool asksWhetherReady(const Unit &U, const clang::FunctionDecl &Function, const clang::Expr &Call);

/// True if the task or future that \p Call of \p Function waits for is known to be done there: on
/// every path it was tested (`is_ready()`, `wait_for(0s) == ready`), waited for or awaited before.
bool isKnownReady(Unit &U, const clang::FunctionDecl &Function, const clang::Expr &Call);

/// How many conditions may stand between a call and what blocks in its callees, for a finding that
/// the thread stops there (not that it stops for ever). With two it is the rare case of a rare
/// case: a logger that opens its next file, a cache that is filled once.
inline constexpr unsigned RareAtMost = 1;

/// The text of one note, and where it stands.
struct PathNote {
  clang::SourceLocation Where;
  std::string Text;
};

/// How the call at \p Site comes to the last one of \p Path, which blocks: a note for each call.
std::vector<PathNote> notesOfBlockingPath(const Unit &U, const CallSite &Site,
                                          llvm::ArrayRef<CallSite> Path);

/// A call that blocks the thread that runs an async context.
struct ContextBlocker {
  const AsyncContext &Context;
  const CallSite &Site;
  /// From the call that \p Site's callee makes down to the one that blocks; empty if \p Site does.
  llvm::ArrayRef<CallSite> Path;

  const CallSite &last() const { return Path.empty() ? Site : Path.back(); }
};

/// Calls \p Visit for each call of \p Contexts' bodies that \p Blocks says blocks, or that leads to
/// one such by \p Follow, which asks the same; null follows nothing. A destructor that waits for
/// what its object owns is left out: what is wrong there is that the object is made in such a
/// context.
void forEachBlocker(Unit &U, llvm::ArrayRef<AsyncContext> Contexts,
                    const CallGraph::Query::Predicate &Blocks, CallGraph::Query *Follow,
                    llvm::function_ref<void(const ContextBlocker &)> Visit);

/// What \p Blocker's last call does, as the end of a message "it ...".
std::string reasonOf(const Unit &U, const ContextBlocker &Blocker);
/// How \p Blocker comes to its last call, and where its context is given to the event loop.
std::vector<PathNote> notesOf(const Unit &U, const ContextBlocker &Blocker);

} // namespace asynctidy

#endif
