//===- AtomicNonatomicRmwCheck.h - async-atomic-nonatomic-rmw -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_SHARING_ATOMICNONATOMICRMWCHECK_H
#define ASYNC_TIDY_CHECKS_SHARING_ATOMICNONATOMICRMWCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds updates of an atomic that read it and write it in two steps: a = a + 1 loses what
/// another thread wrote between the two (SEI CERT CON40-C).
class AtomicNonatomicRmwCheck : public Check {
public:
  AtomicNonatomicRmwCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
