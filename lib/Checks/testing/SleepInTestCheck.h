//===- SleepInTestCheck.h - async-sleep-in-test -------------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TESTING_SLEEPINTESTCHECK_H
#define ASYNC_TIDY_CHECKS_TESTING_SLEEPINTESTCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds tests that sleep to let other work get done before they look at its result.
/// They fail on a busy machine, and are slow on all others.
class SleepInTestCheck : public Check {
public:
  SleepInTestCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  bool isAboutTime(Unit &U, const clang::FunctionDecl &Function) const;

  const std::vector<std::string> TimeWords;
};

} // namespace asynctidy

#endif
