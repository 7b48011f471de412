//===- LeakAcrossSuspensionCheck.cpp - async-leak-across-suspension -------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LeakAcrossSuspensionCheck.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/HandReleases.h"

using namespace clang;

namespace asynctidy {

LeakAcrossSuspensionCheck::LeakAcrossSuspensionCheck(StringRef Name,
                                                     clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

void LeakAcrossSuspensionCheck::analyze(Unit &U, const FunctionDecl &Function) {
  // Types in templates aren't known yet.
  if (Function.isDependentContext() || !U.body(Function).isCoroutine() || U.isTestCode(Function))
    return;
  for (const HandRelease &Leak : leaksAcrossSuspensions(U, Function)) {
    if (!firstReport(Leak.Acquired->getExprLoc()))
      continue;
    bool Yields = isa<CoyieldExpr>(Leak.Suspension);
    diag(Leak.Acquired->getExprLoc(),
         "%0 %select{leaks|isn't given back|stays counted up}1 if the coroutine ends while "
         "suspended: it is released by hand, after that")
        << Leak.Resource << static_cast<unsigned>(Leak.Kind);
    note(Leak.Suspension->getBeginLoc(),
         "%select{an exception or a cancellation ends it|its consumer may ask for no more}0 here")
        << Yields;
    note(Leak.Released->getExprLoc(), "released here only; a destructor would do it in any case");
  }
}

} // namespace asynctidy
