//===- Main.cpp - the program's command line -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Commands.h"
#include "Run/Process.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>

using namespace llvm;

namespace asynctidy::runner {

ArrayRef<Command> commands() {
  static const Command All[] = {
      {checkCommand(), runCheck},
      {fixCommand(), runFix},
      {diffCommand(), runDiff},
      {ruleCommand(), runRule},
      {configCommand(), runConfig},
      {baselineCommand(), runBaseline},
      {suppressCommand(), runSuppress},
      {statsCommand(), runStats},
      {cacheCommand(), runCache},
      {doctorCommand(), runDoctor},
      {completionCommand(), runCompletion},
  };
  return All;
}

int fail(const Twine &Message) {
  errs() << "async-tidy: error: " << Message << '\n';
  return Unusable;
}

int fail(Error E) {
  if (interrupted()) {
    consumeError(std::move(E));
    errs() << "async-tidy: interrupted\n";
    return 128 + SIGINT;
  }
  return fail(StringRef(toString(std::move(E))).split('\n').first);
}

static void printVersion(raw_ostream &Out) {
  Out << "async-tidy " ASYNC_TIDY_VERSION " (for clang-tidy " << ASYNC_TIDY_LLVM << ")\n";
}

int run(int argc, const char **argv) {
  sys::PrintStackTraceOnErrorSignal(argv[0]);
  // LLVM's libraries bring options of their own, which are of no use here.
  for (auto &Option : cl::getRegisteredOptions())
    if (Option.second->Categories.size() == 1 &&
        Option.second->Categories.front() == &cl::getGeneralCategory())
      Option.second->setHiddenFlag(cl::ReallyHidden);
  cl::SetVersionPrinter(printVersion);

  std::vector<const char *> Arguments(argv, argv + argc);
  // `check` is what people want; `async-tidy src` must not need the word.
  bool Named = argc > 1 &&
               (StringRef(argv[1]) == "--help" || StringRef(argv[1]) == "-help" ||
                StringRef(argv[1]) == "--version" || StringRef(argv[1]) == "-h" ||
                any_of(commands(), [&](const Command &C) { return C.Sub.getName() == argv[1]; }));
  if (!Named)
    Arguments.insert(Arguments.begin() + 1, "check");

  std::string Problem;
  raw_string_ostream ProblemStream(Problem);
  if (!cl::ParseCommandLineOptions(
          Arguments.size(), Arguments.data(),
          "Finds what goes wrong in asynchronous and concurrent C++, in a whole code base.\n\n"
          "Exit codes: 0 clean, 1 findings, 2 usage or environment, 3 some files could not be\n"
          "analysed, 4 fixes could not be applied.\n",
          &ProblemStream)) {
    ProblemStream.flush();
    StringRef Line = StringRef(Problem).trim().split('\n').first;
    // "async-tidy: Unknown command line argument ..."
    if (Line.contains(": "))
      Line = Line.split(": ").second;
    Line = Line.split("  Try:").first.trim();
    return fail(Line + " (see async-tidy " + (Named ? argv[1] : "check") + " --help)");
  }
  for (const Command &C : commands())
    if (C.Sub) {
      int Code = C.Run();
      outs().flush();
      if (!outs().has_error())
        return Code;
      // A full disk, or a reader that went away: what was written is not all.
      std::string Why = outs().error().message();
      outs().clear_error();
      return fail("can't write to stdout: " + Why);
    }
  return fail("no command (see async-tidy --help)");
}

} // namespace asynctidy::runner
