//===- Threads.h - edits of threads -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_FIX_THREADS_H
#define ASYNC_TIDY_FIX_THREADS_H

#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Fix/Edits.h"

namespace asynctidy {

/// Makes local \p Thread, a std::thread that is started by its initializer, a std::jthread.
/// Refuses before C++20, where what it runs might take a stop token, is not known, or never ends,
/// and where more is done with the thread than to join, detach and look at it.
void useJthread(Edits &E, Unit &U, const FunctionBody &In, const clang::VarDecl &Thread);

} // namespace asynctidy

#endif
