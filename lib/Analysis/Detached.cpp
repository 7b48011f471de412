//===- Detached.cpp - work that runs on its own, and what it needs --------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Detached.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/Holds.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Analysis/Waits.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

//===----------------------------------------------------------------------===//
// Threads
//===----------------------------------------------------------------------===//

bool letsThreadGo(const Unit &U, const Expr &Call) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(calleeOf(Call));
  FunctionMatch M = Method ? U.calleeModel(Call) : FunctionMatch();
  if (!M || !llvm::any_of(M->Tasks, [](const TaskFact &F) {
        return F.Argument.Kind == ArgumentRef::Object && F.Does == TaskFact::Spawns;
      }))
    return false;
  TypeMatch T = U.models().type(*Method->getParent());
  return T && T->Thread;
}

/// The constructor call that started the thread \p Thread: a temporary, or a local.
static const CXXConstructExpr *startOf(const Expr *Thread) {
  for (unsigned I = 0; I < 4 && Thread; ++I) {
    Thread = stripToObject(Thread);
    if (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Thread))
      Thread = stripToObject(Cast->getSubExpr());
    if (const VarDecl *Var = variableNamedBy(Thread)) {
      Thread = Var->isLocalVarDecl() && Var->hasLocalStorage() ? Var->getInit() : nullptr;
      continue;
    }
    const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Thread);
    if (!Construct || Construct->getNumArgs() == 0)
      return nullptr;
    if (!Construct->getConstructor()->isCopyOrMoveConstructor())
      return Construct;
    Thread = Construct->getArg(0);
  }
  return nullptr;
}

/// The local of \p In that a thread is given a reference to by \p Argument of its start.
static const VarDecl *localGiven(const Expr &Argument, SourceLocation &Where) {
  auto Own = [](const VarDecl *Var) {
    return Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType() ? Var : nullptr;
  };
  const Expr *Value = &Argument;
  if (const VarDecl *Named = variableNamedBy(Value);
      Named && Named->isLocalVarDecl() && Named->getInit() && Named->getType()->isRecordType())
    Value = Named->getInit();
  const Expr *Stripped = stripToObject(Value);
  if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(Stripped)) {
    for (const LambdaCapture &Capture : Lambda->captures()) {
      if (!Capture.capturesVariable() || Capture.getCaptureKind() != LCK_ByRef)
        continue;
      const auto *Of = dyn_cast<VarDecl>(Capture.getCapturedVar());
      if (Of && Of->isInitCapture())
        Of = variableNamedBy(Of->getInit());
      if (Own(Of)) {
        Where = Capture.getLocation();
        return Of;
      }
    }
    return nullptr;
  }
  // `&local`, `std::ref(local)`.
  const Expr *Plain = Argument.IgnoreParenImpCasts();
  const auto *Unary = dyn_cast<UnaryOperator>(Plain);
  const auto *Ref = dyn_cast<CallExpr>(Plain->IgnoreImplicit());
  const VarDecl *Var = nullptr;
  if (Unary && Unary->getOpcode() == UO_AddrOf)
    Var = variableNamedBy(Unary->getSubExpr());
  else if (Ref && Ref->getNumArgs() == 1 && Ref->getDirectCallee() &&
           Ref->getDirectCallee()->isInStdNamespace() && Ref->getDirectCallee()->getIdentifier() &&
           (Ref->getDirectCallee()->getName() == "ref" ||
            Ref->getDirectCallee()->getName() == "cref"))
    Var = variableNamedBy(Ref->getArg(0));
  Where = Argument.getBeginLoc();
  return Own(Var);
}

/// True if \p In does something behind \p Call that may wait for the thread: it blocks, or looks at
/// a variable in a loop.
static bool mayWaitAfter(Unit &U, const FunctionBody &In, const Expr &Call) {
  const SourceManager &SM = U.context().getSourceManager();
  auto Behind = [&](const Expr &E) {
    return SM.isBeforeInTranslationUnit(Call.getEndLoc(), E.getBeginLoc());
  };
  for (const Expr *Each : In.calls()) {
    if (!Behind(*Each))
      continue;
    FunctionMatch M = U.calleeModel(*Each);
    if (M && (M->Blocks || M->Condition ||
              llvm::any_of(M->Tasks, [](const TaskFact &F) { return F.Does == TaskFact::Waits; })))
      return true;
    const FunctionDecl *Callee = calleeOf(*Each);
    // Waits by any other name.
    if (U.models().sounds(Callee, Sense::TakesLong))
      return true;
  }
  // A loop whose condition stands behind it: it may spin, or go on for ever.
  return llvm::any_of(In.references(), [&](const DeclRefExpr *Ref) {
    if (!Behind(*Ref))
      return false;
    for (const Stmt *Up = In.parent(Ref), *Child = Ref; Up; Child = Up, Up = In.parent(Up))
      if (isa<WhileStmt, DoStmt>(Up) && conditionOf(*Up) == Child)
        return true;
    return false;
  });
}

/// The outermost loop around \p Call that has no condition: what was declared before it lives on.
static const Stmt *endlessLoopAround(const FunctionBody &In, const Expr &Call) {
  const Stmt *Result = nullptr;
  for (const Stmt *Up = In.parent(&Call); Up; Up = In.parent(Up)) {
    const auto *For = dyn_cast<ForStmt>(Up);
    const auto *While = dyn_cast<WhileStmt>(Up);
    if ((For && !For->getCond()) ||
        (While && While->getCond() &&
         isa<CXXBoolLiteralExpr, IntegerLiteral>(While->getCond()->IgnoreParenImpCasts())))
      Result = Up;
  }
  return Result;
}

/// True if \p Function is a destructor, or a method that the destructor of its class calls.
static bool runsAtEnd(Unit &U, const FunctionDecl &Function) {
  if (isa<CXXDestructorDecl>(Function))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  const CXXDestructorDecl *Destructor = Method ? Method->getParent()->getDestructor() : nullptr;
  const FunctionDecl *End = Destructor ? Destructor->getDefinition() : nullptr;
  if (!End || !End->doesThisDeclarationHaveABody() || End->isDefaulted())
    return false;
  return llvm::any_of(U.body(*End).calls(), [&](const Expr *Call) {
    const FunctionDecl *Callee = calleeOf(*Call);
    const Expr *Object = objectOf(*Call);
    return Callee && Callee->getCanonicalDecl() == Method->getCanonicalDecl() && Object &&
           isa<CXXThisExpr>(Object->IgnoreParenImpCasts());
  });
}

/// The handle that \p Call, a function of C, detaches; null if it does something else.
static const Expr *handleLetGo(const Unit &U, const Expr &Call) {
  FunctionMatch M =
      isa<CallExpr>(Call) && !isa<CXXMemberCallExpr>(Call) ? U.calleeModel(Call) : FunctionMatch();
  if (!M || isa_and_nonnull<CXXMethodDecl>(calleeOf(Call)))
    return nullptr;
  for (const TaskFact &Fact : M->Tasks)
    if (Fact.Does == TaskFact::Spawns && Fact.Argument.Kind == ArgumentRef::Index) {
      llvm::SmallVector<const Expr *, 2> Handle = select(Call, Fact.Argument);
      if (Handle.size() == 1 && Handle.front()->getType()->isScalarType())
        return Handle.front();
    }
  return nullptr;
}

/// True if objects of \p Record are destroyed some time, and nothing is waited for then.
static bool endsWithoutWait(Unit &U, const CXXRecordDecl &Record) {
  const CXXDestructorDecl *Destructor = Record.getDestructor();
  const FunctionDecl *Definition =
      Destructor && Destructor->isUserProvided() ? Destructor->getDefinition() : nullptr;
  return Definition && Definition->hasBody() && !isSingleton(Record) &&
         U.waits().answer(*Definition) == Reach::No;
}

/// pthread_create(&thread, nullptr, run, this); pthread_detach(thread);
static std::optional<DetachedThread> detachedHandle(Unit &U, const FunctionBody &In,
                                                    const Expr &Call, const Expr &Handle) {
  std::optional<AccessPath> Path = AccessPath::of(&Handle);
  if (!Path)
    return std::nullopt;
  for (const Expr *Start : In.calls()) {
    if (llvm::none_of(callablesOf(U, In, *Start), [](const CallableArgument &C) {
          return C.Fact->When == CallableFact::Offloaded;
        }))
      continue;
    DetachedThread Result;
    Result.Ending = false;
    bool Same = false, Object = false;
    for (const Expr *Argument : argumentsOf(*Start)) {
      const Expr *Plain = Argument->IgnoreParenCasts();
      const auto *Address = dyn_cast<UnaryOperator>(Plain);
      if (Address && Address->getOpcode() == UO_AddrOf) {
        std::optional<AccessPath> Of = AccessPath::of(Address->getSubExpr());
        if (Of && *Of == *Path) {
          Same = true;
          continue;
        }
      }
      if (isa<CXXThisExpr>(Plain)) {
        Object = true;
        Result.Uses = Argument->getBeginLoc();
      }
    }
    const auto *Method = dyn_cast<CXXMethodDecl>(&In.function());
    if (!Same || !Object || !Method || !endsWithoutWait(U, *Method->getParent()))
      continue;
    return Result;
  }
  return std::nullopt;
}

std::optional<DetachedThread> detachedThread(Unit &U, const FunctionBody &In, const Expr &Call) {
  const FunctionDecl &Function = In.function();
  if (const Expr *Handle = Function.isMain() ? nullptr : handleLetGo(U, Call))
    return detachedHandle(U, In, Call, *Handle);
  const Expr *Object = isa<CXXMemberCallExpr>(Call) ? objectOf(Call) : nullptr;
  if (!Object || Function.isMain() || !letsThreadGo(U, Call))
    return std::nullopt;
  DetachedThread Result;
  if (const CXXConstructExpr *Start = startOf(Object)) {
    const Stmt *Loop = endlessLoopAround(In, Call);
    const SourceManager &SM = U.context().getSourceManager();
    for (const Expr *Argument : argumentsOf(*Start)) {
      const VarDecl *Var = localGiven(*Argument, Result.Uses);
      if (!Var || (Loop && SM.isBeforeInTranslationUnit(Var->getLocation(), Loop->getBeginLoc())))
        continue;
      if (mayWaitAfter(U, In, Call))
        return std::nullopt;
      Result.Local = Var;
      return Result;
    }
    return std::nullopt;
  }
  // A member that is let go because its object ends.
  std::optional<AccessPath> Path = AccessPath::of(Object);
  if (!Path || !Path->startsAtThis() || !runsAtEnd(U, Function))
    return std::nullopt;
  // It couldn't be joined.
  if (In.inCatchHandler(&Call))
    return std::nullopt;
  for (const FunctionDecl *Body : threadBodies(U, Function, *Object))
    if (Body->hasBody() && !U.body(*Body).thisExpressions().empty()) {
      Result.Uses = Body->getLocation();
      return Result;
    }
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

/// True if a handler around \p S takes what it throws, and doesn't pass it on.
static bool isCaught(const FunctionBody &In, const Stmt &S) {
  auto Throws = [](const Stmt &Root, auto &&Self) -> bool {
    if (isa<CXXThrowExpr>(Root))
      return true;
    return llvm::any_of(Root.children(),
                        [&](const Stmt *Child) { return Child && Self(*Child, Self); });
  };
  const Stmt *Child = &S;
  for (const Stmt *Up = In.parent(Child); Up; Child = Up, Up = In.parent(Up))
    if (const auto *Try = dyn_cast<CXXTryStmt>(Up); Try && Try->getTryBlock() == Child)
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        if (!Throws(*Try->getHandler(I)->getHandlerBlock(), Throws))
          return true;
  return false;
}

/// True if the operation that \p Call starts throws its errors where it is awaited.
static bool throwsErrors(const Unit &U, const CallExpr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  if (M && M->FailsOnlyCancelled)
    return false;
  return llvm::any_of(Call.arguments(), [&U](const Expr *Argument) {
    TypeMatch T = U.typeModel(Argument->getType().getNonReferenceType());
    return T && T->Errors == TokenErrors::Thrown;
  });
}

/// What coroutine \p Function throws, itself or by what it awaits; null if nothing is seen.
static const Expr *thrownBy(Unit &U, const FunctionDecl &Function, unsigned Depth = 0) {
  const FunctionDecl *Definition = Function.getDefinition();
  if (!Definition || !Definition->hasBody() || Definition->isDependentContext() || Depth > 3)
    return nullptr;
  const FunctionBody &Body = U.body(*Definition);
  if (!Body.isCoroutine())
    return nullptr;
  for (const Expr *Point : Body.suspensions()) {
    const Expr *Operand = awaitOperand(Point);
    const auto *Call = dyn_cast_or_null<CallExpr>(Operand ? stripToObject(Operand) : nullptr);
    if (!Call || !isa<CoawaitExpr>(Point) || isCaught(Body, *Point))
      continue;
    if (throwsErrors(U, *Call))
      return Point;
    const FunctionDecl *Awaited = Call->getDirectCallee();
    if (Awaited && Awaited->getCanonicalDecl() != Function.getCanonicalDecl())
      if (const Expr *Inner = thrownBy(U, *Awaited, Depth + 1))
        return Inner;
  }
  return nullptr;
}

std::optional<DetachedErrors> detachedErrors(Unit &U, const FunctionBody &In, const Expr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  if (!M || M->Tasks.empty())
    return std::nullopt;
  DetachedErrors Result;
  for (const Expr *Argument : argumentsOf(Call)) {
    TypeMatch T = U.typeModel(Argument->getType().getNonReferenceType());
    if (T && T->Errors == TokenErrors::Dropped)
      Result.Token = Argument;
  }
  if (!Result.Token)
    return std::nullopt;
  auto Look = [&](const Expr &Work, const FunctionDecl *Coroutine) {
    Result.Work = &Work;
    Result.Throws = Coroutine ? thrownBy(U, *Coroutine) : nullptr;
    return Result.Throws != nullptr;
  };
  for (const TaskFact &Fact : M->Tasks)
    if (Fact.Does == TaskFact::Spawns)
      for (const Expr *Work : select(Call, Fact.Argument)) {
        const auto *Made = dyn_cast_or_null<CallExpr>(stripToObject(Work));
        if (Made && Look(*Work, Made->getDirectCallee()))
          return Result;
      }
  for (const CallableArgument &Callable : callablesOf(U, In, Call))
    if (Callable.Argument != Result.Token && Look(*Callable.Argument, Callable.Body))
      return Result;
  return std::nullopt;
}

} // namespace asynctidy
