//===- StdAsyncCheck.cpp - async-std-async -------------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StdAsyncCheck.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

StdAsyncCheck::StdAsyncCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// How the policy that runs the work at once is written: `std::launch::async`.
static std::string policyNow(const Unit &U, const Launch &L) {
  return spelledNamespace(U.context(), L.Model.Root) + "::" + L.Model->Launch->Policy +
         "::" + L.Model->Launch->Now;
}

/// Gives the call the policy that runs the work at once.
static void runNow(Edits &E, const Unit &U, const Launch &L) {
  if (L.Policy)
    E.replace(L.Policy->getSourceRange(), policyNow(U, L));
  else
    insertArgument(E, U.context(), *L.Call, 0, policyNow(U, L));
}

/// True if the future's destructor waits for the work.
static bool waitsInDestructor(const Unit &U, const Launch &L) {
  TypeMatch T = U.typeModel(L.Call->getType());
  return T && T->Task && T->Task->Dropped == TaskModel::Blocks;
}

static bool makesCalls(const Stmt *S) {
  if (!S)
    return false;
  if (isa<CallExpr, CoroutineSuspendExpr>(S))
    return true;
  return llvm::any_of(S->children(), makesCalls);
}

void StdAsyncCheck::suggestPolicy(Unit &U, const Launch &L) {
  Edits Fix(U.context());
  runNow(Fix, U, L);
  note(L.Call->getExprLoc(), "'%0' lets it run at once, on a thread of its own")
      << policyNow(U, L) << Fix;
}

void StdAsyncCheck::checkWait(Unit &U, const FunctionBody &Body, const Expr &Call) {
  const ValueDecl *Holder = holderNamedBy(objectOf(Call));
  if (!Holder)
    return;
  llvm::SmallVector<Launch, 2> Launches = launchesInto(U, Body.function(), *Holder);
  llvm::erase_if(Launches, [](const Launch &L) { return !L.mayBeDeferred(); });
  if (Launches.empty() || U.isTestCode(Body.function()))
    return;
  const Launch &First = Launches.front();
  // Who knows the third answer has thought of it.
  std::string Status = "future_status::" + First.Model->Launch->Deferred;
  if (fileMentions(Call.getExprLoc(), Status, U.context()) || !firstReport(Call.getExprLoc()))
    return;
  bool Always = llvm::all_of(Launches, [](const Launch &L) { return L.Runs == Launch::Deferred; });
  // Without a policy nobody has chosen to defer it.
  bool Chosen = llvm::any_of(Launches, [](const Launch &L) { return L.Policy; });
  Edits Fix(U.context());
  if (isInstantiation(Body.function()))
    Fix.refuse();
  // Several waits may have one start: it is mended once.
  static const char Mended = 0;
  for (const Launch &L : Launches)
    if (firstReport(L.Call->getBeginLoc(), &Mended))
      runNow(Fix, U, L);
  Edits None(U.context());
  if (Always)
    diag(Call.getExprLoc(), "%0 is deferred until somebody waits without a limit, so that this "
                            "wait never finds it ready")
        << Holder;
  else
    diag(Call.getExprLoc(), "%0 may be deferred until somebody waits without a limit; this wait "
                            "never finds it ready then")
        << Holder << (Chosen ? None : Fix);
  note(First.Call->getExprLoc(),
       "started here%select{|, with a policy that allows it|, without a policy}0")
      << (Always         ? 0
          : First.Policy ? 1
                         : 2)
      << (Chosen ? Fix : None);
}

bool StdAsyncCheck::checkCall(Unit &U, const FunctionBody &Body, const Launch &L) {
  if (L.Misplaced) {
    if (!firstReport(L.Call->getExprLoc()))
      return true;
    Edits Fix(U.context());
    llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*L.Call);
    const auto *At = llvm::find(Arguments, L.Misplaced);
    SourceLocation Before = endOf(At[-1]->getSourceRange(), U.context());
    if (isInstantiation(Body.function()) || Before.isInvalid())
      Fix.refuse();
    Fix.insertBefore(Arguments[0]->getBeginLoc(),
                     (sourceText(L.Misplaced->getSourceRange(), U.context()) + ", ").str());
    if (Before.isValid())
      Fix.remove({Before, L.Misplaced->getEndLoc()});
    diag(L.Misplaced->getExprLoc(),
         "this policy is an argument for the callable, which ignores it; "
         "as policy of %0 it stands first")
        << L.Call->getDirectCallee()->getDeclName() << Fix;
    return true;
  }
  const Stmt *Up = Body.significantParent(L.Call);
  const auto *Member = dyn_cast_or_null<MemberExpr>(Up);
  const auto *Then =
      Member ? dyn_cast_or_null<CXXMemberCallExpr>(Body.significantParent(Member)) : nullptr;
  if (!Then)
    return false;
  switch (futureWait(U, *Then)) {
  case FutureWait::None:
    break;
  case FutureWait::Forever:
    if (L.Runs != Launch::Deferred && L.Runs != Launch::Unknown && firstReport(Then->getExprLoc()))
      diag(Then->getExprLoc(), "the work of %0 is waited for at once%select{|, in each turn of the "
                               "loop}1: a plain call does the same")
          << L.Call->getDirectCallee()->getDeclName() << (Body.loopAround(L.Call) != nullptr);
    break;
  case FutureWait::Limited:
    if (L.Runs == Launch::Now && waitsInDestructor(U, L) && firstReport(Then->getExprLoc()))
      diag(Then->getExprLoc(),
           "this limit means nothing: the future is destroyed here, and waits for the work");
    break;
  }
  return true;
}

void StdAsyncCheck::checkLocal(Unit &U, const FunctionBody &Body, const Launch &L,
                               const VarDecl &Var, bool Beside) {
  const Stmt *Declared = Body.statementOf(L.Call);
  llvm::ArrayRef<Stmt *> Rest = Body.following(Declared);
  bool InLoop = Body.loopAround(L.Call) != nullptr;
  if (!isUsed(Body, Var)) {
    if (L.Runs == Launch::Deferred || (L.Runs == Launch::Either && waitsInDestructor(U, L))) {
      if (!firstReport(Var.getLocation()))
        return;
      diag(
          Var.getLocation(),
          "%0 is never used: its work %select{is deferred and never runs|may never run, or the end "
          "of the scope waits for it}1")
          << &Var << (L.Runs == Launch::Either);
      if (llvm::any_of(Rest, makesCalls))
        suggestPolicy(U, L);
      return;
    }
    if (L.Runs == Launch::Now && waitsInDestructor(U, L) && !Beside &&
        isa_and_nonnull<CompoundStmt>(Body.parent(Declared)) && llvm::none_of(Rest, makesCalls) &&
        firstReport(Var.getLocation()))
      diag(Var.getLocation(),
           "%0 is destroyed at once, after its work%select{|, in each turn of the "
           "loop}1: a plain call does the same")
          << &Var << InLoop;
    return;
  }
  const Expr *Wait = Beside || (L.Runs != Launch::Now && L.Runs != Launch::Either)
                         ? nullptr
                         : waitBehind(U, Body, L, Var);
  if (!Wait || !firstReport(Wait->getExprLoc()))
    return;
  diag(Wait->getExprLoc(), "the work of %0 is waited for at once%select{|, in each turn of the "
                           "loop}1: a plain call does the same")
      << &Var << InLoop;
  note(L.Call->getExprLoc(), "started here");
}

void StdAsyncCheck::checkAssignment(Unit &U, const FunctionBody &Body, const Launch &L) {
  const auto *Assign = dyn_cast_or_null<CXXOperatorCallExpr>(Body.significantParent(L.Call));
  if (!Assign || Assign->getOperator() != OO_Equal || L.Runs == Launch::Unknown ||
      L.Runs == Launch::Deferred || !waitsInDestructor(U, L))
    return;
  std::optional<AccessPath> To = AccessPath::of(Assign->getArg(0));
  const ValueDecl *Holder = To ? To->named() : nullptr;
  const Stmt *Loop = Body.loopAround(Assign);
  if (!Holder || !Loop || (isa<VarDecl>(Holder) && Holder->getType()->isReferenceType()))
    return;
  // Declared in the loop, or used in it otherwise: then each turn has its own, or waits knowingly.
  for (const VarDecl *Var : Body.variables())
    if (Var == Holder && Var->getBeginLoc() >= Loop->getBeginLoc() &&
        Var->getBeginLoc() <= Loop->getEndLoc())
      return;
  unsigned Mentions = 0;
  auto Count = [&](auto Self, const Stmt *S) -> void {
    if (!S)
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      Mentions += Ref->getDecl()->getCanonicalDecl() == Holder->getCanonicalDecl();
    if (const auto *Member = dyn_cast<MemberExpr>(S))
      Mentions += Member->getMemberDecl()->getCanonicalDecl() == Holder->getCanonicalDecl();
    // What leaves the loop behind the assignment makes it the only one.
    Mentions += isa<BreakStmt, ReturnStmt, CoreturnStmt, GotoStmt>(S) ? 2 : 0;
    for (const Stmt *Child : S->children())
      Self(Self, Child);
  };
  Count(Count, Loop);
  // A path with more than the object's own name may lead to another object in each turn.
  bool Fixed = To->isVariable() || (To->startsAtThis() && To->steps().size() == 1);
  if (Mentions != 1 || !Fixed || !firstReport(Assign->getOperatorLoc()))
    return;
  diag(Assign->getOperatorLoc(), "%0 is overwritten in each turn of the loop, which waits for the "
                                 "work of the turn before")
      << Holder;
}

/// A thread-local variable that the work of \p L uses itself; null without one.
static const VarDecl *threadLocalOf(Unit &U, const FunctionBody &Body, const Launch &L) {
  for (const CallableArgument &Callable : callablesOf(U, Body, *L.Call)) {
    const FunctionDecl *Definition = Callable.Body ? Callable.Body->getDefinition() : nullptr;
    if (Definition && Definition->doesThisDeclarationHaveABody())
      for (const DeclRefExpr *Ref : U.body(*Definition).references())
        if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
            Var && Var->getTLSKind() != VarDecl::TLS_None)
          return Var;
  }
  return nullptr;
}

void StdAsyncCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return; // Types aren't known yet: its instantiations are looked at.
  const FunctionBody &Body = U.body(Function);
  bool Beside = false;
  for (const Expr *Call : Body.calls()) {
    if (futureWait(U, *Call) == FutureWait::Limited)
      checkWait(U, Body, *Call);
    std::optional<Launch> L = launchOf(U, *Call);
    if (!L || U.isTestCode(Function))
      continue;
    if (checkCall(U, Body, *L))
      continue;
    const auto *Var = dyn_cast_or_null<VarDecl>(holderOf(Body, *Call));
    if (const auto *Declared = dyn_cast_or_null<DeclStmt>(Body.statementOf(Call));
        Var && Var->isLocalVarDecl() && !Var->isStaticLocal() && Declared &&
        Declared->isSingleDecl() && Declared->getSingleDecl() == Var)
      checkLocal(U, Body, *L, *Var, Beside);
    else
      checkAssignment(U, Body, *L);
    if (const VarDecl *Own =
            L->Runs == Launch::Either && !L->Policy ? threadLocalOf(U, Body, *L) : nullptr;
        Own && firstReport(L->Call->getExprLoc())) {
      diag(L->Call->getExprLoc(), "without a policy the work may run on the thread that waits for "
                                  "it, and uses that thread's %0 then")
          << Own;
      suggestPolicy(U, *L);
    }
    Beside = true;
  }
}

} // namespace asynctidy
