//===- LiveAcross.cpp - what lives across a suspension ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/LiveAcross.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;

namespace asynctidy {

namespace {
/// Variables by why they are needed later; a use outweighs a destruction.
using State = LiveAcross::Variables;

void use(State &S, const VarDecl *Var, LiveReason Why) {
  if (!Var || !Var->hasLocalStorage())
    return;
  auto [It, New] = S.try_emplace(Var->getCanonicalDecl(), Why);
  if (!New && Why == LiveReason::Used)
    It->second = Why;
}

bool join(State &Into, const State &From) {
  bool Changed = false;
  for (const auto &[Var, Why] : From) {
    auto [It, New] = Into.try_emplace(Var, Why);
    Changed |= New;
    if (!New && Why == LiveReason::Used && It->second != Why) {
      It->second = Why;
      Changed = true;
    }
  }
  return Changed;
}

/// Undoes \p Element: what is live before it, from what is live behind it.
void transfer(State &S, const CFGElement &Element) {
  if (std::optional<CFGAutomaticObjDtor> Dtor = Element.getAs<CFGAutomaticObjDtor>()) {
    use(S, Dtor->getVarDecl(), LiveReason::Destroyed);
    return;
  }
  std::optional<CFGStmt> Wrapped = Element.getAs<CFGStmt>();
  if (!Wrapped)
    return;
  const Stmt *St = Wrapped->getStmt();
  if (const auto *Decls = dyn_cast<DeclStmt>(St)) {
    for (const Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        S.erase(Var->getCanonicalDecl());
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(St)) {
    use(S, dyn_cast<VarDecl>(Ref->getDecl()), LiveReason::Used);
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
      use(S, dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl()), LiveReason::Used);
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(St)) {
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable()) {
        // Not y of `[y = x]`, which is the closure's; x is an expression of its own.
        const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
        if (Var && !Var->isInitCapture())
          use(S, Var, LiveReason::Used);
      }
  }
}
} // namespace

LiveAcross::LiveAcross(Unit &U, const FunctionDecl &Function) : Points(suspensionsOf(U, Function)) {
  const CFG *Graph = Points.empty() ? nullptr : U.cfg(Function);
  if (!Graph)
    return;
  std::map<const CFGBlock *, State> AtEntry;
  llvm::SmallVector<const CFGBlock *, 32> Work(Graph->begin(), Graph->end());
  llvm::SmallPtrSet<const CFGBlock *, 32> Queued(Graph->begin(), Graph->end());
  auto AtExit = [&AtEntry](const CFGBlock &Block) {
    State S;
    for (const CFGBlock::AdjacentBlock &Next : Block.succs())
      if (const CFGBlock *Reachable = Next.getReachableBlock())
        join(S, AtEntry[Reachable]);
    return S;
  };
  while (!Work.empty()) {
    const CFGBlock *Block = Work.pop_back_val();
    Queued.erase(Block);
    State S = AtExit(*Block);
    for (const CFGElement &Element : llvm::reverse(*Block))
      transfer(S, Element);
    if (join(AtEntry[Block], S))
      for (const CFGBlock::AdjacentBlock &Before : Block->preds())
        if (const CFGBlock *Reachable = Before.getReachableBlock())
          if (Queued.insert(Reachable).second)
            Work.push_back(Reachable);
  }
  for (const CFGBlock *Block : *Graph) {
    State S = AtExit(*Block);
    for (const CFGElement &Element : llvm::reverse(*Block)) {
      if (std::optional<CFGStmt> Wrapped = Element.getAs<CFGStmt>())
        if (awaitOperand(Wrapped->getStmt()))
          Live[cast<Expr>(Wrapped->getStmt())] = S;
      transfer(S, Element);
    }
  }
  // Nor does it lead from what throws to the handlers: what is awaited may go on there.
  const FunctionBody &Body = U.body(Function);
  for (const Suspension &Point : Points)
    for (const CXXTryStmt *Try = Point.Point ? Body.tryAround(Point.Point) : nullptr; Try;
         Try = Body.tryAround(Try))
      for (const DeclRefExpr *Ref : Body.references())
        for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
          if (Body.isWithin(Ref, Try->getHandler(I)))
            if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
                Var && !(Body.scopeOf(*Var) && Body.isWithin(Body.scopeOf(*Var), Try)))
              use(Live[Point.Point], Var, LiveReason::Used);
  // The CFG doesn't show the start of a lazy coroutine: its parameters wait there.
  State Start;
  for (const ParmVarDecl *Parameter : Function.parameters()) {
    for (const DeclRefExpr *Ref : U.body(Function).references())
      if (Ref->getDecl() == Parameter)
        use(Start, Parameter, LiveReason::Used);
    if (Parameter->getType().isDestructedType())
      use(Start, Parameter, LiveReason::Destroyed);
  }
  Live[nullptr] = std::move(Start);
}

const LiveAcross::Variables &LiveAcross::at(const Suspension &Point) const {
  auto It = Live.find(Point.Point);
  return It == Live.end() ? None : It->second;
}

} // namespace asynctidy
