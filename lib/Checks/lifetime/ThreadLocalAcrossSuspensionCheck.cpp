//===- ThreadLocalAcrossSuspensionCheck.cpp - async-thread-local-across-suspension ---===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ThreadLocalAcrossSuspensionCheck.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/ThreadLocals.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

ThreadLocalAcrossSuspensionCheck::ThreadLocalAcrossSuspensionCheck(
    StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context), SameThread(option("SameThread", false)) {}

/// True if \p Use is compared, or asserted: that is how one finds out whether the thread is another
/// one.
static bool isCompared(const FunctionBody &Body, const Stmt *Use) {
  for (const Stmt *Up = Use; Up; Up = Body.significantParent(Up)) {
    if (const auto *Binary = dyn_cast<BinaryOperator>(Up); Binary && Binary->isComparisonOp())
      return true;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Up);
        Operator && Operator->isComparisonOp())
      return true;
  }
  return false;
}

void ThreadLocalAcrossSuspensionCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (SameThread || Function.isDependentContext())
    return; // Types aren't known yet in templates: their instantiations are looked at.
  const FunctionBody &Body = U.body(Function);
  if (Body.suspensions().empty() || U.isTestCode(Function))
    return;
  // What iterates over a generator resumes it, usually on its own thread.
  std::optional<TaskType> Task = taskType(U, Function.getReturnType());
  if (Task && (Task->SyncGenerator || (Task->Model && Task->Model.In->SameThread)))
    return;
  llvm::SmallVector<const VarDecl *, 2> Visited;
  for (const VarDecl *Var : Body.variables()) {
    // Of a loop over a container its hidden iterator, and then not what that gives.
    const CXXForRangeStmt *Loop = loopOfIterator(Body, *Var);
    if ((Var->isImplicit() && !Loop && !isa<DecompositionDecl>(Var)) ||
        llvm::is_contained(Visited, Var))
      continue;
    bool Declared = Var->isStaticLocal() && Var->getTLSKind() != VarDecl::TLS_None;
    std::optional<ThreadOwned> Owned = Declared || Var->hasGlobalStorage() || !Var->getInit()
                                           ? std::nullopt
                                           : threadOwned(U, Var->getInit(), Var->getType());
    if (!Declared && !Owned)
      continue;
    std::optional<StaleUse> Stale = firstStaleUse(U, Function, *Var);
    if (!Stale || (Owned && Owned->Kind == ThreadOwned::Identity && isCompared(Body, Stale->Use)))
      continue;
    if (Loop)
      Visited.push_back(Loop->getLoopVariable());
    SourceLocation Where = Stale->Use->getBeginLoc();
    if (!firstReport(Where))
      continue;
    if (Loop)
      diag(Where,
           "this loop goes through thread_local %0 of the thread that the coroutine was on, and "
           "may have left")
          << Owned->Var;
    else if (Declared)
      diag(Where, "%0 is thread_local: behind the suspension this may be another thread's"
                  "%select{, which nobody has initialized|}1")
          << Var << Var->hasConstantInitialization();
    else if (Owned->Kind == ThreadOwned::Identity)
      diag(Where, "%0 may be the number of another thread: the coroutine was suspended since")
          << Var;
    else
      diag(Where, "%0 leads into %select{errno|thread_local %2}1 of the thread that the coroutine "
                  "was on, and may have left")
          << Var << (Owned->Kind == ThreadOwned::Variable) << Owned->Var;
    note(Stale->Suspension->getExprLoc(), "suspended here; another thread may resume it");
  }
  std::optional<StaleUse> Stale = staleErrno(U, Function);
  // Where errno is written: clangd drops warnings in macros of system headers.
  SourceLocation At;
  if (Stale)
    At = U.context().getSourceManager().getExpansionLoc(Stale->Use->getBeginLoc());
  if (Stale && firstReport(At)) {
    diag(At, "errno may be that of another thread or of other work: the "
             "coroutine was suspended since it was set");
    note(Stale->Suspension->getExprLoc(), "suspended here; keep errno in a variable before");
  }
}

} // namespace asynctidy
