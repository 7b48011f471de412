//===- LockSummary.cpp - what calling a function does to locks ------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/LockSummary.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace asynctidy {

static bool isLambda(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->getParent()->isLambda();
}

std::optional<AccessPath> pathInCaller(const AccessPath &Path, const FunctionDecl &Callee,
                                       const Expr *Call) {
  if (Path.startsAtThis()) {
    // In a lambda it is the `this` that it captured.
    if (isLambda(Callee))
      return Path;
    // What a constructor makes has no name yet, nor has what a container destroys.
    if (isa<CXXDestructorDecl>(Callee))
      if (const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(Call);
          !Member || !isa_and_nonnull<CXXDestructorDecl>(Member->getMethodDecl()))
        return std::nullopt;
    const Expr *Object = Call ? objectOf(*Call) : nullptr;
    std::optional<AccessPath> Base = Object ? AccessPath::of(Object) : std::nullopt;
    return Base ? std::optional(Path.continuedFrom(*Base)) : std::nullopt;
  }
  const VarDecl *Base = Path.base();
  if (Base->hasGlobalStorage())
    return Path;
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(Base);
      Parameter && Parameter->getDeclContext() == static_cast<const DeclContext *>(&Callee)) {
    QualType Type = Parameter->getType();
    if (!Call || !(Type->isReferenceType() || Type->isPointerType()))
      return std::nullopt;
    llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Call);
    unsigned Index = Parameter->getFunctionScopeIndex();
    std::optional<AccessPath> Argument =
        Index < Arguments.size() ? AccessPath::of(Arguments[Index]) : std::nullopt;
    return Argument ? std::optional(Path.continuedFrom(*Argument)) : std::nullopt;
  }
  // A variable of the function that the lambda is written in.
  return isLambda(Callee) && Base->getDeclContext() != static_cast<const DeclContext *>(&Callee)
             ? std::optional(Path)
             : std::nullopt;
}

void forEachCallUnderLock(Unit &U, const FunctionDecl &Function,
                          llvm::function_ref<void(const CallSite &, const LockState::Held &)> Visit,
                          bool WithDestroyed) {
  llvm::DenseMap<const Stmt *, llvm::SmallVector<const CallSite *, 1>> SitesAt;
  for (const CallSite &Site : U.callGraph().callsOf(Function))
    if (Site.Expr)
      SitesAt[Site.Expr].push_back(&Site);
  U.locks(Function).forEachPoint([&](const Stmt &S, const LockState::Held &Held) {
    if (Held.empty())
      return;
    if (auto It = SitesAt.find(&S); It != SitesAt.end())
      for (const CallSite *Site : It->second)
        Visit(*Site, Held);
    if (const auto *Call = WithDestroyed ? dyn_cast<CallExpr>(&S) : nullptr)
      for (const CallSite &Site : destructionsBy(U, *Call, Function))
        Visit(Site, Held);
  });
}

bool mayBeReassigned(const FunctionBody &Body, const AccessPath &Path) {
  const VarDecl *Base = Path.base();
  if (!Base || Path.isVariable())
    return false;
  return llvm::any_of(Body.references(), [&](const DeclRefExpr *Ref) {
    if (Ref->getDecl()->getCanonicalDecl() != Base)
      return false;
    const Stmt *Up = Body.significantParent(Ref);
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Up))
      return Binary->isAssignmentOp() && Binary->getLHS()->IgnoreParenImpCasts() == Ref;
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up))
      return Unary->isIncrementDecrementOp() || (Unary->getOpcode() == UO_AddrOf);
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Up))
      return Operator->getOperator() == OO_PlusPlus || Operator->getOperator() == OO_MinusMinus ||
             (Operator->isAssignmentOp() && Operator->getArg(0)->IgnoreParenImpCasts() == Ref);
    return false;
  });
}

/// True if \p Path means something to callers.
static bool isVisibleOutside(const AccessPath &Path, const FunctionDecl &Function) {
  if (Path.startsAtThis() || Path.base()->hasGlobalStorage())
    return true;
  return Path.base()->getDeclContext() != static_cast<const DeclContext *>(&Function) ||
         isa<ParmVarDecl>(Path.base());
}

/// True if \p S runs on a condition that a parameter decides: the caller knows which.
static bool dependsOnCaller(const FunctionBody &Body, const Stmt *S) {
  auto MentionsParameter = [&Body](const Expr *Condition) {
    return Condition && llvm::any_of(Body.references(), [&](const DeclRefExpr *Ref) {
             return isa<ParmVarDecl>(Ref->getDecl()) && Body.isWithin(Ref, Condition);
           });
  };
  for (const Stmt *Up = Body.parent(S); Up; Up = Body.parent(Up)) {
    if (const auto *If = dyn_cast<IfStmt>(Up); If && MentionsParameter(If->getCond()))
      return true;
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Up);
        Choice && MentionsParameter(Choice->getCond()))
      return true;
  }
  return false;
}

/// Adds the mutexes that a thread safety attribute of \p Callee names.
template <typename AttrT>
static void addFromAttribute(const FunctionDecl &Callee, llvm::SmallVectorImpl<LockEffect> &To) {
  for (const auto *Attr : Callee.specific_attrs<AttrT>())
    for (const Expr *Argument : Attr->args())
      if (std::optional<AccessPath> Path = AccessPath::of(Argument))
        To.push_back({*Path, Attr->isShared()});
}

/// True if \p Body locks or unlocks a mutex by hand, or may call something that does.
static bool locksByHand(Unit &U, const FunctionBody &Body) {
  return llvm::any_of(Body.calls(), [&U](const Expr *Call) {
    if (FunctionMatch M = U.calleeModel(*Call); M && !M->Locks.empty())
      return true;
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
    return Method && Method->getIdentifier() && Method->getName().contains_insensitive("lock") &&
           isBlockingMutex(U, Member->getImplicitObjectArgument()->getType());
  });
}

const LockEffects &LockSummaries::effectsOf(const FunctionDecl &Callee) {
  const FunctionDecl *Key = Callee.getCanonicalDecl();
  auto [It, New] = Effects.try_emplace(Key);
  if (!New)
    return It->second;
  LockEffects Result;
  addFromAttribute<AcquireCapabilityAttr>(Callee, Result.Acquires);
  addFromAttribute<ReleaseCapabilityAttr>(Callee, Result.Releases);
  const FunctionDecl *Definition = U.callGraph().entered(&Callee);
  if (Result.Acquires.empty() && Result.Releases.empty() && Definition &&
      !isa<CXXConstructorDecl>(Definition) && !isa<CXXDestructorDecl>(Definition) &&
      locksByHand(U, U.body(*Definition))) {
    const LockState &State = U.locks(*Definition);
    for (const auto &[Holder, Lock] : State.atExit())
      if (Holder.Mutex && Lock.Definite && isVisibleOutside(*Holder.Mutex, *Definition))
        Result.Acquires.push_back({*Holder.Mutex, Lock.Shared});
    for (const AccessPath &Mutex : State.releasedOfOthers())
      if (isVisibleOutside(Mutex, *Definition))
        Result.Releases.push_back({Mutex, false});
  }
  return Effects[Key] = std::move(Result);
}

const std::vector<LockTaken> &LockSummaries::takenBy(const FunctionDecl &Callee) {
  const FunctionDecl *Definition = U.callGraph().entered(&Callee);
  const FunctionDecl *Key = Definition ? Definition : Callee.getCanonicalDecl();
  auto [It, New] = Taken.try_emplace(Key);
  if (!New || !Definition)
    return It->second;
  std::map<std::pair<AccessPath, bool>, LockTaken> Found;
  auto Add = [&](LockTaken Lock) {
    // Long chains are hard to believe, and the first mutexes of a function are the ones to know.
    if (Lock.Path.size() > 6 || Found.size() > 32)
      return;
    auto [Slot, First] = Found.try_emplace({Lock.Mutex, Lock.Shared}, Lock);
    if (!First && Lock.Path.size() < Slot->second.Path.size())
      Slot->second = std::move(Lock);
  };
  const FunctionBody &Body = U.body(*Definition);
  const LockState &State = U.locks(*Definition);
  // Who unlocks a caller's mutex first may lock it again.
  llvm::SmallVector<AccessPath, 1> Juggled = State.releasedOfOthers();
  auto Skip = [&](const AccessPath &Mutex) {
    return !isVisibleOutside(Mutex, *Definition) || llvm::is_contained(Juggled, Mutex);
  };
  State.forEachAcquisition([&](const HeldLock &Lock, const Stmt &At, const LockState::Held &) {
    if (Lock.Tried || dependsOnCaller(Body, &At))
      return;
    for (const AccessPath &Mutex : Lock.Mutexes)
      if (!Skip(Mutex))
        Add({Mutex, Lock.Shared, Lock.Taken, {}});
  });
  for (const CallSite &Site : U.callGraph().callsOf(*Definition)) {
    if (Site.Virtual || !Site.Callee || !U.callGraph().entered(Site.Callee) ||
        (Site.Expr && dependsOnCaller(Body, Site.Expr)))
      continue;
    const FunctionDecl &Next = *U.callGraph().entered(Site.Callee);
    for (const LockTaken &Inner : takenBy(Next)) {
      std::optional<AccessPath> Mutex = pathInCaller(Inner.Mutex, Next, Site.Expr);
      if (!Mutex || Skip(*Mutex))
        continue;
      LockTaken Outer{*Mutex, Inner.Shared, Inner.Where, {Site}};
      llvm::append_range(Outer.Path, Inner.Path);
      Add(std::move(Outer));
    }
  }
  std::vector<LockTaken> Result;
  for (auto &Entry : Found)
    Result.push_back(std::move(Entry.second));
  return Taken[Key] = std::move(Result);
}

} // namespace asynctidy
