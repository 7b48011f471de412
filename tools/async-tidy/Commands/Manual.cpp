//===- Manual.cpp - the manual page -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Registry.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace llvm;

namespace asynctidy::runner {

/// Text in which nothing is a macro or an escape; dashes are those that one types.
static std::string roff(StringRef Text) {
  std::string Result;
  for (char C : Text) {
    if (C == '\\')
      Result += "\\e";
    else if (C == '-')
      Result += "\\-";
    else if ((C == '.' || C == '\'') && (Result.empty() || Result.back() == '\n'))
      Result += std::string("\\&") + C;
    else
      Result += C;
  }
  return Result;
}

static std::string sentence(StringRef Help) {
  std::string Text = roff(Help);
  return StringRef(Text).take_back() == "." || Text.empty() ? Text : Text + ".";
}

/// \p Of: the commands that have it, if that isn't said around.
static void writeOption(const OptionInfo &O, const Twine &Of, raw_ostream &OS) {
  bool Short = O.Name.size() == 1;
  OS << ".TP\n\\fB" << (Short ? "\\-" : "\\-\\-") << roff(O.Name) << "\\fR";
  if (!O.ValueName.empty())
    OS << (Short ? " " : "=") << "\\fI" << roff(O.ValueName) << "\\fR";
  OS << "\n"
     << sentence(O.Help) << (O.Repeats ? " May be repeated." : "") << roff(Of.str()) << "\n";
  // A list of checks or formats is too long for a page; `rule --all` and FORMATS have them.
  if (O.Value.Kind != ValueInfo::Choices || O.Value.Words.size() > 6)
    return;
  for (const Choice &C : O.Value.Words)
    OS << ".br\n\\fI" << roff(C.Word) << "\\fR" << (C.Help.empty() ? "" : ": ") << roff(C.Help)
       << "\n";
}

/// Options of several commands stand once, with the commands' names.
static void writeOptions(ArrayRef<CommandInfo> Commands, raw_ostream &OS) {
  std::map<std::pair<std::string, std::string>, std::vector<const CommandInfo *>> Having;
  for (const CommandInfo &C : Commands)
    for (const OptionInfo &O : C.Options)
      Having[{O.Name, O.Help}].push_back(&C);
  OS << ".SH OPTIONS OF SEVERAL COMMANDS\n";
  for (const CommandInfo &C : Commands)
    for (const OptionInfo &O : C.Options) {
      ArrayRef<const CommandInfo *> Of = Having[{O.Name, O.Help}];
      if (Of.size() < 2 || Of.front() != &C)
        continue;
      std::string Names;
      for (const CommandInfo *Each : Of)
        Names += (Names.empty() ? "" : ", ") + Each->Name;
      writeOption(O, " (" + Names + ")", OS);
    }
  for (const CommandInfo &C : Commands) {
    bool First = true;
    for (const OptionInfo &O : C.Options) {
      if (Having[{O.Name, O.Help}].size() > 1)
        continue;
      if (First)
        OS << ".SH OPTIONS OF " << roff(StringRef(C.Name).upper()) << "\n";
      First = false;
      writeOption(O, "", OS);
    }
  }
}

std::string manualPage(ArrayRef<CommandInfo> Commands, StringRef Version) {
  std::string Text;
  raw_string_ostream OS(Text);
  OS << ".\\\" Made by `async-tidy completion man`; don't edit.\n"
        ".TH ASYNC\\-TIDY 1 \"\" \"async\\-tidy "
     << roff(Version)
     << "\" \"User Commands\"\n"
        ".SH NAME\n"
        "async\\-tidy \\- find and fix what goes wrong in asynchronous and concurrent C++\n"
        ".SH SYNOPSIS\n";
  for (const CommandInfo &C : Commands) {
    OS << ".B async\\-tidy " << (&C == &Commands.front() ? "[" + roff(C.Name) + "]" : roff(C.Name))
       << "\n[\\fIoptions\\fR] " << roff(C.Arguments) << "\n.br\n";
  }
  OS << ".SH DESCRIPTION\n"
        "async\\-tidy runs the async\\-* checks of its clang\\-tidy plugin on a whole code base. "
        "It "
        "finds the compile database itself, analyses what has changed since the last run, and "
        "reports each finding once, however many files see it.\n"
        ".PP\n"
        "Which checks run stands in the project's\n.IR .clang\\-tidy ,\nsettings of async\\-tidy "
        "in\n.IR .async\\-tidy.yaml .\n"
        ".SH COMMANDS\n";
  for (const CommandInfo &C : Commands)
    OS << ".TP\n\\fB" << roff(C.Name) << "\\fR\n" << sentence(C.Help) << "\n";
  writeOptions(Commands, OS);
  for (const CommandInfo &C : Commands)
    for (const OptionInfo &O : C.Options)
      if (&C == &Commands.front() && O.Name == "output-format") {
        OS << ".SH FORMATS\n";
        for (const Choice &Each : O.Value.Words)
          OS << ".TP\n\\fB" << roff(Each.Word) << "\\fR\n" << sentence(Each.Help) << "\n";
      }
  OS << ".SH EXIT STATUS\n"
        ".TP\n0\nNothing to report, or everything was fixed.\n"
        ".TP\n1\nFindings at or above the failing severity.\n"
        ".TP\n2\nUsage, configuration or environment: nothing was analysed.\n"
        ".TP\n3\nSome files could not be analysed, whether or not others have findings.\n"
        ".TP\n4\nFixes were there, and could not all be applied.\n"
        ".SH SEE ALSO\n"
        ".BR clang\\-tidy (1)\n";
  return OS.str();
}

} // namespace asynctidy::runner
