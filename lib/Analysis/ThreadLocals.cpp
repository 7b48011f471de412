//===- ThreadLocals.cpp - what belongs to the thread that asks for it -------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ThreadLocals.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Names.h"
#include "async-tidy/Support/Source.h"
#include "clang/Analysis/CFG.h"
#include <map>

using namespace clang;

namespace asynctidy {

/// True if \p E calls what the macro errno does.
static bool isErrnoCall(const Stmt *S) {
  const auto *Call = dyn_cast_or_null<CallExpr>(S);
  StringRef Name = nameOf(Call ? Call->getDirectCallee() : nullptr);
  return Name == "__errno_location" || Name == "__error" || Name == "_errno" ||
         Name == "___errno" || Name == "__errno";
}

static bool isThreadNumber(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  StringRef Name = nameOf(Callee);
  if (Name == "get_id" && !isa<CXXMethodDecl>(Callee)) {
    const auto *Namespace = dyn_cast<NamespaceDecl>(Callee->getDeclContext());
    return Namespace && Namespace->getName() == "this_thread";
  }
  return Callee && Callee->isExternC() &&
         (Name == "pthread_self" || Name == "gettid" || Name == "thrd_current");
}

/// What \p E, an object or a pointer to one, lies in.
static std::optional<ThreadOwned> ownedAt(Unit &U, const Expr *E, unsigned Depth) {
  // The value of a pointer, not where it lies.
  if (const auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(E))
    E = Cleanups->getSubExpr();
  const auto *Load = dyn_cast_or_null<ImplicitCastExpr>(E ? E->IgnoreParens() : nullptr);
  if (Load && Load->getCastKind() == CK_LValueToRValue &&
      !(variableNamedBy(Load) && variableNamedBy(Load)->hasLocalStorage()))
    return std::nullopt;
  E = stripToObject(E);
  if (!E || Depth > 8)
    return std::nullopt;
  auto In = [&](const Expr *Inner) { return ownedAt(U, Inner, Depth + 1); };
  if (isErrnoCall(E))
    return ThreadOwned{ThreadOwned::Errno, nullptr};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (Var && Var->getTLSKind() != VarDecl::TLS_None)
      return Var->getType()->isReferenceType()
                 ? std::nullopt
                 : std::optional(ThreadOwned{ThreadOwned::Variable, Var});
    return Var && Var->isLocalVarDecl() && Var->getInit() &&
                   (Var->getType()->isReferenceType() || Var->getType()->isPointerType())
               ? In(Var->getInit())
               : std::nullopt;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return Static->getTLSKind() != VarDecl::TLS_None && !Static->getType()->isReferenceType()
                 ? std::optional(ThreadOwned{ThreadOwned::Variable, Static})
                 : std::nullopt;
    return Member->getMemberDecl()->getType()->isReferenceType() ? std::nullopt
                                                                 : In(Member->getBase());
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return In(Subscript->getBase());
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref
               ? In(Unary->getSubExpr())
               : std::nullopt;
  const FunctionDecl *Callee = calleeOf(*E);
  if (!Callee || !(E->isGLValue() || handleOf(E->getType().getUnqualifiedType()) != Handle::None))
    return std::nullopt;
  // Into a container that each thread has.
  if (const Expr *Object = objectOf(*E);
      Object && inSystemHeader(Callee->getLocation(), U.context()) &&
      !Object->getType()->isPointerType() &&
      handleOf(Object->getType().getUnqualifiedType()) == Handle::None)
    return In(Object);
  const FunctionDecl *Definition = Callee->getDefinition();
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (!Definition || !Definition->doesThisDeclarationHaveABody() || isCoroutine(*Definition) ||
      (Method && Method->isVirtual()) ||
      !(Callee->getReturnType()->isReferenceType() || Callee->getReturnType()->isPointerType()))
    return std::nullopt;
  for (const ReturnStmt *Return : U.body(*Definition).returns())
    if (const Expr *Value = Return->getRetValue())
      if (std::optional<ThreadOwned> Found = In(Value))
        return Found;
  return std::nullopt;
}

std::optional<ThreadOwned> threadOwned(Unit &U, const Expr *E, QualType Type) {
  if (handleOf(Type.getUnqualifiedType()) != Handle::None)
    if (std::optional<ThreadOwned> Found = ownedAt(U, E, 0))
      return Found;
  const Expr *Value = stripToObject(E);
  return Value && isThreadNumber(Value) ? std::optional(ThreadOwned{ThreadOwned::Identity, nullptr})
                                        : std::nullopt;
}

namespace {
struct ErrnoState {
  bool Called = false;         ///< Something that may have set it.
  const Expr *Since = nullptr; ///< The suspension, with no other call in between.
};
} // namespace

std::optional<StaleUse> staleErrno(Unit &U, const FunctionDecl &Function) {
  if (llvm::none_of(U.body(Function).calls(), isErrnoCall))
    return std::nullopt;
  llvm::SmallPtrSet<const Stmt *, 8> Points;
  for (const Suspension &S : suspensionsOf(U, Function))
    // What an await gives may come with an error number of its own.
    if (S.Point && S.Point->getType()->isVoidType())
      Points.insert(S.Point);
  const CFG *Graph = Points.empty() ? nullptr : U.cfg(Function);
  if (!Graph)
    return std::nullopt;
  std::optional<StaleUse> Found;
  auto Run = [&](const CFGBlock &Block, ErrnoState S) {
    for (const CFGElement &Element : Block) {
      std::optional<CFGStmt> Wrapped = Element.getAs<CFGStmt>();
      if (!Wrapped)
        continue;
      const Stmt *St = Wrapped->getStmt();
      if (Points.count(St)) {
        S.Since = S.Called ? cast<Expr>(St) : nullptr;
      } else if (isErrnoCall(St)) {
        if (S.Since && !Found)
          Found = StaleUse{S.Since, St};
      } else if (const auto *Call = dyn_cast<CallExpr>(St)) {
        const FunctionDecl *Callee = Call->getDirectCallee();
        S.Called |= Callee && Callee->isExternC();
        S.Since = nullptr;
      } else if (isa<CXXConstructExpr>(St) || awaitOperand(St)) {
        S.Since = nullptr;
      }
    }
    return S;
  };
  std::map<unsigned, ErrnoState> AtEntry;
  llvm::SmallVector<const CFGBlock *, 16> Work{&Graph->getEntry()};
  AtEntry[Graph->getEntry().getBlockID()] = {};
  while (!Work.empty()) {
    const CFGBlock *Block = Work.pop_back_val();
    ErrnoState Out = Run(*Block, AtEntry[Block->getBlockID()]);
    for (const CFGBlock::AdjacentBlock &Next : Block->succs())
      if (const CFGBlock *To = Next.getReachableBlock()) {
        auto [It, New] = AtEntry.try_emplace(To->getBlockID(), Out);
        bool Changed =
            New || (Out.Called && !It->second.Called) || (Out.Since && !It->second.Since);
        It->second.Called |= Out.Called;
        if (!It->second.Since)
          It->second.Since = Out.Since;
        if (Changed)
          Work.push_back(To);
      }
  }
  return Found;
}

} // namespace asynctidy
