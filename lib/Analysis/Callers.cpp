//===- Callers.cpp - who calls a function, as far as can be seen ----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Callers.h"
#include "async-tidy/Analysis/Conditions.h"
#include "async-tidy/Analysis/FunctionBody.h"

using namespace clang;

namespace asynctidy {

static const FunctionDecl *key(const FunctionDecl &Function) {
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  return (Pattern ? Pattern : &Function)->getCanonicalDecl();
}

Callers::Callers(Unit &U) {
  forEachFunction(U, [&](const FunctionDecl &Function) {
    for (const Expr *Call : U.body(Function).calls())
      if (const FunctionDecl *Callee = calleeOf(*Call))
        Calls[key(*Callee)].push_back({&Function, Call});
  });
}

llvm::ArrayRef<Caller> Callers::of(const FunctionDecl &Function) const {
  auto It = Calls.find(key(Function));
  return It == Calls.end() ? llvm::ArrayRef<Caller>() : llvm::ArrayRef<Caller>(It->second);
}

} // namespace asynctidy
