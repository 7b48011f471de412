//===- ReadJson.h - reads a report that the json format wrote -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_REPORTS_READJSON_H
#define ASYNC_TIDY_RUNNER_REPORTS_READJSON_H

#include "Model/Finding.h"
#include "llvm/Support/Error.h"

namespace asynctidy::runner {

/// The report in \p File, an earlier run's `--output-format json`. An error names the file and what
/// is wrong with it.
llvm::Expected<Report> readJsonReport(llvm::StringRef File);

} // namespace asynctidy::runner

#endif
