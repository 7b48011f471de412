//===- InconsistentLockingCheck.cpp - async-inconsistent-locking ---------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "InconsistentLockingCheck.h"
#include "async-tidy/Analysis/ClassLocks.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace asynctidy {

InconsistentLockingCheck::InconsistentLockingCheck(StringRef Name,
                                                   clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11), AllFields(option("AllFields", false)) {}

/// True if \p Type is a container, which changes as a whole: nobody can use one while another
/// thread changes it, whereas a flag or a pointer may belong to one thread after all.
static bool isContainer(QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type);
  return Record && Record->hasDefinition() &&
         ((hasMethod(*Record, "begin") && hasMethod(*Record, "clear")) ||
          (hasMethod(*Record, "push") && hasMethod(*Record, "pop")));
}

/// True if \p Record has a mutex that nobody else can lock: if its methods don't, nobody does.
static bool hasMutexOfItsOwn(const Unit &U, const CXXRecordDecl &Record) {
  bool Has = llvm::any_of(Record.fields(), [&](const FieldDecl *Field) {
    // Those of C have no methods to tell by.
    return Field->getAccess() != AS_public &&
           (isBlockingMutex(U, Field->getType()) ||
            StringRef(Field->getType().getAsString()).contains("mutex"));
  });
  return Has && llvm::none_of(Record.methods(), [&](const CXXMethodDecl *Method) {
           if (Method->getAccess() != AS_public || !Method->getIdentifier())
             return false;
           QualType Result = Method->getReturnType().getNonReferenceType();
           return Method->getName().equals_insensitive("lock") || isBlockingMutex(U, Result) ||
                  holdsBlockingLock(U, Result);
         });
}

/// True if callers of \p Method are meant to hold the lock, or to be alone with the object.
static bool isForTheCareful(const Unit &U, const CXXMethodDecl &Method) {
  if (Method.hasAttr<NoThreadSafetyAnalysisAttr>() || Method.isCopyAssignmentOperator() ||
      Method.isMoveAssignmentOperator())
    return true;
  return U.models().sounds(&Method, Sense::CalledLocked) ||
         U.models().sounds(&Method, Sense::CalledAlone);
}

/// True if \p Body runs while \p Mutex isn't held, as far as the class itself can tell; \p Path
/// receives the calls that lead there, the last one first.
static bool reachedUnlocked(const Unit &U, const ClassLocks &Locks, const ClassLocks::Body &Body,
                            const AccessPath &Mutex,
                            llvm::SmallVectorImpl<const ClassLocks::Call *> &Path) {
  if (isForTheCareful(U, *Body.Method) || Path.size() > 8)
    return false;
  if (Body.Begins == ClassLocks::Entry::Open)
    // Where the class itself has locked each time, those who call it from outside do so too.
    return Body.Calls.empty() || llvm::any_of(Body.Calls, [&](const ClassLocks::Call &Call) {
             return !Call.Held.Known.count(Mutex);
           });
  for (const ClassLocks::Call &Call : Body.Calls) {
    const ClassLocks::Body *Caller = Locks.bodyOf(*Call.Caller);
    if (!Call.Held.none() || Caller->Begins == ClassLocks::Entry::Construction)
      continue;
    Path.push_back(&Call);
    if (reachedUnlocked(U, Locks, *Caller, Mutex, Path))
      return true;
    Path.pop_back();
  }
  return false;
}

/// True if a thread has been joined before \p Access: it may have been the last one.
static bool isBehindJoin(Unit &U, const FieldAccess &Access) {
  const SourceManager &SM = U.context().getSourceManager();
  return llvm::any_of(U.body(*Access.In).calls(), [&](const Expr *Call) {
    const FunctionDecl *Callee = calleeOf(*Call);
    return Callee && Callee->getIdentifier() && Callee->getName().contains_insensitive("join") &&
           SM.isBeforeInTranslationUnit(Call->getExprLoc(), Access.Where->getExprLoc());
  });
}

void InconsistentLockingCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  const CXXRecordDecl *Record = Method && Method->isInstance() ? Method->getParent() : nullptr;
  if (!Record || Record->isLambda() || Record->isDependentContext() ||
      !firstReport(Record->getLocation(), Record))
    return;
  if (!hasMutexOfItsOwn(U, *Record) || U.isTestCode(Function))
    return;
  const ClassLocks &Locks = U.classLocks(*Record);
  std::set<AccessPath> Paths;
  for (const FieldAccess &Access : Locks.accesses())
    if (const FieldDecl *Field = Access.field();
        Field && Field->getParent() == Record && !Field->getType().isConstQualified() &&
        !isThreadSafe(U, Access.Path.named()->getType()) && !isThreadSafe(U, Field->getType()))
      Paths.insert(Access.Path);
  for (const AccessPath &Path : Paths)
    if (std::optional<ClassLocks::Guarded> Guarded = Locks.guarded(Path))
      report(U, Locks, *Guarded);
}

void InconsistentLockingCheck::report(Unit &U, const ClassLocks &Locks,
                                      const ClassLocks::Guarded &Guarded) {
  std::map<const CXXMethodDecl *, const FieldAccess *> Locked, First;
  for (const FieldAccess *Access : Guarded.Locked)
    Locked.try_emplace(Locks.bodyOf(*Access->In)->Method, Access);
  for (const FieldAccess *Access : Guarded.Unlocked)
    First.try_emplace(Locks.bodyOf(*Access->In)->Method, Access);
  // A field that every other method uses without the lock belongs to one thread, or something
  // else protects it: that isn't what the lock is for.
  const bool Container =
      !Guarded.Locked.empty() && isContainer(Guarded.Locked.front()->Path.named()->getType());
  if (Locked.size() < 2 || Locked.size() <= First.size() || !(Container || AllFields) ||
      (!Container && Guarded.Locked.size() <= Guarded.Unlocked.size()))
    return;
  for (auto &[Method, Access] : First) {
    llvm::SmallVector<const ClassLocks::Call *, 4> Path;
    const ClassLocks::Body *In = Locks.bodyOf(*Access->In);
    // It looks again under the lock.
    if (Locked.count(Method) || isBehindJoin(U, *Access))
      continue;
    if (!reachedUnlocked(U, Locks, *In, Guarded.Mutex, Path) ||
        !firstReport(Access->Where->getExprLoc()))
      continue;
    const ValueDecl *Field = Access->Path.named();
    if (Access->Kind == FieldAccess::Read)
      diag(Access->Where->getExprLoc(),
           "%0 is read without %1, under which another thread may write it")
          << Field << Guarded.Mutex.named();
    else
      diag(Access->Where->getExprLoc(), "%0 is written without %1, under which others use it")
          << Field << Guarded.Mutex.named();
    for (const ClassLocks::Call *Call : Path)
      note(Call->Where->getExprLoc(), "called without the lock here");
    note(Guarded.Write->Where->getExprLoc(), "written under %0 here") << Guarded.Mutex.named();
  }
}

} // namespace asynctidy
