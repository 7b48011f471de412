//===- Branches.h - what a branch says of its condition -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_BRANCHES_H
#define ASYNC_TIDY_ANALYSIS_BRANCHES_H

#include "clang/AST/Expr.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace asynctidy {

class FunctionBody;

/// Calls \p Visit for each part of \p Condition whose value is known where a block that ends with
/// it is left on the way for \p Taken: without negations, and each operand of `&&` and `||` that
/// is settled. Null conditions have no parts.
void forEachSettled(const clang::Expr *Condition, bool Taken,
                    llvm::function_ref<void(const clang::Expr &Part, bool Holds)> Visit);

/// True if \p S, or anything in it but \p Except and closures' bodies, may end a loop around it: by
/// return, break, throw, or a call that doesn't return. A break may belong to a loop in \p S:
/// better safe.
bool mayLeave(const clang::Stmt *S, const clang::Stmt *Except = nullptr);

/// True if \p S calls a function that never returns.
bool mayNotReturn(const clang::Stmt &S);

bool isLoop(const clang::Stmt &S);

/// What decides how \p S goes on, if that is an `if`, a `switch`, a `?:` or a loop; null without
/// one, as of a range-based for.
const clang::Expr *conditionOf(const clang::Stmt &S);

/// True if a condition inside of \p Body decides whether \p S runs, or it handles an exception. A
/// loop's is none: loops mostly run.
bool isConditional(const FunctionBody &Body, const clang::Stmt &S);

/// What \p Loop repeats; null if it is no loop.
const clang::Stmt *bodyOf(const clang::Stmt &Loop);

/// True if \p S is a loop whose condition says that it never ends.
bool isEndless(const clang::Stmt &S, const clang::ASTContext &Context);

/// True if a call to \p Function ends the program, as `exit` and `abort` do: it doesn't return,
/// doesn't throw, and is no jump or end of a thread.
bool endsProgram(const clang::FunctionDecl &Function);

/// The statements of \p Graph after which the program ends, whichever way is taken.
llvm::DenseSet<const clang::Stmt *> beforeTheEnd(const clang::CFG &Graph);

} // namespace asynctidy

#endif
