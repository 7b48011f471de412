//===- MissingTimeoutCheck.cpp - async-missing-timeout -------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MissingTimeoutCheck.h"
#include "async-tidy/Analysis/Limits.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Names.h"

using namespace clang;

namespace asynctidy {

MissingTimeoutCheck::MissingTimeoutCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// How the framework of \p Task limits operation \p Name: by itself, or by a race with a timer.
static std::optional<std::string> limitText(const Unit &U, const TaskType &Task, StringRef Name) {
  if (std::optional<std::string> Limit =
          idiomText(U, Task.Model, "timeout", "task", (Name + "(...)").str())) {
    auto [Before, After] = StringRef(*Limit).split("{duration}");
    return (Before + "30s" + After).str();
  }
  return idiomText(U, Task.Model, "any", "tasks", (Name + "(...), timer").str());
}

void MissingTimeoutCheck::inCoroutine(Unit &U, const FunctionBody &Body) {
  std::optional<TaskType> Task = taskType(U, Body.function().getReturnType());
  llvm::SmallVector<StringRef, 2> Told;
  for (const UnlimitedAwait &Await : unlimitedAwaits(U, Body)) {
    // Of a row of reads, the first: one limit may do for all.
    if (llvm::is_contained(Told, Await.Fact->For))
      continue;
    Told.push_back(Await.Fact->For);
    if (!firstReport(Await.Operation->getExprLoc()))
      continue;
    StringRef Name = nameOf(calleeOf(*Await.Operation));
    diag(Await.Operation->getExprLoc(),
         "nothing limits how long '%0' waits for %1; if that never comes, the coroutine never ends")
        << Name << Await.Fact->For;
    if (std::optional<std::string> Limit = Task ? limitText(U, *Task, Name) : std::nullopt)
      note(Await.Operation->getExprLoc(), "a limit: '%0'") << *Limit;
  }
}

void MissingTimeoutCheck::inDestructor(Unit &U, const CXXDestructorDecl &Destructor) {
  for (const UnendedWait &Found : unendedWaits(U, Destructor)) {
    if (!firstReport(Found.Wait.Call->getExprLoc()))
      continue;
    diag(Found.Wait.Call->getExprLoc(),
         "nothing ends this wait for %0 when the destructor sets %1 and joins the thread")
        << Found.Wait.condition() << Found.Flag;
    note(Found.Join->getExprLoc(), "joined here; nothing notifies %0 before")
        << Found.Wait.condition();
  }
}

void MissingTimeoutCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || U.isTestCode(Function))
    return;
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(&Function))
    return inDestructor(U, *Destructor);
  const FunctionBody &Body = U.body(Function);
  if (Body.isCoroutine())
    inCoroutine(U, Body);
}

} // namespace asynctidy
