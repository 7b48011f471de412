//===- ClangdInternals.h - what async-clangd touches in clangd --*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// clangd's libraries are packaged, their headers are not. These are declarations of the
// functions that we need: one that is called, and four that the linker exchanges
// (--wrap): who calls `f` gets our `__wrap_f`, which calls `__real_f`. That works for
// plain calls across object files: not within clangd's file, and not out of templates,
// of which the linker may take the copy in the function's own file. So what clangd says
// is changed where it leaves, and not by the functions that put it together.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_CLANGD_CLANGDINTERNALS_H
#define ASYNC_CLANGD_CLANGDINTERNALS_H

#include "clang-tidy/ClangTidyOptions.h"
#include "clang/Frontend/FrontendOptions.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <cstdio>
#include <memory>
#include <optional>

namespace clang::clangd {

int clangdMain(int argc, char *argv[]);

/// clangd's end of the connection to the editor. Its virtual functions in clangd's order.
class Transport {
public:
  class MessageHandler;

  virtual ~Transport() = default;
  virtual void notify(llvm::StringRef Method, llvm::json::Value Params) = 0;
  virtual void call(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value ID) = 0;
  virtual void reply(llvm::json::Value ID, llvm::Expected<llvm::json::Value> Result) = 0;
  virtual llvm::Error loop(MessageHandler &Handler) = 0;
};

enum class JSONStreamStyle : int;

/// What adds its part to the clang-tidy options of a file.
#if LLVM_VERSION_MAJOR < 22 // TODO(LLVM 19)
using DefaultChecks = llvm::function_ref<void(tidy::ClangTidyOptions &, llvm::StringRef)>;
#else
using DefaultChecks = llvm::unique_function<void(tidy::ClangTidyOptions &, llvm::StringRef) const>;
#endif

#if LLVM_VERSION_MAJOR < 22 // TODO(LLVM 19)
using PreambleDiagnostics = DiagnosticsEngine &;
#define ASYNC_CLANGD_PREAMBLE_DIAGNOSTICS                                                          \
  "RNS_17DiagnosticsEngineENS4_18IntrusiveRefCntPtrINS4_3vfs10FileSystemEEE"
#else
using PreambleDiagnostics = llvm::IntrusiveRefCntPtr<DiagnosticsEngine>;
#define ASYNC_CLANGD_PREAMBLE_DIAGNOSTICS                                                          \
  "NS4_18IntrusiveRefCntPtrINS_17DiagnosticsEngineEEENS9_INS4_3vfs10FileSystemEEE"
#endif

} // namespace clang::clangd

/// The function behind the linker's symbol, and the one in front of it. The names stand in
/// CMakeLists.txt, too.
#define ASYNC_CLANGD_WRAPPED(Result, Name, Arguments, Symbol)                                      \
  Result real##Name Arguments __asm__("__real_" Symbol);                                           \
  Result wrapped##Name Arguments __asm__("__wrap_" Symbol) __attribute__((visibility("default")))

namespace asynctidy::editor {

/// Does this check run while one types? Nothing where clangd never measured it, and then it is left
/// out.
ASYNC_CLANGD_WRAPPED(std::optional<bool>, IsFastTidyCheck, (llvm::StringRef Check),
                     "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

/// The last word on the checks of a file, behind .clang-tidy and .clangd.
ASYNC_CLANGD_WRAPPED(clang::clangd::DefaultChecks, ProvideDefaultChecks, (),
                     "_ZN5clang6clangd20provideDefaultChecksEv");

ASYNC_CLANGD_WRAPPED(std::unique_ptr<clang::clangd::Transport>, NewJSONTransport,
                     (std::FILE * In, llvm::raw_ostream &Out, llvm::raw_ostream *InMirror,
                      bool Pretty, clang::clangd::JSONStreamStyle Style),
                     "_ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_"
                     "15JSONStreamStyleE");

/// Parses the #includes at the top of a file, for all later versions of the file that have the
/// same.
ASYNC_CLANGD_WRAPPED(
    llvm::ErrorOr<clang::PrecompiledPreamble>, BuildPreamble,
    (const clang::CompilerInvocation &Invocation, const llvm::MemoryBuffer *MainFile,
     clang::PreambleBounds Bounds, clang::clangd::PreambleDiagnostics Diagnostics,
     llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FileSystem,
     std::shared_ptr<clang::PCHContainerOperations> Operations, bool InMemory,
     llvm::StringRef StoragePath, clang::PreambleCallbacks &Callbacks),
    "_ZN5clang19PrecompiledPreamble5BuildERKNS_18CompilerInvocationEPKN4llvm12MemoryBuf"
    "ferENS_14PreambleBoundsE" ASYNC_CLANGD_PREAMBLE_DIAGNOSTICS
    "St10shared_ptrINS_22PCHContainerOperationsEEbNS4_9StringRefERNS_17PreambleCallbacksE");

} // namespace asynctidy::editor

#undef ASYNC_CLANGD_PREAMBLE_DIAGNOSTICS
#undef ASYNC_CLANGD_WRAPPED

#endif // ASYNC_CLANGD_CLANGDINTERNALS_H
