//===- StartInConstructorCheck.cpp - async-start-in-constructor -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StartInConstructorCheck.h"
#include "async-tidy/Analysis/AsyncContext.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/MemberThreads.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asynctidy {

StartInConstructorCheck::StartInConstructorCheck(StringRef Name,
                                                 clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// True if `this` is among what \p Call is given, or captured there.
static bool givesThis(const FunctionBody &Body, const Expr &Call) {
  return llvm::any_of(Body.thisExpressions(), [&](const CXXThisExpr *This) {
    // Not `thread_.run(f)`, which is called on a member.
    for (const Stmt *Up = Body.parent(This); Up; Up = Body.parent(Up)) {
      if (Up == &Call)
        return true;
      if (isa<MemberExpr>(Up))
        return false;
    }
    return false;
  });
}

/// True if nothing of \p Constructor is left to do behind \p Call.
static bool isLast(const FunctionBody &Body, const CXXConstructorDecl &Constructor,
                   const Expr &Call) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Constructor.getBody());
  if (!Block)
    return false;
  for (const Stmt *Up = &Call; Up; Up = Body.parent(Up))
    if (Body.parent(Up) == Block)
      return Block->body_back() == Up;
  // An initializer: the last one of all, and an empty body.
  const FieldDecl *Last = nullptr;
  for (const FieldDecl *Field : Constructor.getParent()->fields())
    Last = Field;
  for (const CXXCtorInitializer *Init : Constructor.inits())
    if (Init->getAnyMember() == Last && Block->body_empty())
      for (const Stmt *Up = &Call; Up; Up = Body.parent(Up)) {
        const Expr *Value = Init->getInit();
        if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Value))
          Value = Default->getExpr();
        if (Up == Value)
          return true;
      }
  return false;
}

/// True if \p Call starts a thread, or gives work to those of a pool.
static bool startsWork(Unit &U, const Expr &Call) {
  if (threadStart(U, Call))
    return true;
  FunctionMatch M = U.calleeModel(Call);
  return M && givenToPool(U, Call) && llvm::any_of(M->Callables, [](const CallableFact &Fact) {
           return Fact.When == CallableFact::Later;
         });
}

void StartInConstructorCheck::analyze(Unit &U, const FunctionDecl &Function) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function);
  if (!Constructor || Constructor->isDependentContext() || U.isTestCode(Function))
    return;
  const CXXRecordDecl *Record = Constructor->getParent();
  if (Record->isEffectivelyFinal() || Record->isLambda() ||
      (!Record->isPolymorphic() && Record->getNumBases() == 0))
    return;
  const FunctionBody &Body = U.body(Function);
  for (const Expr *Call : Body.calls()) {
    if (!startsWork(U, *Call) || !givesThis(Body, *Call) || isLast(Body, *Constructor, *Call) ||
        !firstReport(Call->getExprLoc()))
      continue;
    diag(Call->getExprLoc(), "this thread gets an object of %0 that isn't complete: %select{its|a "
                             "derived class's}1 constructor may still run")
        << Record << Record->isPolymorphic();
  }
}

} // namespace asynctidy
