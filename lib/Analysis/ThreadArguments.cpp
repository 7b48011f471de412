//===- ThreadArguments.cpp - what threads are started with ------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ThreadArguments.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace asynctidy {

static bool isStdClass(QualType Type, StringRef Name) {
  const CXXRecordDecl *Record = compat::recordOf(Type.getNonReferenceType());
  return Record && Record->isInStdNamespace() && Record->getIdentifier() &&
         Record->getName() == Name;
}

/// The function that \p E, an argument, names: itself, by address, or as a lambda.
static const FunctionDecl *functionNamedBy(const Expr *E) {
  E = stripToObject(E);
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(E);
      Unary && Unary->getOpcode() == UO_AddrOf)
    E = stripToObject(Unary->getSubExpr());
  if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(E))
    return Lambda->getCallOperator();
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  if (!Ref)
    return nullptr;
  if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
    return Var->isLocalVarDecl() && Var->getInit() && isa<LambdaExpr>(stripToObject(Var->getInit()))
               ? functionNamedBy(Var->getInit())
               : nullptr;
  return dyn_cast<FunctionDecl>(Ref->getDecl());
}

/// The local that \p E is, or is a part of.
static const VarDecl *localAt(const Expr *E) {
  for (E = stripToObject(E); E;) {
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (Member->isArrow() || Member->getMemberDecl()->getType()->isReferenceType())
        return nullptr;
      E = stripToObject(Member->getBase());
    } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      if (!Subscript->getBase()->IgnoreParenImpCasts()->getType()->isArrayType())
        return nullptr;
      E = stripToObject(Subscript->getBase());
    } else {
      break;
    }
  }
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType() ? Var : nullptr;
}

namespace {
/// What a pointer or a view leads to.
struct Target {
  const VarDecl *Local = nullptr;
  bool Temporary = false;
  explicit operator bool() const { return Local || Temporary; }
};
} // namespace

/// Where the characters lie that string \p E has: a local's, or a temporary's that ends with the
/// statement.
static Target stringAt(const Expr *E) {
  if (!isStdClass(E->getType(), "basic_string"))
    return {};
  if (const VarDecl *Local = localAt(E))
    return {Local, false};
  const Expr *Object = stripToObject(E);
  return {nullptr, Object && Object->isPRValue()};
}

/// What \p E, from which a new thread makes a string, leads to.
static Target charactersAt(const Expr *E, unsigned Depth = 0) {
  const Expr *Object = stripToObject(E);
  if (!Object || Depth > 3)
    return {};
  if (Object->getType()->isArrayType())
    return {localAt(Object), false};
  // s.c_str(), and the conversion of a string to a view.
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Object)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method &&
        (isa<CXXConversionDecl>(Method) || nameOf(Method) == "c_str" || nameOf(Method) == "data"))
      return stringAt(Call->getImplicitObjectArgument()->IgnoreParenImpCasts());
    return {};
  }
  if (!isStdClass(Object->getType(), "basic_string_view"))
    return {};
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Object))
    return Construct->getNumArgs() > 0 ? charactersAt(Construct->getArg(0), Depth + 1) : Target();
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Object))
    return charactersAt(Cast->getSubExpr(), Depth + 1);
  if (const VarDecl *View = variableNamedBy(Object);
      View && View->isLocalVarDecl() && View->getInit()) {
    // A temporary that the view was made from is a bug of its own.
    Target Of = charactersAt(View->getInit(), Depth + 1);
    return {Of.Local, false};
  }
  return {};
}

/// The local that \p E gives the address of: `&x`, `std::ref(x)`, an array.
static const VarDecl *addressedBy(const Expr *E) {
  const Expr *Plain = E->IgnoreParenImpCasts();
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Plain))
    Plain = Temporary->getSubExpr()->IgnoreParenImpCasts();
  if (const auto *Unary = dyn_cast<UnaryOperator>(Plain))
    return Unary->getOpcode() == UO_AddrOf ? localAt(Unary->getSubExpr()) : nullptr;
  const auto *Call = dyn_cast<CallExpr>(Plain);
  if (Call && Call->getNumArgs() == 1 && isStdClass(Call->getType(), "reference_wrapper"))
    return localAt(Call->getArg(0));
  return Plain->getType()->isArrayType() ? localAt(Plain) : nullptr;
}

namespace {
enum class Ends { Waited, Detached, Elsewhere };
} // namespace

/// What becomes of the thread that \p Call starts.
static Ends endOf(Unit &U, const FunctionBody &In, const Expr &Call) {
  // The object that has it: a temporary, or a variable.
  const VarDecl *Holder = nullptr;
  const Stmt *Child = &Call;
  const Stmt *Up = In.significantParent(&Call, &Child);
  for (; !Holder && Up; Up = In.significantParent(Up, &Child)) {
    Holder = In.initializedBy(Child);
    if (Holder || !isa<CXXFunctionalCastExpr, CXXConstructExpr>(Up))
      break;
  }
  if (!Holder)
    Holder = In.initializedBy(Child);
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Up); Member && !Holder)
    return nameOf(dyn_cast<FunctionDecl>(Member->getMemberDecl())) == "detach" ? Ends::Detached
                                                                               : Ends::Waited;
  // Dropped: a future's destructor waits, a thread's ends the program.
  if (!Holder && !isa_and_nonnull<Expr>(Up) && !isa_and_nonnull<ReturnStmt>(Up))
    return Ends::Waited;
  if (Holder && Holder->hasLocalStorage()) {
    bool Moved = false;
    for (const DeclRefExpr *Ref : In.references()) {
      if (Ref->getDecl() != Holder)
        continue;
      const auto *Member = dyn_cast_or_null<MemberExpr>(In.significantParent(Ref));
      StringRef Name = Member ? nameOf(dyn_cast<FunctionDecl>(Member->getMemberDecl())) : "";
      if (Name == "detach")
        return Ends::Detached;
      Moved |= Name.empty();
    }
    // Joined, or its destructor waits; one that does neither ends the program.
    if (!Moved)
      return Ends::Waited;
  }
  // In a container or a member, that this function waits for somehow.
  return llvm::any_of(In.calls(),
                      [&](const Expr *Other) {
                        StringRef Name = nameOf(calleeOf(*Other));
                        return isThreadJoin(U, *Other) || Name == "join" || Name == "wait" ||
                               Name == "get";
                      })
             ? Ends::Waited
             : Ends::Elsewhere;
}

llvm::SmallVector<LateThreadArgument, 1> lateThreadArguments(Unit &U, const FunctionBody &In,
                                                             const Expr &Call) {
  llvm::SmallVector<LateThreadArgument, 1> Result;
  FunctionMatch M = U.calleeModel(Call);
  if (!M || llvm::none_of(M->Callables, [](const CallableFact &Fact) {
        return Fact.When == CallableFact::Offloaded && Fact.Argument.Kind == ArgumentRef::Index;
      }))
    return Result;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  const FunctionDecl *Callee = nullptr;
  unsigned First = 0;
  while (!Callee && First < Arguments.size() && First < 2)
    Callee = functionNamedBy(Arguments[First++]);
  if (!Callee || First == Arguments.size())
    return Result;
  // What &C::run is called on comes before its parameters; a jthread may add its token.
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  bool Bound = Method && Method->isInstance() && !Method->getParent()->isLambda();
  unsigned Shift = First + (Bound ? 1 : 0), Parameter = 0;
  if (Callee->getNumParams() > 0)
    if (TypeMatch Type = U.typeModel(Callee->getParamDecl(0)->getType().getNonReferenceType());
        Type && Type->Cancels == Cancellation::Token)
      Parameter = 1;
  std::optional<Ends> End;
  for (unsigned I = Shift; I < Arguments.size() && Parameter < Callee->getNumParams();
       ++I, ++Parameter) {
    LateThreadArgument Late;
    Late.Argument = Arguments[I];
    Late.Parameter = Callee->getParamDecl(Parameter);
    QualType Type = Late.Parameter->getType();
    Target Of;
    if (isStdClass(Type, "basic_string")) {
      Of = charactersAt(Arguments[I]);
      Late.Converted = true;
    } else if (Type->isPointerType() || Type->isReferenceType()) {
      Of.Local = addressedBy(Arguments[I]);
    }
    if (!Of)
      continue;
    if (!End)
      End = endOf(U, In, Call);
    Late.Local = Of.Local;
    Late.Detached = *End == Ends::Detached;
    if (Of.Temporary || Late.Detached || (Late.Converted && *End == Ends::Elsewhere))
      Result.push_back(Late);
  }
  return Result;
}

} // namespace asynctidy
