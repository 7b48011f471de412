@BANNER_CPP@
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "@CLASS@.h"

using namespace clang;

namespace asynctidy {

@CLASS@::@CLASS@(StringRef Name, clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context) {}

void @CLASS@::analyze(Unit &U, const FunctionDecl &Function) {
  // TODO(new-check): ask the unit's analyses and report with diag() and note().
}

} // namespace asynctidy
