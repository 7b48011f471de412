//===- Independent.cpp - awaits that don't need each other ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Independent.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asynctidy {

//===----------------------------------------------------------------------===//
// Calls that only look something up
//===----------------------------------------------------------------------===//

/// The first word of \p Name that says what is done: `get` of `async_get_user`, `co_getUser`.
static std::string verbOf(StringRef Name) {
  for (;;) {
    Name = Name.ltrim('_');
    size_t Length = 1;
    while (Length < Name.size() && Name[Length] >= 'a' && Name[Length] <= 'z')
      ++Length;
    std::string Word = Name.take_front(Length).lower();
    if ((Word != "async" && Word != "co" && Word != "do") || Length >= Name.size())
      return Word;
    Name = Name.drop_front(Length);
  }
}

/// True if a function called \p Name changes nothing that another one sees, as far as names tell.
static bool soundsLikeLookup(const Unit &U, StringRef Name) {
  return !Name.empty() && U.models().sounds(verbOf(Name), Sense::LooksUp);
}

/// True if it has no effect, and takes no time, to say so: running it together with another one
/// gains nothing.
static bool endsAtOnce(Unit &U, const FunctionDecl &Callee) {
  const FunctionDecl *Definition = Callee.getDefinition();
  return Definition && Definition->hasBody() && !Definition->isDependentContext() &&
         U.body(*Definition).isCoroutine() && U.body(*Definition).suspensions().empty();
}

namespace {
/// An object that a call can get at.
struct Touch {
  std::optional<AccessPath> Path;
  bool Changes = true;
};
} // namespace

/// True if a copy of a \p Type shares nothing with it.
static bool isValue(QualType Type) {
  Type = Type.getNonReferenceType().getCanonicalType();
  if (Type->isArithmeticType() || Type->isEnumeralType())
    return true;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  if (!Record || !Record->getIdentifier() || !Record->isInStdNamespace())
    return false;
  return llvm::is_contained(ArrayRef<StringRef>{"basic_string", "basic_string_view", "duration",
                                                "time_point", "optional", "vector", "array"},
                            Record->getName());
}

/// True if something in \p S matches \p Is; closures' bodies included.
static bool anyIn(const Stmt *S, llvm::function_ref<bool(const Stmt &)> Is) {
  return S && (Is(*S) ||
               llvm::any_of(S->children(), [&](const Stmt *Child) { return anyIn(Child, Is); }));
}

/// False if no object or function has a part in the value of \p E: a literal, a sum of literals.
static bool namesObject(const Expr &E) {
  return anyIn(&E, [](const Stmt &S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    return isa<CXXThisExpr>(S) || (Ref && !isa<EnumConstantDecl>(Ref->getDecl()));
  });
}

/// What \p Call is given; none if it may get at anything.
static std::optional<llvm::SmallVector<Touch, 4>> touchedBy(const CallExpr &Call) {
  llvm::SmallVector<Touch, 4> Result;
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return std::nullopt;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee); Method && !Method->isStatic()) {
    const Expr *Object = objectOf(Call);
    std::optional<AccessPath> Path = Object ? AccessPath::of(Object) : std::nullopt;
    if (!Path && !Method->isConst())
      return std::nullopt;
    Result.push_back({Path, !Method->isConst()});
  }
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  for (unsigned I = 0; I < Arguments.size(); ++I) {
    QualType Type =
        I < Callee->getNumParams() ? Callee->getParamDecl(I)->getType() : Arguments[I]->getType();
    QualType Object = Type.getNonReferenceType();
    if (Object->isPointerType())
      Object = Object->getPointeeType();
    const bool Reads = Object.isConstQualified() || (!Type->isReferenceType() && isValue(Type));
    // What is moved away is the other one's no more.
    if (isa<CXXDefaultArgExpr>(Arguments[I]) || (Reads && !Type->isRValueReferenceType())) {
      if (namesObject(*Arguments[I]))
        Result.push_back({AccessPath::of(stripToObject(Arguments[I])), false});
      continue;
    }
    if (Type->isRValueReferenceType() &&
        isa<MaterializeTemporaryExpr>(Arguments[I]->IgnoreParenImpCasts()))
      continue;
    std::optional<AccessPath> Path = AccessPath::of(copiedObject(Arguments[I]));
    if (!Path)
      return std::nullopt;
    Result.push_back({Path, true});
  }
  return Result;
}

static bool overlap(const Touch &A, const Touch &B) {
  if (!A.Changes && !B.Changes)
    return false;
  return !A.Path || !B.Path || A.Path->isIn(*B.Path) || B.Path->isIn(*A.Path);
}

static bool mentionsBinding(const Stmt &S, const VarDecl &Var) {
  return anyIn(&S, [&](const Stmt &Part) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
    const auto *Binding = Ref ? dyn_cast<BindingDecl>(Ref->getDecl()) : nullptr;
    return Ref && (Ref->getDecl() == &Var || (Binding && Binding->getDecomposedDecl() == &Var));
  });
}

/// The call that \p Point awaits, if that only looks something up; null otherwise. \p Task receives
/// the type that it gives.
static const CallExpr *lookupAt(Unit &U, const Expr &Point, TypeMatch &Task) {
  const Expr *Operand = isa<CoawaitExpr>(Point) ? awaitOperand(&Point) : nullptr;
  const auto *Call = dyn_cast_or_null<CallExpr>(Operand ? stripToObject(Operand) : nullptr);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || Point.isTypeDependent() || Point.getType()->isVoidType() ||
      isa<CXXOperatorCallExpr>(Call) || !soundsLikeLookup(U, nameOf(Callee)) ||
      endsAtOnce(U, *Callee) || isToBeHeld(U, Point.getType()))
    return nullptr;
  std::optional<TaskType> Type = taskType(U, Call->getType());
  if (!Type || !Type->Model || !U.models().idiom(*Type->Model.In, "all") ||
      anyIn(Call, [](const Stmt &S) { return isa<CoawaitExpr, LambdaExpr>(S); }))
    return nullptr;
  Task = Type->Model;
  return Call;
}

//===----------------------------------------------------------------------===//
// One after the other
//===----------------------------------------------------------------------===//

namespace {
struct Lookup {
  const CallExpr *Call = nullptr;
  const VarDecl *Result = nullptr;
  TypeMatch Task;
};
} // namespace

/// The await that is all that \p S, a declaration, does.
static std::optional<Lookup> lookupIn(Unit &U, const FunctionBody &In, const Stmt &S) {
  const auto *Declaration = dyn_cast<DeclStmt>(&S);
  const auto *Var = Declaration && Declaration->isSingleDecl()
                        ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                        : nullptr;
  if (!Var || !Var->hasLocalStorage() || !Var->getInit())
    return std::nullopt;
  for (const Expr *Point : In.suspensions()) {
    const Stmt *Child = Point;
    In.significantParent(Point, &Child);
    if (In.initializedBy(Child) != Var)
      continue;
    Lookup Result{nullptr, Var, {}};
    Result.Call = lookupAt(U, *Point, Result.Task);
    return Result.Call ? std::optional<Lookup>(Result) : std::nullopt;
  }
  return std::nullopt;
}

static bool areIndependent(const Lookup &First, const Lookup &Second) {
  if (First.Task.In != Second.Task.In || mentionsBinding(*Second.Call, *First.Result))
    return false;
  auto A = touchedBy(*First.Call), B = touchedBy(*Second.Call);
  return A && B && llvm::none_of(*A, [&](const Touch &Mine) {
           return llvm::any_of(*B, [&](const Touch &Theirs) { return overlap(Mine, Theirs); });
         });
}

static void addConsecutive(Unit &U, const FunctionBody &In, std::vector<SequentialAwaits> &To) {
  const Stmt *Done = nullptr;
  for (const Expr *Point : In.suspensions()) {
    const Stmt *First = In.statementOf(Point);
    llvm::ArrayRef<Stmt *> Rest = First ? In.following(First) : llvm::ArrayRef<Stmt *>();
    if (Rest.empty() || First == Done)
      continue;
    std::optional<Lookup> A = lookupIn(U, In, *First);
    std::optional<Lookup> B = A ? lookupIn(U, In, *Rest.front()) : std::nullopt;
    if (!B || !areIndependent(*A, *B))
      continue;
    To.push_back({A->Call, B->Call, nullptr, B->Task});
    Done = Rest.front(); // Of three in a row one finding.
  }
}

//===----------------------------------------------------------------------===//
// In a loop
//===----------------------------------------------------------------------===//

/// The variable that has another value in each turn of \p Loop, and its body.
static const VarDecl *variableOf(const Stmt &Loop, const Stmt *&Body) {
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop)) {
    Body = Range->getBody();
    return Range->getLoopVariable();
  }
  const auto *For = dyn_cast<ForStmt>(&Loop);
  const auto *Init = For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  if (!Init || !Init->isSingleDecl())
    return nullptr;
  Body = For->getBody();
  return dyn_cast<VarDecl>(Init->getSingleDecl());
}

static bool isOfStd(const FunctionDecl *Callee) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  return Callee && (Method ? Method->getParent()->isInStdNamespace() : Callee->isInStdNamespace());
}

/// True if all that the turns of a loop do besides \p Call, in \p Body, is to keep what it gives in
/// variables that the next turn doesn't need for it.
static bool onlyCollects(const FunctionBody &In, const Stmt &Body, const CallExpr &Call,
                         const VarDecl &Turn) {
  if (mayLeave(&Body) || anyIn(&Body, [](const Stmt &S) {
        return isLoop(S) || isa<IfStmt, SwitchStmt, AbstractConditionalOperator, LambdaExpr,
                                ContinueStmt, CXXTryStmt, CXXDeleteExpr, CXXNewExpr>(S);
      }))
    return false;
  for (const Expr *Other : In.calls()) {
    if (Other == &Call || isa<CXXConstructExpr>(Other) || !In.isWithin(Other, &Body))
      continue;
    const FunctionDecl *Callee = calleeOf(*Other);
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    if (!isOfStd(Callee) && !(In.isWithin(Other, &Call) && Method && Method->isConst()))
      return false;
  }
  for (const DeclRefExpr *Ref : In.references()) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || Var == &Turn || !In.isWithin(Ref, &Body) || In.isWithin(Ref, &Call))
      continue;
    if (!Var->hasLocalStorage() || mentions(Call, *Var))
      return false;
  }
  return llvm::none_of(In.thisExpressions(), [&](const CXXThisExpr *This) {
    return In.isWithin(This, &Body) && !In.isWithin(This, &Call);
  });
}

static void addLoops(Unit &U, const FunctionBody &In, std::vector<SequentialAwaits> &To) {
  for (const Expr *Point : In.suspensions()) {
    const Stmt *Loop = In.loopAround(Point);
    const Stmt *Body = nullptr;
    const VarDecl *Turn = Loop ? variableOf(*Loop, Body) : nullptr;
    if (!Turn || !In.isWithin(Point, Body) ||
        llvm::count_if(In.suspensions(),
                       [&](const Expr *Other) { return In.isWithin(Other, Loop); }) != 1)
      continue;
    TypeMatch Task;
    const CallExpr *Call = lookupAt(U, *Point, Task);
    if (!Call || !mentionsBinding(*Call, *Turn) || !onlyCollects(In, *Body, *Call, *Turn))
      continue;
    std::optional<llvm::SmallVector<Touch, 4>> Touched = touchedBy(*Call);
    // A reference to an element is what the loop's iterator leads to.
    const auto *Range = dyn_cast<CXXForRangeStmt>(Loop);
    const Decl *Iterator = Range ? Range->getBeginStmt()->getSingleDecl() : nullptr;
    if (Touched && llvm::none_of(*Touched, [&](const Touch &T) {
          return T.Changes &&
                 (T.Path->startsAtThis() || (T.Path->base() != Turn && T.Path->base() != Iterator));
        }))
      To.push_back({Call, nullptr, Loop, Task});
  }
}

std::vector<SequentialAwaits> sequentialAwaits(Unit &U, const FunctionBody &In) {
  std::vector<SequentialAwaits> Result;
  // Whoever holds something wants an order.
  if (!In.isCoroutine() || In.suspensions().empty() ||
      llvm::any_of(In.variables(),
                   [&](const VarDecl *Var) { return isToBeHeld(U, Var->getType()); }))
    return Result;
  addConsecutive(U, In, Result);
  addLoops(U, In, Result);
  if (!Result.empty() && U.locks(In.function()).any())
    Result.clear();
  return Result;
}

} // namespace asynctidy
