//===- Policy.cpp - which findings count -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Policy.h"
#include "Model/Checks.h"
#include "Run/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace asynctidy::runner {

/// A glob of checks that can match: a misspelt name would be silence.
static Error checkName(StringRef Glob, StringRef Where) {
  if (Error E = checkGlob(Glob))
    return createStringError(inconvertibleErrorCode(), "%s: %s", Where.str().c_str(),
                             toString(std::move(E)).c_str());
  if (Glob == "async-unused-suppression")
    return Error::success();
  for (const CheckInfo &C : allChecks())
    if (matchesGlob(Glob, C.Name))
      return Error::success();
  std::string Hint;
  if (StringRef Near = nearestCheck(Glob); !Near.empty())
    Hint = ("; did you mean '" + Near + "'?").str();
  return createStringError(inconvertibleErrorCode(), "%s: no check matches '%s'%s",
                           Where.str().c_str(), Glob.str().c_str(), Hint.c_str());
}

Expected<Policy> Policy::create(const RunOptions &Options, const Settings &Project) {
  Policy P;
  P.Select = Options.Select;
  P.Ignore = Options.Ignore;
  P.Exclude = Project.Exclude;
  for (const std::string &Glob : P.Select)
    if (Error E = checkName(Glob, "--select"))
      return std::move(E);
  for (const std::string &Glob : P.Ignore)
    if (Error E = checkName(Glob, "--ignore"))
      return std::move(E);
  for (const std::string &Glob : P.Exclude)
    if (Error E = checkGlob(Glob))
      return createStringError(inconvertibleErrorCode(), "%s: exclude: %s", Project.File.c_str(),
                               toString(std::move(E)).c_str());

  // The command line's rules come last: the last one that matches decides.
  std::string InFile = Project.File + ": per-file-ignores";
  auto PerFile = [&](StringRef Text, StringRef Where) -> Error {
    auto [Path, Check] = Text.rsplit(':');
    if (Path.empty() || Check.empty() || Path == Text)
      return createStringError(
          inconvertibleErrorCode(),
          "%s: '%s' is not of the form PATHS:CHECKS, as tests/*:async-busy-wait",
          Where.str().c_str(), Text.str().c_str());
    if (Error E = checkGlob(Path))
      return E;
    if (Error E = checkName(Check, Where))
      return E;
    P.PerFile.push_back({Path.str(), Check.str()});
    return Error::success();
  };
  for (const std::string &Text : Project.PerFileIgnores)
    if (Error E = PerFile(Text, InFile))
      return std::move(E);
  for (const std::string &Text : Options.PerFileIgnores)
    if (Error E = PerFile(Text, "--per-file-ignores"))
      return std::move(E);

  InFile = Project.File + ": severity";
  auto Level = [&](StringRef Text, StringRef Where) -> Error {
    auto [Check, Name] = Text.split('=');
    std::optional<Severity> S = StringSwitch<std::optional<Severity>>(Name)
                                    .Case("info", Severity::Info)
                                    .Case("warning", Severity::Warning)
                                    .Case("error", Severity::Error)
                                    .Default(std::nullopt);
    if (!S)
      return createStringError(inconvertibleErrorCode(),
                               "%s: '%s' is not of the form CHECKS=info|warning|error",
                               Where.str().c_str(), Text.str().c_str());
    if (Error E = checkName(Check, Where))
      return E;
    P.Levels.push_back({"", Check.str(), *S});
    return Error::success();
  };
  for (const std::string &Text : Project.Severity)
    if (Error E = Level(Text, InFile))
      return std::move(E);
  for (const std::string &Text : Options.Severities)
    if (Error E = Level(Text, "--severity"))
      return std::move(E);
  return P;
}

void Policy::apply(Report &R) const {
  auto Matches = [](ArrayRef<std::string> Globs, StringRef Text) {
    return any_of(Globs, [&](const std::string &Glob) { return matchesGlob(Glob, Text); });
  };
  for (Finding &F : R.Findings) {
    StringRef Path = shorten(F.At.File, R.Root);
    for (const Rule &L : Levels)
      if (matchesGlob(L.Check, F.Check))
        F.Level = L.Level;
    bool Ignored = (!Select.empty() && !Matches(Select, F.Check)) || Matches(Ignore, F.Check) ||
                   Matches(Exclude, Path) || any_of(PerFile, [&](const Rule &P) {
                     return matchesGlob(P.Check, F.Check) && matchesGlob(P.Path, Path);
                   });
    // What a NOLINT silences stays so: else it would seem to be of no use.
    if (Ignored && F.Mute == Muted::No)
      F.Mute = Muted::Filtered;
  }
}

} // namespace asynctidy::runner
