//===- Audit.h - do the names of users' models exist? ---------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MODELS_AUDIT_H
#define ASYNC_TIDY_MODELS_AUDIT_H

#include "async-tidy/Models/ModelSet.h"

namespace clang {
class ASTContext;
}

namespace asynctidy {

/// Looks up each name of the users' models among \p Set in \p Context. When the process ends, each
/// name that was found in none of the contexts is an error on stderr, with file and line, and the
/// exit code is 1: a misspelt name matches nothing, and nobody would ever know.
/// \param MainFile tells translation units apart.
void auditUserModels(clang::ASTContext &Context, const ModelSet &Set, llvm::StringRef MainFile);

/// True if something called \p Name, relative to \p Root, is declared in \p Context. Names with
/// `**` always are.
bool isDeclared(clang::ASTContext &Context, llvm::StringRef Root, llvm::StringRef Name);

} // namespace asynctidy

#endif
