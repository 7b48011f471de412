//===- LockState.cpp - which locks are held where ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/LockSummary.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Analysis/CFG.h"

using namespace clang;

namespace asynctidy {

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

static const CXXMethodDecl *methodNamed(const CXXRecordDecl *Record, StringRef Name) {
  if (!Record || !Record->hasDefinition())
    return nullptr;
  for (const CXXMethodDecl *Method : Record->getDefinition()->methods())
    if (Method->getIdentifier() && Method->getName() == Name)
      return Method;
  for (const CXXBaseSpecifier &Base : Record->getDefinition()->bases())
    if (const CXXMethodDecl *Method = methodNamed(compat::recordOf(Base.getType()), Name))
      return Method;
  return nullptr;
}

namespace {
/// What a type is to code that locks it.
enum class MutexKind { None, Blocking, Suspending };
} // namespace

static MutexKind mutexKind(const Unit &U, QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (TypeMatch M = U.typeModel(Type); M && M->Mutex)
    return M->Mutex->Blocking ? MutexKind::Blocking : MutexKind::Suspending;
  if (!Record || !Record->hasDefinition())
    return MutexKind::None;
  if (isAnnotated(*Record, "async-mutex"))
    return MutexKind::Suspending;
  // A way to lock it that gives something to await: a mutex of coroutines.
  for (const CXXMethodDecl *Method : Record->getDefinition()->methods())
    if (Method->getIdentifier() && Method->getName().contains_insensitive("lock") &&
        taskType(U, Method->getReturnType()))
      return MutexKind::Suspending;
  const CXXMethodDecl *Lock = methodNamed(Record, "lock");
  const CXXMethodDecl *Unlock = methodNamed(Record, "unlock");
  bool Blocks = Lock && Unlock ? Lock->getReturnType()->isVoidType() && Lock->getNumParams() == 0 &&
                                     Unlock->getNumParams() == 0
                               : Record->hasAttr<CapabilityAttr>();
  return Blocks ? MutexKind::Blocking : MutexKind::None;
}

bool isBlockingMutex(const Unit &U, QualType Type) {
  return mutexKind(U, Type) == MutexKind::Blocking;
}

/// True if \p S names a recursive kind of mutex: PTHREAD_MUTEX_RECURSIVE, mtx_recursive.
static bool namesRecursion(const Stmt *S) {
  if (!S)
    return false;
  const auto *Ref = dyn_cast<DeclRefExpr>(S);
  const auto *Constant = Ref ? dyn_cast<EnumConstantDecl>(Ref->getDecl()) : nullptr;
  return (Constant && Constant->getName().contains_insensitive("recursive")) ||
         llvm::any_of(S->children(), namesRecursion);
}

/// True if a constructor of \p Record, a mutex that a user wrote, makes it a recursive one.
static bool asksForRecursion(const CXXRecordDecl &Record) {
  const CXXRecordDecl *Definition = Record.getDefinition();
  return Definition && llvm::any_of(Definition->ctors(), [](const CXXConstructorDecl *Made) {
           const FunctionDecl *Body = Made->getDefinition();
           return Body && namesRecursion(Body->getBody());
         });
}

bool isRecursiveMutex(const Unit &U, QualType Type) {
  // The path to a mutex may have no type.
  if (Type.isNull())
    return false;
  Type = Type.getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  if (TypeMatch M = U.typeModel(Type); M && M->Mutex)
    return M->Mutex->Recursive;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  return Record && Record->getIdentifier() &&
         (Record->getName().contains_insensitive("recursive") ||
          compat::isReentrantCapability(*Record) || asksForRecursion(*Record));
}

QualType mutexType(const AccessPath &Path) {
  const ValueDecl *Named = Path.named();
  if (!Named)
    return {};
  if (const auto *Method = dyn_cast<FunctionDecl>(Named))
    return Method->getReturnType();
  return Named->getType();
}

bool isSuspendingMutex(const Unit &U, QualType Type) {
  return mutexKind(U, Type) == MutexKind::Suspending;
}

/// The mutexes among a guard's template arguments, and in them: of LockedPtr<Synchronized<T, M>>
/// it is M.
static void addMutexKinds(const Unit &U, llvm::ArrayRef<TemplateArgument> Arguments,
                          llvm::SmallVectorImpl<MutexKind> &Kinds, unsigned Depth = 0) {
  for (const TemplateArgument &Argument : Arguments) {
    if (Argument.getKind() == TemplateArgument::Pack) {
      addMutexKinds(U, Argument.pack_elements(), Kinds, Depth);
      continue;
    }
    if (Argument.getKind() != TemplateArgument::Type)
      continue;
    MutexKind Kind = mutexKind(U, Argument.getAsType());
    if (Kind != MutexKind::None)
      Kinds.push_back(Kind);
    else if (const auto *Inner = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
                 compat::recordOf(Argument.getAsType()));
             Inner && Depth == 0)
      addMutexKinds(U, Inner->getTemplateArgs().asArray(), Kinds, Depth + 1);
  }
}

namespace {
/// How an object of some type holds locks.
struct GuardType {
  /// The guard itself, or the guard in it: unique_lock in unique_ptr<unique_lock<M>>.
  const CXXRecordDecl *Record = nullptr;
  TypeMatch Model;
  /// Holds a guard only if it isn't empty: an owner, an optional.
  bool InOwner = false;
  /// Is not the guard, but has one as a member or base.
  bool Wrapped = false;
  /// The user's own: its constructor locks what it refers to, its destructor unlocks that.
  bool HandMade = false;
};

/// What a function calls to lock, or to unlock, the mutex that its object refers to.
struct OwnLocking {
  bool Found = false;
  bool Sometimes = false; ///< Under a condition.
};
} // namespace

/// True if \p E is, or leads by a pointer or reference that is a member of `this` or a parameter
/// to, a mutex by its type or its name.
static bool isReferredMutex(const Unit &U, const Expr *E) {
  E = E->IgnoreParenImpCasts();
  const ValueDecl *Named = nullptr;
  if (const auto *Member = dyn_cast<MemberExpr>(E);
      Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
    Named = Member->getMemberDecl();
  else if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Named = dyn_cast<ParmVarDecl>(Ref->getDecl());
  if (!Named || (!Named->getType()->isPointerType() && !Named->getType()->isReferenceType()))
    return false;
  const CXXRecordDecl *Record = compat::recordOf(Named->getType()->getPointeeType());
  MutexKind Kind = mutexKind(U, Named->getType());
  return Record && Kind != MutexKind::Suspending &&
         (Kind == MutexKind::Blocking || Record->getName().contains_insensitive("lock") ||
          Record->getName().contains_insensitive("mutex"));
}

static void addOwnLocking(const Unit &U, const Stmt *S, bool Unlocks, bool Condition,
                          OwnLocking &To) {
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    StringRef Name = Method && Method->getIdentifier() ? Method->getName() : "";
    if (Name.contains_insensitive("lock") && Name.contains_insensitive("unlock") == Unlocks &&
        isReferredMutex(U, Call->getImplicitObjectArgument())) {
      To.Found = true;
      To.Sometimes |= Condition || Name.contains_insensitive("try");
    }
  }
  for (const Stmt *Child : S->children())
    if (Child)
      addOwnLocking(U, Child, Unlocks,
                    Condition || isa<IfStmt, SwitchStmt, AbstractConditionalOperator>(S), To);
}

static OwnLocking ownLocking(const Unit &U, const FunctionDecl *Function, bool Unlocks) {
  OwnLocking Result;
  const FunctionDecl *Definition = Function ? Function->getDefinition() : nullptr;
  if (Definition && Definition->hasBody())
    addOwnLocking(U, Definition->getBody(), Unlocks, false, Result);
  return Result;
}

/// True if \p Record is a guard that a user wrote.
static bool isHandMadeGuard(const Unit &U, const CXXRecordDecl &Record) {
  const CXXDestructorDecl *Destructor = Record.getDestructor();
  if (!Destructor || !Destructor->isUserProvided() || Record.field_empty() ||
      !ownLocking(U, Destructor, /*Unlocks=*/true).Found)
    return false;
  return llvm::any_of(Record.ctors(), [&U](const CXXConstructorDecl *Constructor) {
    return ownLocking(U, Constructor, /*Unlocks=*/false).Found;
  });
}

/// The guard that an object of \p Type is or has. \p Depth stops in recursive classes.
static std::optional<GuardType> guardType(const Unit &U, QualType Type, unsigned Depth = 0) {
  if (Type.isNull() || Depth > 3)
    return std::nullopt;
  if (Type->isReferenceType())
    return std::nullopt;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record)
    return std::nullopt;
  GuardType Guard;
  Guard.Record = Record;
  Guard.Model = U.typeModel(Type);
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (Guard.Model && Guard.Model->Guard) {
    if (!Guard.Model->Guard->Blocking)
      return std::nullopt;
    if (!Specialization)
      return Guard;
    // A guard of mutexes that don't block, or of no mutex at all, does no harm.
    llvm::ArrayRef<TemplateArgument> Arguments = Specialization->getTemplateArgs().asArray();
    bool Empty = llvm::all_of(Arguments, [](const TemplateArgument &A) {
      return A.getKind() == TemplateArgument::Pack && A.pack_size() == 0;
    });
    llvm::SmallVector<MutexKind, 2> Kinds;
    addMutexKinds(U, Arguments, Kinds);
    if (Empty || (!Kinds.empty() && !llvm::is_contained(Kinds, MutexKind::Blocking)))
      return std::nullopt;
    return Guard;
  }
  if (Guard.Model && Guard.Model->Owner) {
    if (!Specialization || Specialization->getTemplateArgs().size() == 0 ||
        Specialization->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      return std::nullopt;
    std::optional<GuardType> Inner =
        guardType(U, Specialization->getTemplateArgs()[0].getAsType(), Depth + 1);
    if (Inner)
      Inner->InOwner = true;
    return Inner;
  }
  if (!Record->hasDefinition() || Guard.Model)
    return std::nullopt;
  Record = Record->getDefinition();
  if (Record->hasAttr<ScopedLockableAttr>())
    return Guard;
  // A closure or a coroutine's task may carry a guard too, but it moves with them.
  if (Record->isLambda() || U.models().isModelled(*Record))
    return std::nullopt;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (std::optional<GuardType> Inner = guardType(U, Base.getType(), Depth + 1)) {
      Inner->Wrapped = true;
      return Inner;
    }
  for (const FieldDecl *Field : Record->fields())
    if (std::optional<GuardType> Inner = guardType(U, Field->getType(), Depth + 1)) {
      Inner->Wrapped = true;
      return Inner;
    }
  if (isHandMadeGuard(U, *Record)) {
    Guard.HandMade = true;
    return Guard;
  }
  return std::nullopt;
}

bool holdsBlockingLock(const Unit &U, QualType Type) { return guardType(U, Type).has_value(); }

bool isLockable(QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type.getNonReferenceType());
  return llvm::all_of(
      llvm::ArrayRef<StringRef>{"lock", "try_lock", "unlock"}, [Record](StringRef Name) {
        const CXXMethodDecl *Method = methodNamed(Record, Name);
        return Method && Method->getNumParams() == 0 && Method->getAccess() == AS_public;
      });
}

//===----------------------------------------------------------------------===//
// Transfer
//===----------------------------------------------------------------------===//

/// What single CFG elements do to the locks that are held.
class LockTransfer {
public:
  LockTransfer(Unit &U, const FunctionBody &Body, const CFG *Graph = nullptr) : U(U), Body(Body) {
    if (!Graph)
      return;
    for (const CFGBlock *Block : *Graph)
      for (const CFGElement &Element : *Block)
        if (std::optional<CFGTemporaryDtor> Dtor = Element.getAs<CFGTemporaryDtor>())
          Temporaries.insert(Dtor->getBindTemporaryExpr());
  }

  using Held = LockState::Held;

  /// True if the body has a guard or locks a mutex at all.
  bool interesting() const;
  Held atEntry() const;
  void apply(const CFGElement &Element, Held &State) const;
  /// From here on the locks that are taken, and the mutexes unlocked that nobody here holds, are
  /// noted too.
  std::vector<HeldLock> *Log = nullptr;
  std::vector<AccessPath> *Foreign = nullptr;
  /// Takes out what the branch from a block that ends in \p Condition rules out.
  void settle(const Expr &Condition, bool Taken, Held &State) const;

private:
  static LockHolder guard(const VarDecl *Var) {
    LockHolder H;
    H.Guard = Var->getCanonicalDecl();
    return H;
  }
  static LockHolder mutex(AccessPath Path) {
    LockHolder H;
    H.Mutex = std::move(Path);
    return H;
  }
  void hold(Held &State, LockHolder Holder, SourceLocation Taken, ArrayRef<const Expr *> From,
            bool Tried = false, bool Shared = false, bool Adopted = false) const;
  void release(Held &State, const AccessPath &Mutex) const;
  void applyEffects(const Expr &Call, Held &State) const;
  void declare(const VarDecl &Var, Held &State) const;
  void unlockWhile(const VarDecl &Var, Held &State) const;
  void construct(LockHolder Holder, const GuardType &Type, const Expr *Init, SourceLocation Taken,
                 Held &State) const;
  void call(const Expr &Call, Held &State) const;
  void callOnGuard(const VarDecl &Var, const GuardType &Type, StringRef Method, const Expr &Call,
                   Held &State) const;
  bool callOnMutex(const Expr &Call, Held &State) const;
  void giveAway(const Expr *Argument, Held &State) const;
  std::optional<GuardType> guardOf(const VarDecl &Var) const;

  Unit &U;
  const FunctionBody &Body;
  /// Objects that end with their full-expression. Others of that look become a variable, or a
  /// part of one.
  llvm::SmallPtrSet<const CXXBindTemporaryExpr *, 4> Temporaries;
  /// Guards whose mutex was unlocked by its own unlock().
  mutable std::map<AccessPath, LockHolder> GivenUp;
  /// The locks that come back when this variable ends.
  mutable llvm::DenseMap<const VarDecl *, llvm::SmallVector<HeldLock, 1>> Undone;
};

/// The guard that \p Var is; a reference that keeps a temporary guard alive counts.
std::optional<GuardType> LockTransfer::guardOf(const VarDecl &Var) const {
  QualType Type = Var.getType();
  if (Type->isReferenceType()) {
    // A function that gets a lock by reference works under it by convention.
    const Expr *Init = Var.getInit();
    if (const auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(Init))
      Init = Cleanups->getSubExpr();
    if (!isa<ParmVarDecl>(Var) &&
        !(Init && isa<MaterializeTemporaryExpr>(Init->IgnoreParens()) && Var.isLocalVarDecl()))
      return std::nullopt;
    Type = Type.getNonReferenceType();
  }
  return guardType(U, Type);
}

/// The call or construction that gives \p Init its value.
static const Expr *valueOf(const Expr *Init) {
  while (Init) {
    const Expr *Inner = Init->IgnoreParenImpCasts();
    if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(Inner))
      Inner = Cleanups->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = Bind->getSubExpr();
    else if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Inner))
      Inner = Cast->getSubExpr();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner);
             Construct && Construct->isElidable() && Construct->getNumArgs() == 1)
      Inner = Construct->getArg(0);
    if (Inner == Init)
      return Init;
    Init = Inner;
  }
  return nullptr;
}

void LockTransfer::hold(Held &State, LockHolder Holder, SourceLocation Taken,
                        ArrayRef<const Expr *> From, bool Tried, bool Shared, bool Adopted) const {
  HeldLock Lock;
  Lock.Taken = Taken;
  Lock.Tried = Tried;
  Lock.Definite = !Tried;
  Lock.Shared = Shared;
  for (const Expr *E : From)
    if (std::optional<AccessPath> Path = AccessPath::of(E))
      Lock.Mutexes.push_back(*Path);
  // Locked again: the mutexes are those that the guard was made with.
  if (From.empty() && Holder.Guard && !isa<ParmVarDecl>(Holder.Guard))
    if (std::optional<GuardType> Guard = guardOf(*Holder.Guard); Guard && !Guard->InOwner) {
      if (const auto *Construct =
              dyn_cast_or_null<CXXConstructExpr>(valueOf(Holder.Guard->getInit())))
        for (const Expr *Argument : argumentsOf(*Construct))
          if (isBlockingMutex(U, Argument->getType()))
            if (std::optional<AccessPath> Path = AccessPath::of(Argument))
              Lock.Mutexes.push_back(*Path);
      Lock.Shared |= Guard->Model && Guard->Model->Guard && Guard->Model->Guard->Shared;
    }
  Lock.Holder = Holder;
  if (Log && !Adopted)
    Log->push_back(Lock);
  State[std::move(Holder)] = std::move(Lock);
}

void LockTransfer::release(Held &State, const AccessPath &Mutex) const {
  if (State.erase(mutex(Mutex)))
    return;
  // Unlocked behind the back of a guard, which takes it over again with the next lock().
  bool Found = false;
  for (auto &[Holder, Lock] : Held(State))
    if (llvm::is_contained(Lock.Mutexes, Mutex)) {
      State.erase(Holder);
      GivenUp[Mutex] = Holder;
      Found = true;
    }
  if (!Found && Foreign)
    Foreign->push_back(Mutex);
}

/// What a helper that is called does: `lockAll()`.
void LockTransfer::applyEffects(const Expr &Call, Held &State) const {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || isa<CXXConstructorDecl>(Callee))
    return;
  const LockEffects &Effects = U.lockSummaries().effectsOf(*Callee);
  for (const LockEffect &Effect : Effects.Releases)
    if (std::optional<AccessPath> Path = pathInCaller(Effect.Mutex, *Callee, &Call))
      release(State, *Path);
  for (const LockEffect &Effect : Effects.Acquires)
    if (std::optional<AccessPath> Path = pathInCaller(Effect.Mutex, *Callee, &Call)) {
      LockHolder Holder = mutex(*Path);
      // The callee's own acquisition is the callee's: nothing for the log.
      hold(State, Holder, Call.getExprLoc(), {}, /*Tried=*/false, Effect.Shared, /*Adopted=*/true);
      State[Holder].Mutexes.push_back(*Path);
    }
}

bool LockTransfer::interesting() const {
  for (const ParmVarDecl *Parameter : Body.function().parameters())
    if (guardOf(*Parameter))
      return true;
  for (const VarDecl *Var : Body.variables())
    if (guardOf(*Var))
      return true;
  for (const Expr *Call : Body.calls()) {
    if (FunctionMatch M = U.calleeModel(*Call); M && !M->Locks.empty())
      return true;
    if (holdsBlockingLock(U, Call->getType()))
      return true;
    if (const FunctionDecl *Callee = calleeOf(*Call); Callee && !isa<CXXConstructorDecl>(Callee))
      if (const LockEffects &Effects = U.lockSummaries().effectsOf(*Callee);
          !Effects.Acquires.empty() || !Effects.Releases.empty())
        return true;
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
    bool MayLock =
        Method && Method->getIdentifier() &&
        (Method->getName().contains("lock") || Method->hasAttr<AcquireCapabilityAttr>() ||
         Method->hasAttr<TryAcquireCapabilityAttr>());
    if (MayLock && isBlockingMutex(U, Member->getImplicitObjectArgument()->getType()))
      return true;
  }
  return false;
}

LockTransfer::Held LockTransfer::atEntry() const {
  Held State;
  for (const ParmVarDecl *Parameter : Body.function().parameters())
    // Not through an owner (it may be empty), and not a guard among other things.
    if (std::optional<GuardType> Guard = guardOf(*Parameter);
        Guard && !Guard->InOwner && !Guard->Wrapped)
      hold(State, guard(Parameter), Parameter->getLocation(), {});
  return State;
}

std::optional<GuardInit> guardInit(const Unit &U, const VarDecl &Var) {
  if (!Var.hasLocalStorage() || isa<ParmVarDecl>(Var))
    return std::nullopt;
  TypeMatch Model = U.typeModel(Var.getType());
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(valueOf(Var.getInit()));
  if (!Model || !Model->Guard || !Construct || !holdsBlockingLock(U, Var.getType()) ||
      Construct->getConstructor()->isCopyOrMoveConstructor())
    return std::nullopt;
  GuardInit Result;
  Result.Shared = Model->Guard->Shared;
  for (const Expr *Argument : argumentsOf(*Construct)) {
    QualType Type = Argument->getType().getNonReferenceType();
    if (TypeMatch M = U.typeModel(Type); M && M->Tag != GuardTag::None)
      Result.Tag = M->Tag;
    else if (isBlockingMutex(U, Type))
      Result.Mutexes.push_back(Argument);
    else
      return std::nullopt; // A time to wait for, or nothing that is known.
  }
  return Result;
}

/// Whether a class with a guard among its members locks when it is made so.
static bool constructorLocks(const Unit &U, const CXXConstructExpr &Construct) {
  const FunctionDecl *Definition = Construct.getConstructor()->getDefinition();
  const auto *Constructor = dyn_cast_or_null<CXXConstructorDecl>(Definition);
  if (!Constructor)
    return Construct.getNumArgs() > 0;
  for (const CXXCtorInitializer *Init : Constructor->inits()) {
    QualType Type = Init->isAnyMemberInitializer() ? Init->getAnyMember()->getType()
                    : Init->isBaseInitializer()    ? QualType(Init->getBaseClass(), 0)
                                                   : QualType();
    if (Type.isNull() || !holdsBlockingLock(U, Type))
      continue;
    const auto *Inner = dyn_cast_or_null<CXXConstructExpr>(valueOf(Init->getInit()));
    if (!Inner)
      return true;
    llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Inner);
    bool Deferred = llvm::any_of(Arguments, [&U](const Expr *A) {
      TypeMatch M = U.typeModel(A->getType().getNonReferenceType());
      return M && M->Tag == GuardTag::Defer;
    });
    if (!Arguments.empty() && !Deferred)
      return true;
  }
  return false;
}

void LockTransfer::construct(LockHolder Holder, const GuardType &Type, const Expr *Init,
                             SourceLocation Taken, Held &State) const {
  State.erase(Holder);
  const Expr *Value = valueOf(Init);
  // Somebody who had to be awaited locked it: that lock doesn't block threads.
  if (!Value || awaitOperand(Value))
    return;
  if (const auto *List = dyn_cast<InitListExpr>(Value)) {
    // An aggregate with a guard in it.
    for (const Expr *Element : List->inits())
      if (std::optional<GuardType> Inner = guardType(U, Element->getType()))
        return construct(std::move(Holder), *Inner, Element, Taken, State);
    return;
  }
  if (isa<CXXDefaultInitExpr, ImplicitValueInitExpr, CXXNullPtrLiteralExpr>(Value))
    return;
  // Moved from another guard: that one's state comes over.
  const Expr *Source = Value;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
      Construct && Construct->getConstructor()->isCopyOrMoveConstructor())
    Source = Construct->getArg(0);
  if (const VarDecl *From = variableNamedBy(Source); From && guardOf(*From)) {
    auto It = State.find(guard(From));
    if (It == State.end())
      return;
    HeldLock Lock = It->second;
    State.erase(It);
    Lock.Holder = Holder;
    State[std::move(Holder)] = std::move(Lock);
    return;
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Value)) {
    llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*Construct);
    if (Type.InOwner) {
      // Empty, from null or nullopt, or from a factory's result (not a constructor: below).
      bool Null = Arguments.empty() || llvm::all_of(Arguments, [this](const Expr *A) {
                    const CXXRecordDecl *Record = compat::recordOf(A->getType());
                    return isa<CXXNullPtrLiteralExpr>(A->IgnoreParenImpCasts()) ||
                           A->getType()->isEnumeralType() ||
                           (Record && Record->hasDefinition() && Record->isEmpty() &&
                            !isBlockingMutex(U, A->getType()));
                  });
      if (!Null)
        hold(State, std::move(Holder), Taken, Arguments);
      return;
    }
    if (Type.Wrapped) {
      if (constructorLocks(U, *Construct))
        hold(State, std::move(Holder), Taken, Arguments);
      return;
    }
    if (Arguments.empty())
      return;
    bool Tried = false, Adopted = false;
    if (Type.HandMade) {
      OwnLocking Locks = ownLocking(U, Construct->getConstructor(), /*Unlocks=*/false);
      if (!Locks.Found)
        return;
      Tried = Locks.Sometimes;
    }
    const auto *Acquires = Construct->getConstructor()->getAttr<AcquireCapabilityAttr>();
    bool Shared = Type.Model && Type.Model->Guard ? Type.Model->Guard->Shared
                                                  : Acquires && Acquires->isShared();
    llvm::SmallVector<const Expr *, 2> Mutexes;
    for (const Expr *Argument : Arguments) {
      TypeMatch M = U.typeModel(Argument->getType().getNonReferenceType());
      GuardTag Tag = M ? M->Tag : GuardTag::None;
      if (Tag == GuardTag::Defer)
        return;
      Tried |= Tag == GuardTag::Try;
      if (Tag == GuardTag::None)
        Mutexes.push_back(Argument);
      Adopted |= Tag == GuardTag::Adopt;
      if (Tag == GuardTag::Adopt)
        // From now on it is the guard that holds them.
        for (const Expr *Mutex : Arguments)
          if (std::optional<AccessPath> Path = AccessPath::of(Mutex))
            State.erase(mutex(*Path));
    }
    // unique_lock(m, duration), unique_lock(m, time_point): may time out.
    if (Arguments.size() > 1 && Mutexes.size() > 1 &&
        !isBlockingMutex(U, Mutexes.back()->getType()) &&
        compat::recordOf(Mutexes.back()->getType()) &&
        isBlockingMutex(U, Mutexes.front()->getType()))
      Tried = true;
    hold(State, std::move(Holder), Taken, Mutexes, Tried, Shared, Adopted);
    return;
  }
  // The result of a function: somebody locked it for us.
  llvm::SmallVector<const Expr *, 4> From;
  if (const Expr *Object = objectOf(*Value))
    From.push_back(Object);
  llvm::append_range(From, argumentsOf(*Value));
  llvm::erase_if(From, [this](const Expr *E) { return !isBlockingMutex(U, E->getType()); });
  const FunctionDecl *Callee = calleeOf(*Value);
  bool Tried =
      Callee && Callee->getIdentifier() && Callee->getName().substr(0, 3).equals_insensitive("try");
  hold(State, std::move(Holder), Taken, From, Tried);
}

/// True if \p Constructor unlocks the lock that its parameter \p Index refers to.
static bool constructorUnlocks(Unit &U, const CXXConstructorDecl &Constructor, unsigned Index) {
  auto IsUnlock = [](StringRef Name) {
    return Name.contains_insensitive("unlock") || Name.contains_insensitive("release");
  };
  const auto *Definition = dyn_cast_or_null<CXXConstructorDecl>(Constructor.getDefinition());
  // Bodies out of sight: clangd leaves out those of headers.
  if (!Definition || !Definition->getBody()) {
    StringRef Name = Constructor.getParent()->getName();
    return IsUnlock(Name) || Name.contains_insensitive("reverse");
  }
  const ParmVarDecl *Parameter = Definition->getParamDecl(Index);
  llvm::SmallPtrSet<const ValueDecl *, 2> Names{Parameter};
  for (const CXXCtorInitializer *Init : Definition->inits())
    if (Init->isMemberInitializer() && mentions(*Init->getInit(), *Parameter))
      Names.insert(Init->getMember());
  return llvm::any_of(U.body(*Definition).calls(), [&](const Expr *Call) {
    const FunctionDecl *Callee = calleeOf(*Call);
    const Expr *Object = stripToObject(objectOf(*Call));
    if (!Callee || !Object || !IsUnlock(nameOf(Callee)))
      return false;
    const auto *Member = dyn_cast<MemberExpr>(Object);
    return Names.contains(Member ? Member->getMemberDecl() : variableNamedBy(Object));
  });
}

/// An object that unlocks for as long as it lives: boost::reverse_lock.
void LockTransfer::unlockWhile(const VarDecl &Var, Held &State) const {
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(valueOf(Var.getInit()));
  if (State.empty() || !Construct || Construct->getConstructor()->isCopyOrMoveConstructor())
    return;
  const CXXConstructorDecl &Constructor = *Construct->getConstructor();
  Undone.erase(&Var);
  for (unsigned I = 0; I < std::min(Construct->getNumArgs(), Constructor.getNumParams()); ++I) {
    QualType Type = Constructor.getParamDecl(I)->getType();
    if ((!Type->isReferenceType() && !Type->isPointerType()) ||
        Type->getPointeeType().isConstQualified())
      continue;
    const VarDecl *Guard = variableNamedBy(Construct->getArg(I));
    std::optional<AccessPath> Path = AccessPath::of(Construct->getArg(I));
    for (const auto &[Holder, Lock] : Held(State))
      if (((Guard && Holder.Guard == Guard->getCanonicalDecl()) ||
           (Path && llvm::is_contained(Lock.Mutexes, *Path))) &&
          constructorUnlocks(U, Constructor, I)) {
        Undone[&Var].push_back(Lock);
        State.erase(Holder);
      }
  }
}

void LockTransfer::declare(const VarDecl &Var, Held &State) const {
  if (!Var.hasLocalStorage())
    return;
  if (std::optional<GuardType> Guard = guardOf(Var))
    construct(guard(&Var), *Guard, Var.getInit(), Var.getLocation(), State);
  else
    unlockWhile(Var, State);
}

void LockTransfer::callOnGuard(const VarDecl &Var, const GuardType &Type, StringRef Method,
                               const Expr &Call, Held &State) const {
  LockHolder Holder = guard(&Var);
  const CXXMethodDecl *Callee = dyn_cast_or_null<CXXMethodDecl>(calleeOf(Call));
  auto Names = [&](const std::vector<std::string> GuardModel::*List) {
    return Type.Model && Type.Model->Guard && llvm::is_contained(*Type.Model->Guard.*List, Method);
  };
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  bool OnGuardItself =
      Member &&
      compat::recordOf(Member->getImplicitObjectArgument()->getType().getNonReferenceType()) ==
          Type.Record;
  if (!OnGuardItself && Member && Member->getImplicitObjectArgument()->getType()->isPointerType())
    OnGuardItself =
        compat::recordOf(Member->getImplicitObjectArgument()->getType()->getPointeeType()) ==
        Type.Record;
  if (OnGuardItself) {
    if (Names(&GuardModel::Releases) || (Callee && Callee->hasAttr<ReleaseCapabilityAttr>()))
      State.erase(Holder);
    else if (Names(&GuardModel::Acquires) || (Callee && Callee->hasAttr<AcquireCapabilityAttr>()))
      hold(State, Holder, Call.getExprLoc(), {});
    else if (Names(&GuardModel::Tries) || (Callee && Callee->hasAttr<TryAcquireCapabilityAttr>())) {
      hold(State, Holder, Call.getExprLoc(), {}, /*Tried=*/true);
      State[Holder].Result = Body.initializedBy(&Call);
    } else if (Type.HandMade &&
               (Method.contains_insensitive("unlock") || Method.contains_insensitive("release"))) {
      State.erase(Holder);
    } else if (Type.HandMade && Method.contains_insensitive("lock") && !Callee->isConst()) {
      hold(State, Holder, Call.getExprLoc(), {}, Method.contains_insensitive("try"));
    }
    return;
  }
  // What owns the guard: unique_ptr, optional.
  if (Type.InOwner) {
    if (Method == "emplace")
      hold(State, Holder, Call.getExprLoc(), argumentsOf(Call));
    else if (Method == "reset" || Method == "release")
      State.erase(Holder);
  } else if (Type.Wrapped && Callee && Callee->hasBody()) {
    // A method of the class around the guard: see whether it unlocks.
    for (const Expr *Inner : U.body(*Callee->getDefinition()).calls())
      if (const auto *InnerCall = dyn_cast<CXXMemberCallExpr>(Inner);
          InnerCall && InnerCall->getMethodDecl() && InnerCall->getMethodDecl()->getIdentifier() &&
          Type.Model && Type.Model->Guard &&
          llvm::is_contained(Type.Model->Guard->Releases, InnerCall->getMethodDecl()->getName()))
        State.erase(Holder);
  }
}

llvm::SmallVector<LockCall, 1> lockCallsOf(const Unit &U, const Expr &Call) {
  llvm::SmallVector<LockCall, 1> Result;
  if (FunctionMatch M = U.calleeModel(Call); M && !M->Locks.empty()) {
    for (const LockFact &Fact : M->Locks)
      for (const Expr *Argument : select(Call, Fact.Argument))
        if (isBlockingMutex(U, Argument->getType()) || Argument->getType()->isPointerType())
          Result.push_back({&Call, Argument, Fact.Does, Fact.Shared});
    return Result;
  }
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier())
    return Result;
  const Expr *Object = Member->getImplicitObjectArgument();
  if (!isBlockingMutex(U, Object->getType()))
    return Result;
  StringRef Name = Method->getName();
  const auto *Acquires = Method->getAttr<AcquireCapabilityAttr>();
  bool Shared = Name.contains("shared") || (Acquires && Acquires->isShared());
  if (Name == "lock" || Name == "lock_shared" || Acquires)
    Result.push_back({&Call, Object, LockFact::Acquires, Shared});
  else if (Name == "unlock" || Name == "unlock_shared" || Method->hasAttr<ReleaseCapabilityAttr>())
    Result.push_back({&Call, Object, LockFact::Releases, Shared});
  else if (Name.substr(0, 8) == "try_lock" || Method->hasAttr<TryAcquireCapabilityAttr>())
    Result.push_back({&Call, Object, LockFact::Tries, Shared});
  return Result;
}

bool LockTransfer::callOnMutex(const Expr &Call, Held &State) const {
  llvm::SmallVector<LockCall, 1> Locks = lockCallsOf(U, Call);
  for (const LockCall &Lock : Locks) {
    // std::lock(guard1, guard2): from then on the guards hold.
    if (const VarDecl *Var = variableNamedBy(Lock.Mutex); Var && guardOf(*Var)) {
      if (Lock.Does == LockFact::Releases)
        State.erase(guard(Var));
      else
        hold(State, guard(Var), Call.getExprLoc(), {}, Lock.Does == LockFact::Tries, Lock.Shared);
      continue;
    }
    std::optional<AccessPath> Path = AccessPath::of(Lock.Mutex);
    if (!Path)
      continue;
    if (Lock.Does == LockFact::Releases) {
      release(State, *Path);
      continue;
    }
    auto Given = GivenUp.find(*Path);
    LockHolder Holder =
        Given != GivenUp.end() && !State.count(Given->second) ? Given->second : mutex(*Path);
    hold(State, Holder, Call.getExprLoc(), {Lock.Mutex}, Lock.Does == LockFact::Tries, Lock.Shared);
    State[Holder].Result = Body.initializedBy(&Call);
  }
  if (!Locks.empty())
    return true;
  FunctionMatch M = U.calleeModel(Call);
  return M && !M->Locks.empty();
}

/// A guard that is moved into a call, a closure or a return value holds nothing here any more.
void LockTransfer::giveAway(const Expr *Argument, Held &State) const {
  if (!Argument || Argument->isLValue())
    return;
  const Expr *E = Argument->IgnoreParenImpCasts();
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(valueOf(E));
      Construct && Construct->getNumArgs() == 1 && Construct->getConstructor()->isMoveConstructor())
    E = Construct->getArg(0);
  const VarDecl *Var = variableNamedBy(E);
  if (!Var || isa<DeclRefExpr>(E->IgnoreParens()))
    return;
  State.erase(guard(Var));
}

void LockTransfer::call(const Expr &Call, Held &State) const {
  if (const Expr *Object = objectOf(Call)) {
    // optional<guard> o; o->unlock(); reaches the guard through operator->.
    const Expr *Base = stripToObject(Object);
    if (const auto *Arrow = dyn_cast_or_null<CXXOperatorCallExpr>(Base);
        Arrow && (Arrow->getOperator() == OO_Arrow || Arrow->getOperator() == OO_Star))
      Base = stripToObject(Arrow->getArg(0));
    // The guard in an object: t.guard.unlock().
    while (const auto *Member = dyn_cast_or_null<MemberExpr>(Base)) {
      if (Member->isArrow() || !guardType(U, Member->getType()))
        break;
      Base = stripToObject(Member->getBase());
    }
    if (const VarDecl *Var = variableNamedBy(Base))
      if (std::optional<GuardType> Guard = guardOf(*Var)) {
        const FunctionDecl *Callee = calleeOf(Call);
        const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
        if (Operator && Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2)
          construct(guard(Var), *Guard, Operator->getArg(1), Call.getExprLoc(), State);
        else if (Callee && Callee->getIdentifier())
          callOnGuard(*Var, *Guard, Callee->getName(), Call, State);
        return;
      }
  }
  if (!callOnMutex(Call, State))
    applyEffects(Call, State);
  for (const Expr *Argument : argumentsOf(Call))
    giveAway(Argument, State);
}

void LockTransfer::apply(const CFGElement &Element, Held &State) const {
  if (std::optional<CFGAutomaticObjDtor> Dtor = Element.getAs<CFGAutomaticObjDtor>()) {
    State.erase(guard(Dtor->getVarDecl()));
    if (auto It = Undone.find(Dtor->getVarDecl()); It != Undone.end())
      for (const HeldLock &Lock : It->second)
        State.try_emplace(Lock.Holder, Lock);
    return;
  }
  if (std::optional<CFGTemporaryDtor> Dtor = Element.getAs<CFGTemporaryDtor>()) {
    LockHolder Holder;
    Holder.Temporary = Dtor->getBindTemporaryExpr();
    State.erase(Holder);
    return;
  }
  std::optional<CFGStmt> Wrapped = Element.getAs<CFGStmt>();
  if (!Wrapped)
    return;
  const Stmt *S = Wrapped->getStmt();
  if (const auto *Decls = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        declare(*Var, State);
  } else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(S)) {
    // A guard without a name lives to the end of its full-expression.
    const Stmt *Up = Body.significantParent(Bind);
    bool Named = false;
    for (const Stmt *P = Bind; P; P = Body.parent(P))
      if (Body.initializedBy(P)) {
        Named = valueOf(cast<Expr>(P)) == valueOf(Bind);
        break;
      }
    if (std::optional<GuardType> Guard = Named || !Up || !Temporaries.count(Bind)
                                             ? std::nullopt
                                             : guardType(U, Bind->getType())) {
      LockHolder Holder;
      Holder.Temporary = Bind;
      construct(Holder, *Guard, Bind->getSubExpr(), Bind->getExprLoc(), State);
    }
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const Expr *Init : Lambda->capture_inits())
      giveAway(Init, State);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
    if (!Construct->getConstructor()->isCopyOrMoveConstructor())
      for (const Expr *Argument : argumentsOf(*Construct))
        giveAway(Argument, State);
  } else if (isa<CallExpr>(S)) {
    call(*cast<Expr>(S), State);
  }
}

void LockTransfer::settle(const Expr &Condition, bool Taken, Held &State) const {
  auto Settle = [&](const LockHolder &Holder) {
    auto It = State.find(Holder);
    if (It == State.end())
      return;
    if (!Taken)
      State.erase(It);
    else {
      It->second.Tried = false;
      It->second.Definite = true;
    }
  };
  // A number that a C function returned is that of an error.
  auto SettleResult = [&](const VarDecl &Var) {
    if (Var.getType()->isIntegerType() && !Var.getType()->isBooleanType())
      Taken = !Taken;
    for (auto &[Holder, Lock] : Held(State))
      if (Lock.Result == &Var)
        Settle(Holder);
  };
  // if (ok), where ok keeps what try_lock() said; if (lock), by a conversion to bool.
  if (const VarDecl *Var = variableNamedBy(&Condition)) {
    if (guardOf(*Var)) {
      Settle(guard(Var));
      return;
    }
    SettleResult(*Var);
    return;
  }
  // C says 0 where it worked.
  if (const auto *Compare = dyn_cast<BinaryOperator>(&Condition);
      Compare && Compare->isEqualityOp()) {
    const VarDecl *Var = variableNamedBy(Compare->getLHS());
    const auto *Zero = dyn_cast<IntegerLiteral>(Compare->getRHS()->IgnoreParenImpCasts());
    if (Var && Zero && Zero->getValue() == 0) {
      Taken = Taken == (Compare->getOpcode() == BO_NE);
      SettleResult(*Var);
    }
    return;
  }
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&Condition);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method)
    return;
  const Expr *Object = Call->getImplicitObjectArgument();
  if (const VarDecl *Var = variableNamedBy(Object))
    if (std::optional<GuardType> Guard = guardOf(*Var)) {
      bool Tests = isa<CXXConversionDecl>(Method) || Guard->InOwner;
      if (Method->getIdentifier() && Guard->Model && Guard->Model->Guard &&
          llvm::is_contained(Guard->Model->Guard->Fails, Method->getName())) {
        Tests = true;
        Taken = !Taken;
      }
      if (Method->getIdentifier() && Guard->Model && Guard->Model->Guard)
        Tests |= llvm::is_contained(Guard->Model->Guard->Tests, Method->getName()) ||
                 llvm::is_contained(Guard->Model->Guard->Tries, Method->getName());
      if (Tests)
        Settle(guard(Var));
      return;
    }
  if (Method->hasAttr<TryAcquireCapabilityAttr>() ||
      (Method->getIdentifier() && Method->getName().contains_insensitive("try")))
    if (std::optional<AccessPath> Path = AccessPath::of(Object))
      Settle(mutex(*Path));
}

//===----------------------------------------------------------------------===//
// Fixed point
//===----------------------------------------------------------------------===//

/// Held on some path into a point is held there; definitely only if on all.
static bool join(LockState::Held &Into, const LockState::Held &From, bool First) {
  if (First) {
    Into = From;
    return true;
  }
  bool Changed = false;
  for (auto &[Holder, Lock] : Into)
    if (Lock.Definite && !From.count(Holder)) {
      Lock.Definite = false;
      Changed = true;
    }
  for (const auto &[Holder, Lock] : From) {
    auto [It, New] = Into.try_emplace(Holder, Lock);
    if (New) {
      It->second.Definite = false;
      Changed = true;
    } else if (It->second.Definite && !Lock.Definite) {
      It->second.Definite = false;
      Changed = true;
    }
  }
  return Changed;
}

LockState::LockState(Unit &U, const FunctionDecl &Function) : U(U), Function(Function) {
  Interesting = LockTransfer(U, U.body(Function)).interesting();
  if (!Interesting)
    return;
  Graph = U.cfg(Function);
  if (!Graph)
    return;
  LockTransfer Transfer(U, U.body(Function), Graph);
  AtEntry[Graph->getEntry().getBlockID()] = Transfer.atEntry();
  // From the top down, as blocks are numbered from the end: where paths come together all of
  // them have been seen, and a test behind that settles what they say.
  std::map<unsigned, const CFGBlock *> Work{{Graph->getEntry().getBlockID(), &Graph->getEntry()}};
  while (!Work.empty()) {
    const CFGBlock *Block = std::prev(Work.end())->second;
    Work.erase(std::prev(Work.end()));
    Held State = AtEntry[Block->getBlockID()];
    for (const CFGElement &Element : *Block)
      Transfer.apply(Element, State);
    const auto *Condition = dyn_cast_or_null<Expr>(Block->getTerminatorCondition());
    bool Branches = Condition && Block->succ_size() == 2;
    unsigned Index = 0;
    for (const CFGBlock::AdjacentBlock &Next : Block->succs()) {
      const CFGBlock *To = Next.getReachableBlock();
      bool Taken = Index++ == 0;
      if (!To)
        continue;
      Held Out = State;
      if (Branches)
        forEachSettled(Condition, Taken,
                       [&](const Expr &Part, bool Holds) { Transfer.settle(Part, Holds, Out); });
      auto [It, First] = AtEntry.try_emplace(To->getBlockID());
      if (join(It->second, Out, First))
        Work.emplace(To->getBlockID(), To);
    }
  }
}

template <typename StepT, typename EndT> void LockState::replay(StepT Step, EndT AtEnd) const {
  for (const CFGBlock *Block : llvm::reverse(*Graph)) {
    auto It = AtEntry.find(Block->getBlockID());
    if (It == AtEntry.end())
      continue;
    Held State = It->second;
    for (const CFGElement &Element : *Block)
      Step(Element, State);
    AtEnd(*Block, State);
  }
}

static void ignoreEnd(const CFGBlock &, const LockState::Held &) {}

void LockState::forEachPoint(llvm::function_ref<void(const Stmt &, const Held &)> Visit) const {
  if (!Graph)
    return;
  LockTransfer Transfer(U, U.body(Function), Graph);
  auto Step = [&](const CFGElement &Element, Held &State) {
    if (std::optional<CFGStmt> Wrapped = Element.getAs<CFGStmt>())
      Visit(*Wrapped->getStmt(), State);
    Transfer.apply(Element, State);
  };
  replay(Step, ignoreEnd);
}

void LockState::forEachBlockEnd(
    llvm::function_ref<void(const CFGBlock &, const Held &)> Visit) const {
  if (!Graph)
    return;
  LockTransfer Transfer(U, U.body(Function), Graph);
  auto Step = [&](const CFGElement &Element, Held &State) { Transfer.apply(Element, State); };
  replay(Step, Visit);
}

void LockState::forEachAcquisition(
    llvm::function_ref<void(const HeldLock &, const Stmt &, const Held &)> Visit) const {
  if (!Graph)
    return;
  LockTransfer Transfer(U, U.body(Function), Graph);
  std::vector<HeldLock> Log;
  Transfer.Log = &Log;
  auto Step = [&](const CFGElement &Element, Held &State) {
    std::optional<CFGStmt> Wrapped = Element.getAs<CFGStmt>();
    Held Before = State;
    Transfer.apply(Element, State);
    for (const HeldLock &Lock : Log)
      if (Wrapped)
        Visit(Lock, *Wrapped->getStmt(), Before);
    Log.clear();
  };
  replay(Step, ignoreEnd);
}

LockState::Held LockState::atExit() const {
  auto It = Graph ? AtEntry.find(Graph->getExit().getBlockID()) : AtEntry.end();
  return It == AtEntry.end() ? Held() : It->second;
}

llvm::SmallVector<AccessPath, 1> LockState::releasedOfOthers() const {
  std::vector<AccessPath> Foreign;
  if (!Graph)
    return {};
  LockTransfer Transfer(U, U.body(Function), Graph);
  Transfer.Foreign = &Foreign;
  auto Step = [&](const CFGElement &Element, Held &State) { Transfer.apply(Element, State); };
  replay(Step, ignoreEnd);
  llvm::sort(Foreign);
  Foreign.erase(std::unique(Foreign.begin(), Foreign.end()), Foreign.end());
  return {Foreign.begin(), Foreign.end()};
}

LockState::Held LockState::at(const Stmt &Point) const {
  Held Result;
  forEachPoint([&](const Stmt &S, const Held &State) {
    if (&S == &Point)
      Result = State;
  });
  return Result;
}

//===----------------------------------------------------------------------===//
// Questions about one lock
//===----------------------------------------------------------------------===//

bool takesLock(const Unit &U, const FunctionBody &Body, const Expr &Point, const HeldLock &Lock) {
  if (const Expr *Temporary = Lock.Holder.Temporary) {
    const Stmt *Up = Body.significantParent(Temporary);
    while (isa_and_nonnull<CXXFunctionalCastExpr>(Up)) // Guard(M)
      Up = Body.significantParent(Up);
    return Body.isWithin(Temporary, &Point) && !isa_and_nonnull<CXXOperatorCallExpr>(Up) &&
           (isa_and_nonnull<CallExpr>(Up) || isa_and_nonnull<CXXConstructExpr>(Up) ||
            awaitOperand(Up));
  }
  auto IsTheLock = [&](const Expr *E) {
    std::optional<AccessPath> Path = AccessPath::of(E);
    // What a guard leads to (`*locked`) is what it guards, unless that is the guard in an owner.
    if (!Path ||
        (isa<CXXOperatorCallExpr>(stripToObject(E)) && !holdsBlockingLock(U, E->getType())))
      return false;
    return (Lock.Holder.Guard && *Path == AccessPath::ofVariable(*Lock.Holder.Guard)) ||
           llvm::is_contained(Lock.Mutexes, *Path);
  };
  for (const Expr *Call : Body.calls())
    if (Body.isWithin(Call, &Point))
      for (const Expr *Argument : argumentsOf(*Call))
        if (IsTheLock(Argument))
          return true;
  return false;
}

/// True if \p Type is a recursive mutex, or a guard of one.
static bool isRecursiveType(const Unit &U, QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  if (TypeMatch M = U.typeModel(Type); M && M->Mutex)
    return M->Mutex->Recursive;
  const auto *Guard = dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(Type));
  return Guard && llvm::any_of(Guard->getTemplateArgs().asArray(), [&U](const TemplateArgument &A) {
           TypeMatch M =
               A.getKind() == TemplateArgument::Type ? U.typeModel(A.getAsType()) : TypeMatch();
           return M && M->Mutex && M->Mutex->Recursive;
         });
}

bool givesGuard(const Expr &Call, const HeldLock &Lock) {
  return Lock.Holder.Guard && llvm::any_of(argumentsOf(Call), [&Lock](const Expr *Argument) {
           return variableNamedBy(Argument) == Lock.Holder.Guard;
         });
}

bool isRecursive(const Unit &U, const HeldLock &Lock) {
  if (Lock.Holder.Guard && isRecursiveType(U, Lock.Holder.Guard->getType()))
    return true;
  return !Lock.Mutexes.empty() && llvm::all_of(Lock.Mutexes, [&U](const AccessPath &Mutex) {
    return Mutex.named() && isRecursiveType(U, Mutex.named()->getType());
  });
}

std::string nameOf(const HeldLock &Lock) {
  const ValueDecl *Named = Lock.Mutexes.empty() ? nullptr : Lock.Mutexes.front().named();
  if (!Named)
    Named = Lock.Holder.Guard;
  return Named ? "'" + Named->getNameAsString() + "'" : "a lock";
}

} // namespace asynctidy
