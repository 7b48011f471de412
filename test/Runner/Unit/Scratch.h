//===- Scratch.h - a directory of files for a test -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_RUNNER_SCRATCH_H
#define ASYNC_TIDY_TEST_RUNNER_SCRATCH_H

#include "Run/Files.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"
#include <fstream>
#include <string>

namespace asynctidy::runner {

/// Goes away with the test.
class Scratch {
public:
  Scratch() {
    llvm::SmallString<128> Made;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("runner-test", Made));
    Root = realPath(Made);
  }
  ~Scratch() { llvm::sys::fs::remove_directories(Root); }

  std::string path(llvm::StringRef Name) const { return (Root + "/" + Name).str(); }

  std::string write(llvm::StringRef Name, llvm::StringRef Text) const {
    std::string Path = path(Name);
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path));
    std::ofstream(Path, std::ios::binary) << Text.str();
    return Path;
  }

  std::string read(llvm::StringRef Name) const {
    llvm::Expected<std::string> Text = readFile(path(Name));
    if (Text)
      return *Text;
    return "<" + llvm::toString(Text.takeError()) + ">";
  }

  /// Names of everything in the root's directory \p Name.
  std::string list(llvm::StringRef Name = "") const {
    std::vector<std::string> Names;
    std::error_code Code;
    for (llvm::sys::fs::directory_iterator I(path(Name), Code), End; I != End && !Code;
         I.increment(Code))
      Names.push_back(llvm::sys::path::filename(I->path()).str());
    std::sort(Names.begin(), Names.end());
    std::string Text;
    for (const std::string &N : Names)
      Text += (Text.empty() ? "" : " ") + N;
    return Text;
  }

  std::string Root;
};

} // namespace asynctidy::runner

#endif
