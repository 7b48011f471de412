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

/// Reports an unlock by hand of what a guard has locked and will unlock, whatever comes between.
void ManualLockCheck::checkGuarded(Unit &U, const FunctionBody &Body) {
  for (const Expr *Call : Body.calls())
    for (const LockCall &Unlock : lockCallsOf(U, *Call)) {
      std::optional<AccessPath> Path =
          Unlock.Does == LockFact::Releases ? AccessPath::of(Unlock.Mutex) : std::nullopt;
      if (!Path || !Path->named())
        continue;
      const HeldLock *Guarded = nullptr;
      LockState::Held Held = U.locks(Body.function()).at(*Call);
      for (const auto &[Holder, Lock] : Held)
        if (Holder.Guard && Lock.Definite && !Lock.Tried && Lock.Mutexes.size() == 1 &&
            Lock.Mutexes.front() == *Path)
          Guarded = &Lock;
      if (!Guarded)
        continue;
      // Who names the guard again may have let it go; who locks again has an unlocked part.
      const VarDecl *Guard = Guarded->Holder.Guard;
      bool Named = llvm::any_of(Body.references(), [Guard](const DeclRefExpr *Ref) {
        return Ref->getDecl()->getCanonicalDecl() == Guard->getCanonicalDecl();
      });
      bool Again = llvm::any_of(Body.calls(), [&](const Expr *Other) {
        return llvm::any_of(lockCallsOf(U, *Other), [&](const LockCall &Lock) {
          std::optional<AccessPath> At = AccessPath::of(Lock.Mutex);
          return Lock.Does != LockFact::Releases && At && *At == *Path;
        });
      });
      if (Named || Again || isa<ParmVarDecl>(Guard) || !firstReport(Call->getExprLoc()))
        continue;
      diag(Call->getExprLoc(), "%0 is unlocked here, and once more by %1 at the end of its scope, "
                               "when others may hold it")
          << Path->named() << Guard;
      note(Guarded->Taken, "%0 locks it here; end its scope, or unlock a std::unique_lock")
          << Guard;
    }
}

void ManualLockCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (!U.locks(Function).any() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  checkGuarded(U, Body);
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
