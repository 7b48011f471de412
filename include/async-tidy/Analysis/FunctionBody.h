//===- FunctionBody.h - what one callable's body holds -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_FUNCTIONBODY_H
#define ASYNC_TIDY_ANALYSIS_FUNCTIONBODY_H

#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace asynctidy {

/// The body of one callable as written: its expressions in source order and who their
/// parents are. Bodies of lambdas and of local classes belong to other callables and are
/// not looked into; what a lambda captures is evaluated here and is. What the compiler
/// adds to a coroutine (promise calls, awaiters) is left out.
class FunctionBody {
public:
  explicit FunctionBody(const clang::FunctionDecl &Function);

  const clang::FunctionDecl &function() const { return Function; }

  /// True if the callable's own body, not a nested one's, makes it a coroutine.
  bool isCoroutine() const { return Coroutine; }

  /// `co_await` and `co_yield` expressions, dependent ones too.
  llvm::ArrayRef<const clang::Expr *> suspensions() const { return Suspensions; }
  /// Calls of all kinds, operators and constructors among them.
  llvm::ArrayRef<const clang::Expr *> calls() const { return Calls; }
  llvm::ArrayRef<const clang::CXXDeleteExpr *> deletes() const { return Deletes; }
  llvm::ArrayRef<const clang::LambdaExpr *> lambdas() const { return Lambdas; }
  llvm::ArrayRef<const clang::CXXThrowExpr *> throws() const { return Throws; }
  /// Mentions of variables, in closures' captures too.
  llvm::ArrayRef<const clang::DeclRefExpr *> references() const { return References; }
  llvm::ArrayRef<const clang::CXXThisExpr *> thisExpressions() const { return Thises; }
  llvm::ArrayRef<const clang::VarDecl *> variables() const { return Variables; }
  llvm::ArrayRef<const clang::ReturnStmt *> returns() const { return Returns; }
  llvm::ArrayRef<const clang::CoreturnStmt *> coreturns() const { return Coreturns; }

  /// The statement or expression that holds \p S; null at the top.
  const clang::Stmt *parent(const clang::Stmt *S) const { return Parents.lookup(S); }
  /// The next parent that is not a pair of parentheses, a conversion that the compiler
  /// added or a wrapper of temporaries. \p Child receives that parent's own child.
  const clang::Stmt *significantParent(const clang::Stmt *S,
                                       const clang::Stmt **Child = nullptr) const;
  /// The variable that \p Init initializes; null if it is no initializer.
  const clang::VarDecl *initializedBy(const clang::Stmt *Init) const {
    return Initialized.lookup(Init);
  }
  /// The block, loop or other statement at whose end \p Var, declared here, is destroyed; null for
  /// parameters.
  const clang::Stmt *scopeOf(const clang::VarDecl &Var) const;
  /// The statement of the nearest block that holds \p S.
  const clang::Stmt *statementOf(const clang::Stmt *S) const;
  /// The statements that follow \p S in its block.
  llvm::ArrayRef<clang::Stmt *> following(const clang::Stmt *S) const;
  /// The innermost loop that \p S is in; null if it is in none.
  const clang::Stmt *loopAround(const clang::Stmt *S) const;
  /// True if \p S is \p Ancestor or lies in it.
  bool isWithin(const clang::Stmt *S, const clang::Stmt *Ancestor) const;
  /// The innermost try statement whose block \p S lies in, so that its handlers catch what \p S
  /// throws; null if there is none.
  const clang::CXXTryStmt *tryAround(const clang::Stmt *S) const;
  /// True if \p S lies in a catch handler: no await may stand there.
  bool inCatchHandler(const clang::Stmt *S) const;
  bool contains(const clang::Stmt *S) const { return Parents.count(S); }

private:
  void visit(const clang::Stmt *S, const clang::Stmt *Parent);

  const clang::FunctionDecl &Function;
  bool Coroutine = false;
  llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> Parents;
  llvm::DenseMap<const clang::Stmt *, const clang::VarDecl *> Initialized;
  llvm::DenseMap<const clang::VarDecl *, const clang::DeclStmt *> Declared;
  llvm::SmallVector<const clang::Expr *, 4> Suspensions;
  llvm::SmallVector<const clang::Expr *, 16> Calls;
  llvm::SmallVector<const clang::CXXDeleteExpr *, 2> Deletes;
  llvm::SmallVector<const clang::LambdaExpr *, 4> Lambdas;
  llvm::SmallVector<const clang::CXXThrowExpr *, 2> Throws;
  llvm::SmallVector<const clang::DeclRefExpr *, 16> References;
  llvm::SmallVector<const clang::CXXThisExpr *, 4> Thises;
  llvm::SmallVector<const clang::VarDecl *, 8> Variables;
  llvm::SmallVector<const clang::ReturnStmt *, 4> Returns;
  llvm::SmallVector<const clang::CoreturnStmt *, 2> Coreturns;
};

/// True if \p Function's definition is a coroutine.
bool isCoroutine(const clang::FunctionDecl &Function);

/// Calls \p Visit for each lambda in \p S, but not for those in their bodies. \p S may be null.
void forEachLambda(const clang::Stmt *S, llvm::function_ref<void(const clang::LambdaExpr &)> Visit);

/// Calls \p Visit for each expression that is evaluated in \p S, for which there is no
/// FunctionBody: an initializer's, captures' too, but not those of lambdas' bodies. \p S may be
/// null.
void forEachEvaluated(const clang::Stmt *S, llvm::function_ref<void(const clang::Expr &)> Visit);

/// The first call in \p S that isn't an operator's, lambdas not included; null if there is none.
const clang::Expr *firstCall(const clang::Stmt *S);

} // namespace asynctidy

#endif
