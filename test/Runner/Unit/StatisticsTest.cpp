//===- StatisticsTest.cpp - a report in numbers -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reports/Statistics.h"
#include "TestReport.h"

using namespace asynctidy::runner;
using namespace asynctidy::runner::test;
using namespace llvm;

namespace {

std::string statistics(const Report &Now, const Report *Before = nullptr) {
  std::string Text;
  raw_string_ostream OS(Text);
  writeStatistics(Now, Before, OS);
  return OS.str();
}

TEST(StatisticsTest, Tables) {
  FullReport T;
  std::string Text = statistics(T.R);
  for (StringRef Line :
       {"  coroutines                                     1  task 1\n",
        "  locks                                          2  std::lock_guard 1, std::mutex::lock "
        "1\n",
        "  all                                            2  1 fixable (50%)\n",
        "    async-blocking-call                          1  1 fixable (100%)\n",
        "  testing                                  no data\n", "       1.2 s  src/session.cpp\n",
        "\nCache: 1 of 3 files (33%); 1 failed: the numbers are not of all\n"})
    EXPECT_TRUE(StringRef(Text).contains(Line)) << Line.str() << "\nin\n" << Text;
}

TEST(StatisticsTest, BeforeAndAfter) {
  FullReport T;
  Report Before = T.R;
  T.R.Findings.erase(T.R.Findings.begin());
  std::string Text = statistics(T.R, &Before);
  for (StringRef Line :
       {"Findings                                    before       now\n",
        "  all                                            2         1  0 fixable (0%)\n",
        // One that is gone keeps its line.
        "    async-blocking-call                          1         0\n"})
    EXPECT_TRUE(StringRef(Text).contains(Line)) << Line.str() << "\nin\n" << Text;
}

TEST(StatisticsTest, NothingAtAll) {
  EXPECT_TRUE(StringRef(statistics(Report())).contains("\nCache: 0 of 0 files\n"));
}

} // namespace
