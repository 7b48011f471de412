//===- ScanDeps.cpp - what files include, without analysing them -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/ScanDeps.h"
#include "Run/Process.h"

using namespace llvm;

namespace asynctidy::runner {

std::vector<std::vector<std::string>> parseMake(StringRef Text) {
  std::vector<std::vector<std::string>> Rules;
  std::string Word;
  bool InTarget = true;
  auto End = [&] {
    if (Word.empty())
      return;
    if (!InTarget)
      Rules.back().push_back(Word);
    else if (Word.back() == ':') {
      InTarget = false;
      Rules.emplace_back();
    }
    Word.clear();
  };
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I], Next = I + 1 < Text.size() ? Text[I + 1] : '\0';
    if (C == '\\' && Next == '\n') {
      End();
      ++I;
    } else if (C == '\\' && (Next == ' ' || Next == '#' || Next == '\\')) {
      Word += Next;
      ++I;
    } else if (C == '$' && Next == '$') {
      Word += '$';
      ++I;
    } else if (C == '\n') {
      End();
      InTarget = true;
    } else if (C == ' ' || C == '\t' || C == '\r') {
      End();
    } else {
      Word += C;
    }
  }
  End();
  return Rules;
}

Expected<std::map<std::string, std::vector<std::string>>>
scanDependencies(const Toolchain &Tools, const CompileDatabase &Database,
                 ArrayRef<std::string> Units, unsigned Slots) {
  if (Tools.ScanDeps.empty())
    return createStringError(inconvertibleErrorCode(),
                             "there is no clang-scan-deps of LLVM %u, which finds the files that "
                             "include a header: install it (Debian: apt install clang-%u)",
                             Tools.Major, Tools.Major);
  Expected<TemporaryDirectory> Temporary = TemporaryDirectory::create();
  if (!Temporary)
    return Temporary.takeError();
  // A database of those files alone.
  std::string Text;
  for (const std::string &File : Units) {
    std::string Part = Database.only(File, {});
    Text += (Text.empty() ? "" : ",\n") + Part.substr(1, Part.size() - 2); // Without the brackets.
  }
  std::string File = Temporary->path() + "/compile_commands.json";
  if (Error E = writeFile(File, "[" + Text + "]"))
    return std::move(E);
  std::string Errors;
  int Code = 0;
  Expected<std::string> Out = capture(
      {Tools.ScanDeps, "-compilation-database", File, "-format=make", "-j", std::to_string(Slots)},
      &Errors, &Code);
  if (!Out)
    return Out.takeError();
  std::map<std::string, std::vector<std::string>> Reads;
  for (std::vector<std::string> &Rule : parseMake(*Out)) {
    if (Rule.empty())
      continue;
    std::vector<std::string> &All = Reads[realPath(Rule.front())];
    for (const std::string &Path : Rule)
      All.push_back(realPath(Path));
  }
  if (Reads.empty())
    return createStringError(inconvertibleErrorCode(), "%s told nothing: %s",
                             Tools.ScanDeps.c_str(),
                             StringRef(Errors).trim().split('\n').first.str().c_str());
  return Reads;
}

} // namespace asynctidy::runner
