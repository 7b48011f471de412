//===- WaitWithoutTimeoutInTestCheck.cpp - async-wait-without-timeout-in-test ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WaitWithoutTimeoutInTestCheck.h"
#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Futures.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Names.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

WaitWithoutTimeoutInTestCheck::WaitWithoutTimeoutInTestCheck(StringRef Name,
                                                             clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes) {}

/// True if \p Call gives a promise its result, or its error.
static bool satisfies(const Unit &U, const Expr &Call) {
  const Expr *Object = isa<CXXMemberCallExpr>(Call) ? objectOf(Call) : nullptr;
  TypeMatch M = Object ? U.typeModel(Object->getType().getNonReferenceType()) : TypeMatch();
  StringRef Name = nameOf(calleeOf(Call));
  return Object && ((M && M->Promise && llvm::is_contained(M->Promise->Satisfies, Name)) ||
                    Name.contains_insensitive("setvalue") || Name.contains_insensitive("setexc"));
}

/// True if it is the test itself that ends the wait \p Call for \p Object before it begins: it has
/// waited for that already, gave a promise its result, or made work that runs in the wait.
static bool isSettled(Unit &U, const FunctionBody &Body, const Expr &Call, const Expr &Object) {
  std::optional<AccessPath> Path = AccessPath::of(&Object);
  if (const VarDecl *Var = variableNamedBy(&Object); Var && Var->getInit())
    if (const auto *Made = dyn_cast_or_null<CallExpr>(copiedObject(Var->getInit()))) {
      std::optional<Launch> L = launchOf(U, *Made);
      if ((L && L->Runs == Launch::Deferred) ||
          nameOf(Made->getDirectCallee()).contains_insensitive("ready"))
        return true;
    }
  const SourceManager &SM = U.context().getSourceManager();
  for (const Expr *Earlier : Body.calls()) {
    if (!isa<CallExpr>(Earlier) ||
        !SM.isBeforeInTranslationUnit(Earlier->getExprLoc(), Call.getExprLoc()))
      continue;
    if (satisfies(U, *Earlier))
      return true;
    // A second wait after one that isn't limited: that is said once.
    const Expr *Other = objectOf(*Earlier);
    StringRef Name = nameOf(calleeOf(*Earlier));
    if (Other && Path && AccessPath::of(Other) == Path &&
        (Name.contains("wait") || Name.contains("get")))
      return true;
  }
  return isKnownReady(U, Body.function(), Call);
}

/// True if \p Call waits for other work, for ever if need be.
static bool waitsForever(Unit &U, const FunctionBody &Body, const Expr &Call) {
  FunctionMatch M = U.calleeModel(Call);
  if (M && M->Condition) {
    std::optional<ConditionCall> Condition = conditionCall(U, Body.function(), Call);
    return Condition && Condition->Does == ConditionFact::Waits;
  }
  const Expr *Object = objectOf(Call);
  FutureWait Future = futureWait(U, Call);
  if (!Object || Future == FutureWait::Limited)
    return false;
  if (Future == FutureWait::None) {
    CallSite Site{CallSite::Call, calleeOf(Call), &Call, Call.getExprLoc(), &Body.function()};
    const BlockingFact *Fact = Site.Callee ? blockingFactAt(U, Site) : nullptr;
    StringRef Name = nameOf(Site.Callee);
    TypeMatch Type = U.typeModel(Object->getType().getNonReferenceType());
    bool Runs = Type && Type->EventLoop && (Name == "run" || Name == "exec");
    // What has a limit has a name for it; a thread's end, or a shutdown's, has none to set.
    if (!Fact || Fact->Kind != BlockingFact::Wait || Name.contains("for") ||
        Name.contains("until") ||
        !(Runs || Name.contains("wait") || Name == "get" || Name == "acquire"))
      return false;
  }
  return !isSettled(U, Body, Call, *Object);
}

/// Ahead of the statement of \p Wait: an assertion that the result comes in time.
static void assertReady(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Includes,
                        const FunctionBody &Body, const Expr &Wait) {
  const auto *Test = dyn_cast<CXXMethodDecl>(&Body.function());
  const Expr *Future = objectOf(Wait);
  const CXXRecordDecl *Type =
      Future ? compat::recordOf(Future->getType().getNonReferenceType()) : nullptr;
  const Stmt *Statement = Body.statementOf(&Wait);
  std::optional<AccessPath> Path = Future ? AccessPath::of(Future) : std::nullopt;
  if (!Test || !Type || !Type->isInStdNamespace() || !Path || !Path->isVariable() || !Statement ||
      !isa_and_nonnull<CompoundStmt>(Body.parent(Statement)) || isInstantiation(*Test)) {
    E.refuse();
    return;
  }
  for (const CXXRecordDecl *Class = Test->getParent(); Class;) {
    TypeMatch Fixture = U.models().type(*Class);
    if (Fixture && Fixture->TestFixture) {
      std::optional<std::string> Text =
          idiomText(U, Fixture, "assert-ready", "future", Path->named()->getName());
      if (!Text)
        break;
      E.insertBefore(Statement->getBeginLoc(),
                     *Text + "\n" + indentationAt(Statement->getBeginLoc(), U.context()).str());
      for (const std::string &Header : U.models().idiom(*Fixture.In, "assert-ready")->Includes)
        E.include(Includes, Statement->getBeginLoc(), Header);
      return;
    }
    Class = Class->getNumBases() ? compat::recordOf(Class->bases_begin()->getType()) : nullptr;
    Class = Class ? Class->getDefinition() : nullptr;
  }
  E.refuse();
}

void WaitWithoutTimeoutInTestCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || !U.isTestBody(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    if (!isa<CallExpr>(Call) || !waitsForever(U, Body, *Call) || !firstReport(Call->getExprLoc()))
      continue;
    diag(Call->getExprLoc(), "%0 waits without a limit: a bug in what the test waits for hangs it, "
                             "and all that runs it")
        << calleeOf(*Call)->getDeclName();
    if (futureWait(U, *Call) != FutureWait::Forever)
      continue;
    Edits Fix(U.context());
    assertReady(Fix, U, includes(), Body, *Call);
    if (!Fix.empty())
      note(Call->getExprLoc(), "assert that the result comes in time") << Fix;
  }
}

} // namespace asynctidy
