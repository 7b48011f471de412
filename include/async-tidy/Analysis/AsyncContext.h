//===- AsyncContext.h - what an event loop or a coroutine runs -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_ASYNCCONTEXT_H
#define ASYNC_TIDY_ANALYSIS_ASYNCCONTEXT_H

#include "async-tidy/Analysis/Unit.h"

namespace asynctidy {

/// Code that must not block: others wait for the thread that runs it.
struct AsyncContext {
  enum KindTy {
    Coroutine, ///< A coroutine's body; not a synchronous generator's.
    Handler,   ///< A completion handler or continuation, given to a framework.
    Marked,    ///< Marked by the user.
    Callback   ///< A callback that holds its object until it runs: of what, nobody knows.
  } Kind = Coroutine;
  const clang::FunctionDecl *Body = nullptr;
  /// For Handler and Callback: the call that the callable is given to.
  const clang::Expr *GivenTo = nullptr;
};

/// The async contexts that \p Function makes: itself, if it is one, and the callables in its
/// body that it hands to an event loop. Test code has none.
llvm::SmallVector<AsyncContext, 2> asyncContextsOf(Unit &U, const clang::FunctionDecl &Function);

/// The lambdas that \p Function gives to functions that no model knows and that run them later, as
/// they hold their object by a weak_ptr, or by shared_from_this(): callbacks. On which thread, and
/// whether that may block, nobody knows. Also those that it gives to a pool, any, and that give the
/// same pool more to do. Test code has none.
llvm::SmallVector<AsyncContext, 2> callbacksOf(Unit &U, const clang::FunctionDecl &Function);

/// How a message calls \p Context: "coroutine 'session'", "this lambda coroutine".
std::string describe(const AsyncContext &Context);

/// True if an argument or the object of \p Call is a thread pool: `asio::post(pool, f)`.
bool givenToPool(const Unit &U, const clang::Expr &Call);

} // namespace asynctidy

#endif
