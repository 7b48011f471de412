//===- Registry.cpp - what the command line offers, as data -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Registry.h"
#include "Model/Checks.h"
#include "Reports/Writers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <unistd.h>

using namespace llvm;

namespace asynctidy::runner {

/// What --help says of \p Option. LLVM only prints that, and only to stdout.
static std::string helpOf(const cl::Option &Option) {
  SmallString<128> File;
  int FD = -1;
  if (sys::fs::createTemporaryFile("async-tidy", "help", FD, File))
    return "";
  FileRemover Remover(File);
  outs().flush();
  int Saved = dup(STDOUT_FILENO);
  if (Saved < 0 || dup2(FD, STDOUT_FILENO) < 0) {
    close(FD);
    return "";
  }
  Option.printOptionInfo(Option.getOptionWidth());
  outs().flush();
  dup2(Saved, STDOUT_FILENO);
  close(Saved);
  close(FD);
  auto Buffer = MemoryBuffer::getFile(File);
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

/// The lines `    =word  -   meaning` of an option that is an enumeration.
static std::vector<Choice> enumerators(const cl::Option &Option) {
  std::vector<Choice> Words;
  std::string Help = helpOf(Option);
  for (StringRef Rest = Help; !Rest.empty();) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    Line = Line.ltrim();
    if (Line.take_front(1) != "=")
      continue;
    auto [Word, Meaning] = Line.drop_front().split(' ');
    Words.push_back({Word.trim().str(), Meaning.ltrim(" -").trim().str()});
  }
  return Words;
}

static std::vector<Choice> checkNames() {
  std::vector<Choice> Words;
  for (const CheckInfo &C : allChecks())
    Words.push_back({C.Name.str(), C.Summary.str()});
  return Words;
}

/// What may stand where the usage line says \p Name: `create|show` are the words themselves.
static ValueInfo valueCalled(StringRef Name) {
  StringRef Bare = Name.trim("[]<>").split("...").first;
  ValueInfo Value;
  Value.Kind = ValueInfo::Any;
  SmallVector<StringRef, 4> Words;
  Bare.split(Words, '|');
  bool Literal =
      Words.size() > 1 && llvm::all_of(Words, [](StringRef Word) {
        return !Word.empty() && llvm::all_of(Word, [](char C) { return C >= 'a' && C <= 'z'; });
      });
  if (Literal) {
    Value.Kind = ValueInfo::Choices;
    for (StringRef Word : Words)
      Value.Words.push_back({Word.str(), ""});
  } else if (Bare.contains("format")) {
    Value.Kind = ValueInfo::Choices;
    for (const Writer &W : writers())
      Value.Words.push_back({W.Name.str(), W.Summary.str()});
  } else if (Bare.contains("path:") || Bare.contains("paths:")) {
    Value.Kind = ValueInfo::Files;
  } else if (Bare.contains("check") || Bare == "glob") {
    Value.Kind = ValueInfo::Choices;
    Value.Words = checkNames();
    if (Bare.contains("category"))
      for (StringRef Category : categories())
        Value.Words.push_back({Category.str(), "all checks of this category"});
  } else if (Bare.contains("file") || Bare.contains("path") || Bare.contains("dir")) {
    Value.Kind = ValueInfo::Files;
  }
  return Value;
}

static OptionInfo describe(StringRef Name, const cl::Option &Option) {
  OptionInfo Info;
  Info.Name = Name.str();
  Info.Help = Option.HelpStr.str();
  Info.Repeats = Option.getNumOccurrencesFlag() == cl::ZeroOrMore ||
                 Option.getNumOccurrencesFlag() == cl::OneOrMore;
  if (Option.getValueExpectedFlag() != cl::ValueRequired)
    return Info; // A flag.
  Info.ValueName = Option.ValueStr.empty() ? "value" : Option.ValueStr.str();
  if (std::vector<Choice> Words = enumerators(Option); !Words.empty()) {
    Info.Value = {ValueInfo::Choices, std::move(Words)};
    return Info;
  }
  Info.Value = valueCalled(Info.ValueName);
  return Info;
}

CommandInfo describe(cl::SubCommand &Sub) {
  CommandInfo Info;
  Info.Name = Sub.getName().str();
  Info.Help = Sub.getDescription().str();
  for (const auto &Entry : Sub.OptionsMap)
    if (Entry.second->getOptionHiddenFlag() == cl::NotHidden)
      Info.Options.push_back(describe(Entry.second->ArgStr, *Entry.second));
  llvm::sort(Info.Options,
             [](const OptionInfo &A, const OptionInfo &B) { return A.Name < B.Name; });
  for (const cl::Option *Positional : Sub.PositionalOpts) {
    if (!Info.Arguments.empty())
      Info.Arguments += " ";
    Info.Arguments += Positional->HelpStr.str();
    ValueInfo Value = valueCalled(Positional->HelpStr);
    // The first argument's words come first; files may follow them.
    if (Info.Argument.Kind != ValueInfo::Choices)
      Info.Argument = std::move(Value);
  }
  return Info;
}

} // namespace asynctidy::runner
