//===- ManualLocks.cpp - locks that no guard holds ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ManualLocks.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "clang/AST/Attr.h"
#include "clang/Analysis/CFG.h"
#include <set>

using namespace clang;

namespace asynctidy {

//===----------------------------------------------------------------------===//
// Exceptions
//===----------------------------------------------------------------------===//

static bool mayThrow(Unit &U, const Stmt &S, llvm::SmallPtrSetImpl<const FunctionDecl *> &Seen);

/// Seen holds what was found not to throw, and what is being looked at.
static bool functionMayThrow(Unit &U, const FunctionDecl &Function,
                             llvm::SmallPtrSetImpl<const FunctionDecl *> &Seen) {
  const auto *Type = Function.getType()->getAs<FunctionProtoType>();
  if (Function.isExternC() || Function.getBuiltinID() || Function.hasAttr<NoThrowAttr>() ||
      isa<CXXDestructorDecl>(Function) || Function.isTrivial() || Function.isNoReturn() ||
      (Type && !isUnresolvedExceptionSpec(Type->getExceptionSpecType()) && Type->isNothrow()))
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  const FunctionDecl *Definition = Function.getDefinition();
  if (!Definition || !Definition->hasBody() || (Method && Method->isVirtual()))
    return true;
  if (!Seen.insert(Function.getCanonicalDecl()).second)
    return false;
  // Deep below the surface it is allocation and the like.
  static constexpr unsigned Enough = 64;
  if (Seen.size() > Enough || isa_and_nonnull<CXXTryStmt>(Definition->getBody()))
    return true;
  llvm::SmallVector<const Stmt *, 32> Work{Definition->getBody()};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (mayThrow(U, *S, Seen))
      return true;
    llvm::append_range(Work, S->children());
  }
  return false;
}

static bool mayThrow(Unit &U, const Stmt &S, llvm::SmallPtrSetImpl<const FunctionDecl *> &Seen) {
  if (isa<CXXThrowExpr>(S))
    return true;
  if (const auto *New = dyn_cast<CXXNewExpr>(&S))
    return New->getOperatorNew() &&
           !New->getOperatorNew()->getType()->castAs<FunctionProtoType>()->isNothrow() &&
           New->getNumPlacementArgs() == 0;
  const auto *E = dyn_cast<Expr>(&S);
  if (!E || !isa<CallExpr, CXXConstructExpr>(E))
    return false;
  // Depends on the arguments of a template: its instantiations will tell.
  if (E->isTypeDependent() || E->isValueDependent())
    return false;
  if (const FunctionDecl *Callee = calleeOf(*E)) {
    FunctionMatch Model = U.functionModel(*Callee);
    if ((Model && (!Model->Locks.empty() || Model->Condition)) || !lockCallsOf(U, *E).empty())
      return false;
    return functionMayThrow(U, *Callee, Seen);
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call)
    return false;
  if (isa<CXXPseudoDestructorExpr>(Call->getCallee()->IgnoreParens()))
    return false;
  QualType Type = Call->getCallee()->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const auto *Proto = Type->getAs<FunctionProtoType>();
  return !Proto || isUnresolvedExceptionSpec(Proto->getExceptionSpecType()) || !Proto->isNothrow();
}

bool mayThrow(Unit &U, const Stmt &S) {
  llvm::SmallPtrSet<const FunctionDecl *, 16> Seen;
  return mayThrow(U, S, Seen);
}

//===----------------------------------------------------------------------===//
// Which mutexes
//===----------------------------------------------------------------------===//

namespace {
/// What a function does with one mutex.
struct MutexUse {
  llvm::SmallVector<LockCall, 2> Locks, Unlocks;
  /// It isn't, or may not be, this function alone that locks and unlocks it.
  bool Shared = false;
  /// Held at the begin or the end on purpose.
  bool HandedOver = false;
};
} // namespace

/// \p S with what drops its value: parentheses, a conversion to void.
static const Stmt *withDropped(const FunctionBody &Body, const Stmt *S) {
  while (const Stmt *Up = Body.parent(S)) {
    const auto *Cast = dyn_cast<CastExpr>(Up);
    if (!isa<ParenExpr, ExprWithCleanups>(Up) && !(Cast && Cast->getCastKind() == CK_ToVoid))
      break;
    S = Up;
  }
  return S;
}

/// True if \p S is a statement of its own, and its value, if it has one, is dropped.
static bool isStatement(const FunctionBody &Body, const Stmt *S) {
  S = withDropped(Body, S);
  const Stmt *Up = Body.parent(S);
  if (const auto *If = dyn_cast_or_null<IfStmt>(Up))
    return S != If->getCond();
  if (const auto *While = dyn_cast_or_null<WhileStmt>(Up))
    return S != While->getCond();
  if (const auto *Do = dyn_cast_or_null<DoStmt>(Up))
    return S != Do->getCond();
  if (const auto *For = dyn_cast_or_null<ForStmt>(Up))
    return S == For->getBody();
  return Up && isa<CompoundStmt, SwitchCase, LabelStmt, CXXForRangeStmt>(Up);
}

/// True if \p Call's number of an error becomes a local variable, which LockState follows.
static bool isTestedResult(const FunctionBody &Body, const Expr &Call) {
  const VarDecl *Result = Body.initializedBy(&Call);
  return Result && Result->isLocalVarDecl() && Result->getType()->isIntegerType() &&
         !Result->getType()->isBooleanType();
}

/// The variables and fields that \p Function gives another value, or lets others do so.
static llvm::SmallPtrSet<const ValueDecl *, 8> assignedIn(const FunctionBody &Body,
                                                          const FunctionDecl &Function) {
  llvm::SmallPtrSet<const ValueDecl *, 8> Result;
  auto Add = [&Result](const Expr *E) {
    E = stripToObject(E);
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
      Result.insert(cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()));
    else if (const auto *Member = dyn_cast_or_null<MemberExpr>(E))
      Result.insert(cast<ValueDecl>(Member->getMemberDecl()->getCanonicalDecl()));
  };
  llvm::SmallVector<const Stmt *, 32> Work{Function.getBody()};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const auto *Assign = dyn_cast<BinaryOperator>(S); Assign && Assign->isAssignmentOp())
      Add(Assign->getLHS());
    else if (const auto *Step = dyn_cast<UnaryOperator>(S);
             Step &&
             (Step->isIncrementDecrementOp() ||
              (Step->getOpcode() == UO_AddrOf && Step->getSubExpr()->getType()->isPointerType())))
      Add(Step->getSubExpr());
    else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
             Operator && Operator->getNumArgs() > 0 &&
             (Operator->isAssignmentOp() || Operator->getOperator() == OO_PlusPlus ||
              Operator->getOperator() == OO_MinusMinus))
      Add(Operator->getArg(0));
    else if (const auto *Call = dyn_cast<CallExpr>(S)) {
      // A pointer that a function gets by reference (std::swap, reset).
      for (const Expr *Argument : argumentsOf(*Call))
        if (Argument->isLValue() && Argument->getType()->isPointerType() &&
            !Argument->getType().isConstQualified())
          Add(Argument);
    }
    llvm::append_range(Work, S->children());
  }
  return Result;
}

/// True if \p Name, in words of the like of `beginUpdate` and `begin_update`, says that a lock is
/// taken or given back.
static bool namesLocking(const Unit &U, const FunctionDecl &Function) {
  return U.models().sounds(Function.getNameInfo().getAsString(), Sense::LocksOrUnlocks);
}

/// True if a method of \p Function's class unlocks the member \p Path without having locked it, or
/// locks it and leaves it so: they do it together.
static bool unlockedByAnother(Unit &U, const FunctionDecl &Function, const AccessPath &Path) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Path.startsAtThis())
    return false;
  for (const CXXMethodDecl *Other : Method->getParent()->methods()) {
    const FunctionDecl *Definition = Other->getDefinition();
    if (!Definition || Definition == &Function || !Definition->hasBody() ||
        Definition->isImplicit())
      continue;
    bool Locks = false, Unlocks = false;
    for (const Expr *Call : U.body(*Definition).calls())
      for (const LockCall &Lock : lockCallsOf(U, *Call))
        if (std::optional<AccessPath> At = AccessPath::of(Lock.Mutex); At && *At == Path)
          (Lock.Does == LockFact::Releases ? Unlocks : Locks) = true;
    if (Locks != Unlocks)
      return true;
  }
  return false;
}

static bool isGuard(const Unit &U, QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  TypeMatch M = U.typeModel(Type);
  return (M && M->Guard) || holdsBlockingLock(U, Type);
}

/// The mutexes that the function both locks and unlocks by hand.
static std::map<AccessPath, MutexUse> mutexesOf(Unit &U, const FunctionDecl &Function) {
  const FunctionBody &Body = U.body(Function);
  std::map<AccessPath, MutexUse> Result;
  std::set<AccessPath> Given;
  for (const Expr *Call : Body.calls()) {
    llvm::SmallVector<LockCall, 1> Locks = lockCallsOf(U, *Call);
    for (const LockCall &Lock : Locks) {
      std::optional<AccessPath> Path = AccessPath::of(Lock.Mutex);
      if (!Path || !Path->named() || isGuard(U, Lock.Mutex->getType()))
        continue;
      MutexUse &Use = Result[*Path];
      if (Lock.Does == LockFact::Releases)
        Use.Unlocks.push_back(Lock);
      else if (Lock.Does == LockFact::Acquires)
        Use.Locks.push_back(Lock);
      // Tried, or with a result that somebody looks at: it may not have worked.
      Use.Shared |= Lock.Does == LockFact::Tries || Locks.size() > 1 ||
                    (Lock.Does == LockFact::Acquires && !isStatement(Body, Call) &&
                     !isTestedResult(Body, *Call));
    }
    if (!Locks.empty())
      continue;
    // A condition variable has unlocked and locked again when it returns.
    FunctionMatch Model = U.calleeModel(*Call);
    if (Model && (Model->Condition || (Model->Blocks && Model->Blocks->Kind == BlockingFact::Wait)))
      continue;
    for (const Expr *Argument : argumentsOf(*Call))
      if (std::optional<AccessPath> Path = AccessPath::of(Argument))
        Given.insert(*Path);
    // Another way to unlock it: unlock_and_lock_shared(), unlock_upgrade().
    const FunctionDecl *Callee = calleeOf(*Call);
    if (const Expr *Object = objectOf(*Call); Object && Callee && Callee->getIdentifier() &&
                                              Callee->getName().contains_insensitive("lock"))
      if (std::optional<AccessPath> Path = AccessPath::of(Object))
        Given.insert(*Path);
  }
  for (auto It = Result.begin(); It != Result.end();)
    It = It->second.Locks.empty() || It->second.Unlocks.empty() ? Result.erase(It) : std::next(It);
  if (Result.empty())
    return Result;
  llvm::SmallPtrSet<const ValueDecl *, 8> Assigned = assignedIn(Body, Function);
  for (auto &[Path, Use] : Result) {
    Use.Shared |=
        Given.count(Path) || (Path.base() && Assigned.count(Path.base())) ||
        llvm::any_of(Path.steps(), [&](const ValueDecl *Step) { return Assigned.count(Step); });
    Use.HandedOver =
        namesLocking(U, Function) || Function.hasAttr<AcquireCapabilityAttr>() ||
        Function.hasAttr<TryAcquireCapabilityAttr>() || Function.hasAttr<ReleaseCapabilityAttr>() ||
        Function.hasAttr<RequiresCapabilityAttr>() || unlockedByAnother(U, Function, Path);
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// Ways out
//===----------------------------------------------------------------------===//

/// The blocks from which one of \p Goals can be reached, these included.
static llvm::DenseSet<const CFGBlock *> leadingTo(llvm::SmallVector<const CFGBlock *, 8> Goals) {
  llvm::DenseSet<const CFGBlock *> Result(Goals.begin(), Goals.end());
  while (!Goals.empty())
    for (const CFGBlock::AdjacentBlock &Before : Goals.pop_back_val()->preds())
      if (const CFGBlock *Block = Before.getReachableBlock())
        if (!Block->hasNoReturnElement() && Result.insert(Block).second)
          Goals.push_back(Block);
  return Result;
}

/// The statement by which \p Block ends: a return, a throw, a jump, or just the last one.
static const Stmt *endOfBlock(const CFGBlock &Block) {
  if (const Stmt *Terminator = Block.getTerminatorStmt();
      isa_and_nonnull<BreakStmt>(Terminator) || isa_and_nonnull<ContinueStmt>(Terminator) ||
      isa_and_nonnull<GotoStmt>(Terminator))
    return Terminator;
  const Stmt *Last = nullptr;
  for (const CFGElement &Element : Block)
    if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>()) {
      Last = S->getStmt();
      if (isa<ReturnStmt, CoreturnStmt, CXXThrowExpr>(Last))
        return Last;
    }
  return Last;
}

/// Finds where a lock of \p Path is held for sure, can't be unlocked any more, and the function
/// ends: by the place where it was taken.
static std::multimap<SourceLocation, const Stmt *>
leaksOf(Unit &U, const FunctionDecl &Function, const AccessPath &Path, const MutexUse &Use) {
  std::multimap<SourceLocation, const Stmt *> Result;
  const CFG *Graph = U.cfg(Function);
  llvm::SmallVector<const CFGBlock *, 8> Releasing;
  for (const CFGBlock *Block : *Graph)
    for (const CFGElement &Element : *Block)
      if (std::optional<CFGStmt> S = Element.getAs<CFGStmt>())
        if (llvm::any_of(Use.Unlocks,
                         [&](const LockCall &Unlock) { return Unlock.Call == S->getStmt(); }))
          Releasing.push_back(Block);
  llvm::DenseSet<const CFGBlock *> Unlocks = leadingTo(Releasing);
  llvm::DenseSet<const CFGBlock *> Ends = leadingTo({&Graph->getExit()});
  LockHolder Holder;
  Holder.Mutex = Path;
  llvm::DenseSet<const CFGBlock *> Lost;
  std::vector<std::pair<const CFGBlock *, SourceLocation>> Held;
  U.locks(Function).forEachBlockEnd([&](const CFGBlock &Block, const LockState::Held &State) {
    auto It = State.find(Holder);
    if (It == State.end() || !It->second.Definite || Block.hasNoReturnElement() ||
        !Ends.count(&Block) || &Block == &Graph->getExit())
      return;
    bool Unlockable = llvm::any_of(Block.succs(), [&](const CFGBlock::AdjacentBlock &Next) {
      return Next.getReachableBlock() && Unlocks.count(Next.getReachableBlock());
    });
    if (!Unlockable) {
      Lost.insert(&Block);
      Held.emplace_back(&Block, It->second.Taken);
    }
  });
  // The last of each chain of such blocks says best how the function is left.
  for (const auto &[Block, Taken] : Held) {
    bool Last = llvm::none_of(Block->succs(), [&](const CFGBlock::AdjacentBlock &Next) {
      return Next.getReachableBlock() && Lost.count(Next.getReachableBlock());
    });
    if (const Stmt *End = Last ? endOfBlock(*Block) : nullptr)
      Result.emplace(Taken, End);
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// All together
//===----------------------------------------------------------------------===//

/// True if what \p S throws is caught by a try statement inside \p Block.
static bool isCaughtBelow(const FunctionBody &Body, const Stmt *S, const Stmt *Block) {
  for (; S && S != Block; S = Body.parent(S))
    if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(Body.parent(S));
        Try && Try->getTryBlock() == S)
      return true;
  return false;
}

/// True if \p S stands in a loop that \p Block doesn't.
static bool inLoopBelow(const FunctionBody &Body, const Stmt *S, const Stmt *Block) {
  for (; S && S != Block; S = Body.parent(S))
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
      return true;
  return false;
}

std::vector<ManualLock> manualLocks(Unit &U, const FunctionDecl &Function) {
  std::vector<ManualLock> Result;
  if (!U.locks(Function).any() || !U.cfg(Function))
    return Result;
  const FunctionBody &Body = U.body(Function);
  const SourceManager &SM = U.context().getSourceManager();
  const bool Exceptions = U.context().getLangOpts().CXXExceptions;
  for (const auto &Entry : mutexesOf(U, Function)) {
    const AccessPath &Path = Entry.first;
    const MutexUse &Use = Entry.second;
    if (Use.Shared)
      continue;
    LockHolder Holder;
    Holder.Mutex = Path;
    std::map<SourceLocation, ManualLock> Locks;
    for (const LockCall &Lock : Use.Locks)
      Locks[Lock.Call->getExprLoc()].Lock = Lock;
    if (Locks.size() != Use.Locks.size())
      continue; // Several in one macro.
    // An unlock of what may not be locked here: the caller had it, or only a condition tells.
    bool Ordered = true;
    bool Caught = llvm::any_of(
        Use.Unlocks, [&](const LockCall &Unlock) { return Body.inCatchHandler(Unlock.Call); });
    U.locks(Function).forEachPoint([&](const Stmt &S, const LockState::Held &State) {
      auto It = State.find(Holder);
      bool Held = It != State.end() && It->second.Definite;
      const LockCall *Unlock =
          llvm::find_if(Use.Unlocks, [&S](const LockCall &Unlock) { return Unlock.Call == &S; });
      if (Unlock != Use.Unlocks.end()) {
        Ordered &= Held;
        if (auto Lock = Held ? Locks.find(It->second.Taken) : Locks.end(); Lock != Locks.end())
          Lock->second.Unlocks.push_back(*Unlock);
        return;
      }
      if (!Held || !Exceptions || Caught)
        return;
      auto Lock = Locks.find(It->second.Taken);
      if (Lock == Locks.end() || S.getBeginLoc().isInvalid())
        return;
      const Stmt *&First = Lock->second.Throws;
      if ((!First || SM.isBeforeInTranslationUnit(S.getBeginLoc(), First->getBeginLoc())) &&
          !isCaughtBelow(Body, &S, Body.parent(withDropped(Body, Lock->second.Lock.Call))) &&
          mayThrow(U, S))
        First = &S;
    });
    if (!Ordered)
      continue;
    std::multimap<SourceLocation, const Stmt *> Leaks;
    if (!Use.HandedOver)
      Leaks = leaksOf(U, Function, Path, Use);
    for (auto &[Taken, Lock] : Locks) {
      if (Lock.Unlocks.empty())
        continue;
      llvm::sort(Lock.Unlocks, [&SM](const LockCall &A, const LockCall &B) {
        return SM.isBeforeInTranslationUnit(A.Call->getBeginLoc(), B.Call->getBeginLoc());
      });
      auto [From, To] = Leaks.equal_range(Taken);
      for (; From != To; ++From)
        Lock.Leaks.push_back(From->second);
      llvm::sort(Lock.Leaks, [&SM](const Stmt *A, const Stmt *B) {
        return SM.isBeforeInTranslationUnit(A->getBeginLoc(), B->getBeginLoc());
      });
      // From a statement of a block to a later one of the same block, and no way around.
      const Stmt *First = withDropped(Body, Lock.Lock.Call);
      const Stmt *Last = withDropped(Body, Lock.Unlocks.back().Call);
      const auto *Block = dyn_cast_or_null<CompoundStmt>(Body.parent(First));
      bool Loops = llvm::any_of(Lock.Unlocks, [&](const LockCall &Unlock) {
        return inLoopBelow(Body, Unlock.Call, Block);
      });
      if (Block && Body.parent(Last) == Block && !Loops &&
          (Lock.Unlocks.size() == 1 || Use.Locks.size() == 1)) {
        Lock.Block = Block;
        Lock.First = First;
        Lock.Last = Last;
      } else {
        Lock.Throws = nullptr; // Who unlocks in the middle of a loop has reasons.
      }
      Result.push_back(std::move(Lock));
    }
  }
  llvm::sort(Result, [&SM](const ManualLock &A, const ManualLock &B) {
    return SM.isBeforeInTranslationUnit(A.Lock.Call->getBeginLoc(), B.Lock.Call->getBeginLoc());
  });
  return Result;
}

} // namespace asynctidy
