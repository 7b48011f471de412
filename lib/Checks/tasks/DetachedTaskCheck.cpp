//===- DetachedTaskCheck.cpp - async-detached-task -----------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DetachedTaskCheck.h"
#include "async-tidy/Analysis/Detached.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"

using namespace clang;

namespace asynctidy {

DetachedTaskCheck::DetachedTaskCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes) {}

void DetachedTaskCheck::reportThread(Unit &U, const FunctionBody &Body, const Expr &Call) {
  std::optional<DetachedThread> Found = detachedThread(U, Body, Call);
  if (!Found || !firstReport(Call.getExprLoc()))
    return;
  diag(Call.getExprLoc(),
       "the thread that is detached here %select{refers to %1, which ends with "
       "this function|still uses this object, which is being destroyed|uses this "
       "object, whose destructor doesn't wait for it}0")
      << (Found->Local    ? 0
          : Found->Ending ? 1
                          : 2)
      << Found->Local;
  note(Found->Uses, Found->Local    ? "it is given a reference to %0 here"
                    : Found->Ending ? "it uses members of the object from here on"
                                    : "it is given the object here")
      << Found->Local;
}

void DetachedTaskCheck::reportErrors(Unit &U, const FunctionBody &Body, const Expr &Call) {
  std::optional<DetachedErrors> Found = detachedErrors(U, Body, Call);
  if (!Found || !firstReport(Found->Token->getBeginLoc()))
    return;
  const Expr *Made = stripToObject(Found->Work);
  const auto *Ref = dyn_cast<DeclRefExpr>(Made);
  std::string Name = Ref ? "'" + Ref->getDecl()->getNameAsString() + "'" : sourceOfTask(*Made);
  diag(Found->Token->getBeginLoc(),
       "nobody hears of it when %select{%1|this coroutine}0 fails: its exceptions are dropped here")
      << (Name.front() == '\'' ? 0 : 1) << Name;
  note(Found->Throws->getExprLoc(), "what this throws isn't caught");
  FunctionMatch M = U.calleeModel(Call);
  const Idiom *Handler = M ? U.models().idiom(*M.In, "rethrow") : nullptr;
  if (!Handler)
    return;
  Edits Fix(U.context());
  Fix.replace(Found->Token->getSourceRange(), Handler->Text);
  for (const std::string &Include : Handler->Includes)
    Fix.include(includes(), Call.getBeginLoc(), Include);
  note(Found->Token->getBeginLoc(), "a handler can pass them on to what runs the event loop")
      << Fix;
}

void DetachedTaskCheck::analyze(Unit &U, const FunctionDecl &Function) {
  // Types in templates aren't known yet.
  if (Function.isDependentContext() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls())
    if (FunctionMatch M = U.calleeModel(*Call); M && !M->Tasks.empty()) {
      reportThread(U, Body, *Call);
      reportErrors(U, Body, *Call);
    }
}

} // namespace asynctidy
