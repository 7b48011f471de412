//===- CancellationNotForwardedCheck.cpp - async-cancellation-not-forwarded ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CancellationNotForwardedCheck.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/AccessPath.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asynctidy {

CancellationNotForwardedCheck::CancellationNotForwardedCheck(StringRef Name,
                                                             clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

static bool isToken(const Unit &U, QualType Type) {
  TypeMatch M = U.typeModel(Type.getNonReferenceType());
  return M && M->Cancels == Cancellation::Token;
}

/// True if \p S or anything in it names \p Token in the call of a function that takes it over.
static bool isGivenAway(const FunctionBody &Body, const VarDecl &Token) {
  return llvm::any_of(Body.references(), [&](const DeclRefExpr *Ref) {
    const auto *Call = Ref->getDecl() == &Token
                           ? dyn_cast_or_null<CallExpr>(Body.significantParent(Ref))
                           : nullptr;
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && Callee->getIdentifier() && Callee->getName() == "move";
  });
}

/// The tokens that \p Function has: its parameters and locals.
static llvm::SmallVector<const VarDecl *, 2> tokensOf(const Unit &U, const FunctionBody &Body) {
  llvm::SmallVector<const VarDecl *, 2> Tokens;
  for (const ParmVarDecl *Parameter : Body.function().parameters())
    if (Parameter->getIdentifier() && isToken(U, Parameter->getType()) &&
        !isGivenAway(Body, *Parameter))
      Tokens.push_back(Parameter);
  return Tokens;
}

/// Where a call could take a token.
struct TokenPlace {
  const FunctionDecl *Function = nullptr; ///< The function that does.
  unsigned Index = 0;                     ///< The token's place among its parameters.
  bool SameResult = true;
};

/// The parameter with a default argument that \p Call could give a token like \p Token.
static std::optional<TokenPlace> defaultedPlace(const CallExpr &Call, const CXXRecordDecl &Token) {
  for (unsigned I = 0; I != Call.getNumArgs(); ++I)
    if (isa<CXXDefaultArgExpr>(Call.getArg(I)))
      // Only the first one that isn't given can be.
      return compat::recordOf(Call.getArg(I)->getType()) == &Token
                 ? std::optional<TokenPlace>({Call.getDirectCallee(), I, true})
                 : std::nullopt;
  return std::nullopt;
}

/// The overload of \p Callee that takes a token like \p Token, and else the same.
static std::optional<TokenPlace> overloadPlace(const FunctionDecl &Callee,
                                               const CXXRecordDecl &Token) {
  const FunctionDecl *Plain = &Callee;
  if (const FunctionTemplateDecl *Template = Callee.getPrimaryTemplate())
    Plain = Template->getTemplatedDecl();
  const ASTContext &Context = Callee.getASTContext();
  for (const NamedDecl *Found : Plain->getDeclContext()->lookup(Plain->getDeclName())) {
    const FunctionDecl *Other = Found->getAsFunction();
    if (!Other || Other == Plain || Other->getNumParams() != Plain->getNumParams() + 1 ||
        Other->isDeleted() || Other->getAccess() != Plain->getAccess() ||
        (isa<CXXMethodDecl>(Other) &&
         cast<CXXMethodDecl>(Other)->isConst() != cast<CXXMethodDecl>(Plain)->isConst()))
      continue;
    for (unsigned At = 0; At != Other->getNumParams(); ++At) {
      if (compat::recordOf(Other->getParamDecl(At)->getType().getNonReferenceType()) != &Token)
        continue;
      bool Same = true;
      for (unsigned I = 0; I != Plain->getNumParams() && Same; ++I)
        Same = Context.hasSameType(Plain->getParamDecl(I)->getType(),
                                   Other->getParamDecl(I < At ? I : I + 1)->getType());
      if (Same)
        return TokenPlace{Other, At,
                          Context.hasSameType(Plain->getReturnType(), Other->getReturnType())};
    }
  }
  return std::nullopt;
}

/// True if \p Call cleans up: it stands in a handler, or where \p Token was asked.
static bool cleansUp(const FunctionBody &Body, const Expr &Call, const VarDecl &Token) {
  for (const Stmt *Child = &Call, *Up = Body.parent(&Call); Up; Child = Up, Up = Body.parent(Up)) {
    if (isa<CXXCatchStmt>(Up))
      return true;
    if (const auto *If = dyn_cast<IfStmt>(Up);
        If && Child != If->getCond() && mentions(*If->getCond(), Token))
      return true;
  }
  return false;
}

void CancellationNotForwardedCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || U.isTestCode(Function) || Function.param_empty() ||
      llvm::none_of(Function.parameters(), [&U](const ParmVarDecl *Parameter) {
        return isToken(U, Parameter->getType());
      }))
    return;
  const FunctionBody &Body = U.body(Function);
  llvm::SmallVector<const VarDecl *, 2> Tokens = tokensOf(U, Body);
  // Of two, nobody knows which.
  if (Tokens.size() != 1)
    return;
  const VarDecl &Token = *Tokens.front();
  const CXXRecordDecl *Record = compat::recordOf(Token.getType().getNonReferenceType());
  for (const Expr *E : Body.calls()) {
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    // An overload without a token is what the one with it may be made of.
    if (!Callee || !Record || isa<CXXOperatorCallExpr>(Call) ||
        Callee->getDeclName() == Function.getDeclName() ||
        llvm::any_of(argumentsOf(*Call), [&](const Expr *Argument) {
          return !isa<CXXDefaultArgExpr>(Argument) && mentions(*Argument, Token);
        }))
      continue;
    std::optional<TokenPlace> Place = defaultedPlace(*Call, *Record);
    if (!Place)
      Place = overloadPlace(*Callee, *Record);
    if (!Place || cleansUp(Body, *Call, Token) || !firstReport(Call->getExprLoc()))
      continue;
    Edits Fix(U.context());
    // With a token it may end early; who looks at nothing then, must be told so by other means.
    if (Place->SameResult && !isInstantiation(Function))
      insertArgument(Fix, U.context(), *Call, Place->Index, Token.getName());
    diag(Call->getExprLoc(), "'%0' isn't given %1, and goes on when the work is asked to stop")
        << Callee->getNameAsString() << &Token << Fix;
    note(Place->Function->getLocation(), "it could take it here");
  }
}

} // namespace asynctidy
