//===- RegistryTest.cpp - completion and the manual page -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Registry.h"
#include "TestReport.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

using namespace asynctidy::runner;
using namespace asynctidy::runner::test;
using namespace llvm;

namespace {

enum class Size { Small, Large };

cl::SubCommand Look("look", "Looks at [things]: it's quick");
cl::SubCommand Act("act", "Acts");
cl::opt<bool> Loud("loud", cl::desc("Be loud"), cl::sub(Look));
cl::opt<bool> Secret("secret", cl::desc("Nobody sees this"), cl::Hidden, cl::sub(Look));
cl::opt<Size> HowLarge("size", cl::desc("How large"),
                       cl::values(clEnumValN(Size::Small, "small", "not large"),
                                  clEnumValN(Size::Large, "large", "not small")),
                       cl::sub(Look));
cl::list<std::string> As("output-format", cl::desc("Format"), cl::value_desc("format[=file]"),
                         cl::sub(Look));
cl::opt<std::string> Where("p", cl::desc("Where"), cl::value_desc("path"), cl::sub(Look));
cl::list<std::string> Select("select", cl::desc("Which"), cl::value_desc("glob"), cl::sub(Look));
cl::list<std::string> Paths(cl::Positional, cl::desc("[files...]"), cl::sub(Look));
cl::opt<bool> Both("both", cl::desc("In both"), cl::sub(Look), cl::sub(Act));
cl::opt<std::string> Action(cl::Positional, cl::desc("create|show"), cl::sub(Act));

std::vector<CommandInfo> commandsOfTest() { return {describe(Look), describe(Act)}; }

const OptionInfo &option(const CommandInfo &C, StringRef Name) {
  const auto Found = llvm::find_if(C.Options, [&](const OptionInfo &O) { return O.Name == Name; });
  if (Found == C.Options.end())
    report_fatal_error("no option " + Name);
  return *Found;
}

TEST(RegistryTest, KnowsWhatIsRegistered) {
  CommandInfo C = describe(Look);
  EXPECT_EQ(C.Name, "look");
  EXPECT_EQ(C.Arguments, "[files...]");
  EXPECT_EQ(C.Argument.Kind, ValueInfo::Files);
  EXPECT_EQ(option(C, "loud").Value.Kind, ValueInfo::None);
  EXPECT_EQ(option(C, "p").Value.Kind, ValueInfo::Files);
  const OptionInfo &Of = option(C, "size");
  ASSERT_EQ(Of.Value.Words.size(), 2u);
  EXPECT_EQ(Of.Value.Words[1].Word, "large");
  EXPECT_EQ(Of.Value.Words[1].Help, "not small");
  EXPECT_TRUE(option(C, "select").Repeats);
  EXPECT_EQ(option(C, "output-format").Value.Words.front().Word, "concise");
  EXPECT_TRUE(llvm::none_of(C.Options, [](const OptionInfo &O) { return O.Name == "secret"; }));
  EXPECT_EQ(describe(Act).Argument.Words.size(), 2u);
}

/// What bash offers at the end of \p Line.
std::string offered(TestReport &T, StringRef Line) {
  std::string Script = T.file("completion.bash", completionScript("bash", commandsOfTest()) + R"(
cd "${0%/*}" # Files of the directory where the tests run would be offered as well.
IFS=' ' read -r -a given <<< "$1"
# As readline cuts it.
COMP_WORDS=()
for word in "${given[@]}"; do
  if [[ $word == --*=* ]]; then COMP_WORDS+=("${word%%=*}" "="); [[ -n ${word#*=} ]] && COMP_WORDS+=("${word#*=}")
  else COMP_WORDS+=("$word"); fi
done
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_async_tidy
echo "${COMPREPLY[@]}"
)");
  std::string Out = T.path("out.txt");
  sys::fs::remove(Out); // It wouldn't be emptied.
  ErrorOr<std::string> Bash = sys::findProgramByName("bash");
  EXPECT_TRUE(bool(Bash));
  std::optional<StringRef> Redirects[] = {StringRef("/dev/null"), StringRef(Out), std::nullopt};
  EXPECT_EQ(sys::ExecuteAndWait(*Bash, {*Bash, "--norc", Script, Line}, std::nullopt, Redirects),
            0);
  auto Buffer = MemoryBuffer::getFile(Out);
  return Buffer ? (*Buffer)->getBuffer().trim().str() : "";
}

TEST(CompletionTest, Bash) {
  TestReport T;
  EXPECT_EQ(offered(T, "async-tidy ac"), "act");
  EXPECT_EQ(offered(T, "async-tidy act "), "create show");
  EXPECT_EQ(offered(T, "async-tidy look --lo"), "--loud");
  // The first command's options need no name of it.
  EXPECT_EQ(offered(T, "async-tidy --lo"), "--loud");
  EXPECT_EQ(offered(T, "async-tidy act --lo"), "");
  EXPECT_EQ(offered(T, "async-tidy look --size="), "small large");
  EXPECT_EQ(offered(T, "async-tidy look --size l"), "large");
  EXPECT_EQ(offered(T, "async-tidy look --output-format=s"), "sarif");
  EXPECT_EQ(offered(T, "async-tidy look --select async-lock-o"), "async-lock-order");
  EXPECT_EQ(offered(T, "async-tidy look -p " + T.path("comp")), T.path("completion.bash"));
  EXPECT_EQ(offered(T, "async-tidy look " + T.path("comp")), T.path("completion.bash"));
}

TEST(CompletionTest, OtherShells) {
  std::string Zsh = completionScript("zsh", commandsOfTest());
  EXPECT_TRUE(StringRef(Zsh).contains("'look:Looks at \\[things\\]\\: it'\\''s quick'"));
  EXPECT_TRUE(StringRef(Zsh).contains("'--size=[How large]:value:(small large)'"));
  EXPECT_TRUE(StringRef(Zsh).contains("'-p+[Where]:path:_files'"));
  std::string Fish = completionScript("fish", commandsOfTest());
  EXPECT_TRUE(StringRef(Fish).contains("-l size -x -a 'small large' -d 'How large'"));
  EXPECT_TRUE(StringRef(Fish).contains("-a look -d 'Looks at [things]: it\\'s quick'"));
  EXPECT_EQ(completionScript("tcsh", commandsOfTest()), "");
}

TEST(ManualTest, HasCommandsAndOptions) {
  std::string Page = manualPage(commandsOfTest(), "0.1.0");
  EXPECT_TRUE(StringRef(Page).contains(".B async\\-tidy [look]\n[\\fIoptions\\fR] [files...]\n"));
  EXPECT_TRUE(StringRef(Page).contains("\\fB\\-\\-size\\fR=\\fIvalue\\fR\nHow large.\n"));
  EXPECT_TRUE(StringRef(Page).contains("\\fIlarge\\fR: not small\n"));
  EXPECT_TRUE(StringRef(Page).contains("\\fBsarif\\fR\n"));
  EXPECT_FALSE(StringRef(Page).contains("secret"));
  EXPECT_EQ(StringRef(Page).count("In both. (look, act)\n"), 1u);
}

} // namespace
