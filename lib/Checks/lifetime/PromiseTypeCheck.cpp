//===- PromiseTypeCheck.cpp - async-promise-type -------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PromiseTypeCheck.h"
#include "async-tidy/Analysis/Awaiters.h"
#include "async-tidy/Analysis/CoroutineOwners.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

PromiseTypeCheck::PromiseTypeCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// The `final_suspend` of \p Promise or of a base of it.
static const CXXMethodDecl *finalSuspend(const CXXRecordDecl &Promise) {
  for (const CXXMethodDecl *Method : Promise.methods())
    if (Method->getIdentifier() && Method->getName() == "final_suspend")
      return Method;
  for (const CXXBaseSpecifier &Base : Promise.bases())
    if (const CXXRecordDecl *Record = compat::recordOf(Base.getType());
        Record && Record->hasDefinition())
      if (const CXXMethodDecl *Found = finalSuspend(*Record->getDefinition()))
        return Found;
  return nullptr;
}

/// True if \p Promise has a pointer or a reference to \p Owner: it can tell it that the coroutine
/// has ended.
static bool knows(const CXXRecordDecl &Promise, const CXXRecordDecl &Owner) {
  for (const FieldDecl *Field : Promise.fields()) {
    QualType Type = Field->getType();
    if (Type->isPointerType() || Type->isReferenceType())
      if (const CXXRecordDecl *To = compat::recordOf(Type->getPointeeType());
          To && To->getCanonicalDecl() == Owner.getCanonicalDecl())
        return true;
  }
  return false;
}

void PromiseTypeCheck::reportEnd(Unit &U, const CXXMethodDecl &GetReturnObject) {
  const CXXRecordDecl *Promise = GetReturnObject.getParent();
  const CXXRecordDecl *Owner = compat::recordOf(GetReturnObject.getReturnType());
  const CXXMethodDecl *End = finalSuspend(*Promise);
  if (!Owner || !Owner->hasDefinition() || isCoroutineHandle(GetReturnObject.getReturnType()) ||
      !End || inSystemHeader(End->getLocation(), U.context()))
    return;
  Owner = Owner->getDefinition();
  std::optional<bool> Alone = endsAlone(U, *Promise);
  const CXXDestructorDecl *Destructor = Owner->getDestructor();
  const FunctionDecl *Body = Destructor ? Destructor->getDefinition() : nullptr;
  if (Alone == std::optional(true)) {
    const auto *Visible = dyn_cast_or_null<CXXDestructorDecl>(Body);
    const Expr *Destroyed =
        Visible && Visible->doesThisDeclarationHaveABody() ? destroysHandle(U, *Visible) : nullptr;
    if (!Destroyed || knows(*Promise, *Owner) || !firstReport(End->getLocation()))
      return;
    diag(End->getLocation(),
         "a coroutine that runs on here destroys itself; the destructor of %0 then "
         "destroys it again")
        << Owner;
    note(Destroyed->getExprLoc(), "destroyed here; let final_suspend return std::suspend_always");
    return;
  }
  // Whoever isn't in sight may destroy it: a destructor without a body here, a base.
  const CXXRecordDecl *Awaiter = compat::recordOf(End->getReturnType());
  bool Always = Alone == std::optional(false) && Awaiter && Awaiter->getIdentifier() &&
                Awaiter->getName() == "suspend_always";
  if (!Always || Owner->getNumBases() != 0 || Promise->getNumBases() != 0 ||
      (Owner->hasUserDeclaredDestructor() && !(Body && Body->hasBody())))
    return;
  for (const CXXMethodDecl *Method : Owner->methods())
    if (!Method->isImplicit() && !Method->isDeleted() && !Method->isDefaulted() &&
        !Method->isDefined() && !Method->getTemplateInstantiationPattern())
      return;
  if (isDestroyedInSight(U, *Promise) || !firstReport(End->getLocation()))
    return;
  diag(
      End->getLocation(),
      "a coroutine that stops here has to be destroyed, and nobody does: each one leaks its frame");
}

void PromiseTypeCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || Function.isDependentContext() || Method->getParent()->isLambda())
    return; // Of templates instantiations are looked at.
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Method)) {
    const CXXRecordDecl *Owner = Destructor->getParent();
    if (llvm::none_of(Owner->fields(),
                      [](const FieldDecl *Field) { return isCoroutineHandle(Field->getType()); }) ||
        U.isTestCode(Function) || !isCopiedByDefault(*Owner) ||
        hasMethod(*Owner, "get_return_object"))
      return; // Nobody copies a promise.
    const Expr *Destroyed = destroysHandle(U, *Destructor);
    if (!Destroyed || !firstReport(Owner->getLocation()))
      return;
    diag(Owner->getLocation(), "%0 can be copied, and each copy's destructor destroys the "
                               "coroutine; delete the copy constructor")
        << Owner;
    note(Destroyed->getExprLoc(), "destroyed here");
    return;
  }
  if (!Method->getIdentifier() || U.isTestCode(Function))
    return;
  if (Method->getName() == "get_return_object")
    reportEnd(U, *Method);
  else if (const Expr *Kept = keptResult(U, Function); Kept && firstReport(Kept->getExprLoc()))
    diag(Kept->getExprLoc(), "the address of a result is kept, but what is returned ends before "
                             "anybody gets it; keep a copy");
}

} // namespace asynctidy
