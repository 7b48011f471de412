//===- IneffectiveLockCheck.cpp - async-ineffective-lock -----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IneffectiveLockCheck.h"
#include "async-tidy/Analysis/AsyncLocks.h"
#include "async-tidy/Analysis/GuardUse.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

IneffectiveLockCheck::IneffectiveLockCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// The statements of the block around \p S that come behind it; empty if it is no statement of a
/// block.
static SmallVector<const Stmt *, 8> restOfBlock(const FunctionBody &Body, const Stmt &S) {
  SmallVector<const Stmt *, 8> Rest;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body.parent(&S));
  if (!Block)
    return Rest;
  bool Behind = false;
  for (const Stmt *Child : Block->body()) {
    if (Behind && !isa<NullStmt>(Child))
      Rest.push_back(Child);
    Behind |= Child == &S;
  }
  return Rest;
}

/// True if the guard made in \p S may be held for the rest of its block: nothing there locks the
/// same mutex, suspends, or is jumped to.
static bool mayHold(Unit &U, const FunctionBody &Body, ArrayRef<const Stmt *> Rest,
                    ArrayRef<const Expr *> Mutexes) {
  if (Rest.empty() ||
      llvm::any_of(Rest, [](const Stmt *S) { return isa<SwitchCase>(S) || isa<LabelStmt>(S); }))
    return false;
  auto InRest = [&](const Stmt *S) {
    return llvm::any_of(Rest, [&](const Stmt *R) { return Body.isWithin(S, R); });
  };
  if (llvm::any_of(Body.suspensions(), InRest))
    return false;
  auto IsOurs = [&](const Expr *E) {
    std::optional<AccessPath> Path = AccessPath::of(E);
    return Path && llvm::any_of(Mutexes, [&](const Expr *M) {
             std::optional<AccessPath> Ours = AccessPath::of(M);
             return Ours && *Ours == *Path;
           });
  };
  for (const Expr *Call : Body.calls()) {
    const Expr *Object = objectOf(*Call);
    if (InRest(Call) && ((Object && IsOurs(Object)) || llvm::any_of(argumentsOf(*Call), IsOurs)))
      return false;
  }
  return true;
}

/// Gives the guard of \p Rest's block a name: in front of its parenthesis or brace at \p Before, or
/// with `auto` in front of all of it, at \p Begin.
static void giveName(Edits &Fix, Unit &U, const FunctionBody &Body, SourceLocation Begin,
                     SourceLocation Before, ArrayRef<const Stmt *> Rest,
                     ArrayRef<const Expr *> Mutexes) {
  std::string Name = unusedName(Body.function(), {"lock", "guard", "lock2", "guard2"}, U.context());
  if (Name.empty() || isInstantiation(Body.function()) || !mayHold(U, Body, Rest, Mutexes))
    Fix.refuse();
  else if (Before.isValid())
    Fix.insertBefore(Before, " " + Name);
  else
    Fix.insertBefore(Begin, "auto " + Name + " = ");
}

//===----------------------------------------------------------------------===//
// Guards without a name
//===----------------------------------------------------------------------===//

/// True if \p S names a variable or calls something.
static bool usesState(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && isa<VarDecl>(Ref->getDecl()))
    return true;
  return isa<CallExpr, CXXThisExpr>(S) || llvm::any_of(S->children(), usesState);
}

/// True if \p Rest only returns, and nothing that a lock could protect.
static bool onlyLeaves(ArrayRef<const Stmt *> Rest) {
  if (const auto *Return = dyn_cast<CoreturnStmt>(Rest.front()))
    return !usesState(Return->getOperand());
  return isa<ReturnStmt>(Rest.front()) && !usesState(Rest.front());
}

void IneffectiveLockCheck::unnamed(Unit &U, const FunctionBody &Body, const Expr &Guard) {
  if (!Guard.isPRValue())
    return;
  const Expr *Whole = &Guard;
  const Stmt *Child = Whole;
  const Stmt *Up = Body.significantParent(Whole, &Child);
  if (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Up)) {
    Whole = Cast;
    Up = Body.significantParent(Cast, &Child);
  }
  SmallVector<const Stmt *, 8> Rest = restOfBlock(Body, *Child);
  // At the end of a block there is nothing to protect: such a lock waits for who holds it. So may
  // one just before the function returns, or others are woken.
  auto Notifies = [&](const Expr *Call) {
    return isNotification(U, *Call) && Body.isWithin(Call, Rest.front());
  };
  if (!isa_and_nonnull<CompoundStmt>(Up) || Rest.empty() || onlyLeaves(Rest) ||
      llvm::any_of(Body.calls(), Notifies))
    return;
  SmallVector<const Expr *, 2> Mutexes;
  GuardStart How = guardInit(U, Whole, &Mutexes);
  if (How == GuardStart::Defers || !firstReport(Guard.getExprLoc()))
    return;
  SourceLocation Before;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Guard)) {
    Before = Construct->getParenOrBraceRange().getBegin();
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Whole); Cast && Before.isInvalid())
      Before = Cast->getLParenLoc();
    if (Before.isInvalid())
      return; // A conversion: nobody wrote a guard here.
  }
  Edits Fix(U.context());
  giveName(Fix, U, Body, Whole->getBeginLoc(), Before, Rest, Mutexes);
  std::optional<AccessPath> Path =
      Mutexes.size() == 1 ? AccessPath::of(Mutexes.front()) : std::nullopt;
  const ValueDecl *Mutex = Path ? Path->named() : nullptr;
  if (Mutex)
    diag(Whole->getBeginLoc(), "this lock of %0 has no name: it ends here, and protects nothing")
        << Mutex << Fix;
  else
    diag(Whole->getBeginLoc(), "this lock has no name: it ends here, and protects nothing") << Fix;
}

//===----------------------------------------------------------------------===//
// Guards that don't lock
//===----------------------------------------------------------------------===//

/// The declaration of \p Var in \p S.
static const DeclStmt *declarationOf(const VarDecl &Var, const Stmt *S) {
  const auto *Decls = dyn_cast_or_null<DeclStmt>(S);
  if (Decls && llvm::is_contained(Decls->decls(), &Var))
    return Decls;
  if (S && !isa<Expr>(S))
    for (const Stmt *Child : S->children())
      if (const DeclStmt *Found = declarationOf(Var, Child))
        return Found;
  return nullptr;
}

bool IneffectiveLockCheck::vexing(Unit &U, const FunctionBody &Body, const VarDecl &Var) {
  SourceLocation Parenthesis;
  const ValueDecl *Mutex = mutexMeantBy(U, Body, Var, Parenthesis);
  if (!Mutex || llvm::any_of(Body.references(),
                             [&](const DeclRefExpr *Ref) { return Ref->getDecl() == &Var; }))
    return false;
  const DeclStmt *Statement = declarationOf(Var, Body.function().getBody());
  if (!Statement || !firstReport(Var.getLocation()))
    return true;
  Edits Fix(U.context());
  // Dereferencing what isn't a pointer, or the other way round, would be another error.
  if (Mutex->getType().getNonReferenceType()->isPointerType() != Var.getType()->isPointerType())
    Fix.refuse();
  giveName(Fix, U, Body, Parenthesis, Parenthesis, restOfBlock(Body, *Statement), {});
  diag(Var.getLocation(), "this declares a variable %0 and locks nothing; the mutex %0 stays free")
      << &Var << Fix;
  note(Mutex->getLocation(), "the mutex that was meant");
  return true;
}

void IneffectiveLockCheck::guard(Unit &U, const FunctionBody &Body, const VarDecl &Guard) {
  SmallVector<const Expr *, 2> Mutexes;
  GuardStart How = guardInit(U, Guard.getInit(), &Mutexes);
  GuardUse Use = guardUse(U, Body, Guard);
  if (Guard.isStaticLocal()) {
    // What main() locks so may be meant to stay locked.
    if (How == GuardStart::Locks && Guard.getTLSKind() == VarDecl::TLS_None && !Use.any() &&
        !Body.function().isMain() && firstReport(Guard.getLocation()))
      diag(Guard.getLocation(),
           "%0 is static: it locks when it is first reached, and never again nor unlocks")
          << &Guard;
    return;
  }
  if (Use.Locked || Use.Tested || Use.Escapes)
    return;
  switch (How) {
  case GuardStart::Empty:
  case GuardStart::Defers:
    if (!firstReport(Guard.getLocation()))
      return;
    if (Use.Tried)
      diag(Guard.getLocation(),
           "nobody looks whether %0 got the lock; what follows may run without")
          << &Guard;
    else if (How == GuardStart::Empty)
      diag(Guard.getLocation(), "%0 has no mutex to lock: it protects nothing") << &Guard;
    else
      diag(Guard.getLocation(), "%0 is never locked: it protects nothing") << &Guard;
    return;
  case GuardStart::Tries:
    if (firstReport(Guard.getLocation()))
      diag(Guard.getLocation(),
           "nobody looks whether %0 got the lock; what follows may run without")
          << &Guard;
    return;
  case GuardStart::Adopts:
    if (Mutexes.size() == 1 && adoptsUnlocked(U, Body, Guard, *Mutexes.front()) &&
        firstReport(Guard.getLocation()))
      diag(Guard.getLocation(), "%0 adopts a lock that nobody has taken: it unlocks a free mutex")
          << &Guard;
    return;
  case GuardStart::Locks:
  case GuardStart::Unknown:
    return;
  }
}

void IneffectiveLockCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const FunctionBody &Body = U.body(Function);
  auto Any = [&](QualType Type) {
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    TypeMatch M = U.typeModel(Type);
    return isGuard(U, Type) || (M && M->Mutex);
  };
  if (llvm::none_of(Body.variables(), [&](const VarDecl *V) { return Any(V->getType()); }) &&
      llvm::none_of(Body.calls(), [&](const Expr *E) { return isGuard(U, E->getType()); }) &&
      llvm::none_of(Body.suspensions(),
                    [](const Expr *E) { return E->getType().isDestructedType(); }))
    return;
  if (U.isTestCode(Function))
    return;
  // Guards and mutexes know what they do with each other.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function))
    if (TypeMatch M = U.models().type(*Method->getParent()); M && (M->Guard || M->Mutex))
      return;
  for (const Expr *Call : Body.calls())
    if (isGuard(U, Call->getType()))
      unnamed(U, Body, *Call);
  for (const Expr *Point : Body.suspensions())
    if (isGuard(U, Point->getType()))
      unnamed(U, Body, *Point);
  // What is to be destroyed, and came from awaiting a lock, is a guard, whatever its class.
  for (const AsyncLock &Lock : asyncLocksOf(U, Body))
    if (Lock.Point->getType().isDestructedType() && !isGuard(U, Lock.Point->getType()))
      unnamed(U, Body, *Lock.Point);
  // Of a template an instantiation may lack what another one does with the guard.
  if (isInstantiation(Function))
    return;
  for (const VarDecl *Var : Body.variables()) {
    if (!Var->isLocalVarDecl() || !Any(Var->getType()))
      continue;
    if (vexing(U, Body, *Var))
      continue;
    TypeMatch M = U.typeModel(Var->getType());
    if (M && M->Guard)
      guard(U, Body, *Var);
    const Expr *Lock =
        M && M->Mutex && Var->hasLocalStorage() ? onlyLockOf(U, Body, *Var) : nullptr;
    if (!Lock || !firstReport(Var->getLocation()))
      continue;
    diag(Var->getLocation(),
         "each call of %0 has a mutex %1 of its own: locking it keeps nobody out")
        << describe(Function) << Var;
    note(Lock->getExprLoc(), "locked here, and given to nobody else");
  }
}

} // namespace asynctidy
