//===- Twins.h - awaiting instead of blocking -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_FIX_TWINS_H
#define ASYNC_TIDY_FIX_TWINS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Fix/Edits.h"

namespace asynctidy {

/// Writes the awaitable twin of blocking call \p Call in its place, in the words of the framework
/// whose task coroutine \p In returns. Refuses where the models know none, where no await may
/// stand, under a lock, and where the call's value has no twin.
void awaitTwin(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
               const FunctionBody &In, const clang::Expr &Call);

/// How the framework whose task \p Coroutine returns runs \p Call where blocking is allowed; none
/// if it has no idiom for that.
std::optional<std::string> offloadText(const Unit &U, const clang::FunctionDecl &Coroutine,
                                       llvm::StringRef Call);

/// Writes that around \p Call, which stands in coroutine \p In. Refuses where the idiom needs what
/// isn't there, as awaitTwin() does, and where \p Call refers to what others may use meanwhile:
/// objects other than the coroutine's own.
void offloadCall(Edits &E, Unit &U, clang::tidy::utils::IncludeInserter &Inserter,
                 const FunctionBody &In, const clang::Expr &Call);

} // namespace asynctidy

#endif
