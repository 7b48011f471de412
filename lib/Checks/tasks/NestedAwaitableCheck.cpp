//===- NestedAwaitableCheck.cpp - async-nested-awaitable -----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NestedAwaitableCheck.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

NestedAwaitableCheck::NestedAwaitableCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx20) {}

/// What task type \p Type gives, if that is a task again that nothing but an await starts.
static QualType innerTask(const Unit &U, QualType Type) {
  const auto *Outer = dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(Type));
  if (!Outer || Outer->getTemplateArgs().size() == 0 ||
      Outer->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  QualType Inner = Outer->getTemplateArgs()[0].getAsType();
  if (!compat::recordOf(Inner))
    return {};
  std::optional<TaskType> InnerTask = taskType(U, Inner);
  if (!InnerTask || !InnerTask->isLazy() || (!InnerTask->Promise && !InnerTask->Model) ||
      InnerTask->SyncGenerator)
    return {};
  std::optional<TaskType> OuterTask = taskType(U, Type);
  return OuterTask && (OuterTask->Promise || OuterTask->Model) ? Inner : QualType();
}

/// The argument of \p Call that makes a task of type \p Inner when it is called.
static const Expr *makerOf(Unit &U, const FunctionBody &Body, const Expr &Call, QualType Inner) {
  for (const Expr *Argument : argumentsOf(Call)) {
    QualType Result = resultOfCallable(U, Body, *Argument);
    if (!Result.isNull() && U.context().hasSameUnqualifiedType(Result, Inner))
      return Argument;
  }
  return nullptr;
}

/// True if somebody may take the inner task out of what \p Call gives. \p Kept receives the
/// variable that keeps it instead, and \p Got what put it there.
static bool isTaken(Unit &U, const FunctionBody &Body, const Expr &Call, const VarDecl *&Kept,
                    const Expr *&Got) {
  FateAt Outer = fateOfTask(U, Body, Call);
  switch (Outer.What) {
  case Fate::Discarded:
    return false;
  case Fate::Awaited:
  case Fate::Joined: {
    Got = dyn_cast_or_null<Expr>(Outer.Where);
    if (!Got || Got->getType()->isVoidType())
      return !Got; // Only waited for.
    const Stmt *Child = Got;
    Body.significantParent(Got, &Child);
    Kept = Body.initializedBy(Child);
    return !Kept || fateOfVariable(U, Body, *Kept).What != Fate::Discarded;
  }
  case Fate::Returned:
  case Fate::Stored: {
    // What runs a callable for its caller was not meant to make a task only.
    FunctionMatch M = U.calleeModel(Call);
    return !M || M->Callables.empty();
  }
  default:
    return true;
  }
}

void NestedAwaitableCheck::checkCall(Unit &U, const FunctionBody &Body, const Expr &Call) {
  QualType Inner = innerTask(U, Call.getType());
  const Expr *Maker = Inner.isNull() ? nullptr : makerOf(U, Body, Call, Inner);
  const VarDecl *Kept = nullptr;
  const Expr *Got = nullptr;
  if (!Maker || isTaken(U, Body, Call, Kept, Got) || !firstReport(Maker->getBeginLoc()))
    return;
  Edits Fix(U.context());
  if (Kept)
    awaitInDeclaration(Fix, U, Body, *Kept, *Got, Kept->isReferenced());
  diag(Maker->getBeginLoc(),
       "what %0 calls here only makes a task, which nobody awaits: its body never runs")
      << sourceOfTask(Call) << Fix;
  if (Kept)
    note(Kept->getLocation(), "%0 is that task") << Kept;
}

/// True if \p Function's declaration spells a task of a task: whoever wrote that wants two phases.
static bool spellsBoth(const FunctionDecl &Function) {
  const FunctionDecl *Written = Function.getTemplateInstantiationPattern();
  QualType Type = (Written ? Written : &Function)->getDeclaredReturnType();
  const auto *Outer = Type->getAs<TemplateSpecializationType>();
  if (!Outer || Outer->isTypeAlias() || Outer->template_arguments().empty())
    return false;
  const TemplateArgument &First = Outer->template_arguments()[0];
  const auto *Inner = First.getKind() == TemplateArgument::Type
                          ? First.getAsType()->getAs<TemplateSpecializationType>()
                          : nullptr;
  return Inner && Inner->getTemplateName().getAsTemplateDecl() ==
                      Outer->getTemplateName().getAsTemplateDecl();
}

void NestedAwaitableCheck::checkReturn(Unit &U, const FunctionBody &Body,
                                       const CoreturnStmt &Return) {
  const auto *Call = dyn_cast_or_null<CallExpr>(
      Return.getOperand() ? Return.getOperand()->IgnoreImplicit() : nullptr);
  const FunctionDecl &Function = Body.function();
  QualType Inner = Call ? innerTask(U, Function.getReturnType()) : QualType();
  const auto *Outer =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(Function.getReturnType()));
  const auto *Nested =
      Inner.isNull() ? nullptr : dyn_cast<ClassTemplateSpecializationDecl>(compat::recordOf(Inner));
  // A future that gives a task may be one of two phases.
  if (Inner.isNull() || !Outer || !Nested ||
      Outer->getSpecializedTemplate()->getCanonicalDecl() !=
          Nested->getSpecializedTemplate()->getCanonicalDecl() ||
      !U.context().hasSameUnqualifiedType(Call->getType(), Inner) || spellsBoth(Function) ||
      !firstReport(Return.getBeginLoc()))
    return;
  diag(Return.getBeginLoc(),
       "the task from %0 is returned in a task: who awaits this one once gets "
       "the other, which never runs")
      << sourceOfTask(*Call);
}

void NestedAwaitableCheck::analyze(Unit &U, const FunctionDecl &Function) {
  // Types in templates aren't known yet.
  if (Function.isDependentContext() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls())
    if (isa<CallExpr>(Call) && Call->isPRValue() && Call->getType()->isRecordType())
      checkCall(U, Body, *Call);
  if (Body.isCoroutine())
    for (const CoreturnStmt *Return : Body.coreturns())
      checkReturn(U, Body, *Return);
}

} // namespace asynctidy
