//===- UnboundedSpawnCheck.cpp - async-unbounded-spawn --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnboundedSpawnCheck.h"
#include "async-tidy/Analysis/AsyncContext.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/Futures.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

UnboundedSpawnCheck::UnboundedSpawnCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes) {}

//===----------------------------------------------------------------------===//
// Data of unknown size
//===----------------------------------------------------------------------===//

/// True if there are few things of that name, or their number was chosen.
static bool isFew(StringRef Name) {
  for (const char *Word :
       {"thread",    "worker",   "core",     "cpu",    "shard",   "node",      "peer",
        "replica",   "listener", "acceptor", "device", "backend", "server",    "endpoint",
        "batch",     "chunk",    "window",   "slot",   "stage",   "partition", "service",
        "interface", "disk",     "drive",    "level"})
    if (Name.contains_insensitive(Word))
      return true;
  return false;
}

/// True if \p Type is a container that grows.
static bool isGrowing(QualType Type) {
  const CXXRecordDecl *Record = compat::recordOf(Type.getNonReferenceType());
  if (!Record || !Record->hasDefinition() || !hasMethod(*Record, "size") ||
      !hasMethod(*Record, "begin"))
    return false;
  const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  return !Made || llvm::none_of(Made->getTemplateArgs().asArray(), [](const TemplateArgument &A) {
    return A.getKind() == TemplateArgument::Integral; // std::array.
  });
}

/// What the elements of container \p Type are, or what they own or point to; null if that can't be
/// told.
static QualType elementOf(const Unit &U, QualType Type) {
  for (unsigned Depth = 0; Depth < 2; ++Depth) {
    const auto *Made = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        compat::recordOf(Type.getNonReferenceType()));
    if (!Made || Made->getTemplateArgs().size() == 0 ||
        Made->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      return {};
    Type = Made->getTemplateArgs()[0].getAsType();
    if (Type->isPointerType())
      return Type->getPointeeType();
    if (TypeMatch M = U.typeModel(Type); !M || !M->Owner)
      return Type;
  }
  return Type;
}

/// True if there is one thread for each element by design: event loops, pools.
static bool isInfrastructure(const Unit &U, QualType Element) {
  if (Element.isNull())
    return false;
  TypeMatch M = U.typeModel(Element);
  return M && (M->EventLoop || M->Executor || M->MayBlock || M->Thread);
}

/// The container that \p E names, if nobody here can tell how many elements it has.
static const ValueDecl *unknownData(const Unit &U, const Expr *E) {
  E = stripToObject(E);
  if (!E || !isGrowing(E->getType()) || isInfrastructure(U, elementOf(U, E->getType())))
    return nullptr;
  const ValueDecl *Named = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Named = Ref->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    Named = Member->getMemberDecl();
  else if (const auto *Call = dyn_cast<CallExpr>(E))
    Named = Call->getDirectCallee();
  if (!Named || !Named->getDeclName().isIdentifier() || isFew(Named->getName()) ||
      (isa<FunctionDecl>(Named) && cast<FunctionDecl>(Named)->isInStdNamespace()))
    return nullptr;
  const auto *Var = dyn_cast<VarDecl>(Named);
  if (!Var || !Var->getInit())
    return Named;
  // Written out, or so many of the same.
  const auto *Construct = dyn_cast<CXXConstructExpr>(Var->getInit()->IgnoreImplicit());
  if (isa<InitListExpr>(Var->getInit()->IgnoreImplicit()) ||
      (Construct &&
       (Construct->isStdInitListInitialization() ||
        (Construct->getNumArgs() > 0 && Construct->getArg(0)->getType()->isIntegerType()))) ||
      (Var->hasGlobalStorage() && Var->getType().isConstQualified()))
    return nullptr;
  return Named;
}

/// The data that \p Loop goes through, if their number isn't known.
static const ValueDecl *unknownData(const Unit &U, const Stmt &Loop) {
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop))
    return unknownData(U, Range->getRangeInit());
  const auto *For = dyn_cast<ForStmt>(&Loop);
  const auto *Less = For && For->getCond()
                         ? dyn_cast<BinaryOperator>(For->getCond()->IgnoreParenImpCasts())
                         : nullptr;
  if (!Less || !Less->isComparisonOp())
    return nullptr;
  for (const Expr *Side : {Less->getLHS(), Less->getRHS()})
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Side->IgnoreParenImpCasts());
        Call && Call->getMethodDecl() && Call->getMethodDecl()->getIdentifier() &&
        Call->getMethodDecl()->getName() == "size")
      return unknownData(U, Call->getImplicitObjectArgument());
  return nullptr;
}

static bool isTask(const Unit &U, QualType Type) { return !Type.isNull() && taskType(U, Type); }

static const Stmt *loopAround(const FunctionBody &Body, const Expr &Point) {
  const Stmt *Loop = Body.parent(&Point);
  while (Loop && !isLoop(*Loop))
    Loop = Body.parent(Loop);
  return Loop;
}

/// True if something in \p Loop waits, other than \p Point.
static bool waitsIn(Unit &U, const FunctionBody &Body, const Stmt *Loop, const Expr &Point) {
  auto IsIn = [&](const Expr *E) { return Body.isWithin(E, Loop); };
  return llvm::any_of(Body.suspensions(), IsIn) ||
         llvm::any_of(Body.calls(), [&](const Expr *Call) {
           return IsIn(Call) && Call != &Point && waitsForWork(U, *Call);
         });
}

/// The data that the innermost loop around \p Point goes through, if their number isn't known and
/// nothing in it waits.
static const ValueDecl *unboundedLoop(Unit &U, const FunctionBody &Body, const Expr &Point) {
  const Stmt *Loop = loopAround(Body, Point);
  const ValueDecl *Data = Loop ? unknownData(U, *Loop) : nullptr;
  // Tasks that are there already: whoever made them knows how many.
  if (!Data || isTask(U, elementOf(U, Data->getType())) || waitsIn(U, Body, Loop, Point))
    return nullptr;
  return Data;
}

/// True if \p S compares numbers, other than with 0 and 1 as for the error of a system call: a
/// limit.
static bool countsSomething(const ASTContext &Context, const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Compare = dyn_cast<BinaryOperator>(S);
      Compare && Compare->isRelationalOp() &&
      llvm::none_of(ArrayRef<const Expr *>{Compare->getLHS(), Compare->getRHS()},
                    [&](const Expr *Side) {
                      Expr::EvalResult Value;
                      return Side->EvaluateAsInt(Value, Context) &&
                             Value.Val.getInt().abs().getLimitedValue() <= 1;
                    }))
    return true;
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return countsSomething(Context, Child); });
}

/// The call in the loop around \p Point that takes one connection after the other, if nothing there
/// limits how many are served at once.
static const Expr *unboundedAccepts(Unit &U, const FunctionBody &Body, const Expr &Point) {
  const Stmt *Loop = loopAround(Body, Point);
  if (!Loop || isa<CXXForRangeStmt>(Loop))
    return nullptr;
  const Expr *Accept = nullptr;
  for (const Expr *Call : Body.calls())
    if (!Accept && nameOf(calleeOf(*Call)).contains_insensitive("accept") &&
        Body.isWithin(Call, Loop))
      Accept = Call;
  if (!Accept || waitsIn(U, Body, Loop, Point) || countsSomething(U.context(), Loop))
    return nullptr;
  return Accept;
}

//===----------------------------------------------------------------------===//
// What is started
//===----------------------------------------------------------------------===//

/// True if \p Start makes a thread of its own: no pool has it.
static bool makesThread(Unit &U, const ThreadWork::Start &Start) {
  const Expr &Call = *Start.Call;
  if (isa<CXXConstructExpr>(Call)) {
    TypeMatch Made = U.typeModel(Call.getType());
    return Made && Made->Thread;
  }
  if (!U.calleeModel(Call))
    return true; // Of arguments, by a container.
  // std::async, whose future's destructor waits.
  std::optional<TaskType> Task = taskType(U, Call.getType());
  return !objectOf(Call) && !givenToPool(U, Call) && Task && Task->Model && Task->Model->Task &&
         Task->Model->Task->Dropped == TaskModel::Blocks;
}

/// True if \p Call, whose model is \p Model, makes a thread of its own for what it is given,
/// wherever the body of that is.
static bool startsThread(const Unit &U, const Expr &Call, const FunctionMatch &Model) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call)) {
    TypeMatch Made = Model->Callables.empty() ? TypeMatch() : U.typeModel(Call.getType());
    return Made && Made->Thread && !Construct->getConstructor()->isCopyOrMoveConstructor();
  }
  std::optional<Launch> Started = Model->Launch ? launchOf(U, Call) : std::nullopt;
  return Started && (Started->Runs == Launch::Now || Started->Runs == Launch::Either);
}

/// The task that \p Call lets run on its own; null if it does no such thing.
static const Expr *spawnedTask(const Unit &U, const Expr &Call) {
  if (FunctionMatch M = U.calleeModel(Call))
    for (const TaskFact &Fact : M->Tasks)
      if (Fact.Does == TaskFact::Spawns)
        for (const Expr *Task : select(Call, Fact.Argument))
          // A thread that is let go was counted when it was made.
          if (TypeMatch Type = U.typeModel(Task->getType()); !Type || !Type->Thread)
            return Task;
  return nullptr;
}

void UnboundedSpawnCheck::inLoop(Unit &U, const FunctionBody &Body, const Expr &Call,
                                 const Expr *Task) {
  const ValueDecl *Data = unboundedLoop(U, Body, Call);
  const Expr *Accept = Data || Task ? nullptr : unboundedAccepts(U, Body, Call);
  if ((!Data && !Accept) || !firstReport(Call.getExprLoc()))
    return;
  if (Accept) {
    diag(Call.getExprLoc(), "a thread is started for each connection, however many there are");
    note(Accept->getExprLoc(), "as many as come are accepted here: a pool, or a count of those "
                               "that are open, sets a limit");
    return;
  }
  diag(Call.getExprLoc(), "a %select{thread|task}0 is started for each element of %1, however many "
                          "there are")
      << (Task != nullptr) << Data;
  std::optional<TaskType> Type = Task ? taskType(U, Task->getType()) : std::optional<TaskType>();
  std::optional<std::string> Window =
      Type ? idiomText(U, Type->Model, "windowed", "count", "64") : std::nullopt;
  if (!Window) {
    note(Call.getExprLoc(), "a pool, a semaphore, or waiting for some in between sets a limit");
    return;
  }
  StringRef Rest = *Window;
  auto [Before, After] = Rest.split("{tasks}");
  note(Call.getExprLoc(), "a limit: '%0'") << (Before + "tasks" + After).str();
}

void UnboundedSpawnCheck::fanOut(Unit &U, const FunctionBody &Body, const Expr &Call,
                                 const FunctionMatch &Model) {
  llvm::SmallVector<const Expr *, 2> Over = select(Call, Model->FansOut->Over);
  const Expr *Range = Over.empty() ? nullptr : Over.front();
  // A pair of iterators.
  if (const auto *Begin = dyn_cast_or_null<CXXMemberCallExpr>(stripToObject(Range));
      Begin && nameOf(Begin->getMethodDecl()) == "begin")
    Range = Begin->getImplicitObjectArgument();
  if (!Range)
    return;
  const ValueDecl *Data = unknownData(U, Range);
  const bool OfTasks = isTask(U, elementOf(U, Range->getType()));
  // How many tasks there are is known where they are made.
  if (OfTasks) {
    const VarDecl *Tasks = variableNamedBy(copiedObject(Range));
    Data = nullptr;
    for (const Expr *Push : Body.calls())
      if (const Expr *Object = objectOf(*Push); Object && Tasks && !Data &&
                                                variableNamedBy(Object) == Tasks &&
                                                !argumentsOf(*Push).empty())
        Data = unboundedLoop(U, Body, *Push);
  }
  if (!Data || !firstReport(Call.getExprLoc()))
    return;
  diag(Call.getBeginLoc(), "work on all elements of %0 starts at once, however many there are")
      << Data;
  for (const Twin &T : Model->FansOut->Bounded)
    if (!T.Arguments || *T.Arguments == argumentsOf(Call).size()) {
      Edits Limit(U.context());
      replaceCall(Limit, U, includes(), Call, T.Replace, T.Includes, Model.Root);
      if (!isInstantiation(Body.function()) && !Limit.empty()) {
        note(Call.getBeginLoc(), "let a limited number run at once") << Limit;
        return;
      }
    }
  note(Call.getBeginLoc(), "let a limited number run at once");
}

void UnboundedSpawnCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || Function.isMain() || U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  bool MayStart = false;
  for (const Expr *Call : Body.calls()) {
    if (FunctionMatch Model = U.calleeModel(*Call)) {
      if (Model->FansOut)
        fanOut(U, Body, *Call, Model);
      if (const Expr *Task = spawnedTask(U, *Call))
        inLoop(U, Body, *Call, Task);
      if (startsThread(U, *Call, Model))
        inLoop(U, Body, *Call, nullptr);
      MayStart |= !Model->Callables.empty();
    } else {
      MayStart |= isa<CXXMemberCallExpr>(Call);
    }
  }
  if (!MayStart)
    return;
  for (const ThreadWork::Start &Start : U.threadWork().starts())
    if (Start.In == &Function && makesThread(U, Start))
      inLoop(U, Body, *Start.Call, nullptr);
}

} // namespace asynctidy
