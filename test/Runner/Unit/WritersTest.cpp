//===- WritersTest.cpp - output formats for people and for CI -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Text.h"
#include "TestReport.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/JSON.h"

using namespace asynctidy::runner;
using namespace asynctidy::runner::test;
using namespace llvm;

namespace {

bool contains(StringRef Text, StringRef Part) { return Text.contains(Part); }

TEST(WritersTest, AllFormatsAreThere) {
  std::string Names;
  for (const Writer &W : writers())
    Names += W.Name.str() + " ";
  EXPECT_EQ(Names, "concise full github gitlab html json junit markdown rdjson sarif ");
  EXPECT_EQ(findWriter("text"), nullptr);
}

TEST(WritersTest, SummaryLine) {
  FullReport T;
  EXPECT_EQ(summaryLine(T.R), "3 TUs (1 cached, 1 analysed, 1 failed, 1 skipped), 2 findings (2 "
                              "new), 1 fixable, 0.8 s");
  Report R;
  R.Units.resize(1);
  EXPECT_EQ(summaryLine(R), "1 TU (0 cached, 1 analysed, 0 failed), 0 findings, 0 fixable, 0.0 s");
}

TEST(WritersTest, Concise) {
  FullReport T;
  EXPECT_EQ(T.write("concise"),
            "src/session.cpp:4:20: warning: 'sleep_for' blocks <the> thread & 100%, of {x} "
            "[async-blocking-call] [*]\n"
            "src/a b%.h:2:3: error: waits for it [async-blocking-wait]\n"
            "src/broken.cpp: error: 'x.h' file not found [compile-error]\n");
  WriterOptions Muted;
  Muted.ShowMuted = true;
  EXPECT_TRUE(contains(T.write("concise", Muted),
                       "muted by a comment [async-lock-order] (muted: in-source)\n"));
}

TEST(WritersTest, FullHasFramesNotesAndFixes) {
  FullReport T;
  EXPECT_EQ(T.write("full"),
            "warning: 'sleep_for' blocks <the> thread & 100%, of {x} [async-blocking-call] [*]\n"
            " --> src/session.cpp:4:20\n"
            "  |\n"
            "3 | task<> session() {\n"
            "4 |     auto \xC3\xA4 = \"\xF0\x9F\x98\x80\"; sleep_for(10ms);\n"
            "  |                    ^^^^^^^^^^^^^^^\n"
            "5 |   co_return;\n"
            "6 | }\n"
            "  |\n"
            "note: 'helper' calls 'read' here\n"
            " --> src/a b%.h:2:3\n"
            "  |\n"
            "2 |   read(1);\n"
            "  |   ^^^^\n"
            "  |\n"
            "fix:\n"
            "  |\n"
            "1 + #include <asio.hpp>\n"
            "  |\n"
            "4 -     auto \xC3\xA4 = \"\xF0\x9F\x98\x80\"; sleep_for(10ms);\n"
            "4 +     auto \xC3\xA4 = \"\xF0\x9F\x98\x80\"; co_await wait(10ms);\n"
            "  |\n"
            "\n"
            "error: waits\nfor it [async-blocking-wait]\n"
            " --> src/a b%.h:2:3\n"
            "  |\n"
            "1 | void helper() {\n"
            "2 |   read(1);\n"
            "  |   ^^^^^^^\n"
            "3 | }\n"
            "  |\n"
            "suggestion: await it\n"
            " --> src/a b%.h:2:3\n"
            "  |\n"
            "2 -   read(1);\n"
            "2 +   co_await read(1);\n"
            "  |\n"
            "\n"
            "error: 'x.h' file not found [compile-error]\n"
            " --> src/broken.cpp\n"
            "\n");
}

TEST(WritersTest, FullInColourLinksToThePage) {
  FullReport T;
  WriterOptions Color;
  Color.Color = true;
  std::string Text = T.write("full", Color);
  EXPECT_TRUE(contains(Text, "\033]8;;"));
  EXPECT_TRUE(contains(Text, "/checks/blocking-call.md\033\\async-blocking-call\033]8;;\033\\"));
  EXPECT_FALSE(contains(T.write("full"), "\033"));
}

TEST(WritersTest, FullOfLongLinesAndRanges) {
  TestReport T;
  std::string Long = std::string(300, 'x') + " here(); " + std::string(300, 'y');
  T.file("a.cpp", Long + "\n1\n2\n3\n4\n5\n6\n7\n8\n");
  T.finding("async-lock-order", "a.cpp", "here()", "m");
  Finding &Range = T.finding("async-lock-order", "a.cpp", "1\n", "many lines");
  Range.EndOffset = T.at("a.cpp", "8").Offset + 1;
  T.finding("async-lock-order", "a.cpp", "here()", "a file that has changed").At.Line = 99;
  std::string Text = T.write("full");
  EXPECT_TRUE(contains(Text, "1 | ...xxx"));
  EXPECT_TRUE(contains(Text, "yyy...\n"));
  EXPECT_TRUE(contains(Text, " ^^^^^^\n"));
  EXPECT_TRUE(contains(Text, " 5 | 4\n   | ^\n...\n"));
  EXPECT_FALSE(contains(Text, "| 8"));
  EXPECT_TRUE(contains(Text, " --> a.cpp:99:302\n\n"));
}

TEST(WritersTest, GithubEscapes) {
  FullReport T;
  std::string Text = T.write("github");
  EXPECT_TRUE(contains(Text, "::warning file=src/session.cpp,line=4,endLine=4,col=17,endColumn=32,"
                             "title=async-blocking-call::'sleep_for' blocks <the> thread & "
                             "100%25, of {x}%0Asrc/a b%25.h:2: 'helper' calls 'read' here%0A"));
  EXPECT_TRUE(contains(Text, "::error file=src/a b%25.h,line=2"));
  EXPECT_TRUE(contains(Text, "::waits%0Afor it%0A"));
  EXPECT_TRUE(contains(Text, "::error file=src/broken.cpp,title=not analysed "
                             "(compile-error)::'x.h' file not found\n"));
  EXPECT_EQ(StringRef(Text).count('\n'), 3u);
  TestReport Odd;
  Odd.file("a,b:c.cpp", "x\ny\n");
  Odd.finding("async-lock-order", "a,b:c.cpp", "x\ny", "m");
  EXPECT_TRUE(contains(Odd.write("github"),
                       "file=a%2Cb%3Ac.cpp,line=1,endLine=2,title=async-lock-order::m\n"));
}

TEST(WritersTest, GitlabFingerprintsAreUnique) {
  FullReport T;
  T.R.Findings[1].Fingerprint = T.R.Findings[0].Fingerprint;
  Expected<json::Value> V = json::parse(T.write("gitlab"));
  ASSERT_TRUE(bool(V));
  const json::Array &All = *V->getAsArray();
  ASSERT_EQ(All.size(), 3u);
  StringSet<> Seen;
  for (const json::Value &Each : All) {
    const json::Object &O = *Each.getAsObject();
    EXPECT_TRUE(Seen.insert(*O.getString("fingerprint")).second);
    EXPECT_TRUE(O.getString("description") && O.getString("check_name"));
    EXPECT_TRUE(O.getObject("location")->getString("path"));
    EXPECT_GE(*O.getObject("location")->getObject("lines")->getInteger("begin"), 1);
  }
  EXPECT_EQ(All[0].getAsObject()->getString("severity"), StringRef("major"));
  EXPECT_EQ(All[1].getAsObject()->getString("severity"), StringRef("critical"));
}

TEST(WritersTest, RdjsonIsInBytesAndSuggestsWholeFixesOnly) {
  FullReport T;
  Expected<json::Value> V = json::parse(T.write("rdjson"));
  ASSERT_TRUE(bool(V));
  const json::Array &All = *V->getAsObject()->getArray("diagnostics");
  ASSERT_EQ(All.size(), 3u);
  const json::Object &Sleep = *All[0].getAsObject();
  const json::Object &Start = *Sleep.getObject("location")->getObject("range")->getObject("start");
  EXPECT_EQ(Start.getInteger("line"), 4);
  EXPECT_EQ(Start.getInteger("column"), 20);
  // Both edits, and what is between them.
  const json::Array &Suggestions = *Sleep.getArray("suggestions");
  ASSERT_EQ(Suggestions.size(), 1u);
  const json::Object &First = *Suggestions[0].getAsObject();
  EXPECT_EQ(First.getObject("range")->getObject("start")->getInteger("line"), 1);
  EXPECT_EQ(First.getObject("range")->getObject("end")->getInteger("column"), 35);
  EXPECT_TRUE(contains(*First.getString("text"), "#include <asio.hpp>\n#include <thread>\n\ntask"));
  EXPECT_TRUE(contains(*First.getString("text"), "co_await wait(10ms)"));
  // One edit in another file: none of the fix can be suggested here.
  T.R.Findings[0].Edits.push_back(T.edit("src/a b%.h", "void", "int"));
  V = json::parse(T.write("rdjson"));
  EXPECT_TRUE((*V->getAsObject()->getArray("diagnostics"))[0]
                  .getAsObject()
                  ->getArray("suggestions")
                  ->empty());
}

TEST(WritersTest, JunitCountsFindingsAndErrors) {
  FullReport T;
  std::string Text = T.write("junit");
  EXPECT_TRUE(contains(Text, "<testsuites name=\"async-tidy\" tests=\"6\" failures=\"2\" "
                             "errors=\"1\" skipped=\"1\""));
  EXPECT_TRUE(contains(Text, "<error type=\"compile-error\" message=\"&#39;x.h&#39; file not "
                             "found\"/>"));
  EXPECT_TRUE(contains(Text, "blocks &lt;the&gt; thread &amp; 100%, of {x}"));
  EXPECT_TRUE(contains(Text, "<skipped message=\"no compile command\"/>"));
  EXPECT_FALSE(contains(Text, "muted by a comment"));
}

TEST(WritersTest, MarkdownTables) {
  FullReport T;
  std::string Text = T.write("markdown");
  EXPECT_TRUE(contains(Text, "| `async-blocking-call` | blocking | 1 | 1 |\n"));
  EXPECT_TRUE(contains(Text, "| src/session.cpp:4 | warning | 'sleep\\_for' blocks &lt;the> thread "
                             "& 100%, of {x} (fixable) | `async-blocking-call` |\n"));
  EXPECT_TRUE(contains(Text, "| src/a b%.h:2 | error | waits for it |"));
  EXPECT_TRUE(contains(Text, "| src/broken.cpp | compile-error | 'x.h' file not found |\n"));
  TestReport Many;
  Many.file("a.cpp", "x");
  for (int I = 0; I < 501; ++I)
    Many.finding("async-lock-order", "a.cpp", "x", "m");
  EXPECT_TRUE(contains(Many.write("markdown"), "1 more aren't listed here"));
}

TEST(WritersTest, HtmlStandsAlone) {
  FullReport T;
  T.R.Findings[0].Message = "</script><img src=x>";
  std::string Text = T.write("html");
  EXPECT_FALSE(contains(Text, "<img"));
  EXPECT_EQ(StringRef(Text).count("<script>"), 1u);
  EXPECT_EQ(StringRef(Text).count("</script>"), 1u);
  // Nothing is loaded from anywhere.
  for (StringRef Outside : {"src=\"", "<link", "@import", "url(", "http://", "https://"})
    EXPECT_FALSE(contains(Text, Outside)) << Outside.str();
  EXPECT_EQ(StringRef(Text).count("<svg"), 3u);
  EXPECT_EQ(StringRef(Text).count("</svg>"), 3u);
  EXPECT_TRUE(contains(Text, "<mark>sleep_for(10ms)</mark>"));
  EXPECT_TRUE(contains(Text, "&#39;x.h&#39; file not found"));
  // Muted ones are there to be looked at, but not those that nobody asked for.
  EXPECT_TRUE(contains(Text, "muted by a comment"));
  EXPECT_FALSE(contains(Text, "of no interest"));
  EXPECT_TRUE(contains(Text, "std::lock_guard <span class=\"dim\">1</span>"));
}

TEST(WritersTest, AnEmptyReportIsAReport) {
  TestReport T;
  for (const Writer &W : writers()) {
    std::string Text = T.write(W.Name);
    if (StringRef(W.Name).contains("json") || W.Name == "sarif" || W.Name == "gitlab") {
      Expected<json::Value> V = json::parse(Text);
      EXPECT_TRUE(bool(V)) << W.Name.str();
      if (!V)
        consumeError(V.takeError());
    }
  }
  EXPECT_EQ(T.write("full"), "");
  EXPECT_EQ(T.write("github"), "");
}

} // namespace
