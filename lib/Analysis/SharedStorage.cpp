//===- SharedStorage.cpp - containers that others change meanwhile ----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/SharedStorage.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

//===----------------------------------------------------------------------===//
// Containers
//===----------------------------------------------------------------------===//

/// What holds elements and owns them.
static const CXXRecordDecl *containerOf(QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type.getNonReferenceType());
  if (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor() || Record->isLambda())
    return nullptr;
  bool Sequence = hasMethod(*Record, "begin") && hasMethod(*Record, "end");
  bool Adaptor =
      hasMethod(*Record, "push") && hasMethod(*Record, "pop") && hasMethod(*Record, "empty");
  return Sequence || Adaptor ? Record->getDefinition() : nullptr;
}

namespace {
/// Where a container keeps its elements, as far as that matters to those who point to them.
enum class Layout {
  Contiguous, ///< In one block, which growth replaces.
  Blocks,     ///< In several: growth at the ends leaves elements where they are.
  Hashed,     ///< In nodes, but growth may change the order of a walk.
  Nodes       ///< In nodes; also what isn't known.
};
} // namespace

static Layout layoutOf(const CXXRecordDecl &Record) {
  if (Record.isInStdNamespace()) {
    StringRef Name = Record.getName();
    if (Name == "vector" || Name == "basic_string" || Name == "priority_queue")
      return Layout::Contiguous;
    if (Name == "deque" || Name == "queue" || Name == "stack")
      return Layout::Blocks;
    return StringRef(Name).find("unordered_") == 0 ? Layout::Hashed : Layout::Nodes;
  }
  if (hasMethod(Record, "bucket_count"))
    return Layout::Hashed;
  return hasMethod(Record, "capacity") && hasMethod(Record, "data") ? Layout::Contiguous
                                                                    : Layout::Nodes;
}

static bool beginsWithOneOf(StringRef Name, std::initializer_list<const char *> Prefixes) {
  return llvm::any_of(Prefixes, [Name](const char *P) { return Name.find(P) == 0; });
}

/// What calling \p Method on a container of class \p Record does to values that lead into it; none
/// if it does nothing to them ([container.reqmts], [sequence.reqmts], [unord.req]).
static std::optional<StorageChange> changeBy(const CXXMethodDecl &Method,
                                             const CXXRecordDecl &Record) {
  StorageChange Change;
  Layout Kind = layoutOf(Record);
  auto Inserts = [&](bool AtEnd) {
    Change.Moves = Kind == Layout::Contiguous || (Kind == Layout::Blocks && !AtEnd);
    Change.Iterators = Kind != Layout::Nodes;
    return Change.Iterators ? std::optional(Change) : std::nullopt;
  };
  if (Method.isConst() || Method.isStatic())
    return std::nullopt;
  switch (Method.getOverloadedOperator()) {
  case OO_Equal:
    Change.Ends = true;
    return Change;
  case OO_Subscript: // Of a map: a key that isn't there yet.
    return hasMethod(Record, "key_type") || hasMethod(Record, "mapped_type") ||
                   hasMethod(Record, "bucket_count")
               ? Inserts(true)
               : std::nullopt;
  case OO_PlusEqual:
    return Inserts(true);
  default:
    break;
  }
  if (!Method.getIdentifier())
    return std::nullopt;
  StringRef Name = Method.getName();
  if (beginsWithOneOf(Name,
                      {"erase", "clear", "pop", "remove", "extract", "assign", "take", "swap"}) ||
      Name == "unique" || (Name == "resize" && Kind != Layout::Nodes)) {
    Change.Ends = true;
    Change.Keyed =
        Method.getNumParams() > 0 && Name != "swap" && Name != "assign" && Name != "resize";
    return Change;
  }
  if (beginsWithOneOf(Name, {"push", "emplace_back", "emplace_front", "append", "prepend"}))
    return Inserts(true);
  if (beginsWithOneOf(Name, {"insert", "emplace", "try_emplace", "reserve", "rehash"}))
    return Inserts(false);
  return std::nullopt;
}

/// What \p Method of a container of the user's own does, by what it calls on the container that it
/// is made of: `void add(Item i) { items_.push_back(i); }`.
static std::optional<StorageChange> changeByBody(const CXXMethodDecl &Method) {
  const FunctionDecl *Definition = Method.getDefinition();
  if (Method.isConst() || Method.isStatic() || !Definition || !Definition->hasBody() ||
      inSystemHeader(Definition->getLocation(), Definition->getASTContext()))
    return std::nullopt;
  auto Look = [](const Stmt *S, auto &&Self) -> std::optional<StorageChange> {
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      const Expr *Object = objectOf(*Call);
      const auto *Member = dyn_cast_or_null<MemberExpr>(Object ? stripToObject(Object) : nullptr);
      const auto *Callee = dyn_cast_or_null<CXXMethodDecl>(Call->getCalleeDecl());
      if (Member && Callee && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) &&
          !Member->getType()->isPointerType())
        if (const CXXRecordDecl *Inner = containerOf(Member->getType()))
          if (std::optional<StorageChange> Change = changeBy(*Callee, *Inner))
            return Change;
    }
    for (const Stmt *Child : S->children())
      if (Child)
        if (std::optional<StorageChange> Change = Self(Child, Self))
          return Change;
    return std::nullopt;
  };
  std::optional<StorageChange> Result = Look(Definition->getBody(), Look);
  if (Result)
    Result->Keyed = Method.getNumParams() > 0;
  return Result;
}

bool invalidates(const StorageChange &Change, Handle What, const SharedStorage &Storage) {
  if (Change.Ends)
    return true;
  if (Storage.Pointee)
    return false;
  return Change.Moves || (What == Handle::Iterator && Change.Iterators);
}

//===----------------------------------------------------------------------===//
// Where values lead
//===----------------------------------------------------------------------===//

namespace {
class StorageFinder {
public:
  StorageFinder(Unit &U, const FunctionDecl &In, unsigned Calls = 0) : U(U), In(In), Calls(Calls) {}
  std::optional<SharedStorage> of(const Expr *E, unsigned Depth = 0);
  bool isOwn(const Expr *Object, unsigned Depth = 0) const;

private:
  std::optional<SharedStorage> ofCall(const Expr &Call, unsigned Depth);
  std::optional<SharedStorage> ofAccessor(const Expr &Call);
  bool isOwn(const VarDecl &Var) const;

  Unit &U;
  const FunctionDecl &In;
  const unsigned Calls; ///< How many functions have been entered.
};
} // namespace

/// True if \p E copies a pointer out of an object: not a local's.
static bool copiesPointer(const Expr *E) {
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    E = Cleanups->getSubExpr();
  const auto *Load = dyn_cast<ImplicitCastExpr>(E->IgnoreParens());
  return Load && Load->getCastKind() == CK_LValueToRValue && Load->getType()->isPointerType() &&
         !isa<DeclRefExpr>(Load->getSubExpr()->IgnoreParens());
}

/// True if a value of type \p Type leads somewhere: also what an insertion gives, an iterator and
/// whether it is a new one.
static Handle leads(QualType Type) {
  if (Handle H = handleOf(Type.getUnqualifiedType()); H != Handle::None)
    return H;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || !Record->hasDefinition() || !Record->isInStdNamespace() ||
      Record->getName() != "pair")
    return Handle::None;
  for (const FieldDecl *Field : Record->fields()) {
    Handle First = handleOf(Field->getType().getUnqualifiedType());
    return First == Handle::Reference ? Handle::None : First;
  }
  return Handle::None;
}

/// True if the frame of the function has the object that \p Var names, or alone owns what it points
/// to; true in doubt.
bool StorageFinder::isOwn(const VarDecl &Var) const {
  if (Var.hasGlobalStorage())
    return false;
  // A capture of a lambda: its function may wait for it.
  if (Var.getDeclContext() != &In)
    return true;
  QualType Type = Var.getType();
  if (isa<ParmVarDecl>(Var))
    return !Type->isReferenceType() && !Type->isPointerType() &&
           !(compat::recordOf(Type) && hasMethod(*compat::recordOf(Type), "use_count"));
  if (Type->isReferenceType() || Type->isPointerType())
    return !Var.getInit() || isOwn(Var.getInit(), 1);
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || !Record->hasDefinition() || !hasMethod(*Record, "use_count"))
    return true;
  // A share in an object of others, unless it was made here.
  const Expr *Init = Var.getInit() ? stripToObject(Var.getInit()) : nullptr;
  if (!Init)
    return true;
  const FunctionDecl *Maker = calleeOf(*Init);
  return Maker && Maker->getIdentifier() && Maker->getName().contains("make_shared");
}

bool StorageFinder::isOwn(const Expr *Object, unsigned Depth) const {
  Object = stripToObject(Object);
  if (!Object || Depth > 8)
    return true;
  if (isa<CXXThisExpr>(Object))
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Object)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return !Var || isOwn(*Var);
  }
  if (const auto *Member = dyn_cast<MemberExpr>(Object))
    return isOwn(Member->getBase(), Depth + 1);
  if (const auto *Unary = dyn_cast<UnaryOperator>(Object))
    return isOwn(Unary->getSubExpr(), Depth + 1);
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Object))
    return isOwn(Subscript->getBase(), Depth + 1);
  if (isa<CXXOperatorCallExpr, CXXMemberCallExpr>(Object))
    if (const Expr *On = objectOf(*Object))
      return isOwn(On, Depth + 1);
  return true;
}

/// What a function of the user's own gives, that looks an element up: `Session &find(int Id)`.
std::optional<SharedStorage> StorageFinder::ofAccessor(const Expr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Definition);
  if (Calls > 1 || !Definition || !Definition->doesThisDeclarationHaveABody() ||
      isCoroutine(*Definition) || U.models().isModelled(*Definition) ||
      (Method && (Method->isVirtual() || Method->getParent()->isLambda())))
    return std::nullopt;
  if (Method && Method->isInstance() && (!objectOf(Call) || isOwn(objectOf(Call))))
    return std::nullopt;
  for (const ReturnStmt *Return : U.body(*Definition).returns())
    if (const Expr *Value = Return->getRetValue())
      if (std::optional<SharedStorage> Result =
              StorageFinder(U, *Definition, Calls + 1).of(Value)) {
        if (Result->Key) // As the caller says it.
          for (const Expr *Argument : argumentsOf(Call))
            Result->Key = Argument;
        return Result;
      }
  return std::nullopt;
}

std::optional<SharedStorage> StorageFinder::ofCall(const Expr &Call, unsigned Depth) {
  if (!Call.isGLValue() && leads(Call.getType()) == Handle::None)
    return std::nullopt;
  const Expr *Object = objectOf(Call);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(Call));
  if (!Object || !Method) {
    // std::begin(c), and operators of iterators that are no members.
    const FunctionDecl *Callee = calleeOf(Call);
    llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
    if (Callee && Callee->isInStdNamespace() && !Arguments.empty() &&
        containerOf(Arguments.front()->getType())) {
      std::optional<SharedStorage> Result = of(Arguments.front(), Depth + 1);
      if (Result)
        Result->Element = true;
      return Result;
    }
    return ofAccessor(Call);
  }
  // Not the base that declares the method.
  QualType Type = Object->IgnoreParenImpCasts()->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  Type = Type.getNonReferenceType().getUnqualifiedType();
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || !Record->hasDefinition())
    return std::nullopt;
  Handle On = handleOf(Type);
  if (On == Handle::Iterator || On == Handle::View)
    return of(Object, Depth + 1);
  if (TypeMatch M = U.typeModel(Type); M && M->Owner) {
    // Others may have a share in it, and it may be none of the container's.
    std::optional<SharedStorage> Result = of(Object, Depth + 1);
    if (!Result || !Result->Element || hasMethod(*Record, "use_count"))
      return std::nullopt;
    Result->Pointee |= hasMethod(*Record, "release");
    return Result;
  }
  if (!containerOf(Type))
    return ofAccessor(Call);
  std::optional<SharedStorage> Result = of(Object, Depth + 1);
  if (!Result)
    return std::nullopt;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  if (!Result->Element)
    Result->Key = Arguments.empty() ? nullptr : Arguments.front();
  Result->Element = true;
  return Result;
}

std::optional<SharedStorage> StorageFinder::of(const Expr *E, unsigned Depth) {
  if (!E || Depth > 12 || copiesPointer(E))
    return std::nullopt;
  E = stripToObject(E);
  if (!E)
    return std::nullopt;
  auto Container = [&](const ValueDecl &D) -> std::optional<SharedStorage> {
    if (!containerOf(D.getType()) || D.getType().isConstQualified() ||
        D.getType()->isReferenceType())
      return std::nullopt;
    SharedStorage Result;
    Result.Container = cast<ValueDecl>(D.getCanonicalDecl());
    Result.Where = E;
    return Result;
  };
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
      Var = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
    if (!Var)
      return std::nullopt;
    if (Var->hasGlobalStorage())
      return Var->isStaticLocal() || Var->getTSCSpec() ? std::nullopt : Container(*Var);
    return Var->isLocalVarDecl() && Var->getInit() && Var->getDeclContext() == &In &&
                   leads(Var->getType()) != Handle::None
               ? of(Var->getInit(), Depth + 1)
               : std::nullopt;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return Container(*Static);
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Field->getType()->isReferenceType())
      return std::nullopt;
    // Part of an element of another container: that one's changes end it as well.
    if (std::optional<SharedStorage> Outer = of(Member->getBase(), Depth + 1))
      return Outer;
    return isOwn(Member->getBase()) ? std::nullopt : Container(*Field);
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return of(Subscript->getBase(), Depth + 1);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref
               ? of(Unary->getSubExpr(), Depth + 1)
               : std::nullopt;
  if (const auto *Conditional = dyn_cast<AbstractConditionalOperator>(E)) {
    std::optional<SharedStorage> True = of(Conditional->getTrueExpr(), Depth + 1);
    return True ? True : of(Conditional->getFalseExpr(), Depth + 1);
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (leads(Construct->getType()) == Handle::None || Construct->getNumArgs() == 0)
      return std::nullopt;
    // A view or an iterator that is copied out of an element leads somewhere else.
    const Expr *From = stripToObject(Construct->getArg(0));
    if (Construct->getConstructor()->isCopyOrMoveConstructor() && From && From->isGLValue() &&
        !isa<DeclRefExpr>(From))
      return std::nullopt;
    std::optional<SharedStorage> Result = of(Construct->getArg(0), Depth + 1);
    if (Result && handleOf(Construct->getType().getUnqualifiedType()) == Handle::View)
      Result->Element = true;
    return Result;
  }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return of(Cast->getSubExpr(), Depth + 1);
  return isa<CallExpr>(E) ? ofCall(*E, Depth) : std::nullopt;
}

std::optional<SharedStorage> sharedStorageOf(Unit &U, const FunctionDecl &In, const Expr *E) {
  return StorageFinder(U, In).of(E);
}

/// True if \p Object is a member that others may look at while \p In changes it.
static bool isSharedObject(Unit &U, const FunctionDecl &In, const Expr *Object) {
  return isa<MemberExpr>(stripToObject(Object)) && !StorageFinder(U, In).isOwn(Object);
}

//===----------------------------------------------------------------------===//
// Changes
//===----------------------------------------------------------------------===//

StorageChanges::StorageChanges(Unit &U) : U(U) {
  forEachFunction(U, [this](const FunctionDecl &Function) {
    if (!Function.isDependentContext())
      add(this->U.body(Function));
  });
}

void StorageChanges::add(const FunctionBody &Body) {
  const FunctionDecl &In = Body.function();
  llvm::SmallPtrSet<const Stmt *, 16> Callees;
  auto Record = [&](const Expr *Object, const Expr *Call, StorageChange Change) {
    std::optional<SharedStorage> Storage = sharedStorageOf(U, In, Object);
    if (!Storage || Storage->Element)
      return;
    Change.Where = Call;
    Change.In = &In;
    Changes[Storage->Container].push_back(Change);
  };
  for (const Expr *Call : Body.calls()) {
    if (const auto *C = dyn_cast<CallExpr>(Call))
      Callees.insert(C->getCallee()->IgnoreParenImpCasts());
    const FunctionDecl *Callee = calleeOf(*Call);
    if (!Callee)
      continue;
    Callers[Callee->getCanonicalDecl()].insert(&In);
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    if (const Expr *Object = Method ? objectOf(*Call) : nullptr) {
      QualType Type = Object->IgnoreParenImpCasts()->getType();
      if (Type->isPointerType())
        Type = Type->getPointeeType();
      if (const CXXRecordDecl *Container = containerOf(Type)) {
        std::optional<StorageChange> Change = changeBy(*Method, *Container);
        if (!Change)
          Change = changeByBody(*Method);
        if (Change)
          Record(Object, Call, *Change);
      }
    }
    StorageChange Taken;
    Taken.Ends = true;
    // The whole object that has containers is replaced: `state_ = co_await load();`.
    if (Method && Method->getOverloadedOperator() == OO_Equal && objectOf(*Call))
      if (const CXXRecordDecl *Whole = compat::recordOf(objectOf(*Call)->getType());
          Whole && Whole->hasDefinition() && !containerOf(objectOf(*Call)->getType()) &&
          (Method->isCopyAssignmentOperator() || Method->isMoveAssignmentOperator()) &&
          isSharedObject(U, In, objectOf(*Call)))
        for (const FieldDecl *Field : Whole->fields())
          if (containerOf(Field->getType()) && !Field->getType()->isReferenceType()) {
            StorageChange Replaced = Taken;
            Replaced.Where = Call;
            Replaced.In = &In;
            Changes[Field->getCanonicalDecl()].push_back(Replaced);
          }
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Callee);
        Constructor && Constructor->isMoveConstructor() && containerOf(Call->getType()))
      Record(cast<CXXConstructExpr>(Call)->getArg(0), Call, Taken);
    StringRef Name = Callee->getIdentifier() ? Callee->getName() : StringRef();
    if (!Method && Callee->isInStdNamespace() &&
        (Name == "exchange" || Name == "swap" || Name == "erase" || Name == "erase_if"))
      for (const Expr *Argument : argumentsOf(*Call))
        if (containerOf(Argument->getType()))
          Record(Argument, Call, Taken);
  }
  for (const DeclRefExpr *Ref : Body.references())
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl());
        Function && !Callees.count(Ref))
      AddressTaken.insert(Function->getCanonicalDecl());
  for (const LambdaExpr *Lambda : Body.lambdas()) {
    // One that others run, or that runs when it likes, is a function of its own.
    if (FateAt Fate = fateOfClosure(U, Body, *Lambda);
        Fate.What != Fate::Spawned && Fate.What != Fate::Stored)
      RunBy[Lambda->getCallOperator()->getCanonicalDecl()] = &In;
  }
}

/// True if code that can't be seen, or an event loop, may call \p Function at any time.
bool StorageChanges::isOpen(const FunctionDecl &Function) const {
  if (AddressTaken.count(Function.getCanonicalDecl()))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method)
    return Function.isExternallyVisible();
  if (Method->getParent()->isLambda())
    return !RunBy.count(Function.getCanonicalDecl());
  return Method->isVirtual() || Method->getAccess() == AS_public;
}

StorageChanges::Functions StorageChanges::entriesOf(const FunctionDecl &Function) const {
  Functions Result, Seen;
  llvm::SmallVector<const FunctionDecl *, 8> Work{Function.getCanonicalDecl()};
  while (!Work.empty()) {
    const FunctionDecl *At = Work.pop_back_val()->getCanonicalDecl();
    if (!Seen.insert(At).second)
      continue;
    if (isOpen(*At))
      Result.insert(At);
    else if (auto Outer = RunBy.find(At); Outer != RunBy.end())
      Work.push_back(Outer->second);
    else if (auto It = Callers.find(At); It != Callers.end())
      Work.append(It->second.begin(), It->second.end());
  }
  return Result;
}

bool StorageChanges::calls(const FunctionDecl &Caller, const FunctionDecl &Callee) const {
  Functions Seen;
  llvm::SmallVector<const FunctionDecl *, 8> Work{Callee.getCanonicalDecl()};
  while (!Work.empty()) {
    const FunctionDecl *At = Work.pop_back_val()->getCanonicalDecl();
    if (!Seen.insert(At).second)
      continue;
    if (At == Caller.getCanonicalDecl())
      return true;
    if (auto Outer = RunBy.find(At); Outer != RunBy.end())
      Work.push_back(Outer->second);
    if (auto It = Callers.find(At); It != Callers.end())
      Work.append(It->second.begin(), It->second.end());
  }
  return false;
}

/// True if a parameter of \p Function chooses: two calls of it are about two things, and may come
/// at the same time.
static bool isChosenBy(const Expr *Key, const FunctionDecl &Function) {
  return Key && llvm::any_of(Function.parameters(), [Key](const ParmVarDecl *Parameter) {
           return mentions(*Key, *Parameter);
         });
}

const StorageChange *StorageChanges::whileSuspended(const SharedStorage &Storage, Handle What,
                                                    const FunctionDecl &Sleeper) const {
  auto It = Changes.find(Storage.Container);
  if (It == Changes.end())
    return nullptr;
  Functions Own = entriesOf(Sleeper);
  if (Own.empty())
    Own.insert(Sleeper.getCanonicalDecl());
  for (const StorageChange &Change : It->second) {
    // Nobody has the object yet, or any more.
    if (!invalidates(Change, What, Storage) ||
        isa<CXXConstructorDecl, CXXDestructorDecl>(Change.In))
      continue;
    if (Change.In == &Sleeper) {
      if (isChosenBy(Storage.Key, Sleeper) && isOpen(Sleeper))
        return &Change;
      continue;
    }
    // Who awaits it makes its own changes before or behind.
    if (calls(*Change.In, Sleeper))
      continue;
    for (const FunctionDecl *Entry : entriesOf(*Change.In))
      if (!Own.count(Entry) && !isa<CXXConstructorDecl, CXXDestructorDecl>(Entry))
        return &Change;
  }
  return nullptr;
}

const StorageChange *StorageChanges::whileAwaited(const SharedStorage &Storage, Handle What,
                                                  const FunctionBody &In,
                                                  const Expr &Suspension) const {
  auto It = Changes.find(Storage.Container);
  if (It == Changes.end())
    return nullptr;
  for (const Expr *Call : In.calls()) {
    const FunctionDecl *Callee = In.isWithin(Call, &Suspension) ? calleeOf(*Call) : nullptr;
    if (!Callee || !Callee->getDefinition())
      continue;
    for (const StorageChange &Change : It->second)
      if (invalidates(Change, What, Storage) && !Change.Keyed && Change.In != &In.function() &&
          calls(*Callee, *Change.In))
        return &Change;
  }
  return nullptr;
}

} // namespace asynctidy
