//===- WaitWithoutPredicateCheck.cpp - async-wait-without-predicate ------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WaitWithoutPredicateCheck.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Fix/Edits.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

WaitWithoutPredicateCheck::WaitWithoutPredicateCheck(StringRef Name,
                                                     clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// The expression statement that \p Wait is, awaited or not; null if its result is used.
static const Stmt *statementOfWait(const FunctionBody &Body, const ConditionCall &Wait) {
  const Stmt *S = Wait.Call, *Child = S;
  const Stmt *Up = Body.significantParent(S, &Child);
  while (isa_and_nonnull<CoawaitExpr>(Up) || isa_and_nonnull<CStyleCastExpr>(Up) ||
         isa_and_nonnull<CXXStaticCastExpr>(Up))
    Up = Body.significantParent(Up, &Child);
  bool IsStatement = !Up || isa<CompoundStmt, LabelStmt, SwitchCase>(Up);
  if (const auto *If = dyn_cast_or_null<IfStmt>(Up))
    IsStatement = If->getCond() != Child;
  else if (const auto *While = dyn_cast_or_null<WhileStmt>(Up))
    IsStatement = While->getCond() != Child;
  else if (const auto *Do = dyn_cast_or_null<DoStmt>(Up))
    IsStatement = Do->getCond() != Child;
  else if (const auto *For = dyn_cast_or_null<ForStmt>(Up))
    IsStatement = For->getBody() == Child;
  else if (isa_and_nonnull<CXXForRangeStmt>(Up))
    IsStatement = true;
  // Nobody's statement is a default argument or an initializer.
  return IsStatement && Body.contains(Wait.Call) ? Child : nullptr;
}

/// The `if` that does nothing but \p Statement; null if there is none.
static const IfStmt *ifAround(const FunctionBody &Body, const Stmt *Statement) {
  const Stmt *Up = Body.parent(Statement), *Child = Statement;
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Up)) {
    if (Block->size() != 1)
      return nullptr;
    Child = Block;
    Up = Body.parent(Block);
  }
  const auto *If = dyn_cast_or_null<IfStmt>(Up);
  return If && If->getThen() == Child && !If->getElse() && !If->getInit() &&
                 !If->getConditionVariable() && !If->isConstexpr()
             ? If
             : nullptr;
}

/// True if somebody who notifies the waiter also touches what \p Condition reads: then that is
/// what is waited for, and not whether to wait at all.
static bool isAwaited(Unit &U, const ConditionCall &Wait, const Expr &Condition) {
  StateSet State;
  addState(Condition, State);
  const ValueDecl *Variable = Wait.condition();
  if (State.empty() || !Variable)
    return false;
  for (const ConditionCall &Other : U.conditionCalls().of(*Variable)) {
    if (Other.Does != ConditionFact::Notifies || Other.In == Wait.In)
      continue;
    StateSet Touched;
    addState(*Other.In->getBody(), Touched);
    if (llvm::any_of(State, [&](const ValueDecl *V) { return Touched.count(V) != 0; }))
      return true;
  }
  return false;
}

/// True if \p E takes an element of \p State, or follows it: what needs that it isn't empty.
static bool needsState(const Unit &U, const FunctionBody &Body, const Stmt *E,
                       const StateSet &State) {
  const ValueDecl *Of = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Of = Ref->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    Of = Member->getMemberDecl();
  if (!Of || !State.count(cast<ValueDecl>(Of->getCanonicalDecl())))
    return false;
  const auto *Member = dyn_cast_or_null<MemberExpr>(Body.significantParent(E));
  const ValueDecl *Part = Member ? Member->getMemberDecl() : nullptr;
  if (!Part || !isa<CXXMethodDecl>(Part) || !Part->getIdentifier())
    return Part && Member->isArrow();
  return U.models().sounds(Part, Sense::TakesElement);
}

/// True if what stands behind \p If in its block uses what \p If tests, before it is tested again.
static bool usedUntested(const Unit &U, const FunctionBody &Body, const IfStmt &If) {
  StateSet State;
  addState(*If.getCond(), State);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body.parent(&If));
  if (!Block || State.empty())
    return false;
  bool Behind = false;
  for (const Stmt *Next : Block->body()) {
    if (Next == &If) {
      Behind = true;
      continue;
    }
    if (!Behind)
      continue;
    // Its parts in the order of the text.
    llvm::SmallVector<const Stmt *, 16> Work{Next};
    while (!Work.empty()) {
      const Stmt *S = Work.pop_back_val();
      if (!S || isa<LambdaExpr>(S))
        continue;
      const Expr *Condition = isa<IfStmt>(S) ? cast<IfStmt>(S)->getCond()
                              : isLoop(*S)   ? conditionOf(*S)
                                             : nullptr;
      if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(S))
        Condition = Choice->getCond();
      StateSet Tested;
      if (Condition)
        addState(*Condition, Tested);
      for (const ValueDecl *Known : Tested)
        State.erase(Known);
      if (needsState(U, Body, S, State))
        return true;
      llvm::SmallVector<const Stmt *, 8> Children(S->children().begin(), S->children().end());
      Work.append(Children.rbegin(), Children.rend());
    }
  }
  return false;
}

/// True if the class of \p Wait's method has an overload that takes a predicate behind the lock.
static bool takesPredicate(const ConditionCall &Wait) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(*Wait.Call));
  if (!Method || !Method->getIdentifier() || argumentsOf(*Wait.Call).size() != 1)
    return false;
  return llvm::any_of(Method->getParent()->decls(), [Method](const Decl *D) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    const auto *Overload =
        Template ? dyn_cast<CXXMethodDecl>(Template->getTemplatedDecl()) : nullptr;
    if (!Overload || Overload->getDeclName() != Method->getDeclName() ||
        Overload->getMinRequiredArguments() != 2)
      return false;
    return Overload->getParamDecl(1)->getType().getNonReferenceType()->isTemplateTypeParmType();
  });
}

/// True if a lambda may have \p S as its body.
static bool fitsInLambda(const Stmt *S) {
  if (isa<CoawaitExpr, CoyieldExpr, StmtExpr>(S))
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && isa<BindingDecl>(Ref->getDecl()))
    return false;
  return llvm::all_of(S->children(), [](const Stmt *C) { return !C || fitsInLambda(C); });
}

/// The text of `!Condition`; empty if it can't be written.
static std::string negated(const Expr &Condition, const ASTContext &Context) {
  const Expr *E = Condition.IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot) {
    // A lambda that returns an atomic or an owner would copy it.
    if (Not->getSubExpr()->IgnoreUnlessSpelledInSource()->getType()->isScalarType())
      return sourceText(Not->getSubExpr()->IgnoreParens()->getSourceRange(), Context).str();
    return {};
  }
  StringRef Text = sourceText(E->getSourceRange(), Context);
  if (Text.empty())
    return {};
  if (const auto *Op = dyn_cast<BinaryOperator>(E);
      Op && Op->isEqualityOp() && Op->getOpcode() != BO_Assign) {
    StringRef Left = sourceText(Op->getLHS()->getSourceRange(), Context);
    StringRef Right = sourceText(Op->getRHS()->getSourceRange(), Context);
    if (!Left.empty() && !Right.empty())
      return (Left + (Op->getOpcode() == BO_EQ ? " != " : " == ") + Right).str();
  }
  bool Simple = isa<DeclRefExpr, MemberExpr, CXXMemberCallExpr>(E);
  return ((Simple ? "!" : "!(") + Text + (Simple ? "" : ")")).str();
}

/// True if a comment stands in \p Range.
static bool hasComment(SourceRange Range, const ASTContext &Context) {
  StringRef Text = sourceText(Range, Context);
  return Text.empty() || Text.contains("//") || Text.contains("/*");
}

/// Makes the `if` around the wait a predicate of the wait, or else a loop.
static void testAgain(Edits &E, Unit &U, const ConditionCall &Wait, const IfStmt &If) {
  const ASTContext &Context = U.context();
  const Expr &Condition = *If.getCond();
  if (Condition.HasSideEffects(Context, /*IncludePossibleEffects=*/false) ||
      !isAwaited(U, Wait, Condition)) {
    E.refuse();
    return;
  }
  std::string Ready = negated(Condition, Context);
  bool Braces = isa<CompoundStmt>(If.getThen());
  SourceRange Around(If.getBeginLoc(), If.getThen()->getEndLoc());
  const auto *Statement =
      dyn_cast<Expr>(Braces ? *cast<CompoundStmt>(If.getThen())->body_begin() : If.getThen());
  StringRef Text = Statement ? sourceText(Wait.Call->getSourceRange(), Context) : StringRef();
  if (!takesPredicate(Wait) || Ready.empty() || !Text.consume_back(")") ||
      Statement->IgnoreImplicit() != Wait.Call || !fitsInLambda(&Condition) ||
      hasComment(Around, Context) || Ready.find('\n') != std::string::npos) {
    E.replace(If.getIfLoc(), "while");
    return;
  }
  std::string Call = (Text + ", [&] { return " + Ready + "; })" + (Braces ? ";" : "")).str();
  E.replace(Around, Call);
}

void WaitWithoutPredicateCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    std::optional<ConditionCall> Wait = conditionCall(U, Function, *Call);
    if (!Wait || Wait->Does == ConditionFact::Notifies || Wait->Predicate)
      continue;
    WaitTests Tests = testsAround(U, *Wait);
    if (!Tests.LockedAt)
      continue; // The caller holds the lock, and knows what it waits for.
    const Stmt *Statement = statementOfWait(Body, *Wait);
    bool Missed = !Tests.Before;
    // `if (q.empty()) cv.wait(lock); x = q.front();`: the loop around them is for something else.
    const IfStmt *Once =
        Statement && Tests.InLoop && Wait->Lock ? ifAround(Body, Statement) : nullptr;
    if (Once && Wait->Does == ConditionFact::Waits && isAwaited(U, *Wait, *Once->getCond()) &&
        usedUntested(U, Body, *Once))
      Tests.InLoop = false;
    if (Wait->Does == ConditionFact::Times) {
      // As a sleep that can be cut short, or with a look at the state behind it, it is right.
      if (Statement || Tests.InLoop || Tests.After)
        continue;
    } else if (Tests.InLoop) {
      if (!Missed || Tests.LockedThroughout)
        continue;
    } else if (!Wait->Lock) {
      continue; // One thread runs all: nobody wakes it without a reason.
    }
    if (U.isTestCode(Function) || !firstReport(Call->getExprLoc()))
      continue;
    Edits Fix(U.context());
    const IfStmt *If = Statement && !Tests.InLoop ? ifAround(Body, Statement) : nullptr;
    if (If && Wait->Does == ConditionFact::Waits && !isInstantiation(Function))
      testAgain(Fix, U, *Wait, *If);
    const ValueDecl *Variable = Wait->condition();
    std::string Name = Variable ? "'" + Variable->getNameAsString() + "'" : "a condition variable";
    if (Wait->Does == ConditionFact::Times)
      diag(Call->getExprLoc(), "this wait for %0 may end without a reason, so its result doesn't "
                               "tell that the state has come")
          << Name;
    else if (Tests.InLoop)
      diag(Call->getExprLoc(), "nothing is tested between %select{taking the lock|the last "
                               "suspension}1 and waiting for %0, so a notification may be missed")
          << Name << !Wait->Lock;
    else
      diag(Call->getExprLoc(), "this wait for %0 isn't in a loop that tests the state: it may "
                               "%select{wake up without a reason|miss a notification}1")
          << Name << Missed << Fix;
    if (Missed && Wait->Does != ConditionFact::Times)
      note(Tests.LockedAt->getBeginLoc(),
           Wait->Lock ? "the lock is taken here; what was notified before is over"
                      : "suspended here; what is notified meanwhile is over");
    else if (Fix.empty())
      note(Call->getExprLoc(), "test it in a loop around the wait, or give the wait a predicate");
  }
}

} // namespace asynctidy
