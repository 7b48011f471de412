//===- UnjoinedThreadCheck.cpp - async-unjoined-thread --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnjoinedThreadCheck.h"
#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/MemberThreads.h"
#include "async-tidy/Analysis/Mentions.h"
#include "async-tidy/Fix/Threads.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

UnjoinedThreadCheck::UnjoinedThreadCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

void UnjoinedThreadCheck::report(Unit &U, const FunctionBody *In, const JoinProblem &Problem) {
  using P = JoinProblem;
  const auto *Var = dyn_cast_or_null<VarDecl>(Problem.Thread);
  const auto *Leaves = dyn_cast_or_null<Stmt>(Problem.Where);
  enum { Scope, Return, Throw, Jump } Way = Scope;
  if (Problem.Kind == P::LeftOnPath && Leaves)
    Way = isa<ReturnStmt, CoreturnStmt>(Leaves)            ? Return
          : isa<CXXThrowExpr>(Leaves)                      ? Throw
          : isa<BreakStmt, ContinueStmt, GotoStmt>(Leaves) ? Jump
                                                           : Scope;
  const bool AtThread = Problem.Kind == P::NeverJoined || Problem.Kind == P::NotInDestructor ||
                        (Problem.Kind == P::LeftOnPath && Way == Scope);
  SourceLocation Where = AtThread ? Problem.Thread->getLocation() : Problem.Where->getBeginLoc();
  if (inSystemHeader(Where, U.context()) || !firstReport(Where, Problem.Thread ? nullptr : this))
    return;
  Edits Fix(U.context());
  if (Var && In && (Problem.Kind == P::NeverJoined || Problem.Kind == P::LeftOnPath) &&
      !isInstantiation(In->function()))
    useJthread(Fix, U, *In, *Var);
  switch (Problem.Kind) {
  case P::NeverJoined:
    diag(Where, "nothing joins or detaches the thread in %0: its destructor ends the program")
        << Problem.Thread << Fix;
    break;
  case P::LeftOnPath:
    diag(Where, "%0 is %select{not joined on every way to the end of its scope|not joined before "
                "this return|not joined before this throw|not joined before this jump}1: its "
                "destructor ends the program")
        << Problem.Thread << Way << Fix;
    break;
  case P::Overwritten:
    diag(Where, "%0 gets another thread while its own is neither joined nor detached, which ends "
                "the program")
        << Problem.Thread;
    break;
  case P::Temporary:
    diag(Where, "this thread has no name, and is destroyed here without being joined, which ends "
                "the program");
    break;
  case P::JoinedAgain:
    diag(Where, "%0 may be joined or detached already: doing it again throws") << Problem.Thread;
    break;
  case P::NotStarted:
    diag(Where, "%0 may have no thread to be joined here: join() throws without one")
        << Problem.Thread;
    break;
  case P::NotInDestructor:
    diag(Where, "%0 is joined by %1, but not by the destructor of its class, which ends the "
                "program without")
        << Problem.Thread << Problem.Other;
    break;
  case P::NotToldToStop:
    diag(Where, "%0 is joined while its loop runs on until %1 changes, which nobody here does")
        << Problem.Thread << Problem.Flag;
    note(Problem.Other->getLocation(), "%0 is set here; do it before the join") << Problem.Flag;
    break;
  }
  if (Problem.Before)
    note(Problem.Before->getBeginLoc(),
         Problem.Kind == P::JoinedAgain && Var ? "joined or detached here" : "started here");
  else if (!AtThread && Var && Problem.Kind != P::NotStarted)
    note(Var->getLocation(), "started here");
}

/// `delete thread_;` of a thread that nobody in this unit joins or detaches.
void UnjoinedThreadCheck::checkDeletes(Unit &U, const FunctionDecl &Function) {
  for (const CallSite &Site : U.callGraph().callsOf(Function)) {
    const auto *Delete = dyn_cast_or_null<CXXDeleteExpr>(Site.Expr);
    const auto *Member =
        Delete ? dyn_cast<MemberExpr>(Delete->getArgument()->IgnoreParenImpCasts()) : nullptr;
    const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    const CXXRecordDecl *Thread = Field ? compat::recordOf(Delete->getDestroyedType()) : nullptr;
    if (!Thread || !endsProgram(U, Delete->getDestroyedType()) || !Thread->hasDefinition() ||
        !hasMethod(*Thread, "joinable"))
      continue;
    bool Started = false, Alone = true;
    for (const Mention &Use : usesAnywhere(U, *Field)) {
      const FunctionBody &Body = U.body(*Use.In);
      const Stmt *Up = Body.significantParent(Use.Where);
      const auto *Assign = dyn_cast_or_null<BinaryOperator>(Up);
      const Expr *Value =
          Assign && Assign->isAssignmentOp() ? Assign->getRHS()->IgnoreParenImpCasts() : nullptr;
      Started |= isa_and_nonnull<CXXNewExpr>(Value);
      // Tested, assigned, deleted: whatever else is done, it may be a join.
      Alone &= Value || isa_and_nonnull<CXXDeleteExpr>(Up) || isa_and_nonnull<IfStmt>(Up);
    }
    if (!Started || !Alone || !firstReport(Delete->getBeginLoc()))
      continue;
    diag(Delete->getBeginLoc(),
         "nothing joins or detaches the thread that %0 points to: its destructor ends the program")
        << Field;
  }
}

void UnjoinedThreadCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return; // Its instantiations are looked at.
  if (!U.isTestCode(Function))
    checkDeletes(U, Function);
  const FunctionBody &Body = U.body(Function);
  for (const JoinProblem &Problem : joinProblems(U, Body)) {
    // A test that fails ends anyway; one that never joins ends when it succeeds.
    if (Problem.Kind != JoinProblem::NeverJoined && Problem.Kind != JoinProblem::Temporary &&
        U.isTestCode(Function))
      continue;
    report(U, &Body, Problem);
  }
  const CXXRecordDecl *Record = classOf(Function);
  if (Record && !Record->isDependentContext() && firstReport(Record->getLocation(), Record))
    for (const JoinProblem &Problem : joinProblems(U, *Record))
      report(U, nullptr, Problem);
}

} // namespace asynctidy
