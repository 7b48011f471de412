//===- ForeignCode.cpp - calls of code that nobody here knows -===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ForeignCode.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asynctidy {

/// True for a class made of a signature: `function<void(int)>`, whatever its name.
static bool isErasedCallable(QualType Type) {
  const auto *Record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      compat::recordOf(Type.getNonReferenceType()));
  if (!Record || Record->getTemplateArgs().size() == 0)
    return false;
  const TemplateArgument &First = Record->getTemplateArgs()[0];
  return First.getKind() == TemplateArgument::Type && First.getAsType()->isFunctionProtoType();
}

/// The member or global that keeps what \p E is: through elements of containers, iterators, owners
/// and locals. \p Element is set if it is one of those that a loop visits.
static const ValueDecl *storedIn(const Unit &U, const Expr *E, bool &Element, unsigned Depth = 0) {
  E = stripToObject(E);
  if (!E || Depth > 12)
    return nullptr;
  auto Next = [&](const Expr *Inner) { return storedIn(U, Inner, Element, Depth + 1); };
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<ValueDecl>(Member->getMemberDecl());
    // `it->second` is an element of a container.
    if (!Field || inSystemHeader(Field->getLocation(), U.context()))
      return Next(Member->getBase());
    if (isa<FieldDecl>(Field)) {
      std::optional<AccessPath> Path = AccessPath::of(Member->getBase());
      // What is in an argument, its giver knows.
      return Path && Path->base() && isa<ParmVarDecl>(Path->base()) ? nullptr : Field;
    }
    return isa<VarDecl>(Field) ? Field : nullptr;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
      Var = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
    if (!Var || isa<ParmVarDecl>(Var))
      return nullptr;
    if (!Var->isLocalVarDecl() || Var->isStaticLocal())
      return Var->getType().isConstQualified() ? nullptr : Var;
    Element |= Var->isImplicit();
    return Var->getInit() ? Next(Var->getInit()) : nullptr;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Next(Unary->getSubExpr());
  if (const auto *Index = dyn_cast<ArraySubscriptExpr>(E))
    return Next(Index->getBase());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() == 1 ? Next(Construct->getArg(0)) : nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    // What a container, an iterator or an owner gives: at(), find(), operator*, lock().
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !inSystemHeader(Callee->getLocation(), U.context()))
      return nullptr;
    if (const Expr *Object = objectOf(*Call)) {
      Element |= Callee->getIdentifier() &&
                 (Callee->getName() == "begin" || Callee->getName() == "cbegin");
      return Next(Object);
    }
    llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Call);
    return Arguments.empty() ? nullptr : Next(Arguments.front());
  }
  return nullptr;
}

/// True if \p Record has virtual methods for others to override, which do nothing themselves.
static bool hasOnlyHooks(const CXXRecordDecl &Record) {
  bool Any = false;
  for (const CXXMethodDecl *Method : Record.methods()) {
    if (Method->isImplicit() || isa<CXXConstructorDecl, CXXDestructorDecl>(Method))
      continue;
    const FunctionDecl *Definition = Method->getDefinition();
    const auto *Body = Definition ? dyn_cast_or_null<CompoundStmt>(Definition->getBody()) : nullptr;
    if (!Method->isVirtual() || (!compat::isPureVirtual(*Method) && !(Body && Body->body_empty())))
      return false;
    Any = true;
  }
  return Any;
}

/// True if \p Record says only what others have to implement, or may.
static bool isInterface(const CXXRecordDecl &Record) {
  const CXXRecordDecl *Definition = Record.getDefinition();
  return Definition && (Definition->isAbstract() || hasOnlyHooks(*Definition)) &&
         Definition->field_empty() &&
         llvm::all_of(Definition->bases(), [](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *B = compat::recordOf(Base.getType());
           return B && B->hasDefinition() && (B->isEmpty() || isInterface(*B));
         });
}

std::optional<ForeignCall> foreignCall(const Unit &U, const Expr &E) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  if (!Call)
    return std::nullopt;
  ForeignCall Result;
  if (FunctionMatch M = U.calleeModel(E); M && M->Resumes) {
    Result.Kind = ForeignCall::Resumed;
    return Result;
  }
  bool Element = false;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    if (Operator->getOperator() != OO_Call || Operator->getNumArgs() == 0 ||
        !isErasedCallable(Operator->getArg(0)->IgnoreParenImpCasts()->getType()))
      return std::nullopt;
    Result.Object = Operator->getArg(0);
  } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    const CXXMethodDecl *Method = Member->getMethodDecl();
    // A method that somebody registered: (object->*method)().
    if (const auto *Pointer = dyn_cast<BinaryOperator>(Member->getCallee()->IgnoreParens());
        Pointer && Pointer->isPtrMemOp()) {
      Result.Object = Pointer->getRHS();
      Result.Stored = storedIn(U, Result.Object, Element);
      return Result.Stored ? std::optional(Result) : std::nullopt;
    }
    const Expr *Object = Member->getImplicitObjectArgument();
    if (!Method || !Method->isVirtual() || !Method->getReturnType()->isVoidType() ||
        !isInterface(*Method->getParent()))
      return std::nullopt;
    Result.Kind = ForeignCall::Listener;
    Result.Stored = storedIn(U, Object, Element);
    return Result.Stored && Element ? std::optional(Result) : std::nullopt;
  } else if (!Call->getDirectCallee() && Call->getCallee()->getType()->isFunctionPointerType()) {
    Result.Object = Call->getCallee();
  } else {
    return std::nullopt;
  }
  Result.Stored = storedIn(U, Result.Object, Element);
  return Result.Stored ? std::optional(Result) : std::nullopt;
}

} // namespace asynctidy
