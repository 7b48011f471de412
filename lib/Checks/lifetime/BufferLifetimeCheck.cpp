//===- BufferLifetimeCheck.cpp - async-buffer-lifetime -------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BufferLifetimeCheck.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/LateArguments.h"
#include "async-tidy/Analysis/Tasks.h"

using namespace clang;

namespace asynctidy {

BufferLifetimeCheck::BufferLifetimeCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// True if something is done in \p Body behind \p Call: then the operation may well be over, or is
/// meant to be cancelled.
static bool goesOn(const ASTContext &Context, const FunctionBody &Body, const Expr &Call) {
  return llvm::any_of(Body.calls(), [&](const Expr *Other) {
    return Context.getSourceManager().isBeforeInTranslationUnit(Call.getEndLoc(),
                                                                Other->getBeginLoc());
  });
}

/// What becomes of the operation that \p Call starts: it goes on if a callable is told of its end.
static FateAt fateOfOperation(Unit &U, const FunctionBody &Body, const Expr &Call) {
  if (taskType(U, Call.getType()))
    return fateOfTask(U, Body, Call);
  return {Call.getType()->isVoidType() && isCallable(argumentsOf(Call).back()->getType())
              ? Fate::Spawned
              : Fate::Unknown,
          &Call, &Call};
}

void BufferLifetimeCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || Function.isMain() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    llvm::SmallVector<LateArgument, 2> Late = operationArguments(U, Body, *Call);
    if (Late.empty())
      continue;
    FateAt Fate = fateOfOperation(U, Body, *Call);
    for (const LateArgument &Argument : Late) {
      // A coroutine's locals live until it ends, and it waits for something.
      if (!outlives(U, Body, *Call, Fate, Argument) ||
          (goesOn(U.context(), Body, *Call) && (Argument.IsObject || Body.isCoroutine())) ||
          !firstReport(Argument.Argument->getBeginLoc()))
        continue;
      SourceLocation Where = Argument.Argument->getBeginLoc();
      if (Argument.IsObject)
        diag(Where, "%0 ends with this function, which cancels the operation that it starts")
            << Argument.Local;
      else if (Argument.Local)
        diag(Where, "%0 may be gone while the operation goes on that refers to it")
            << Argument.Local;
      else
        diag(Where, "this temporary is gone while the operation goes on that refers to it");
      note(Fate.Where ? Fate.Where->getBeginLoc() : Call->getBeginLoc(),
           "nothing waits for the operation that is started here");
    }
  }
}

} // namespace asynctidy
