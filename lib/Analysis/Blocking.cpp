//===- Blocking.cpp - calls that block the thread -------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Blocking.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Support/Compat.h"
#include "async-tidy/Support/Source.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asynctidy {

/// True if \p E is the constant \p Value: an integer, or a class that only wraps one, as durations
/// do (`0s`, `milliseconds::zero()`).
static bool isConstant(const Expr &E, int64_t Value, const ASTContext &Context) {
  const Expr *Inner = E.IgnoreImplicit();
  Expr::EvalResult Result;
  if (Inner->isValueDependent() || !Inner->EvaluateAsConstantExpr(Result, Context))
    return false;
  const APValue *Held = &Result.Val;
  while (Held->isStruct() && Held->getStructNumBases() == 0 && Held->getStructNumFields() == 1)
    Held = &Held->getStructField(0);
  return Held->isInt() && Held->getInt() == Value;
}

/// True if the arguments prove that this call doesn't wait: a zero time-out, MSG_DONTWAIT.
static bool isNonblocking(const Unit &U, const CallSite &Site, const BlockingFact &Fact) {
  const ASTContext &Context = U.context();
  const Expr &Call = *Site.Expr;
  if (argumentsOf(Call).size() < Fact.MinArguments)
    return true;
  for (const NonblockingCondition &Unless : Fact.Unless)
    for (const Expr *Argument : select(Call, Unless.Argument)) {
      if (Unless.Equals && isConstant(*Argument, *Unless.Equals, Context))
        return true;
      if (!Unless.Mentions.empty()) {
        CharSourceRange Range =
            Context.getSourceManager().getExpansionRange(Argument->getSourceRange());
        if (sourceText(Range.getAsRange(), Context).contains(Unless.Mentions))
          return true;
      }
    }
  for (const std::string &Word : Fact.UnlessFileMentions)
    if (fileMentions(Call.getBeginLoc(), Word, Context) ||
        fileMentions(Site.Caller->getCanonicalDecl()->getLocation(), Word, Context))
      return true;
  return !Fact.UnlessFunctionMentions.empty() && Site.Caller->getBody() &&
         llvm::any_of(Fact.UnlessFunctionMentions, [&](StringRef Word) {
           return sourceText(Site.Caller->getBody()->getSourceRange(), Context).contains(Word);
         });
}

/// True if constructing \p Guard takes a lock, and so may wait for it.
static bool locks(const Unit &U, const CXXConstructExpr &Guard) {
  TypeMatch Type = U.typeModel(Guard.getType());
  if (!Type || !Type->Guard || !holdsBlockingLock(U, Guard.getType()))
    return false;
  llvm::SmallVector<const Expr *, 4> Arguments = argumentsOf(Guard);
  return !Arguments.empty() && llvm::none_of(Arguments, [&U](const Expr *Argument) {
    TypeMatch Tag = U.typeModel(Argument->getType());
    return Tag && Tag->Tag != GuardTag::None;
  });
}

/// What the models say of the call at \p Site; null if they say nothing of blocking.
static const BlockingFact *modelledFact(const Unit &U, const CallSite &Site) {
  if (!Site.Callee)
    return nullptr;
  // A stream or a lock that is moved was opened or taken before.
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Site.Callee);
      Constructor && Constructor->isCopyOrMoveConstructor())
    return nullptr;
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Site.Expr);
      Construct && locks(U, *Construct)) {
    static const BlockingFact TakesLock = [] {
      BlockingFact Fact;
      Fact.Kind = BlockingFact::Lock;
      Fact.Why = "waits while another thread holds the lock";
      return Fact;
    }();
    return &TakesLock;
  }
  // Of what a call runs before it returns, the call's own model says nothing.
  FunctionMatch M = Site.Expr && Site.Kind != CallSite::Callable ? U.calleeModel(*Site.Expr)
                                                                 : U.functionModel(*Site.Callee);
  return M && M->Blocks ? &*M->Blocks : nullptr;
}

const BlockingFact *blockingFactAt(const Unit &U, const CallSite &Site) {
  const BlockingFact *Fact = modelledFact(U, Site);
  return Fact && Site.Expr && isNonblocking(U, Site, *Fact) ? nullptr : Fact;
}

std::vector<PathNote> notesOfBlockingPath(const Unit &U, const CallSite &Site,
                                          llvm::ArrayRef<CallSite> Path) {
  std::vector<PathNote> Notes;
  const CallSite *Caller = &Site;
  for (const CallSite &Step : Path) {
    std::string Text = nameOfCallee(*Caller) + " calls " + nameOfCallee(Step) + " here";
    if (&Step == &Path.back())
      if (const BlockingFact *Fact = blockingFactAt(U, Step))
        Text += ", which " + Fact->Why;
    Notes.push_back({Step.Location, std::move(Text)});
    Caller = &Step;
  }
  return Notes;
}

} // namespace asynctidy
