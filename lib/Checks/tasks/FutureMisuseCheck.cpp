//===- FutureMisuseCheck.cpp - async-future-misuse -----------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FutureMisuseCheck.h"
#include "async-tidy/Analysis/FutureStates.h"

using namespace clang;

namespace asynctidy {

FutureMisuseCheck::FutureMisuseCheck(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context, Language::Cxx11) {}

/// What is said of a kind of misuse, and of the place that it comes from.
static std::pair<const char *, const char *> messages(FutureMisuse::KindTy Kind) {
  switch (Kind) {
  case FutureMisuse::TakenTwice:
    return {"%0 has given its result already%select{|, in the turn of the loop before}1; it has "
            "only one",
            "taken here"};
  case FutureMisuse::UsedMoved:
    return {"%0 is used after it was moved away: it has no result to wait for", "moved here"};
  case FutureMisuse::UsedEmpty:
    return {"%0 belongs to no work: it has no result to wait for", "made here, of nothing"};
  case FutureMisuse::GivenTwice:
    return {"%0 has given its future already%select{|, in the turn of the loop before}1; it has "
            "only one",
            "given here"};
  case FutureMisuse::SatisfiedTwice:
    return {"the result of %0 is set already%select{|, in the turn of the loop before}1; it is set "
            "once only",
            "set here"};
  case FutureMisuse::NobodySatisfies:
    return {"this waits forever: nobody else has %0, whose result it waits for",
            "its future comes from here"};
  case FutureMisuse::ReturnedBroken:
    return {"the returned future never gets its result: %0 is destroyed here without one",
            "its future comes from here"};
  case FutureMisuse::LeftUnset:
    break;
  }
  return {"%0 is left without a result when this fails; who waits for its future isn't told", ""};
}

void FutureMisuseCheck::analyze(Unit &U, const FunctionDecl &Function) {
  if (Function.isDependentContext())
    return; // Types aren't known yet: its instantiations are looked at.
  for (const FutureMisuse &Found : futureMisusesOf(U, Function)) {
    // Tests misuse them to see what happens.
    if (U.isTestCode(Function) || !firstReport(Found.At->getBeginLoc()))
      continue;
    auto [What, Cause] = messages(Found.Kind);
    const auto *At = dyn_cast<Expr>(Found.At);
    diag(At ? At->getExprLoc() : Found.At->getBeginLoc(), What)
        << Found.Object.named() << Found.InLoop;
    if (Found.Before)
      note(Found.Before->getBeginLoc(), Cause);
  }
}

} // namespace asynctidy
