//===- ErrorPaths.cpp - ways out of functions on which something failed ----===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ErrorPaths.h"
#include "async-tidy/Support/AccessPath.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

/// True if \p Condition says that something failed: an error code, a call that wasn't successful.
static bool isFailure(const Unit &U, const Expr *Condition) {
  Condition = Condition->IgnoreParenImpCasts();
  auto IsErrorCode = [&](const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Conversion = dyn_cast<CXXMemberCallExpr>(E);
        Conversion && isa_and_nonnull<CXXConversionDecl>(Conversion->getMethodDecl()))
      E = Conversion->getImplicitObjectArgument()->IgnoreParenImpCasts();
    TypeMatch M = U.typeModel(E->getType());
    return M && M->ErrorCode;
  };
  if (IsErrorCode(Condition))
    return true;
  const auto *Not = dyn_cast<UnaryOperator>(Condition);
  if (!Not || Not->getOpcode() != UO_LNot)
    return false;
  const Expr *Failed = Not->getSubExpr()->IgnoreParenImpCasts();
  const auto *Call = dyn_cast<CallExpr>(Failed);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier() ||
      Callee->getDeclContext()->getEnclosingNamespaceContext()->isStdNamespace() ||
      !Callee->getReturnType()->isBooleanType() || U.calleeModel(*Call))
    return false;
  // `status.ok()`; or a function that does something, and not one that only asks.
  StringRef Name = Callee->getName();
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (U.models().sounds(Name, Sense::Worked))
    return true;
  if ((Method && Method->isConst()) || argumentsOf(*Call).empty())
    return false;
  return !U.models().sounds(Name, Sense::OnlyAsks);
}

bool leavesOnFailure(const Unit &U, const FunctionBody &Body, const ReturnStmt &Return,
                     const ValueDecl *Named) {
  if (Return.getRetValue() && !Return.getRetValue()->getType()->isVoidType())
    return false; // The caller is told.
  const Stmt *Child = &Return;
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Body.parent(Child)))
    Child = Block;
  const auto *If = dyn_cast_or_null<IfStmt>(Body.parent(Child));
  bool Failed = If ? If->getThen() == Child && If->getCond() && isFailure(U, If->getCond())
                   : isa_and_nonnull<CXXCatchStmt>(Body.parent(Child));
  if (!Failed)
    return false;
  if (Named && mentions(*Child, *Named))
    return false;
  // Whoever is given anything on the way out, the object or a callback, may set it.
  for (const Expr *Call : Body.calls())
    if (Body.isWithin(Call, Child) && isa<CallExpr>(Call)) {
      const FunctionDecl *Callee = calleeOf(*Call);
      const Expr *Object = objectOf(*Call);
      if (!Callee || (Object && isa<CXXThisExpr>(Object->IgnoreParenImpCasts())) ||
          llvm::any_of(argumentsOf(*Call), [](const Expr *Argument) {
            QualType Type = Argument->IgnoreParenImpCasts()->getType();
            return isa<CXXThisExpr>(Argument->IgnoreParenImpCasts()) ||
                   (Type->isRecordType() && Type->getAsCXXRecordDecl()->isLambda());
          }))
        return false;
    }
  return true;
}

} // namespace asynctidy
