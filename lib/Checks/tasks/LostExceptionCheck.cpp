//===- LostExceptionCheck.cpp - async-lost-exception ----------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LostExceptionCheck.h"
#include "async-tidy/Analysis/LostErrors.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Names.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

LostExceptionCheck::LostExceptionCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes) {}

/// How a message names the work that may fail.
static std::string nameOfWork(const Expr &Work) {
  const Expr *Operand = awaitOperand(&Work);
  std::string Name = sourceOfTask(Operand ? *stripToObject(Operand) : Work);
  return Name.front() == '\'' ? Name : "the awaited work";
}

/// At the beginning of \p Handler: a test of \p Error that passes it on, or leaves.
static void testFirst(Edits &E, const ASTContext &Context, const FunctionDecl &Handler,
                      StringRef Error, bool Rethrows) {
  const auto *Body = dyn_cast<CompoundStmt>(Handler.getBody());
  if (!Body || isInstantiation(Handler)) {
    E.refuse();
    return;
  }
  const SourceManager &SM = Context.getSourceManager();
  bool OneLine = Body->body_empty() || SM.getExpansionLineNumber(Body->getLBracLoc()) ==
                                           SM.getExpansionLineNumber(Body->getRBracLoc());
  std::string Line =
      OneLine ? " " : "\n" + indentationAt(Body->body_front()->getBeginLoc(), Context).str();
  std::string Text = Line + "if (" + Error.str() + ")";
  if (Rethrows)
    Text += " std::rethrow_exception(" + Error.str() + ");";
  else
    Text += Line + (OneLine ? "" : "  ") + "return;";
  E.insertAfter({Body->getLBracLoc(), Body->getLBracLoc()}, Body->body_empty() ? Text + " " : Text);
}

void LostExceptionCheck::report(Unit &U, const LostError &Lost) {
  std::string Work = nameOfWork(*Lost.Work);
  switch (Lost.Kind) {
  case LostError::Parameter:
  case LostError::Variable:
    if (!Lost.GoesOn) {
      diag(Lost.Where, "%0 is never read: nobody hears of what %1 failed with")
          << Lost.Error << Work;
      break;
    }
    diag(Lost.Where, "%0 is never read: after a failure of %1 this goes on as if it had worked")
        << Lost.Error << Work;
    note(Lost.GoesOn->getBeginLoc(), "goes on here");
    break;
  case LostError::Result:
    diag(Lost.Where, "%0 tells by its result whether it failed, and that is dropped here") << Work;
    break;
  case LostError::Caught:
    diag(Lost.Where, "this drops any error of %0: what follows goes on as if it had worked")
        << Work;
    note(Lost.Work->getBeginLoc(), "awaited here");
    break;
  }
  if (Lost.Kind != LostError::Parameter)
    return;
  Edits Fix(U.context());
  bool Rethrows = isExceptionPointer(cast<ParmVarDecl>(Lost.Error)->getType());
  if (Rethrows || Lost.Handler->getReturnType()->isVoidType())
    testFirst(Fix, U.context(), *Lost.Handler, Lost.Error->getName(), Rethrows);
  if (!Fix.empty())
    note(Lost.Where, "%select{report it and leave|let what runs the handlers have it}0 first")
        << Rethrows << Fix;
}

/// Whether what a coroutine of \p Promise returns can't be waited for: it holds nothing.
static bool isForgotten(const CXXRecordDecl &Promise) {
  for (const CXXMethodDecl *Method : Promise.methods())
    if (nameOf(Method) == "get_return_object") {
      const CXXRecordDecl *Returned = Method->getReturnType()->getAsCXXRecordDecl();
      return Method->getReturnType()->isVoidType() ||
             (Returned && Returned->hasDefinition() && Returned->isEmpty());
    }
  return false;
}

/// An empty `unhandled_exception`.
void LostExceptionCheck::reportPromise(Unit &U, const CXXMethodDecl &Method) {
  const CXXRecordDecl *Promise = Method.getParent();
  if (!U.context().getLangOpts().CXXExceptions || !isBare(*Method.getBody(), U.context()) ||
      llvm::none_of(Promise->methods(),
                    [](const CXXMethodDecl *Other) {
                      return nameOf(Other) == "get_return_object" ||
                             nameOf(Other) == "final_suspend";
                    }) ||
      U.isTestCode(Method) || !firstReport(Method.getLocation()))
    return;
  bool Forgotten = isForgotten(*Promise);
  diag(Method.getLocation(), "what a coroutine of this type throws is dropped here%select{, and "
                             "who waits for it takes it for done|: nobody ever hears of it}0")
      << Forgotten;
  const auto *Body = cast<CompoundStmt>(Method.getBody());
  Edits Fix(U.context());
  if (isInstantiation(Method))
    Fix.refuse();
  Fix.replace(Body->getSourceRange(), "{ std::terminate(); }")
      .include(includes(), Method.getLocation(), "exception");
  note(Body->getBeginLoc(),
       "%select{keep 'std::current_exception()' for who waits|report it}0, or end the program")
      << Forgotten << Fix;
}

/// `throw error;` of a pointer to an exception: no handler of the exception catches that.
void LostExceptionCheck::reportThrownPointer(const CXXThrowExpr &Throw) {
  const Expr *Thrown = Throw.getSubExpr();
  if (!Thrown || !isExceptionPointer(Thrown->getType()) || !firstReport(Throw.getThrowLoc()))
    return;
  diag(Throw.getThrowLoc(), "this throws the pointer, not the exception that it leads to: who "
                            "handles that doesn't catch it");
}

void LostExceptionCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Method && nameOf(Method) == "unhandled_exception")
    return reportPromise(U, *Method);
  // Types in templates aren't known yet.
  if (Function.isDependentContext() || U.isTestCode(Function))
    return;
  for (const CXXThrowExpr *Throw : U.body(Function).throws())
    reportThrownPointer(*Throw);
  for (const LostError &Lost : lostErrorsOf(U, Function))
    if (firstReport(Lost.Where))
      report(U, Lost);
}

} // namespace asynctidy
