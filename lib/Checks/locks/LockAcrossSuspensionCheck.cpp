//===- LockAcrossSuspensionCheck.cpp - async-lock-across-suspension ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LockAcrossSuspensionCheck.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

namespace {
/// A suspension point and a lock that is held across it.
struct HeldAt {
  const Expr *Point;
  HeldLock Lock;
};
} // namespace

LockAcrossSuspensionCheck::LockAcrossSuspensionCheck(StringRef Name,
                                                     clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// Adds what \p S mentions and a lock may guard: members, globals, and what references, pointers
/// and owners lead to.
static void addShared(const Unit &U, const Stmt *S,
                      llvm::SmallPtrSetImpl<const ValueDecl *> &Shared) {
  if (const auto *Member = dyn_cast<MemberExpr>(S)) {
    if (isa<FieldDecl, VarDecl>(Member->getMemberDecl()))
      Shared.insert(Member->getMemberDecl());
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl())) {
      QualType Type = Var->getType();
      TypeMatch M = U.typeModel(Type.getNonReferenceType());
      if (!Var->hasLocalStorage() || Type->isReferenceType() || Type->isPointerType() ||
          (M && M->Owner))
        Shared.insert(Var);
    }
  }
  for (const Stmt *Child : S->children())
    if (Child)
      addShared(U, Child, Shared);
}

static bool mentionsLocal(const Stmt *S, const llvm::SmallPtrSetImpl<const Decl *> &Locals) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (Locals.count(Ref->getDecl()))
      return true;
  for (const Stmt *Child : S->children())
    if (Child && mentionsLocal(Child, Locals))
      return true;
  return false;
}

/// Adds what \p Decls declares; false if types are among it, which mentionsLocal() doesn't see.
static bool addDeclared(const DeclStmt &Decls, llvm::SmallPtrSetImpl<const Decl *> &Locals) {
  for (const Decl *D : Decls.decls()) {
    if (!isa<VarDecl>(D))
      return false;
    Locals.insert(D);
    if (const auto *Parts = dyn_cast<DecompositionDecl>(D))
      Locals.insert(Parts->bindings().begin(), Parts->bindings().end());
  }
  return true;
}

static bool declaresGuard(const Unit &U, const DeclStmt &Decls) {
  const auto *Var = dyn_cast<VarDecl>(*Decls.decl_begin());
  return Var && holdsBlockingLock(U, Var->getType());
}

/// Ends the guard's scope before the suspension: possible if guard and suspension are
/// statements of one block, and nothing that the lock may guard is touched from there on.
static void endScope(Edits &E, Unit &U, const FunctionBody &Body, const VarDecl &Guard,
                     const Expr &Point) {
  const Stmt *Suspends = Body.statementOf(&Point);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body.parent(Suspends));
  const Stmt *Declares = nullptr, *Last = nullptr;
  llvm::SmallPtrSet<const ValueDecl *, 8> Guarded, Later;
  llvm::SmallPtrSet<const Decl *, 8> Locals{&Guard};
  if (!Block || isInstantiation(Body.function())) {
    E.refuse();
    return;
  }
  bool After = false, Works = false, Stays = false;
  for (const Stmt *S : Block->body()) {
    const auto *Decls = dyn_cast<DeclStmt>(S);
    After |= S == Suspends;
    if (After) {
      addShared(U, S, Later);
      Stays |= mentionsLocal(S, Locals);
    } else if (Declares) {
      addShared(U, S, Guarded);
      Stays |= Decls && !addDeclared(*Decls, Locals);
      Works |= !Decls || !declaresGuard(U, *Decls);
      Last = S;
    } else if (Decls && Decls->isSingleDecl() && Decls->getSingleDecl() == &Guard) {
      Declares = S;
    }
  }
  Stays |= llvm::any_of(Guarded, [&Later](const ValueDecl *D) { return Later.count(D); });
  if (!Works || Stays)
    E.refuse();
  else
    braceStatements(E, U.context(), *Declares, *Last);
}

/// Unlocks before the suspending statement and locks again behind it: for a statement that is
/// the await alone, as what keeps or uses its value may need the lock, and whose operand
/// mentions nothing that the rest of the function does. With nothing else to do under the lock
/// it is the awaited work that the lock was meant for.
static void unlockAround(Edits &E, Unit &U, const FunctionBody &Body, const VarDecl &Guard,
                         const Expr &Point) {
  const auto *Suspends = dyn_cast_or_null<Expr>(Body.statementOf(&Point));
  const Stmt *Block = Body.parent(Suspends);
  if (!Suspends || !isa_and_nonnull<CompoundStmt>(Block) || isInstantiation(Body.function()) ||
      Guard.getLocation().isMacroID() ||
      Suspends->IgnoreImplicit()->IgnoreParenCasts()->IgnoreImplicit() != &Point) {
    E.refuse();
    return;
  }
  llvm::SmallPtrSet<const ValueDecl *, 8> Elsewhere, Operand;
  addShared(U, awaitOperand(&Point), Operand);
  bool Works = false;
  for (const Stmt *Child = Suspends; Block; Child = Block, Block = Body.parent(Block))
    for (const Stmt *S : Block->children())
      if (S && S != Child) {
        addShared(U, S, Elsewhere);
        Works |= !isa<DeclStmt>(S) || !declaresGuard(U, *cast<DeclStmt>(S));
      }
  SourceLocation End = endOf(Suspends->getSourceRange(), U.context());
  if (!Works || End.isInvalid() ||
      llvm::any_of(Operand, [&](const ValueDecl *D) { return Elsewhere.count(D); })) {
    E.refuse();
    return;
  }
  std::string Indent = indentationAt(Suspends->getBeginLoc(), U.context()).str();
  E.insertBefore(Suspends->getBeginLoc(), Guard.getNameAsString() + ".unlock();\n" + Indent);
  E.insertAfter(Suspends->getSourceRange(), ";\n" + Indent + Guard.getNameAsString() + ".lock()");
}

static bool hasMethod(const VarDecl &Var, StringRef Name) {
  const CXXRecordDecl *Record = Var.getType().getCanonicalType()->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() &&
         llvm::any_of(Record->methods(), [&](const CXXMethodDecl *M) {
           return M->getIdentifier() && M->getName() == Name;
         });
}

/// True if \p S starts an operation that suspends a stackful coroutine until it is done:
/// `socket.async_read_some(buffer, yield)`.
static bool suspendsStackful(const Unit &U, const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return U.models().sounds(Callee, Sense::Initiates) &&
         llvm::any_of(Call->arguments(), [&U](const Expr *Argument) {
           TypeMatch T = U.typeModel(Argument->getType().getNonReferenceType());
           return T && T->Cancels == Cancellation::Unwinds;
         });
}

void LockAcrossSuspensionCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const FunctionBody &Body = U.body(Function);
  bool Stackful =
      llvm::any_of(Body.calls(), [&U](const Expr *Call) { return suspendsStackful(U, *Call); });
  // A test may well hold a lock to see who waits for it.
  if ((Body.suspensions().empty() && !Stackful) || !U.locks(Function).any() ||
      U.isTestCode(Function))
    return;
  const SourceManager &SM = U.context().getSourceManager();
  // One finding for each place where locks are taken, whatever the number of suspensions. By place
  // and name, so that each run says the same.
  std::map<std::tuple<SourceLocation, std::string, LockHolder>, std::vector<HeldAt>> Findings;
  U.locks(Function).forEachPoint([&](const Stmt &S, const LockState::Held &Held) {
    if (Held.empty() || !Body.contains(&S) ||
        (awaitOperand(&S) ? neverSuspends(U, cast<Expr>(S)) : !Stackful || !suspendsStackful(U, S)))
      return;
    for (const auto &[Holder, Lock] : Held)
      if (!takesLock(U, Body, cast<Expr>(S), Lock))
        Findings[{Lock.Taken, nameOf(Lock), Holder}].push_back({cast<Expr>(&S), Lock});
  });
  llvm::SmallPtrSet<const Expr *, 4> Seen;
  llvm::DenseMap<const Expr *, unsigned> LocksAt;
  llvm::DenseMap<const VarDecl *, unsigned> Suspended;
  for (auto &[Key, Points] : Findings) {
    llvm::sort(Points, [&SM](const HeldAt &A, const HeldAt &B) {
      return SM.isBeforeInTranslationUnit(A.Point->getExprLoc(), B.Point->getExprLoc());
    });
    for (const HeldAt &At : Points)
      ++LocksAt[At.Point];
    Suspended[std::get<LockHolder>(Key).Guard] += Points.size();
  }
  for (const auto &[Key, Points] : Findings) {
    const auto &[Taken, Name, Holder] = Key;
    const HeldLock &Lock = Points.front().Lock;
    const Expr &First = *Points.front().Point;
    if (!firstReport(First.getExprLoc(),
                     reinterpret_cast<const void *>(uintptr_t(Taken.getRawEncoding()))))
      continue;
    diag(First.getExprLoc(),
         "%0 is still locked while the coroutine is suspended here%select{| on some paths}1")
        << Name << !Lock.Definite;
    if (Holder.Guard && isa<ParmVarDecl>(Holder.Guard) && Taken == Holder.Guard->getLocation())
      note(Taken, "the caller gives the lock to the coroutine here");
    else
      note(Taken, "locked here; the thread that resumes the coroutine may be another one");
    if (std::optional<TaskType> Task = taskType(U, Function.getReturnType()))
      if (auto Mutex = idiomText(U, Task->Model, "mutex"))
        if (auto Take = idiomText(U, Task->Model, "lock", "mutex", "mutex"))
          note(Taken, "'%0' doesn't block the thread: '%1'") << *Mutex << *Take;
    for (const HeldAt &Other : llvm::ArrayRef(Points).drop_front().take_front(3))
      note(Other.Point->getExprLoc(), "and while it is suspended here");
    // Of several locks at one point the outer one's scope is the one to end: the inner ones lie
    // in it. In which order they could be locked again nobody knows.
    if (!awaitOperand(&First) || !Seen.insert(&First).second || !Holder.Guard ||
        !Holder.Guard->isLocalVarDecl() || Suspended[Holder.Guard] != 1)
      continue;
    Edits Scope(U.context());
    endScope(Scope, U, Body, *Holder.Guard, First);
    if (!Scope.empty()) {
      note(Holder.Guard->getLocation(), "end the lock's scope before the suspension") << Scope;
      continue;
    }
    // Where it may not hold the lock it must not unlock either.
    if (!Lock.Definite || LocksAt[&First] != 1 || !hasMethod(*Holder.Guard, "unlock") ||
        !hasMethod(*Holder.Guard, "lock"))
      continue;
    Edits Around(U.context());
    unlockAround(Around, U, Body, *Holder.Guard, First);
    if (!Around.empty())
      note(First.getExprLoc(), "unlock before the suspension and lock again after it; check again "
                               "what the lock guards")
          << Around;
  }
}

} // namespace asynctidy
