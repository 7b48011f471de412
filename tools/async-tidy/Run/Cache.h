//===- Cache.h - results of earlier runs -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_CACHE_H
#define ASYNC_TIDY_RUNNER_RUN_CACHE_H

#include "Run/Files.h"
#include "Run/Record.h"
#include <optional>

namespace asynctidy::runner {

/// Results by content. A result counts if everything that could change it is the same: the key
/// (programs, checks, configuration, compile commands: the caller's part), the contents of all
/// files that were read, and the absence of those that were looked for in vain. Nothing in it
/// depends on the project's place: a cache may be copied to another directory or machine.
///
/// An entry is a file of its own, named by the key, with the results for the last few states of
/// the sources: going back to another branch costs nothing.
class Cache {
public:
  /// \p Directory is made when something is stored; empty: nothing is found or stored.
  Cache(std::string Directory, std::string Root, Digests &Files);

  /// The result of a unit, if it is known and still true.
  std::optional<UnitRecord> find(llvm::StringRef Key);

  /// Keeps a result. Not if a file was changed since \p StartedAt (seconds since 1970): then
  /// nobody knows which content was analysed.
  llvm::Error store(llvm::StringRef Key, const UnitRecord &R, double StartedAt);

  /// The files that the unit read when it was last analysed, whether that is still true or not.
  std::optional<std::vector<std::string>> reads(llvm::StringRef Key);

  struct Size {
    unsigned Entries = 0;
    uint64_t Bytes = 0;
  };
  static Size measure(llvm::StringRef Directory);
  /// Removes entries that weren't used for \p Days; 0: all. And what killed runs left behind.
  static llvm::Expected<Size> clean(llvm::StringRef Directory, unsigned Days);

private:
  std::string fileOf(llvm::StringRef Key) const;
  /// One digest of the contents of all \p Paths; empty if one isn't there.
  std::string contentsOf(llvm::ArrayRef<std::string> Paths);
  bool holds(const UnitRecord &R, llvm::StringRef Contents);

  std::string Directory, Root;
  Digests &Files;
};

} // namespace asynctidy::runner

#endif
