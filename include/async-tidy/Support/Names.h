//===- Names.h - what things are called -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_SUPPORT_NAMES_H
#define ASYNC_TIDY_SUPPORT_NAMES_H

#include "clang/AST/Decl.h"

namespace asynctidy {

/// The name of \p Function; empty if it is null, an operator, a constructor or the like.
inline llvm::StringRef nameOf(const clang::FunctionDecl *Function) {
  return Function && Function->getIdentifier() ? Function->getName() : llvm::StringRef();
}

} // namespace asynctidy

#endif
