//===- SharedCaptureRaceCheck.h - async-shared-capture-race --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_SHARING_SHAREDCAPTURERACECHECK_H
#define ASYNC_TIDY_CHECKS_SHARING_SHAREDCAPTURERACECHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Threads.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds locals that work on several threads changes through captures by reference, without a
/// lock.
/// What one thread reads while another one writes it is a data race; counts are lost.
class SharedCaptureRaceCheck : public Check {
public:
  SharedCaptureRaceCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  /// Reports \p Var, which \p Lambda captures by reference, if it changes it beside others.
  void visit(Unit &U, const FunctionBody &Body, const ThreadWork::Start &Start,
             const clang::LambdaExpr &Lambda, const clang::VarDecl &Var);
};

} // namespace asynctidy

#endif
