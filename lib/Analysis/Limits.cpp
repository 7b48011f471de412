//===- Limits.cpp - waits that nothing limits -----------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Limits.h"
#include "async-tidy/Analysis/Callers.h"
#include "async-tidy/Analysis/ClassLocks.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace asynctidy {

//===----------------------------------------------------------------------===//
// What limits work
//===----------------------------------------------------------------------===//

/// True if who calls something so thinks of how long work takes.
static bool soundsLikeLimit(const Unit &U, const NamedDecl *Decl) {
  return U.models().sounds(Decl, Sense::LimitsTime);
}

/// True if a \p Type is there to limit work, or to end it.
static bool isLimit(const Unit &U, QualType Type) {
  Type = objectType(U, Type);
  if (Type.isNull())
    return false;
  TypeMatch M = U.typeModel(Type);
  return (M &&
          (M->Limits || M->Cancels == Cancellation::Token || M->Cancels == Cancellation::Source)) ||
         soundsLikeLimit(U, compat::recordOf(Type));
}
static bool isLimit(const Unit &U, const ValueDecl &Decl) {
  return soundsLikeLimit(U, &Decl) || isLimit(U, Decl.getType());
}

/// True if a \p Type says how long something takes, or until when.
static bool isTime(QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type.getNonReferenceType());
  const auto *Chrono =
      Record ? dyn_cast<NamespaceDecl>(Record->getEnclosingNamespaceContext()) : nullptr;
  // An inline namespace of the library's version may be in between.
  while (Chrono && Chrono->isInline())
    Chrono = dyn_cast<NamespaceDecl>(Chrono->getParent());
  return Chrono && Chrono->getName() == "chrono" && Chrono->isInStdNamespace() &&
         Record->getIdentifier() &&
         (Record->getName() == "duration" || Record->getName() == "time_point");
}

static bool isLimit(const Unit &U, const Expr &Call) {
  if (FunctionMatch M = U.calleeModel(Call); M && M->Limits)
    return true;
  // A race of two tasks.
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    return Operator->getOperator() == OO_PipePipe && taskType(U, Operator->getType());
  const Expr *Object = objectOf(Call);
  return soundsLikeLimit(U, calleeOf(Call)) || (Object && isLimit(U, Object->getType()));
}

namespace {
/// Looks for something that could limit what a function waits for.
class LimitSearch {
public:
  explicit LimitSearch(Unit &U) : U(U) {}
  /// In \p Function, what is around it, and its callers.
  bool around(const FunctionDecl &Function, unsigned Depth = 0);

private:
  bool in(const FunctionDecl &Function);
  bool in(const CXXRecordDecl &Record);

  Unit &U;
  llvm::SmallPtrSet<const Decl *, 16> Seen;
};
} // namespace

bool LimitSearch::in(const FunctionDecl &Function) {
  if (!Function.doesThisDeclarationHaveABody() || !Seen.insert(&Function).second)
    return false;
  const FunctionBody &Body = U.body(Function);
  return llvm::any_of(Function.parameters(),
                      [&](const ParmVarDecl *P) { return isLimit(U, *P); }) ||
         llvm::any_of(Body.variables(), [&](const VarDecl *V) { return isLimit(U, *V); }) ||
         llvm::any_of(Body.references(),
                      [&](const DeclRefExpr *Ref) {
                        const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
                        return Var && isLimit(U, *Var);
                      }) ||
         llvm::any_of(Body.calls(), [&](const Expr *Call) { return isLimit(U, *Call); }) ||
         llvm::any_of(Body.lambdas(),
                      [&](const LambdaExpr *Lambda) { return in(*Lambda->getCallOperator()); });
}

bool LimitSearch::in(const CXXRecordDecl &Record) {
  const CXXRecordDecl *Definition = Record.getDefinition();
  if (!Definition || !Seen.insert(Definition).second)
    return false;
  return llvm::any_of(Definition->fields(),
                      [&](const FieldDecl *Field) { return isLimit(U, *Field); }) ||
         llvm::any_of(Definition->methods(),
                      [&](const CXXMethodDecl *Method) {
                        const FunctionDecl *Body = Method->getDefinition();
                        return soundsLikeLimit(U, Method) || (Body && in(*Body));
                      }) ||
         llvm::any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Parent = compat::recordOf(Base.getType());
           return Parent && !U.models().isModelled(*Parent) && !Parent->isInStdNamespace() &&
                  in(*Parent);
         });
}

bool LimitSearch::around(const FunctionDecl &Function, unsigned Depth) {
  static constexpr unsigned MaxDepth = 6;
  if (Depth > MaxDepth || Seen.count(&Function))
    return false;
  if (in(Function))
    return true;
  for (const DeclContext *Up = Function.getParent(); Up; Up = Up->getParent()) {
    const auto *Outer = dyn_cast<FunctionDecl>(Up);
    const auto *Record = dyn_cast<CXXRecordDecl>(Up);
    if ((Outer && around(*Outer, Depth + 1)) || (Record && !Record->isLambda() && in(*Record)))
      return true;
  }
  return llvm::any_of(U.callers().of(Function),
                      [&](const Caller &Caller) { return around(*Caller.In, Depth + 1); });
}

//===----------------------------------------------------------------------===//
// Awaits
//===----------------------------------------------------------------------===//

/// True if \p Operation is done on something that is a part of this program, or has a limit.
static bool isLimited(const Unit &U, const CallExpr &Operation, const OutsideFact &Fact) {
  if (Fact.On) {
    llvm::SmallVector<const Expr *, 2> On = select(Operation, *Fact.On);
    const Expr *Object = On.empty() ? nullptr : stripToObject(On.front());
    TypeMatch Type = Object ? U.typeModel(objectType(U, Object->getType())) : TypeMatch();
    if (!Type || !Type->Peer)
      return true;
  }
  for (const Expr *Argument : argumentsOf(Operation))
    if (!isa<CXXDefaultArgExpr>(Argument) &&
        (isTime(Argument->getType()) || isLimit(U, Argument->getType())))
      return true;
  return Fact.Limit && llvm::any_of(select(Operation, *Fact.Limit), [](const Expr *Limit) {
           return !isa<CXXDefaultArgExpr>(Limit);
         });
}

/// True if \p In only stands for \p Operation, so that its caller must limit it: it is called like
/// it, or gives its result.
static bool isWrapper(const FunctionBody &In, const Expr &Point, const CallExpr &Operation) {
  const Stmt *Up = In.significantParent(&Point);
  if (Up && isa<CoreturnStmt>(Up))
    return true;
  StringRef Name = nameOf(&In.function()), Wrapped = nameOf(calleeOf(Operation));
  return Name.size() > 3 && Wrapped.contains(Name);
}

llvm::SmallVector<UnlimitedAwait, 2> unlimitedAwaits(Unit &U, const FunctionBody &In) {
  llvm::SmallVector<UnlimitedAwait, 2> Result;
  for (const Expr *Point : In.suspensions()) {
    // Whatever else takes the operation may limit it.
    const Expr *Operand = isa<CoawaitExpr>(Point) ? awaitOperand(Point) : nullptr;
    const auto *Operation = dyn_cast_or_null<CallExpr>(Operand ? stripToObject(Operand) : nullptr);
    FunctionMatch M = Operation ? U.calleeModel(*Operation) : FunctionMatch();
    if (M && M->Outside && !isLimited(U, *Operation, *M->Outside) &&
        !isWrapper(In, *Point, *Operation))
      Result.push_back({Point, Operation, &*M->Outside});
  }
  if (!Result.empty() && LimitSearch(U).around(In.function()))
    Result.clear();
  return Result;
}

//===----------------------------------------------------------------------===//
// Condition variables
//===----------------------------------------------------------------------===//

/// The methods of \p Record that \p From, one of them, runs on its own object; none if one of them
/// isn't seen.
static llvm::SmallVector<const FunctionDecl *, 4> methodsRunBy(Unit &U, const FunctionDecl &From,
                                                               const CXXRecordDecl &Record) {
  llvm::SmallVector<const FunctionDecl *, 4> Run{&From};
  for (unsigned I = 0; I < Run.size(); ++I)
    for (const Expr *Call : U.body(*Run[I]).calls()) {
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(*Call));
      const Expr *Object = objectOf(*Call);
      if (!Method || !Object ||
          Method->getParent()->getCanonicalDecl() != Record.getCanonicalDecl())
        continue;
      const FunctionDecl *Definition = Method->getDefinition();
      if (!Definition || !Definition->hasBody())
        return {};
      if (!llvm::is_contained(Run, Definition))
        Run.push_back(Definition);
    }
  return Run;
}

llvm::SmallVector<UnendedWait, 1> unendedWaits(Unit &U, const CXXDestructorDecl &Destructor) {
  llvm::SmallVector<UnendedWait, 1> Result;
  const CXXRecordDecl &Record = *Destructor.getParent();
  const Expr *Join = nullptr;
  for (const Expr *Call : U.body(Destructor).calls())
    if (!Join && isThreadJoin(U, *Call) && objectOf(*Call))
      Join = Call;
  llvm::SmallVector<const FunctionDecl *, 4> Ending;
  if (Join)
    Ending = methodsRunBy(U, Destructor, Record);
  llvm::SmallPtrSet<const FieldDecl *, 4> Set;
  llvm::SmallPtrSet<const ValueDecl *, 4> Notified;
  for (const FunctionDecl *Method : Ending) {
    for (const FieldAccess &Access : fieldAccesses(U, U.body(*Method)))
      if (Access.Kind == FieldAccess::Write && Access.field())
        Set.insert(Access.field()->getCanonicalDecl());
      else if (Access.Kind != FieldAccess::Read && Access.field())
        Notified.insert(Access.field()->getCanonicalDecl());
    for (const Expr *Call : U.body(*Method).calls())
      if (std::optional<ConditionCall> Found = conditionCall(U, *Method, *Call))
        if (const ValueDecl *Condition = Found->condition())
          Notified.insert(cast<ValueDecl>(Condition->getCanonicalDecl()));
  }
  if (Set.empty())
    return Result;
  for (const FunctionDecl *Body : threadBodies(U, Destructor, *objectOf(*Join)))
    for (const FunctionDecl *Runs : methodsRunBy(U, *Body, Record)) {
      const FieldDecl *Flag = nullptr;
      for (const FieldAccess &Access : fieldAccesses(U, U.body(*Runs)))
        if (!Flag && Access.Kind == FieldAccess::Read && Access.field() &&
            Set.count(Access.field()->getCanonicalDecl()))
          Flag = Access.field();
      for (const LambdaExpr *Lambda : U.body(*Runs).lambdas())
        for (const FieldAccess &Access : fieldAccesses(U, U.body(*Lambda->getCallOperator())))
          if (!Flag && Access.field() && Set.count(Access.field()->getCanonicalDecl()))
            Flag = Access.field();
      for (const Expr *Call : U.body(*Runs).calls()) {
        std::optional<ConditionCall> Wait = conditionCall(U, *Runs, *Call);
        const auto *Condition =
            Wait && Flag ? dyn_cast_or_null<FieldDecl>(Wait->condition()) : nullptr;
        if (Condition && Wait->Does == ConditionFact::Waits &&
            Condition->getParent()->getCanonicalDecl() == Record.getCanonicalDecl() &&
            Condition->getAccess() == AS_private && U.body(*Runs).loopAround(Call) &&
            !Notified.count(cast<ValueDecl>(Condition->getCanonicalDecl())))
          Result.push_back({*Wait, Flag, Join});
      }
    }
  return Result;
}

} // namespace asynctidy
