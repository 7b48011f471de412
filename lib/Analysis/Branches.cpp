//===- Branches.cpp - what a branch says of its condition -----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asynctidy {

static void settle(const Expr *Condition, bool Taken,
                   llvm::function_ref<void(const Expr &, bool)> Visit) {
  while (Condition) {
    Condition = Condition->IgnoreParenImpCasts();
    if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(Condition))
      Condition = Cleanups->getSubExpr();
    else if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
             Not && Not->getOpcode() == UO_LNot) {
      Taken = !Taken;
      Condition = Not->getSubExpr();
    } else
      break;
  }
  if (!Condition)
    return;
  // Negated, or with temporaries in it, the value of `a && b` comes together before the branch.
  if (const auto *Both = dyn_cast<BinaryOperator>(Condition); Both && Both->isLogicalOp()) {
    if (Taken != (Both->getOpcode() == BO_LAnd))
      return;
    settle(Both->getLHS(), Taken, Visit);
    settle(Both->getRHS(), Taken, Visit);
    return;
  }
  Visit(*Condition, Taken);
}

void forEachSettled(const Expr *Condition, bool Taken,
                    llvm::function_ref<void(const Expr &, bool)> Visit) {
  // Of `a && b` each operand has a branch of its own: this block's is on the last one.
  if (Condition)
    while (const auto *Both = dyn_cast<BinaryOperator>(Condition->IgnoreParens())) {
      if (!Both->isLogicalOp())
        break;
      Condition = Both->getRHS();
    }
  settle(Condition, Taken, Visit);
}

bool mayLeave(const Stmt *S, const Stmt *Except) {
  if (!S || S == Except || isa<LambdaExpr>(S))
    return false;
  if (isa<ReturnStmt, BreakStmt, GotoStmt, CXXThrowExpr, CoreturnStmt>(S))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee(); Callee && Callee->isNoReturn())
      return true;
  return llvm::any_of(S->children(),
                      [Except](const Stmt *Child) { return mayLeave(Child, Except); });
}

bool isLoop(const Stmt &S) { return isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S); }

const Expr *conditionOf(const Stmt &S) {
  if (const auto *If = dyn_cast<IfStmt>(&S))
    return If->getCond();
  if (const auto *While = dyn_cast<WhileStmt>(&S))
    return While->getCond();
  if (const auto *Do = dyn_cast<DoStmt>(&S))
    return Do->getCond();
  if (const auto *For = dyn_cast<ForStmt>(&S))
    return For->getCond();
  if (const auto *Switch = dyn_cast<SwitchStmt>(&S))
    return Switch->getCond();
  const auto *Choice = dyn_cast<AbstractConditionalOperator>(&S);
  return Choice ? Choice->getCond() : nullptr;
}

const Stmt *bodyOf(const Stmt &Loop) {
  if (const auto *While = dyn_cast<WhileStmt>(&Loop))
    return While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(&Loop))
    return Do->getBody();
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    return For->getBody();
  const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop);
  return Range ? Range->getBody() : nullptr;
}

bool mayNotReturn(const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return (Callee && Callee->isNoReturn()) || llvm::any_of(S.children(), [](const Stmt *Child) {
           return Child && mayNotReturn(*Child);
         });
}

bool isEndless(const Stmt &S, const ASTContext &Context) {
  const Expr *Condition = isLoop(S) ? conditionOf(S) : nullptr;
  if (!Condition)
    return isa<ForStmt>(S);
  bool Value = false;
  return !Condition->isValueDependent() && Condition->EvaluateAsBooleanCondition(Value, Context) &&
         Value;
}

bool isConditional(const FunctionBody &Body, const Stmt &S) {
  const Stmt *Child = &S;
  for (const Stmt *Up = Body.parent(Child); Up; Child = Up, Up = Body.parent(Up)) {
    if (isa<CXXCatchStmt>(Up) ||
        (isa<IfStmt, SwitchStmt, AbstractConditionalOperator>(Up) && Child != conditionOf(*Up)))
      return true;
    if (const auto *Operator = dyn_cast<BinaryOperator>(Up);
        Operator && Operator->isLogicalOp() && Child == Operator->getRHS())
      return true;
  }
  return false;
}

bool endsProgram(const FunctionDecl &Function) {
  if (!Function.isNoReturn() || !Function.getIdentifier())
    return false;
  const auto *Proto = Function.getType()->getAs<FunctionProtoType>();
  return (Function.isExternC() || (Proto && Proto->isNothrow())) &&
         !llvm::is_contained(
             ArrayRef<StringRef>{"longjmp", "_longjmp", "siglongjmp", "pthread_exit", "thrd_exit"},
             Function.getName());
}

static bool endsProgram(const CFGBlock &Block) {
  return Block.hasNoReturnElement() && llvm::any_of(Block, [](const CFGElement &Element) {
           std::optional<CFGStmt> S = Element.getAs<CFGStmt>();
           const auto *Call = S ? dyn_cast<CallExpr>(S->getStmt()) : nullptr;
           return Call && Call->getDirectCallee() && endsProgram(*Call->getDirectCallee());
         });
}

llvm::DenseSet<const Stmt *> beforeTheEnd(const CFG &Graph) {
  // The least set: blocks of a loop wait for each other, and stay out.
  llvm::DenseSet<const CFGBlock *> Ends;
  auto EndsHere = [&Ends](const CFGBlock &Block) {
    if (endsProgram(Block))
      return true;
    bool Any = false;
    for (const CFGBlock *Next : Block.succs()) {
      if (!Next)
        continue;
      if (!Ends.count(Next))
        return false;
      Any = true;
    }
    return Any;
  };
  for (bool Changed = true; Changed;) {
    Changed = false;
    // Successors mostly have lower numbers, so they come first.
    for (const CFGBlock *Block : llvm::reverse(Graph))
      if (!Ends.count(Block) && EndsHere(*Block))
        Changed = Ends.insert(Block).second;
  }
  llvm::DenseSet<const Stmt *> Result;
  for (const CFGBlock *Block : Ends)
    for (const CFGElement &Element : *Block)
      if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>())
        Result.insert(S->getStmt());
  return Result;
}

} // namespace asynctidy
