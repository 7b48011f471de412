//===- Typestate.cpp - the states of one object, path by path -------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Typestate.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/Tasks.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace asynctidy {

Typestate::Typestate(Unit &U, const FunctionDecl &Function, AccessPath Object)
    : U(U), Function(Function), Object(std::move(Object)) {
  const FunctionBody &Body = U.body(Function);
  collect(Body);
  if (Events.empty())
    return;
  Graph = U.cfg(Function);
  const SourceManager &SM = U.context().getSourceManager();
  llvm::sort(Events, [&SM](const ObjectEvent &A, const ObjectEvent &B) {
    if (A.At->getBeginLoc() == B.At->getBeginLoc())
      return A.Kind == ObjectEvent::Declared && B.Kind != ObjectEvent::Declared;
    return SM.isBeforeInTranslationUnit(A.At->getBeginLoc(), B.At->getBeginLoc());
  });
  if (!Graph)
    return;
  llvm::DenseSet<const Stmt *> Elements;
  for (const CFGBlock *Block : *Graph)
    for (const CFGElement &Element : *Block)
      if (std::optional<CFGStmt> Wrapped = Element.getAs<CFGStmt>())
        Elements.insert(Wrapped->getStmt());
  // An element may stand for what has no element of its own: the statement around it.
  for (unsigned I = 0; I != Events.size(); ++I) {
    const Stmt *At = Events[I].At;
    while (At && !Elements.count(At))
      At = Body.parent(At);
    if (At)
      FiredBy[At].push_back(I);
  }
}

void Typestate::add(ObjectEvent Event, const Stmt *At) {
  Event.At = At;
  Events.push_back(Event);
}

void Typestate::collect(const FunctionBody &Body) {
  if (const VarDecl *Base = Object.base()) {
    for (const DeclRefExpr *Ref : Body.references())
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
          Var && Var->getCanonicalDecl() == Base)
        classify(Body, *Ref);
  } else {
    for (const CXXThisExpr *This : Body.thisExpressions())
      classify(Body, *This);
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        if (const FieldDecl *Field = Init->getAnyMember();
            Field && Init->getInit() && Object == AccessPath::ofThis().member(*Field)) {
          ObjectEvent Event;
          Event.Kind = ObjectEvent::Assigned;
          Event.Value = Init->getInit();
          if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Event.Value))
            Event.Value = Default->getExpr();
          // The CFG has no element for the wrapper that destroys an initializer's temporaries.
          add(Event, Event.Value->IgnoreImplicit());
        }
  }
  if (!Object.isVariable())
    return;
  for (const VarDecl *Var : Body.variables()) {
    if (Var->getCanonicalDecl() != Object.base())
      continue;
    ObjectEvent Event;
    Event.Kind = ObjectEvent::Declared;
    Event.Value = Var->getInit();
    // The declaration is an element of its own; the initializer leads to it.
    const Stmt *Declaration = nullptr;
    for (const Stmt *S = Var->getInit(); S && !Declaration; S = Body.parent(S))
      if (isa<DeclStmt>(S) || isa<CXXForRangeStmt>(S))
        Declaration = S;
    if (!Declaration)
      return;
    add(Event, Declaration);
    for (const Stmt *S = Declaration, *Child = nullptr; S; Child = S, S = Body.parent(S))
      if (const auto *Try = dyn_cast<CXXTryStmt>(S); Try && Child == Try->getTryBlock()) {
        TryAround = Try;
        break;
      }
  }
}

/// The parameter that \p Argument of \p Call initializes, its type; null where there is none.
static QualType parameterType(const Expr &Call, const Stmt *Argument) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return QualType();
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  for (unsigned I = 0; I != Arguments.size() && I < Callee->getNumParams(); ++I)
    if (Arguments[I] == Argument)
      return Callee->getParamDecl(I)->getType();
  return QualType();
}

static bool isMove(const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Call->getNumArgs() == 1 && Callee->getIdentifier() &&
         !isa<CXXMethodDecl>(Callee) &&
         (Callee->getName() == "move" || Callee->getName() == "forward" ||
          Callee->getName() == "mv" || Callee->getName() == "fwd") &&
         Call->isXValue();
}

/// True if \p Reference can't be used to change what it is bound to.
static bool isReadOnly(QualType Type) {
  if (Type->isReferenceType())
    return Type.getNonReferenceType().isConstQualified();
  if (Type->isPointerType())
    return Type->getPointeeType().isConstQualified();
  return true;
}

void Typestate::classify(const FunctionBody &Body, const Expr &Mention) {
  ObjectEvent Event;
  auto Is = [&](ObjectEvent::KindTy Kind, const Stmt *At) {
    Event.Kind = Kind;
    add(Event, At);
  };
  const Stmt *E = &Mention;
  const Stmt *Child = E;
  const Stmt *Up = Body.significantParent(E, &Child);
  // From where the path starts to the object itself.
  for (size_t Step = 0; Step != Object.steps().size(); ++Step) {
    if (isa_and_nonnull<UnaryOperator>(Up) && cast<UnaryOperator>(Up)->getOpcode() == UO_Deref) {
      E = Up;
      Up = Body.significantParent(E, &Child);
    }
    const auto *Member = dyn_cast_or_null<MemberExpr>(Up);
    if (!Member) {
      // `this` given to somebody, or captured: what it leads to can change.
      if (Up && !isa<ReturnStmt>(Up)) {
        if (const auto *Given = dyn_cast<Expr>(Up))
          Event.Call = Given;
        Is(ObjectEvent::OwnerUsed, Up);
      }
      return;
    }
    if (Member->getMemberDecl()->getCanonicalDecl() != Object.steps()[Step]) {
      // A method of the object that it is in may do anything to it, unless it is const.
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
          Method && !Method->isStatic() && !Method->isConst()) {
        const Stmt *Call = Body.significantParent(Member);
        Event.Call = dyn_cast_or_null<CXXMemberCallExpr>(Call);
        Event.Callee = Method;
        if (Event.Call)
          Is(ObjectEvent::OwnerUsed, Call);
      }
      return;
    }
    E = Member;
    Up = Body.significantParent(E, &Child);
  }

  bool Moved = false;
  bool Pointer = false;
  for (;;) {
    if (!Up || !isa<Expr>(Up)) {
      if (isa_and_nonnull<ReturnStmt>(Up) || isa_and_nonnull<CoreturnStmt>(Up))
        return Is(Pointer ? ObjectEvent::Escaped : ObjectEvent::Returned, Up);
      if (const VarDecl *Into = Body.initializedBy(Child)) {
        // `auto &r = x;`, `auto *p = &x;`: another name for it.
        if (Into->getType()->isReferenceType() || Pointer)
          return Is(ObjectEvent::Escaped, E);
      }
      return Is(Moved ? ObjectEvent::MovedFrom : ObjectEvent::Read, E);
    }
    if (const Expr *Operand = awaitOperand(Up)) {
      (void)Operand;
      Event.Call = cast<Expr>(Up);
      return Is(ObjectEvent::Awaited, Up);
    }
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Up)) {
      if (Moved)
        return Is(ObjectEvent::MovedFrom, Lambda);
      bool ByReference = Pointer;
      for (const LambdaCapture &Capture : Lambda->captures())
        ByReference |= Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef &&
                       Capture.getCapturedVar()->getCanonicalDecl() == Object.base();
      // `[&r = x]`: an init-capture that is a reference.
      for (const LambdaCapture &Capture : Lambda->captures())
        if (Capture.capturesVariable())
          if (const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
              Var && Var->isInitCapture() && Var->getType()->isReferenceType() &&
              variableNamedBy(Var->getInit()) == Object.base())
            ByReference = true;
      return Is(ByReference ? ObjectEvent::Captured : ObjectEvent::Read, Lambda);
    }
    if (isMove(*Up)) {
      Moved = true;
      E = Up;
      Up = Body.significantParent(E, &Child);
      continue;
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(Up)) {
      if (Unary->getOpcode() == UO_AddrOf)
        Pointer = true;
      else if (Unary->getOpcode() == UO_Deref && Pointer)
        Pointer = false;
      else
        return Is(ObjectEvent::Read, Up);
      E = Up;
      Up = Body.significantParent(E, &Child);
      continue;
    }
    if (const auto *Cast = dyn_cast<CastExpr>(Up)) {
      if (Cast->getCastKind() == CK_ToVoid)
        return Is(ObjectEvent::Read, Up);
      Moved |= Cast->isXValue();
      E = Up;
      Up = Body.significantParent(E, &Child);
      continue;
    }
    if (isa<ConditionalOperator>(Up) ||
        (isa<BinaryOperator>(Up) && cast<BinaryOperator>(Up)->getOpcode() == BO_Comma)) {
      E = Up;
      Up = Body.significantParent(E, &Child);
      continue;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Up)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      const auto *Call =
          Method ? dyn_cast_or_null<CXXMemberCallExpr>(Body.significantParent(Member)) : nullptr;
      if (!Call)
        return Is(ObjectEvent::Read, Member);
      Event.Call = Call;
      Event.Callee = Method;
      return Is(ObjectEvent::Called, Call);
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Up);
        Operator && isa_and_nonnull<CXXMethodDecl>(Operator->getDirectCallee()) &&
        Operator->getNumArgs() && Operator->getArg(0) == Child) {
      Event.Call = Operator;
      Event.Callee = Operator->getDirectCallee();
      if (Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2) {
        Event.Value = Operator->getArg(1);
        return Is(ObjectEvent::Assigned, Operator);
      }
      return Is(ObjectEvent::Called, Operator);
    }
    if (isa<CallExpr>(Up) || isa<CXXConstructExpr>(Up)) {
      Event.Call = cast<Expr>(Up);
      Event.Callee = calleeOf(*Event.Call);
      QualType Type = parameterType(*Event.Call, Child);
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Up);
          Construct && Construct->getConstructor()->isCopyOrMoveConstructor() && !Pointer) {
        // The copy or move is made for somebody: `return x;`, an argument, a variable.
        const Stmt *Target = Body.significantParent(Up);
        if (isa_and_nonnull<ReturnStmt>(Target) || isa_and_nonnull<CoreturnStmt>(Target))
          return Is(ObjectEvent::Returned, Target);
        if (isa_and_nonnull<CallExpr>(Target) || isa_and_nonnull<CXXConstructExpr>(Target)) {
          Event.Call = cast<Expr>(Target);
          Event.Callee = calleeOf(*Event.Call);
        }
        return Is(Construct->getConstructor()->isMoveConstructor() ? ObjectEvent::MovedFrom
                                                                   : ObjectEvent::Read,
                  Up);
      }
      if (Moved)
        return Is(ObjectEvent::MovedFrom, Up);
      if (Type.isNull())
        // A callee that isn't known, or one of `...`.
        return Is(
            Pointer || cast<Expr>(Child)->isLValue() ? ObjectEvent::Passed : ObjectEvent::Read, Up);
      return Is(isReadOnly(Type) ? ObjectEvent::Read : ObjectEvent::Passed, Up);
    }
    if (isa<InitListExpr>(Up) || isa<CXXNewExpr>(Up))
      return Is(Moved     ? ObjectEvent::MovedFrom
                : Pointer ? ObjectEvent::Escaped
                          : ObjectEvent::Read,
                Up);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Up); Binary && Binary->isAssignmentOp()) {
      if (Child == Binary->getLHS()) {
        Event.Value = Binary->getRHS();
        return Is(ObjectEvent::Assigned, Binary);
      }
      return Is(Pointer ? ObjectEvent::Escaped : ObjectEvent::Read, Binary);
    }
    return Is(Moved ? ObjectEvent::MovedFrom : ObjectEvent::Read, Up);
  }
}

Typestate::States
Typestate::run(const CFGBlock &Block, States State, const Rules &R,
               llvm::function_ref<void(const ObjectEvent &, States)> Visit) const {
  auto Happens = [&](const ObjectEvent &Event) {
    Visit(Event, State);
    if (Event.Kind != ObjectEvent::Destroyed)
      State = R.Step(State, Event);
    else if (!R.Outlives)
      State = 0;
  };
  auto Dies = [&](const Stmt *At) {
    ObjectEvent Event;
    Event.Kind = ObjectEvent::Destroyed;
    Event.At = At;
    Happens(Event);
  };
  for (const CFGElement &Element : Block) {
    if (std::optional<CFGAutomaticObjDtor> Dtor = Element.getAs<CFGAutomaticObjDtor>()) {
      if (Object.isVariable() && Dtor->getVarDecl()->getCanonicalDecl() == Object.base())
        Dies(Dtor->getTriggerStmt());
      continue;
    }
    const Stmt *S = nullptr;
    if (std::optional<CFGStmt> Wrapped = Element.getAs<CFGStmt>())
      S = Wrapped->getStmt();
    if (!S)
      continue;
    if (auto It = FiredBy.find(S); It != FiredBy.end())
      for (unsigned I : It->second)
        Happens(Events[I]);
    // The CFG has no destructors on the way of an exception.
    if (const auto *Throw = dyn_cast<CXXThrowExpr>(S); Throw && State && Object.isVariable()) {
      const FunctionBody &Body = U.body(Function);
      bool CaughtInScope = false;
      for (const Stmt *P = Throw, *Child = nullptr; P && P != TryAround;
           Child = P, P = Body.parent(P))
        if (const auto *Try = dyn_cast<CXXTryStmt>(P); Try && Child == Try->getTryBlock())
          CaughtInScope = true;
      if (!CaughtInScope)
        Dies(Throw);
    }
  }
  return State;
}

Typestate::BlockStates Typestate::solve(const Rules &R) const {
  BlockStates AtEntry;
  AtEntry[Graph->getEntry().getBlockID()] = R.AtEntry;
  // Blocks are numbered from the end: from the top down.
  std::map<unsigned, const CFGBlock *> Work{{Graph->getEntry().getBlockID(), &Graph->getEntry()}};
  while (!Work.empty()) {
    const CFGBlock *Block = std::prev(Work.end())->second;
    Work.erase(std::prev(Work.end()));
    States Out = run(*Block, AtEntry[Block->getBlockID()], R, [](const ObjectEvent &, States) {});
    const auto *Condition = dyn_cast_or_null<Expr>(Block->getTerminatorCondition());
    bool Branches = R.Refine && Condition && Block->succ_size() == 2;
    unsigned Index = 0;
    for (const CFGBlock::AdjacentBlock &Next : Block->succs()) {
      const CFGBlock *To = Next.getReachableBlock();
      bool Taken = Index++ == 0;
      if (!To)
        continue;
      States There = Out;
      if (Branches && There)
        forEachSettled(Condition, Taken, [&](const Expr &Part, bool Holds) {
          const ObjectEvent *Event = nullptr;
          if (auto It = FiredBy.find(&Part); It != FiredBy.end())
            Event = &Events[It->second.front()];
          There = R.Refine(There, Part, Event, Holds);
        });
      // A path that its conditions rule out for an object that is alive.
      if (Branches && Out && !There)
        continue;
      auto [It, First] = AtEntry.try_emplace(To->getBlockID(), 0);
      if (First || (There & ~It->second)) {
        It->second |= There;
        Work.emplace(To->getBlockID(), To);
      }
    }
  }
  return AtEntry;
}

void Typestate::forEach(const Rules &R,
                        llvm::function_ref<void(const ObjectEvent &, States)> Visit) const {
  if (!Graph)
    return;
  BlockStates AtEntry = solve(R);
  for (const CFGBlock *Block : llvm::reverse(*Graph))
    if (auto It = AtEntry.find(Block->getBlockID()); It != AtEntry.end())
      run(*Block, It->second, R, Visit);
}

void Typestate::forEachExit(const Rules &R,
                            llvm::function_ref<void(const ReturnStmt *, States)> Visit) const {
  if (!Graph)
    return;
  BlockStates AtEntry = solve(R);
  for (const CFGBlock::AdjacentBlock &Last : Graph->getExit().preds()) {
    const CFGBlock *Block = Last.getReachableBlock();
    if (!Block || !AtEntry.count(Block->getBlockID()) || Block->hasNoReturnElement())
      continue;
    const ReturnStmt *Return = nullptr;
    bool Throws = false;
    for (const CFGElement &Element : *Block)
      if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>()) {
        Throws |= isa<CXXThrowExpr>(S->getStmt());
        if (const auto *Found = dyn_cast<ReturnStmt>(S->getStmt()))
          Return = Found;
      }
    if (!Throws)
      Visit(Return,
            run(*Block, AtEntry[Block->getBlockID()], R, [](const ObjectEvent &, States) {}));
  }
}

Typestate::States Typestate::atExit(const Rules &R) const {
  States Left = Graph ? 0 : R.AtEntry;
  forEachExit(R, [&Left](const ReturnStmt *, States There) { Left |= There; });
  return Left;
}

} // namespace asynctidy
