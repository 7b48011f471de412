//===- Branches.cpp - what a branch says of its condition -----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Branches.h"
#include "clang/AST/ExprCXX.h"

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

} // namespace asynctidy
