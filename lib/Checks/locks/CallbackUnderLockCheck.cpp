//===- CallbackUnderLockCheck.cpp - async-callback-under-lock ------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CallbackUnderLockCheck.h"
#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Guarded.h"
#include "async-tidy/Analysis/LockSummary.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

CallbackUnderLockCheck::CallbackUnderLockCheck(StringRef Name,
                                               clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

static bool isForeign(const Unit &U, const CallSite &Site) {
  return Site.Expr && Site.Kind == CallSite::Call && foreignCall(U, *Site.Expr);
}

/// What a message calls the foreign code.
static std::string nameOf(const ForeignCall &Call, const CallSite &Site) {
  if (Call.Kind != ForeignCall::Callback)
    return nameOfCallee(Site);
  std::string Stored = "'" + Call.Stored->getNameAsString() + "'";
  std::optional<AccessPath> Path = AccessPath::of(Call.Object);
  return Path && Path->named() == Call.Stored ? Stored : "a callback in " + Stored;
}

/// True if \p S mentions what the lock may guard, members and globals, or a variable that is
/// declared behind \p Guard, besides \p Callback.
static bool needsLock(const Stmt *S, const ValueDecl &Callback, const VarDecl &Guard,
                      const SourceManager &SM) {
  if (!S)
    return false;
  if (const auto *Member = dyn_cast<MemberExpr>(S)) {
    if (Member->getMemberDecl() == &Callback)
      return false;
    if (isa<FieldDecl, VarDecl>(Member->getMemberDecl()))
      return true;
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var ? !isa<FunctionDecl>(Ref->getDecl())
             : !Var->hasLocalStorage() || Var->getType()->isReferenceType() ||
                   Var->getType()->isPointerType() ||
                   SM.isBeforeInTranslationUnit(Guard.getLocation(), Var->getLocation()))
      return true;
  } else if (isa<CXXThisExpr, LambdaExpr>(S)) {
    return true;
  }
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return needsLock(Child, Callback, Guard, SM); });
}

static void addMentions(const Stmt *S, const ValueDecl &Member,
                        llvm::SmallVectorImpl<const MemberExpr *> &Found) {
  if (!S)
    return;
  if (const auto *Use = dyn_cast<MemberExpr>(S); Use && Use->getMemberDecl() == &Member)
    Found.push_back(Use);
  for (const Stmt *Child : S->children())
    addMentions(Child, Member, Found);
}

/// The name of a copy of member \p Name: without what marks it as one.
static std::string nameOfCopy(StringRef Name) {
  StringRef Bare = Name;
  if (!Bare.consume_front("m_"))
    Bare.consume_back("_");
  return Bare == Name || Bare.empty() ? (Name + "_copy").str() : Bare.str();
}

static bool isCopyable(QualType Type) {
  if (Type.isConstQualified() || Type->isReferenceType())
    return false;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  return !Record || (Record->hasDefaultConstructor() &&
                     llvm::any_of(Record->ctors(), [](const CXXConstructorDecl *C) {
                       return C->isCopyConstructor() && !C->isDeleted();
                     }));
}

/// Copies the callback under the lock and calls the copy behind the lock's scope: if the call is
/// the last statement of that scope, alone or in an `if` that asks for the callback, and nothing
/// else in it may need the lock.
static void callBehindScope(Edits &E, Unit &U, const FunctionBody &Body, const ForeignCall &Foreign,
                            const Expr &Call, const VarDecl &Guard) {
  const auto *Callee = dyn_cast<MemberExpr>(Foreign.Object->IgnoreParenImpCasts());
  const auto *Field = dyn_cast<FieldDecl>(Foreign.Stored);
  if (!Callee || !Field || Callee->getMemberDecl() != Field || isInstantiation(Body.function()) ||
      !isa<CXXThisExpr>(Callee->getBase()->IgnoreParenImpCasts()) ||
      !isCopyable(Field->getType()) || !Call.getType()->isVoidType()) {
    E.refuse();
    return;
  }
  const Stmt *Last = Body.statementOf(&Call);
  if (!isa_and_nonnull<IfStmt>(Last) && Last != Body.parent(&Call) && Last != &Call) {
    E.refuse();
    return;
  }
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body.parent(Last));
  if (Block && Block->size() == 1 && isa_and_nonnull<IfStmt>(Body.parent(Block))) {
    Last = Body.parent(Block);
    Block = dyn_cast_or_null<CompoundStmt>(Body.parent(Last));
  }
  const auto *If = dyn_cast<IfStmt>(Last);
  const SourceManager &SM = U.context().getSourceManager();
  if (!Block || Block->body_back() != Last || needsLock(Last, *Field, Guard, SM) ||
      (If && (If->getElse() || If->getInit() || If->getConditionVariable() ||
              Body.isWithin(&Call, If->getCond())))) {
    E.refuse();
    return;
  }
  const Stmt *First = nullptr, *Before = nullptr;
  for (const Stmt *S : Block->body()) {
    const auto *Decls = dyn_cast<DeclStmt>(S);
    if (Decls && Decls->isSingleDecl() && Decls->getSingleDecl() == &Guard)
      First = S;
    if (S == Last)
      break;
    Before = S;
  }
  std::string Copy = nameOfCopy(Field->getName());
  auto IsCalledSo = [&Copy](const VarDecl *Var) { return Var->getName() == Copy; };
  if (!First || llvm::any_of(Body.variables(), IsCalledSo) ||
      llvm::any_of(Body.function().parameters(), IsCalledSo)) {
    E.refuse();
    return;
  }
  // As the member's declaration has it, unless that is one of C's.
  StringRef Type =
      Field->getType()->isPointerType() || !Field->getTypeSourceInfo()
          ? StringRef()
          : sourceText(Field->getTypeSourceInfo()->getTypeLoc().getSourceRange(), U.context());
  std::string Declared = Type.empty() ? ("decltype(" + Field->getName() + ")").str() : Type.str();
  braceStatements(E, U.context(), *First, *Before, Declared + " " + Copy + ";",
                  Copy + " = " + Field->getNameAsString() + ";");
  llvm::SmallVector<const MemberExpr *, 2> Uses;
  addMentions(Last, *Field, Uses);
  for (const MemberExpr *Use : Uses)
    E.replace(Use->getSourceRange(), Copy);
}

void CallbackUnderLockCheck::report(Unit &U, const FunctionDecl &Function, const CallSite &Site,
                                    llvm::ArrayRef<CallSite> Path, const HeldLock &Lock,
                                    bool OnlyLock) {
  const CallSite &Last = Path.empty() ? Site : Path.back();
  ForeignCall Foreign = *foreignCall(U, *Last.Expr);
  if (!firstReport(Site.Location))
    return;
  diag(Site.Location, "%0 %select{is called|reaches a callback}1 while %2 is locked%select{| on "
                      "some paths}3; it deadlocks if it comes back for the lock")
      << (Path.empty() ? nameOf(Foreign, Site) : nameOfCallee(Site)) << !Path.empty()
      << asynctidy::nameOf(Lock) << !Lock.Definite;
  const CallSite *Caller = &Site;
  for (const CallSite &Step : Path) {
    note(Step.Location, "%0 calls %1 here")
        << nameOfCallee(*Caller) << (&Step == &Last ? nameOf(Foreign, Step) : nameOfCallee(Step));
    Caller = &Step;
  }
  note(Lock.Taken, "locked here");
  if (!Path.empty() || Foreign.Kind != ForeignCall::Callback || !OnlyLock || !Lock.Definite ||
      !Lock.Holder.Guard || !Lock.Holder.Guard->isLocalVarDecl())
    return;
  Edits Fix(U.context());
  callBehindScope(Fix, U, U.body(Function), Foreign, *Site.Expr, *Lock.Holder.Guard);
  if (!Fix.empty())
    note(Site.Location, "copy it under the lock and call the copy behind the lock's scope") << Fix;
}

void CallbackUnderLockCheck::examine(Unit &U, const FunctionDecl &Function, const CallSite &Site,
                                     const LockState::Held &Held) {
  std::vector<const HeldLock *> Locks;
  for (const auto &[Holder, Lock] : Held)
    if (!Lock.Tried && !isRecursive(U, Lock) && !takesLock(U, U.body(Function), *Site.Expr, Lock))
      Locks.push_back(&Lock);
  if (Locks.empty())
    return;
  // By place, so that each run says the same.
  llvm::sort(Locks, [](const HeldLock *A, const HeldLock *B) { return A->Taken < B->Taken; });
  if (isForeign(U, Site)) {
    report(U, Function, Site, {}, *Locks.front(), Locks.size() == 1);
    return;
  }
  const FunctionDecl *Entered = Site.Virtual ? nullptr : U.callGraph().entered(Site.Callee);
  if (!Entered)
    return;
  const Reach &Answer = Foreign->ask(*Entered);
  if (Answer.What != Reach::Yes)
    return;
  for (const HeldLock *Lock : Locks)
    if (!mentionsMutex(U, Answer.Path, *Lock)) {
      report(U, Function, Site, Answer.Path, *Lock, false);
      return;
    }
}

void CallbackUnderLockCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || !U.locks(Function).any() || U.isTestCode(Function))
    return;
  if (QueryOf != &U) {
    QueryOf = &U;
    Foreign = std::make_unique<CallGraph::Query>(
        U.callGraph(), [&U](const CallSite &Site) { return isForeign(U, Site); }, nullptr,
        RareAtMost);
  }
  forEachCallUnderLock(U, Function, [&](const CallSite &Site, const LockState::Held &Held) {
    examine(U, Function, Site, Held);
  });
}

} // namespace asynctidy
