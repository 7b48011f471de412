//===- SelfDeadlockCheck.h - async-self-deadlock -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_SELFDEADLOCKCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_SELFDEADLOCKCHECK_H

#include "async-tidy/Check.h"
#include "llvm/ADT/DenseSet.h"

namespace asynctidy {

struct CallSite;
struct HeldLock;
class AccessPath;

/// Finds locks that wait for themselves: a mutex that the thread holds is locked again, by the
/// same function or by what it calls, or the thread waits for one that needs it.
class SelfDeadlockCheck : public Check {
public:
  SelfDeadlockCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void checkCall(Unit &U, const clang::FunctionDecl &Function, const CallSite &Site,
                 llvm::ArrayRef<HeldLock> Held);
  void checkLambdas(Unit &U, const CallSite &Site, llvm::ArrayRef<HeldLock> Held);
  const HeldLock *keepingReader(Unit &U, llvm::ArrayRef<HeldLock> Held, const AccessPath &Mutex);
  void checkConditionWait(Unit &U, const clang::FunctionDecl &Function, const clang::Expr &Call,
                          llvm::ArrayRef<HeldLock> Held);
  void checkJoin(Unit &U, const clang::FunctionDecl &Function, const clang::Expr &Call,
                 llvm::ArrayRef<HeldLock> Held, const CallSite *From = nullptr);
  void checkJoinInPart(Unit &U, const clang::FunctionDecl &Callee, const CallSite &Site,
                       llvm::ArrayRef<HeldLock> Held);

  const Unit *WrittenIn = nullptr;
  /// Mutexes that somebody in the unit locks for writing.
  llvm::DenseSet<const clang::ValueDecl *> Written;
};

} // namespace asynctidy

#endif
