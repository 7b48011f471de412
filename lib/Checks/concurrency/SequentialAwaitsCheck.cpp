//===- SequentialAwaitsCheck.cpp - async-sequential-awaits ---------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SequentialAwaitsCheck.h"
#include "async-tidy/Analysis/Independent.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Names.h"

using namespace clang;

namespace asynctidy {

SequentialAwaitsCheck::SequentialAwaitsCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// How the framework runs \p Found together; it can, or it would be none.
static std::string together(const Unit &U, const SequentialAwaits &Found) {
  if (!Found.Second) {
    if (std::optional<std::string> Window = idiomText(U, Found.Task, "windowed", "count", "64")) {
      auto [Before, After] = StringRef(*Window).split("{tasks}");
      return (Before + "tasks" + After).str();
    }
    return idiomText(U, Found.Task, "all", "tasks", "tasks").value_or("");
  }
  const Idiom *All = U.models().idiom(*Found.Task.In, "all");
  std::string Tasks = (nameOf(calleeOf(*Found.First)) + "(...)" + All->Between +
                       nameOf(calleeOf(*Found.Second)) + "(...)")
                          .str();
  return idiomText(U, Found.Task, "all", "tasks", Tasks).value_or("");
}

void SequentialAwaitsCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  if (!Body.isCoroutine())
    return;
  for (const SequentialAwaits &Found : sequentialAwaits(U, Body)) {
    const CallExpr &Late = Found.Second ? *Found.Second : *Found.First;
    if (!firstReport(Late.getExprLoc()))
      continue;
    StringRef Name = nameOf(calleeOf(Late));
    if (Found.Second)
      diag(Late.getExprLoc(),
           "'%0' starts only when '%1' before it is done, whose result it doesn't need")
          << Name << nameOf(calleeOf(*Found.First));
    else
      diag(Late.getExprLoc(),
           "'%0' starts only when that of the turn before is done, whose result it doesn't need")
          << Name;
    note(Late.getExprLoc(), "together: '%0'") << together(U, Found);
  }
}

} // namespace asynctidy
