//===- SourceTest.cpp - source text, locations and macros --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Support/Source.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// The body of f of \p Code: its range is what most functions here take.
SourceRange bodyOf(TestCode &Code) { return Code.function("f").getBody()->getSourceRange(); }

bool macroIn(llvm::StringRef Text) {
  TestCode Code(Text);
  return touchesMacro(bodyOf(Code), Code.context());
}

TEST(SourceTest, TextIsAsWritten) {
  TestCode Code("void f() { use(1, /* two */ 2); }");
  EXPECT_EQ(sourceText(bodyOf(Code), Code.context()), "{ use(1, /* two */ 2); }");
  EXPECT_EQ(sourceText(SourceRange(), Code.context()), "");
}

TEST(SourceTest, TextInAMacroIsEmpty) {
  TestCode Code("#define BODY { use(1); }\nvoid f() BODY");
  EXPECT_EQ(sourceText(bodyOf(Code), Code.context()), "");
}

TEST(SourceTest, PlainTextTouchesNoMacro) {
  EXPECT_FALSE(macroIn("void f() { int i = 1; use(i); }"));
}

TEST(SourceTest, EndsInAMacroTouchIt) {
  EXPECT_TRUE(macroIn("#define BODY { use(1); }\nvoid f() BODY"));
  EXPECT_TRUE(macroIn("#define END }\nvoid f() { use(1); END"));
}

TEST(SourceTest, MacroInTheMiddleIsTouched) {
  EXPECT_TRUE(macroIn("#define ONE 1\nvoid f() { use(ONE); }"));
  EXPECT_TRUE(macroIn("#define CALL(X) use(X)\nvoid f() { CALL(1); }"));
  EXPECT_TRUE(macroIn("#define NOTHING\nvoid f() { NOTHING use(1); }"));
}

TEST(SourceTest, DirectiveInTheMiddleIsTouched) {
  EXPECT_TRUE(macroIn("void f() {\n#ifdef OTHER\n use(2);\n#endif\n use(1); }"));
  EXPECT_TRUE(macroIn("void f() {\n  #pragma something\n use(1); }"));
}

TEST(SourceTest, MacroBesideTheRangeIsNotTouched) {
  TestCode Code("#define ONE 1\nvoid f() { use(2); use(ONE); }");
  EXPECT_FALSE(touchesMacro(Code.call("f", "use(2)").getSourceRange(), Code.context()));
}

TEST(SourceTest, NamesInCommentsAndStringsAreNoMacros) {
  EXPECT_FALSE(macroIn("#define ONE 1\nvoid f() { /* ONE */ use(\"ONE #\"); // ONE\n }"));
}

TEST(SourceTest, EndIsBehindTheLastToken) {
  TestCode Code("void f() { use(1); }");
  SourceRange Call = Code.call("f", "use(1)").getSourceRange();
  const SourceManager &SM = Code.context().getSourceManager();
  EXPECT_EQ(SM.getFileOffset(endOf(Call, Code.context())),
            llvm::StringRef("void f() { use(1)").size());
  EXPECT_TRUE(endOf(SourceRange(), Code.context()).isInvalid());
}

TEST(SourceTest, SystemHeadersAreKnown) {
  TestSetup S;
  S.Headers = {{"own.h", "inline void own() {}"},
               {"sys.h", "#pragma clang system_header\ninline void sys() {}"}};
  TestCode Code("#include \"own.h\"\n#include \"sys.h\"\nvoid f() {}", S);
  EXPECT_FALSE(inSystemHeader(Code.function("f").getLocation(), Code.context()));
  EXPECT_FALSE(inSystemHeader(Code.function("own").getLocation(), Code.context()));
  EXPECT_TRUE(inSystemHeader(Code.function("sys").getLocation(), Code.context()));
  EXPECT_TRUE(inSystemHeader(SourceLocation(), Code.context()));
}

TEST(SourceTest, IndentationIsTheLines) {
  TestCode Code("void f() {\n \t use(1); use(2);\n}");
  EXPECT_EQ(indentationAt(Code.call("f", "use(2)").getBeginLoc(), Code.context()), " \t ");
  EXPECT_EQ(indentationAt(Code.function("f").getLocation(), Code.context()), "");
}

TEST(SourceTest, FileMentionsLooksAtOneFile) {
  TestSetup S;
  S.Headers = {{"own.h", "inline void own() {} // O_NONBLOCK"}};
  TestCode Code("#include \"own.h\"\nvoid f() {}", S);
  EXPECT_TRUE(fileMentions(Code.function("own").getLocation(), "O_NONBLOCK", Code.context()));
  EXPECT_FALSE(fileMentions(Code.function("f").getLocation(), "O_NONBLOCK", Code.context()));
}

TEST(SourceTest, OutermostMacroIsTheOneThatTheUserWrote) {
  TestCode Code("#define INNER void f\n#define OUTER INNER\nOUTER() {}\n#define ID(X) X\nID(void "
                "g() {})\nvoid h() {}");
  EXPECT_EQ(outermostMacro(Code.function("f").getLocation(), Code.context()), "OUTER");
  EXPECT_EQ(outermostMacro(Code.function("h").getLocation(), Code.context()), "");
}

TEST(SourceTest, CodeInAMacrosArgumentStandsInItsExpansion) {
  TestCode Code("#define ID(X) X\nID(void g() {})");
  EXPECT_EQ(outermostMacro(Code.function("g").getLocation(), Code.context()), "ID");
}

TEST(SourceTest, InstantiationsAreKnown) {
  TestCode Code(R"cpp(
    template <class T> void t(T) { auto l = [] {}; }
    template <class T> struct C { void m() {} };
    template <> struct C<char> { void special() {} };
    template <> void t<char>(char) {}
    void f() { t(1); C<int>().m(); })cpp");
  EXPECT_FALSE(isInstantiation(Code.function("f")));
  EXPECT_FALSE(isInstantiation(Code.function("t")));
  EXPECT_FALSE(isInstantiation(Code.function("special")));
  EXPECT_TRUE(isInstantiation(Code.instantiation("t")));
  EXPECT_TRUE(isInstantiation(Code.instantiation("m")));
  EXPECT_TRUE(isInstantiation(Code.instantiation("operator()")));
}

} // namespace
