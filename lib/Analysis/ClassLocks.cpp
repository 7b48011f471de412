//===- ClassLocks.cpp - under which locks a class uses its fields -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ClassLocks.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

/// True if threads wait at objects of this class: condition variables, semaphores, threads.
static bool isWaitedFor(const Unit &U, const CXXRecordDecl &Record) {
  for (const CXXMethodDecl *Method : Record.methods()) {
    if (!Method->getIdentifier())
      continue;
    if (Method->getName() == "notify_one" || Method->getName() == "notify_all")
      return true;
    if (!U.models().isModelled(Record))
      continue;
    FunctionMatch M = U.functionModel(*Method);
    if (M && (M->Condition || (M->Blocks && (M->Blocks->Kind == BlockingFact::Wait ||
                                             M->Blocks->Kind == BlockingFact::Lock))))
      return true;
  }
  return false;
}

static bool isThreadSafe(const Unit &U, QualType Type, unsigned Depth) {
  if (Type.isNull() || Depth > 3 || Type->isDependentType())
    return false;
  Type = Type.getNonReferenceType();
  Type = QualType(Type->getBaseElementTypeUnsafe(), 0);
  if (Type->isAtomicType())
    return true;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record)
    return false;
  if (TypeMatch M = U.typeModel(Type);
      M &&
      (M->Atomic || M->Mutex || (M->Queue && !M->Queue->Plain) || M->EventLoop || M->Executor ||
       M->MayBlock || M->Thread || M->Scope || M->Cancels != Cancellation::None))
    return true;
  if (isBlockingMutex(U, Type))
    return true;
  if (!Record->hasDefinition())
    return false;
  Record = Record->getDefinition();
  if (isWaitedFor(U, *Record))
    return true;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (isThreadSafe(U, Base.getType(), Depth + 1))
      return true;
  return llvm::any_of(Record->fields(), [&](const FieldDecl *Field) {
    return !Field->getType()->isReferenceType() && isThreadSafe(U, Field->getType(), Depth + 1);
  });
}

bool isThreadSafe(const Unit &U, QualType Type) { return isThreadSafe(U, Type, 0); }

//===----------------------------------------------------------------------===//
// Uses of fields
//===----------------------------------------------------------------------===//

const FieldDecl *FieldAccess::field() const {
  return Path.steps().empty() ? nullptr : dyn_cast<FieldDecl>(Path.steps().front());
}

/// True if \p E is `this`, or an owner or a variable that stands for it all its life:
/// `auto self = shared_from_this()`.
static bool standsForThis(const Expr *E, unsigned Depth = 0) {
  E = stripToObject(E);
  if (!E || Depth > 5)
    return false;
  if (isa<CXXThisExpr>(E))
    return true;
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return standsForThis(Cast->getSubExpr(), Depth + 1);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf) &&
           standsForThis(Unary->getSubExpr(), Depth + 1);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    // A copy of the object is another one.
    return Var && Var->getInit() && (Var->isLocalVarDecl() || Var->isInitCapture()) &&
           standsForThis(Var->getInit(), Depth + 1);
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    return (Operator->getOperator() == OO_Arrow ||
            (Operator->getOperator() == OO_Star && Operator->getNumArgs() == 1)) &&
           standsForThis(Operator->getArg(0), Depth + 1);
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    StringRef Name = nameOf(Call->getMethodDecl());
    const Expr *Object = Call->getImplicitObjectArgument();
    if (Name == "shared_from_this" || Name == "weak_from_this")
      return standsForThis(Object, Depth + 1);
    return (Name == "get" || Name == "lock") && Call->getNumArgs() == 0 &&
           !isa<CXXThisExpr>(Object->IgnoreParenImpCasts()) && !isa<MemberExpr>(Object) &&
           standsForThis(Object, Depth + 1);
  }
  // A copy of the pointer; not one of the object.
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getConstructor()->isCopyOrMoveConstructor() &&
           !isa<UnaryOperator, CXXOperatorCallExpr>(stripToObject(Construct->getArg(0))) &&
           standsForThis(Construct->getArg(0), Depth + 1);
  return false;
}

/// True if the class of \p Method has a const method of that name for as many arguments: which
/// of the two is called says nothing.
static bool hasConstTwin(const CXXMethodDecl &Method) {
  for (const NamedDecl *Other : Method.getParent()->lookup(Method.getDeclName())) {
    const auto *Function = dyn_cast_or_null<CXXMethodDecl>(Other->getAsFunction());
    if (Function && Function->isConst() && Function->getNumParams() == Method.getNumParams())
      return true;
  }
  return false;
}

namespace {
/// Follows an expression that names a field up to what is done with it.
class Use {
public:
  Use(const Unit &U, const FunctionBody &In, FieldAccess &Access) : U(U), In(In), Access(Access) {}
  /// What is done with the object that \p E names; none if nothing is.
  std::optional<FieldAccess::KindTy> of(const Expr *E);

private:
  std::optional<FieldAccess::KindTy> ofMethod(const Expr &Call, const CXXMethodDecl *Method);
  std::optional<FieldAccess::KindTy> ofArgument(const Expr &Call, const Stmt *Argument);
  std::optional<FieldAccess::KindTy> ofAddress(const Expr *E);

  const Unit &U;
  const FunctionBody &In;
  FieldAccess &Access;
  bool Extends = true; ///< A member of it is a longer path; not so for elements.
};
} // namespace

std::optional<FieldAccess::KindTy> Use::ofMethod(const Expr &Call, const CXXMethodDecl *Method) {
  if (!Method)
    return FieldAccess::MayWrite;
  if (Method->isStatic())
    return std::nullopt;
  if (Method->isConst())
    return FieldAccess::Read;
  if (Method->isCopyAssignmentOperator() || Method->isMoveAssignmentOperator())
    return FieldAccess::Write;
  if (hasConstTwin(*Method)) {
    Extends = false;
    if (Call.isGLValue())
      return of(&Call);
    // An optional's operator->.
    if (Method->getOverloadedOperator() == OO_Arrow)
      if (const auto *Member = dyn_cast_or_null<MemberExpr>(In.significantParent(&Call))) {
        if (const auto *Called = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
          return ofMethod(*Member, Called);
        return of(Member);
      }
    return FieldAccess::Read;
  }
  return inSystemHeader(Method->getParent()->getLocation(), U.context()) ? FieldAccess::Write
                                                                         : FieldAccess::MayWrite;
}

std::optional<FieldAccess::KindTy> Use::ofArgument(const Expr &Call, const Stmt *Argument) {
  const FunctionDecl *Callee = calleeOf(Call);
  StringRef Name = nameOf(Callee);
  if (Callee && Callee->getBuiltinID() && Name.contains("sync_"))
    return std::nullopt; // An atomic operation.
  if (Callee && Callee->isInStdNamespace() && !isa<CXXMethodDecl>(Callee)) {
    if (Name == "swap" || Name == "exchange")
      return FieldAccess::Write;
    if (Name == "move" || Name == "forward" || Name == "get")
      return of(&Call);
    if (Name == "ref" || Name == "cref" || Name == "addressof")
      return FieldAccess::Alias;
    for (const char *Reader : {"begin", "end", "cbegin", "cend", "rbegin", "rend", "size", "ssize",
                               "empty", "data", "as_const"})
      if (Name == Reader)
        return FieldAccess::Read;
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call);
      Construct && Construct->getConstructor()->isMoveConstructor())
    return FieldAccess::Write;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  unsigned Index = 0;
  while (Index < Arguments.size() && Arguments[Index] != Argument)
    ++Index;
  if (!Callee || Index >= Callee->getNumParams())
    return FieldAccess::MayWrite;
  QualType Type = Callee->getParamDecl(Index)->getType();
  if (!Type->isReferenceType() && !Type->isPointerType())
    return FieldAccess::Read;
  return Type->getPointeeType().isConstQualified() ? FieldAccess::Read : FieldAccess::MayWrite;
}

std::optional<FieldAccess::KindTy> Use::ofAddress(const Expr *E) {
  const Stmt *Child = E;
  const Stmt *Up = In.significantParent(E, &Child);
  while (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Up))
    Up = In.significantParent(Cast, &Child);
  if (isa_and_nonnull<AtomicExpr>(Up))
    return std::nullopt;
  if (isa_and_nonnull<CallExpr, CXXConstructExpr>(Up))
    return ofArgument(*cast<Expr>(Up), Child);
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up);
      Unary && Unary->getOpcode() == UO_Deref)
    return of(Unary);
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Up); Binary && Binary->isComparisonOp())
    return std::nullopt;
  return FieldAccess::Alias;
}

std::optional<FieldAccess::KindTy> Use::of(const Expr *E) {
  for (const Stmt *Child = E;;) {
    if (const VarDecl *Var = In.initializedBy(Child)) {
      // The range of a for loop.
      if (Var->isImplicit() && !isa<DecompositionDecl>(Var))
        return FieldAccess::Read;
      return FieldAccess::Alias;
    }
    const Stmt *Up = In.parent(Child);
    if (!Up || isa<ReturnStmt, CoreturnStmt, LambdaExpr, InitListExpr>(Up))
      return FieldAccess::Alias;
    if (isa<AtomicExpr>(Up))
      return std::nullopt;
    if (const auto *Cast = dyn_cast<CastExpr>(Up)) {
      switch (Cast->getCastKind()) {
      case CK_LValueToRValue:
        return FieldAccess::Read;
      case CK_ArrayToPointerDecay:
        if (const Stmt *Subscript = In.significantParent(Cast);
            isa_and_nonnull<ArraySubscriptExpr>(Subscript) &&
            cast<ArraySubscriptExpr>(Subscript)->getBase()->IgnoreParens() == Cast) {
          Extends = false;
          Child = Subscript;
          continue;
        }
        return ofAddress(Cast);
      case CK_ToVoid:
        return std::nullopt;
      default:
        Child = Up;
        continue;
      }
    }
    if (isa<ParenExpr, ExprWithCleanups, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
            AbstractConditionalOperator>(Up)) {
      if (const auto *Conditional = dyn_cast<AbstractConditionalOperator>(Up);
          Conditional && Conditional->getCond() == Child)
        return FieldAccess::Read;
      Child = Up;
      continue;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Up)) {
      if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl())) {
        if (Member->isArrow() || Field->getType()->isReferenceType())
          return FieldAccess::Read;
        if (Extends) {
          Access.Path = Access.Path.member(*Field);
          Access.Where = Member;
        }
        Child = Up;
        continue;
      }
      const Stmt *Call = In.significantParent(Member);
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
        return isa_and_nonnull<CallExpr>(Call) ? ofMethod(*cast<Expr>(Call), Method)
                                               : FieldAccess::MayWrite;
      return std::nullopt;
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(Up)) {
      if (Unary->isIncrementDecrementOp())
        return FieldAccess::Write;
      if (Unary->getOpcode() == UO_AddrOf)
        return ofAddress(Unary);
      return FieldAccess::Read;
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(Up)) {
      if (Binary->isAssignmentOp())
        return Binary->getLHS() == Child ? FieldAccess::Write : FieldAccess::Read;
      if (Binary->isCommaOp() && Binary->getRHS() == Child) {
        Child = Up;
        continue;
      }
      return Binary->isCommaOp() ? std::nullopt : std::optional(FieldAccess::Read);
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Up)) {
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Operator->getDirectCallee());
      if (Method && Method->isInstance() && Operator->getArg(0) == Child)
        return ofMethod(*Operator, Method);
      return ofArgument(*Operator, Child);
    }
    if (isa<CallExpr, CXXConstructExpr>(Up))
      return ofArgument(*cast<Expr>(Up), Child);
    if (isa<Expr>(Up))
      return isa<CXXDependentScopeMemberExpr, CXXUnresolvedConstructExpr, ParenListExpr>(Up)
                 ? FieldAccess::MayWrite
                 : FieldAccess::Read;
    return std::nullopt; // A statement that is just the name.
  }
}

std::optional<FieldAccess::KindTy> useOf(const Unit &U, const FunctionBody &In, const Expr &E) {
  FieldAccess Access;
  return Use(U, In, Access).of(&E);
}

std::optional<FieldAccess> fieldAccess(const Unit &U, const FunctionBody &In, const Expr &This) {
  const Stmt *Child = &This;
  const MemberExpr *Member = nullptr;
  while (!Member) {
    const Stmt *Up = In.parent(Child);
    if (const auto *Found = dyn_cast_or_null<MemberExpr>(Up)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Found->getMemberDecl());
      if (!Method) {
        Member = Found;
        break;
      }
      // self.get()->field, weak_from_this().lock()->field.
      const Stmt *Call = In.parent(Found);
      if (!isa_and_nonnull<CXXMemberCallExpr>(Call) || !standsForThis(cast<Expr>(Call)))
        return std::nullopt;
      Child = Call;
    } else if (isa_and_nonnull<CastExpr, ParenExpr, ExprWithCleanups, MaterializeTemporaryExpr,
                               CXXBindTemporaryExpr>(Up)) {
      Child = Up;
    } else if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up);
               Unary && Unary->getOpcode() == UO_Deref) {
      Child = Up;
    } else if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Up);
               Operator && standsForThis(Operator)) {
      Child = Up;
    } else {
      return std::nullopt;
    }
  }
  const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
  if (!Field || Field->getType()->isReferenceType())
    return std::nullopt;
  FieldAccess Access;
  Access.Path = AccessPath::ofThis().member(*Field);
  Access.Where = Member;
  Access.In = &In.function();
  std::optional<FieldAccess::KindTy> Kind = Use(U, In, Access).of(Member);
  if (!Kind)
    return std::nullopt;
  Access.Kind = *Kind;
  return Access;
}

/// `this` and the variables that stand for it, as \p In mentions them.
static llvm::SmallVector<const Expr *, 16> mentionsOfThis(const FunctionBody &In) {
  llvm::SmallVector<const Expr *, 16> Result(In.thisExpressions().begin(),
                                             In.thisExpressions().end());
  for (const DeclRefExpr *Ref : In.references())
    if (isa<VarDecl>(Ref->getDecl()) && !isa<ParmVarDecl>(Ref->getDecl()) && standsForThis(Ref))
      Result.push_back(Ref);
  return Result;
}

std::vector<FieldAccess> fieldAccesses(const Unit &U, const FunctionBody &In) {
  std::vector<FieldAccess> Result;
  for (const Expr *This : mentionsOfThis(In))
    if (std::optional<FieldAccess> Access = fieldAccess(U, In, *This))
      Result.push_back(*Access);
  return Result;
}

//===----------------------------------------------------------------------===//
// Locks
//===----------------------------------------------------------------------===//

static void join(MutexesHeld &Into, const MutexesHeld &From) {
  Into.Known.insert(From.Known.begin(), From.Known.end());
  Into.Others |= From.Others;
}

/// What is held in either case: the one where \p A is, and the one where \p B is.
static MutexesHeld meet(const MutexesHeld &A, const MutexesHeld &B) {
  if (A.none() || B.none())
    return {};
  MutexesHeld Result;
  for (const AccessPath &Path : A.Known)
    if (B.Known.count(Path))
      Result.Known.insert(Path);
  Result.Others = A.Others || B.Others || A.Known != B.Known;
  return Result;
}

/// The mutexes that guard \p Guard was made with: once it has locked again LockState doesn't know.
static llvm::SmallVector<AccessPath, 1> mutexesOf(const Unit &U, const VarDecl &Guard) {
  llvm::SmallVector<AccessPath, 1> Result;
  const Expr *Init = Guard.getInit();
  const auto *Construct =
      dyn_cast_or_null<CXXConstructExpr>(Init ? Init->IgnoreImplicit() : nullptr);
  if (Construct)
    for (const Expr *Argument : argumentsOf(*Construct))
      if (isBlockingMutex(U, Argument->getType()))
        if (std::optional<AccessPath> Path = AccessPath::of(Argument))
          Result.push_back(*Path);
  return Result;
}

static MutexesHeld toMutexes(const Unit &U, const LockState::Held &State) {
  MutexesHeld Result;
  for (const auto &[Holder, Lock] : State) {
    llvm::SmallVector<AccessPath, 1> Mutexes = Lock.Mutexes;
    if (Mutexes.empty() && Holder.Guard)
      Mutexes = mutexesOf(U, *Holder.Guard);
    if (Mutexes.empty() || !Lock.Definite || Lock.Tried) {
      Result.Others = true;
      continue;
    }
    for (const AccessPath &Path : Mutexes) {
      const VarDecl *Base = Path.base();
      if (!Base || Base->hasGlobalStorage())
        Result.Known.insert(Path);
      else if (Base->getInit() && !isa<ParmVarDecl>(Base) && standsForThis(Base->getInit()))
        Result.Known.insert(Path.onThis());
      else
        Result.Others = true;
    }
  }
  return Result;
}

/// True for a word such as lock, unlock, acquireLock; not for block and clock.
static bool speaksOfLocks(StringRef Name) {
  std::string Lower = Name.lower();
  StringRef Rest = Lower;
  for (StringRef Other : {"block", "clock"})
    for (size_t At = Rest.find(Other); At != StringRef::npos; At = Rest.find(Other, At))
      Lower.replace(At, Other.size(), Other.size(), ' '), Rest = Lower;
  return Rest.contains("lock") || Rest.contains("guard") || Rest.contains("mutex");
}

/// True if \p Body may hold locks that LockState doesn't know: classes that look like guards,
/// methods that look as if they locked, mutexes of coroutines.
static bool locksUnseen(const Unit &U, const FunctionBody &Body) {
  for (const VarDecl *Var : Body.variables()) {
    const CXXRecordDecl *Record = compat::recordOf(Var->getType());
    if (!Record || !Record->hasDefinition() || Record->isLambda() ||
        holdsBlockingLock(U, Var->getType()))
      continue;
    if (!Record->hasTrivialDestructor() && speaksOfLocks(Record->getName()))
      return true;
    const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(
        Var->getInit() ? Var->getInit()->IgnoreImplicit() : nullptr);
    if (Construct && llvm::any_of(argumentsOf(*Construct), [&](const Expr *Argument) {
          return isBlockingMutex(U, Argument->getType());
        }))
      return true;
  }
  for (const Expr *Call : Body.calls()) {
    if (isa<CXXConstructExpr>(Call))
      continue;
    const FunctionDecl *Callee = calleeOf(*Call);
    StringRef Name = nameOf(Callee);
    if (Name.empty() || !speaksOfLocks(Name))
      continue;
    if (FunctionMatch M = U.functionModel(*Callee); M && !M->Locks.empty())
      continue;
    const Expr *Object = objectOf(*Call);
    QualType Type = Object ? Object->getType() : QualType();
    if (!Type.isNull() && Type->isPointerType())
      Type = Type->getPointeeType();
    // Of a guard, of a mutex; weak_ptr's.
    if (!Type.isNull() &&
        (holdsBlockingLock(U, Type) || isBlockingMutex(U, Type) ||
         (inSystemHeader(Callee->getLocation(), U.context()) && !Call->getType()->isVoidType())))
      continue;
    return true;
  }
  return false;
}

/// True if \p Body unlocks what its caller locked.
static bool unlocksForCaller(const Unit &U, const FunctionBody &Body) {
  for (const Expr *Call : Body.calls()) {
    std::string Name = nameOf(calleeOf(*Call)).lower();
    if (StringRef(Name).find("unlock") == StringRef::npos && Name != "release")
      continue;
    const Expr *Object = objectOf(*Call);
    if (!Object)
      return true;
    if (const VarDecl *Var = variableNamedBy(Object)) {
      if (isa<ParmVarDecl>(Var))
        return true;
    } else if (isBlockingMutex(U, Object->getType())) {
      return true;
    }
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Bodies of a class
//===----------------------------------------------------------------------===//

/// Collects the bodies of a class, who calls them, and what is held there.
class ClassLocksBuilder {
public:
  explicit ClassLocksBuilder(ClassLocks &Into) : L(Into), U(Into.U) {}
  void build();

private:
  using Entry = ClassLocks::Entry;
  /// What the builder knows besides.
  struct Local {
    bool Settled = false; ///< Begins is known from what it is.
    bool Reached = false; ///< By a call, in the fixed point.
    bool Foreign = false; ///< Called on other objects, or by something unknown.
    bool Unlocks = false; ///< What its caller locked.
    bool Unseen = false;  ///< Holds what LockState doesn't know.
    MutexesHeld Required; ///< By its attributes.
    llvm::DenseMap<const Stmt *, MutexesHeld> Held; ///< Of the points that matter.
  };
  struct Site {
    unsigned Caller;
    const Expr *Where;
  };

  void addMethod(const CXXMethodDecl *Method);
  void addBody(const FunctionDecl &Function, const CXXMethodDecl &Method);
  void addLambda(const LambdaExpr &Lambda, unsigned In);
  void addCalls(unsigned In);
  void solve();
  void require(const FunctionDecl &Function, Local &Info) const;
  std::optional<unsigned> indexOf(const FunctionDecl *Function) const {
    const FunctionDecl *Definition = Function ? Function->getDefinition() : nullptr;
    auto It = Index.find(Definition ? Definition : Function);
    return It == Index.end() ? std::nullopt : std::optional(It->second);
  }

  ClassLocks &L;
  Unit &U;
  std::vector<Local> Info;
  std::vector<std::vector<Site>> Sites;
  llvm::DenseMap<const FunctionDecl *, unsigned> Index;
  std::vector<std::pair<unsigned, const CXXMethodDecl *>> Statics;
};

void ClassLocksBuilder::require(const FunctionDecl &Function, Local &Info) const {
  for (const Decl *Redecl : Function.redecls())
    for (const auto *Attr : Redecl->specific_attrs<RequiresCapabilityAttr>())
      for (const Expr *Argument : Attr->args())
        if (std::optional<AccessPath> Path = AccessPath::of(Argument);
            Path && (!Path->base() || Path->base()->hasGlobalStorage()))
          Info.Required.Known.insert(*Path);
        else
          Info.Required.Others = true;
}

void ClassLocksBuilder::addBody(const FunctionDecl &Function, const CXXMethodDecl &Method) {
  unsigned At = L.Bodies.size();
  Index[&Function] = At;
  ClassLocks::Body Body;
  Body.Function = &Function;
  Body.Method = &Method;
  L.Bodies.push_back(std::move(Body));
  Info.emplace_back();
  Sites.emplace_back();
  const FunctionBody &Text = U.body(Function);
  Local &Here = Info.back();
  require(Function, Here);
  Here.Unlocks = unlocksForCaller(U, Text);
  Here.Unseen = locksUnseen(U, Text);
  for (const LambdaExpr *Lambda : Text.lambdas())
    if (const FunctionDecl *Operator = Lambda->getCallOperator(); Operator && Operator->hasBody())
      addBody(*Operator, Method);
}

void ClassLocksBuilder::addMethod(const CXXMethodDecl *Declared) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Declared->getDefinition());
  if (!Method || !Method->doesThisDeclarationHaveABody() || Method->isImplicit() ||
      Method->isDefaulted() || Method->isDependentContext() || Index.count(Method))
    return;
  unsigned At = L.Bodies.size();
  addBody(*Method, *Method);
  ClassLocks::Body &Body = L.Bodies[At];
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Method)) {
    Body.Begins = Entry::Construction;
    Info[At].Settled = true;
  } else if (Declared->getAccess() == AS_public) {
    Body.Begins = Entry::Open;
    Info[At].Settled = true;
  } else if (Method->size_overridden_methods() > 0 || Method->isStatic()) {
    // A base class calls it; so may anybody that it gave its address to.
    Info[At].Settled = true;
  }
}

/// Where the lambda runs, if that is while its function does.
void ClassLocksBuilder::addLambda(const LambdaExpr &Lambda, unsigned In) {
  std::optional<unsigned> At = indexOf(Lambda.getCallOperator());
  if (!At)
    return;
  const FunctionBody &Text = U.body(*L.Bodies[In].Function);
  // Kept by a variable that is called like a function, and used for nothing else.
  const Stmt *Whole = &Lambda;
  const VarDecl *Var = nullptr;
  while (Whole && isa<Expr>(Whole) && !(Var = Text.initializedBy(Whole)))
    Whole =
        Text.significantParent(Whole, nullptr) == Text.parent(Whole) &&
                !isa_and_nonnull<ExprWithCleanups, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
                                 CXXConstructExpr, ImplicitCastExpr>(Text.parent(Whole))
            ? nullptr
            : Text.parent(Whole);
  if (Var) {
    bool OnlyCalled = Var->hasLocalStorage();
    llvm::SmallVector<const Expr *, 4> Calls;
    for (const DeclRefExpr *Ref : Text.references()) {
      if (Ref->getDecl() != Var)
        continue;
      const Stmt *Child = Ref;
      const Stmt *Up = Text.significantParent(Ref, &Child);
      const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Up);
      if (Call && Call->getOperator() == OO_Call && Call->getArg(0) == Child)
        Calls.push_back(Call);
      else
        OnlyCalled = false;
    }
    if (OnlyCalled) {
      for (const Expr *Call : Calls)
        Sites[*At].push_back({In, Call});
      return;
    }
  }
  FateAt Fate = fateOfClosure(U, Text, Lambda);
  switch (Fate.What) {
  case Fate::Ran:
    Sites[*At].push_back({In, &Lambda});
    return;
  case Fate::Spawned:
  case Fate::Kept:
    L.Bodies[*At].Begins = Entry::Open;
    Info[*At].Settled = true;
    return;
  default:
    break;
  }
  // Called on the spot, or handed over together with the lock, as to wait().
  const Stmt *Child = &Lambda;
  const Stmt *Up = Text.significantParent(&Lambda, &Child);
  const auto *Call = dyn_cast_or_null<CallExpr>(Up);
  if (Call && ((isa<CXXOperatorCallExpr>(Call) && Call->getArg(0) == Child) ||
               llvm::any_of(Call->arguments(), [&](const Expr *Argument) {
                 const VarDecl *Guard = variableNamedBy(Argument);
                 return Guard && holdsBlockingLock(U, Guard->getType());
               })))
    Sites[*At].push_back({In, &Lambda});
  else
    Info[*At].Settled = true;
}

void ClassLocksBuilder::addCalls(unsigned In) {
  const FunctionBody &Text = U.body(*L.Bodies[In].Function);
  for (const LambdaExpr *Lambda : Text.lambdas())
    addLambda(*Lambda, In);
  llvm::SmallPtrSet<const FunctionDecl *, 4> Bound;
  for (const Expr *Call : Text.calls()) {
    if (std::optional<unsigned> Callee = indexOf(calleeOf(*Call))) {
      const Expr *Object = objectOf(*Call);
      if (Object && standsForThis(Object))
        Sites[*Callee].push_back({In, Call});
      else if (!isa<CXXConstructExpr>(Call) && Object &&
               !cast<CXXMethodDecl>(L.Bodies[*Callee].Function)->getParent()->isLambda())
        Info[*Callee].Foreign = true;
    }
    for (const CallableArgument &Callable : callablesOf(U, Text, *Call)) {
      std::optional<unsigned> At = indexOf(Callable.Body);
      if (!At || L.Bodies[*At].Function != L.Bodies[*At].Method)
        continue;
      // &Class::method, for a thread or to be run here.
      Bound.insert(L.Bodies[*At].Function);
      if (Callable.Fact->When == CallableFact::Now)
        Sites[*At].push_back({In, Call});
      else if (Callable.Fact->When != CallableFact::Returned && !Info[*At].Settled) {
        L.Bodies[*At].Begins = Entry::Open;
        Info[*At].Settled = true;
      }
    }
  }
  for (const DeclRefExpr *Ref : Text.references())
    if (isa<CXXMethodDecl>(Ref->getDecl()))
      if (std::optional<unsigned> At = indexOf(cast<CXXMethodDecl>(Ref->getDecl()));
          At && !Bound.count(L.Bodies[*At].Function) &&
          !isa_and_nonnull<CallExpr>(Text.significantParent(Ref)))
        Info[*At].Foreign = true;
}

void ClassLocksBuilder::solve() {
  auto AtSite = [this](const Site &S) {
    MutexesHeld Held = L.Bodies[S.Caller].AtEntry;
    auto It = Info[S.Caller].Held.find(S.Where);
    if (It != Info[S.Caller].Held.end())
      join(Held, It->second);
    return Held;
  };
  for (unsigned I = 0; I < L.Bodies.size(); ++I) {
    ClassLocks::Body &Body = L.Bodies[I];
    if (Info[I].Settled)
      Body.AtEntry = Info[I].Required;
    if (Info[I].Settled && Body.Begins == Entry::Unknown)
      Body.AtEntry.Others = true;
    Info[I].Reached = Info[I].Settled;
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned I = 0; I < L.Bodies.size(); ++I) {
      ClassLocks::Body &Body = L.Bodies[I];
      if (Info[I].Settled)
        continue;
      Entry Begins = Entry::Construction;
      std::optional<MutexesHeld> Held;
      bool Reached = false;
      for (const Site &S : Sites[I]) {
        if (!Info[S.Caller].Reached)
          continue;
        Reached = true;
        if (L.Bodies[S.Caller].Begins == Entry::Construction)
          continue;
        Begins = Entry::Inside;
        MutexesHeld There = AtSite(S);
        Held = Held ? meet(*Held, There) : There;
      }
      if (!Reached)
        continue;
      MutexesHeld AtEntry = Held.value_or(MutexesHeld());
      join(AtEntry, Info[I].Required);
      if (!Info[I].Reached || Begins != Body.Begins || AtEntry.Known != Body.AtEntry.Known ||
          AtEntry.Others != Body.AtEntry.Others) {
        Info[I].Reached = true;
        Body.Begins = Begins;
        Body.AtEntry = std::move(AtEntry);
        Changed = true;
      }
    }
  }
  for (unsigned I = 0; I < L.Bodies.size(); ++I) {
    ClassLocks::Body &Body = L.Bodies[I];
    if (!Info[I].Settled) {
      // Its caller goes on while a coroutine sleeps.
      bool Known = Info[I].Reached && !Info[I].Foreign && !U.body(*Body.Function).isCoroutine();
      if (!Known || (Info[I].Unlocks && !Body.AtEntry.none())) {
        Body.Begins = Known ? Body.Begins : Entry::Unknown;
        Body.AtEntry = Info[I].Required;
        Body.AtEntry.Others = true;
      }
    } else if (Body.Begins == Entry::Unknown && !Info[I].Required.Known.empty()) {
      Body.AtEntry = Info[I].Required;
    }
    for (const Site &S : Sites[I])
      Body.Calls.push_back({L.Bodies[S.Caller].Function, S.Where, {}});
  }
  for (unsigned I = 0; I < L.Bodies.size(); ++I)
    for (unsigned J = 0; J < Sites[I].size(); ++J)
      L.Bodies[I].Calls[J].Held = AtSite(Sites[I][J]);
}

void ClassLocksBuilder::build() {
  for (const Decl *D : L.Record.decls()) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(D))
      addMethod(Method);
    else if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      for (const FunctionDecl *Specialization : Template->specializations())
        if (const auto *Method = dyn_cast<CXXMethodDecl>(Specialization))
          addMethod(Method);
  }
  for (unsigned I = 0; I < L.Bodies.size(); ++I)
    addCalls(I);

  // What is held where it matters.
  std::vector<std::vector<std::pair<const Expr *, FieldAccess>>> Uses(L.Bodies.size());
  for (unsigned I = 0; I < L.Bodies.size(); ++I) {
    const FunctionDecl &Function = *L.Bodies[I].Function;
    const FunctionBody &Text = U.body(Function);
    for (const Expr *This : mentionsOfThis(Text))
      if (std::optional<FieldAccess> Access = fieldAccess(U, Text, *This))
        Uses[I].emplace_back(This, *Access);
    const LockState &Locks = U.locks(Function);
    if (!Locks.any())
      continue;
    Locks.forEachPoint([&](const Stmt &S, const LockState::Held &State) {
      if (isa<CXXThisExpr, DeclRefExpr, LambdaExpr, CallExpr, CXXConstructExpr>(S))
        Info[I].Held[&S] = toMutexes(U, State);
    });
  }
  solve();
  for (unsigned I = 0; I < L.Bodies.size(); ++I) {
    bool Any = U.locks(*L.Bodies[I].Function).any();
    for (auto &[This, Access] : Uses[I]) {
      auto It = Info[I].Held.find(This);
      if (Any && It == Info[I].Held.end())
        continue; // Nobody gets there.
      Access.Held = L.Bodies[I].AtEntry;
      if (Any)
        join(Access.Held, It->second);
      Access.Held.Others |= Info[I].Unseen;
      L.Accesses.push_back(std::move(Access));
    }
  }
}

ClassLocks::ClassLocks(Unit &U, const CXXRecordDecl &Record) : U(U), Record(Record) {
  ClassLocksBuilder(*this).build();
}

const ClassLocks::Body *ClassLocks::bodyOf(const FunctionDecl &Function) const {
  for (const Body &B : Bodies)
    if (B.Function == &Function || B.Function->getCanonicalDecl() == Function.getCanonicalDecl())
      return &B;
  return nullptr;
}

MutexesHeld ClassLocks::heldAt(const FunctionDecl &Function, const Stmt &Point) const {
  MutexesHeld Result;
  const Body *In = bodyOf(Function);
  if (!In)
    return Result;
  Result = In->AtEntry;
  join(Result, toMutexes(U, U.locks(*In->Function).at(Point)));
  return Result;
}

std::optional<ClassLocks::Guarded> ClassLocks::guarded(const AccessPath &Path) const {
  std::map<AccessPath, Guarded> Candidates;
  std::vector<const FieldAccess *> Unlocked;
  for (const FieldAccess &Access : Accesses) {
    if (!(Access.Path == Path) || Access.Kind == FieldAccess::Alias ||
        bodyOf(*Access.In)->Begins == Entry::Construction)
      continue;
    if (Access.Held.none())
      Unlocked.push_back(&Access);
    for (const AccessPath &Mutex : Access.Held.Known) {
      Guarded &G = Candidates[Mutex];
      G.Mutex = Mutex;
      G.Locked.push_back(&Access);
      if (Access.Kind == FieldAccess::Write && !G.Write)
        G.Write = &Access;
    }
  }
  std::optional<Guarded> Best;
  for (auto &[Mutex, G] : Candidates)
    if (G.Write && (!Best || G.Locked.size() > Best->Locked.size()))
      Best = std::move(G);
  if (Best)
    Best->Unlocked = std::move(Unlocked);
  return Best;
}

bool isLocked(Unit &U, const FunctionDecl &Function, const Expr &Point) {
  if (!U.locks(Function).at(Point).empty())
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->getAccess() != AS_public && !Method->getParent()->isLambda() &&
         !Method->isDependentContext() &&
         !U.classLocks(*Method->getParent()).heldAt(Function, Point).none();
}

} // namespace asynctidy
