//===- MultiLockCheck.h - async-multi-lock ------------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKS_MULTILOCKCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKS_MULTILOCKCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds mutexes that are locked one after the other instead of at once.
/// A thread that takes the same two the other way round has the second and waits for the first,
/// while this one has the first and waits for the second: neither goes on (C++ Core Guidelines
/// CP.21).
class MultiLockCheck : public Check {
public:
  MultiLockCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
