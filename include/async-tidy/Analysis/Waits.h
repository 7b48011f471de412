//===- Waits.h - where functions wait for work of others -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_WAITS_H
#define ASYNC_TIDY_ANALYSIS_WAITS_H

#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/FunctionBody.h"

namespace asynctidy {

/// Where functions wait for work that others do: joins, futures, latches, condition variables,
/// event loops that they run, functions whose names say so; directly, through visible bodies, and
/// in the destructors of locals.
class Waits {
public:
  explicit Waits(Unit &U);

  /// What to look for.
  struct Search {
    /// Only what lies in this statement; null: the whole body.
    const clang::Stmt *Scope = nullptr;
    /// Awaiting one of these, or looping until one changes, is waiting too.
    llvm::ArrayRef<const clang::VarDecl *> Watched;
    /// The work's own closure, where nobody waits for it.
    const clang::Expr *Closure = nullptr;
  };
  /// A place in \p In behind \p Start, or in a loop around both, that waits for something; null if
  /// there is none. For what it waits isn't asked: whoever waits has thought of the matter.
  const clang::Stmt *behind(const FunctionBody &In, const clang::Stmt &Start, const Search &For);

  /// True if running \p Function, which has a body, waits.
  bool waits(const clang::FunctionDecl &Function) { return answer(Function) == Reach::Yes; }
  /// The same; Unknown if that may happen out of sight.
  Reach::Answer answer(const clang::FunctionDecl &Function) { return Reaches.ask(Function).What; }

private:
  bool waitsAt(const CallSite &Site);

  Unit &U;
  CallGraph::Query Reaches;
};

} // namespace asynctidy

#endif
