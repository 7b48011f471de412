//===- AtomicCheckThenActCheck.h - async-atomic-check-then-act --*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_SHARING_ATOMICCHECKTHENACTCHECK_H
#define ASYNC_TIDY_CHECKS_SHARING_ATOMICCHECKTHENACTCHECK_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds atomics that are tested and then set in two steps, weak compare-exchanges without a loop,
/// memory orders that an operation doesn't have: each operation is atomic, what is made of them
/// isn't (SEI CERT CON40-C, CON41-C).
class AtomicCheckThenActCheck : public Check {
public:
  AtomicCheckThenActCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  /// `if (!a) a = true;`
  void testThenSet(Unit &U, const FunctionBody &Body, const clang::Expr &Call);
  void loadThenStore(Unit &U, const FunctionBody &Body, const clang::Expr &Call);
  /// A weak compare-exchange that nothing repeats; `a.load(std::memory_order_release)`.
  void misuse(Unit &U, const FunctionBody &Body, const clang::CXXMemberCallExpr &Call);
  /// `if (!initialized.exchange(true)) init();`
  void onceGuard(Unit &U, const FunctionBody &Body, const clang::CXXMemberCallExpr &Call);
};

} // namespace asynctidy

#endif
