//===- Escape.cpp - what becomes of a task, a closure, a reference ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Waits.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace asynctidy {

bool outlivesScope(Fate F) {
  switch (F) {
  case Fate::Returned:
  case Fate::Stored:
  case Fate::Spawned:
    return true;
  default:
    return false;
  }
}

/// Of several fates of one object (it is used in several places) the one that counts.
/// An await or a join anywhere is what the author wrote to be safe; then what leaves.
static FateAt worse(FateAt A, FateAt B) {
  auto Rank = [](Fate F) {
    switch (F) {
    case Fate::Awaited:
    case Fate::Joined:
      return 8;
    case Fate::Spawned:
      return 7;
    case Fate::Stored:
      return 6;
    case Fate::Returned:
      return 5;
    case Fate::Unknown:
      return 4;
    case Fate::Kept:
      return 3;
    case Fate::Ran:
      return 2;
    case Fate::Discarded:
      return 1;
    }
    return 0;
  };
  return Rank(A.What) >= Rank(B.What) ? A : B;
}

namespace {
/// Follows one object through the expressions and variables of a function.
class Tracker {
public:
  Tracker(Unit &U, const FunctionBody &In, unsigned Depth = 0) : U(U), In(In), Depth(Depth) {}

  FateAt task(const Expr &E);
  FateAt closure(const Expr &E);
  FateAt variable(const VarDecl &Var, bool IsClosure);

private:
  FateAt taskArgument(const Expr &Call, const Expr &Argument);
  FateAt inCallee(const Expr &Call, const Expr &Argument, bool IsClosure);
  FateAt closureArgument(const Expr &Call, const Expr &Argument);
  FateAt assigned(const Expr *To, const Stmt &Where);
  FateAt fromInitializer(const VarDecl &Var, const Stmt &Where, bool IsClosure);
  bool isArgument(const Expr &Call, const Stmt *Child, const Expr *&Argument) const;

  Unit &U;
  const FunctionBody &In;
  /// How many calls deep this function is entered.
  const unsigned Depth;
  /// Variables being followed: containers and loops lead back to themselves.
  llvm::SmallPtrSet<const VarDecl *, 4> Following;
};
} // namespace

/// The argument of \p Call that \p Child is; false if it is the callee or the object.
bool Tracker::isArgument(const Expr &Call, const Stmt *Child, const Expr *&Argument) const {
  for (const Expr *A : argumentsOf(Call))
    if (A == Child) {
      Argument = A;
      return true;
    }
  return false;
}

FateAt Tracker::fromInitializer(const VarDecl &Var, const Stmt &Where, bool IsClosure) {
  if (!Var.hasLocalStorage())
    return {Fate::Stored, &Where, nullptr};
  return variable(Var, IsClosure);
}

/// True if calling \p Function gives its argument back: std::move and the like.
static bool isIdentity(const Expr &Call, const Expr &Argument) {
  return stripToObject(&Call) == stripToObject(&Argument);
}

/// What an object that keeps tasks or callables is to the function that puts one there.
enum class Keeper { Local, Own, Other };

/// Whose \p E, a std::function or a container of such, is: a local's (or a part of one), a member
/// of `this` or a global, somebody else's. \p Var receives the local.
static Keeper keeperOf(const Expr *E, const VarDecl **Var = nullptr) {
  E = stripToObject(E);
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(E)) {
    if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) ||
        isa<VarDecl>(Member->getMemberDecl()))
      return Keeper::Own;
    return Member->isArrow() ? Keeper::Other : keeperOf(Member->getBase(), Var);
  }
  if (const auto *Element = dyn_cast_or_null<CXXOperatorCallExpr>(E);
      Element && Element->getOperator() == OO_Subscript)
    return keeperOf(Element->getArg(0), Var);
  if (const auto *Element = dyn_cast_or_null<ArraySubscriptExpr>(E))
    return keeperOf(Element->getBase(), Var);
  const VarDecl *Named = variableNamedBy(E);
  if (!Named || Named->getType()->isReferenceType() || Named->getType()->isPointerType())
    return Keeper::Other;
  if (Named->hasGlobalStorage())
    return Keeper::Own;
  if (Var)
    *Var = Named;
  return Keeper::Local;
}

/// What a callee with a visible body does with the parameter that \p Argument becomes.
FateAt Tracker::inCallee(const Expr &Call, const Expr &Argument, bool IsClosure) {
  static constexpr unsigned MaxDepth = 3;
  const FateAt Unknown{Fate::Unknown, &Call, &Call};
  const FunctionDecl *Callee = calleeOf(Call);
  const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
  if (Depth >= MaxDepth || !Definition || !Definition->hasBody() || U.functionModel(*Definition) ||
      U.models().isModelled(*Definition) || inSystemHeader(Definition->getLocation(), U.context()))
    return Unknown;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Call);
  unsigned Index = llvm::find(Arguments, &Argument) - Arguments.begin();
  if (Index >= Definition->getNumParams())
    return Unknown;
  const ParmVarDecl &Parameter = *Definition->getParamDecl(Index);
  const FunctionBody &Body = U.body(*Definition);
  FateAt Inside = Tracker(U, Body, Depth + 1).variable(Parameter, IsClosure);
  // In a coroutine it waits for whoever waits for the coroutine; a closure that is taken by
  // value lives in its frame.
  if (Body.isCoroutine()) {
    if (IsClosure && !Parameter.getType()->isReferenceType())
      return {Fate::Kept, &Call, &Call};
    if (Inside.What == Fate::Awaited || Inside.What == Fate::Joined)
      return task(Call);
    return Unknown;
  }
  switch (Inside.What) {
  case Fate::Awaited:
  case Fate::Joined:
    return {Fate::Awaited, &Call, &Call};
  case Fate::Ran:
  case Fate::Kept:
    return {Inside.What, &Call, &Call};
  case Fate::Spawned:
    // A helper that starts it and waits for it.
    if (IsClosure && Inside.Where && U.waits().behind(Body, *Inside.Where, {}))
      return {Fate::Ran, &Call, &Call};
    return {Fate::Spawned, &Call, &Call};
  case Fate::Stored:
    if (const Expr *Object = objectOf(Call);
        IsClosure && Object && keeperOf(Object) == Keeper::Local)
      return Unknown;
    return {Fate::Stored, &Call, &Call};
  case Fate::Returned:
    return IsClosure ? Unknown : task(Call);
  default:
    return Unknown;
  }
}

/// True if \p Call adds something to a container of the standard library or of one like it.
static bool isInsertion(const Expr &Call);

FateAt Tracker::taskArgument(const Expr &Call, const Expr &Argument) {
  if (FunctionMatch M = U.calleeModel(Call))
    for (const TaskFact &Fact : M->Tasks)
      if (llvm::is_contained(select(Call, Fact.Argument), &Argument))
        switch (Fact.Does) {
        case TaskFact::Waits:
          return {Fate::Awaited, &Call, &Call};
        case TaskFact::Spawns: {
          // A spawn gives something to await as often as not.
          FateAt Result =
              taskType(U, Call.getType()) ? task(Call) : FateAt{Fate::Spawned, &Call, &Call};
          return Result.What == Fate::Discarded ? FateAt{Fate::Spawned, &Call, &Call} : Result;
        }
        case TaskFact::Combines:
          return task(Call);
        }
  // What takes a task and gives one wraps it, as far as anybody can tell.
  if (taskType(U, Call.getType())) {
    FateAt Result = task(Call);
    if (Result.What == Fate::Awaited || Result.What == Fate::Joined)
      return Result;
  }
  if (const Expr *Object = objectOf(Call)) {
    // tasks.push_back(f()): now the container has it.
    if (const VarDecl *Container = variableNamedBy(Object);
        Container && Container->hasLocalStorage() && !Container->getType()->isReferenceType() &&
        !Container->getType()->isPointerType() && !isa<ParmVarDecl>(Container)) {
      FateAt Result = variable(*Container, false);
      return Result.What == Fate::Discarded ? FateAt{Fate::Unknown, &Call, &Call} : Result;
    }
    if (isInsertion(Call) && keeperOf(Object) == Keeper::Own)
      return {Fate::Stored, &Call, &Call};
  }
  return inCallee(Call, Argument, /*IsClosure=*/false);
}

/// True if \p Call puts something into a container or an owner of tasks, or asks how much is in it:
/// the tasks are where they were. The names are those of the standard library's containers and
/// owners, whatever container it is.
static bool onlyPutsIn(const Unit &U, const CXXMemberCallExpr &Call) {
  static const llvm::StringSet<> Names = {"capacity",      "emplace",    "emplace_back", "empty",
                                          "emplace_front", "has_value",  "insert",       "push",
                                          "push_back",     "push_front", "reserve",      "resize",
                                          "shrink_to_fit", "size"};
  const CXXMethodDecl *Method = Call.getMethodDecl();
  return Method && Method->getIdentifier() && Names.contains(Method->getName()) &&
         !tasksIn(U, Call.getImplicitObjectArgument()->getType()).isNull();
}

FateAt Tracker::assigned(const Expr *To, const Stmt &Where) {
  if (const VarDecl *Var = variableNamedBy(To); Var && Var->hasLocalStorage())
    return variable(*Var, false);
  // An element or a member of a local: with that one.
  const VarDecl *Container = nullptr;
  if (keeperOf(To, &Container) != Keeper::Local)
    return {Fate::Stored, &Where, nullptr};
  FateAt Result = variable(*Container, false);
  return Result.What == Fate::Discarded ? FateAt{Fate::Unknown, &Where, nullptr} : Result;
}

FateAt Tracker::task(const Expr &E) {
  const Stmt *Child = &E;
  const Stmt *Up = In.significantParent(&E, &Child);
  if (const VarDecl *Var = In.initializedBy(Child))
    return fromInitializer(*Var, *Child, false);
  // Only what a constructor's initializers give to a member stands in no statement.
  if (!Up)
    return {Fate::Stored, &E, nullptr};
  if (const Expr *Operand = awaitOperand(Up)) {
    (void)Operand;
    if (isa<CoyieldExpr>(Up))
      return {Fate::Returned, Up, nullptr};
    return {Fate::Awaited, Up, nullptr};
  }
  if (isa<ReturnStmt>(Up) || isa<CoreturnStmt>(Up))
    return {Fate::Returned, Up, nullptr};
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Up)) {
    if (Cast->getType()->isVoidType())
      return {Fate::Discarded, Up, nullptr};
    return task(*Cast);
  }
  if (const auto *Conditional = dyn_cast<AbstractConditionalOperator>(Up)) {
    if (Conditional->getCond() != Child)
      return task(*Conditional);
    return {Fate::Unknown, Up, nullptr};
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(Up)) {
    if (Binary->isCommaOp())
      return Binary->getRHS() == Child ? task(*Binary) : FateAt{Fate::Discarded, Up, nullptr};
    if (Binary->isAssignmentOp() && Binary->getRHS() == Child) {
      return assigned(Binary->getLHS(), *Up);
    }
  }
  // Captured: what becomes of it is that closure's business.
  if (isa<LambdaExpr>(Up))
    return {Fate::Unknown, Up, nullptr};
  if (const auto *List = dyn_cast<InitListExpr>(Up))
    return task(*List);
  if (const auto *Member = dyn_cast<MemberExpr>(Up)) {
    const Stmt *CallStmt = In.significantParent(Member);
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(CallStmt);
    if (!Call)
      return {Fate::Unknown, Up, nullptr};
    if (FunctionMatch M = U.calleeModel(*Call))
      for (const TaskFact &Fact : M->Tasks)
        if (Fact.Argument.Kind == ArgumentRef::Object)
          switch (Fact.Does) {
          case TaskFact::Waits:
            return {Fate::Awaited, Call, Call};
          case TaskFact::Spawns:
            return {Fate::Spawned, Call, Call};
          case TaskFact::Combines:
            return task(*Call);
          }
    if (taskType(U, Call->getType()))
      return task(*Call);
    if (onlyPutsIn(U, *Call))
      return {Fate::Discarded, Call, Call};
    return {Fate::Unknown, Call, Call};
  }
  if (const auto *Call = dyn_cast<Expr>(Up);
      Call && (isa<CallExpr>(Up) || isa<CXXConstructExpr>(Up))) {
    const Expr *Argument = nullptr;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Up)) {
      // The task is moved into another object: that object's fate is its fate.
      if (isArgument(*Call, Child, Argument))
        if (Construct->getNumArgs() >= 1 &&
            (Construct->getConstructor()->isCopyOrMoveConstructor() ||
             taskType(U, Call->getType())))
          return task(*Call);
      return {Fate::Unknown, Up, Call};
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Up)) {
      if (Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2 &&
          Operator->getArg(1) == Child) {
        return assigned(Operator->getArg(0), *Up);
      }
      // a && b, a || b over awaitables.
      if (Operator->getOperator() != OO_Call)
        return taskType(U, Operator->getType()) ? task(*Operator) : FateAt{Fate::Unknown, Up, Call};
    }
    if (isArgument(*Call, Child, Argument)) {
      if (isIdentity(*Call, *Argument))
        return task(*Call);
      return taskArgument(*Call, *Argument);
    }
    return {Fate::Unknown, Up, Call};
  }
  if (isa<Expr>(Up))
    return {Fate::Unknown, Up, nullptr};
  // An expression statement: in a block, a branch, a loop's body, a for's increment.
  if (const auto *For = dyn_cast<CXXForRangeStmt>(Up); For && For->getBody() != Child)
    return {Fate::Unknown, Up, nullptr};
  return {Fate::Discarded, &E, nullptr};
}

static bool isInsertion(const Expr &Call) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(Call));
  if (!Method || !Method->getIdentifier() || !objectOf(Call) ||
      !Method->getParent()->isInStdNamespace())
    return false;
  StringRef Name = Method->getName();
  return Name.take_front(4) == "push" || Name.take_front(7) == "emplace" || Name == "insert" ||
         Name == "insert_or_assign" || Name == "try_emplace";
}

/// True if \p Container is one of threads.
static bool holdsThreads(const Unit &U, const Expr &Container) {
  const auto *Record =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(compat::recordOf(Container.getType()));
  if (!Record || Record->getTemplateArgs().size() == 0 ||
      Record->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return false;
  TypeMatch Type = U.typeModel(Record->getTemplateArgs()[0].getAsType());
  return Type && Type->Thread;
}

/// What becomes of a thread that \p Call puts into a container.
static FateAt fateInContainer(Unit &U, const FunctionBody &In, const Expr &Call) {
  if (keeperOf(objectOf(Call)) != Keeper::Local)
    return {Fate::Stored, &Call, &Call};
  const Stmt *Join = U.waits().behind(In, Call, {});
  return {Join ? Fate::Joined : Fate::Awaited, Join ? Join : &Call, &Call};
}

/// True if \p Call makes an object of its arguments: make_shared() and the like.
static bool isMaker(const Expr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  return Callee && Callee->getIdentifier() && Callee->isInStdNamespace() &&
         Callee->getName().contains("make_");
}

/// The model of what gets the arguments of \p Call: its callee, or the constructor of the thread
/// that it makes of them (`threads.emplace_back(f)`, `make_unique<std::thread>(f)`).
static FunctionMatch modelForArguments(const Unit &U, const Expr &Call) {
  if (FunctionMatch M = U.calleeModel(Call))
    return M;
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || !Callee->getIdentifier())
    return {};
  const TemplateArgumentList *Arguments = nullptr;
  if (Callee->getName() == "make_unique" || Callee->getName() == "make_shared")
    Arguments = Callee->getTemplateSpecializationArgs();
  else if (Callee->getName() == "emplace_back" || Callee->getName() == "emplace")
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee))
      if (const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent()))
        Arguments = &Made->getTemplateArgs();
  if (!Arguments || Arguments->size() == 0 || Arguments->get(0).getKind() != TemplateArgument::Type)
    return {};
  TypeMatch Type = U.typeModel(Arguments->get(0).getAsType());
  if (!Type || !Type->Thread)
    return {};
  for (const CXXConstructorDecl *Constructor :
       compat::recordOf(Arguments->get(0).getAsType())->ctors())
    if (FunctionMatch M = U.functionModel(*Constructor))
      return M;
  return {};
}

FateAt Tracker::closureArgument(const Expr &Call, const Expr &Argument) {
  if (FunctionMatch M = modelForArguments(U, Call))
    for (const CallableFact &Fact : M->Callables)
      if (llvm::is_contained(select(Call, Fact.Argument), &Argument)) {
        if (Fact.When == CallableFact::Returned) {
          // Bound into something else: follow that.
          return closure(Call);
        }
        if (Fact.KeepsClosure)
          return {Fate::Kept, &Call, &Call};
        if (Fact.When == CallableFact::Now)
          return {Fate::Ran, &Call, &Call};
        return {Fate::Spawned, &Call, &Call};
      }
  if (isInsertion(Call) && holdsThreads(U, *objectOf(Call)))
    return {Fate::Spawned, &Call, &Call};
  if (isInsertion(Call))
    return {keeperOf(objectOf(Call)) == Keeper::Own ? Fate::Stored : Fate::Unknown, &Call, &Call};
  if (isMaker(Call)) {
    FateAt Made = closure(Call);
    return {Made.What, Made.Where, Made.Call ? Made.Call : &Call};
  }
  return inCallee(Call, Argument, /*IsClosure=*/true);
}

FateAt Tracker::closure(const Expr &E) {
  const Stmt *Child = &E;
  const Stmt *Up = In.significantParent(&E, &Child);
  if (const VarDecl *Var = In.initializedBy(Child))
    return fromInitializer(*Var, *Child, true);
  if (!Up)
    return {Fate::Stored, &E, nullptr};
  if (isa<ReturnStmt>(Up) || isa<CoreturnStmt>(Up))
    return {Fate::Returned, Up, nullptr};
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Up)) {
    if (Operator->getOperator() == OO_Call && Operator->getArg(0) == Child) {
      FateAt Result = task(*Operator);
      Result.Call = Operator;
      return Result;
    }
    if (Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2 &&
        Operator->getArg(1) == Child) {
      if (const VarDecl *Var = variableNamedBy(Operator->getArg(0)); Var && Var->hasLocalStorage())
        return variable(*Var, true);
      return {keeperOf(Operator->getArg(0)) == Keeper::Own ? Fate::Stored : Fate::Unknown, Up,
              nullptr};
    }
  }
  if (isa<CallExpr>(Up) || isa<CXXConstructExpr>(Up)) {
    const auto *Call = cast<Expr>(Up);
    const Expr *Argument = nullptr;
    if (isArgument(*Call, Child, Argument)) {
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Up)) {
        if (FunctionMatch M = U.calleeModel(*Call); M && !M->Callables.empty())
          return closureArgument(*Call, *Argument);
        // Moved, or converted to another callable that now has it.
        if (Construct->getNumArgs() >= 1)
          return closure(*Call);
      }
      if (isIdentity(*Call, *Argument))
        return closure(*Call);
      return closureArgument(*Call, *Argument);
    }
    return {Fate::Unknown, Up, Call};
  }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Up))
    return Cast->getType()->isVoidType() ? FateAt{Fate::Discarded, Up, nullptr} : closure(*Cast);
  // Captured: it lives and runs as that closure does, if that one is given away. By reference it
  // stays where it is.
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Up)) {
    const VarDecl *Named = variableNamedBy(&E);
    const bool Stays = llvm::any_of(Lambda->captures(), [Named](const LambdaCapture &Capture) {
      return Named && Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef &&
             Capture.getCapturedVar()->getCanonicalDecl() == Named->getCanonicalDecl();
    });
    FateAt Outer = Stays ? FateAt{} : closure(*Lambda);
    return Outer.What == Fate::Spawned || Outer.What == Fate::Kept
               ? Outer
               : FateAt{Fate::Unknown, Up, nullptr};
  }
  if (isa<Expr>(Up))
    return {Fate::Unknown, Up, nullptr};
  return {Fate::Discarded, &E, nullptr};
}

FateAt Tracker::variable(const VarDecl &Var, bool IsClosure) {
  const VarDecl *Canonical = Var.getCanonicalDecl();
  if (!Following.insert(Canonical).second)
    return {Fate::Discarded, nullptr, nullptr};
  FateAt Result{Fate::Discarded, nullptr, nullptr};
  for (const DeclRefExpr *Ref : In.references()) {
    const auto *Used = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Used || Used->getCanonicalDecl() != Canonical)
      continue;
    // A range-for over a container of tasks: what its body does with the elements.
    const Stmt *Child = Ref;
    const Stmt *Up = In.significantParent(Ref, &Child);
    if (const VarDecl *Range = In.initializedBy(Child); Range && Range->isImplicit())
      if (const Stmt *Loop = In.parent(Up); Loop && isa<CXXForRangeStmt>(Loop)) {
        const VarDecl *Element = cast<CXXForRangeStmt>(Loop)->getLoopVariable();
        FateAt Inner = variable(*Element, IsClosure);
        if (Inner.What == Fate::Awaited)
          Inner.What = Fate::Joined;
        Result = worse(Result, Inner);
        continue;
      }
    // The target of an assignment is no use.
    if (const auto *Assign = dyn_cast_or_null<CXXOperatorCallExpr>(Up);
        Assign && Assign->getOperator() == OO_Equal && Assign->getArg(0) == Child)
      continue;
    FateAt Here = IsClosure ? closure(*Ref) : task(*Ref);
    // Through a variable the await comes later, maybe in another statement.
    if (Here.What == Fate::Awaited && !IsClosure)
      Here.What = Fate::Joined;
    if (Here.What == Fate::Discarded && IsClosure)
      Here.What = Fate::Unknown;
    Result = worse(Result, Here);
  }
  Following.erase(Canonical);
  return Result;
}

FateAt fateOfTask(Unit &U, const FunctionBody &In, const Expr &Task) {
  return Tracker(U, In).task(Task);
}

FateAt fateOfVariable(Unit &U, const FunctionBody &In, const VarDecl &Var) {
  return Tracker(U, In).variable(Var, /*IsClosure=*/false);
}

FateAt fateOfClosure(Unit &U, const FunctionBody &In, const Expr &Closure) {
  return Tracker(U, In).closure(Closure);
}

static bool blocksWhenDropped(Unit &U, const Expr &Call, unsigned Depth) {
  FunctionMatch M = U.calleeModel(Call);
  if (M)
    return llvm::any_of(M->Tasks,
                        [](const TaskFact &F) { return F.Argument.Kind == ArgumentRef::Object; })
               ? false
               : llvm::any_of(M->Callables, [](const CallableFact &C) {
                   return C.When == CallableFact::Offloaded;
                 });
  const FunctionDecl *Callee = calleeOf(Call);
  const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
  if (!Definition || !Definition->hasBody() || Depth > 4 || isCoroutine(*Definition))
    return false;
  for (const ReturnStmt *Return : U.body(*Definition).returns())
    if (const Expr *Value = Return->getRetValue())
      if (const Expr *Inner = stripToObject(Value); Inner && isa<CallExpr>(Inner))
        if (blocksWhenDropped(U, *Inner, Depth + 1))
          return true;
  return false;
}

bool blocksWhenDropped(Unit &U, const Expr &Call) { return blocksWhenDropped(U, Call, 0); }

/// The call in \p In that detaches the thread in member \p Kept of its object; null if there is
/// none.
static const Expr *detachOf(const FunctionBody &In, const Expr &Kept) {
  const auto *Member = dyn_cast_or_null<MemberExpr>(stripToObject(&Kept));
  if (!Member || !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
    return nullptr;
  for (const Expr *Call : In.calls()) {
    const FunctionDecl *Callee = calleeOf(*Call);
    if (!Callee || !Callee->getIdentifier() || Callee->getName() != "detach" || !objectOf(*Call))
      continue;
    const auto *On = dyn_cast_or_null<MemberExpr>(stripToObject(objectOf(*Call)));
    if (On && On->getMemberDecl() == Member->getMemberDecl() &&
        isa<CXXThisExpr>(On->getBase()->IgnoreParenImpCasts()))
      return Call;
  }
  return nullptr;
}

/// What becomes of a thread object.
static FateAt fateOfThread(Unit &U, const FunctionBody &In, const Expr &Thread, FateAt Started);

/// What becomes of the thread in \p Var: joined or left alone (a thread that is neither joined nor
/// detached ends the program), detached, or given away.
static FateAt fateOfThread(Unit &U, const FunctionBody &In, const VarDecl &Var, FateAt Started) {
  FateAt Result{Fate::Awaited, Started.Where, Started.Call};
  for (const DeclRefExpr *Ref : In.references())
    if (Ref->getDecl()->getCanonicalDecl() == Var.getCanonicalDecl()) {
      FateAt Here = fateOfThread(U, In, *Ref, Started);
      if (Here.What == Fate::Joined)
        return Here;
      if (Here.What != Fate::Awaited)
        Result = Here;
    }
  return Result;
}

static FateAt fateOfThread(Unit &U, const FunctionBody &In, const Expr &Thread, FateAt Started) {
  const Stmt *Child = &Thread;
  const Stmt *Up = In.significantParent(&Thread, &Child);
  if (const VarDecl *Var = In.initializedBy(Child))
    return Var->hasLocalStorage() ? fateOfThread(U, In, *Var, Started)
                                  : FateAt{Fate::Stored, Child, Started.Call};
  if (!Up)
    return {Fate::Stored, &Thread, Started.Call};
  if (isa<ReturnStmt>(Up))
    return {Fate::Returned, Up, Started.Call};
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Up))
    return fateOfThread(U, In, *Cast, Started);
  if (const auto *Member = dyn_cast<MemberExpr>(Up)) {
    const Stmt *Call = In.significantParent(Member);
    if (Member->getMemberNameInfo().getAsString() == "detach")
      return {Fate::Spawned, Call ? Call : Up, Started.Call};
    if (Member->getMemberNameInfo().getAsString() == "join")
      return {Fate::Joined, Call ? Call : Up, Started.Call};
    return {Fate::Awaited, Up, Started.Call};
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Up);
      Operator && Operator->getOperator() == OO_Equal && Operator->getArg(1) == Child) {
    if (const VarDecl *Var = variableNamedBy(Operator->getArg(0)); Var && Var->hasLocalStorage())
      return fateOfThread(U, In, *Var, Started);
    if (const Expr *Detach = detachOf(In, *Operator->getArg(0)))
      return {Fate::Spawned, Detach, Started.Call};
    return {Fate::Stored, Up, Started.Call};
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(Up);
      Binary && Binary->getOpcode() == BO_Assign && Binary->getRHS() == Child) {
    if (const VarDecl *Var = variableNamedBy(Binary->getLHS()); Var && Var->hasLocalStorage())
      return fateOfThread(U, In, *Var, Started);
    return {Fate::Stored, Up, Started.Call};
  }
  if (isa<CXXNewExpr>(Up))
    return fateOfThread(U, In, *cast<Expr>(Up), Started);
  const auto *Call = dyn_cast<Expr>(Up);
  if (Call && isa<CallExpr, CXXConstructExpr>(Call)) {
    // The thread itself, of what owns it.
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    const bool Leads =
        Operator && (Operator->getOperator() == OO_Arrow ||
                     (Operator->getOperator() == OO_Star && Operator->getNumArgs() == 1));
    if (Leads || isIdentity(*Call, Thread) ||
        (isa<CXXConstructExpr>(Call) && argumentsOf(*Call).size() == 1))
      return fateOfThread(U, In, *Call, Started);
    return isInsertion(*Call) ? fateInContainer(U, In, *Call)
                              : FateAt{Fate::Unknown, Up, Started.Call};
  }
  return {Fate::Awaited, Up, Started.Call};
}

FateAt fateOfWork(Unit &U, const FunctionBody &In, const FateAt &Closure) {
  if ((Closure.What != Fate::Spawned && Closure.What != Fate::Kept) || !Closure.Call ||
      !In.contains(Closure.Call))
    return Closure;
  const Expr &Call = *Closure.Call;
  const FateAt Spawned{Fate::Spawned, Closure.Where, &Call};
  if (isInsertion(Call))
    return fateInContainer(U, In, Call);
  if (Call.getType()->isVoidType() || Call.isTypeDependent())
    return Spawned;
  if (TypeMatch Type = U.typeModel(Call.getType()); Type && Type->Thread)
    return fateOfThread(U, In, Call, Spawned);
  if (isMaker(Call) && holdsThreads(U, Call))
    return fateOfThread(U, In, Call, Spawned);
  std::optional<TaskType> Task = taskType(U, Call.getType());
  if (isa<CXXConstructExpr>(Call) && !Task)
    return Spawned;
  FateAt Result = fateOfTask(U, In, Call);
  if (Result.What != Fate::Discarded)
    // What isn't a task is a subscription or the like: whoever keeps it can end it.
    return Task || !outlivesScope(Result.What) ? Result : FateAt{Fate::Unknown, &Call, &Call};
  if (!Task)
    return In.initializedBy(Result.Where) || !Result.Where ? FateAt{Fate::Unknown, &Call, &Call}
                                                           : Spawned;
  if (Task->Model && Task->Model->Task->Dropped == TaskModel::Blocks
          ? blocksWhenDropped(U, Call)
          : Task->isLazy() || (Task->Model && Task->Model->Task->Dropped == TaskModel::Cancels))
    return {Fate::Awaited, &Call, &Call};
  return Spawned;
}

/// The expression around \p Ref that hands on where it lies: `&x`, `std::ref(x)`; null if
/// there is none.
static const Expr *addressOf(const FunctionBody &In, const DeclRefExpr &Ref) {
  const Stmt *Up = In.significantParent(&Ref);
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up))
    return Unary->getOpcode() == UO_AddrOf ? Unary : nullptr;
  const auto *Call = dyn_cast_or_null<CallExpr>(Up);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier() || Call->getNumArgs() != 1 || !Callee->isInStdNamespace())
    return nullptr;
  StringRef Name = Callee->getName();
  return Name == "ref" || Name == "cref" || Name == "addressof" ? Call : nullptr;
}

FateAt fateOfReference(Unit &U, const FunctionBody &In, const VarDecl &Var) {
  FateAt Result{Fate::Ran, nullptr, nullptr};
  auto Captured = [&](const LambdaExpr &Lambda) {
    FateAt Here = fateOfClosure(U, In, Lambda);
    // For a reference it doesn't help that the closure is kept.
    if (Here.What == Fate::Kept && Here.Call) {
      Here = fateOfTask(U, In, *Here.Call);
      if (Here.What == Fate::Discarded)
        Here.What = Fate::Spawned;
    }
    Result = outlivesScope(Here.What) || Here.What == Fate::Unknown ? worse(Result, Here) : Result;
  };
  for (const LambdaExpr *Lambda : In.lambdas())
    for (const LambdaCapture &Capture : Lambda->captures()) {
      if (!Capture.capturesVariable() || Capture.getCaptureKind() != LCK_ByRef)
        continue;
      // In `[&y = x]` the variable is y.
      const auto *Of = dyn_cast<VarDecl>(Capture.getCapturedVar());
      if (Of && Of->isInitCapture())
        Of = variableNamedBy(Of->getInit());
      if (Of && Of->getCanonicalDecl() == Var.getCanonicalDecl())
        Captured(*Lambda);
    }
  for (const DeclRefExpr *Ref : In.references()) {
    if (Ref->getDecl()->getCanonicalDecl() != Var.getCanonicalDecl())
      continue;
    const Expr *Address = addressOf(In, *Ref);
    if (!Address)
      continue;
    const Stmt *Child = Address;
    const Stmt *Up = In.significantParent(Address, &Child);
    if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(Up))
      Captured(*Lambda);
    else if (const auto *Call = dyn_cast_or_null<Expr>(Up);
             Call && isa<CallExpr, CXXConstructExpr>(Call)) {
      // The address goes along with a callable that is run later.
      if (FunctionMatch M = U.calleeModel(*Call))
        for (const CallableFact &Fact : M->Callables)
          if (Fact.When == CallableFact::Later || Fact.When == CallableFact::Offloaded)
            return {Fate::Spawned, Call, Call};
    } else if (isa_and_nonnull<ReturnStmt>(Up)) {
      return {Fate::Returned, Up, nullptr};
    }
  }
  return Result;
}

const CallExpr *callGiven(Unit &U, const FunctionDecl &Lambda) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Lambda);
  if (!Method || !Method->getParent()->isLambda())
    return nullptr;
  const DeclContext *Outer = Method->getParent()->getParent();
  while (Outer && !isa<FunctionDecl>(Outer))
    Outer = Outer->getParent();
  const auto *Enclosing = cast_or_null<FunctionDecl>(Outer);
  if (!Enclosing || !Enclosing->getDefinition() || !Enclosing->getDefinition()->getBody())
    return nullptr;
  const FunctionBody &Body = U.body(*Enclosing->getDefinition());
  for (const LambdaExpr *Expression : Body.lambdas())
    if (Expression->getCallOperator() == Method)
      for (const Stmt *Up = Body.parent(Expression); Up && isa<Expr>(Up); Up = Body.parent(Up))
        if (const auto *Call = dyn_cast<CallExpr>(Up))
          return Call;
  return nullptr;
}

bool expectsException(Unit &U, const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->getParent()->isLambda())
    return false;
  if (outermostMacro(Function.getLocation(), U.context()).contains_insensitive("throw"))
    return true;
  const CallExpr *Call = callGiven(U, Function);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->getIdentifier() && Callee->getName().contains_insensitive("throw");
}

/// The function that \p E names as a callable: a lambda, a function, `&Class::method`, what
/// bind and the like were given, a local variable that holds one of these.
static const FunctionDecl *callableBody(const Unit &U, const Expr *E, unsigned Depth = 0) {
  E = stripToObject(E);
  if (!E || Depth > 4)
    return nullptr;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return Lambda->getCallOperator();
  if (const auto *Unary = dyn_cast<UnaryOperator>(E);
      Unary && (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Plus))
    return callableBody(U, Unary->getSubExpr(), Depth + 1);
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return callableBody(U, Cast->getSubExpr(), Depth + 1);
  // A lambda without captures becomes a pointer to a function: the callback of a C library.
  if (const auto *Conversion = dyn_cast<CXXMemberCallExpr>(E);
      Conversion && isa_and_nonnull<CXXConversionDecl>(Conversion->getMethodDecl()) &&
      Conversion->getRecordDecl()->isLambda())
    return callableBody(U, Conversion->getImplicitObjectArgument(), Depth + 1);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return Function->getDefinition();
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return Var && Var->getInit() && Var->isLocalVarDecl()
               ? callableBody(U, Var->getInit(), Depth + 1)
               : nullptr;
  }
  const auto *Construct = dyn_cast<CXXConstructExpr>(E);
  FunctionMatch Wraps = U.calleeModel(*E);
  if (Construct && !Wraps)
    return Construct->getNumArgs() >= 1 ? callableBody(U, Construct->getArg(0), Depth + 1)
                                        : nullptr;
  if (isa<CallExpr>(E) || Construct)
    if (FunctionMatch M = Wraps)
      for (const CallableFact &Fact : M->Callables)
        if (Fact.When == CallableFact::Returned)
          for (const Expr *Argument : select(*E, Fact.Argument))
            if (const FunctionDecl *Body = callableBody(U, Argument, Depth + 1))
              return Body;
  return nullptr;
}

const FunctionDecl *callableOf(const Unit &U, const Expr &E) { return callableBody(U, &E); }

/// What the call operator of \p Record gives; of a generic one what all its instantiations do.
static QualType resultOfOperator(const CXXRecordDecl &Record) {
  DeclarationName Name = Record.getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  DeclContext::lookup_result Found = Record.lookup(Name);
  QualType Result;
  auto Agrees = [&Result](const FunctionDecl &Operator) {
    QualType Type = Operator.getReturnType();
    if (Type->isDependentType() || Type->isUndeducedType() ||
        (!Result.isNull() && Result.getCanonicalType() != Type.getCanonicalType()))
      return false;
    Result = Type;
    return true;
  };
  for (const NamedDecl *Each : Found) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Each)) {
      if (!Agrees(*Function))
        return {};
    } else if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Each)) {
      for (const FunctionDecl *Instance : Template->specializations())
        if (!Agrees(*Instance))
          return {};
    }
  }
  return Result;
}

QualType resultOfCallable(Unit &U, const FunctionBody &In, const Expr &Callable) {
  const Expr *E = stripToObject(&Callable);
  QualType Type = E->getType().getNonReferenceType();
  if (Type->isPointerType() || Type->isMemberFunctionPointerType())
    Type = Type->getPointeeType();
  if (const auto *Function = Type->getAs<clang::FunctionType>())
    return Function->getReturnType();
  if (const CXXRecordDecl *Record = compat::recordOf(Type); Record && Record->hasDefinition())
    if (QualType Result = resultOfOperator(*Record); !Result.isNull())
      return Result;
  // bind() and the like give what they were given something for.
  if (isa<CallExpr>(E))
    if (FunctionMatch M = U.calleeModel(*E))
      for (const CallableFact &Fact : M->Callables)
        if (Fact.When == CallableFact::Returned)
          for (const Expr *Argument : select(*E, Fact.Argument))
            if (QualType Result = resultOfCallable(U, In, *Argument); !Result.isNull())
              return Result;
  const FunctionDecl *Body = callableBody(U, E);
  return Body && !Body->isDependentContext() && !Body->getReturnType()->isUndeducedType()
             ? Body->getReturnType()
             : QualType();
}

llvm::SmallVector<CallableArgument, 2> callablesOf(const Unit &U, const Expr &Call) {
  llvm::SmallVector<CallableArgument, 2> Result;
  FunctionMatch M = modelForArguments(U, Call);
  if (!M)
    return Result;
  for (const CallableFact &Fact : M->Callables)
    for (const Expr *Argument : select(Call, Fact.Argument))
      if (const FunctionDecl *Body = callableBody(U, Argument))
        Result.push_back({Body, Argument, &Fact});
  return Result;
}

} // namespace asynctidy
