//===- Blocking.cpp - calls that block the thread -------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/Branches.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Handles.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Typestate.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asynctidy {

/// True if \p E is the constant \p Value: an integer, or a class that only wraps one, as durations
/// do (`0s`, `milliseconds::zero()`).
static bool isConstant(const Expr &E, int64_t Value, const ASTContext &Context) {
  const Expr *Inner = E.IgnoreImplicit();
  Expr::EvalResult Result;
  if (Inner->isValueDependent() || !Inner->EvaluateAsConstantExpr(Result, Context))
    return false;
  const APValue *Held = &Result.Val;
  while (Held->isStruct() && Held->getStructNumBases() == 0 && Held->getStructNumFields() == 1)
    Held = &Held->getStructField(0);
  return Held->isInt() && Held->getInt() == Value;
}

/// True if the arguments prove that this call doesn't wait: a zero time-out, MSG_DONTWAIT.
static bool isNonblocking(const Unit &U, const CallSite &Site, const BlockingFact &Fact) {
  const ASTContext &Context = U.context();
  const Expr &Call = *Site.Expr;
  if (argumentsOf(Call).size() < Fact.MinArguments)
    return true;
  for (const NonblockingCondition &Unless : Fact.Unless)
    for (const Expr *Argument : select(Call, Unless.Argument)) {
      if (Unless.Equals && isConstant(*Argument, *Unless.Equals, Context))
        return true;
      if (Unless.Callable && isCallable(Argument->getType()))
        return true;
      if (!Unless.Mentions.empty()) {
        CharSourceRange Range =
            Context.getSourceManager().getExpansionRange(Argument->getSourceRange());
        if (sourceText(Range.getAsRange(), Context).contains(Unless.Mentions))
          return true;
      }
    }
  for (const std::string &Word : Fact.UnlessFileMentions)
    if (fileMentions(Call.getBeginLoc(), Word, Context) ||
        fileMentions(Site.Caller->getCanonicalDecl()->getLocation(), Word, Context))
      return true;
  return !Fact.UnlessFunctionMentions.empty() && Site.Caller->getBody() &&
         llvm::any_of(Fact.UnlessFunctionMentions, [&](StringRef Word) {
           return sourceText(Site.Caller->getBody()->getSourceRange(), Context).contains(Word);
         });
}

/// True if constructing \p Guard takes a lock, and so may wait for it.
static bool locks(const Unit &U, const CXXConstructExpr &Guard) {
  TypeMatch Type = U.typeModel(Guard.getType());
  if (!Type || !Type->Guard || !holdsBlockingLock(U, Guard.getType()))
    return false;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Guard);
  return !Arguments.empty() && llvm::none_of(Arguments, [&U](const Expr *Argument) {
    TypeMatch Tag = U.typeModel(Argument->getType());
    return Tag && Tag->Tag != GuardTag::None;
  });
}

/// True if the call at \p Site is made to wait for a task, as its name and its argument say:
/// `sync_wait(task)`, `task.blocking_wait()`. Every coroutine library has one, and so do programs
/// with a task type of their own.
static bool waitsByName(const Unit &U, const CallSite &Site) {
  if (Site.Kind != CallSite::Call || !Site.Expr ||
      !U.models().sounds(Site.Callee, Sense::WaitsForTask) || isCoroutine(*Site.Callee) ||
      taskType(U, Site.Callee->getReturnType()))
    return false;
  auto IsTask = [&U](const Expr *E) {
    std::optional<TaskType> Task = E ? taskType(U, E->getType()) : std::nullopt;
    return Task && !Task->SyncGenerator;
  };
  return IsTask(objectOf(*Site.Expr)) || llvm::any_of(argumentsOf(*Site.Expr), IsTask);
}

/// What the models say of the call at \p Site; null if they say nothing of blocking.
static const BlockingFact *modelledFact(const Unit &U, const CallSite &Site) {
  if (!Site.Callee)
    return nullptr;
  // A stream or a lock that is moved was opened or taken before.
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Site.Callee);
      Constructor && Constructor->isCopyOrMoveConstructor())
    return nullptr;
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Site.Expr);
      Construct && locks(U, *Construct)) {
    static const BlockingFact TakesLock = [] {
      BlockingFact Fact;
      Fact.Kind = BlockingFact::Lock;
      Fact.Why = "waits while another thread holds the lock";
      return Fact;
    }();
    return &TakesLock;
  }
  // Of what a call runs before it returns, the call's own model says nothing.
  FunctionMatch M = Site.Expr && Site.Kind != CallSite::Callable ? U.calleeModel(*Site.Expr)
                                                                 : U.functionModel(*Site.Callee);
  if (M)
    return M->Blocks ? &*M->Blocks : nullptr;
  if (waitsByName(U, Site)) {
    static const BlockingFact WaitsForTask = [] {
      BlockingFact Fact;
      Fact.Kind = BlockingFact::Wait;
      Fact.Why = "waits until the task is done";
      return Fact;
    }();
    return &WaitsForTask;
  }
  return nullptr;
}

const BlockingFact *blockingFactAt(const Unit &U, const CallSite &Site) {
  const BlockingFact *Fact = modelledFact(U, Site);
  return Fact && Site.Expr && isNonblocking(U, Site, *Fact) ? nullptr : Fact;
}

bool waitsForTask(const Unit &U, const CallSite &Site) {
  const BlockingFact *Fact = blockingFactAt(U, Site);
  if (!Fact || Fact->Kind != BlockingFact::Wait || Site.Kind != CallSite::Call || !Site.Expr)
    return false;
  FunctionMatch M = U.calleeModel(*Site.Expr);
  return M ? llvm::any_of(M->Tasks,
                          [](const TaskFact &Task) { return Task.Does == TaskFact::Waits; })
           : waitsByName(U, Site);
}

/// True if \p Call asks a task or future whether it is done.
static bool testsReady(const Unit &U, const Expr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  return Callee && Callee->getReturnType()->isBooleanType() &&
         U.models().sounds(Callee, Sense::AsksReady);
}

bool asksWhetherReady(const Unit &U, const FunctionDecl &Function, const Expr &Call) {
  if (testsReady(U, Call))
    return true;
  FunctionMatch M = U.calleeModel(Call);
  const FunctionDecl *Callee = calleeOf(Call);
  if (!M || !M->Blocks || !Callee || !Callee->getReturnType()->isEnumeralType())
    return false;
  CallSite Site{CallSite::Call, Callee, &Call, Call.getExprLoc(), &Function, false};
  return !blockingFactAt(U, Site) &&
         llvm::any_of(M->Tasks, [](const TaskFact &F) { return F.Does == TaskFact::Waits; });
}

/// True if \p Condition, which has come out as \p Holds, compares what a wait with a limit gives
/// with "ready", or with what isn't that.
static bool settlesReady(const Unit &U, const Expr &Condition, bool Holds) {
  const auto *Binary = dyn_cast<BinaryOperator>(Condition.IgnoreParenImpCasts());
  if (!Binary || !Binary->isEqualityOp())
    return false;
  bool Equal = Holds == (Binary->getOpcode() == BO_EQ);
  const Expr *Left = Binary->getLHS()->IgnoreParenImpCasts();
  const Expr *Right = Binary->getRHS()->IgnoreParenImpCasts();
  if (!isa<CallExpr>(Left))
    std::swap(Left, Right);
  const auto *Status = dyn_cast<DeclRefExpr>(Right);
  const auto *Value = Status ? dyn_cast<EnumConstantDecl>(Status->getDecl()) : nullptr;
  if (!isa<CallExpr>(Left) || !Value)
    return false;
  return U.models().sounds(Value, Equal ? Sense::IsReady : Sense::IsNotReady);
}

bool isKnownReady(Unit &U, const FunctionDecl &Function, const Expr &Call) {
  const Expr *Task = objectOf(Call);
  if (!Task || !taskType(U, Task->getType()))
    for (const Expr *Argument : argumentsOf(Call))
      if (taskType(U, Argument->getType()))
        Task = Argument;
  std::optional<AccessPath> Path = Task ? AccessPath::of(Task) : std::nullopt;
  if (!Path || *Path == AccessPath::ofThis())
    return false;
  enum : Typestate::States { Open = 1, Ready = 2 };
  const FunctionBody &Body = U.body(Function);
  Typestate State(U, Function, *Path);
  auto Waits = [&U, &Function](const Expr &E) {
    CallSite Site{CallSite::Call, calleeOf(E), &E, E.getExprLoc(), &Function, false};
    return Site.Callee && waitsForTask(U, Site);
  };
  Typestate::Rules Rules;
  Rules.AtEntry = Path->isVariable() && !isa<ParmVarDecl>(Path->base()) ? 0 : Open;
  Rules.Step = [&](Typestate::States Before, const ObjectEvent &Event) -> Typestate::States {
    switch (Event.Kind) {
    case ObjectEvent::Awaited:
      return Ready;
    case ObjectEvent::Called: {
      const auto *E = dyn_cast<Expr>(Event.At);
      const Expr *Whole = Event.Call ? Event.Call : E;
      // Not what takes the result away, nor what ends after a while.
      if (Whole && isa<CallExpr>(Whole) && Waits(*Whole))
        if (QualType Result = calleeOf(*Whole)->getReturnType();
            Result->isVoidType() || Result->isReferenceType())
          return Ready;
      // co_await x.when_ready()
      const Stmt *Up = Whole ? Body.significantParent(Whole) : nullptr;
      return isa_and_nonnull<CoawaitExpr>(Up) ? Ready : Before;
    }
    case ObjectEvent::Passed: {
      // co_await when_all_ready(x, y)
      const Stmt *Up = Event.Call ? Body.significantParent(Event.Call) : nullptr;
      return isa_and_nonnull<CoawaitExpr>(Up) ? Ready : Open;
    }
    case ObjectEvent::Read:
      return Before;
    default:
      return Open;
    }
  };
  Rules.Refine = [&](Typestate::States Before, const Expr &Condition, const ObjectEvent *Event,
                     bool Holds) -> Typestate::States {
    if (Event && Event->Kind == ObjectEvent::Called)
      if (const Expr *Test = Event->Call ? Event->Call : dyn_cast<Expr>(Event->At);
          Holds && Test && isa<CallExpr>(Test) && testsReady(U, *Test))
        return Ready;
    if (!settlesReady(U, Condition, Holds))
      return Before;
    bool Ours = llvm::any_of(State.events(), [&](const ObjectEvent &Other) {
      return Other.Kind == ObjectEvent::Called && Other.At && Body.isWithin(Other.At, &Condition);
    });
    return Ours ? Typestate::States(Ready) : Before;
  };
  bool Found = false, Known = true;
  State.forEach(Rules, [&](const ObjectEvent &Event, Typestate::States Before) {
    const auto *At = dyn_cast_or_null<Expr>(Event.At);
    if (At != &Call && Event.Call != &Call && !(At && Body.isWithin(At, &Call)))
      return;
    Found = true;
    Known &= Before == Ready;
  });
  return Found && Known;
}

std::vector<PathNote> notesOfBlockingPath(const Unit &U, const CallSite &Site,
                                          llvm::ArrayRef<CallSite> Path) {
  std::vector<PathNote> Notes;
  const CallSite *Caller = &Site;
  for (const CallSite &Step : Path) {
    std::string Text = nameOfCallee(*Caller) + " calls " + nameOfCallee(Step) + " here";
    if (&Step == &Path.back())
      if (const BlockingFact *Fact = blockingFactAt(U, Step))
        Text += ", which " + Fact->Why;
    Notes.push_back({Step.Location, std::move(Text)});
    Caller = &Step;
  }
  return Notes;
}

/// True if \p S runs only where a pointer to what runs the work is null: then nothing else waits
/// for this thread.
static bool runsWithoutExecutor(const Unit &U, const FunctionBody &Body, const Stmt *S) {
  bool Found = false;
  for (const Stmt *Up = S; !Found && (S = Body.parent(Up)); Up = S) {
    const auto *If = dyn_cast<IfStmt>(S);
    if (!If || (Up != If->getThen() && Up != If->getElse()))
      continue;
    forEachSettled(If->getCond(), Up == If->getThen(), [&](const Expr &Part, bool Holds) {
      // `!executor`, `executor == nullptr`
      const Expr *Pointer = Part.IgnoreParenImpCasts();
      if (const auto *Compare = dyn_cast<BinaryOperator>(Pointer);
          Compare && Compare->isEqualityOp()) {
        const Expr *Sides[] = {Compare->getLHS(), Compare->getRHS()};
        auto IsNull = [&U](const Expr *E) {
          return E->isNullPointerConstant(U.context(), Expr::NPC_ValueDependentIsNotNull) !=
                 Expr::NPCK_NotNull;
        };
        if (!IsNull(Sides[0]) && !IsNull(Sides[1]))
          return;
        Pointer = Sides[IsNull(Sides[0])]->IgnoreParenImpCasts();
        Holds = Holds != (Compare->getOpcode() == BO_EQ);
      }
      if (Holds || !Pointer->getType()->isPointerType())
        return;
      TypeMatch Type = U.typeModel(Pointer->getType()->getPointeeType());
      Found |= Type && (Type->Executor || Type->EventLoop);
    });
  }
  return Found;
}

void forEachBlocker(Unit &U, llvm::ArrayRef<AsyncContext> Contexts,
                    const CallGraph::Query::Predicate &Blocks, CallGraph::Query *Follow,
                    llvm::function_ref<void(const ContextBlocker &)> Visit) {
  for (const AsyncContext &Context : Contexts) {
    // Copied: asking about callees may add to the graph.
    const std::vector<CallSite> Sites = U.callGraph().callsOf(*Context.Body);
    for (const CallSite &Site : Sites) {
      if (Blocks(Site)) {
        if (!Site.Expr || !runsWithoutExecutor(U, U.body(*Context.Body), Site.Expr))
          Visit({Context, Site, {}});
        continue;
      }
      if (!Follow || Site.Virtual)
        continue;
      const FunctionDecl *Entered = U.callGraph().entered(Site.Callee);
      // What is known to block itself is another matter than what it calls.
      if (!Entered || blockingFactAt(U, Site))
        continue;
      const Reach &Answer = Follow->ask(*Entered);
      if (Answer.What != Reach::Yes)
        continue;
      if (Site.Kind == CallSite::Destructor &&
          blockingFactAt(U, Answer.Path.back())->Kind == BlockingFact::Wait)
        continue;
      Visit({Context, Site, Answer.Path});
    }
  }
}

std::string reasonOf(const Unit &U, const ContextBlocker &Blocker) {
  return Blocker.Path.empty() ? blockingFactAt(U, Blocker.Site)->Why
                              : "reaches " + nameOfCallee(Blocker.last());
}

std::vector<PathNote> notesOf(const Unit &U, const ContextBlocker &Blocker) {
  std::vector<PathNote> Notes = notesOfBlockingPath(U, Blocker.Site, Blocker.Path);
  if (Blocker.Context.Kind == AsyncContext::Handler)
    Notes.push_back(
        {Blocker.Context.GivenTo->getExprLoc(), "the handler is given to the event loop here"});
  else if (Blocker.Context.Kind == AsyncContext::Callback)
    Notes.push_back({Blocker.Context.GivenTo->getExprLoc(),
                     "the callback is given away here, to be run later"});
  return Notes;
}

} // namespace asynctidy
