//===- Callers.h - who calls a function, as far as can be seen -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_CALLERS_H
#define ASYNC_TIDY_ANALYSIS_CALLERS_H

#include "async-tidy/Analysis/Unit.h"
#include "llvm/ADT/DenseMap.h"
#include <vector>

namespace asynctidy {

/// One call of a function.
struct Caller {
  const clang::FunctionDecl *In = nullptr;
  const clang::Expr *Call = nullptr;
};

/// The calls of each function in a translation unit, instantiations counted as their template.
/// Looks through the whole unit when it is made.
class Callers {
public:
  explicit Callers(Unit &U);
  llvm::ArrayRef<Caller> of(const clang::FunctionDecl &Function) const;

private:
  llvm::DenseMap<const clang::FunctionDecl *, std::vector<Caller>> Calls;
};

} // namespace asynctidy

#endif
