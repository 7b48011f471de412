//===- main.cpp - clang-tidy with the checks built in ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

namespace clang::tidy {
// In libclangTidyMain.a; its header isn't packaged.
int clangTidyMain(int argc, const char **argv);
} // namespace clang::tidy

int main(int argc, const char **argv) {
  // Behind clang-tidy's own lines: those who parse `--version` look at the first ones.
  llvm::cl::AddExtraVersionPrinter([](llvm::raw_ostream &Out) {
    Out << "  with the checks of async-tidy " ASYNC_TIDY_VERSION "\n";
  });
  return clang::tidy::clangTidyMain(argc, argv);
}
