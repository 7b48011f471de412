//===- AbortedWaits.cpp - handlers that don't ask if they were cancelled --===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/AbortedWaits.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Names.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

/// The member that \p Call is called on, or on what it points to.
static const FieldDecl *fieldOf(const Expr &Call) {
  return dyn_cast_or_null<FieldDecl>(objectNamed(Call));
}

static bool isWait(const Unit &U, const Expr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  return M && M->FailsOnlyCancelled;
}

/// True if \p S reads \p D, or may do so in a macro that came to nothing.
static bool mentions(const FunctionBody &In, const Stmt &S, const ValueDecl &D) {
  return S.getBeginLoc().isMacroID() || llvm::any_of(In.references(), [&](const DeclRefExpr *Ref) {
           return Ref->getDecl() == &D && In.isWithin(Ref, &S);
         });
}

/// The call that \p S is; null for other statements.
static const CallExpr *callAsStatement(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  return E ? dyn_cast<CallExpr>(E->IgnoreImplicit()) : nullptr;
}

/// True if \p Function waits for \p Timer in any case, itself or by a function that it calls.
static bool waitsAgain(Unit &U, const FunctionDecl &Function, const FieldDecl &Timer,
                       unsigned Depth = 0) {
  const FunctionDecl *Definition = Function.getDefinition();
  const auto *Block = Definition ? dyn_cast_or_null<CompoundStmt>(Definition->getBody()) : nullptr;
  if (!Block || Depth > 3 || Definition->isDependentContext())
    return false;
  for (const Stmt *S : Block->body()) {
    if (mayLeave(S))
      return false; // There are reasons not to.
    if (const CallExpr *Call = callAsStatement(S)) {
      if (isWait(U, *Call) && fieldOf(*Call) == &Timer)
        return true;
      if (const FunctionDecl *Callee = calleeOf(*Call);
          Callee && Callee->getCanonicalDecl() != Function.getCanonicalDecl() &&
          waitsAgain(U, *Callee, Timer, Depth + 1))
        return true;
    }
  }
  return false;
}

/// What \p Handler does before it looks at its error \p Error, to \p Found.
static bool goesOn(Unit &U, const FunctionDecl &Handler, const ParmVarDecl &Error,
                   AbortedWait &Found, unsigned Depth = 0) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Handler.getBody());
  if (!Block || Depth > 2 || Handler.isDependentContext())
    return false;
  const FunctionBody &In = U.body(Handler);
  const CallExpr *Acts = nullptr;
  for (const Stmt *S : Block->body()) {
    const CallExpr *Call = callAsStatement(S);
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    if (mentions(In, *S, Error)) {
      // Another function's to look at.
      const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
      llvm::SmallVector<const Expr *, 4> Arguments =
          Call ? argumentsOf(*Call) : llvm::SmallVector<const Expr *, 4>();
      if (Definition && Definition->hasBody())
        for (unsigned I = 0; I < Arguments.size() && I < Definition->getNumParams(); ++I)
          if (variableNamedBy(copiedObject(Arguments[I])) == &Error)
            return goesOn(U, *Definition, *Definition->getParamDecl(I), Found, Depth + 1);
      return false;
    }
    if (mayLeave(S))
      return false;
    if (!Call)
      continue;
    Found.Handler = &Handler;
    Found.Error = &Error;
    if ((isWait(U, *Call) && fieldOf(*Call) == Found.Timer) ||
        (Callee && waitsAgain(U, *Callee, *Found.Timer))) {
      Found.GoesOn = Call;
      Found.Again = true;
      return true;
    }
    if (!Acts && U.models().sounds(Callee, Sense::EndsWaiting))
      Acts = Call;
  }
  Found.GoesOn = Acts;
  return Acts;
}

/// Where the class of \p Timer cancels what waits for it, for good.
static const Expr *cancelOf(Unit &U, const FieldDecl &Timer) {
  const auto *Record = dyn_cast<CXXRecordDecl>(Timer.getParent());
  if (!Record)
    return nullptr;
  const Expr *Cancel = nullptr;
  for (const CXXMethodDecl *Method : visibleMethods(*Record)) {
    if (Method->isDependentContext())
      return nullptr;
    const FunctionBody &In = U.body(*Method);
    const Expr *Here = nullptr;
    for (const Expr *Call : In.calls()) {
      if (fieldOf(*Call) != &Timer)
        continue;
      StringRef Name = nameOf(calleeOf(*Call));
      if (Name.take_front(6) == "cancel")
        Here = Call;
      else if (isWait(U, *Call))
        Here = nullptr; // It is started again.
      // One that never ends is there to be cancelled: whoever waits is woken so.
      else if (StringRef Text = sourceText(Call->getSourceRange(), U.context());
               Text.contains_insensitive("max") || Text.contains_insensitive("infin"))
        return nullptr;
    }
    if (Here && !Cancel)
      Cancel = Here;
  }
  return Cancel;
}

llvm::SmallVector<AbortedWait, 1> abortedWaitsOf(Unit &U, const FunctionDecl &Function) {
  llvm::SmallVector<AbortedWait, 1> Result;
  for (const Expr *Call : U.body(Function).calls()) {
    if (!isWait(U, *Call))
      continue;
    AbortedWait Found;
    Found.Wait = Call;
    Found.Timer = fieldOf(*Call);
    if (!Found.Timer)
      continue;
    for (const CallableArgument &Argument : callablesOf(U, *Call)) {
      if (Argument.Fact->When != CallableFact::Later || !Argument.Body->hasBody())
        continue;
      const FunctionDecl &Handler = *Argument.Body->getDefinition();
      for (const ParmVarDecl *Parameter : Handler.parameters()) {
        TypeMatch Type = U.typeModel(Parameter->getType().getNonReferenceType());
        if (!Type || !Type->ErrorCode)
          continue;
        if (goesOn(U, Handler, *Parameter, Found) && (Found.Cancel = cancelOf(U, *Found.Timer)))
          Result.push_back(Found);
        break;
      }
    }
  }
  return Result;
}

} // namespace asynctidy
