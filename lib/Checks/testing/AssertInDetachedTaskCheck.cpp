//===- AssertInDetachedTaskCheck.cpp - async-assert-in-detached-task ------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AssertInDetachedTaskCheck.h"
#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asynctidy {

AssertInDetachedTaskCheck::AssertInDetachedTaskCheck(StringRef Name,
                                                     clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// The first assertion in \p S that does \p What where it fails; null without one. What is thrown
/// in a try block somebody may catch.
static const Stmt *assertionIn(const Unit &U, const Stmt *S, ModelSet::Assertion What) {
  if (!S || isa<LambdaExpr>(S) || (isa<CXXTryStmt>(S) && What == ModelSet::Assertion::Throws))
    return nullptr;
  if (S->getBeginLoc().isMacroID() &&
      U.models().assertion(outermostMacro(S->getBeginLoc(), U.context())) == What)
    return S;
  for (const Stmt *Child : S->children())
    if (const Stmt *Found = assertionIn(U, Child, What))
      return Found;
  return nullptr;
}

/// True if \p S calls something outside of assertions.
static bool works(const Unit &U, const Stmt *S) {
  if (!S || isa<LambdaExpr>(S) ||
      (S->getBeginLoc().isMacroID() &&
       U.models().assertion(outermostMacro(S->getBeginLoc(), U.context())) !=
           ModelSet::Assertion::None))
    return false;
  return isa<CallExpr>(S) ||
         llvm::any_of(S->children(), [&U](const Stmt *Child) { return works(U, Child); });
}

void AssertInDetachedTaskCheck::checkTask(Unit &U, const FunctionDecl &Task, const Expr &GivenTo) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Task.getBody());
  if (!Block || Task.isDependentContext())
    return;
  const SourceManager &SM = U.context().getSourceManager();
  // An exception that leaves a thread's function; one of a task is kept in its future.
  TypeMatch Made = U.typeModel(GivenTo.getType());
  if (Made && Made->Thread)
    if (const Stmt *Throws = assertionIn(U, Block, ModelSet::Assertion::Throws)) {
      SourceLocation Where = SM.getExpansionLoc(Throws->getBeginLoc());
      if (!firstReport(Where))
        return;
      diag(Where, "'%0' throws out of the thread when it fails, which ends the whole program")
          << outermostMacro(Throws->getBeginLoc(), U.context());
      note(GivenTo.getExprLoc(), "the thread is started here");
      return;
    }
  for (auto S = Block->body_begin(); S != Block->body_end(); ++S) {
    const Stmt *Returns = assertionIn(U, *S, ModelSet::Assertion::Returns);
    if (!Returns || std::none_of(std::next(S), Block->body_end(),
                                 [&U](const Stmt *Next) { return works(U, Next); }))
      continue;
    SourceLocation Where = SM.getExpansionLoc(Returns->getBeginLoc());
    if (!firstReport(Where))
      return;
    diag(Where, "'%0' leaves only this lambda when it fails: the rest of it isn't done, the test "
                "goes on")
        << outermostMacro(Returns->getBeginLoc(), U.context());
    note(GivenTo.getExprLoc(), "the lambda is given away here");
    return;
  }
}

void AssertInDetachedTaskCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || !U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  if (Body.lambdas().empty())
    return;
  for (const Expr *Call : Body.calls())
    for (const CallableArgument &Callable : callablesOf(U, Body, *Call)) {
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callable.Body);
      if (Method && Method->getParent()->isLambda() &&
          (Callable.Fact->When == CallableFact::Offloaded ||
           Callable.Fact->When == CallableFact::Later))
        checkTask(U, *Method, *Call);
    }
}

} // namespace asynctidy
