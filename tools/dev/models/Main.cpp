//===- Main.cpp - async-tidy-models: the model files at build time --------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   async-tidy-models check FILE...        what is wrong with them, a line each
//   async-tidy-models embed OUT FILE...    writes them as an include file of C++ strings, with what
//                                          tells when one is needed
//   async-tidy-models docs DIR FILE...     writes docs/frameworks: a page for each, and an index
//
// Exit codes: 0 done, 1 a model is wrong, 2 wrong use, or a file can't be read or written.
//
//===----------------------------------------------------------------------===//

#include "Pages.h"
#include "async-tidy/Models/ModelSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace asynctidy;
using namespace llvm;

static constexpr int WrongModel = 1, WrongUse = 2;

static cl::OptionCategory Category("async-tidy-models");
static cl::opt<std::string> Command(cl::Positional, cl::Required, cl::desc("check|embed|docs"),
                                    cl::cat(Category));
static cl::list<std::string> Paths(cl::Positional, cl::OneOrMore, cl::desc("[OUT|DIR] FILE..."),
                                   cl::cat(Category));

static int fail(const Twine &Message, int Code) {
  errs() << "async-tidy-models: " << Message << '\n';
  return Code;
}

namespace {
struct Loaded {
  std::string Text;
  Framework Model;
};
} // namespace

/// Writes \p Text to \p Path, unless that is what it has: what depends on it need not be rebuilt.
static bool write(StringRef Path, StringRef Text) {
  if (auto Old = MemoryBuffer::getFile(Path); Old && (*Old)->getBuffer() == Text)
    return true;
  std::error_code Error;
  raw_fd_ostream OS(Path, Error);
  OS << Text;
  OS.close();
  if (!Error)
    Error = OS.error();
  if (!Error)
    return true;
  fail(Path + ": can't be written: " + Error.message(), WrongUse);
  return false;
}

static std::string embedded(ArrayRef<std::string> Files, ArrayRef<Loaded> All) {
  std::string Text = "// Made from lib/Models/*.yaml by async-tidy-models.\n";
  for (size_t I = 0; I != All.size(); ++I) {
    const Framework &F = All[I].Model;
    auto Flag = [](bool Set) { return Set ? "true, " : "false, "; };
    Text += ("BUILTIN_MODEL(\"" + sys::path::filename(Files[I]) + "\", \"" +
             join(outermostNames(F), ",") + "\", " + "\"" + join(F.TestMacros, ",") + "\", " +
             Flag(namesAssertions(F)) + Flag(!F.TestPaths.empty()) + Flag(!F.Words.empty()) +
             "R\"async-tidy(" + All[I].Text + ")async-tidy\")\n")
                .str();
  }
  return Text;
}

static int run() {
  bool Embeds = Command == "embed", Documents = Command == "docs";
  if (!Embeds && !Documents && Command != "check")
    return fail("there is no command '" + Command + "': use check, embed or docs", WrongUse);
  std::vector<std::string> Files(Paths.begin(), Paths.end());
  std::string Out;
  if (Embeds || Documents) {
    Out = Files.front();
    Files.erase(Files.begin());
  }
  if (Files.empty())
    return fail("no model files are given", WrongUse);
  llvm::sort(Files, [](StringRef A, StringRef B) {
    return sys::path::filename(A) < sys::path::filename(B);
  });
  std::vector<std::string> Errors;
  std::vector<Loaded> All;
  for (const std::string &File : Files) {
    auto Buffer = MemoryBuffer::getFile(File, /*IsText=*/true);
    if (!Buffer)
      return fail(File + ": can't be read: " + Buffer.getError().message(), WrongUse);
    if (std::optional<Framework> F = parseModel((*Buffer)->getBuffer(), File, Errors))
      All.push_back({(*Buffer)->getBuffer().str(), std::move(*F)});
  }
  for (const std::string &Error : Errors)
    errs() << Error << '\n';
  if (!Errors.empty())
    return WrongModel;
  if (Embeds)
    return write(Out, embedded(Files, All)) ? 0 : WrongUse;
  if (Documents) {
    if (std::error_code Error = sys::fs::create_directories(Out))
      return fail(Out + ": " + Error.message(), WrongUse);
    std::vector<const Framework *> Frameworks;
    for (const Loaded &L : All)
      Frameworks.push_back(&L.Model);
    for (const Framework *F : Frameworks)
      if (!write(Out + "/" + F->Name + ".md", frameworkPage(*F)))
        return WrongUse;
    return write(Out + "/index.md", indexPage(Frameworks)) ? 0 : WrongUse;
  }
  return 0;
}

int main(int Argc, char **Argv) {
  cl::HideUnrelatedOptions(Category);
  if (!cl::ParseCommandLineOptions(Argc, Argv, "async-tidy's model files\n", &errs()))
    return WrongUse;
  return run();
}
