//===- Unit.h - all facts about one translation unit -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_UNIT_H
#define ASYNC_TIDY_ANALYSIS_UNIT_H

#include "async-tidy/Models/ModelSet.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>
#include <optional>
#include <vector>

namespace asynctidy {

class CallGraph;
class Callers;
class ClassLocks;
class ConditionCalls;
class FunctionBody;
class LiveAcross;
class LockState;
class LockSummaries;
class ThreadWork;
class Waits;
class StorageChanges;

/// What is known of one translation unit, computed when it is first asked for and shared
/// by all checks. Lives as long as the AST. Not for use from two threads at once; each
/// thread of a language server has its own AST.
class Unit {
public:
  /// The unit of \p Context under \p Models.
  static Unit &get(clang::ASTContext &Context, std::shared_ptr<const ModelSet> Models);
  ~Unit();

  clang::ASTContext &context() const { return Context; }
  const ModelSet &models() const { return *Models; }

  /// The model of what \p Call calls: a function, or an object that is called like one
  /// (`std::ranges::for_each`). Annotations in the source count as models, and win.
  FunctionMatch calleeModel(const clang::Expr &Call) const;
  FunctionMatch functionModel(const clang::FunctionDecl &Function) const;
  TypeMatch typeModel(clang::QualType Type) const;

  /// \p Function must have a body (for these four). Functions of which nothing asynchronous
  /// can come cost nothing until somebody asks.
  const FunctionBody &body(const clang::FunctionDecl &Function);
  /// Null if Clang can't build it, as for code with errors.
  const clang::CFG *cfg(const clang::FunctionDecl &Function);
  const LockState &locks(const clang::FunctionDecl &Function);
  const LiveAcross &liveAcross(const clang::FunctionDecl &Function);
  /// What findFunctions() finds; forEachFunction() is for reading it.
  const std::vector<const clang::Decl *> &functions();
  /// Looks through the whole unit when it is first asked for.
  const ConditionCalls &conditionCalls();
  /// The same.
  const ThreadWork &threadWork();
  const StorageChanges &storageChanges();
  const Callers &callers();
  CallGraph &callGraph();
  LockSummaries &lockSummaries();
  Waits &waits();
  /// \p Record must be defined, and not depend on template parameters.
  const ClassLocks &classLocks(const clang::CXXRecordDecl &Record);

  /// True if \p Function is the body that a test's macro opens.
  bool isTestBody(const clang::FunctionDecl &Function) const;
  /// True if \p Function is a test's body, lies in one, or in a file of tests.
  bool isTestCode(const clang::FunctionDecl &Function) const;

private:
  Unit(clang::ASTContext &Context, std::shared_ptr<const ModelSet> Models);
  /// Of a call in a template that no overload is chosen for yet: the model of all of them.
  FunctionMatch unresolvedModel(const clang::Expr &Call) const;

  clang::ASTContext &Context;
  std::shared_ptr<const ModelSet> Models;
  mutable llvm::DenseMap<const clang::Decl *, FunctionMatch> FunctionModels;
  mutable llvm::DenseMap<const clang::Decl *, TypeMatch> TypeModels;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<FunctionBody>> Bodies;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<clang::CFG>> Cfgs;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<LockState>> Locks;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<LiveAcross>> Live;
  std::pair<const clang::FunctionDecl *, const FunctionBody *> LastBody = {};
  std::optional<std::vector<const clang::Decl *>> Functions;
  std::unique_ptr<CallGraph> Calls;
  std::unique_ptr<LockSummaries> Summaries;
  std::unique_ptr<Waits> Waiting;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<ClassLocks>> Classes;
  std::unique_ptr<ConditionCalls> Conditions;
  std::unique_ptr<ThreadWork> Threads;
  std::unique_ptr<StorageChanges> Storage;
  std::unique_ptr<Callers> CallersOf;
  bool liesInTestCode(const clang::FunctionDecl &Function) const;
  mutable std::pair<const clang::FunctionDecl *, bool> LastTested = {};
  mutable llvm::DenseMap<clang::FileID, bool> TestFiles;
  mutable llvm::DenseMap<const clang::CXXRecordDecl *, bool> Fixtures;
};

/// What \p Decl and its other declarations are annotated with: `[[clang::annotate("async-tidy::
/// \p What")]]`.
bool isAnnotated(const clang::Decl &Decl, llvm::StringRef What);

/// The function that \p Call calls, constructors too; null if it is not known.
const clang::FunctionDecl *calleeOf(const clang::Expr &Call);
/// The arguments of \p Call, without the object of an operator() or a member call.
llvm::SmallVector<const clang::Expr *, 4> argumentsOf(const clang::Expr &Call);
/// The object that a member function is called on; null if \p Call has none.
const clang::Expr *objectOf(const clang::Expr &Call);
/// The arguments of \p Call that \p Ref stands for.
llvm::SmallVector<const clang::Expr *, 2> select(const clang::Expr &Call, const ArgumentRef &Ref);
/// The type of the object that a \p Type is, refers to, points to or owns.
clang::QualType objectType(const Unit &U, clang::QualType Type);
/// \p Function in the words of a message: `lambda` for a lambda's operator().
std::string describe(const clang::FunctionDecl &Function);

} // namespace asynctidy

#endif
