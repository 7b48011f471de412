//===- ScopeNotJoinedCheck.cpp - async-scope-not-joined -------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScopeNotJoinedCheck.h"
#include "async-tidy/Analysis/MemberThreads.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

ScopeNotJoinedCheck::ScopeNotJoinedCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

void ScopeNotJoinedCheck::report(Unit &U, const ScopeProblem &Problem) {
  enum { Scope, Return, Throw, Jump } Way = Scope;
  if (const Stmt *Leaves = Problem.Kind == ScopeProblem::LeftOnPath ? Problem.Where : nullptr)
    Way = isa<ReturnStmt, CoreturnStmt>(Leaves)            ? Return
          : isa<CXXThrowExpr>(Leaves)                      ? Throw
          : isa<BreakStmt, ContinueStmt, GotoStmt>(Leaves) ? Jump
                                                           : Scope;
  const bool Outlives = Problem.Kind == ScopeProblem::OutlivesLocal;
  SourceLocation Where = Outlives       ? Problem.At
                         : Way == Scope ? Problem.Scope->getLocation()
                                        : Problem.Where->getBeginLoc();
  if (inSystemHeader(Where, U.context()) || !firstReport(Where, Problem.Local))
    return;
  if (Outlives)
    diag(Where,
         "%0 is captured by reference, but is gone before %1 waits for the work that uses it")
        << Problem.Local << Problem.Scope;
  else if (Problem.Kind == ScopeProblem::NeverJoined)
    diag(Where, "nothing joins %0: what still runs when it is destroyed ends the program")
        << Problem.Scope;
  else
    diag(Where, "%0 is not joined %select{on every way to the end of its scope|before this return|"
                "before this throw|before this jump}1: what still runs ends the program")
        << Problem.Scope << Way;
  if (Outlives) {
    note(Problem.Scope->getLocation(), "%0 is declared before %1, and destroyed after it")
        << Problem.Scope << Problem.Local;
    return;
  }
  note(Problem.Adds->getBeginLoc(), "%0 is given work here") << Problem.Scope;
}

void ScopeNotJoinedCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return; // Its instantiations are looked at.
  for (const ScopeProblem &Problem : scopeProblems(U, U.body(Function))) {
    if (Problem.Kind == ScopeProblem::LeftOnPath && U.isTestCode(Function))
      continue; // A test that fails ends anyway.
    report(U, Problem);
  }
  const CXXRecordDecl *Record = classOf(Function);
  if (Record && !Record->isDependentContext() && firstReport(Record->getLocation(), Record))
    for (const ScopeProblem &Problem : scopeProblems(U, *Record))
      report(U, Problem);
}

} // namespace asynctidy
