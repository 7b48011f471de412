//===- Atomics.cpp - reads and writes of atomics --------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Atomics.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asynctidy {

const AtomicModel *atomicModel(const Unit &U, const Expr *E) {
  E = E->IgnoreParens();
  while (const auto *Cast = dyn_cast<ImplicitCastExpr>(E)) {
    if (Cast->getCastKind() != CK_UncheckedDerivedToBase &&
        Cast->getCastKind() != CK_DerivedToBase && Cast->getCastKind() != CK_NoOp)
      break;
    E = Cast->getSubExpr()->IgnoreParens();
  }
  QualType Type = E->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  TypeMatch M = U.typeModel(Type);
  return M && M->Atomic ? &*M->Atomic : nullptr;
}

std::optional<AtomicRead> atomicReadOf(const Unit &U, const Stmt *S, const AccessPath &Path) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method)
    return std::nullopt;
  const AtomicModel *Model = atomicModel(U, Call->getImplicitObjectArgument());
  std::optional<AccessPath> Object =
      Model ? AccessPath::of(Call->getImplicitObjectArgument()) : std::nullopt;
  if (!Object || !(*Object == Path))
    return std::nullopt;
  if (isa<CXXConversionDecl>(Method))
    return AtomicRead{Call, nullptr};
  if (!Method->getIdentifier() || !llvm::is_contained(Model->Loads, Method->getName()))
    return std::nullopt;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Call);
  return AtomicRead{Call, Arguments.empty() ? nullptr : Arguments.front()};
}

std::optional<AtomicRead> findAtomicRead(const Unit &U, const Stmt *S, const AccessPath &Path) {
  if (!S || isa<LambdaExpr>(S))
    return std::nullopt;
  if (std::optional<AtomicRead> Here = atomicReadOf(U, S, Path))
    return Here;
  for (const Stmt *Child : S->children())
    if (std::optional<AtomicRead> Below = findAtomicRead(U, Child, Path))
      return Below;
  return std::nullopt;
}

bool isRelaxed(const Expr *Order, const ASTContext &Context) {
  return Order && sourceText(Order->getSourceRange(), Context).contains("relaxed");
}

std::optional<AtomicWrite> atomicWriteOf(const Unit &U, const Expr &Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    OverloadedOperatorKind Kind = Operator->getOperator();
    bool Steps = Kind == OO_PlusPlus || Kind == OO_MinusMinus || Kind == OO_PlusEqual ||
                 Kind == OO_MinusEqual;
    if (!(Steps || (Kind == OO_Equal && Operator->getNumArgs() == 2)) ||
        !atomicModel(U, Operator->getArg(0)))
      return std::nullopt;
    return AtomicWrite{&Call, Operator->getArg(0), Steps ? nullptr : Operator->getArg(1)};
  }
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier())
    return std::nullopt;
  const AtomicModel *Model = atomicModel(U, Member->getImplicitObjectArgument());
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Member);
  if (!Model)
    return std::nullopt;
  if (!Arguments.empty() && llvm::is_contained(Model->Stores, Method->getName()))
    return AtomicWrite{&Call, Member->getImplicitObjectArgument(), Arguments[0],
                       Arguments.size() > 1 ? Arguments[1] : nullptr, true};
  if (llvm::is_contained(Model->Adds, Method->getName()) ||
      llvm::is_contained(Model->Subtracts, Method->getName()))
    return AtomicWrite{&Call, Member->getImplicitObjectArgument()};
  return std::nullopt;
}

const Expr *objectOfFree(const Expr *E, StringRef Name) {
  const auto *Call = dyn_cast_or_null<CallExpr>(E ? copiedObject(E) : nullptr);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier() || !Callee->isInStdNamespace() ||
      isa<CXXMethodDecl>(Callee) || Call->getNumArgs() == 0)
    return nullptr;
  StringRef Called = Callee->getName();
  Called.consume_back("_explicit");
  const auto *Address = dyn_cast<UnaryOperator>(Call->getArg(0)->IgnoreParenImpCasts());
  return Called == Name && Address && Address->getOpcode() == UO_AddrOf
             ? Address->getSubExpr()->IgnoreParens()
             : nullptr;
}

bool runsLocked(const FunctionBody &Body) {
  const IdentifierInfo *Name = Body.function().getIdentifier();
  auto Says = [](StringRef Text) {
    return Text.contains_insensitive("locked") && !Text.contains_insensitive("unlocked");
  };
  return (Name && Says(Name->getName())) || llvm::any_of(Body.calls(), [](const Expr *Call) {
           const FunctionDecl *Callee = calleeOf(*Call);
           return Callee && Callee->getIdentifier() && Callee->getName() == "unlock";
         });
}

} // namespace asynctidy
