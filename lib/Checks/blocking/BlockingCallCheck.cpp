//===- BlockingCallCheck.cpp - async-blocking-call ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingCallCheck.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Fix/Twins.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asynctidy {

BlockingCallCheck::BlockingCallCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes),
      CheckLocks(option("CheckLocks", false)), FollowCalls(option("FollowCalls", true)) {}

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
  return false;
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

/// What the models say of the call at \p Site; null if they say nothing of blocking.
static const BlockingFact *blockingFact(const Unit &U, const CallSite &Site) {
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
  return M && M->Blocks ? &*M->Blocks : nullptr;
}

bool BlockingCallCheck::blocks(Unit &U, const CallSite &Site) const {
  const BlockingFact *Fact = blockingFact(U, Site);
  if (!Fact || (Fact->Kind == BlockingFact::Lock && !CheckLocks))
    return false;
  return !Site.Expr || !isNonblocking(U, Site, *Fact);
}

static const char *contextWord(const AsyncContext &Context) {
  switch (Context.Kind) {
  case AsyncContext::Coroutine:
    return "coroutine";
  case AsyncContext::Handler:
    return "handler";
  case AsyncContext::Marked:
    return "async function";
  }
  return "";
}

/// How a message calls the context: "coroutine 'session'", "this lambda coroutine".
static std::string contextName(const AsyncContext &Context) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Context.Body);
  if (Method && Method->getParent()->isLambda())
    return std::string("this ") + contextWord(Context);
  return std::string(contextWord(Context)) + " " + describe(*Context.Body);
}

static std::string calleeName(const CallSite &Site) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Site.Callee)) {
    // As written: ifstream, not basic_ifstream.
    const auto *Typedef = Site.Expr ? Site.Expr->getType()->getAs<TypedefType>() : nullptr;
    return "'" +
           (Typedef ? Typedef->getDecl()->getName() : Constructor->getParent()->getName()).str() +
           "'";
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Site.Callee);
      Method && Method->getParent()->isLambda())
    return "a lambda";
  // An object that is called like a function.
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Site.Expr);
      Operator && Operator->getOperator() == OO_Call)
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Operator->getArg(0)->IgnoreParenImpCasts()))
      return "'" + Ref->getDecl()->getNameAsString() + "'";
  return "'" + Site.Callee->getNameAsString() + "'";
}

/// True if an argument of \p Call awaits, or blocks and may be made to await: two fixes can't
/// overlap, nor may a second run find what the first one left.
bool BlockingCallCheck::hasInnerAwait(Unit &U, const AsyncContext &Context,
                                      const Expr &Call) const {
  const FunctionBody &Body = U.body(*Context.Body);
  auto Inside = [&](const Expr *E) { return E && E != &Call && Body.isWithin(E, &Call); };
  return llvm::any_of(Body.suspensions(), Inside) ||
         llvm::any_of(U.callGraph().callsOf(*Context.Body),
                      [&](const CallSite &Site) { return Inside(Site.Expr) && blocks(U, Site); });
}

void BlockingCallCheck::reportDirect(Unit &U, const AsyncContext &Context, const CallSite &Site) {
  if (!firstReport(Site.Location))
    return;
  Edits Fix(U.context());
  if (Context.Kind == AsyncContext::Coroutine && Site.Expr &&
      !hasInnerAwait(U, Context, *Site.Expr))
    awaitTwin(Fix, U, includes(), U.body(*Context.Body), *Site.Expr);
  diag(Site.Location, "%0 blocks the thread that runs %1: it %2")
      << calleeName(Site) << contextName(Context) << blockingFact(U, Site)->Why << Fix;
  if (const BlockingFact *Fact = blockingFact(U, Site); Fix.empty() && !Fact->Instead.empty())
    note(Site.Location, "'%0' doesn't block") << llvm::join(Fact->Instead, "', '");
  if (Context.Kind == AsyncContext::Handler)
    note(Context.GivenTo->getExprLoc(), "the handler is given to the event loop here");
  else if (std::optional<TaskType> Task = taskType(U, Context.Body->getReturnType());
           Task && Fix.empty() && Site.Expr)
    if (auto Offload = idiomText(U, Task->Model, "offload", "call",
                                 StringRef(calleeName(Site)).trim("'").str() + "(...)"))
      note(Site.Location, "run it where blocking is allowed: '%0'") << *Offload;
}

void BlockingCallCheck::reportChain(Unit &U, const AsyncContext &Context, const CallSite &Site,
                                    const Reach &Answer) {
  if (!firstReport(Site.Location))
    return;
  const CallSite &Last = Answer.Path.back();
  diag(Site.Location, "%0 blocks the thread that runs %1: it reaches %2")
      << calleeName(Site) << contextName(Context) << calleeName(Last);
  const CallSite *Caller = &Site;
  for (const CallSite &Step : Answer.Path) {
    if (&Step == &Last)
      note(Step.Location, "%0 calls %1 here, which %2")
          << calleeName(*Caller) << calleeName(Step) << blockingFact(U, Step)->Why;
    else
      note(Step.Location, "%0 calls %1 here") << calleeName(*Caller) << calleeName(Step);
    Caller = &Step;
  }
  if (Context.Kind == AsyncContext::Handler)
    note(Context.GivenTo->getExprLoc(), "the handler is given to the event loop here");
}

CallGraph::Query &BlockingCallCheck::query(Unit &U) {
  if (!Blocking || BlockingOf != &U) {
    BlockingOf = &U;
    Blocking = std::make_unique<CallGraph::Query>(
        U.callGraph(), [this, &U](const CallSite &Site) { return blocks(U, Site); });
  }
  return *Blocking;
}

void BlockingCallCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return; // Callees aren't known yet: its instantiations are looked at.
  for (const AsyncContext &Context : asyncContextsOf(U, Function)) {
    // Copied: asking about callees may add to the graph.
    const std::vector<CallSite> Sites = U.callGraph().callsOf(*Context.Body);
    for (const CallSite &Site : Sites) {
      if (blocks(U, Site)) {
        reportDirect(U, Context, Site);
        continue;
      }
      if (!FollowCalls || Site.Virtual)
        continue;
      const FunctionDecl *Entered = U.callGraph().entered(Site.Callee);
      if (!Entered)
        continue;
      const Reach &Answer = query(U).ask(*Entered);
      if (Answer.What != Reach::Yes)
        continue;
      // A destructor that waits for the threads that its object owns: what is wrong there is that
      // the object is made in an async context, not the call.
      if (Site.Kind == CallSite::Destructor &&
          blockingFact(U, Answer.Path.back())->Kind == BlockingFact::Wait)
        continue;
      reportChain(U, Context, Site, Answer);
    }
  }
}

} // namespace asynctidy
