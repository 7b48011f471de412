//===- GuardOutlivedByTaskCheck.cpp - async-guard-outlived-by-task -------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GuardOutlivedByTaskCheck.h"
#include "async-tidy/Analysis/ReturnedTasks.h"
#include "async-tidy/Fix/Builders.h"

using namespace clang;

namespace asynctidy {

GuardOutlivedByTaskCheck::GuardOutlivedByTaskCheck(StringRef Name,
                                                   clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

void GuardOutlivedByTaskCheck::analyze(Unit &U, const FunctionDecl &Function) {
  // Types in templates aren't known yet.
  if (Function.isDependentContext() || !Function.getReturnType()->isRecordType() ||
      U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  for (const Outlived &Found : outlivedByReturnedTasks(U, Body)) {
    if (!firstReport(Found.Return->getReturnLoc(), Found.Var))
      continue;
    Edits Fix(U.context());
    if (Found.BlockingLock)
      Fix.refuse();
    else
      awaitReturned(Fix, U, Body);
    diag(Found.Task->getBeginLoc(),
         "%select{what the work of %1 throws isn't caught here: its task leaves the 'try' before|"
         "%2 ends here, before the work of %1 that it should be held for|"
         "the task from %1 refers to %2, which ends when this function returns}0")
        << static_cast<unsigned>(Found.Kind) << sourceOfTask(*Found.Task) << Found.Var << Fix;
    if (Found.Kind == Outlived::Try)
      note(Found.Handled->getHandler(0)->getBeginLoc(),
           "this handler sees no more than what making the task throws");
    else
      note(Found.Var->getLocation(), "%0 is declared here") << Found.Var;
  }
}

} // namespace asynctidy
