//===- Functions.cpp - the functions of one translation unit ---------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Functions.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace asynctidy {

std::vector<const Decl *> findFunctions(Unit &U) {
  std::vector<const Decl *> Result;
  llvm::SmallVector<const Decl *, 16> Work;
  llvm::DenseSet<const Decl *> Seen;
  auto Push = [&](const Decl *D) {
    if (!D->isImplicit() && !inSystemHeader(D->getLocation(), U.context()) && Seen.insert(D).second)
      Work.push_back(D);
  };
  auto PushLambda = [&](const LambdaExpr &Lambda) {
    const FunctionDecl *Operator = Lambda.getCallOperator();
    if (const FunctionTemplateDecl *Generic = Operator->getDescribedFunctionTemplate())
      Push(Generic);
    else if (Seen.insert(Operator).second)
      Work.push_back(Operator);
  };
  // Older Clangs give a vector, which must outlive the loop.
  const auto &Scope = U.context().getTraversalScope();
  for (const Decl *D : llvm::reverse(Scope))
    if (const auto *TU = dyn_cast<TranslationUnitDecl>(D))
      llvm::for_each(TU->decls(), Push);
    else
      Push(D);
  while (!Work.empty()) {
    const Decl *D = Work.pop_back_val();
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D)) {
      Push(Template->getTemplatedDecl());
      for (const FunctionDecl *Instance : Template->specializations())
        Push(Instance);
    } else if (const auto *Class = dyn_cast<ClassTemplateDecl>(D)) {
      Push(Class->getTemplatedDecl());
      for (const CXXRecordDecl *Instance : Class->specializations())
        Push(Instance);
    } else if (const auto *Function = dyn_cast<FunctionDecl>(D)) {
      const FunctionDecl *Definition = nullptr;
      // A method's instance is declared in the class, its body may stand elsewhere.
      if (!Function->hasBody(Definition) || !Definition->doesThisDeclarationHaveABody() ||
          (Definition != Function && !Seen.insert(Definition).second))
        continue;
      Result.push_back(Definition);
      const FunctionBody &Body = U.body(*Definition);
      for (const LambdaExpr *Lambda : Body.lambdas())
        PushLambda(*Lambda);
    } else if (const auto *Field = dyn_cast<FieldDecl>(D)) {
      if (!Field->hasInClassInitializer())
        continue;
      Result.push_back(Field);
      forEachLambda(Field->getInClassInitializer(), PushLambda);
    } else if (const auto *Context = dyn_cast<DeclContext>(D)) {
      llvm::for_each(Context->decls(), Push);
    }
  }
  return Result;
}

void forEachFunction(Unit &U, llvm::function_ref<void(const FunctionDecl &)> Visit,
                     llvm::function_ref<void(const FieldDecl &)> VisitField) {
  for (const Decl *D : U.functions())
    if (const auto *Function = dyn_cast<FunctionDecl>(D))
      Visit(*Function);
    else if (VisitField)
      VisitField(*cast<FieldDecl>(D));
}

} // namespace asynctidy
