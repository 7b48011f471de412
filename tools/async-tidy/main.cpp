//===- main.cpp - async-tidy, the runner -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"

int main(int argc, const char **argv) { return asynctidy::runner::run(argc, argv); }
