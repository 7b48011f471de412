//===- DoubleCheckedLockingCheck.cpp - async-double-checked-locking -------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DoubleCheckedLockingCheck.h"
#include "async-tidy/Analysis/Atomics.h"
#include "async-tidy/Analysis/ClassLocks.h"
#include "async-tidy/Analysis/Mentions.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

DoubleCheckedLockingCheck::DoubleCheckedLockingCheck(StringRef Name,
                                                     clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes) {}

namespace {
/// What is done with the variable where a test was passed.
struct Passed {
  const Expr *Again = nullptr; ///< Read under the lock, before it is written.
  const Expr *Write = nullptr; ///< Under the lock.
  const Expr *Value = nullptr; ///< What it is set to; null if that isn't known.
  SourceLocation Locked;       ///< Where the lock is taken.
};
} // namespace

static std::optional<Passed> whatFollows(Unit &U, const FunctionBody &Body,
                                         const DeclaratorDecl &Variable, SourceRange Where) {
  const SourceManager &SM = U.context().getSourceManager();
  auto IsIn = [&](SourceLocation Loc) {
    return !SM.isBeforeInTranslationUnit(Loc, Where.getBegin()) &&
           SM.isBeforeInTranslationUnit(Loc, Where.getEnd());
  };
  Passed Result;
  const LockState &Locks = U.locks(Body.function());
  Locks.forEachAcquisition([&](const HeldLock &Lock, const Stmt &, const LockState::Held &) {
    if (IsIn(Lock.Taken) && !Lock.Tried &&
        (Result.Locked.isInvalid() || SM.isBeforeInTranslationUnit(Lock.Taken, Result.Locked)))
      Result.Locked = Lock.Taken;
  });
  if (Result.Locked.isInvalid())
    return std::nullopt;
  for (const Expr *Mention : mentionsIn(Body, Variable)) {
    SourceLocation Loc = Mention->getExprLoc();
    if (!IsIn(Loc) || SM.isBeforeInTranslationUnit(Loc, Result.Locked))
      continue;
    const Expr *Value = givenValue(Body, *Mention);
    if (!Value && !Result.Write) {
      Result.Again = Mention;
    } else if (Value && !Result.Write && !Locks.at(*Mention).empty()) {
      Result.Write = Mention;
      Result.Value = Value;
    }
  }
  return Result.Write ? std::optional(Result) : std::nullopt;
}

/// The first thing under the lock that should be done once: a call before the write, or the one
/// that makes what is written.
static const Expr *workBefore(Unit &U, const FunctionBody &Body, const Passed &P) {
  const SourceManager &SM = U.context().getSourceManager();
  for (const Expr *Call : Body.calls()) {
    SourceLocation Loc = Call->getExprLoc();
    if (SM.isBeforeInTranslationUnit(P.Locked, Loc) && isa<CallExpr>(Call) &&
        !isa<CXXOperatorCallExpr>(Call) && !Body.isWithin(P.Write, Call) &&
        SM.isBeforeInTranslationUnit(Loc, P.Write->getExprLoc()) && lockCallsOf(U, *Call).empty())
      return Call;
  }
  const Expr *Value = P.Value->IgnoreParenImpCasts();
  return isa<CXXNewExpr>(Value) ? Value : firstCall(Value);
}

void DoubleCheckedLockingCheck::visit(Unit &U, const FunctionBody &Body, const Expr &Read,
                                      const DeclaratorDecl &Variable) {
  std::optional<ValueTest> Test = valueTest(Body, Read, U.context());
  const ValueTest::Known *Known = nullptr;
  SourceRange Where = Test ? whereSettled(Body, *Test, Known) : SourceRange();
  if (Where.isInvalid() || isLocked(U, Body.function(), Read))
    return;
  std::optional<Passed> P = whatFollows(U, Body, Variable, Where);
  if (!P)
    return;
  // It is set to what lets nobody in again.
  std::optional<int64_t> Constant = integerConstant(*P->Value, U.context());
  const bool IsNull = P->Value->IgnoreParenImpCasts()->getType()->isNullPtrType();
  if (Constant ? !Known->excludes(Test->Value, *Constant)
               : IsNull || !Known->Any || !Known->Equal || Test->Value != 0)
    return;
  const auto *Var = dyn_cast<VarDecl>(&Variable);
  const bool Atomic = isThreadSafe(U, Variable.getType());
  const Expr *Work = workBefore(U, Body, *P);
  // One thread alone may set a plain flag of an object, and hold the lock for something else.
  bool Lazy = !Constant || (Var && Var->hasGlobalStorage());
  if (!P->Again ? !Work || (!Atomic && !Lazy) : Atomic)
    return;
  if (U.isTestCode(Body.function()) || !firstReport(Read.getExprLoc(), &Variable))
    return;
  if (!P->Again) {
    diag(Work->getExprLoc(),
         "%0 isn't tested again under the lock: each thread that found it unset "
         "does this again")
        << &Variable;
    note(Read.getExprLoc(), "tested here, without the lock");
    note(P->Locked, "locked here");
    return;
  }
  diag(Read.getExprLoc(), "%0 is no atomic, but tested without the lock: it may be seen set before "
                          "what it stands for")
      << &Variable;
  note(P->Write->getExprLoc(), "set here");
  Edits Fix(U.context());
  if (!isInstantiation(Body.function()))
    makeAtomic(Fix, U, includes(), Variable, mentionsOf(U, Variable));
  note(P->Again->getExprLoc(),
       "tested again here; use a static local variable, std::call_once or an atomic")
      << Fix;
}

void DoubleCheckedLockingCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext() || isa<CXXConstructorDecl, CXXDestructorDecl>(Function) ||
      !U.locks(Function).any())
    return;
  const FunctionBody &Body = U.body(Function);
  // Of an atomic it is the call that reads.
  auto Consider = [&](const Expr &Mention) {
    const DeclaratorDecl *Variable = variableOrField(&Mention);
    const auto *Var = dyn_cast_or_null<VarDecl>(Variable);
    if (!Variable || (Var && !Var->hasGlobalStorage()) || Variable->getType()->isReferenceType() ||
        (Var && Var->getTLSKind() != VarDecl::TLS_None))
      return;
    const Expr *Read = &Mention;
    if (std::optional<AccessPath> Path = AccessPath::of(&Mention))
      if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(
              Body.significantParent(Body.significantParent(&Mention)));
          Call && atomicReadOf(U, Call, *Path))
        Read = Call;
    visit(U, Body, *Read, *Variable);
  };
  for (const DeclRefExpr *Ref : Body.references())
    Consider(*Ref);
  for (const CXXThisExpr *This : Body.thisExpressions())
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Body.significantParent(This)))
      Consider(*Member);
}

} // namespace asynctidy
