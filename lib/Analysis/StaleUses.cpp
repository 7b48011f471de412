//===- StaleUses.cpp - what is used behind a suspension -------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/StaleUses.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/AccessPath.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <map>

using namespace clang;

namespace asynctidy {

const CXXForRangeStmt *loopOfIterator(const FunctionBody &In, const VarDecl &Var) {
  if (!Var.isImplicit() || !Var.getInit())
    return nullptr;
  const auto *Loop = dyn_cast_or_null<CXXForRangeStmt>(In.parent(In.parent(Var.getInit())));
  return Loop && Loop->getBeginStmt() && Loop->getBeginStmt()->getSingleDecl() == &Var ? Loop
                                                                                       : nullptr;
}

/// The variable that \p S names, or whose binding it names.
static const VarDecl *named(const Stmt *S) {
  const auto *Ref = dyn_cast<DeclRefExpr>(S);
  if (!Ref)
    return nullptr;
  if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
    return dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
  return dyn_cast<VarDecl>(Ref->getDecl());
}

/// The variable that \p S gives a new value; null if it is no assignment to one.
static const DeclRefExpr *assigned(const Stmt *S) {
  const Expr *To = nullptr;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    To = Binary->getOpcode() == BO_Assign ? Binary->getLHS() : nullptr;
  else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S))
    To = Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2 ? Operator->getArg(0)
                                                                            : nullptr;
  return To ? dyn_cast<DeclRefExpr>(To->IgnoreParenImpCasts()) : nullptr;
}

/// True if \p S asks \p Container whether it still has something.
static bool asks(const Stmt *S, const ValueDecl *Container) {
  const auto *Call = Container ? dyn_cast<CXXMemberCallExpr>(S) : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier())
    return false;
  StringRef Name = Method->getName();
  return (Name == "contains" || Name == "count" || Name == "find") &&
         mentions(*Call->getImplicitObjectArgument(), *Container);
}

namespace {
class StaleUses {
public:
  StaleUses(Unit &U, const FunctionDecl &Function, const VarDecl &Var, const ValueDecl *Container)
      : Var(*Var.getCanonicalDecl()), Container(Container) {
    for (const Suspension &S : suspensionsOf(U, Function))
      if (S.Point)
        Points.insert(S.Point);
    if (!Points.empty())
      Graph = U.cfg(Function);
  }

  std::optional<StaleUse> first() {
    if (!Graph)
      return std::nullopt;
    for (const CFGBlock *Block : *Graph)
      for (const CFGElement &Element : *Block)
        if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>())
          if (const DeclRefExpr *To = assigned(S->getStmt()))
            Targets.insert(To);
    // Forward, to a fixed point: a suspension once seen stays.
    std::map<unsigned, State> AtEntry;
    llvm::SmallVector<const CFGBlock *, 16> Work{&Graph->getEntry()};
    AtEntry[Graph->getEntry().getBlockID()] = {};
    while (!Work.empty()) {
      const CFGBlock *Block = Work.pop_back_val();
      State Out = run(*Block, AtEntry[Block->getBlockID()]);
      for (const CFGBlock::AdjacentBlock &Next : Block->succs()) {
        const CFGBlock *To = Next.getReachableBlock();
        if (!To)
          continue;
        auto [It, New] = AtEntry.try_emplace(To->getBlockID(), Out);
        if (New || join(It->second, Out))
          Work.push_back(To);
      }
    }
    return Found;
  }

private:
  struct State {
    bool Set = false;
    const Expr *Since = nullptr; ///< The suspension that lies behind it.
  };

  static bool join(State &Into, const State &From) {
    State Before = Into;
    Into.Set |= From.Set;
    if (!Into.Since || (From.Since && From.Since->getExprLoc() < Into.Since->getExprLoc()))
      Into.Since = From.Since ? From.Since : Into.Since;
    return Into.Set != Before.Set || Into.Since != Before.Since;
  }

  void use(const State &S, const Stmt *Where) {
    if (!S.Since)
      return;
    // What comes next behind the suspension, before what only the next turn of a loop does.
    auto Key = [](const Expr *Since, const Stmt *Use) {
      return std::pair(Use->getBeginLoc() < Since->getEndLoc(), Use->getBeginLoc());
    };
    if (!Found || Key(S.Since, Where) < Key(Found->Suspension, Found->Use))
      Found = {S.Since, Where};
  }

  State run(const CFGBlock &Block, State S) {
    for (const CFGElement &Element : Block) {
      std::optional<CFGStmt> Wrapped = Element.getAs<CFGStmt>();
      if (!Wrapped)
        continue;
      const Stmt *St = Wrapped->getStmt();
      if (const auto *Decls = dyn_cast<DeclStmt>(St)) {
        for (const Decl *D : Decls->decls())
          if (D == &Var)
            S = {true, nullptr};
      } else if (Points.count(St)) {
        if (S.Set && !S.Since)
          S.Since = cast<Expr>(St);
      } else if (const auto *Lambda = dyn_cast<LambdaExpr>(St)) {
        for (const LambdaCapture &Capture : Lambda->captures())
          if (Capture.capturesVariable() && Capture.getCapturedVar()->getCanonicalDecl() == &Var)
            use(S, Lambda);
      } else if (named(St) == &Var) {
        if (Var.getType()->isReferenceType() || !Targets.count(St))
          use(S, St);
      } else if (const DeclRefExpr *To = assigned(St);
                 To && named(To) == &Var && !Var.getType()->isReferenceType()) {
        S = {true, nullptr};
      } else if (asks(St, Container)) {
        S.Since = nullptr;
      }
    }
    return S;
  }

  const VarDecl &Var;
  const ValueDecl *Container;
  llvm::SmallPtrSet<const Stmt *, 8> Points;
  llvm::SmallPtrSet<const Stmt *, 4> Targets;
  const CFG *Graph = nullptr;
  std::optional<StaleUse> Found;
};
} // namespace

std::optional<StaleUse> firstStaleUse(Unit &U, const FunctionDecl &Function, const VarDecl &Var,
                                      const ValueDecl *Container) {
  return StaleUses(U, Function, Var, Container).first();
}

} // namespace asynctidy
