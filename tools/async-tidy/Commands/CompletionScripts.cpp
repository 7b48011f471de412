//===- CompletionScripts.cpp - completion for bash, zsh and fish -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Registry.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace asynctidy::runner {

/// As one word of a shell.
static std::string quoted(StringRef Text) {
  std::string Result = "'";
  for (char C : Text)
    if (C == '\'')
      Result += "'\\''";
    else
      Result += C;
  return Result + "'";
}

static std::string dashed(StringRef Name) { return (Name.size() == 1 ? "-" : "--") + Name.str(); }

static std::string words(ArrayRef<Choice> Choices) {
  std::string Result;
  for (const Choice &C : Choices)
    Result += (Result.empty() ? "" : " ") + C.Word;
  return Result;
}

//===----------------------------------------------------------------------===//
// bash
//===----------------------------------------------------------------------===//

namespace {
/// Long lists of words, which several options have, are variables of the script.
class Lists {
public:
  explicit Lists(ArrayRef<CommandInfo> Commands) {
    for (const CommandInfo &C : Commands) {
      add(C.Argument);
      for (const OptionInfo &O : C.Options)
        add(O.Value);
    }
  }
  void declare(raw_ostream &OS) const {
    for (size_t I = 0; I < Known.size(); ++I)
      OS << "  local words" << I << "=" << quoted(Known[I]) << "\n";
  }
  /// \p Value's words as an argument of compgen -W.
  std::string of(const ValueInfo &Value) const {
    std::string Text = words(Value.Words);
    auto Found = llvm::find(Known, Text);
    if (Found == Known.end())
      return quoted(Text);
    return "\"$words" + std::to_string(Found - Known.begin()) + "\"";
  }

private:
  void add(const ValueInfo &Value) {
    std::string Text = words(Value.Words);
    if (Value.Words.size() > 12 && !llvm::is_contained(Known, Text))
      Known.push_back(std::move(Text));
  }
  std::vector<std::string> Known;
};
} // namespace

static std::string bash(ArrayRef<CommandInfo> Commands) {
  std::string Text;
  raw_string_ostream OS(Text);
  Lists Words(Commands);
  OS << "# bash completion for async-tidy. Made by `async-tidy completion bash`:\n"
        "#   source <(async-tidy completion bash)\n"
        "_async_tidy() {\n"
        "  local cur=\"${COMP_WORDS[COMP_CWORD]}\" option=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
        "  # bash cuts --option=value at the equals sign.\n"
        "  if [[ $cur == '=' ]]; then cur=''\n"
        "  elif [[ $option == '=' ]]; then option=\"${COMP_WORDS[COMP_CWORD-2]}\"; fi\n"
        "  local command="
     << Commands.front().Name << "\n";
  Words.declare(OS);
  OS << "  case \"${COMP_WORDS[1]}\" in\n    ";
  for (size_t I = 0; I < Commands.size(); ++I)
    OS << (I ? "|" : "") << Commands[I].Name;
  OS << ") [[ $COMP_CWORD -gt 1 ]] && command=\"${COMP_WORDS[1]}\" ;;\n"
        "  esac\n"
        "  _async_tidy_files() {\n"
        "    local IFS=$'\\n'\n"
        "    compopt -o filenames 2>/dev/null\n"
        "    COMPREPLY+=($(compgen -f -- \"$cur\"))\n"
        "  }\n"
        "  COMPREPLY=()\n"
        "  case \"$command:$option\" in\n";
  for (const CommandInfo &C : Commands)
    for (const OptionInfo &O : C.Options) {
      if (O.Value.Kind == ValueInfo::None)
        continue;
      OS << "    " << C.Name << ":" << dashed(O.Name) << ") ";
      if (O.Value.Kind == ValueInfo::Choices)
        OS << "COMPREPLY=($(compgen -W " << Words.of(O.Value) << " -- \"$cur\"))";
      else if (O.Value.Kind == ValueInfo::Files)
        OS << "_async_tidy_files";
      else
        OS << ":";
      OS << "; return ;;\n";
    }
  OS << "  esac\n"
        "  if [[ $cur == -* ]]; then\n"
        "    case \"$command\" in\n";
  for (const CommandInfo &C : Commands) {
    std::string Options;
    for (const OptionInfo &O : C.Options)
      Options += (Options.empty() ? "" : " ") + dashed(O.Name);
    OS << "      " << C.Name << ") COMPREPLY=($(compgen -W " << quoted(Options)
       << " -- \"$cur\")) ;;\n";
  }
  OS << "    esac\n"
        "    return\n"
        "  fi\n"
        "  if [[ $COMP_CWORD -eq 1 ]]; then\n"
        "    COMPREPLY=($(compgen -W '";
  for (size_t I = 0; I < Commands.size(); ++I)
    OS << (I ? " " : "") << Commands[I].Name;
  OS << "' -- \"$cur\"))\n"
        "  fi\n"
        "  case \"$command\" in\n";
  for (const CommandInfo &C : Commands) {
    if (C.Argument.Kind == ValueInfo::Choices)
      OS << "    " << C.Name << ") COMPREPLY+=($(compgen -W " << Words.of(C.Argument)
         << " -- \"$cur\")) ;;\n";
    else if (C.Argument.Kind == ValueInfo::Files)
      OS << "    " << C.Name << ") _async_tidy_files ;;\n";
  }
  OS << "  esac\n"
        "}\n"
        "complete -F _async_tidy async-tidy\n";
  return OS.str();
}

//===----------------------------------------------------------------------===//
// zsh
//===----------------------------------------------------------------------===//

/// In a specification of _arguments: brackets and colons mean something.
static std::string zshText(StringRef Text) {
  std::string Result;
  for (char C : Text) {
    if (C == '[' || C == ']' || C == ':' || C == '\\')
      Result += '\\';
    Result += C;
  }
  return Result;
}

static std::string zshValue(StringRef Name, const ValueInfo &Value) {
  std::string Result = ":" + zshText(Name) + ":";
  if (Value.Kind == ValueInfo::Files)
    return Result + "_files";
  if (Value.Kind == ValueInfo::Any)
    return Result;
  return Result + "(" + words(Value.Words) + ")";
}

static std::string zsh(ArrayRef<CommandInfo> Commands) {
  std::string Text;
  raw_string_ostream OS(Text);
  OS << "#compdef async-tidy\n"
        "# zsh completion for async-tidy. Made by `async-tidy completion zsh`: put it into a\n"
        "# directory of $fpath as _async-tidy.\n"
        "_async_tidy() {\n"
        "  local -a commands\n"
        "  commands=(\n";
  for (const CommandInfo &C : Commands)
    OS << "    " << quoted(C.Name + ":" + zshText(C.Help)) << "\n";
  OS << "  )\n"
        "  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
        "    _describe -t commands command commands\n"
        "    _files\n"
        "    return\n"
        "  fi\n"
        "  local command="
     << Commands.front().Name
     << "\n"
        "  if (( ${commands[(I)$words[2]:*]} )); then\n"
        "    command=$words[2]\n"
        "    shift words\n"
        "    (( CURRENT-- ))\n"
        "  fi\n"
        "  case $command in\n";
  for (const CommandInfo &C : Commands) {
    OS << "    " << C.Name << ")\n      _arguments";
    for (const OptionInfo &O : C.Options) {
      bool Valued = O.Value.Kind != ValueInfo::None;
      std::string Spec = (O.Repeats ? "*" : "") + dashed(O.Name) +
                         (!Valued              ? ""
                          : O.Name.size() == 1 ? "+"
                                               : "=") +
                         "[" + zshText(O.Help) + "]" +
                         (Valued ? zshValue(O.ValueName, O.Value) : "");
      OS << " \\\n        " << quoted(Spec);
    }
    if (C.Argument.Kind != ValueInfo::None)
      OS << " \\\n        " << quoted("*" + zshValue("argument", C.Argument));
    OS << " ;;\n";
  }
  OS << "  esac\n"
        "}\n"
        "if [ \"$funcstack[1]\" = _async-tidy ]; then _async_tidy \"$@\"\n"
        "else compdef _async_tidy async-tidy; fi\n";
  return OS.str();
}

//===----------------------------------------------------------------------===//
// fish
//===----------------------------------------------------------------------===//

/// In fish's single quotes a backslash escapes.
static std::string fishQuoted(StringRef Text) {
  std::string Result = "'";
  for (char C : Text) {
    if (C == '\'' || C == '\\')
      Result += '\\';
    Result += C;
  }
  return Result + "'";
}

static std::string fish(ArrayRef<CommandInfo> Commands) {
  std::string Text;
  raw_string_ostream OS(Text);
  OS << "# fish completion for async-tidy. Made by `async-tidy completion fish`:\n"
        "#   async-tidy completion fish > ~/.config/fish/completions/async-tidy.fish\n";
  std::string Names;
  for (const CommandInfo &C : Commands)
    Names += (Names.empty() ? "" : " ") + C.Name;
  OS << "set -l commands " << Names << "\n";
  for (const CommandInfo &C : Commands)
    OS << "complete -c async-tidy -n \"not __fish_seen_subcommand_from $commands\" -a " << C.Name
       << " -d " << fishQuoted(C.Help) << "\n";
  for (const CommandInfo &C : Commands) {
    // The first command needs no name.
    std::string When = &C == &Commands.front() ? "\"not __fish_seen_subcommand_from $commands; or "
                                                 "__fish_seen_subcommand_from " +
                                                     C.Name + "\""
                                               : "\"__fish_seen_subcommand_from " + C.Name + "\"";
    auto Line = [&](const Twine &Rest) {
      OS << "complete -c async-tidy -n " << When << " " << Rest << "\n";
    };
    for (const OptionInfo &O : C.Options) {
      std::string Value;
      if (O.Value.Kind == ValueInfo::Choices)
        Value = " -x -a " + fishQuoted(words(O.Value.Words));
      else if (O.Value.Kind == ValueInfo::Files)
        Value = " -r -F";
      else if (O.Value.Kind == ValueInfo::Any)
        Value = " -x";
      Line((O.Name.size() == 1 ? "-s " : "-l ") + O.Name + Value + " -d " + fishQuoted(O.Help));
    }
    if (C.Argument.Kind == ValueInfo::Choices)
      Line("-f -a " + fishQuoted(words(C.Argument.Words)));
  }
  return OS.str();
}

std::string completionScript(StringRef Shell, ArrayRef<CommandInfo> Commands) {
  if (Shell == "bash")
    return bash(Commands);
  if (Shell == "zsh")
    return zsh(Commands);
  if (Shell == "fish")
    return fish(Commands);
  return "";
}

} // namespace asynctidy::runner
