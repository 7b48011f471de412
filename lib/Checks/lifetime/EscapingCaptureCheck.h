//===- EscapingCaptureCheck.h - async-escaping-capture ------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LIFETIME_ESCAPINGCAPTURECHECK_H
#define ASYNC_TIDY_CHECKS_LIFETIME_ESCAPINGCAPTURECHECK_H

#include "async-tidy/Analysis/Outlives.h"
#include "async-tidy/Check.h"
#include "llvm/ADT/DenseMap.h"

namespace asynctidy {

/// Finds work that runs later refers to a local, or to an object by a raw `this`, that may be
/// gone by then.
/// Silent where something waits for the work, keeps the object, or ends the work with its scope.
class EscapingCaptureCheck : public Check {
public:
  EscapingCaptureCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void report(Unit &U, const FunctionBody &Body, const GivenAway &Given, llvm::ArrayRef<Held> Gone,
              Outlived Why);

  Unit *HabitsOf = nullptr;
  /// Classes whose methods use a raw `this` throughout.
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Habits;
};

} // namespace asynctidy

#endif
