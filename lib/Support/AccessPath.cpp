//===- AccessPath.cpp - which object an expression names ------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Support/AccessPath.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asynctidy {

/// True for `std::move(x)`, `std::forward<T>(x)` and their like: one argument in, the
/// same object out.
static bool isMoveLike(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || Call.getNumArgs() != 1 || !Callee->getIdentifier() || isa<CXXMethodDecl>(Callee))
    return false;
  StringRef Name = Callee->getName();
  return Name == "move" || Name == "forward" || Name == "as_const" || Name == "mv" ||
         Name == "fwd" || Name == "addressof" || Name == "ref" || Name == "cref";
}

const Expr *stripToObject(const Expr *E) {
  while (E) {
    const Expr *Inner = E->IgnoreParenImpCasts();
    if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(Inner))
      Inner = Cleanups->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = Bind->getSubExpr();
    else if (const auto *Cast = dyn_cast<CXXStaticCastExpr>(Inner))
      Inner = Cast->getSubExpr();
    else if (const auto *Call = dyn_cast<CallExpr>(Inner); Call && isMoveLike(*Call))
      Inner = Call->getArg(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
  return nullptr;
}

const Expr *copiedObject(const Expr *E) {
  E = stripToObject(E);
  while (const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(E)) {
    if (!Copy->getConstructor()->isCopyOrMoveConstructor())
      return E;
    E = stripToObject(Copy->getArg(0));
  }
  return E;
}

bool mentions(const Stmt &S, const ValueDecl &Named) {
  if (const auto *Member = dyn_cast<MemberExpr>(&S); Member && Member->getMemberDecl() == &Named)
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S); Ref && Ref->getDecl() == &Named)
    return true;
  return llvm::any_of(S.children(),
                      [&Named](const Stmt *Child) { return Child && mentions(*Child, Named); });
}

const VarDecl *variableNamedBy(const Expr *E) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(stripToObject(E));
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

AccessPath AccessPath::ofVariable(const VarDecl &Var) {
  AccessPath Path;
  Path.Base = Var.getCanonicalDecl();
  return Path;
}

AccessPath AccessPath::member(const ValueDecl &Member) const {
  AccessPath Path = *this;
  Path.Steps.push_back(cast<ValueDecl>(Member.getCanonicalDecl()));
  return Path;
}

AccessPath AccessPath::onThis() const {
  AccessPath Path;
  Path.Steps = Steps;
  return Path;
}

std::optional<AccessPath> AccessPath::of(const Expr *E) {
  E = stripToObject(E);
  if (!E)
    return std::nullopt;
  if (isa<CXXThisExpr>(E))
    return AccessPath();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl())) {
      // A reference is another name for what it was bound to.
      if (Var->getType()->isReferenceType() && Var->isLocalVarDecl() && Var->getInit())
        if (std::optional<AccessPath> Bound = of(Var->getInit()))
          return Bound;
      return ofVariable(*Var);
    }
    return std::nullopt;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Value = dyn_cast<ValueDecl>(Member->getMemberDecl());
    if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return ofVariable(*Static);
    std::optional<AccessPath> Path = of(Member->getBase());
    if (!Path || !Value)
      return std::nullopt;
    Path->Steps.push_back(cast<ValueDecl>(Value->getCanonicalDecl()));
    return Path;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E);
      Unary && (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf))
    return of(Unary->getSubExpr());
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E);
      Op &&
      (Op->getOperator() == OO_Arrow || (Op->getOperator() == OO_Star && Op->getNumArgs() == 1)))
    return of(Op->getArg(0));
  // An accessor: `session.mutex()`. It may compute, but nobody writes one that does.
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E); Call && Call->getNumArgs() == 0 &&
                                                         Call->getMethodDecl() &&
                                                         Call->getImplicitObjectArgument()) {
    if (!Call->getType()->isPointerType() && !Call->isGLValue())
      return std::nullopt;
    std::optional<AccessPath> Path = of(Call->getImplicitObjectArgument());
    if (!Path)
      return std::nullopt;
    Path->Steps.push_back(Call->getMethodDecl()->getCanonicalDecl());
    return Path;
  }
  return std::nullopt;
}

const ValueDecl *AccessPath::named() const {
  return Steps.empty() ? static_cast<const ValueDecl *>(Base) : Steps.back();
}

/// True if members of what \p Named leads to are written behind an arrow.
static bool hasArrow(const ValueDecl &Named) {
  QualType Type = Named.getType().getNonReferenceType();
  if (Type->isPointerType())
    return true;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  auto HasNone = [](const CXXRecordDecl *R) {
    return llvm::none_of(R->methods(), [](const CXXMethodDecl *Method) {
      return Method->getOverloadedOperator() == OO_Arrow;
    });
  };
  return Record && Record->hasDefinition() && !(HasNone(Record) && Record->forallBases(HasNone));
}

std::string AccessPath::text() const {
  std::string Text = Base ? Base->getNameAsString() : Steps.empty() ? "*this" : "";
  const ValueDecl *Before = Base;
  for (const ValueDecl *Step : Steps) {
    if (Before)
      Text += hasArrow(*Before) ? "->" : ".";
    Text += Step->getNameAsString();
    Before = Step;
  }
  return Text;
}

std::optional<AccessPath> AccessPath::owner() const {
  if (Steps.empty())
    return std::nullopt;
  AccessPath Owner = *this;
  Owner.Steps.pop_back();
  return Owner;
}

bool AccessPath::isIn(const AccessPath &Object) const {
  return Base == Object.Base && Steps.size() >= Object.Steps.size() &&
         std::equal(Object.Steps.begin(), Object.Steps.end(), Steps.begin());
}

AccessPath AccessPath::seenFrom(const AccessPath &Object) const {
  AccessPath Inside;
  Inside.Steps.assign(Steps.begin() + Object.Steps.size(), Steps.end());
  return Inside;
}

} // namespace asynctidy
