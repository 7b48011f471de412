//===- Formats.h - one function for each output format -----------*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_RUNNER_REPORTS_FORMATS_H
#define ASYNC_TIDY_RUNNER_REPORTS_FORMATS_H

#include "Reports/Writers.h"

namespace asynctidy::runner {

// Each in the source file of its name; Writers.cpp lists them.
void writeConcise(const Report &R, const WriterOptions &Options, llvm::raw_ostream &OS);
void writeFull(const Report &R, const WriterOptions &Options, llvm::raw_ostream &OS);
void writeGithub(const Report &R, const WriterOptions &Options, llvm::raw_ostream &OS);
void writeGitlab(const Report &R, const WriterOptions &Options, llvm::raw_ostream &OS);
void writeHtml(const Report &R, const WriterOptions &Options, llvm::raw_ostream &OS);
void writeJson(const Report &R, const WriterOptions &Options, llvm::raw_ostream &OS);
void writeJunit(const Report &R, const WriterOptions &Options, llvm::raw_ostream &OS);
void writeMarkdown(const Report &R, const WriterOptions &Options, llvm::raw_ostream &OS);
void writeRdjson(const Report &R, const WriterOptions &Options, llvm::raw_ostream &OS);
void writeSarif(const Report &R, const WriterOptions &Options, llvm::raw_ostream &OS);

} // namespace asynctidy::runner

#endif
