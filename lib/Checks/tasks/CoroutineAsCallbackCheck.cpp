//===- CoroutineAsCallbackCheck.cpp - async-coroutine-as-callback --------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoroutineAsCallbackCheck.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

CoroutineAsCallbackCheck::CoroutineAsCallbackCheck(StringRef Name,
                                                   clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx20, AddsIncludes::Yes) {}

/// True for `function<void(...)>` and its like: what they call may give what it wants, it is
/// dropped.
static bool isVoidFunction(QualType Type) {
  const auto *Record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(Type));
  if (!Record || Record->getTemplateArgs().size() == 0 ||
      Record->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return false;
  const auto *Signature = Record->getTemplateArgs()[0].getAsType()->getAs<FunctionProtoType>();
  return Signature && Signature->getReturnType()->isVoidType();
}

/// The argument of \p Call that becomes such a function; null if there is none.
static const Expr *becomesVoidFunction(const Expr &Call) {
  const Expr *Callable = nullptr;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call)) {
    if (Construct->getNumArgs() >= 1 && isVoidFunction(Construct->getType()))
      Callable = Construct->getArg(0);
  } else if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (Assign->getOperator() == OO_Equal && Assign->getNumArgs() == 2 &&
        isVoidFunction(Assign->getArg(0)->getType()))
      Callable = Assign->getArg(1);
  }
  return Callable && !isVoidFunction(Callable->getType().getNonReferenceType()) ? Callable
                                                                                : nullptr;
}

void CoroutineAsCallbackCheck::report(Unit &U, const FunctionBody &Body, const Expr &Call,
                                      const Expr &Callable, const CallableFact *Fact) {
  QualType Result = resultOfCallable(U, Body, Callable);
  std::optional<TaskType> Type =
      Result.isNull() || !Result->isRecordType() ? std::nullopt : taskType(U, Result);
  if (!Type || (!Type->Promise && !Type->Model) || Type->SyncGenerator)
    return;
  // What goes on by itself can be a callback.
  const TaskModel::DroppedTy Dropped = whenDropped(*Type);
  if (Dropped != TaskModel::NeverRuns && Dropped != TaskModel::Cancels)
    return;
  const Expr *Named = stripToObject(&Callable);
  if (const auto *Unary = dyn_cast<UnaryOperator>(Named))
    Named = stripToObject(Unary->getSubExpr());
  const auto *Ref = dyn_cast<DeclRefExpr>(Named);
  if ((Ref && isAnnotated(*Ref->getDecl(), "fire-and-forget")) ||
      !firstReport(Named->getBeginLoc()))
    return;
  diag(Named->getBeginLoc(),
       "the task that %select{this lambda|%2|this callable}0 makes is dropped by what calls it: "
       "%select{its body never runs|that cancels it}1")
      << (isa<LambdaExpr>(Named) ? 0 : (Ref ? 1 : 2)) << (Dropped == TaskModel::Cancels)
      << (Ref ? Ref->getDecl() : nullptr);
  FunctionMatch M = U.calleeModel(Call);
  if (!Fact) {
    QualType To = Call.getType().getNonReferenceType();
    note(Call.getExprLoc(), "it becomes a %0 here, which returns nothing") << To;
  } else if (const FunctionDecl *Callee = calleeOf(Call)) {
    note(Call.getExprLoc(), "%0 looks at nothing that it returns") << describe(*Callee);
  }
  if (Fact && M && Type->Model && M.In == Type->Model.In && M.Root == Type->Model.Root)
    for (const Twin &Instead : Fact->ForTasks)
      if (!Instead.Arguments || *Instead.Arguments == argumentsOf(Call).size()) {
        Edits Fix(U.context());
        replaceCall(Fix, U, includes(), Call, Instead.Replace, Instead.Includes, M.Root);
        if (!Fix.empty()) {
          note(Call.getBeginLoc(), "spawn it instead") << Fix;
          return;
        }
      }
  if (auto Spawn = idiomText(U, Type->Model, "spawn", "task", "task"))
    note(Named->getBeginLoc(), "call something that lets the task run on its own: '%0'") << *Spawn;
}

void CoroutineAsCallbackCheck::analyze(Unit &U, const FunctionDecl &Function) {
  // Types in templates aren't known yet; tests make tasks that they don't run.
  if (Function.isDependentContext() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    if (const Expr *Callable = becomesVoidFunction(*Call)) {
      report(U, Body, *Call, *Callable, nullptr);
      continue;
    }
    if (FunctionMatch M = U.calleeModel(*Call))
      for (const CallableFact &Fact : M->Callables)
        if (Fact.DropsResult)
          for (const Expr *Callable : select(*Call, Fact.Argument))
            report(U, Body, *Call, *Callable, &Fact);
  }
}

} // namespace asynctidy
