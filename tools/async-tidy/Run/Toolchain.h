//===- Toolchain.h - clang-tidy and the plugin in it -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_TOOLCHAIN_H
#define ASYNC_TIDY_RUNNER_RUN_TOOLCHAIN_H

#include "Run/Files.h"
#include "Run/Options.h"
#include "llvm/Support/Error.h"
#include <map>

namespace asynctidy::runner {

/// The programs of a run, proven to work together.
struct Toolchain {
  std::string Tidy;    ///< clang-tidy, absolute.
  std::string Plugin;  ///< async-tidy-NN.so, absolute.
  std::string Version; ///< Of LLVM: "22.1.8".
  unsigned Major = 0;
  std::string ScanDeps; ///< clang-scan-deps of the same LLVM; empty: not installed.
  std::string Id;       ///< Digest of the contents of both: part of each cache key.
};

/// Finds clang-tidy and the plugin and proves that they fit: the plugin is loaded (a missing one
/// is only a line on stderr of clang-tidy), by the LLVM that it was built for (a wrong one finds
/// nothing), and lists this program's checks. The proof is remembered in \p Memo (a file; empty:
/// not at all) for as long as both programs stay the same. Errors are one line that says what to
/// do.
llvm::Expected<Toolchain> findToolchain(const RunOptions &Options, Digests &Files,
                                        llvm::StringRef Memo);

/// The .clang-tidy files above \p Source, the nearest first.
std::vector<std::string> configurationsAbove(llvm::StringRef Source);

/// Which of our checks run in a directory, by its .clang-tidy and those above.
class Configurations {
public:
  /// \p Memo: a file that remembers what clang-tidy said, by the configuration's content.
  Configurations(const Toolchain &Tools, Digests &Files, std::string Memo);

  /// A digest of everything in files above \p Source that decides how it is analysed: the chain of
  /// .clang-tidy, and the models that .async-tidy.yaml names.
  llvm::Expected<std::string> id(llvm::StringRef Source);

  /// The value of `Checks` that clang-tidy uses for \p Source. An invalid .clang-tidy, an unknown
  /// check or option of ours is an error.
  llvm::Expected<std::string> checks(llvm::StringRef Source);

  llvm::Error save() const;

private:
  const Toolchain &Tools;
  Digests &Files;
  std::string Memo;
  std::map<std::string, std::string> ByDirectory; ///< Directory -> id.
  std::map<std::string, std::string> Known;       ///< id -> Checks.
  bool Dirty = false;
};

/// The names of our checks that run: of those that \p Checks (clang-tidy's syntax) turns on, or the
/// default set where it names none of ours; and those that \p Select names in full. Opt-in checks
/// only where named in full. Sorted.
std::vector<std::string> enabledChecks(llvm::StringRef Checks, llvm::ArrayRef<std::string> Select);

} // namespace asynctidy::runner

#endif
