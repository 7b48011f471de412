//===- ManualLockCheck.cpp - async-manual-lock ---------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ManualLockCheck.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/ManualLocks.h"
#include "async-tidy/Fix/Guards.h"

using namespace clang;

namespace asynctidy {

ManualLockCheck::ManualLockCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// True if a method of the class can end a lock taken as \p Lock was, so that another kind of
/// unlock is a mistake.
static bool hasOwnUnlock(Unit &U, const LockCall &Lock) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(*Lock.Call));
  if (!Method)
    return false;
  return llvm::any_of(Method->getParent()->methods(), [&](const CXXMethodDecl *Other) {
    if (FunctionMatch M = U.functionModel(*Other); M && !M->Locks.empty())
      return M->Locks[0].Does == LockFact::Releases && M->Locks[0].Shared == Lock.Shared;
    return Other->getIdentifier() &&
           Other->getName() == (Lock.Shared ? StringRef("unlock_shared") : StringRef("unlock"));
  });
}

/// Reports an unlock that isn't the lock's kind; true if it did.
bool ManualLockCheck::reportMismatch(Unit &U, const ManualLock &Lock) {
  for (const LockCall &Unlock : Lock.Unlocks) {
    const FunctionDecl *Taker = calleeOf(*Lock.Lock.Call), *Giver = calleeOf(*Unlock.Call);
    if (Unlock.Shared == Lock.Lock.Shared || !hasOwnUnlock(U, Lock.Lock))
      continue;
    if (!firstReport(Unlock.Call->getExprLoc()))
      return true;
    const ValueDecl *Mutex = AccessPath::of(Lock.Lock.Mutex)->named();
    diag(Unlock.Call->getExprLoc(), "%0 was locked by %1, and %2 is undefined then: it ends the "
                                    "other kind of lock")
        << Mutex << Taker << Giver;
    Edits Fix(U.context());
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Unlock.Call);
    if (Member && isStandardCall(Lock.Lock, "lock") && isStandardCall(Unlock, "unlock"))
      Fix.replace(cast<MemberExpr>(Member->getCallee()->IgnoreParens())->getMemberLoc(),
                  Lock.Lock.Shared ? "unlock_shared" : "unlock");
    note(Lock.Lock.Call->getExprLoc(), "locked here; unlock it by the call that belongs to this")
        << Fix;
    return true;
  }
  return false;
}

void ManualLockCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (!U.locks(Function).any() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  for (const ManualLock &Lock : manualLocks(U, Function)) {
    if (reportMismatch(U, Lock) || (Lock.Leaks.empty() && !Lock.Throws) ||
        !firstReport(Lock.Lock.Call->getBeginLoc()))
      continue;
    const ValueDecl *Mutex = AccessPath::of(Lock.Lock.Mutex)->named();
    Edits Fix(U.context());
    useGuard(Fix, U, Body, Lock);
    if (Lock.Leaks.empty()) {
      diag(Lock.Lock.Call->getBeginLoc(),
           "%0 is locked by hand; an exception before the unlock leaves it locked, with a guard it "
           "wouldn't")
          << Mutex << Fix;
      note(Lock.Throws->getBeginLoc(), "this may throw while %0 is locked") << Mutex;
      continue;
    }
    diag(Lock.Lock.Call->getBeginLoc(),
         "%0 is locked by hand and stays so on a way out of the function; who locks it next waits "
         "forever")
        << Mutex << Fix;
    for (const Stmt *Leak : llvm::ArrayRef(Lock.Leaks).take_front(3))
      note(Leak->getBeginLoc(), "%select{goes on|returns|throws}0 from here with %1 still locked")
          << (isa<ReturnStmt, CoreturnStmt>(Leak) ? 1
              : isa<CXXThrowExpr>(Leak)           ? 2
                                                  : 0)
          << Mutex;
  }
}

} // namespace asynctidy
