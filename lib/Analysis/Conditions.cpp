//===- Conditions.cpp - waits for condition variables, and their tests ----===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/CallGraph.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Analysis/CFG.h"

using namespace clang;

namespace asynctidy {

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

const ValueDecl *ConditionCall::condition() const {
  std::optional<AccessPath> Path = AccessPath::of(On);
  return Path ? Path->named() : nullptr;
}

std::optional<ConditionCall> conditionCall(const Unit &U, const FunctionDecl &In,
                                           const Expr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  if (!M || !M->Condition)
    return std::nullopt;
  ConditionCall Result;
  Result.Call = &Call;
  Result.In = &In;
  Result.Does = M->Condition->Does;
  llvm::SmallVector<const Expr *, 2> On = select(Call, M->Condition->On);
  if (On.empty())
    return std::nullopt;
  Result.On = On.front();
  if (Result.Does == ConditionFact::Notifies)
    return Result;
  if (M->Condition->Lock) {
    llvm::SmallVector<const Expr *, 2> Lock = select(Call, *M->Condition->Lock);
    if (Lock.empty())
      return std::nullopt;
    Result.Lock = Lock.front();
  }
  bool BehindLock = !Result.Lock;
  for (const Expr *Argument : argumentsOf(Call)) {
    BehindLock |= Argument == Result.Lock;
    if (!BehindLock || Argument == Result.On || Argument == Result.Lock)
      continue; // Before the lock stands where it is resumed.
    TypeMatch Type = U.typeModel(Argument->getType().getNonReferenceType());
    if (isCallable(Argument->getType()))
      Result.Predicate = Argument;
    else if (!(Type && (Type->ErrorCode || Type->Executor || Type->Cancels != Cancellation::None)))
      Result.Does = ConditionFact::Times;
  }
  return Result;
}

ConditionCalls::ConditionCalls(Unit &U) {
  forEachFunction(U, [&](const FunctionDecl &Function) {
    for (const Expr *Call : U.body(Function).calls())
      if (std::optional<ConditionCall> Found = conditionCall(U, Function, *Call))
        if (const ValueDecl *Condition = Found->condition())
          Calls[cast<ValueDecl>(Condition->getCanonicalDecl())].push_back(*Found);
  });
}

const std::vector<ConditionCall> &ConditionCalls::of(const ValueDecl &Condition) const {
  static const std::vector<ConditionCall> None;
  auto It = Calls.find(cast<ValueDecl>(Condition.getCanonicalDecl()));
  return It == Calls.end() ? None : It->second;
}

//===----------------------------------------------------------------------===//
// Locks
//===----------------------------------------------------------------------===//

static bool isTag(const Unit &U, const Expr *E, GuardTag Tag) {
  TypeMatch M = U.typeModel(E->getType().getNonReferenceType());
  return M && M->Tag == Tag;
}

bool takesLock(const Unit &U, const CFGElement &Element, const AccessPath &Lock) {
  std::optional<CFGStmt> Wrapped = Element.getAs<CFGStmt>();
  if (!Wrapped)
    return false;
  auto IsTheLock = [&Lock](const Expr *E) {
    std::optional<AccessPath> Path = AccessPath::of(E);
    return Path && *Path == Lock;
  };
  if (const auto *Decls = dyn_cast<DeclStmt>(Wrapped->getStmt())) {
    return llvm::any_of(Decls->decls(), [&](const Decl *D) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || !Var->getInit() || Var->getType()->isReferenceType())
        return false;
      // The arguments of the guard's constructor, wherever that is.
      const Expr *Init = Var->getInit();
      if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(Init))
        Init = Cleanups->getSubExpr();
      llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Init->IgnoreImplicit());
      if (llvm::any_of(Arguments, [&](const Expr *A) {
            return isTag(U, A, GuardTag::Adopt) || isTag(U, A, GuardTag::Defer);
          }))
        return false;
      // Moved from another guard.
      if (Arguments.size() == 1 &&
          U.context().hasSameUnqualifiedType(Arguments[0]->getType(), Var->getType()))
        return false;
      TypeMatch M = U.typeModel(Var->getType());
      bool Modelled = M && M->Guard;
      bool IsGuard = Modelled || holdsBlockingLock(U, Var->getType());
      if (Lock.base() == Var->getCanonicalDecl())
        return IsGuard && (Modelled || Lock.isVariable());
      return IsGuard && llvm::any_of(Arguments, IsTheLock);
    });
  }
  const auto *Call = dyn_cast<CallExpr>(Wrapped->getStmt());
  if (!Call)
    return false;
  if (FunctionMatch M = U.calleeModel(*Call); M && !M->Locks.empty())
    return llvm::any_of(M->Locks, [&](const LockFact &Fact) {
      return Fact.Does != LockFact::Releases &&
             llvm::any_of(select(*Call, Fact.Argument), IsTheLock);
    });
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || !Callee->getIdentifier())
    return false;
  StringRef Name = Callee->getName();
  bool Locks = (Name.contains_insensitive("lock") && !Name.contains_insensitive("unlock"));
  const Expr *Object = objectOf(*Call);
  return Locks && Object && IsTheLock(Object);
}

//===----------------------------------------------------------------------===//
// Tests
//===----------------------------------------------------------------------===//

/// True if \p S reads something whose value may have changed by the next time.
static bool readsState(const Stmt *S) {
  if (isa<CallExpr, MemberExpr, CoawaitExpr, CXXConstructExpr>(S))
    return true;
  if (const auto *Step = dyn_cast<UnaryOperator>(S); Step && Step->isIncrementDecrementOp())
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      return !Var->getType().isConstQualified();
  return llvm::any_of(S->children(), [](const Stmt *C) { return C && readsState(C); });
}

namespace {
/// The graph around one wait.
class WaitGraph {
public:
  WaitGraph(Unit &U, const ConditionCall &Wait) : U(U), Wait(Wait), Body(U.body(*Wait.In)) {
    Graph = U.cfg(*Wait.In);
    if (!Graph)
      return;
    for (const CFGBlock *Block : *Graph)
      for (unsigned I = 0; I != Block->size(); ++I)
        if (std::optional<CFGStmt> S = (*Block)[I].getAs<CFGStmt>();
            S && S->getStmt() == Wait.Call) {
          Home = Block;
          Index = I;
        }
    if (Wait.Lock)
      Lock = AccessPath::of(Wait.Lock);
  }

  WaitTests tests();

private:
  using Blocks = llvm::SmallPtrSet<const CFGBlock *, 16>;
  /// What can be reached from behind \p From without entering \p Avoid.
  static Blocks reachableFrom(const CFGBlock *From, const CFGBlock *Avoid) {
    Blocks Found;
    llvm::SmallVector<const CFGBlock *, 16> Work{From};
    while (!Work.empty()) {
      const CFGBlock *Block = Work.pop_back_val();
      for (const CFGBlock *Next : Block->succs())
        if (Next && Next != Avoid && Found.insert(Next).second)
          Work.push_back(Next);
    }
    return Found;
  }
  /// The condition of the branch at the end of \p Block, if it tests something and may leave the
  /// wait out.
  const Expr *testAt(const CFGBlock *Block) const;
  const Expr *conditionOf(const CFGBlock *Block) const;
  /// True if others may run, or get the lock, at \p Element.
  bool opensWindow(const CFGElement &Element) const;
  void walkBack(WaitTests &Result);

  Unit &U;
  const ConditionCall &Wait;
  const FunctionBody &Body;
  const CFG *Graph = nullptr;
  const CFGBlock *Home = nullptr;
  unsigned Index = 0;
  std::optional<AccessPath> Lock;
};
} // namespace

const Expr *WaitGraph::conditionOf(const CFGBlock *Block) const {
  const Stmt *Terminator = Block->getTerminatorStmt();
  const auto *Condition = dyn_cast_or_null<Expr>(Block->getTerminatorCondition());
  if (!Terminator || !Condition || isa<CXXForRangeStmt>(Terminator))
    return nullptr;
  // A loop that counts tests nothing.
  if (const auto *For = dyn_cast<ForStmt>(Terminator); For && For->getInc()) {
    bool Counts = llvm::any_of(Body.references(), [&](const DeclRefExpr *Ref) {
      return Body.isWithin(Ref, For->getInc()) && mentions(*Condition, *Ref->getDecl());
    });
    if (Counts)
      return nullptr;
  }
  // What the wait itself says is no state. Of `a && b` each operand has a branch of its own.
  const Expr *Last = Condition->IgnoreParenImpCasts();
  while (const auto *Both = dyn_cast<BinaryOperator>(Last)) {
    if (!Both->isLogicalOp())
      break;
    Last = Both->getRHS()->IgnoreParenImpCasts();
  }
  return readsState(Condition) && !Body.isWithin(Wait.Call, Last) ? Condition : nullptr;
}

const Expr *WaitGraph::testAt(const CFGBlock *Block) const {
  const Expr *Condition = conditionOf(Block);
  if (!Condition)
    return nullptr;
  bool Leads = false, LeavesOut = false;
  for (const CFGBlock *Next : Block->succs()) {
    if (!Next)
      continue;
    if (Next == Home) {
      Leads = true;
      continue;
    }
    Blocks Without = reachableFrom(Next, Home);
    Without.insert(Next);
    Leads |= reachableFrom(Next, nullptr).count(Home) != 0;
    if (!Next->hasNoReturnElement())
      LeavesOut |= Without.count(&Graph->getExit()) || (Block != Home && Without.count(Block));
  }
  return Leads && LeavesOut ? Condition : nullptr;
}

bool WaitGraph::opensWindow(const CFGElement &Element) const {
  if (Lock)
    return takesLock(U, Element, *Lock);
  std::optional<CFGStmt> S = Element.getAs<CFGStmt>();
  return S && isa<CoawaitExpr, DependentCoawaitExpr>(S->getStmt()) &&
         !Body.isWithin(Wait.Call, S->getStmt());
}

/// Goes from the wait back to where the lock was taken.
void WaitGraph::walkBack(WaitTests &Result) {
  bool FromCaller = false;
  Blocks Seen;
  llvm::SmallVector<const CFGBlock *, 16> Work;
  auto Through = [&](const CFGBlock *Block, unsigned From) {
    for (unsigned I = From; I-- > 0;)
      if (opensWindow((*Block)[I])) {
        Result.LockedAt = (*Block)[I].castAs<CFGStmt>().getStmt();
        return false;
      }
    if (Block == &Graph->getEntry())
      FromCaller = true;
    return true;
  };
  auto Back = [&](const CFGBlock *Block) {
    for (const CFGBlock *Before : Block->preds())
      if (Before && Seen.insert(Before).second)
        Work.push_back(Before);
  };
  if (Through(Home, Index))
    Back(Home);
  while (!Work.empty()) {
    const CFGBlock *Block = Work.pop_back_val();
    if (testAt(Block)) {
      Result.Before = true;
      // Who took the lock is to be known all the same.
      if (Block != Home && Through(Block, Block->size()))
        Back(Block);
      continue;
    }
    if (Block == Home) {
      // From the wait itself, unless the lock is taken behind it.
      bool Open = false;
      for (unsigned I = Index + 1; I < Block->size(); ++I)
        Open |= opensWindow((*Block)[I]);
      Result.LockedThroughout |= !Open;
      continue;
    }
    if (Through(Block, Block->size()))
      Back(Block);
  }
  if (FromCaller)
    Result.LockedAt = nullptr;
}

WaitTests WaitGraph::tests() {
  WaitTests Result;
  if (!Home)
    return Result;
  Blocks Forward = reachableFrom(Home, nullptr);
  Result.InLoop = Forward.count(Home);
  for (const CFGBlock *Block : Forward) {
    Result.After |= conditionOf(Block) != nullptr;
    if (Result.InLoop)
      if (const Expr *Test = testAt(Block))
        Result.Again.push_back(Test);
  }
  Result.After |= conditionOf(Home) != nullptr;
  walkBack(Result);
  return Result;
}

WaitTests testsAround(Unit &U, const ConditionCall &Wait) { return WaitGraph(U, Wait).tests(); }

//===----------------------------------------------------------------------===//
// State
//===----------------------------------------------------------------------===//

static void addState(const Stmt &S, StateSet &State, bool IsBase) {
  if (const auto *Member = dyn_cast<MemberExpr>(&S)) {
    bool IsData = isa<FieldDecl, VarDecl>(Member->getMemberDecl());
    if (IsData && !IsBase)
      State.insert(cast<ValueDecl>(Member->getMemberDecl()->getCanonicalDecl()));
    addState(*Member->getBase(), State, IsData);
    return;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
    if (isa<VarDecl>(Ref->getDecl()) && !IsBase)
      State.insert(cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()));
    return;
  }
  // Lambdas' bodies are children too.
  for (const Stmt *Child : S.children())
    if (Child)
      addState(*Child, State, IsBase && isa<ImplicitCastExpr, ParenExpr>(S));
}

void addState(const Stmt &S, StateSet &State) { addState(S, State, /*IsBase=*/false); }

/// addState(), and of the methods that \p S calls on the same object: `while (!isReady())`.
static void addStateDeep(const Stmt &S, StateSet &State, unsigned Depth = 0) {
  if (Depth == 0)
    addState(S, State);
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S))
    if (const CXXMethodDecl *Method = Call->getMethodDecl();
        Method && isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
      if (const FunctionDecl *Definition = Method->getDefinition(); Definition)
        if (const Stmt *Body = Definition->getBody()) {
          addState(*Body, State);
          if (Depth < 3)
            addStateDeep(*Body, State, Depth + 1);
        }
  for (const Stmt *Child : S.children())
    if (Child)
      addStateDeep(*Child, State, Depth);
}

/// The lambda that \p Predicate is, or that the variable was made from.
static const LambdaExpr *lambdaOf(const Expr *Predicate) {
  const Expr *E = stripToObject(Predicate);
  if (const VarDecl *Var = variableNamedBy(E); Var && Var->getInit())
    E = stripToObject(Var->getInit());
  while (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(E)) {
    if (Construct->getNumArgs() != 1)
      break;
    E = stripToObject(Construct->getArg(0));
  }
  return dyn_cast_or_null<LambdaExpr>(E);
}

/// True if \p Wait ends by itself, but not before a minute, as the type of its time says.
static bool takesMinutes(const ConditionCall &Wait) {
  return llvm::any_of(argumentsOf(*Wait.Call), [](const Expr *Argument) {
    const auto *Time = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        compat::recordOf(Argument->getType().getNonReferenceType()));
    if (!Time || !Time->getIdentifier() || Time->getName() != "duration" ||
        Time->getTemplateArgs().size() != 2 ||
        Time->getTemplateArgs()[1].getKind() != TemplateArgument::Type)
      return false;
    const auto *Ratio = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        compat::recordOf(Time->getTemplateArgs()[1].getAsType()));
    return Ratio && Ratio->getTemplateArgs().size() == 2 &&
           Ratio->getTemplateArgs()[0].getKind() == TemplateArgument::Integral &&
           Ratio->getTemplateArgs()[0].getAsIntegral().getExtValue() >= 60;
  });
}

std::vector<AwaitedState> awaitedStates(Unit &U, const ValueDecl &Condition) {
  std::vector<AwaitedState> Result;
  for (const ConditionCall &Wait : U.conditionCalls().of(Condition)) {
    if (!(Wait.Does == ConditionFact::Waits ||
          (Wait.Does == ConditionFact::Times && takesMinutes(Wait))) ||
        !Wait.Lock)
      continue;
    AwaitedState Awaited;
    Awaited.Wait = Wait;
    std::optional<AccessPath> Lock = AccessPath::of(Wait.Lock);
    if (!Lock)
      continue;
    for (const auto &[Holder, Held] : U.locks(*Wait.In).at(*Wait.Call)) {
      bool IsIt = Holder.Guard && Lock->base() == Holder.Guard->getCanonicalDecl();
      IsIt |= llvm::is_contained(Held.Mutexes, *Lock);
      if (IsIt && Held.Mutexes.size() == 1) {
        Awaited.Mutex = Held.Mutexes.front().named();
        Awaited.Guard = Holder.Guard;
      }
    }
    if (!Awaited.Mutex)
      continue;
    if (const LambdaExpr *Lambda = Wait.Predicate ? lambdaOf(Wait.Predicate) : nullptr) {
      addStateDeep(*Lambda->getBody(), Awaited.State);
      // Its own variables are nobody else's.
      llvm::SmallVector<const ValueDecl *, 2> Own;
      for (const ValueDecl *Value : Awaited.State)
        if (Value->getDeclContext() == Lambda->getCallOperator())
          Own.push_back(Value);
      for (const ValueDecl *Value : Own)
        Awaited.State.erase(Value);
    } else if (!Wait.Predicate) {
      for (const Expr *Test : testsAround(U, Wait).Again)
        addStateDeep(*Test, Awaited.State);
    }
    Awaited.State.erase(Awaited.Mutex);
    Awaited.State.erase(cast<ValueDecl>(Condition.getCanonicalDecl()));
    if (!Awaited.State.empty())
      Result.push_back(std::move(Awaited));
  }
  llvm::sort(Result, [](const AwaitedState &A, const AwaitedState &B) {
    return A.Wait.Call->getExprLoc() < B.Wait.Call->getExprLoc();
  });
  return Result;
}

//===----------------------------------------------------------------------===//
// Callers
//===----------------------------------------------------------------------===//

static bool mayBeCalledLocked(Unit &U, const FunctionDecl &Function, unsigned Depth) {
  if (Function.hasAttr<RequiresCapabilityAttr>())
    return true;
  if (U.models().sounds(&Function, Sense::CalledLocked))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  bool IsLambda = Method && Method->getParent()->isLambda();
  bool Locked = false, Called = false;
  const FunctionDecl *Key = Function.getCanonicalDecl();
  llvm::SmallVector<const FunctionDecl *, 4> Callers;
  forEachFunction(U, [&](const FunctionDecl &Caller) {
    if (Locked || &Caller == &Function)
      return;
    const FunctionBody &Body = U.body(Caller);
    auto At = [&](const Stmt &Point) {
      Called = true;
      Locked |= !U.locks(Caller).at(Point).empty();
      Callers.push_back(&Caller);
    };
    if (IsLambda) {
      for (const LambdaExpr *Lambda : Body.lambdas())
        if (Lambda->getCallOperator() == &Function)
          At(*Lambda);
      return;
    }
    for (const Expr *Call : Body.calls())
      if (const FunctionDecl *Callee = calleeOf(*Call); Callee && Callee->getCanonicalDecl() == Key)
        At(*Call);
  });
  if (Locked)
    return true;
  bool Hidden = (Method && !IsLambda && Method->getAccess() == AS_private) ||
                (!Method && !Function.isExternallyVisible());
  if (!Hidden)
    return false;
  if (!Called)
    return true;
  return Depth > 3 || llvm::any_of(Callers, [&](const FunctionDecl *Caller) {
           return mayBeCalledLocked(U, *Caller, Depth + 1);
         });
}

bool mayBeCalledLocked(Unit &U, const FunctionDecl &Function) {
  return mayBeCalledLocked(U, Function, 0);
}

/// True if \p Body names \p Value.
static bool names(const Stmt *Body, const ValueDecl &Value) {
  StateSet Named;
  if (Body)
    addState(*Body, Named);
  return Named.count(cast<ValueDecl>(Value.getCanonicalDecl()));
}

bool reachesWithoutLock(Unit &U, const FunctionBody &Body, const Stmt &From, const Stmt &To,
                        const ValueDecl &Mutex) {
  const CFG *Graph = U.cfg(Body.function());
  if (!Graph)
    return false;
  auto MayLock = [&](const Stmt &S) {
    // Whatever names the mutex, here or in a function that is called, locks it.
    if (const auto *Member = dyn_cast<MemberExpr>(&S))
      return Member->getMemberDecl()->getCanonicalDecl() == Mutex.getCanonicalDecl();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      return Ref->getDecl()->getCanonicalDecl() == Mutex.getCanonicalDecl();
    const auto *E = dyn_cast<Expr>(&S);
    const FunctionDecl *Callee = E ? calleeOf(*E) : nullptr;
    const FunctionDecl *Definition = Callee ? U.callGraph().entered(Callee) : nullptr;
    return Definition && names(Definition->getBody(), Mutex);
  };
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  llvm::SmallVector<std::pair<const CFGBlock *, unsigned>, 16> Work;
  for (const CFGBlock *Block : *Graph)
    for (unsigned I = 0; I != Block->size(); ++I)
      if (std::optional<CFGStmt> S = (*Block)[I].getAs<CFGStmt>(); S && S->getStmt() == &From)
        Work.emplace_back(Block, I + 1);
  while (!Work.empty()) {
    auto [Block, First] = Work.pop_back_val();
    bool Goes = true;
    for (unsigned I = First; Goes && I < Block->size(); ++I) {
      std::optional<CFGStmt> S = (*Block)[I].getAs<CFGStmt>();
      if (!S)
        continue;
      if (S->getStmt() == &To)
        return true;
      Goes = !MayLock(*S->getStmt());
    }
    if (!Goes)
      continue;
    for (const CFGBlock *Next : Block->succs())
      if (Next && Seen.insert(Next).second)
        Work.emplace_back(Next, 0);
  }
  return false;
}

} // namespace asynctidy
