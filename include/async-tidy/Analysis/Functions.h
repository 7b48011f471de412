//===- Functions.h - the functions of one translation unit -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_ANALYSIS_FUNCTIONS_H
#define ASYNC_TIDY_ANALYSIS_FUNCTIONS_H

#include "async-tidy/Analysis/Unit.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <vector>

namespace asynctidy {

/// Calls \p Visit for each function with a body that the user wrote in this unit: methods, lambdas
/// and instantiations too; \p VisitField for each field with an initializer in its class.
void forEachFunction(Unit &U, llvm::function_ref<void(const clang::FunctionDecl &)> Visit,
                     llvm::function_ref<void(const clang::FieldDecl &)> VisitField = nullptr);

/// The same: functions, and fields with an initializer. Unit has it, as several ask.
std::vector<const clang::Decl *> findFunctions(Unit &U);

} // namespace asynctidy

#endif
