//===- CoroutineReferenceParameterCheck.cpp - async-coroutine-reference-parameter ---===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoroutineReferenceParameterCheck.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/LateArguments.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Fix/ByValue.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

CoroutineReferenceParameterCheck::CoroutineReferenceParameterCheck(
    StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// True if callers of \p Function are all in this file: it is private to it, or no header has it.
static bool isLocal(const FunctionDecl &Function) {
  if (!Function.isExternallyVisible() || Function.getAccess() == AS_private)
    return true;
  const SourceManager &SM = Function.getASTContext().getSourceManager();
  return llvm::all_of(Function.redecls(), [&SM](const FunctionDecl *Declaration) {
    return SM.isInMainFile(SM.getExpansionLoc(Declaration->getLocation()));
  });
}

/// True if \p Task can't be moved: it must be awaited where it is made.
static bool isImmovable(const CXXRecordDecl &Task) {
  return llvm::any_of(Task.ctors(), [](const CXXConstructorDecl *Constructor) {
    return Constructor->isMoveConstructor() && Constructor->isDeleted();
  });
}

void CoroutineReferenceParameterCheck::collectCalls(Unit &U) {
  CallsOf = &U;
  AwaitedEverywhere.clear();
  forEachFunction(U, [&](const FunctionDecl &Caller) {
    const FunctionBody &Body = U.body(Caller);
    for (const Expr *Call : Body.calls()) {
      const FunctionDecl *Callee = isa<CallExpr>(Call) ? calleeOf(*Call) : nullptr;
      if (!Callee || !isCoroutine(*Callee))
        continue;
      bool &All = AwaitedEverywhere.try_emplace(Callee->getCanonicalDecl(), true).first->second;
      All = All && fateOfTask(U, Body, *Call).What == Fate::Awaited;
    }
  });
}

void CoroutineReferenceParameterCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!isCoroutine(Function) || Function.isDependentContext() || isInstantiation(Function) ||
      (Method && Method->getParent()->isLambda()) || U.isTestCode(Function))
    return;
  std::optional<TaskType> Task = taskType(U, Function.getReturnType());
  if (!Task || Task->SyncGenerator || isImmovable(*Task->Record))
    return;
  for (const ParmVarDecl *Parameter : Function.parameters()) {
    QualType Type = Parameter->getType();
    if (handleOf(Type) == Handle::None || isLongLived(U, Type) ||
        !usesLate(U, Function, *Parameter) || !firstReport(Parameter->getLocation()))
      continue;
    if (isLocal(Function)) {
      if (CallsOf != &U)
        collectCalls(U);
      auto It = AwaitedEverywhere.find(Function.getCanonicalDecl());
      if (It != AwaitedEverywhere.end() && It->second)
        return;
    }
    Edits Fix(U.context());
    takeByValue(Fix, Function, *Parameter);
    diag(Parameter->getLocation(), "what %0 refers to may be gone when the coroutine uses it")
        << Parameter << Fix;
    for (const Suspension &Point : suspensionsOf(U, Function)) {
      if (Point.Point)
        note(Point.Point->getBeginLoc(), "used after it is suspended here");
      else
        note(Function.getLocation(), "it doesn't run before its task is awaited");
      break;
    }
  }
}

} // namespace asynctidy
