//===- StartInConstructorCheck.h - async-start-in-constructor --- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_TASKS_STARTINCONSTRUCTORCHECK_H
#define ASYNC_TIDY_CHECKS_TASKS_STARTINCONSTRUCTORCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds threads that a constructor starts before the object is complete.
/// The thread may call a virtual function of a derived class that isn't there yet, or read members
/// that the rest of the constructor sets.
class StartInConstructorCheck : public Check {
public:
  StartInConstructorCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
