//===- UnjoinedThreadCheck.h - async-unjoined-thread --------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_UNJOINEDTHREADCHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_UNJOINEDTHREADCHECK_H

#include "async-tidy/Analysis/Joining.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds threads that are destroyed without being joined, which ends the program, and joins of
/// threads that can't be joined.
/// The destructor of a std::thread, and an assignment to it, ends the program if it is joinable;
/// join() throws if it isn't.
class UnjoinedThreadCheck : public Check {
public:
  UnjoinedThreadCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void checkDeletes(Unit &U, const clang::FunctionDecl &Function);
  void report(Unit &U, const FunctionBody *In, const JoinProblem &Problem);
};

} // namespace asynctidy

#endif
