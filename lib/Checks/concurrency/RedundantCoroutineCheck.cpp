//===- RedundantCoroutineCheck.cpp - async-redundant-coroutine ------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RedundantCoroutineCheck.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Edits.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/Sequence.h"

using namespace clang;

namespace asynctidy {

RedundantCoroutineCheck::RedundantCoroutineCheck(StringRef Name,
                                                 clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// The only statement of \p Function, if it does nothing but await; null for others.
static const Stmt *onlyStatement(const FunctionDecl &Function) {
  const auto *Wrapper = dyn_cast_or_null<CoroutineBodyStmt>(Function.getBody());
  const auto *Block = Wrapper ? dyn_cast<CompoundStmt>(Wrapper->getBody()) : nullptr;
  return Block && Block->size() == 1 ? Block->body_front() : nullptr;
}

static const ParmVarDecl *parameterNamedBy(const Expr *E) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(copiedObject(E));
  return Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
}

/// True if what \p E refers to lives as long as \p Function's caller wants: a member, a global,
/// what a reference or pointer parameter names, the object.
static bool isCallers(const Expr *E) {
  E = stripToObject(E);
  if (!E)
    return false;
  if (isa<CXXThisExpr>(E))
    return true;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf) &&
           isCallers(Unary->getSubExpr());
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isCallers(Member->getBase());
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && (Var->hasGlobalStorage() || Var->getType()->isReferenceType() ||
                 (isa<ParmVarDecl>(Var) && Var->getType()->isPointerType()));
}

/// True if \p Argument, given to a parameter of \p Type, refers to nothing that ends with the call,
/// and is no call itself.
static bool outlivesCall(const Expr &Argument, QualType Type) {
  const Expr *Source = copiedObject(&Argument);
  if (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Source))
    Source = copiedObject(Cast->getSubExpr());
  // A view of what the caller has, made here.
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Source);
      Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
    return !Type->isReferenceType() && handleOf(Type) != Handle::None &&
           isCallers(Call->getImplicitObjectArgument());
  if (!Source || firstCall(Source))
    return false;
  if (const auto *Made = dyn_cast<CXXConstructExpr>(Source);
      Made && !Type->isReferenceType() && handleOf(Type) != Handle::None) {
    const CXXConstructorDecl &Constructor = *Made->getConstructor();
    return Made->getNumArgs() > 0 && Made->getNumArgs() <= Constructor.getNumParams() &&
           llvm::all_of(llvm::seq(0u, Made->getNumArgs()), [&](unsigned I) {
             const Expr &From = *Made->getArg(I);
             return isa<CXXDefaultArgExpr>(From) ||
                    outlivesCall(From, Constructor.getParamDecl(I)->getType());
           });
  }
  if (Type->isReferenceType())
    return isCallers(Source) && !isa<CXXThisExpr>(Source);
  // A copy of what the caller gave refers to the same.
  if (handleOf(Type) != Handle::None)
    return parameterNamedBy(&Argument) || isa<StringLiteral>(Source) || isCallers(Source) ||
           Source->getType()->isNullPtrType();
  return Type->isScalarType() || parameterNamedBy(&Argument) || isCallers(Source);
}

/// True if the frame keeps parameter \p Param alive for what is awaited: it isn't handed over.
static bool isKeptAlive(const ParmVarDecl &Param, const Expr &Call) {
  if (Param.getType()->isReferenceType() || Param.getType().isDestructedType() == QualType::DK_none)
    return false;
  const FunctionDecl *Callee = calleeOf(Call);
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  for (unsigned I = 0; Callee && I < Arguments.size() && I < Callee->getNumParams(); ++I)
    if (parameterNamedBy(Arguments[I]) == &Param &&
        !Callee->getParamDecl(I)->getType()->isReferenceType())
      return false;
  return true;
}

void RedundantCoroutineCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const Stmt *Only = onlyStatement(Function);
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Only || Function.isDependentContext() || isInstantiation(Function) ||
      (Method && (Method->isVirtual() || Method->getParent()->isLambda())) ||
      U.isTestCode(Function))
    return;
  const auto *Return = dyn_cast<CoreturnStmt>(Only);
  const auto *Whole = Return ? Return->getOperand() : dyn_cast<Expr>(Only);
  const auto *Await = dyn_cast_or_null<CoawaitExpr>(Whole ? Whole->IgnoreImplicit() : nullptr);
  const Expr *Operand = Await ? awaitOperand(Await) : nullptr;
  const auto *Call = dyn_cast_or_null<CallExpr>(Operand ? Operand->IgnoreImplicit() : nullptr);
  // The result is that of the call, unchanged.
  if (!Call || isa<CXXOperatorCallExpr>(Call) || !Call->getDirectCallee() ||
      (!Return && !Await->getType()->isVoidType()) ||
      Call->getType().getCanonicalType() != Function.getReturnType().getCanonicalType() ||
      U.body(Function).suspensions().size() != 1)
    return;
  if (const auto *Proto = Function.getType()->getAs<FunctionProtoType>(); Proto->isNothrow())
    return;
  std::optional<TaskType> Task = taskType(U, Function.getReturnType());
  if (!Task || Task->FireAndForget || Task->SyncGenerator)
    return;
  const FunctionDecl &Callee = *Call->getDirectCallee();
  if (const Expr *Object = objectOf(*Call); Object && !isCallers(Object))
    return;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Call);
  // What other defaults make may be temporaries.
  if (Callee.isVariadic() ||
      llvm::any_of(Callee.parameters().drop_front(Arguments.size()), [](const ParmVarDecl *P) {
        return !P->getType()->isArithmeticType() && !P->getType()->isEnumeralType();
      }))
    return;
  for (unsigned I = 0; I < Arguments.size(); ++I)
    if (!outlivesCall(*Arguments[I], Callee.getParamDecl(I)->getType()) ||
        Arguments[I]->HasSideEffects(U.context(), /*IncludePossibleEffects=*/false))
      return;
  for (const ParmVarDecl *Param : Function.parameters())
    if (isKeptAlive(*Param, *Call))
      return;
  SourceLocation Begin = Return ? Return->getKeywordLoc() : Await->getKeywordLoc();
  if (!firstReport(Begin))
    return;
  Edits Fix(U.context());
  Fix.replace({Begin, Await->getKeywordLoc()}, "return");
  diag(Begin, "%0 needs no coroutine: it can return what %1 gives, without a frame of its own")
      << &Function << &Callee << Fix;
}

} // namespace asynctidy
