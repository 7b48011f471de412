//===- DanglingCoroutineArgumentCheck.cpp - async-dangling-coroutine-argument ---===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DanglingCoroutineArgumentCheck.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Fix/ByValue.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

DanglingCoroutineArgumentCheck::DanglingCoroutineArgumentCheck(
    StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// Where the task leaves, in words.
static StringRef leaves(Fate F) {
  switch (F) {
  case Fate::Returned:
    return "the task is returned here";
  case Fate::Stored:
    return "the task is kept here";
  case Fate::Spawned:
    return "the task runs on its own from here";
  default:
    return "the task is awaited here, which is too late";
  }
}

/// True if a task of \p Type that is dropped goes on all the same.
static bool runsOn(const Unit &U, QualType Type) {
  std::optional<TaskType> Task = taskType(U, Type);
  return Task && (Task->FireAndForget ||
                  (Task->Start == TaskStart::Eager && Task->Model && Task->Model->Task &&
                   Task->Model->Task->Dropped == TaskModel::Detaches));
}

/// A lambda coroutine of whose end nobody hears, so that none of its callers keeps what it lends.
void DanglingCoroutineArgumentCheck::checkUnawaitable(Unit &U, const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  std::optional<TaskType> Task = taskType(U, Function.getReturnType());
  if (!Method || !Method->getParent()->isLambda() || !Task || !Task->FireAndForget ||
      !callGiven(U, Function))
    return; // Of others the callers are looked at.
  for (const ParmVarDecl *Parameter : Function.parameters()) {
    QualType Type = Parameter->getType();
    if (handleOf(Type) == Handle::None || isLongLived(U, Type) ||
        !usesLate(U, Function, *Parameter) || !firstReport(Parameter->getLocation()))
      continue;
    Edits Fix(U.context());
    if (!isInstantiation(Function))
      takeByValue(Fix, Function, *Parameter);
    diag(Parameter->getLocation(), "what %0 refers to may be gone when the coroutine uses it: "
                                   "nobody can wait for its end")
        << Parameter << Fix;
    for (const Suspension &Point : suspensionsOf(U, Function))
      if (Point.Point) {
        note(Point.Point->getBeginLoc(), "suspended here");
        break;
      }
  }
}

void DanglingCoroutineArgumentCheck::analyze(Unit &U, const FunctionDecl &Function) {
  // Of a template neither the callees nor the tasks are known: its instantiations are looked at.
  // What main() has lives as long as all others need it.
  if (Function.isDependentContext() || Function.isMain() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  if (Body.isCoroutine())
    checkUnawaitable(U, Function);
  for (const Expr *Call : Body.calls()) {
    if (!Call->getType()->isRecordType())
      continue;
    llvm::SmallVector<LateArgument, 2> Late = lateArguments(U, Body, *Call);
    if (Late.empty())
      continue;
    FateAt Fate = fateOfTask(U, Body, *Call);
    if (Fate.What == Fate::Discarded && runsOn(U, Call->getType()))
      Fate = {Fate::Spawned, Call, nullptr};
    for (const LateArgument &Argument : Late)
      if (outlives(U, Body, *Call, Fate, Argument) && firstReport(Argument.Argument->getBeginLoc()))
        report(U, *Call, Argument, Fate);
  }
}

void DanglingCoroutineArgumentCheck::report(Unit &U, const Expr &Call, const LateArgument &Argument,
                                            const FateAt &At) {
  Edits Fix(U.context());
  const FunctionDecl *Callee = calleeOf(Call);
  // Once: the same edit twice is taken for a conflict.
  if (Argument.Parameter && Callee->getDefinition() &&
      firstReport(Argument.Parameter->getLocation()))
    takeByValue(Fix, *Callee->getDefinition(), *Argument.Parameter);
  SourceLocation Where = Argument.Argument->getBeginLoc();
  if (Argument.Local)
    diag(Where, "the task refers to %0 and may outlive it") << Argument.Local << Fix;
  else if (Argument.IsObject)
    diag(Where, "this temporary is gone when the task of its member function runs") << Fix;
  else
    diag(Where, "this temporary is gone when the task runs, which refers to it") << Fix;
  if (At.Where)
    note(At.Where->getBeginLoc(), leaves(At.What));
  if (Argument.Parameter)
    note(Argument.Parameter->getLocation(),
         "taken here %select{by reference|as a pointer or view}0")
        << !Argument.Parameter->getType()->isReferenceType();
}

} // namespace asynctidy
