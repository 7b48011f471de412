//===- MissingTimeoutCheck.h - async-missing-timeout --------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CANCELLATION_MISSINGTIMEOUTCHECK_H
#define ASYNC_TIDY_CHECKS_CANCELLATION_MISSINGTIMEOUTCHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds waits for a peer, or for a notification, that nothing ends if that never comes.
/// A coroutine or a thread that never goes on keeps what it has: memory, a connection, its owner.
class MissingTimeoutCheck : public Check {
public:
  MissingTimeoutCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
  void inCoroutine(Unit &U, const FunctionBody &Body);
  void inDestructor(Unit &U, const clang::CXXDestructorDecl &Destructor);
};

} // namespace asynctidy

#endif
