//===- PathConditions.cpp - conditions that depend on each other ----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/PathConditions.h"
#include "async-tidy/Analysis/Conditions.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

/// Adds what the conditions read under which \p S is reached.
static void addGuards(const FunctionBody &Body, const Stmt *S, StateSet &To) {
  for (const Stmt *Child = S, *Up = Body.parent(S); Up; Child = Up, Up = Body.parent(Up)) {
    const Expr *Condition = nullptr;
    if (const auto *If = dyn_cast<IfStmt>(Up))
      Condition = If->getCond();
    else if (const auto *While = dyn_cast<WhileStmt>(Up))
      Condition = While->getCond();
    else if (const auto *For = dyn_cast<ForStmt>(Up))
      Condition = For->getCond();
    else if (const auto *Switch = dyn_cast<SwitchStmt>(Up))
      Condition = Switch->getCond();
    else if (const auto *Choice = dyn_cast<ConditionalOperator>(Up))
      Condition = Choice->getCond();
    if (Condition && Condition != Child)
      addState(*Condition, To);
  }
}

/// Adds what \p S gives another value.
static void addAssigned(const Stmt &S, StateSet &To) {
  if (const auto *Assign = dyn_cast<BinaryOperator>(&S); Assign && Assign->isAssignmentOp())
    addState(*Assign->getLHS(), To);
  else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S);
           Operator && Operator->isAssignmentOp())
    addState(*Operator->getArg(0), To);
  else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
           Call && Call->getMethodDecl() && !Call->getMethodDecl()->isConst())
    addState(*Call->getImplicitObjectArgument(), To);
  for (const Stmt *Child : S.children())
    if (Child)
      addAssigned(*Child, To);
}

bool conditionsBelongTogether(const FunctionBody &Body, ArrayRef<ObjectEvent> Events,
                              llvm::function_ref<bool(const ObjectEvent &)> Starts,
                              llvm::function_ref<bool(const ObjectEvent &)> Ends, const Stmt *Exit,
                              const ValueDecl &Object) {
  StateSet OfStarts, OfEnds;
  const bool SeveralEnds = llvm::count_if(Events, Ends) > 1;
  for (const ObjectEvent &Event : Events) {
    if (Event.Kind == ObjectEvent::Declared)
      continue;
    const bool Starting = Starts(Event);
    addGuards(Body, Event.At, Starting ? OfStarts : OfEnds);
    // A flag that is set beside it.
    if (!Starting && !(SeveralEnds && Ends(Event)))
      continue;
    const Stmt *Block = Event.At;
    while (Block && !isa<CompoundStmt>(Block))
      Block = Body.parent(Block);
    if (Block && Body.parent(Block))
      addAssigned(*Block, OfStarts);
  }
  if (Exit)
    addGuards(Body, Exit, OfEnds);
  return llvm::any_of(OfEnds, [&](const ValueDecl *D) {
    return D != Object.getCanonicalDecl() && OfStarts.count(D);
  });
}

} // namespace asynctidy
