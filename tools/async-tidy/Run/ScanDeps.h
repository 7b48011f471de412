//===- ScanDeps.h - what files include, without analysing them -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_RUN_SCANDEPS_H
#define ASYNC_TIDY_RUNNER_RUN_SCANDEPS_H

#include "Run/CompileDatabase.h"
#include "Run/Toolchain.h"
#include <map>

namespace asynctidy::runner {

/// The files that each of \p Units reads, by clang-scan-deps (a hundredth of an analysis). A unit
/// that it can't read has no entry but itself. An error if the program isn't installed or tells
/// nothing at all.
llvm::Expected<std::map<std::string, std::vector<std::string>>>
scanDependencies(const Toolchain &Tools, const CompileDatabase &Database,
                 llvm::ArrayRef<std::string> Units, unsigned Slots);

/// The prerequisites of each rule of a makefile, as the compiler writes them.
std::vector<std::vector<std::string>> parseMake(llvm::StringRef Text);

} // namespace asynctidy::runner

#endif
