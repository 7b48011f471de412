//===- NeedlessAsyncLockCheck.cpp - async-needless-async-lock -----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NeedlessAsyncLockCheck.h"
#include "async-tidy/Analysis/AsyncLocks.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

NeedlessAsyncLockCheck::NeedlessAsyncLockCheck(StringRef Name,
                                               clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

void NeedlessAsyncLockCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const FunctionBody &Body = U.body(Function);
  if (Body.suspensions().empty() || Function.isDependentContext() || isInstantiation(Function))
    return;
  for (const AsyncLock &Lock : asyncLocksOf(U, Body)) {
    const auto *Member = dyn_cast<MemberExpr>(stripToObject(Lock.Mutex));
    const auto *Mutex = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    if (!Mutex || Lock.HeldOver != AsyncLock::Nothing || U.isTestCode(Function) ||
        !heldOverNoSuspension(U, *Mutex) || !firstReport(Mutex->getLocation()))
      continue;
    diag(Lock.Point->getExprLoc(),
         "%0 is asynchronous, but never held over a suspension: a plain mutex is cheaper")
        << Mutex;
    note(Mutex->getLocation(), "every lock of it in this class ends before the next suspension");
  }
}

} // namespace asynctidy
