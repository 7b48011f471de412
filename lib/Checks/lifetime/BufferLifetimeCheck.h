//===- BufferLifetimeCheck.h - async-buffer-lifetime --------- -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LIFETIME_BUFFERLIFETIMECHECK_H
#define ASYNC_TIDY_CHECKS_LIFETIME_BUFFERLIFETIMECHECK_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Finds buffers and I/O objects on the stack of a function that starts an operation and
/// returns.
/// The handler then reads or fills what is another function's by then.
class BufferLifetimeCheck : public Check {
public:
  BufferLifetimeCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;
};

} // namespace asynctidy

#endif
