//===- NestedRuntimeCheck.cpp - async-nested-runtime ----------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NestedRuntimeCheck.h"
#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Fix/Twins.h"
#include "async-tidy/Support/Compat.h"

using namespace clang;

namespace asynctidy {

NestedRuntimeCheck::NestedRuntimeCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes) {}

/// True if objects of class \p Record can't be copied: they own what they stand for.
static bool ownsItsWork(const CXXRecordDecl &Record) {
  for (const CXXConstructorDecl *Constructor : Record.ctors())
    if (Constructor->isCopyConstructor() && !Constructor->isImplicit())
      return Constructor->isDeleted() || Constructor->getAccess() == AS_private;
  if (Record.hasUserDeclaredDestructor())
    return true;
  return llvm::any_of(Record.bases(), [](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Inner = compat::recordOf(Base.getType());
    return Inner && Inner->getDefinition() && ownsItsWork(*Inner->getDefinition());
  });
}

enum class Runtime { None, Loop, Pool };

/// What an object of \p Type runs by itself.
static Runtime runtimeOf(const Unit &U, QualType Type) {
  TypeMatch M = U.typeModel(Type);
  if (!M)
    return Runtime::None;
  if (M->EventLoop)
    return Runtime::Loop;
  const CXXRecordDecl *Record = compat::recordOf(Type);
  return M->MayBlock && !M->Thread && Record && Record->getDefinition() &&
                 ownsItsWork(*Record->getDefinition())
             ? Runtime::Pool
             : Runtime::None;
}

/// The locals of \p Function that run work by themselves.
static llvm::SmallVector<const VarDecl *, 2> runtimesIn(Unit &U, const FunctionDecl &Function) {
  llvm::SmallVector<const VarDecl *, 2> Found;
  for (const VarDecl *Var : U.body(Function).variables())
    if (Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) &&
        runtimeOf(U, Var->getType()) != Runtime::None)
      Found.push_back(Var);
  return Found;
}

void NestedRuntimeCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return;
  for (const AsyncContext &Context : asyncContextsOf(U, Function)) {
    for (const VarDecl *Var : runtimesIn(U, *Context.Body)) {
      if (!firstReport(Var->getLocation()))
        continue;
      diag(Var->getLocation(),
           "%select{an event loop|a pool of threads}0 of its own is built each time that %1 runs")
          << (runtimeOf(U, Var->getType()) == Runtime::Pool) << describe(Context);
      if (Context.Kind == AsyncContext::Handler)
        note(Context.GivenTo->getExprLoc(), "the handler is given to the event loop here");
      // Only a coroutine can wait for another thread.
      std::optional<std::string> Offload;
      if (Context.Kind == AsyncContext::Coroutine)
        Offload = offloadText(U, *Context.Body, "...");
      note(Var->getLocation(),
           "have one for the whole program, or run what needs it where blocking "
           "is allowed%select{|: '%1'}0")
          << Offload.has_value() << Offload.value_or("");
    }
    // One call away: a function that makes a runtime to wait for something.
    const std::vector<CallSite> Sites = U.callGraph().callsOf(*Context.Body);
    for (const CallSite &Site : Sites) {
      const FunctionDecl *Entered = Site.Virtual ? nullptr : U.callGraph().entered(Site.Callee);
      if (!Entered || Site.Kind == CallSite::Destructor || blockingFactAt(U, Site))
        continue;
      llvm::SmallVector<const VarDecl *, 2> Inner = runtimesIn(U, *Entered);
      if (Inner.empty() || !firstReport(Site.Location))
        continue;
      diag(Site.Location, "%0 builds %select{an event loop|a pool of threads}1 of its own each "
                          "time that %2 calls it")
          << nameOfCallee(Site) << (runtimeOf(U, Inner.front()->getType()) == Runtime::Pool)
          << describe(Context);
      note(Inner.front()->getLocation(), "this one");
      if (Context.Kind != AsyncContext::Coroutine || !Site.Expr)
        continue;
      if (auto Offload = offloadText(U, *Context.Body,
                                     StringRef(nameOfCallee(Site)).trim("'").str() + "(...)")) {
        Edits Fix(U.context());
        offloadCall(Fix, U, includes(), U.body(*Context.Body), *Site.Expr);
        note(Site.Location, "run it where blocking is allowed: '%0'") << *Offload << Fix;
      }
    }
  }
}

} // namespace asynctidy
