//===- Handles.cpp - values that lead to objects --------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asynctidy {

bool hasMethod(const CXXRecordDecl &Record, StringRef Name) {
  return Record.hasMemberName(&Record.getASTContext().Idents.get(Name));
}

bool hasOperator(const CXXRecordDecl &Record, OverloadedOperatorKind Kind) {
  return Record.hasMemberName(Record.getASTContext().DeclarationNames.getCXXOperatorName(Kind));
}

bool isCallable(QualType Type) {
  Type = Type.getNonReferenceType();
  const CXXRecordDecl *Record = compat::recordOf(Type);
  return Type->isFunctionType() || Type->isFunctionPointerType() ||
         (Record && Record->hasDefinition() && hasOperator(*Record, OO_Call));
}

Handle handleOf(QualType Type) {
  if (Type.isNull() || Type->isDependentType())
    return Handle::None;
  if (Type->isReferenceType())
    return Handle::Reference;
  if (Type->isPointerType())
    return Type->isFunctionPointerType() ? Handle::None : Handle::Pointer;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || !Record->hasDefinition() || !Record->hasTrivialDestructor())
    return Handle::None;
  if (hasOperator(*Record, OO_Star) && hasOperator(*Record, OO_PlusPlus))
    return Handle::Iterator;
  // Arrays have their elements in them, and what can be resized (Asio's endpoints) its bytes.
  bool Owns =
      llvm::any_of(Record->fields(),
                   [](const FieldDecl *Field) { return Field->getType()->isArrayType(); }) ||
      hasMethod(*Record, "resize") || hasMethod(*Record, "capacity");
  return hasMethod(*Record, "data") && hasMethod(*Record, "size") && !Owns ? Handle::View
                                                                           : Handle::None;
}

/// True if \p E copies a pointer out of an object: not a local's.
static bool copiesPointer(const Expr *E) {
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    E = Cleanups->getSubExpr();
  const auto *Load = dyn_cast<ImplicitCastExpr>(E->IgnoreParens());
  return Load && Load->getCastKind() == CK_LValueToRValue && Load->getType()->isPointerType() &&
         !isa<DeclRefExpr>(Load->getSubExpr()->IgnoreParens());
}

namespace {
/// Where a value leads: a field of `this`, or a local.
struct Place {
  const MemberExpr *Field = nullptr;
  const VarDecl *Local = nullptr;
  bool Element = false;
};
} // namespace

static std::optional<Place> placeOf(const Expr *E, unsigned Depth) {
  if (E && copiesPointer(E))
    return std::nullopt;
  E = stripToObject(E);
  if (!E || Depth > 8)
    return std::nullopt;
  auto Of = [Depth](const Expr *Inner) { return placeOf(Inner, Depth + 1); };
  auto ElementOf = [&](const Expr *Container) {
    std::optional<Place> Result = Of(Container);
    return Result ? std::optional(Place{Result->Field, Result->Local, true}) : std::nullopt;
  };
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (Var && Var->hasLocalStorage() && handleOf(Var->getType()) == Handle::None)
      return Place{nullptr, Var, false};
    return Var && Var->isLocalVarDecl() && Var->getInit() &&
                   handleOf(Var->getType()) != Handle::None
               ? Of(Var->getInit())
               : std::nullopt;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Field->getType()->isReferenceType())
      return std::nullopt;
    if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
      return Place{Member, nullptr, false};
    // The object itself isn't what a raw pointer in it leads to.
    const Expr *Base = stripToObject(Member->getBase());
    if (Member->isArrow() && (!isa<CXXOperatorCallExpr>(Base) || Base->isGLValue()) &&
        !(isa<DeclRefExpr>(Base) && Base->getType()->isPointerType()))
      return std::nullopt;
    return Of(Base);
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return Subscript->getBase()->IgnoreParenImpCasts()->getType()->isArrayType()
               ? ElementOf(Subscript->getBase())
               : std::nullopt;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_AddrOf)
      return Of(Unary->getSubExpr());
    // Of a local pointer.
    return Unary->getOpcode() == UO_Deref && isa<DeclRefExpr>(stripToObject(Unary->getSubExpr()))
               ? Of(Unary->getSubExpr())
               : std::nullopt;
  }
  if (const auto *Conditional = dyn_cast<AbstractConditionalOperator>(E)) {
    std::optional<Place> True = Of(Conditional->getTrueExpr());
    std::optional<Place> False = Of(Conditional->getFalseExpr());
    return True && (True->Field || !False) ? True : False;
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return handleOf(Construct->getType()) != Handle::None && Construct->getNumArgs() >= 1
               ? Of(Construct->getArg(0))
               : std::nullopt;
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return Of(Cast->getSubExpr());
  if (!isa<CXXMemberCallExpr, CXXOperatorCallExpr>(E))
    return std::nullopt;
  // A call on a container or an iterator of the library.
  const Expr *Object = objectOf(*E);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(*E));
  if (!Object || !Method || !inSystemHeader(Method->getLocation(), Method->getASTContext()))
    return std::nullopt;
  QualType Type = Object->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || !Record->hasDefinition())
    return std::nullopt;
  // Smart pointers lead elsewhere.
  if (handleOf(Type.getUnqualifiedType()) != Handle::Iterator && !hasMethod(*Record, "size"))
    return std::nullopt;
  if (!E->isGLValue() && handleOf(E->getType()) == Handle::None)
    return std::nullopt;
  return ElementOf(Object);
}

std::optional<Origin> originOf(const Expr *E) {
  std::optional<Place> Found = placeOf(E, 0);
  return Found && Found->Field ? std::optional(Origin{Found->Field, Found->Element}) : std::nullopt;
}

const VarDecl *localOf(const Expr *E) {
  std::optional<Place> Found = placeOf(E, 0);
  return Found ? Found->Local : nullptr;
}

const ValueDecl *objectNamed(const Expr &Call) {
  const Expr *Object = objectOf(Call) ? stripToObject(objectOf(Call)) : nullptr;
  if (const auto *Leads = dyn_cast_or_null<CXXOperatorCallExpr>(Object);
      Leads && Leads->getNumArgs() == 1)
    Object = stripToObject(Leads->getArg(0));
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Object))
    return Member->getMemberDecl();
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Object);
  return Ref ? Ref->getDecl() : nullptr;
}

bool isSharedThis(const Expr &E) {
  const Expr *Value = stripToObject(&E);
  while (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Value)) {
    if (Construct->getNumArgs() != 1)
      return false;
    Value = stripToObject(Construct->getArg(0));
  }
  const auto *Call = dyn_cast_or_null<CallExpr>(Value);
  const FunctionDecl *From = Call ? Call->getDirectCallee() : nullptr;
  if (From && From->getIdentifier())
    return From->getName() == "shared_from_this";
  const VarDecl *Copied = Value ? variableNamedBy(Value) : nullptr;
  return Copied && Copied->isLocalVarDecl() && isSharedThis(*Copied);
}

bool isSharedThis(const VarDecl &Var) {
  return Var.getInit() && !mentions(*Var.getInit(), Var) && isSharedThis(*Var.getInit());
}

} // namespace asynctidy
