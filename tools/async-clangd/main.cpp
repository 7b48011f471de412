//===- main.cpp - clangd with the checks built in ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ClangdInternals.h"

int main(int argc, char *argv[]) { return clang::clangd::clangdMain(argc, argv); }
