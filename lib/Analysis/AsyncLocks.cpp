//===- AsyncLocks.cpp - locks that suspend, and what happens under them ------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/AsyncLocks.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/LiveAcross.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

/// The member call in \p S, whatever is around it; null if it is none.
static const CXXMemberCallExpr *memberCall(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E ? stripToObject(E) : nullptr);
  return Call && Call->getMethodDecl() && Call->getMethodDecl()->getIdentifier() ? Call : nullptr;
}

/// The object that statement \p S unlocks; null if it does something else.
static const Expr *unlockedBy(const Stmt *S) {
  const CXXMemberCallExpr *Call = memberCall(S);
  return Call && Call->getMethodDecl()->getName().equals_insensitive("unlock")
             ? Call->getImplicitObjectArgument()
             : nullptr;
}

static const VarDecl *guardOf(const FunctionBody &In, const Expr *Point) {
  for (const Stmt *S = Point; isa_and_nonnull<Expr>(S); S = In.parent(S))
    if (const VarDecl *Var = In.initializedBy(S))
      return Var;
  return nullptr;
}

/// What happens from behind \p Point, which locks \p Mutex, to the unlock.
static AsyncLock::Over heldOver(const FunctionBody &In, const Expr &Point, const Expr &Mutex) {
  const Stmt *Statement = In.statementOf(&Point);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(In.parent(Statement));
  const VarDecl *Guard = guardOf(In, &Point);
  std::optional<AccessPath> Path = AccessPath::of(&Mutex);
  if (!Block || !Path)
    return AsyncLock::Unknown;
  if (Guard) {
    // What goes elsewhere may live for longer.
    if (!Guard->hasLocalStorage() || !Guard->getType().isDestructedType())
      return AsyncLock::Unknown;
    for (const DeclRefExpr *Ref : In.references())
      if (Ref->getDecl() == Guard) {
        const Expr *Unlocked = unlockedBy(In.statementOf(Ref));
        if (!Unlocked || stripToObject(Unlocked) != Ref)
          return AsyncLock::Unknown;
      }
  } else if (!Point.getType()->isVoidType() || stripToObject(dyn_cast<Expr>(Statement)) != &Point) {
    return AsyncLock::Unknown;
  }
  bool Behind = false, Works = false, Ended = Guard != nullptr;
  for (const Stmt *S : Block->body()) {
    if (S == Statement) {
      Behind = true;
      continue;
    }
    if (!Behind)
      continue;
    if (const Expr *Unlocked = unlockedBy(S)) {
      std::optional<AccessPath> Other = AccessPath::of(Unlocked);
      if (Other && *Other == (Guard ? AccessPath::ofVariable(*Guard) : *Path)) {
        Ended = true;
        break;
      }
    }
    Works = true;
    for (const Expr *Suspends : In.suspensions())
      if (In.isWithin(Suspends, S))
        return AsyncLock::Suspension;
  }
  return Ended && Works ? AsyncLock::Nothing : AsyncLock::Unknown;
}

SmallVector<AsyncLock, 2> asyncLocksOf(Unit &U, const FunctionBody &In) {
  SmallVector<AsyncLock, 2> Locks;
  for (const Expr *Point : In.suspensions()) {
    const CXXMemberCallExpr *Call = memberCall(awaitOperand(Point));
    if (!Call || !Call->getMethodDecl()->getName().contains_insensitive("lock") ||
        !isSuspendingMutex(U, Call->getImplicitObjectArgument()->getType()))
      continue;
    AsyncLock Lock;
    Lock.Mutex = Call->getImplicitObjectArgument();
    Lock.Point = Point;
    Lock.HeldOver = heldOver(In, *Point, *Lock.Mutex);
    Locks.push_back(Lock);
  }
  return Locks;
}

/// Collects what in \p S, lambdas too, names \p Field.
static void mentions(const Stmt *S, const FieldDecl &Field,
                     llvm::SmallPtrSetImpl<const Expr *> &Found) {
  if (!S)
    return;
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S))
    return mentions(Coroutine->getBody(), Field, Found);
  if (const auto *Return = dyn_cast<CoreturnStmt>(S))
    return mentions(Return->getOperand(), Field, Found);
  if (const Expr *Operand = awaitOperand(S))
    return mentions(Operand, Field, Found);
  if (const auto *Member = dyn_cast<MemberExpr>(S);
      Member && Member->getMemberDecl()->getCanonicalDecl() == Field.getCanonicalDecl())
    Found.insert(Member);
  for (const Stmt *Child : S->children())
    mentions(Child, Field, Found);
}

/// Takes out of \p Mentions what \p In does with the mutex and is understood; false if it holds it
/// across a suspension, or for nobody knows how long.
static bool understand(Unit &U, const FunctionBody &In,
                       llvm::SmallPtrSetImpl<const Expr *> &Mentions) {
  for (const AsyncLock &Lock : asyncLocksOf(U, In))
    if (Mentions.erase(stripToObject(Lock.Mutex)) && Lock.HeldOver != AsyncLock::Nothing)
      return false;
  for (const Expr *Call : In.calls())
    if (const Expr *Unlocked = unlockedBy(Call))
      Mentions.erase(stripToObject(Unlocked));
  for (const LambdaExpr *Lambda : In.lambdas())
    if (const CXXMethodDecl *Call = Lambda->getCallOperator(); Call && Call->getBody())
      if (!understand(U, U.body(*Call), Mentions))
        return false;
  return true;
}

bool heldOverNoSuspension(Unit &U, const FieldDecl &Mutex) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Mutex.getParent());
  if (!Class || Mutex.getAccess() == AS_public || Class->hasFriends() ||
      Class->isDependentContext())
    return false;
  for (const Decl *D : Class->decls())
    if (isa<FunctionTemplateDecl, CXXRecordDecl>(D) && !D->isImplicit())
      return false; // Which may do as they please with it.
  for (const CXXMethodDecl *Method : Class->methods()) {
    if (Method->isImplicit() || Method->isDefaulted() || Method->isDeleted())
      continue;
    const FunctionDecl *Definition = Method->getDefinition();
    if (!Definition || !Definition->getBody())
      return false;
    llvm::SmallPtrSet<const Expr *, 4> Mentions;
    mentions(Definition->getBody(), Mutex, Mentions);
    if (!Mentions.empty() && (!understand(U, U.body(*Definition), Mentions) || !Mentions.empty()))
      return false;
  }
  return true;
}

bool isLockedOver(Unit &U, const FunctionBody &In, const Expr &Point) {
  auto IsLock = [&U](const VarDecl &Var) {
    TypeMatch M = U.typeModel(Var.getType().getNonReferenceType());
    const CXXRecordDecl *Record = compat::recordOf(Var.getType().getNonReferenceType());
    return (M && M->Guard) ||
           (Record && Record->hasDefinition() && !Record->hasTrivialDestructor() &&
            (U.models().sounds(Record, Sense::Lock) || U.models().sounds(&Var, Sense::Lock)));
  };
  const FunctionDecl &Function = In.function();
  if ((Function.getIdentifier() && Function.getName().contains_insensitive("lock")) ||
      llvm::any_of(Function.parameters(), [&](const ParmVarDecl *P) { return IsLock(*P); }))
    return true;
  const LiveAcross &Live = U.liveAcross(Function);
  for (const auto &[Var, Why] : Live.at({Suspension::Await, &Point}))
    if (IsLock(*Var))
      return true;
  if (const LockState &Locks = U.locks(Function); Locks.any() && !Locks.at(Point).empty())
    return true;
  for (const AsyncLock &Lock : asyncLocksOf(U, In))
    if (Lock.Point->getExprLoc() < Point.getExprLoc() && Lock.HeldOver != AsyncLock::Nothing)
      return true;
  const CallExpr *Given = callGiven(U, Function);
  const FunctionDecl *Callee = Given ? Given->getDirectCallee() : nullptr;
  return U.models().sounds(Callee, Sense::Lock);
}

} // namespace asynctidy
