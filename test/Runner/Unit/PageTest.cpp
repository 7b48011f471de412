//===- PageTest.cpp - a check's page, for a terminal -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Commands/Page.h"
#include "Model/Checks.h"
#include <gtest/gtest.h>

using namespace asynctidy::runner;
using namespace llvm;

namespace {

std::string rendered(StringRef Markdown, unsigned Width = 40, bool Color = false) {
  std::string Text;
  raw_string_ostream OS(Text);
  renderPage(Markdown, Width, Color, OS);
  return OS.str();
}

TEST(PageTest, HeadingsAndParagraphs) {
  EXPECT_EQ(rendered("# async-x\n\n## Why\n\nOne two three four five six seven eight nine ten.\n"),
            "async-x\n=======\n\nWHY\n\nOne two three four five six seven eight\nnine ten.\n");
}

TEST(PageTest, ListsHangAndCodeStands) {
  EXPECT_EQ(
      rendered("- one two three four five six seven eight nine\n- b\n\n```cpp flagged\nint x; "
               "// flagged\n\n  y;\n```\n"),
      "- one two three four five six seven\n  eight nine\n- b\n\n    int x; // "
      "flagged\n\n      y;\n");
  EXPECT_EQ(rendered("1. one two three four five six seven eight\n   nine"),
            "1. one two three four five six seven\n   eight nine\n");
}

TEST(PageTest, InlineMarks) {
  EXPECT_EQ(rendered("A `code x`, **bold**, [async-y](y.md) and 2 * 3 * 4."),
            "A `code x`, bold, async-y and 2 * 3 * 4.\n");
  EXPECT_EQ(rendered("[here](https://x.org/y)"), "here <https://x.org/y>\n");
  EXPECT_EQ(rendered("a `b", 40, true), "a `b\n");
  EXPECT_EQ(rendered("`b`", 40, true), "\033[36mb\033[0m\n");
  EXPECT_EQ(rendered("[here](https://x.org)", 40, true),
            "\033]8;;https://x.org\033\\\033[4mh\033[0m\033]8;;\033\\" +
                rendered("[ere](https://x.org)", 40, true));
}

TEST(PageTest, TablesFitTheWidth) {
  EXPECT_EQ(rendered("| Option | Default | Meaning |\n|---|---|---|\n| `A` | `1` | a meaning of "
                     "several words that is long |\n| `a\\|b` | | x |\n"),
            "Option  Default  Meaning\n"
            "------  -------  -----------------------\n"
            "`A`     `1`      a meaning of several\n"
            "                 words that is long\n"
            "`a|b`            x\n");
}

TEST(PageTest, EveryPageFits) {
  for (const CheckInfo &C : allChecks()) {
    bool Code = false;
    std::string Text = rendered(C.Page, 80);
    EXPECT_FALSE(StringRef(Text).contains("```")) << C.Name.str();
    SmallVector<StringRef, 0> Lines;
    StringRef(Text).split(Lines, '\n');
    for (StringRef Line : Lines) {
      Code = Line.take_front(4) == "    ";
      EXPECT_TRUE(Code || !Line.contains("](")) << Line.str();
      // A word that is longer than a line stands alone in it.
      if (!Code && Line.size() > 84)
        EXPECT_FALSE(Line.trim().contains(' ') && !Line.contains("  ")) << Line.str();
    }
  }
}

TEST(PageTest, TheOptionsOfACheck) {
  const CheckInfo *C = findCheck("blocking-call");
  ASSERT_NE(C, nullptr);
  std::vector<std::vector<std::string>> Rows = tableBelow(C->Page, "Options");
  ASSERT_EQ(Rows.size(), 2u);
  EXPECT_EQ(plainText(Rows[0][0]), "CheckLocks");
  EXPECT_EQ(plainText(Rows[0][1]), "false");
  EXPECT_TRUE(tableBelow(C->Page, "No such heading").empty());
}

} // namespace
