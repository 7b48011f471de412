//===- ThreadArgumentCheck.h - async-thread-argument --------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LIFETIME_THREADARGUMENTCHECK_H
#define ASYNC_TIDY_CHECKS_LIFETIME_THREADARGUMENTCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds arguments of threads that are converted, or read, when what they lead to may be gone.
/// std::thread and its like copy a pointer as a pointer; the new thread makes the std::string of it
/// when it gets round to it.
class ThreadArgumentCheck : public Check {
public:
  ThreadArgumentCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
