//===- ClangdInternals.h - what async-clangd touches in clangd --*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// clangd's libraries are packaged, their headers are not. These are the declarations
// of the five functions that we need: one that is called, and four that the linker
// exchanges (--wrap): who calls `f` gets our `__wrap_f`, which calls `__real_f`.
// That works for calls across object files, which is why the JSON is patched rather
// than the functions that fill it.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_CLANGD_CLANGDINTERNALS_H
#define ASYNC_CLANGD_CLANGDINTERNALS_H

#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/JSON.h"
#include <optional>

namespace clang::clangd {

struct CodeAction;
struct PublishDiagnosticsParams;

int clangdMain(int argc, char *argv[]);

/// What adds its part to the clang-tidy options of a file.
#if LLVM_VERSION_MAJOR < 22 // TODO(LLVM 19)
using DefaultChecks = llvm::function_ref<void(tidy::ClangTidyOptions &, llvm::StringRef)>;
#else
using DefaultChecks = llvm::unique_function<void(tidy::ClangTidyOptions &, llvm::StringRef) const>;
#endif

} // namespace clang::clangd

/// The function behind the linker's symbol, and the one in front of it. The names stand in CMakeLists.txt, too.
#define ASYNC_CLANGD_WRAPPED(Result, Name, Arguments, Symbol)                                      \
  Result real##Name Arguments __asm__("__real_" Symbol);                                           \
  Result wrapped##Name Arguments __asm__("__wrap_" Symbol) __attribute__((visibility("default")))

namespace asynctidy::editor {

/// Does this check run while one types? Nothing where clangd never measured it, and then it is left out.
ASYNC_CLANGD_WRAPPED(std::optional<bool>, IsFastTidyCheck, (llvm::StringRef Check),
                     "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

/// The last word on the checks of a file, behind .clang-tidy and .clangd.
ASYNC_CLANGD_WRAPPED(clang::clangd::DefaultChecks, ProvideDefaultChecks, (),
                     "_ZN5clang6clangd20provideDefaultChecksEv");

ASYNC_CLANGD_WRAPPED(llvm::json::Value, DiagnosticsToJSON,
                     (const clang::clangd::PublishDiagnosticsParams &Params),
                     "_ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE");

ASYNC_CLANGD_WRAPPED(llvm::json::Value, CodeActionToJSON,
                     (const clang::clangd::CodeAction &Action),
                     "_ZN5clang6clangd6toJSONERKNS0_10CodeActionE");

} // namespace asynctidy::editor

#undef ASYNC_CLANGD_WRAPPED

#endif // ASYNC_CLANGD_CLANGDINTERNALS_H
