//===- VolatileFlagCheck.cpp - async-volatile-flag -----------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VolatileFlagCheck.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Mentions.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

VolatileFlagCheck::VolatileFlagCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11, AddsIncludes::Yes) {}

/// The flag that \p E reads: a variable or field of scalar type, or what a method of `this` that
/// does nothing else returns.
static const DeclaratorDecl *flagReadBy(const Expr &E) {
  const DeclaratorDecl *Flag = nullptr;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&E)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    const auto *Body = Method && Method->getDefinition()
                           ? dyn_cast_or_null<CompoundStmt>(Method->getDefinition()->getBody())
                           : nullptr;
    const auto *Return =
        Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
    if (!Return || !Return->getRetValue() || Call->getNumArgs() != 0 ||
        !isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
      return nullptr;
    Flag = variableOrField(Return->getRetValue());
  } else {
    Flag = variableOrField(&E);
    // One of another object: `data->stop`.
    if (const auto *Member = dyn_cast<MemberExpr>(&E); !Flag && Member)
      Flag = dyn_cast<FieldDecl>(Member->getMemberDecl());
  }
  if (!Flag || isa<ParmVarDecl>(Flag))
    return nullptr;
  QualType Type = Flag->getType();
  if (!Type->isIntegralOrEnumerationType() || Type.isConstQualified())
    return nullptr;
  const auto *Var = dyn_cast<VarDecl>(Flag);
  return Var && Var->getTLSKind() != VarDecl::TLS_None ? nullptr : Flag;
}

/// True if \p Write, on no thread that is visible, may happen while one runs.
static bool isBesideThreads(Unit &U, const Mention &Write) {
  const SourceManager &SM = U.context().getSourceManager();
  const ThreadWork &Work = U.threadWork();
  const auto *Method = dyn_cast<CXXMethodDecl>(Write.In);
  // A lambda may be for the thread's own event loop.
  if (isa<CXXConstructorDecl>(Write.In) || (Method && Method->getParent()->isLambda()))
    return false;
  SourceLocation Here = Write.Where->getExprLoc();
  for (const ThreadWork::Start &Start : Work.starts())
    if (Start.In && Start.In->getCanonicalDecl() == Write.In->getCanonicalDecl() &&
        SM.isBeforeInTranslationUnit(Here, Start.Call->getExprLoc()))
      return false;
  for (const Expr *Call : U.body(*Write.In).calls()) {
    const FunctionDecl *Callee = calleeOf(*Call);
    if (Callee && Callee->getIdentifier() && Callee->getName().contains_insensitive("join") &&
        SM.isBeforeInTranslationUnit(Call->getExprLoc(), Here))
      return false;
  }
  if (!Method || Method->getAccess() == AS_public || isa<CXXDestructorDecl>(Method))
    return true;
  // What nobody calls may be a handler.
  const ClassLocks::Body *Body = U.classLocks(*Method->getParent()).bodyOf(*Method);
  return Body && llvm::any_of(Body->Calls, [&](const ClassLocks::Call &Call) {
           return !Work.runs(*Call.Caller) && !isa<CXXConstructorDecl>(Call.Caller);
         });
}

/// True if \p Write makes the loop end that \p Test is of, or is one of a flag that its author
/// knows to be shared.
static bool isSignal(Unit &U, const Mention &Write, const LoopTest &Test, bool Volatile) {
  const Expr *Value = assignedValue(U.body(*Write.In), *Write.Where);
  std::optional<int64_t> Constant =
      Value ? integerConstant(*Value, U.context()) : std::optional<int64_t>();
  return Volatile || (Constant && Test.endsWith(*Constant));
}

void VolatileFlagCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return;
  const FunctionBody &Body = U.body(Function);
  auto Visit = [&](const MemberExpr &Member) { visit(U, Body, Member); };
  for (const DeclRefExpr *Ref : Body.references()) {
    visit(U, Body, *Ref);
    forEachMember(Body, *Ref, Visit);
  }
  for (const CXXThisExpr *This : Body.thisExpressions()) {
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Body.significantParent(This));
        Member && isa<CXXMethodDecl>(Member->getMemberDecl()))
      if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Body.parent(Member)))
        visit(U, Body, *Call);
    forEachMember(Body, *This, Visit);
  }
}

void VolatileFlagCheck::visit(Unit &U, const FunctionBody &Body, const Expr &Read) {
  const FunctionDecl &Function = Body.function();
  const DeclaratorDecl *Flag = flagReadBy(Read);
  std::optional<LoopTest> Test =
      Flag ? loopTest(Body, Read, U.context()) : std::optional<LoopTest>();
  if (!Test || inSystemHeader(Flag->getLocation(), U.context()))
    return;
  const ThreadWork &Work = U.threadWork();
  const bool OnThread = Work.runs(Function);
  if (Work.starts().empty() || U.isTestCode(Function))
    return;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (OnThread ? !Work.runsUnlocked(Function) : Method && Method->getParent()->isLambda())
    return;
  // Enough where a signal handler writes it; but that is on no thread of its own.
  if (OnThread && StringRef(Flag->getType().getAsString()).contains("sig_atomic_t"))
    return;
  if (!U.locks(Function).at(Read).empty() ||
      (!isa<CallExpr>(Read) && useOf(U, Body, Read) != FieldAccess::Read))
    return;
  const bool Volatile = Flag->getType().isVolatileQualified();
  Mentions All = mentionsOf(U, *Flag);
  // A copy that a lambda captured isn't the flag.
  if (isa<DeclRefExpr>(Read) &&
      llvm::none_of(All.Uses, [&](const Mention &M) { return M.Where == &Read; }))
    return;
  // Of an object that isn't `this` others write it by other names.
  const auto *Field = dyn_cast<FieldDecl>(Flag);
  std::vector<Mention> Uses = Field ? usesAnywhere(U, *Field) : All.Uses;
  for (const Mention &Write : Uses) {
    if (!Write.writes() || Work.runs(*Write.In) == OnThread ||
        !isSignal(U, Write, *Test, Volatile) || (OnThread && !isBesideThreads(U, Write)))
      continue;
    if (!firstReport(Flag->getLocation(), Flag))
      return;
    Edits Fix(U.context());
    if (!isInstantiation(Function) && Uses.size() <= All.Uses.size())
      makeAtomic(Fix, U, includes(), *Flag, All);
    diag(Read.getExprLoc(),
         Volatile ? "%0 is written on another thread, and volatile is not atomic: what was written "
                    "before may be missed"
                  : "%0 is written on another thread but no atomic: this loop may never see the "
                    "change")
        << Flag << Fix;
    note(Write.Where->getExprLoc(), "written here");
    const ThreadWork::Start *Start = Work.startOf(OnThread ? Function : *Write.In);
    if (Start && Start->Call)
      note(Start->Call->getExprLoc(), "the thread is started here");
    return;
  }
}

} // namespace asynctidy
