//===- NestedRuntimeCheck.h - async-nested-runtime ----------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_BLOCKING_NESTEDRUNTIMECHECK_H
#define ASYNC_TIDY_CHECKS_BLOCKING_NESTEDRUNTIMECHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds event loops and pools of threads that are built on the thread of an event loop or of a
/// coroutine.
/// Each costs threads or descriptors, and whoever runs it blocks the one that it was built on.
class NestedRuntimeCheck : public Check {
public:
  NestedRuntimeCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
