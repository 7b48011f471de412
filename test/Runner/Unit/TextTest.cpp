//===- TextTest.cpp - what output formats share -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Text.h"
#include "TestReport.h"

using namespace asynctidy::runner;
using namespace asynctidy::runner::test;

namespace {

TEST(SourcesTest, PositionsAreByLineAndByte) {
  TestReport T;
  std::string File = T.file("a.cpp", "one\r\n\ntwo");
  Sources S;
  EXPECT_EQ(S.lines(File), 3u);
  EXPECT_EQ(S.line(File, 1), "one");
  EXPECT_EQ(S.line(File, 2), "");
  EXPECT_EQ(S.line(File, 3), "two");
  EXPECT_EQ(S.line(File, 4), "");
  EXPECT_TRUE((S.position(File, 0) == Position{1, 1}));
  EXPECT_TRUE((S.position(File, 5) == Position{2, 1}));
  EXPECT_TRUE((S.position(File, 8) == Position{3, 3}));
  EXPECT_TRUE((S.position(File, 999) == Position{3, 4}));
}

TEST(SourcesTest, AByteOrderMarkIsNoColumn) {
  TestReport T;
  std::string File = T.file("a.cpp", "\xEF\xBB\xBFint x;\n");
  Sources S;
  EXPECT_EQ(S.line(File, 1), "int x;");
  EXPECT_TRUE((S.position(File, 7) == Position{1, 5}));
  EXPECT_TRUE((S.position({File, 7, 1, 8}) == Position{1, 5}));
}

TEST(SourcesTest, PlacesOfFilesThatHaveChangedStayAsTheyAre) {
  TestReport T;
  std::string File = T.file("a.cpp", "x\ny\n");
  Sources S;
  EXPECT_TRUE((S.position({File, 0, 7, 3}) == Position{7, 3}));
  EXPECT_TRUE((S.position({T.path("gone.cpp"), 10, 7, 3}) == Position{7, 3}));
  EXPECT_EQ(S.lines(T.path("gone.cpp")), 0u);
}

TEST(SourcesTest, Utf16Columns) {
  TestReport T;
  std::string File = T.file("a.cpp", "\xC3\xA4 \xF0\x9F\x98\x80 x\n");
  Sources S;
  EXPECT_EQ(S.utf16Column(File, {1, 1}), 1u);
  EXPECT_EQ(S.utf16Column(File, {1, 3}), 2u);
  EXPECT_EQ(S.utf16Column(File, {1, 8}), 5u);
  EXPECT_EQ(S.utf16Column(File, {1, 9}), 6u);
}

TEST(SourcesTest, WithoutARangeItIsTheNameThere) {
  TestReport T;
  std::string File = T.file("a.cpp", "x = wait_for(1);\n\xC3\xA4\n");
  Sources S;
  EXPECT_TRUE((S.span(T.at("a.cpp", "wait")).End == Position{1, 13}));
  EXPECT_TRUE((S.span(T.at("a.cpp", "=")).End == Position{1, 4}));
  EXPECT_TRUE((S.span(T.at("a.cpp", "\xC3\xA4")).End == Position{2, 3}));
  EXPECT_TRUE((S.span(Place{File, 0, 9, 5}).End == Position{9, 6}));
}

TEST(TextTest, PathsAreRelativeToTheRoot) {
  Report R;
  R.Root = "/p/src";
  EXPECT_EQ(shownPath(R, "/p/src/a.cpp"), "a.cpp");
  EXPECT_EQ(shownPath(R, "/p/src2/a.cpp"), "/p/src2/a.cpp");
  EXPECT_EQ(shownPath(R, "/q.h"), "/q.h");
  R.Root = "/";
  EXPECT_EQ(shownPath(R, "/q.h"), "q.h");
}

TEST(TextTest, NothingGetsThroughThatATerminalObeys) {
  EXPECT_EQ(printable("a\033[2Jb\tc\n"), "a\xEF\xBF\xBD[2Jb\tc\n");
  EXPECT_EQ(escapeXml("<a href='x'>&\"\001\xFF"),
            "&lt;a href=&#39;x&#39;&gt;&amp;&quot;\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(uriPath("a b%/\xC3\xA4.h"), "a%20b%25/%C3%A4.h");
}

std::string shown(const std::vector<Hunk> &Hunks) {
  std::string Text;
  for (const Hunk &H : Hunks) {
    Text += "@" + std::to_string(H.Line);
    for (const std::string &Line : H.Old)
      Text += " -" + Line;
    for (const std::string &Line : H.New)
      Text += " +" + Line;
    Text += "\n";
  }
  return Text;
}

TEST(HunksTest, WholeLinesThatChange) {
  TestReport T;
  T.file("a.cpp", "a\nb1 b2\nc\nd\ne");
  Sources S;
  EXPECT_EQ(shown(hunks(S, {T.edit("a.cpp", "b1", "B")})), "@2 -b1 b2 +B b2\n");
  // Two in one line, in any order.
  EXPECT_EQ(shown(hunks(S, {T.edit("a.cpp", "b2", "Y"), T.edit("a.cpp", "b1", "X")})),
            "@2 -b1 b2 +X Y\n");
  // A line that is inserted, and one that goes.
  EXPECT_EQ(shown(hunks(S, {{T.path("a.cpp"), 0, 0, "new\n"}})), "@1 +new\n");
  EXPECT_EQ(shown(hunks(S, {T.edit("a.cpp", "c\n", "")})), "@3 -c\n");
  EXPECT_EQ(shown(hunks(S, {{T.path("a.cpp"), 13, 0, "f\ng"}})), "@5 -e +ef +g\n");
  // Far apart.
  EXPECT_EQ(shown(hunks(S, {T.edit("a.cpp", "d", "D"), T.edit("a.cpp", "a", "A")})),
            "@1 -a +A\n@4 -d +D\n");
}

TEST(HunksTest, EditsThatDontFitTheFileShowNothing) {
  TestReport T;
  T.file("a.cpp", "abc\n");
  Sources S;
  EXPECT_EQ(shown(hunks(S, {{T.path("a.cpp"), 90, 2, "x"}})), "");
  EXPECT_EQ(shown(hunks(S, {{T.path("gone.cpp"), 0, 2, "x"}})), "");
  EXPECT_EQ(shown(hunks(S, {{T.path("a.cpp"), 0, 2, "x"}, {T.path("a.cpp"), 1, 2, "y"}})), "");
}

} // namespace
