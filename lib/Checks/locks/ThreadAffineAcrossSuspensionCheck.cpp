//===- ThreadAffineAcrossSuspensionCheck.cpp - async-thread-affine-across-suspension ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ThreadAffineAcrossSuspensionCheck.h"
#include "async-tidy/Analysis/LiveAcross.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/ThreadBound.h"

using namespace clang;

namespace asynctidy {

ThreadAffineAcrossSuspensionCheck::ThreadAffineAcrossSuspensionCheck(
    StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// True if the coroutine's frame has the object that \p Var names: not a reference, unless it keeps
/// a temporary alive.
static bool isObject(const VarDecl &Var) {
  if (!Var.getType()->isReferenceType())
    return true;
  const Expr *Init = isa<ParmVarDecl>(Var) ? nullptr : Var.getInit();
  if (const auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(Init))
    Init = Cleanups->getSubExpr();
  return Init && isa<MaterializeTemporaryExpr>(Init->IgnoreParens());
}

void ThreadAffineAcrossSuspensionCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const FunctionBody &Body = U.body(Function);
  if (Body.suspensions().empty())
    return;
  std::map<const VarDecl *, ThreadBound> Bound;
  auto Add = [&](const VarDecl *Var) {
    if (isObject(*Var) && Var->hasLocalStorage())
      if (std::optional<ThreadBound> B = threadBound(U, Var->getType()))
        Bound[Var->getCanonicalDecl()] = *B;
  };
  llvm::for_each(Function.parameters(), Add);
  llvm::for_each(Body.variables(), Add);
  if (Bound.empty() || U.isTestCode(Function))
    return;
  // What iterates over a generator resumes it, usually on the thread that made the object.
  std::optional<TaskType> Task = taskType(U, Function.getReturnType());
  if (Task && Task->SyncGenerator)
    return;
  const LiveAcross &Live = U.liveAcross(Function);
  std::map<std::pair<SourceLocation, const VarDecl *>, llvm::SmallVector<const Expr *, 2>> Findings;
  for (const Suspension &Point : Live.points()) {
    if (!Point.Point)
      continue; // Before the start only parameters are there; they are alive at later points too.
    for (const auto &[Var, B] : Bound)
      // Nothing in the flow tells that parameters end: they do so with the coroutine.
      if ((Live.at(Point).count(Var) || isa<ParmVarDecl>(Var)) &&
          !mayHaveLetGo(U, Body, *Var, B, *Point.Point))
        Findings[{Var->getLocation(), Var}].push_back(Point.Point);
  }
  for (const auto &[Key, Points] : Findings) {
    const VarDecl *Var = Key.second;
    if (!firstReport(Points.front()->getExprLoc(),
                     reinterpret_cast<const void *>(uintptr_t(Key.first.getRawEncoding()))))
      continue;
    diag(Points.front()->getExprLoc(),
         "%0 is bound to its thread, but still alive while the coroutine is suspended here")
        << Var;
    const CXXRecordDecl *Class = Bound.find(Var)->second.Record;
    note(Var->getLocation(),
         "%0 must end on the thread that made it; another one may resume the coroutine")
        << Class;
    for (const Expr *Other : llvm::ArrayRef(Points).drop_front().take_front(3))
      note(Other->getExprLoc(), "and while it is suspended here");
  }
}

} // namespace asynctidy
