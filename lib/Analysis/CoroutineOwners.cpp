//===- CoroutineOwners.cpp - who destroys coroutines ------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/CoroutineOwners.h"
#include "async-tidy/Analysis/Awaiters.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

/// The handle that \p Call destroys; null if it does something else.
static const Expr *destroyedBy(const Expr &Call) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return Member && nameOf(Member->getMethodDecl()) == "destroy" &&
                 isCoroutineHandle(
                     Member->getImplicitObjectArgument()->IgnoreParenImpCasts()->getType())
             ? Member->getImplicitObjectArgument()->IgnoreParenImpCasts()
             : nullptr;
}

/// The field of `this` that \p E names; null if it names something else.
static const FieldDecl *ownField(const Expr *E) {
  const auto *Member = dyn_cast_or_null<MemberExpr>(stripToObject(E));
  return Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
             ? dyn_cast<FieldDecl>(Member->getMemberDecl())
             : nullptr;
}

/// True if \p S names a field of `this` other than \p Field, or calls something for an answer.
static bool asksOthers(const Stmt *S, const FieldDecl &Field) {
  if (const auto *Member = dyn_cast<MemberExpr>(S))
    if (const auto *Other = dyn_cast<FieldDecl>(Member->getMemberDecl());
        Other && Other->getCanonicalDecl() != Field.getCanonicalDecl())
      return true;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S))
    if (isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
      return true;
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return Child && asksOthers(Child, Field); });
}

static const Expr *destroysHandle(Unit &U, const FunctionDecl &Function, unsigned Depth) {
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    if (const Expr *Handle = destroyedBy(*Call)) {
      const FieldDecl *Field = ownField(Handle);
      if (!Field)
        continue;
      bool Asked = false;
      for (const Stmt *Up = Body.parent(Call); Up && !Asked; Up = Body.parent(Up))
        if (const auto *If = dyn_cast<IfStmt>(Up))
          Asked = asksOthers(If->getCond(), *Field);
      // A way out before it may be for those that don't own it.
      if (!Asked && Body.returns().empty())
        return Call;
      continue;
    }
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const FunctionDecl *Callee = Member ? Member->getMethodDecl() : nullptr;
    const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
    if (Depth < 2 && Definition && Definition->doesThisDeclarationHaveABody() &&
        isa<CXXThisExpr>(Member->getImplicitObjectArgument()->IgnoreParenImpCasts()) &&
        isa_and_nonnull<CompoundStmt>(Body.parent(Body.statementOf(Call))) &&
        Body.parent(Body.statementOf(Call)) == Function.getBody())
      if (destroysHandle(U, *Definition, Depth + 1))
        return Call;
  }
  return nullptr;
}

const Expr *destroysHandle(Unit &U, const CXXDestructorDecl &Destructor) {
  return destroysHandle(U, static_cast<const FunctionDecl &>(Destructor), 0);
}

/// The promise that handles of \p Type are for; null for those of any.
static const CXXRecordDecl *promiseOfHandle(QualType Type) {
  const auto *Handle = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      compat::recordOf(Type.getNonReferenceType()));
  if (!Handle || Handle->getTemplateArgs().size() == 0 ||
      Handle->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return nullptr;
  return compat::recordOf(Handle->getTemplateArgs()[0].getAsType());
}

/// The template's own class for one that was made from it.
static const CXXRecordDecl *patternOf(const CXXRecordDecl *Record) {
  const CXXRecordDecl *Pattern = Record ? Record->getTemplateInstantiationPattern() : nullptr;
  return (Pattern ? Pattern : Record) ? (Pattern ? Pattern : Record)->getCanonicalDecl() : nullptr;
}

/// The promise that handles of \p Type are for, a type that a template's own code names; null if
/// that is open.
static const CXXRecordDecl *promiseOfOpenHandle(QualType Type) {
  const auto *Handle = Type.isNull() || Type->isPointerType()
                           ? nullptr
                           : Type.getNonReferenceType()->getAs<TemplateSpecializationType>();
  const TemplateDecl *Template = Handle ? Handle->getTemplateName().getAsTemplateDecl() : nullptr;
  if (!Template || Template->getName() != "coroutine_handle" ||
      Handle->template_arguments().size() != 1 ||
      Handle->template_arguments()[0].getKind() != TemplateArgument::Type)
    return nullptr;
  return compat::recordOf(Handle->template_arguments()[0].getAsType());
}

bool isDestroyedInSight(Unit &U, const CXXRecordDecl &Promise) {
  bool Found = false;
  const CXXRecordDecl *Pattern = patternOf(&Promise);
  // It, its template, a base of it, or anything.
  auto MayBeOf = [&](const CXXRecordDecl *Of) {
    Of = patternOf(Of);
    return !Of || Of == Pattern || !Promise.hasDefinition() ||
           !Promise.forallBases([Of](const CXXRecordDecl *Base) { return patternOf(Base) != Of; });
  };
  forEachFunction(U, [&](const FunctionDecl &Function) {
    if (Found)
      return;
    // In a template types may be open: any destroy() may be one.
    if (Function.isDependentContext()) {
      llvm::SmallVector<const Stmt *, 16> Work{Function.getBody()};
      while (!Work.empty() && !Found) {
        const Stmt *S = Work.pop_back_val();
        if (!S)
          continue;
        if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(S))
          Found |= Member->getMember().getAsString() == "destroy" &&
                   MayBeOf(promiseOfOpenHandle(Member->getBaseType()));
        if (const auto *Member = dyn_cast<MemberExpr>(S))
          Found |= nameOf(dyn_cast<FunctionDecl>(Member->getMemberDecl())) == "destroy";
        Work.append(S->child_begin(), S->child_end());
      }
      return;
    }
    for (const Expr *Call : U.body(Function).calls())
      if (const Expr *Handle = destroyedBy(*Call))
        Found |= MayBeOf(promiseOfHandle(Handle->getType()));
  });
  return Found;
}

bool isCopiedByDefault(const CXXRecordDecl &Record) {
  for (const CXXConstructorDecl *Constructor : Record.ctors())
    if (Constructor->isCopyConstructor())
      return Constructor->isDefaulted() && !Constructor->isDeleted() &&
             Constructor->getAccess() == AS_public;
  // One that isn't declared yet would be made when somebody needs it.
  if (Record.hasUserDeclaredMoveConstructor() || Record.hasUserDeclaredMoveAssignment() ||
      !Record.needsImplicitCopyConstructor() || Record.needsOverloadResolutionForCopyConstructor())
    return false;
  return !Record.defaultedCopyConstructorIsDeleted();
}

const Expr *keptResult(Unit &U, const FunctionDecl &Function) {
  if (!isa<CXXMethodDecl>(Function) || nameOf(&Function) != "return_value" ||
      Function.getNumParams() != 1)
    return nullptr;
  const ParmVarDecl *Parameter = Function.getParamDecl(0);
  // `T &` of a template may stand for `const X &`, which the coroutine's caller knows to be one.
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  QualType Written =
      (Pattern && Pattern->getNumParams() == 1 ? Pattern->getParamDecl(0) : Parameter)->getType();
  if (Parameter->getType()->isLValueReferenceType() &&
      !(Written->isLValueReferenceType() && Written.getNonReferenceType().isConstQualified()))
    return nullptr;
  const FunctionBody &Body = U.body(Function);
  for (const DeclRefExpr *Ref : Body.references()) {
    if (Ref->getDecl() != Parameter)
      continue;
    const Stmt *Up = Body.significantParent(Ref);
    const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up);
    const auto *Call = dyn_cast_or_null<CallExpr>(Up);
    const Expr *Address = nullptr;
    if (Unary && Unary->getOpcode() == UO_AddrOf)
      Address = Unary;
    else if (Call && nameOf(Call->getDirectCallee()) == "addressof")
      Address = Call;
    if (!Address)
      continue;
    const auto *Assign = dyn_cast_or_null<BinaryOperator>(Body.significantParent(Address));
    if (Assign && Assign->getOpcode() == BO_Assign && ownField(Assign->getLHS()))
      return Address;
  }
  return nullptr;
}

} // namespace asynctidy
