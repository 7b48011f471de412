//===- Settings.cpp - the project's .async-tidy.yaml -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Settings.h"
#include "Run/Files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLTraits.h"

using namespace llvm;
namespace path = llvm::sys::path;

template <> struct llvm::yaml::MappingTraits<asynctidy::runner::Settings> {
  static void mapping(IO &Io, asynctidy::runner::Settings &S) {
    Io.mapOptional("models", S.Models);
    Io.mapOptional("exclude", S.Exclude);
    Io.mapOptional("per-file-ignores", S.PerFileIgnores);
    Io.mapOptional("severity", S.Severity);
    Io.mapOptional("baseline", S.Baseline);
  }
};

namespace asynctidy::runner {

Expected<Settings> readSettings(StringRef Directory) {
  Settings S;
  for (; !Directory.empty(); Directory = path::parent_path(Directory)) {
    SmallString<256> File(Directory);
    path::append(File, ".async-tidy.yaml");
    if (!sys::fs::exists(File))
      continue;
    S.File = std::string(File);
    Expected<std::string> Text = readFile(File);
    if (!Text)
      return Text.takeError();
    if (StringRef(*Text).trim().empty())
      return S;
    std::string Problem;
    yaml::Input In(
        *Text, nullptr,
        [](const SMDiagnostic &Diagnostic, void *Context) {
          std::string &Problem = *static_cast<std::string *>(Context);
          if (Problem.empty())
            Problem = (Twine(Diagnostic.getLineNo()) + ":" + Twine(Diagnostic.getColumnNo() + 1) +
                       ": " + Diagnostic.getMessage())
                          .str();
        },
        &Problem);
    In >> S;
    if (In.error())
      return createStringError(In.error(), "%s:%s", S.File.c_str(), Problem.c_str());
    if (!S.Baseline.empty() && !path::is_absolute(S.Baseline)) {
      SmallString<256> Baseline(Directory);
      path::append(Baseline, S.Baseline);
      S.Baseline = std::string(Baseline);
    }
    return S;
  }
  return S;
}

} // namespace asynctidy::runner
