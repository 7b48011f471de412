//===- ReturnedTasks.cpp - what ends before a returned task is done -------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ReturnedTasks.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/LiveAcross.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"

using namespace clang;

namespace asynctidy {

/// What a callee is, as far as that can be seen.
enum class Callee { Coroutine, Plain, Unseen };

static Callee kindOf(const FunctionDecl &Function) {
  const FunctionDecl *Definition = Function.getDefinition();
  if (!Definition || !Definition->hasBody())
    return Callee::Unseen;
  return isCoroutine(*Definition) ? Callee::Coroutine : Callee::Plain;
}

/// The calls of which one made \p Value, in place or in the variable that it names.
static void addMakers(const FunctionBody &In, const Expr *Value,
                      llvm::SmallVectorImpl<const CallExpr *> &Makers) {
  Value = stripToObject(Value);
  if (const auto *Either = dyn_cast_or_null<ConditionalOperator>(Value)) {
    addMakers(In, Either->getTrueExpr(), Makers);
    addMakers(In, Either->getFalseExpr(), Makers);
    return;
  }
  for (unsigned I = 0; I < 4 && Value; ++I) {
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
        Construct && Construct->getNumArgs() == 1 &&
        Construct->getConstructor()->isCopyOrMoveConstructor())
      Value = stripToObject(Construct->getArg(0));
    const VarDecl *Var = variableNamedBy(Value);
    if (!Var || !Var->isLocalVarDecl() || !Var->hasLocalStorage() || !Var->getInit())
      break;
    unsigned Uses = llvm::count_if(In.references(),
                                   [Var](const DeclRefExpr *Ref) { return Ref->getDecl() == Var; });
    Value = Uses == 1 ? stripToObject(Var->getInit()) : nullptr;
  }
  if (const auto *Call = dyn_cast_or_null<CallExpr>(Value);
      Call && Call->isPRValue() && Call->getDirectCallee())
    Makers.push_back(Call);
}

//===----------------------------------------------------------------------===//
// Handlers
//===----------------------------------------------------------------------===//

static bool throwsHere(const Stmt &S) {
  if (isa<CXXThrowExpr>(S))
    return true;
  if (isa<LambdaExpr>(S))
    return false;
  return llvm::any_of(S.children(), [](const Stmt *Child) { return Child && throwsHere(*Child); });
}

static bool mayThrow(const Expr &Call) {
  const FunctionDecl *Function = calleeOf(Call);
  if (!Function || isa<CXXConstructorDecl>(Function) || Function->isOverloadedOperator() ||
      stripToObject(&Call) != &Call)
    return !Function;
  const auto *Type = Function->getType()->getAs<FunctionProtoType>();
  return !Type || !Type->isNothrow();
}

/// True if the handlers of \p Try may be there for something else that it holds than the work of
/// \p Tasks, or turn what making a task throws into a task that failed.
static bool isForSomethingElse(const FunctionBody &In, const CXXTryStmt &Try,
                               ArrayRef<const CallExpr *> Tasks, bool KnownCoroutine) {
  for (const Expr *Call : In.calls())
    if (!llvm::is_contained(Tasks, Call) && In.isWithin(Call, Try.getTryBlock()) && mayThrow(*Call))
      return true;
  if (throwsHere(*Try.getTryBlock()))
    return true;
  return !KnownCoroutine && llvm::any_of(In.returns(), [&](const ReturnStmt *Return) {
    return In.isWithin(Return, &Try) && !In.isWithin(Return, Try.getTryBlock());
  });
}

//===----------------------------------------------------------------------===//
// Guards
//===----------------------------------------------------------------------===//

/// The locals and parameters by value that nothing mentions and that are alive at \p Return.
static llvm::SmallVector<const VarDecl *, 4> heldAt(const FunctionBody &In,
                                                    const ReturnStmt &Return) {
  llvm::SmallVector<const VarDecl *, 4> Result;
  auto Add = [&Result](const VarDecl *Var) {
    if (Var && !Var->isReferenced() && Var->hasLocalStorage() && Var->getType()->isRecordType() &&
        Var->getIdentifier())
      Result.push_back(Var);
  };
  for (const ParmVarDecl *Parameter : In.function().parameters())
    Add(Parameter);
  const Stmt *Child = &Return;
  for (const Stmt *Up = In.parent(Child); Up; Child = Up, Up = In.parent(Up))
    if (const auto *Block = dyn_cast<CompoundStmt>(Up))
      for (const Stmt *Each : Block->body()) {
        if (Each == Child)
          break;
        if (const auto *Decls = dyn_cast<DeclStmt>(Each))
          for (const Decl *D : Decls->decls())
            if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->getInit())
              Add(Var);
      }
  return Result;
}

/// True if \p Lock, which blocks the thread, has nothing else to protect than the work: nothing
/// stands between it and the return, which only calls a function with values.
static bool locksOnlyTheWork(const Unit &U, const FunctionBody &In, const VarDecl &Lock,
                             const Outlived &At) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(In.parent(At.Return));
  if (!Block || Block->size() < 2 || Block->body_back() != At.Return)
    return false;
  const auto *Before = dyn_cast<DeclStmt>(*(Block->body_end() - 2));
  if (!Before || !Before->isSingleDecl() || Before->getSingleDecl() != &Lock)
    return false;
  // What members hold, or lead to, may change when nobody has the lock.
  const Expr *Object = objectOf(*At.Task);
  if (Object && !isa<CXXThisExpr>(Object->IgnoreParenImpCasts()))
    return false;
  return llvm::all_of(argumentsOf(*At.Task), [&U](const Expr *Argument) {
    const VarDecl *Var = variableNamedBy(Argument);
    return (Var && Var->hasLocalStorage()) || Argument->isEvaluatable(U.context());
  });
}

/// True if \p Guard is there to be held, and the work of \p At is what for. \p Blocking: it is a
/// lock that blocks the thread.
static bool guardsTheWork(const Unit &U, const FunctionBody &In, const VarDecl &Guard,
                          const Outlived &At, Callee Kind, bool &Blocking) {
  TypeMatch M = U.typeModel(Guard.getType());
  Blocking = M && M->Guard && M->Guard->Blocking;
  if (!isToBeHeld(U, Guard.getType()))
    return false;
  if (!M) {
    // Of one that no model knows: what it holds must be something of coroutines.
    const auto *Made = dyn_cast_or_null<CallExpr>(stripToObject(Guard.getInit()));
    const Expr *Of = Made ? objectOf(*Made) : nullptr;
    TypeMatch Owner = Of ? U.typeModel(Of->getType().getNonReferenceType()) : TypeMatch();
    return Owner && (Owner->Scope || (Owner->Mutex && !Owner->Mutex->Blocking));
  }
  if (!Blocking)
    return true;
  // Nothing runs under a lock if the coroutine hasn't started.
  return At.Type.isLazy() && Kind == Callee::Coroutine && locksOnlyTheWork(U, In, Guard, At);
}

//===----------------------------------------------------------------------===//
// References
//===----------------------------------------------------------------------===//

/// The local, or parameter by value, of \p In that \p E is or lies in: itself, what a unique owner
/// leads to (`*session`, `session->`).
static const VarDecl *ownedLocal(const Unit &U, const Expr *E) {
  E = stripToObject(E);
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(E);
      Operator && Operator->getNumArgs() == 1 &&
      (Operator->getOperator() == OO_Arrow || Operator->getOperator() == OO_Star)) {
    const VarDecl *Var = ownedLocal(U, Operator->getArg(0));
    const CXXRecordDecl *Record = Var ? compat::recordOf(Var->getType()) : nullptr;
    // Of a shared owner there may be others.
    return Record && Record->hasDefinition() && U.typeModel(Var->getType()) &&
                   U.typeModel(Var->getType())->Owner && !Record->hasSimpleCopyConstructor() &&
                   !Record->hasNonTrivialCopyConstructor()
               ? Var
               : nullptr;
  }
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(E); Member && !Member->isArrow())
    return isa<FieldDecl>(Member->getMemberDecl()) &&
                   !Member->getMemberDecl()->getType()->isReferenceType()
               ? ownedLocal(U, Member->getBase())
               : nullptr;
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType() &&
                 !Var->getType()->isDependentType() && !Ref->refersToEnclosingVariableOrCapture()
             ? Var
             : nullptr;
}

/// The local that parameter \p Parameter refers to when it becomes \p Argument.
static const VarDecl *referredTo(const Unit &U, const ParmVarDecl &Parameter,
                                 const Expr &Argument) {
  QualType Type = Parameter.getType();
  if (Type->isReferenceType())
    return ownedLocal(U, &Argument);
  const Expr *Value = Argument.IgnoreParenImpCasts();
  if (Type->isPointerType()) {
    const auto *Address = dyn_cast<UnaryOperator>(Value);
    if (Address && Address->getOpcode() == UO_AddrOf)
      return ownedLocal(U, Address->getSubExpr());
    const VarDecl *Array = ownedLocal(U, Value);
    return Array && Array->getType()->isArrayType() ? Array : nullptr;
  }
  if (handleOf(Type) != Handle::View)
    return nullptr;
  // A view that is made of a container here.
  Value = stripToObject(Value);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
      Construct && Construct->getNumArgs() >= 1)
    Value = stripToObject(Construct->getArg(0));
  if (const auto *Convert = dyn_cast<CXXMemberCallExpr>(Value);
      Convert && isa_and_nonnull<CXXConversionDecl>(Convert->getMethodDecl()))
    Value = Convert->getImplicitObjectArgument();
  const VarDecl *Var = ownedLocal(U, Value);
  return Var && (Var->getType()->isArrayType() ||
                 (Var->getType()->isRecordType() && handleOf(Var->getType()) == Handle::None))
             ? Var
             : nullptr;
}

/// True if the coroutine \p Definition uses \p Parameter, or where that is null its object, when
/// it has returned to its caller for the first time.
static bool usesLater(Unit &U, const FunctionDecl &Definition, const ParmVarDecl *Parameter) {
  if (!Parameter)
    return !U.body(Definition).thisExpressions().empty();
  return llvm::any_of(U.liveAcross(Definition).points(), [&](const Suspension &Point) {
    const LiveAcross::Variables &Live = U.liveAcross(Definition).at(Point);
    auto Found = Live.find(Parameter);
    return Found != Live.end() && Found->second == LiveReason::Used;
  });
}

/// The local of the caller that the work of \p At refers to.
static const VarDecl *objectOfWork(Unit &U, const Outlived &At, Callee Kind) {
  const FunctionDecl *Function = At.Task->getDirectCallee();
  const FunctionDecl *Definition = Function->getDefinition();
  const bool Known = Kind == Callee::Coroutine;
  // A function that can't be seen is a coroutine if that is what its type is for.
  if (!Known && (Kind == Callee::Plain || !At.Type.isLazy() || !At.Type.Promise ||
                 Function->isTemplateInstantiation() || U.models().isModelled(*Function) ||
                 Function->isOverloadedOperator()))
    return nullptr;
  if (const Expr *Object = objectOf(*At.Task)) {
    const CXXRecordDecl *Record = compat::recordOf(Object->getType());
    const VarDecl *Var = ownedLocal(U, Object);
    if (Var && !(Record && Record->isLambda()) && !taskType(U, Object->getType()) &&
        (!Known || usesLater(U, *Definition, nullptr)))
      return Var;
  }
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(*At.Task);
  const FunctionDecl &Declared = Definition ? *Definition : *Function;
  for (unsigned I = 0; I < Arguments.size() && I < Declared.getNumParams(); ++I) {
    const ParmVarDecl &Parameter = *Declared.getParamDecl(I);
    // What takes an rvalue may well move it into its task.
    if (!Known && Parameter.getType()->isRValueReferenceType())
      continue;
    const VarDecl *Var = referredTo(U, Parameter, *Arguments[I]);
    if (Var && (!Known || usesLater(U, *Definition, &Parameter)))
      return Var;
  }
  return nullptr;
}

//===----------------------------------------------------------------------===//

llvm::SmallVector<Outlived, 2> outlivedByReturnedTasks(Unit &U, const FunctionBody &In) {
  llvm::SmallVector<Outlived, 2> Result;
  const FunctionDecl &Function = In.function();
  if (In.isCoroutine() || !Function.getReturnType()->isRecordType() || In.returns().empty())
    return Result;
  std::optional<TaskType> Type = taskType(U, Function.getReturnType());
  if (!Type || Type->SyncGenerator)
    return Result;
  const TaskModel::DroppedTy Dropped = whenDropped(*Type);
  if (Dropped == TaskModel::Fine || Dropped == TaskModel::Blocks)
    return Result;
  llvm::SmallVector<std::pair<const ReturnStmt *, const CallExpr *>, 4> Returned;
  llvm::SmallVector<const CallExpr *, 4> Makers;
  for (const ReturnStmt *Return : In.returns()) {
    const unsigned Before = Makers.size();
    if (Return->getRetValue())
      addMakers(In, Return->getRetValue(), Makers);
    for (const CallExpr *Call : ArrayRef<const CallExpr *>(Makers).drop_front(Before))
      Returned.push_back({Return, Call});
  }
  for (const auto &[Return, Call] : Returned) {
    const FunctionDecl *Called = Call->getDirectCallee();
    if (U.models().sounds(Called, Sense::GivesReadyTask))
      continue;
    Outlived At;
    At.Task = Call;
    At.Type = *Type;
    At.Return = Return;
    const Callee Kind = kindOf(*Called);
    const Expr *Object = objectOf(*Call);
    const bool Continues = Object && taskType(U, Object->getType());
    // Handlers: of a plain function they may be for what it does itself.
    if (!Continues && Kind != Callee::Plain && Type->Promise)
      if (const CXXTryStmt *Try = In.tryAround(Return);
          Try && !isForSomethingElse(In, *Try, Makers, Kind == Callee::Coroutine)) {
        At.Kind = Outlived::Try;
        At.Handled = Try;
        Result.push_back(At);
        At.Handled = nullptr;
      }
    for (const VarDecl *Var : heldAt(In, *Return))
      if (guardsTheWork(U, In, *Var, At, Kind, At.BlockingLock)) {
        At.Kind = Outlived::Guard;
        At.Var = Var;
        Result.push_back(At);
        break;
      }
    At.BlockingLock = false;
    if (const VarDecl *Var = objectOfWork(U, At, Kind)) {
      At.Kind = Outlived::Object;
      At.Var = Var;
      Result.push_back(At);
    }
  }
  return Result;
}

} // namespace asynctidy
