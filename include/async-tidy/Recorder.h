//===- Recorder.h - what a run tells the runner -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// clang-tidy tells what it found, but not what it read, nor what NOLINT kept it from telling.
// tools/async-tidy needs both: for its cache, and to find NOLINTs that silence nothing.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RECORDER_H
#define ASYNC_TIDY_RECORDER_H

#include "async-tidy/Check.h"

namespace asynctidy {

/// Not a check: it reports nothing. It is registered only where the environment variable
/// ASYNC_TIDY_RECORD names a file (absolute path), to which it appends a line of JSON for each
/// translation unit:
///
///   {"main": path, "reads": [path...],            all files read, with the models
///    "absent": [path...],                         files that an #include or __has_include asked
///                                                 for beside its own file, and that weren't there
///    "dirs": [path...],                           the directories of the include path, in order
///    "searched": [[name, from, to]...],           name wasn't in dirs[from] ... dirs[to - 1]
///    "raw": [{"check", "file", "offset", "entity", "message"}...],   findings before NOLINT;
///                                                 the message has its %0 still
///    "inventory": [{"kind", "detail", "file", "offset"}...]}
///
/// Paths are absolute, as Clang spells them. A write that fails is an error of the run.
class Recorder : public Check {
public:
  static constexpr char Name[] = "async-recorder";
  static constexpr char Variable[] = "ASYNC_TIDY_RECORD";

  Recorder(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  ~Recorder() override;

  /// The one of the translation unit that is being analysed; null if nobody asked.
  static Recorder *active();

  void registerPPCallbacks(const clang::SourceManager &SM, clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) override;
  void analyze(Unit &U, const clang::FunctionDecl &Function) override;

  /// A file that was read by other means than an #include.
  void reads(llvm::StringRef Path);
  /// A check reports \p Message at \p Loc, in \p Function if known.
  void reports(llvm::StringRef Check, clang::SourceLocation Loc, llvm::StringRef Message,
               const clang::FunctionDecl *Function);

private:
  struct Data;
  std::unique_ptr<Data> D;
};

} // namespace asynctidy

#endif
