//===- EscapingCaptureCheck.cpp - async-escaping-capture -----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EscapingCaptureCheck.h"
#include "async-tidy/Fix/Builders.h"
#include "async-tidy/Support/Source.h"

using namespace clang;

namespace asynctidy {

EscapingCaptureCheck::EscapingCaptureCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// What is wrong, with %0 for the local, %1 for the callable in words.
static StringRef messageOf(Outlived Why) {
  switch (Why) {
  case Outlived::Scope:
    return "%0 may be gone when %1 runs: nothing waits for that in its scope";
  case Outlived::Turn:
    return "%0 is gone after this turn of the loop, and %1 may still run";
  case Outlived::Closure:
    return "%0 belongs to the lambda around, which may be gone when %1 runs";
  case Outlived::Stored:
    return "%0 may be gone when %1 runs: that is kept beyond the end of its scope";
  case Outlived::Owner:
    return "the object may be destroyed before %1 runs: a raw 'this' doesn't keep it alive";
  case Outlived::Detached:
    return "the object may be destroyed while %1 runs: nothing waits for the detached thread";
  case Outlived::GivenUp:
    return "%0 may be gone when %1 runs: the wait for it gives up after a time";
  case Outlived::Elsewhere:
    return "the object may be destroyed before %1 runs: nothing waits or keeps it alive";
  default:
    return "the object may be destroyed before %1 runs: without a context it runs all the same";
  }
}

/// True if \p Ref only reads the variable: loads its value, or lends it out as const.
static bool onlyReads(const FunctionBody &Body, const DeclRefExpr &Ref) {
  if (Ref.getType().isConstQualified())
    return true;
  const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Body.parent(&Ref));
  return Cast && (Cast->getCastKind() == CK_LValueToRValue ||
                  (Cast->getCastKind() == CK_NoOp && Cast->getType().isConstQualified()));
}

/// True if nobody could tell a copy of \p Var, made where \p Lambda is, from the variable itself.
static bool canCopy(Unit &U, const FunctionBody &In, const LambdaExpr &Lambda, const VarDecl &Var) {
  if (Lambda.isMutable() || !canBeCopied(Var.getType().getNonReferenceType()) ||
      Var.getType().getNonReferenceType()->isArrayType() || Var.getType()->isDependentType())
    return false;
  const FunctionBody &Inside = U.body(*Lambda.getCallOperator());
  for (const DeclRefExpr *Ref : Inside.references())
    if (Ref->getDecl() == &Var && !onlyReads(Inside, *Ref))
      return false;
  const SourceManager &SM = U.context().getSourceManager();
  for (const DeclRefExpr *Ref : In.references()) {
    if (Ref->getDecl() != &Var || In.isWithin(Ref, &Lambda) || onlyReads(In, *Ref))
      continue;
    // Written: before the copy is made, or for the next turn.
    const Stmt *Child = Ref;
    const Stmt *Up = In.significantParent(Ref, &Child);
    const auto *Binary = dyn_cast_or_null<BinaryOperator>(Up);
    const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up);
    if (!(Binary && Binary->isAssignmentOp() && Binary->getLHS() == Child) &&
        !(Unary && Unary->isIncrementDecrementOp()))
      return false;
    const auto *For = dyn_cast_or_null<ForStmt>(In.parent(Up));
    if (!SM.isBeforeInTranslationUnit(Ref->getLocation(), Lambda.getBeginLoc()) &&
        !(For && For->getInc() == Up && In.isWithin(&Lambda, For->getBody())))
      return false;
  }
  return true;
}

/// Lets \p Lambda have copies of what it refers to. Refuses what can't be copied.
static void copyInstead(Edits &E, Unit &U, const FunctionBody &In, const LambdaExpr &Lambda,
                        llvm::ArrayRef<Held> Holds) {
  std::string Names;
  for (const Held &What : Holds) {
    if (What.Kind != Held::Reference || !What.Capture || What.Var->isInitCapture() ||
        !canCopy(U, In, Lambda, *What.Var)) {
      E.refuse();
      return;
    }
    // A reference to it was captured.
    if (What.Capture->getCapturedVar() != What.Var &&
        !What.Capture->getCapturedVar()->isInitCapture()) {
      E.refuse();
      return;
    }
    if (What.Capture->isImplicit()) {
      Names += ", " + What.Var->getNameAsString();
      continue;
    }
    SourceLocation Ampersand = What.Where.getLocWithOffset(-1);
    if (What.Where.isMacroID() || sourceText({Ampersand, Ampersand}, U.context()) != "&")
      E.refuse();
    else
      E.remove({Ampersand, Ampersand});
  }
  if (!Names.empty())
    E.insertAfter({Lambda.getCaptureDefaultLoc(), Lambda.getCaptureDefaultLoc()}, Names);
}

static bool isSmall(const ASTContext &Context, llvm::ArrayRef<Held> Holds) {
  return llvm::all_of(Holds, [&Context](const Held &What) {
    return What.Var && What.Var->getType().isTriviallyCopyableType(Context) &&
           Context.getTypeSizeInChars(What.Var->getType()).getQuantity() <= 16;
  });
}

/// Gives the callable an owner of the object.
static void keepObject(Edits &E, const FunctionBody &In, const GivenAway &Given, const Held &What) {
  const ASTContext &Context = In.function().getASTContext();
  const CXXRecordDecl *Record = classAround(In.function());
  const FunctionDecl *Around = &In.function();
  for (const DeclContext *Up = Around; Up && Up != Record; Up = Up->getParent())
    if (const auto *Outer = dyn_cast<FunctionDecl>(Up))
      Around = Outer;
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Around) || Record->isDependentType() ||
      !Context.getLangOpts().CPlusPlus14) {
    E.refuse();
    return;
  }
  if (What.Argument) {
    E.replace(What.Argument->getSourceRange(), "shared_from_this()");
    return;
  }
  const auto &Lambda = *cast<LambdaExpr>(Given.Callable);
  std::string Name = unusedName(*Lambda.getCallOperator(), {"self", "keepAlive"}, Context);
  if (Name.empty()) {
    E.refuse();
    return;
  }
  SourceLocation Behind =
      What.Capture->isImplicit() ? Lambda.getCaptureDefaultLoc() : What.Capture->getLocation();
  E.insertAfter({Behind, Behind}, ", " + Name + " = shared_from_this()");
}

void EscapingCaptureCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (U.isTestCode(Function))
    return;
  const FunctionBody &Body = U.body(Function);
  if (const CXXThisExpr *Late = firstUnkeptThis(U, Body);
      Late && !Function.isDependentContext() && firstReport(Late->getBeginLoc())) {
    diag(Late->getBeginLoc(), "the object may be destroyed while this coroutine is suspended: it "
                              "has taken no owner of it");
    note(Function.getLocation(), "what this gives can't be awaited");
  }
  // What main() has lives as long as all others need it, but for what has an inner scope.
  auto Lives = [&](const Held &What) {
    return Function.isMain() && (!What.Var || isa<ParmVarDecl>(What.Var) ||
                                 Body.scopeOf(*What.Var) == Function.getBody());
  };
  for (const GivenAway &Given : callablesGivenAway(U, Body)) {
    llvm::SmallVector<Held, 2> Gone;
    Outlived Why = Outlived::No;
    for (const Held &What : Given.Holds)
      if (Outlived Here = Lives(What) ? Outlived::No : outlives(U, Body, Given, What);
          Here != Outlived::No) {
        if (Gone.empty())
          Why = Here;
        Gone.push_back(What);
      }
    if (Why == Outlived::Owner) {
      if (HabitsOf != &U) {
        HabitsOf = &U;
        Habits.clear();
      }
      auto [It, New] = Habits.try_emplace(classAround(Function));
      if (New)
        It->second = usesRawThisThroughout(U, *It->first);
      if (It->second)
        continue;
    }
    if (!Gone.empty() && firstReport(Given.Callable->getBeginLoc()))
      report(U, Body, Given, Gone, Why);
  }
}

void EscapingCaptureCheck::report(Unit &U, const FunctionBody &Body, const GivenAway &Given,
                                  llvm::ArrayRef<Held> Gone, Outlived Why) {
  const auto *Lambda = dyn_cast<LambdaExpr>(Given.Callable);
  const Held &First = Gone.front();
  Edits Safe(U.context()), Suggested(U.context());
  if (Why == Outlived::Owner && Given.Work.What == Fate::Unknown) {
    // Kept by what it keeps, perhaps: out of sight.
    Safe.refuse();
  } else if (Why == Outlived::Owner) {
    keepObject(Safe, Body, Given, First);
  } else if (Why == Outlived::NoContext) {
    if (Body.isWithin(Given.Callable, Given.Closure.Call))
      Safe.insertBefore(Given.Callable->getBeginLoc(), "this, ");
  } else if (Lambda && First.Var) {
    copyInstead(isSmall(U.context(), Gone) ? Safe : Suggested, U, Body, *Lambda, Gone);
  }
  {
    auto Diag = diag(First.Where, messageOf(Why));
    if (First.Var)
      Diag << First.Var;
    else
      Diag << "";
    Diag << (Lambda ? "this lambda" : "this callable") << Safe;
  }
  if (Given.Work.Where)
    note(Given.Work.Where->getBeginLoc(), "it is given away here");
  for (const Held &What : Gone.drop_front())
    if (What.Var)
      note(What.Where, "so may be %0") << What.Var;
  if (!Suggested.empty())
    note(First.Where, "a copy would live as long as %select{the callable|the lambda}0")
        << (Lambda != nullptr) << Suggested;
}

} // namespace asynctidy
