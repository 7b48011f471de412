//===- UnboundedSpawnCheck.cpp - async-unbounded-spawn --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnboundedSpawnCheck.h"
#include "async-tidy/Analysis/AsyncContext.h"
#include "async-tidy/Analysis/Futures.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Analysis/UnknownSizes.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Names.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

UnboundedSpawnCheck::UnboundedSpawnCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes) {}

//===----------------------------------------------------------------------===//
// What is started
//===----------------------------------------------------------------------===//

/// True if \p Start makes a thread of its own: no pool has it.
static bool makesThread(Unit &U, const ThreadWork::Start &Start) {
  const Expr &Call = *Start.Call;
  if (isa<CXXConstructExpr>(Call)) {
    TypeMatch Made = U.typeModel(Call.getType());
    return Made && Made->Thread;
  }
  if (!U.calleeModel(Call))
    return true; // Of arguments, by a container.
  // std::async, whose future's destructor waits.
  std::optional<TaskType> Task = taskType(U, Call.getType());
  return !objectOf(Call) && !givenToPool(U, Call) && Task && Task->Model && Task->Model->Task &&
         Task->Model->Task->Dropped == TaskModel::Blocks;
}

/// True if \p Call, whose model is \p Model, makes a thread of its own for what it is given,
/// wherever the body of that is.
static bool startsThread(const Unit &U, const Expr &Call, const FunctionMatch &Model) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call)) {
    TypeMatch Made = Model->Callables.empty() ? TypeMatch() : U.typeModel(Call.getType());
    return Made && Made->Thread && !Construct->getConstructor()->isCopyOrMoveConstructor();
  }
  std::optional<Launch> Started = Model->Launch ? launchOf(U, Call) : std::nullopt;
  return Started && (Started->Runs == Launch::Now || Started->Runs == Launch::Either);
}

/// The task that \p Call lets run on its own; null if it does no such thing.
static const Expr *spawnedTask(const Unit &U, const Expr &Call) {
  if (FunctionMatch M = U.calleeModel(Call))
    for (const TaskFact &Fact : M->Tasks)
      if (Fact.Does == TaskFact::Spawns)
        for (const Expr *Task : select(Call, Fact.Argument))
          // A thread that is let go was counted when it was made.
          if (TypeMatch Type = U.typeModel(Task->getType()); !Type || !Type->Thread)
            return Task;
  return nullptr;
}

void UnboundedSpawnCheck::inLoop(Unit &U, const FunctionBody &Body, const Expr &Call,
                                 const Expr *Task) {
  const ValueDecl *Data = unboundedLoop(U, Body, Call);
  const Expr *Accept = Data || Task ? nullptr : unboundedAccepts(U, Body, Call);
  if ((!Data && !Accept) || !firstReport(Call.getExprLoc()))
    return;
  if (Accept) {
    diag(Call.getExprLoc(), "a thread is started for each connection, however many there are");
    note(Accept->getExprLoc(), "as many as come are accepted here: a pool, or a count of those "
                               "that are open, sets a limit");
    return;
  }
  diag(Call.getExprLoc(), "a %select{thread|task}0 is started for each element of %1, however many "
                          "there are")
      << (Task != nullptr) << Data;
  std::optional<TaskType> Type = Task ? taskType(U, Task->getType()) : std::optional<TaskType>();
  std::optional<std::string> Window =
      Type ? idiomText(U, Type->Model, "windowed", "count", "64") : std::nullopt;
  if (!Window) {
    note(Call.getExprLoc(), "a pool, a semaphore, or waiting for some in between sets a limit");
    return;
  }
  StringRef Rest = *Window;
  auto [Before, After] = Rest.split("{tasks}");
  note(Call.getExprLoc(), "a limit: '%0'") << (Before + "tasks" + After).str();
}

void UnboundedSpawnCheck::fanOut(Unit &U, const FunctionBody &Body, const Expr &Call,
                                 const FunctionMatch &Model) {
  llvm::SmallVector<const Expr *, 2> Over = select(Call, Model->FansOut->Over);
  const Expr *Range = Over.empty() ? nullptr : Over.front();
  // A pair of iterators.
  if (const auto *Begin = dyn_cast_or_null<CXXMemberCallExpr>(stripToObject(Range));
      Begin && nameOf(Begin->getMethodDecl()) == "begin")
    Range = Begin->getImplicitObjectArgument();
  if (!Range)
    return;
  const ValueDecl *Data = unknownData(U, Range);
  const bool OfTasks = holdsTasks(U, Range->getType());
  // How many tasks there are is known where they are made.
  if (OfTasks) {
    const VarDecl *Tasks = variableNamedBy(copiedObject(Range));
    Data = nullptr;
    for (const Expr *Push : Body.calls())
      if (const Expr *Object = objectOf(*Push); Object && Tasks && !Data &&
                                                variableNamedBy(Object) == Tasks &&
                                                !argumentsOf(*Push).empty())
        Data = unboundedLoop(U, Body, *Push);
  }
  if (!Data || !firstReport(Call.getExprLoc()))
    return;
  diag(Call.getBeginLoc(), "work on all elements of %0 starts at once, however many there are")
      << Data;
  for (const Twin &T : Model->FansOut->Bounded)
    if (!T.Arguments || *T.Arguments == argumentsOf(Call).size()) {
      Edits Limit(U.context());
      replaceCall(Limit, U, includes(), Call, T.Replace, T.Includes, Model.Root);
      if (!isInstantiation(Body.function()) && !Limit.empty()) {
        note(Call.getBeginLoc(), "let a limited number run at once") << Limit;
        return;
      }
    }
  note(Call.getBeginLoc(), "let a limited number run at once");
}

void UnboundedSpawnCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || Function.isMain() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  bool MayStart = false;
  for (const Expr *Call : Body.calls()) {
    if (FunctionMatch Model = U.calleeModel(*Call)) {
      if (Model->FansOut)
        fanOut(U, Body, *Call, Model);
      if (const Expr *Task = spawnedTask(U, *Call))
        inLoop(U, Body, *Call, Task);
      if (startsThread(U, *Call, Model))
        inLoop(U, Body, *Call, nullptr);
      MayStart |= !Model->Callables.empty();
    } else {
      MayStart |= isa<CXXMemberCallExpr>(Call);
    }
  }
  if (!MayStart)
    return;
  for (const ThreadWork::Start &Start : U.threadWork().starts())
    if (Start.In == &Function && makesThread(U, Start))
      inLoop(U, Body, *Start.Call, nullptr);
}

} // namespace asynctidy
