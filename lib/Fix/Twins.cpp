//===- Twins.cpp - awaiting instead of blocking ---------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Fix/Twins.h"
#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

/// True if template argument \p Index of \p Record is what it is by default.
static bool isDefault(const CXXRecordDecl &Record, unsigned Index) {
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Specialization || Index >= Specialization->getTemplateArgs().size())
    return true;
  const TemplateParameterList *Parameters =
      Specialization->getSpecializedTemplate()->getTemplateParameters();
  const TemplateArgument &Given = Specialization->getTemplateArgs()[Index];
  const auto *Parameter = Index < Parameters->size()
                              ? dyn_cast<TemplateTypeParmDecl>(Parameters->getParam(Index))
                              : nullptr;
  return Parameter && Parameter->hasDefaultArgument() &&
         Given.getKind() == TemplateArgument::Type &&
         Record.getASTContext().hasSameType(Given.getAsType(), compat::defaultType(*Parameter));
}

/// True if an argument of \p Call awaits, or blocks and may be made to await: two fixes can't
/// overlap, nor may a second run find what the first one left.
static bool hasInnerAwait(Unit &U, const FunctionBody &Body, const Expr &Call) {
  auto Inside = [&](const Expr *E) { return E && E != &Call && Body.isWithin(E, &Call); };
  return llvm::any_of(Body.suspensions(), Inside) ||
         llvm::any_of(U.callGraph().callsOf(Body.function()), [&](const CallSite &Site) {
           return Inside(Site.Expr) && blockingFactAt(U, Site);
         });
}

/// `sync_wait(f(x))` -> `co_await f(x)`, where that gives the same.
static void awaitArgument(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
                          const FunctionBody &Body, const Expr &Call) {
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  const Expr *Task = Arguments.size() == 1 ? Arguments.front()->IgnoreImplicit() : nullptr;
  if (!Task || isa<CXXMemberCallExpr>(Call) || !isa<CallExpr>(Task) ||
      isa<CXXOperatorCallExpr>(Task) || Task->isLValue() ||
      !canAwait(U, Body.function(), Task->getType())) {
    E.refuse();
    return;
  }
  const ASTContext &Context = U.context();
  QualType Before = cast<CallExpr>(Call).getCallReturnType(Context);
  QualType After = awaitedType(U, Body.function(), Task->getType());
  const Stmt *Whole = &Call;
  Body.significantParent(&Call, &Whole);
  const VarDecl *Into = Body.initializedBy(Whole);
  bool SameValue =
      !After.isNull() && (Context.hasSameType(Before, After) ||
                          (!Before->isReferenceType() && !After->isLValueReferenceType() &&
                           Context.hasSameType(Before, After.getNonReferenceType()) &&
                           !(Into && Into->getType()->isReferenceType())));
  if (SameValue)
    replaceCall(E, U, Inserter, Call,
                isPostfixOperand(Body, Call) ? "(co_await {0})" : "co_await {0}", {}, {});
  else
    E.refuse();
}

/// True if \p Call may become something that \p Body awaits.
static bool mayAwaitInstead(Unit &U, const FunctionBody &Body, const Expr &Call) {
  if (!Body.isCoroutine() || Body.inCatchHandler(&Call) || isInstantiation(Body.function()) ||
      !isa<CallExpr>(Call) || hasInnerAwait(U, Body, Call))
    return false;
  // An await there would hold the lock while the coroutine is suspended: no better.
  const LockState &Locks = U.locks(Body.function());
  return !Locks.any() || Locks.at(Call).empty();
}

void awaitTwin(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
               const FunctionBody &Body, const Expr &Call) {
  if (!mayAwaitInstead(U, Body, Call)) {
    E.refuse();
    return;
  }
  FunctionMatch M = U.calleeModel(Call);
  CallSite Site{CallSite::Call, calleeOf(Call), &Call, Call.getExprLoc(), &Body.function(), false};
  if (!M && waitsForTask(U, Site)) {
    awaitArgument(E, U, Inserter, Body, Call);
    return;
  }
  std::optional<TaskType> Task = taskType(U, Body.function().getReturnType());
  if (!Task || !Task->Model || !M || !M->Blocks ||
      !canAwait(U, Body.function(), Body.function().getReturnType())) {
    E.refuse();
    return;
  }
  // Another executor than the library's own needs another token: not for us.
  if (const auto &Same = Task->Model->Task->SameArgument;
      Same && !isDefault(*Task->Record, *Same)) {
    E.refuse();
    return;
  }
  const BlockingFact &Fact = *M->Blocks;
  // Two values have no twin: what is left of a sleep's time, and an error code that is returned
  // besides being set.
  const Stmt *Whole = &Call;
  const Stmt *Up = Body.significantParent(&Call, &Whole);
  bool Used = isa_and_nonnull<Expr>(Up) || isa_and_nonnull<ReturnStmt>(Up) ||
              isa_and_nonnull<CoreturnStmt>(Up) || Body.initializedBy(Whole);
  TypeMatch Value = U.typeModel(Call.getType());
  if (Used && ((Value && Value->ErrorCode) || Fact.Kind == BlockingFact::Sleep)) {
    E.refuse();
    return;
  }
  if (Fact.Kind == BlockingFact::Sleep && !Fact.Duration.empty()) {
    const Idiom *Sleep = U.models().idiom(*Task->Model.In, "sleep");
    if (!Sleep) {
      E.refuse();
      return;
    }
    replaceCall(E, U, Inserter, Call, Sleep->Text, Sleep->Includes, Task->Model.Root,
                Fact.Duration);
    return;
  }
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  TypeMatch Last = Arguments.empty()
                       ? TypeMatch()
                       : U.typeModel(Arguments.back()->getType().getNonReferenceType());
  bool SetsError = Last && Last->ErrorCode;
  bool SameFramework = M.In == Task->Model.In && M.Root == Task->Model.Root;
  for (const Twin &T : Fact.Twins)
    if ((T.For.empty() ? SameFramework : T.For == Task->Model.In->Name) &&
        (!T.Arguments || *T.Arguments == Arguments.size()) &&
        T.ErrorCode.value_or(SetsError) == SetsError) {
      std::string Text = isPostfixOperand(Body, Call) ? "(" + T.Replace + ")" : T.Replace;
      replaceCall(E, U, Inserter, Call, Text, T.Includes, Task->Model.Root);
      return;
    }
  E.refuse();
}

std::optional<std::string> offloadText(const Unit &U, const FunctionDecl &Coroutine,
                                       StringRef Call) {
  std::optional<TaskType> Task = taskType(U, Coroutine.getReturnType());
  return Task ? idiomText(U, Task->Model, "offload", "call", Call) : std::nullopt;
}

/// True if nobody else uses what \p Argument leads to, while the coroutine waits: it is a value, a
/// literal, or in a local of the coroutine.
static bool isOwn(const Expr &Argument) {
  const Expr *Object = Argument.IgnoreParenImpCasts();
  if (isa<StringLiteral>(Object))
    return true;
  // Pointers that own lead to what others may own as well; closures to whatever they captured.
  const CXXRecordDecl *Record = compat::recordOf(Object->getType());
  if (Record && (Record->isLambda() || !Record->hasDefinition() || hasOperator(*Record, OO_Arrow)))
    return false;
  bool Temporary = Argument.isPRValue() || isa<MaterializeTemporaryExpr>(Argument.IgnoreParens());
  return localOf(Object) || (Temporary && handleOf(Argument.getType()) == Handle::None);
}

void offloadCall(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
                 const FunctionBody &Body, const Expr &Call) {
  std::optional<TaskType> Task = taskType(U, Body.function().getReturnType());
  const Idiom *Offload =
      Task && Task->Model ? U.models().idiom(*Task->Model.In, "offload") : nullptr;
  const auto *Plain = dyn_cast<CallExpr>(&Call);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(Call));
  if (!Offload || !Offload->AsIs || !mayAwaitInstead(U, Body, Call) || !Plain ||
      isa<CXXOperatorCallExpr>(Plain) || (Method && Method->isInstance()) ||
      Plain->getCallReturnType(U.context())->isReferenceType() ||
      !(Plain->getType()->isVoidType() || canBeCopied(Plain->getType())) ||
      isPostfixOperand(Body, Call) ||
      !llvm::all_of(argumentsOf(Call), [](const Expr *Argument) { return isOwn(*Argument); })) {
    E.refuse();
    return;
  }
  putIdiomAround(E, U, Inserter, Task->Model, "offload", "call", Call.getSourceRange(),
                 Call.getSourceRange());
}

} // namespace asynctidy
