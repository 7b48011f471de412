//===- Pages.h - pages about frameworks from their models -----*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_DEV_MODELS_PAGES_H
#define ASYNC_TIDY_DEV_MODELS_PAGES_H

#include "async-tidy/Models/Model.h"

namespace asynctidy {

/// docs/frameworks/<name>.md: what is known, which checks use it, against what it was checked.
std::string frameworkPage(const Framework &F);

/// docs/frameworks/index.md: a line for each of \p All.
std::string indexPage(const std::vector<const Framework *> &All);

} // namespace asynctidy

#endif
