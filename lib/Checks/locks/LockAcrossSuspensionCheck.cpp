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
/// One lock and the suspension points that it is held across.
struct Finding {
  HeldLock Lock;
  std::vector<const Expr *> Points;
};
} // namespace

LockAcrossSuspensionCheck::LockAcrossSuspensionCheck(StringRef Name,
                                                     clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// True if \p Point awaits something that was given the lock: an asynchronous condition
/// variable takes it over, gives it up while it waits, and has it again afterwards.
static bool takesLock(const FunctionBody &Body, const Expr &Point, const HeldLock &Lock) {
  for (const DeclRefExpr *Ref : Body.references())
    if (Ref->getDecl() == Lock.Holder.Guard && Body.isWithin(Ref, &Point)) {
      const Stmt *Up = Body.significantParent(Ref);
      if (isa_and_nonnull<CallExpr>(Up) || isa_and_nonnull<CXXConstructExpr>(Up))
        return true;
    }
  return false;
}

/// The name of what is locked or of the guard, quoted; empty if it has none.
static std::string nameOf(const HeldLock &Lock) {
  const ValueDecl *Named = Lock.Mutexes.empty() ? nullptr : Lock.Mutexes.front().named();
  if (!Named)
    Named = Lock.Holder.Guard;
  return Named ? "'" + Named->getNameAsString() + "'" : "a lock";
}

static StringRef mentionedField(const Stmt *S, llvm::SmallPtrSetImpl<const ValueDecl *> &Fields) {
  if (const auto *Member = dyn_cast<MemberExpr>(S))
    Fields.insert(Member->getMemberDecl());
  else if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()); Var && !Var->hasLocalStorage())
      Fields.insert(Var);
  for (const Stmt *Child : S->children())
    if (Child)
      mentionedField(Child, Fields);
  return {};
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

/// Ends the guard's scope before the suspension: possible if guard and suspension are
/// statements of one block, and nothing that the lock may guard is touched from there on.
static void endScope(Edits &E, Unit &U, const FunctionBody &Body, const VarDecl &Guard,
                     const Expr &Point) {
  const Stmt *Suspends = Body.statementOf(&Point);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body.parent(Suspends));
  const Stmt *Declares = nullptr;
  if (Block)
    for (const Stmt *S : Block->body())
      if (const auto *Decls = dyn_cast<DeclStmt>(S); Decls && Decls->isSingleDecl() && Decls->getSingleDecl() == &Guard)
        Declares = S;
  if (!Declares || isInstantiation(Body.function())) {
    E.refuse();
    return;
  }
  llvm::SmallPtrSet<const ValueDecl *, 8> Guarded, Later;
  llvm::SmallPtrSet<const Decl *, 8> Locals;
  const Stmt *Last = nullptr;
  enum { Before, Under, After } Where = Before;
  for (const Stmt *S : Block->body()) {
    if (S == Suspends)
      Where = After;
    if (Where == Under) {
      mentionedField(S, Guarded);
      if (const auto *Decls = dyn_cast<DeclStmt>(S))
        Locals.insert(Decls->decl_begin(), Decls->decl_end());
      Last = S;
    } else if (Where == After) {
      mentionedField(S, Later);
      if (mentionsLocal(S, Locals)) {
        E.refuse();
        return;
      }
    }
    if (S == Declares) {
      Where = Under;
      Locals.insert(&Guard);
    }
  }
  for (const ValueDecl *D : Guarded)
    if (!isa<CXXMethodDecl>(D) && Later.count(D))
      Last = nullptr;
  if (!Last) {
    E.refuse();
    return;
  }
  braceStatements(E, U.context(), *Declares, *Last);
}

/// Unlocks before the suspending statement and locks again behind it.
static void unlockAround(Edits &E, Unit &U, const FunctionBody &Body, const VarDecl &Guard,
                         const Expr &Point) {
  const Stmt *Suspends = Body.statementOf(&Point);
  // Only for a statement whose value isn't kept: what would be guarded there?
  if (!Suspends || !isa<Expr>(Suspends) || !isa_and_nonnull<CompoundStmt>(Body.parent(Suspends)) ||
      isInstantiation(Body.function())) {
    E.refuse();
    return;
  }
  std::string Indent = indentationAt(Suspends->getBeginLoc(), U.context()).str();
  SourceLocation End = endOf(Suspends->getSourceRange(), U.context());
  if (End.isInvalid()) {
    E.refuse();
    return;
  }
  E.insertBefore(Suspends->getBeginLoc(), Guard.getNameAsString() + ".unlock();\n" + Indent);
  E.insertAfter(Suspends->getSourceRange(), ";\n" + Indent + Guard.getNameAsString() + ".lock()");
}

static bool hasMethod(const VarDecl &Var, StringRef Name) {
  const CXXRecordDecl *Record = Var.getType().getCanonicalType()->getAsCXXRecordDecl();
  return Record && Record->hasDefinition() && llvm::any_of(Record->methods(), [&](const CXXMethodDecl *M) {
    return M->getIdentifier() && M->getName() == Name;
  });
}

void LockAcrossSuspensionCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const FunctionBody &Body = U.body(Function);
  if (Body.suspensions().empty() || !U.locks(Function).any())
    return;
  std::map<LockHolder, Finding> Findings;
  U.locks(Function).forEachPoint([&](const Stmt &S, const LockState::Held &Held) {
    if (!awaitOperand(&S) || Held.empty() || neverSuspends(U, cast<Expr>(S)) || !Body.contains(&S))
      return;
    for (const auto &[Holder, Lock] : Held) {
      if (takesLock(Body, cast<Expr>(S), Lock))
        continue;
      Finding &F = Findings[Holder];
      F.Lock = Lock;
      F.Points.push_back(cast<Expr>(&S));
    }
  });
  for (auto &[Holder, F] : Findings) {
    const SourceManager &SM = U.context().getSourceManager();
    llvm::sort(F.Points, [&SM](const Expr *A, const Expr *B) {
      return SM.isBeforeInTranslationUnit(A->getExprLoc(), B->getExprLoc());
    });
    const Expr &First = *F.Points.front();
    if (!firstReport(First.getExprLoc(), reinterpret_cast<const void *>(
                                             uintptr_t(F.Lock.Taken.getRawEncoding()))))
      continue;
    diag(First.getExprLoc(), "%0 is still locked while the coroutine is suspended here%select{| on some paths}1")
        << nameOf(F.Lock) << !F.Lock.Definite;
    if (Holder.Guard && isa<ParmVarDecl>(Holder.Guard))
      note(F.Lock.Taken, "the caller gives the lock to the coroutine here");
    else
      note(F.Lock.Taken, "locked here; the thread that resumes the coroutine may be another one");
    for (const Expr *Point : llvm::ArrayRef(F.Points).drop_front().take_front(3))
      note(Point->getExprLoc(), "and while it is suspended here");
    if (!Holder.Guard || !Holder.Guard->isLocalVarDecl() || F.Points.size() != 1)
      continue;
    Edits Scope(U.context());
    endScope(Scope, U, Body, *Holder.Guard, First);
    if (!Scope.empty()) {
      note(Holder.Guard->getLocation(), "end the lock's scope before the suspension") << Scope;
      continue;
    }
    if (!hasMethod(*Holder.Guard, "unlock") || !hasMethod(*Holder.Guard, "lock"))
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
