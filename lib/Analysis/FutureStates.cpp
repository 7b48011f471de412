//===- FutureStates.cpp - what is done with futures and promises ----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/FutureStates.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/ErrorPaths.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/ManualLocks.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Typestate.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

namespace {
using States = Typestate::States;

/// Of all objects: as the function found it, and changed by something that isn't known. The rest is
/// a future's (a task's) or a promise's.
enum : States {
  AtStart = 1,
  Unknown = 2,
  Moved = 4,
  // A future's
  Ready = 8,
  Taken = 16,
  Empty = 32,
  // A promise's: whether its future was given, and its result set
  Plain = 64,
  Given = 128,
  Set = 256,
  GivenAndSet = 512,
  /// Besides one of these, on a search for the way back to an event.
  Marked = 1024,
  /// Something has a reference, and may change it at any time.
  Open = 2048,
};

/// What kind of object is followed.
struct Subject {
  AccessPath Path;
  const FutureModel *Future = nullptr;
  const PromiseModel *Promise = nullptr;
  /// A task that can be awaited once.
  bool Task = false;
  /// It goes by the name of a pointer to it, or of an owner.
  bool IsPointer = false;
  bool IsOwner = false;
};
} // namespace

/// True if all that the object may be is in \p Bad, which is something.
static bool surely(States S, States Bad) {
  S &= ~Marked;
  return S && !(S & ~Bad);
}

namespace {
class Machine {
public:
  Machine(Unit &U, const FunctionDecl &Function, Subject What)
      : U(U), Body(U.body(Function)), What(std::move(What)), Facts(U, Function, this->What.Path) {}

  void find(std::vector<FutureMisuse> &To);

private:
  States step(States Before, const ObjectEvent &Event) const;
  States stepFuture(States Before, const ObjectEvent &Event) const;
  States stepPromise(States Before, const ObjectEvent &Event) const;
  States refine(States Before, const ObjectEvent *Event, bool Holds) const;
  Typestate::Rules rules() const;
  /// What is wrong with \p Event in these states.
  std::optional<FutureMisuse::KindTy> wrong(const ObjectEvent &Event, States Before) const;
  const Stmt *causeOf(FutureMisuse::KindTy Kind, const ObjectEvent &Event) const;
  bool consumes(const ObjectEvent &Event) const;
  bool uses(const ObjectEvent &Event) const;
  /// The call on the object itself, not on its owner; null if \p Event is none.
  const CallExpr *callAt(const ObjectEvent &Event) const;
  const Stmt *placeOf(const ObjectEvent &Event) const {
    const CallExpr *Call = callAt(Event);
    return Call ? Call : Event.At;
  }
  const CXXMethodDecl *methodAt(const ObjectEvent &Event) const {
    const CallExpr *Call = callAt(Event);
    return Call ? dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()) : nullptr;
  }
  bool calls(const std::vector<std::string> &Names, const ObjectEvent &Event) const {
    const CXXMethodDecl *Method = methodAt(Event);
    return Method && llvm::is_contained(Names, Method->getNameAsString());
  }
  bool isMovedAway(const ObjectEvent &Event) const;
  bool comesBack(const ObjectEvent &Event) const;
  bool changes(const ObjectEvent &Event) const;
  void findBroken(std::vector<FutureMisuse> &To) const;
  void findUnset(std::vector<FutureMisuse> &To) const;
  void findSetAgain(std::vector<FutureMisuse> &To) const;
  void findSetByHandler(std::vector<FutureMisuse> &To) const;
  bool throwsBehind(const Stmt *S) const;
  bool followsAnyway(const Stmt *First, const Stmt *Later) const;

  Unit &U;
  const FunctionBody &Body;
  const Subject What;
  const Typestate Facts;
};
} // namespace

const CallExpr *Machine::callAt(const ObjectEvent &Event) const {
  if (Event.Kind != ObjectEvent::Called)
    return nullptr;
  if (!What.IsOwner)
    return dyn_cast_or_null<CallExpr>(Event.Call);
  const auto *Access = dyn_cast_or_null<CXXOperatorCallExpr>(Event.Call);
  if (!Access || (Access->getOperator() != OO_Arrow && Access->getOperator() != OO_Star))
    return nullptr;
  const Stmt *Up = Body.significantParent(Access);
  if (isa_and_nonnull<MemberExpr>(Up))
    return dyn_cast_or_null<CXXMemberCallExpr>(Body.significantParent(Up));
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Up); // (*task)()
  return Operator && Operator->getOperator() == OO_Call ? Operator : nullptr;
}

/// True if the call takes the future's result, or hands it on.
bool Machine::consumes(const ObjectEvent &Event) const {
  if (What.Task && Event.Kind == ObjectEvent::Awaited)
    return true;
  if (!What.Future || Event.Kind != ObjectEvent::Called)
    return false;
  if (calls(What.Future->Takes, Event))
    return true;
  const CXXMethodDecl *Method = methodAt(Event);
  return Method && Method->getRefQualifier() == RQ_RValue;
}

/// True if the event needs a future that has a result to come.
bool Machine::uses(const ObjectEvent &Event) const {
  if (consumes(Event))
    return true;
  if (!What.Future || Event.Kind != ObjectEvent::Called)
    return false;
  if (calls(What.Future->Times, Event))
    return true;
  const CallExpr *Call = callAt(Event);
  FunctionMatch M = Call ? U.calleeModel(*Call) : FunctionMatch();
  return M && llvm::any_of(M->Tasks, [](const TaskFact &F) {
           return F.Argument.Kind == ArgumentRef::Object && F.Does == TaskFact::Waits;
         });
}

/// True if a call on the object that has this one, or a hand-over of it, may change this one.
bool Machine::changes(const ObjectEvent &Event) const {
  const FunctionDecl *Callee = Event.Callee ? Event.Callee->getDefinition() : nullptr;
  const ValueDecl *Member = What.Path.named();
  const auto *Own = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (!Own || !Own->doesThisDeclarationHaveABody() || !Member || Own->isVirtual())
    return true;
  // A method that neither names it nor gives the object to others.
  const FunctionBody &Inside = U.body(*Callee);
  return mentions(*Callee->getBody(), *Member) || !Inside.lambdas().empty() ||
         llvm::any_of(Inside.thisExpressions(), [&](const CXXThisExpr *This) {
           const auto *Of = dyn_cast_or_null<MemberExpr>(Inside.significantParent(This));
           const auto *Method = Of ? dyn_cast<CXXMethodDecl>(Of->getMemberDecl()) : nullptr;
           return !Of || (Method && !Method->isConst());
         });
}

/// True if the move leaves nothing behind, for sure: a function that takes a reference may not have
/// used it.
bool Machine::isMovedAway(const ObjectEvent &Event) const {
  if (isa<CXXConstructExpr, LambdaExpr>(Event.At))
    return true;
  const FunctionDecl *Callee = Event.Call ? calleeOf(*Event.Call) : nullptr;
  if (!Callee)
    return !Event.Call;
  const IdentifierInfo *Name = Callee->getIdentifier();
  const DeclContext *Around = Callee->getDeclContext()->getEnclosingNamespaceContext();
  return Around->isStdNamespace() && !(Name && Name->getName().contains("try"));
}

States Machine::step(States Before, const ObjectEvent &Event) const {
  if (!Before && Event.Kind != ObjectEvent::Declared)
    return 0; // It isn't alive: the loop's turn before.
  if ((Before & Open) && Event.Kind != ObjectEvent::Declared)
    return Open;
  States Mark = Before & Marked;
  switch (Event.Kind) {
  case ObjectEvent::MovedFrom:
    return isMovedAway(Event) ? Moved | Mark : static_cast<States>(Unknown);
  case ObjectEvent::Read:
    // A copy of a pointer leads to the same object.
    return What.IsPointer ? static_cast<States>(Unknown) : Before;
  case ObjectEvent::Captured:
  case ObjectEvent::Escaped:
    return Open;
  case ObjectEvent::Passed:
  case ObjectEvent::Returned:
    return Unknown;
  case ObjectEvent::OwnerUsed:
    if (!isa_and_nonnull<CallExpr>(Event.Call))
      return Open;
    return changes(Event) ? static_cast<States>(Unknown) : Before;
  case ObjectEvent::Declared:
  case ObjectEvent::Assigned: {
    if (What.IsPointer)
      return AtStart;
    const auto *Construct =
        dyn_cast_or_null<CXXConstructExpr>(Event.Value ? stripToObject(Event.Value) : nullptr);
    bool FromNothing = !Event.Value || (Construct && Construct->getNumArgs() == 0);
    if (What.Promise)
      return FromNothing || Event.Kind == ObjectEvent::Declared ? Plain : Unknown;
    if (!FromNothing)
      return Ready;
    return What.Future && !What.Future->ReadyByDefault ? Empty : Unknown;
  }
  default:
    return (What.Promise ? stepPromise(Before & ~Marked, Event)
                         : stepFuture(Before & ~Marked, Event)) |
           Mark;
  }
}

States Machine::stepFuture(States Before, const ObjectEvent &Event) const {
  if (consumes(Event))
    return Taken;
  if (Event.Kind == ObjectEvent::Awaited || !uses(Event)) {
    // swap, reset, what isn't known: any of them.
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Event.Callee);
    bool Tests = What.Future && calls(What.Future->Tests, Event);
    if (Tests)
      return What.IsOwner ? static_cast<States>(Unknown) : Before; // No branch follows the owner.
    if (Event.Kind == ObjectEvent::Called && Method && !Method->isConst() &&
        !Method->isOverloadedOperator())
      return Unknown;
  }
  return Before;
}

States Machine::stepPromise(States Before, const ObjectEvent &Event) const {
  if (calls(What.Promise->Gives, Event)) {
    States After = Before & (Unknown | Moved);
    if (Before & (Plain | Given | AtStart))
      After |= Given;
    if (Before & (Set | GivenAndSet))
      After |= GivenAndSet;
    return After;
  }
  if (calls(What.Promise->Satisfies, Event)) {
    States After = Before & (Unknown | Moved);
    if (Before & (Plain | Set))
      After |= Set;
    if (Before & (Given | GivenAndSet | AtStart))
      After |= GivenAndSet;
    return After;
  }
  if (calls(What.Promise->Resets, Event))
    return Plain;
  if (calls(What.Promise->Tests, Event))
    return What.IsOwner ? static_cast<States>(Unknown) : Before; // No branch follows the owner.
  if (Event.Kind != ObjectEvent::Called)
    return Before;
  // swap, what isn't known, or its owner's: const or, as `->`, harmless.
  const CXXMethodDecl *Method =
      What.IsOwner ? dyn_cast_or_null<CXXMethodDecl>(Event.Callee) : methodAt(Event);
  return Method && (Method->isConst() || Method->getOverloadedOperator() == OO_Arrow ||
                    Method->getOverloadedOperator() == OO_Star)
             ? Before
             : static_cast<States>(Unknown);
}

States Machine::refine(States Before, const ObjectEvent *Event, bool Holds) const {
  if (!Event)
    return Before;
  // A smart pointer that is tested, a promise that is asked: nothing more is known for sure.
  if (What.Future && calls(What.Future->Tests, *Event))
    return Holds ? Before & ~(Taken | Moved | Empty | Marked)
                 : (Before & (Taken | Moved | Empty)) | Unknown | (Before & Marked);
  if (What.Promise && calls(What.Promise->Tests, *Event))
    return Holds ? (Before & ~(Plain | Given)) : (Before & ~(Set | GivenAndSet | Marked));
  return Before;
}

Typestate::Rules Machine::rules() const {
  Typestate::Rules R;
  R.AtEntry = AtStart;
  if (What.Path.isVariable()) {
    // What this function declares begins there; parameters and captures are there already.
    for (const VarDecl *Var : Body.variables())
      if (Var->getCanonicalDecl() == What.Path.base())
        R.AtEntry = 0;
  }
  R.Step = [this](States Before, const ObjectEvent &Event) { return step(Before, Event); };
  R.Refine = [this](States Before, const Expr &, const ObjectEvent *Event, bool Holds) {
    return refine(Before, Event, Holds);
  };
  return R;
}

std::optional<FutureMisuse::KindTy> Machine::wrong(const ObjectEvent &Event, States Before) const {
  if (What.Promise) {
    if (surely(Before, Given | GivenAndSet) && calls(What.Promise->Gives, Event))
      return FutureMisuse::GivenTwice;
    if (surely(Before, Set | GivenAndSet) && calls(What.Promise->Satisfies, Event))
      return FutureMisuse::SatisfiedTwice;
    return std::nullopt;
  }
  if (!uses(Event))
    return std::nullopt;
  if (surely(Before, Taken))
    return FutureMisuse::TakenTwice;
  if (surely(Before, Moved) || surely(Before, Moved | Taken))
    return FutureMisuse::UsedMoved;
  if (surely(Before, Empty))
    return FutureMisuse::UsedEmpty;
  return std::nullopt;
}

/// The last event before \p Event, as written, that brought about what is wrong with it.
const Stmt *Machine::causeOf(FutureMisuse::KindTy Kind, const ObjectEvent &Event) const {
  const Stmt *Cause = nullptr;
  for (const ObjectEvent &Earlier : Facts.events()) {
    if (Earlier.At == Event.At)
      break;
    bool Is = false;
    switch (Kind) {
    case FutureMisuse::TakenTwice:
      Is = consumes(Earlier);
      break;
    case FutureMisuse::UsedMoved:
      Is = Earlier.Kind == ObjectEvent::MovedFrom;
      break;
    case FutureMisuse::UsedEmpty:
      Is = Earlier.Kind == ObjectEvent::Declared || Earlier.Kind == ObjectEvent::Assigned;
      break;
    case FutureMisuse::GivenTwice:
      Is = calls(What.Promise->Gives, Earlier);
      break;
    default:
      Is = calls(What.Promise->Satisfies, Earlier);
      break;
    }
    if (Is)
      Cause = Earlier.At;
  }
  return Cause;
}

/// True if \p Event is reached again, for sure: it stands in a loop whatever that decides, and
/// nothing renews the object on the way round.
bool Machine::comesBack(const ObjectEvent &Event) const {
  const Stmt *Loop = Body.loopAround(Event.At);
  const VarDecl *Base = What.Path.base();
  if (!Loop || What.IsPointer ||
      (Base && Base->getBeginLoc() >= Loop->getBeginLoc() &&
       Base->getBeginLoc() <= Loop->getEndLoc()))
    return false;
  for (const Stmt *S = Body.parent(Event.At), *Child = Event.At; S != Loop;
       Child = S, S = Body.parent(S)) {
    if (isa<IfStmt, SwitchStmt, AbstractConditionalOperator, CXXTryStmt, CXXCatchStmt>(S))
      return false;
    if (const auto *Both = dyn_cast<BinaryOperator>(S);
        Both && Both->isLogicalOp() && Both->getRHS() == Child)
      return false;
  }
  if (const auto *For = dyn_cast<ForStmt>(Loop);
      For && For->getInit() && Body.isWithin(Event.At, For->getInit()))
    return false;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop);
      Range && !Body.isWithin(Event.At, Range->getBody()))
    return false;
  Typestate::Rules R = rules();
  R.Step = [&](States Before, const ObjectEvent &Other) {
    States After = step(Before, Other);
    return Other.At == Event.At && After ? After | Marked : After;
  };
  bool Back = false;
  Facts.forEach(R, [&](const ObjectEvent &Other, States Before) {
    Back |= Other.At == Event.At && (Before & Marked) && !(Before & (Unknown | Moved | Open));
  });
  return Back;
}

/// A promise of this function, whose future it waits for or returns, and which nobody else has.
void Machine::findBroken(std::vector<FutureMisuse> &To) const {
  const VarDecl *Var = What.Path.isVariable() && !What.IsPointer ? What.Path.base() : nullptr;
  if (!Var || isa<ParmVarDecl>(Var) || !llvm::is_contained(Body.variables(), Var) ||
      Var->isStaticLocal())
    return;
  const ObjectEvent *Gives = nullptr;
  bool Alone = true;
  for (const ObjectEvent &Event : Facts.events()) {
    bool Is = calls(What.Promise->Gives, Event);
    if (Is)
      Gives = &Event;
    Alone &= Is || Event.Kind == ObjectEvent::Declared;
  }
  if (!Gives)
    return;
  FateAt Fate = fateOfTask(U, Body, *Gives->Call);
  if (Alone && (Fate.What == Fate::Awaited || Fate.What == Fate::Joined)) {
    To.push_back(
        {FutureMisuse::NobodySatisfies, What.Path, Fate.Where ? Fate.Where : Gives->At, Gives->At});
    return;
  }
  if (Fate.What != Fate::Returned)
    return;
  Facts.forEach(rules(), [&](const ObjectEvent &Event, States Before) {
    const auto *Return = dyn_cast_or_null<ReturnStmt>(Event.At);
    if (Event.Kind != ObjectEvent::Destroyed || !Return || !surely(Before, Given) ||
        !Return->getRetValue())
      return;
    // It returns that future, not another one.
    const VarDecl *Kept = nullptr;
    for (const Stmt *S = Gives->At; S && !Kept; S = Body.parent(S))
      Kept = Body.initializedBy(S);
    bool Same = Kept ? mentions(*Return->getRetValue(), *Kept)
                     : Body.isWithin(Gives->At, Return->getRetValue());
    if (Same)
      To.push_back({FutureMisuse::ReturnedBroken, What.Path, Return, Gives->At});
  });
}

/// Ways out on which a failure leaves the promise as it is, though all others set it.
void Machine::findUnset(std::vector<FutureMisuse> &To) const {
  if (llvm::none_of(Facts.events(),
                    [&](const ObjectEvent &E) { return calls(What.Promise->Satisfies, E); }))
    return;
  llvm::SmallVector<const ReturnStmt *, 2> Suspects;
  for (const ReturnStmt *Return : Body.returns())
    if (leavesOnFailure(U, Body, *Return, What.Path.named()))
      Suspects.push_back(Return);
  if (Suspects.empty())
    return;
  // Only what this function does counts: a method that it asks whether all went well is no help.
  Typestate::Rules R = rules();
  R.Step = [this](States Before, const ObjectEvent &Event) {
    return Event.Kind == ObjectEvent::OwnerUsed && isa_and_nonnull<CXXMemberCallExpr>(Event.Call) &&
                   Event.Callee && !Event.Callee->getReturnType()->isVoidType() && Before
               ? Before
               : step(Before, Event);
  };
  // The graph doesn't lead to handlers: what they catch may come from anywhere before.
  auto HandlerLeavesUnset = [&](const ReturnStmt *Return) {
    const Stmt *Up = Return;
    while (Up && !isa<CXXTryStmt>(Up))
      Up = Body.parent(Up);
    return Up && Body.inCatchHandler(Return) &&
           llvm::all_of(Facts.events(), [&](const ObjectEvent &Event) {
             return Event.At->getBeginLoc() > Up->getEndLoc() || Event.Kind == ObjectEvent::Read ||
                    Event.Kind == ObjectEvent::Destroyed;
           });
  };
  // A pointer that ends here isn't the promise, which the caller has too.
  R.Outlives = What.IsPointer && isa_and_nonnull<ParmVarDecl>(What.Path.base());
  // The paths that don't end in a suspect must set it, all of them.
  for (const ReturnStmt *Return : Suspects) {
    States There = 0;
    bool Others = true, Any = false;
    Facts.forEachExit(R, [&](const ReturnStmt *At, States Left) {
      if (At == Return) {
        There |= Left;
        return;
      }
      if (llvm::is_contained(Suspects, At))
        return;
      Any = true;
      Others &= surely(Left, Set | GivenAndSet);
    });
    if (HandlerLeavesUnset(Return))
      There = R.AtEntry;
    if (Any && Others && surely(There, AtStart | Plain | Given))
      To.push_back({FutureMisuse::LeftUnset, What.Path, Return, nullptr});
  }
}

/// True if nothing decides whether \p Later comes where the block goes on that has \p First in it.
bool Machine::followsAnyway(const Stmt *First, const Stmt *Later) const {
  if (First->getBeginLoc() >= Later->getBeginLoc())
    return false;
  for (const Stmt *S = Body.parent(Later), *Child = Later; S; Child = S, S = Body.parent(S)) {
    if (Body.isWithin(First, S))
      return isa<CompoundStmt>(S);
    if (isa<IfStmt, SwitchStmt, AbstractConditionalOperator, CXXTryStmt, CXXCatchStmt>(S) ||
        isLoop(*S))
      return false;
    if (const auto *Both = dyn_cast<BinaryOperator>(S);
        Both && Both->isLogicalOp() && Both->getRHS() == Child)
      return false;
  }
  return false;
}

/// A branch that sets the result and goes on to where it is set in any case.
void Machine::findSetAgain(std::vector<FutureMisuse> &To) const {
  for (const ObjectEvent &First : Facts.events()) {
    if (!calls(What.Promise->Satisfies, First))
      continue;
    Typestate::Rules R = rules();
    R.Step = [&](States Before, const ObjectEvent &Other) {
      States After = step(Before, Other);
      if (Other.At == First.At && After)
        return After | Marked;
      return After & (Set | GivenAndSet) ? After : After & ~Marked; // Renewed.
    };
    Facts.forEach(R, [&](const ObjectEvent &Later, States Before) {
      if (Later.At != First.At && (Before & Marked) && !(Before & (Unknown | Moved | Open)) &&
          calls(What.Promise->Satisfies, Later) && followsAnyway(placeOf(First), placeOf(Later)) &&
          llvm::none_of(To, [&](const FutureMisuse &M) { return M.At == placeOf(Later); }))
        To.push_back({FutureMisuse::SatisfiedTwice, What.Path, placeOf(Later), placeOf(First)});
    });
  }
}

/// A handler that sets it in any case, for what was thrown behind the place that has set it.
void Machine::findSetByHandler(std::vector<FutureMisuse> &To) const {
  auto IsRenewed = [](const ObjectEvent &Event) {
    return Event.Kind == ObjectEvent::Assigned || Event.Kind == ObjectEvent::MovedFrom ||
           Event.Kind == ObjectEvent::Passed || Event.Kind == ObjectEvent::Captured ||
           Event.Kind == ObjectEvent::Escaped;
  };
  for (const ObjectEvent &Later : Facts.events()) {
    if (!calls(What.Promise->Satisfies, Later) || !Body.inCatchHandler(Later.At))
      continue;
    const Stmt *Child = placeOf(Later);
    const Stmt *Up = Body.parent(Child);
    while (Up && (isa<Expr>(Up) || isa<CompoundStmt>(Up))) {
      Child = Up;
      Up = Body.parent(Up);
    }
    // Behind an `if` or in a `try` of its own it was thought of.
    const auto *Handler = dyn_cast_or_null<CXXCatchStmt>(Up);
    const auto *Try = Handler ? dyn_cast_or_null<CXXTryStmt>(Body.parent(Handler)) : nullptr;
    if (!Try)
      continue;
    for (const ObjectEvent &First : Facts.events()) {
      if (!calls(What.Promise->Satisfies, First) || !Body.isWithin(First.At, Try->getTryBlock()) ||
          Body.tryAround(First.At) != Try || !throwsBehind(placeOf(First)) ||
          llvm::any_of(Facts.events(), [&](const ObjectEvent &Event) {
            return IsRenewed(Event) && Body.isWithin(Event.At, Try);
          }))
        continue;
      To.push_back({FutureMisuse::SatisfiedTwice, What.Path, placeOf(Later), placeOf(First)});
      break;
    }
  }
}

/// True if what stands behind \p S in its block, and comes in any case, may throw.
bool Machine::throwsBehind(const Stmt *S) const {
  const Stmt *Child = S;
  const Stmt *Up = Body.parent(S);
  while (Up && !isa<CompoundStmt>(Up)) {
    if (!isa<Expr>(Up))
      return false;
    Child = Up;
    Up = Body.parent(Up);
  }
  if (!Up)
    return false;
  bool Behind = false;
  for (const Stmt *Each : cast<CompoundStmt>(Up)->body()) {
    if (Behind && isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, CoreturnStmt>(Each))
      return false;
    if (Behind && !isa<CXXTryStmt>(Each) && llvm::any_of(Body.calls(), [&](const Expr *Call) {
          const FunctionDecl *Callee = calleeOf(*Call);
          // What a library does behind it is mostly cleaning up.
          return Callee && !inSystemHeader(Callee->getLocation(), U.context()) &&
                 Body.isWithin(Call, Each) && !nameOf(Callee).contains_insensitive("log") &&
                 mayThrow(U, *Call);
        }))
      return true;
    Behind |= Each == Child;
  }
  return false;
}

void Machine::find(std::vector<FutureMisuse> &To) {
  if (Facts.events().empty())
    return;
  Typestate::Rules R = rules();
  size_t First = To.size();
  Facts.forEach(R, [&](const ObjectEvent &Event, States Before) {
    if (Event.Kind == ObjectEvent::Destroyed)
      return;
    std::optional<FutureMisuse::KindTy> Kind = wrong(Event, Before);
    if (Kind && llvm::none_of(To, [&](const FutureMisuse &M) { return M.At == placeOf(Event); }))
      To.push_back({*Kind, What.Path, placeOf(Event), causeOf(*Kind, Event)});
  });
  // In a loop the second turn is wrong where the first was right.
  for (const ObjectEvent &Event : Facts.events()) {
    bool Once = What.Promise
                    ? calls(What.Promise->Gives, Event) || calls(What.Promise->Satisfies, Event)
                    : consumes(Event);
    if (!Once || To.size() != First || !comesBack(Event))
      continue;
    FutureMisuse::KindTy Kind = !What.Promise                       ? FutureMisuse::TakenTwice
                                : calls(What.Promise->Gives, Event) ? FutureMisuse::GivenTwice
                                                                    : FutureMisuse::SatisfiedTwice;
    To.push_back({Kind, What.Path, placeOf(Event), nullptr, /*InLoop=*/true});
  }
  if (What.Promise && To.size() == First) {
    findBroken(To);
    findUnset(To);
    findSetAgain(To);
    findSetByHandler(To);
  }
}

/// What \p E is as an object that is followed; none if it isn't to be.
static std::optional<Subject> subjectOf(Unit &U, const Expr *E) {
  E = E ? stripToObject(E) : nullptr;
  if (!E)
    return std::nullopt;
  QualType Type = E->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  TypeMatch M = U.typeModel(Type);
  if (!M || !(M->Future || M->Promise || (M->Task && M->Task->SingleShot)))
    return std::nullopt;
  std::optional<AccessPath> Path = AccessPath::of(E);
  // What isn't a local or a member, anybody may change.
  if (!Path || !Path->named() || (Path->base() && !Path->base()->hasLocalStorage()) ||
      llvm::any_of(Path->steps(), [](const ValueDecl *Step) { return !isa<FieldDecl>(Step); }))
    return std::nullopt;
  Subject What;
  What.Path = *Path;
  What.Future = M->Future ? &*M->Future : nullptr;
  What.Promise = M->Promise ? &*M->Promise : nullptr;
  What.Task = M->Task && M->Task->SingleShot;
  QualType Declared = Path->named()->getType().getNonReferenceType();
  What.IsOwner = !Declared->isPointerType() &&
                 !U.context().hasSameUnqualifiedType(Declared, Type.getNonReferenceType());
  What.IsPointer = Declared->isPointerType() || What.IsOwner;
  return What;
}

std::vector<FutureMisuse> futureMisusesOf(Unit &U, const FunctionDecl &Function) {
  std::vector<FutureMisuse> Found;
  const FunctionBody &Body = U.body(Function);
  std::vector<AccessPath> Seen;
  auto Look = [&](const Expr *Object) {
    std::optional<Subject> What = subjectOf(U, Object);
    if (!What || llvm::is_contained(Seen, What->Path))
      return;
    Seen.push_back(What->Path);
    Machine(U, Function, std::move(*What)).find(Found);
  };
  for (const Expr *Call : Body.calls())
    if (const Expr *Object = objectOf(*Call))
      Look(Object);
  for (const Expr *Await : Body.suspensions())
    if (const Expr *Operand = awaitOperand(Await))
      Look(Operand);
  return Found;
}

} // namespace asynctidy
