//===- AwaiterUseAfterPublishCheck.cpp - async-awaiter-use-after-publish ---===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AwaiterUseAfterPublishCheck.h"
#include "async-tidy/Analysis/Awaiters.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

AwaiterUseAfterPublishCheck::AwaiterUseAfterPublishCheck(StringRef Name,
                                                         clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

/// Lets \p Function return the handle that \p Resume, the last thing it does, resumes.
static void returnHandle(Edits &E, Unit &U, const FunctionDecl &Function,
                         const CXXMemberCallExpr &Resume) {
  const ASTContext &Context = U.context();
  const auto &Method = cast<CXXMethodDecl>(Function);
  const FunctionBody &Body = U.body(Function);
  const auto *Block = dyn_cast<CompoundStmt>(Function.getBody());
  const Expr *Object = Resume.getImplicitObjectArgument()->IgnoreParenImpCasts();
  std::string Handle = standardName(*Resume.getMethodDecl()->getParent());
  SourceRange Result = Function.getReturnTypeSourceRange();
  // Other ways out would need something to return as well.
  bool Last = Block && !Block->body_empty() &&
              dyn_cast<Expr>(Block->body_back()) == Body.statementOf(&Resume);
  if (!Last || !Body.returns().empty() || Method.isVirtual() || isInstantiation(Method) ||
      Method.getCanonicalDecl() != &Method || sourceText(Result, Context) != "void" ||
      Handle.empty() || Object->getType()->isPointerType()) {
    E.refuse();
    return;
  }
  StringRef Text = sourceText(Object->getSourceRange(), Context);
  if (Text.empty())
    E.refuse();
  E.replace(Result, Handle + "<>");
  E.replace(Resume.getSourceRange(), ("return " + Text).str());
}

void AwaiterUseAfterPublishCheck::reportResume(Unit &U, const FunctionDecl &Function) {
  const CXXMemberCallExpr *Resume = tailResume(Function);
  if (!Resume || !firstReport(Resume->getExprLoc()))
    return;
  Edits Fix(U.context());
  returnHandle(Fix, U, Function, *Resume);
  diag(Resume->getExprLoc(), "a coroutine is resumed inside await_suspend: chains of them overflow "
                             "the stack; return its handle")
      << Fix;
}

void AwaiterUseAfterPublishCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (!suspendedHandle(Function) || Function.isDependentContext() || U.isTestCode(Function))
    return;
  reportResume(U, Function);
  std::optional<UseAfterPublish> Use = useAfterPublish(U, Function);
  if (!Use || !firstReport(Use->Where))
    return;
  switch (Use->Kind) {
  case UseAfterPublish::Awaiter:
    diag(Use->Where,
         "the awaiter is used when the coroutine may already have run on elsewhere, and "
         "destroyed it");
    break;
  case UseAfterPublish::Promise:
    diag(Use->Where, "the coroutine's frame is used when it may already have run on elsewhere, and "
                     "ended");
    break;
  case UseAfterPublish::Guard:
    diag(Use->Where,
         "%0 unlocks a mutex of the awaiter when the coroutine may already have run on, "
         "and destroyed it")
        << Use->Var;
    break;
  }
  note(Use->Published->getExprLoc(), "handed out here; use nothing but locals from here on");
}

} // namespace asynctidy
