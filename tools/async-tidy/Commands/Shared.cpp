//===- Shared.cpp - options that several commands have -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Shared.h"
#include "Commands/Commands.h"
#include "Reports/Writers.h"
#include "Run/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace asynctidy::runner {

namespace {
/// The commands that analyse.
#define FOR_RUNS                                                                                   \
  cl::sub(checkCommand()), cl::sub(fixCommand()), cl::sub(diffCommand()),                          \
      cl::sub(baselineCommand()), cl::sub(suppressCommand()), cl::sub(statsCommand())

cl::OptionCategory What("What to analyse");
cl::OptionCategory How("How to analyse");
cl::OptionCategory Output("Output");

cl::opt<std::string>
    BuildPath("p", cl::desc("Compile database, or the directory that it is in (default: found)"),
              cl::value_desc("path"), cl::cat(What), FOR_RUNS);
cl::list<std::string> Select("select", cl::CommaSeparated,
                             cl::desc("Only these checks; a full name turns an opt-in check on"),
                             cl::value_desc("glob"), cl::cat(What), FOR_RUNS);
cl::list<std::string> Ignore("ignore", cl::CommaSeparated, cl::desc("Not these checks"),
                             cl::value_desc("glob"), cl::cat(What), FOR_RUNS);
cl::list<std::string> PerFileIgnores("per-file-ignores", cl::CommaSeparated,
                                     cl::desc("Not these checks in these files"),
                                     cl::value_desc("paths:checks"), cl::cat(What), FOR_RUNS);
cl::list<std::string> Severities("severity", cl::CommaSeparated,
                                 cl::desc("Severity of these checks: info, warning or error"),
                                 cl::value_desc("checks=level"), cl::cat(What), FOR_RUNS);
cl::opt<Headers> IncludeHeaders("include-headers", cl::desc("Headers whose findings count"),
                                cl::init(Headers::Project),
                                cl::values(clEnumValN(Headers::Project, "project",
                                                      "those of the project (default)"),
                                           clEnumValN(Headers::All, "all", "all but the system's"),
                                           clEnumValN(Headers::None, "none", "none")),
                                cl::cat(What), FOR_RUNS);
cl::opt<std::string> ChangedSince(
    "changed-since", cl::desc("Only findings on lines changed since this git revision"),
    cl::value_desc("rev"), cl::cat(What), cl::sub(checkCommand()), cl::sub(fixCommand()));
cl::opt<std::string> Baseline("baseline", cl::desc("File of known findings"),
                              cl::value_desc("file"), cl::cat(What), cl::sub(checkCommand()),
                              cl::sub(fixCommand()), cl::sub(diffCommand()),
                              cl::sub(baselineCommand()), cl::sub(statsCommand()));
cl::opt<bool> NewOnly("new-only", cl::desc("Only findings that the baseline doesn't know"),
                      cl::cat(What), cl::sub(checkCommand()), cl::sub(fixCommand()),
                      cl::sub(diffCommand()));
cl::opt<bool> AllowEmpty("allow-empty", cl::desc("No file to analyse is no error"), cl::cat(What),
                         FOR_RUNS);

cl::opt<unsigned> Jobs("j", cl::Prefix,
                       cl::desc("Files to analyse at once (default: by cores and free memory)"),
                       cl::value_desc("N"), cl::cat(How), FOR_RUNS);
cl::opt<unsigned> Timeout("timeout", cl::desc("Seconds for one file; 0: no limit (default: 600)"),
                          cl::value_desc("s"), cl::init(600), cl::cat(How), FOR_RUNS);
cl::opt<bool> NoCache("no-cache", cl::desc("Neither use nor write the cache"), cl::cat(How),
                      FOR_RUNS);
cl::opt<std::string>
    CacheDir("cache-dir", cl::desc("Where the cache is (default: .async-tidy-cache in the root)"),
             cl::value_desc("dir"), cl::cat(How), FOR_RUNS, cl::sub(cacheCommand()));
cl::opt<std::string> TidyBinary("tidy-binary", cl::desc("The clang-tidy to run"),
                                cl::value_desc("path"), cl::cat(How), FOR_RUNS,
                                cl::sub(doctorCommand()), cl::sub(configCommand()));
cl::opt<std::string> Plugin("plugin", cl::desc("The plugin to load into it"),
                            cl::value_desc("path"), cl::cat(How), FOR_RUNS,
                            cl::sub(doctorCommand()), cl::sub(configCommand()));
cl::list<std::string> ExtraArgs("extra-arg", cl::desc("Compiler argument to append"),
                                cl::value_desc("arg"), cl::cat(How), FOR_RUNS);
cl::list<std::string> RemovedArgs("removed-arg", cl::desc("Compiler argument to leave out"),
                                  cl::value_desc("arg"), cl::cat(How), FOR_RUNS);
cl::opt<bool> KeepGoing(
    "keep-going",
    cl::desc("A file that can't be analysed costs that file alone (always so; for scripts "
             "that say it)"),
    cl::cat(How), FOR_RUNS);

cl::list<std::string>
    OutputFormats("output-format",
                  cl::desc("Format, and the file for it; repeatable (default: full on a "
                           "terminal, else concise)"),
                  cl::value_desc("format[=file]"), cl::cat(Output), FOR_RUNS);
cl::opt<bool> ShowSuppressed("show-suppressed", cl::desc("Show what is suppressed, too"),
                             cl::cat(Output), FOR_RUNS);
cl::opt<bool> ExitZero("exit-zero", cl::desc("Findings are no failure"), cl::cat(Output), FOR_RUNS);
cl::opt<Severity> FailOn("fail-on", cl::desc("Least severity that is a failure"),
                         cl::init(Severity::Warning),
                         cl::values(clEnumValN(Severity::Info, "info", "every finding"),
                                    clEnumValN(Severity::Warning, "warning", "warnings (default)"),
                                    clEnumValN(Severity::Error, "error", "errors")),
                         cl::cat(Output), FOR_RUNS);
cl::opt<bool> Quiet("q", cl::desc("No progress, and no last line"), cl::cat(Output), FOR_RUNS);
cl::opt<cl::boolOrDefault> Color("color", cl::desc("Colours (default: on a terminal)"),
                                 cl::cat(Output), FOR_RUNS, cl::sub(ruleCommand()));

// Baseline's first word says what to do; it takes its paths itself.
cl::list<std::string> Paths(cl::Positional, cl::desc("[files, directories, headers, globs...]"),
                            cl::sub(checkCommand()), cl::sub(fixCommand()),
                            cl::sub(suppressCommand()), cl::sub(statsCommand()));
} // namespace

Expected<RunOptions> runOptions() {
  RunOptions O;
  O.Paths = Paths;
  O.BuildPath = BuildPath;
  O.TidyBinary = TidyBinary;
  O.Plugin = Plugin;
  O.Select = Select;
  O.Ignore = Ignore;
  O.PerFileIgnores = PerFileIgnores;
  O.Severities = Severities;
  O.ExtraArgs = ExtraArgs;
  O.RemovedArgs = RemovedArgs;
  O.IncludeHeaders = IncludeHeaders;
  O.Jobs = Jobs;
  O.Timeout = Timeout;
  O.UseCache = !NoCache;
  O.CacheDir = CacheDir;
  O.ChangedSince = ChangedSince;
  O.Baseline = Baseline;
  O.NewOnly = NewOnly;
  O.AllowEmpty = AllowEmpty;
  O.Quiet = Quiet;
  for (StringRef Format : OutputFormats)
    if (StringRef Name = Format.split('=').first; !findWriter(Name)) {
      std::string Known;
      for (const Writer &W : writers())
        Known += (Known.empty() ? "" : ", ") + W.Name.str();
      return createStringError(inconvertibleErrorCode(),
                               "--output-format: there is no format '%s' (there are: %s)",
                               Name.str().c_str(), Known.c_str());
    }
  return O;
}

/// What the findings and the files that failed ask for.
static int exitCode(const Report &R) {
  if (any_of(R.Units, [](const UnitResult &U) { return U.failed(); }))
    return Incomplete;
  bool Failing = any_of(
      R.Findings, [](const Finding &F) { return F.reported() && F.New && F.Level >= FailOn; });
  return Failing && !ExitZero ? Findings : Clean;
}

bool formatOnStdout() {
  return any_of(OutputFormats, [](StringRef F) { return !F.contains('='); });
}

bool colorOnStdout() {
  // https://no-color.org: set, and not empty.
  std::optional<std::string> No = sys::Process::GetEnv("NO_COLOR");
  return Color == cl::BOU_UNSET ? sys::Process::StandardOutHasColors() && (!No || No->empty())
                                : Color == cl::BOU_TRUE;
}

bool warnOfFailures(const Report &R) {
  bool Failed = false;
  for (const UnitResult &U : R.Units)
    if (U.failed()) {
      Failed = true;
      errs() << "async-tidy: warning: " << shorten(U.File, R.Root)
             << ": not analysed wholly: " << U.Reason << '\n';
    }
  return Failed;
}

int finish(const Report &R, bool Default) {
  std::vector<std::string> Formats = OutputFormats;
  if (Default && !formatOnStdout())
    Formats.push_back(sys::Process::StandardOutIsDisplayed() ? "full" : "concise");
  bool Told = false; // Which files failed.
  for (StringRef Format : Formats) {
    auto [Name, File] = Format.split('=');
    const Writer *W = findWriter(Name);
    WriterOptions Options;
    Options.ShowMuted = ShowSuppressed;
    Options.Color = File.empty() && colorOnStdout();
    if (File.empty()) {
      // On a terminal one sees both streams.
      Told |= sys::Process::StandardOutIsDisplayed() && (Name == "full" || Name == "concise");
      W->Write(R, Options, outs());
      continue;
    }
    std::string Text;
    raw_string_ostream Out(Text);
    W->Write(R, Options, Out);
    Out.flush();
    if (Error E = writeFile(File, Text))
      return fail(std::move(E));
  }
  outs().flush();
  if (!Told)
    warnOfFailures(R);
  for (const auto &[File, Why] : R.Skipped)
    errs() << "async-tidy: warning: " << shorten(File, R.Root) << ": skipped: " << Why << '\n';
  // Not into what a program reads.
  if (!Quiet)
    errs() << summaryLine(R) << '\n';
  return exitCode(R);
}

} // namespace asynctidy::runner
