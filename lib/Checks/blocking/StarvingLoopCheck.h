//===- StarvingLoopCheck.h - async-starving-loop ------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_BLOCKING_STARVINGLOOPCHECK_H
#define ASYNC_TIDY_CHECKS_BLOCKING_STARVINGLOOPCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds loops of coroutines that run long and never let others run.
/// While such a loop runs, nothing else does on its thread: timers are late, connections time out.
class StarvingLoopCheck : public Check {
public:
  StarvingLoopCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
