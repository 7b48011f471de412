//===- LockOrderCheck.h - async-lock-order -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_LOCKORDERCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_LOCKORDERCHECK_H

#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/LockSummary.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds mutexes that are locked in one order here and in the other there: two threads that meet
/// between them wait for each other for ever.
class LockOrderCheck : public Check {
public:
  LockOrderCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  /// One place where a mutex is locked while another is held.
  struct Nesting {
    clang::SourceLocation Outer, Inner;
    const clang::FunctionDecl *In = nullptr;
    /// The calls from the function that holds the outer one to where the inner one is taken.
    std::vector<CallSite> Path;
    /// What else is held: a third mutex that both orders are under keeps the threads apart.
    llvm::SmallVector<const clang::ValueDecl *, 2> Gates;
    bool Shared = false; ///< Both are locked for reading.
  };
  /// The outer mutex, the inner one: members stand for those of all objects of the class.
  using Pair = std::pair<const clang::ValueDecl *, const clang::ValueDecl *>;

  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void add(Pair Mutexes, Nesting Where);
  void report(Pair Mutexes, const Nesting &Here, const Nesting &There);

  const Unit *Last = nullptr;
  std::map<Pair, std::vector<Nesting>> Nestings;
  std::set<Pair> Reported; ///< In whichever order they came.
};

} // namespace asynctidy

#endif
