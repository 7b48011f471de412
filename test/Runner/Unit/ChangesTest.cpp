//===- ChangesTest.cpp - edits, files and diffs -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes/Changes.h"
#include "Run/Process.h"
#include "Scratch.h"
#include <fcntl.h>
#include <random>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;

namespace asynctidy::runner {
namespace {

std::string fixed(StringRef Content, Edit E) { return applied(fitted(E, Content), Content); }

TEST(Changes, LineEndsFollowTheFile) {
  EXPECT_EQ(fixed("a\nb\n", {"f", 2, 0, "x\n"}), "a\nx\nb\n");
  EXPECT_EQ(fixed("a\r\nb\r\n", {"f", 3, 0, "x\ny\r\n"}), "a\r\nx\r\ny\r\nb\r\n");
  // In a file with both, the line that is edited decides; its last line is like the one before.
  EXPECT_EQ(fixed("a\r\nb\n", {"f", 3, 0, "x\n"}), "a\r\nx\nb\n");
  EXPECT_EQ(fixed("a\r\nb", {"f", 3, 0, "x\n"}), "a\r\nx\r\nb");
  EXPECT_EQ(fixed("", {"f", 0, 0, "x\n"}), "x\n");
}

TEST(Changes, NothingGoesBeforeAByteOrderMark) {
  EXPECT_EQ(fixed("\xEF\xBB\xBFint", {"f", 0, 0, "x"}), "\xEF\xBB\xBFxint");
  EXPECT_EQ(fixed("\xEF\xBB\xBFint i;", {"f", 0, 6, "x"}), "\xEF\xBB\xBFx i;");
  EXPECT_EQ(fixed("\xEF\xBB\xBFint", {"f", 3, 1, "x"}), "\xEF\xBB\xBFxnt");
}

TEST(Changes, ReplacingKeepsModeAndLeavesNothingBehind) {
  Scratch D;
  std::string File = D.write("a.cpp", "old");
  ASSERT_EQ(::chmod(File.c_str(), 0751), 0);
  ASSERT_FALSE(errorToBool(replaceFile(File, "new")));
  struct stat Status;
  ASSERT_EQ(::stat(File.c_str(), &Status), 0);
  EXPECT_EQ(Status.st_mode & 07777, 0751u);
  EXPECT_EQ(D.read("a.cpp"), "new");
  EXPECT_EQ(D.list(), "a.cpp");
}

TEST(Changes, IdenticalContentIsNotWritten) {
  Scratch D;
  std::string File = D.write("a.cpp", "same");
  struct stat Before, After;
  ASSERT_EQ(::stat(File.c_str(), &Before), 0);
  ASSERT_FALSE(errorToBool(replaceFile(File, "same")));
  ASSERT_EQ(::stat(File.c_str(), &After), 0);
  EXPECT_EQ(Before.st_ino, After.st_ino);
}

TEST(Changes, ALinkStaysALink) {
  Scratch D;
  D.write("real.cpp", "old");
  ASSERT_EQ(::symlink("real.cpp", D.path("link.cpp").c_str()), 0);
  ASSERT_FALSE(errorToBool(replaceFile(D.path("link.cpp"), "new")));
  EXPECT_EQ(D.read("real.cpp"), "new");
  EXPECT_TRUE(sys::fs::is_symlink_file(D.path("link.cpp")));
}

TEST(Changes, AllOrNone) {
  Scratch D;
  std::string A = D.write("a", "a1"), B = D.write("b", "changed by others");
  std::string Message = toString(writeChanges({{A, "a1", "a2"}, {B, "b1", "b2"}}));
  EXPECT_NE(Message.find("b has been changed by others"), std::string::npos) << Message;
  EXPECT_EQ(D.read("a"), "a1");
  EXPECT_EQ(D.read("b"), "changed by others");
}

TEST(Changes, OnlyLeftoversOfTheKilledAreRemoved) {
  Scratch D;
  for (StringRef Other :
       {".a.cpp.0123456.async-tidy", ".a.cpp.0123456g.async-tidy", "a.cpp.01234567.async-tidy",
        ".01234567.async-tidy", ".a.cpp.01234567.async-tid", ".a.cpp.01234567"})
    EXPECT_FALSE(removeLeftover(D.write(Other, ""))) << Other.str();
  std::string Directory = D.path(".d.01234567.async-tidy"), Link = D.path(".l.01234567.async-tidy");
  ASSERT_EQ(::mkdir(Directory.c_str(), 0755), 0);
  EXPECT_FALSE(removeLeftover(Directory));
  ASSERT_EQ(::symlink("a.cpp.01234567.async-tidy", Link.c_str()), 0);
  EXPECT_FALSE(removeLeftover(Link));
  EXPECT_FALSE(removeLeftover(D.path(".none.01234567.async-tidy")));

  // Somebody is writing the first one; the second one's writer is gone.
  std::string Held = D.write("src/.b.cpp.89abcdef.async-tidy", "x"), A = D.write("src/a.cpp", "a1");
  D.write("src/.a.cpp.01234567.async-tidy", "x");
  int Descriptor = ::open(Held.c_str(), O_RDONLY);
  ASSERT_EQ(::flock(Descriptor, LOCK_EX), 0);
  ASSERT_FALSE(errorToBool(writeChanges({{A, "a1", "a2"}})));
  EXPECT_EQ(D.list("src"), ".b.cpp.89abcdef.async-tidy a.cpp");
  ::close(Descriptor);
  EXPECT_TRUE(removeLeftover(Held));
  EXPECT_EQ(D.list("src"), "a.cpp");
}

TEST(Changes, RevertLeavesOthersWorkAlone) {
  Scratch D;
  std::string A = D.write("a", "edited by hand"), B = D.write("b", "b2");
  EXPECT_TRUE(errorToBool(revertChanges({{A, "a1", "a2"}, {B, "b1", "b2"}})));
  EXPECT_EQ(D.read("a"), "edited by hand");
  EXPECT_EQ(D.read("b"), "b1");
}

TEST(Changes, WhatCantBeEdited) {
  Scratch D;
  std::string File = D.write("src/a.cpp", "x");
  EXPECT_EQ(whyNotEditable(File, D.Root), "");
  EXPECT_EQ(whyNotEditable(File, D.path("sr")), "lies outside of " + D.path("sr"));
  EXPECT_EQ(whyNotEditable(D.path("src"), D.Root), "is no regular file");
  EXPECT_NE(whyNotEditable(D.path("none"), D.Root), "");
  ASSERT_EQ(::chmod(File.c_str(), 0444), 0);
  EXPECT_EQ(whyNotEditable(File, D.Root), "is read-only");
}

std::string diffOf(StringRef Before, StringRef After, StringRef Name = "dir/a.cpp") {
  std::string Text;
  raw_string_ostream Out(Text);
  writeDiff({{("/r/" + Name).str(), Before.str(), After.str()}}, "/r", Out);
  return Out.str();
}

TEST(Diff, Hunks) {
  EXPECT_EQ(diffOf("a\n", "a\n"), "");
  EXPECT_EQ(diffOf("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n"),
            "--- a/dir/a.cpp\n+++ b/dir/a.cpp\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
  EXPECT_EQ(diffOf("a\n", "x\na\n"), "--- a/dir/a.cpp\n+++ b/dir/a.cpp\n@@ -1 +1,2 @@\n+x\n a\n");
  EXPECT_EQ(diffOf("a", "b"), "--- a/dir/a.cpp\n+++ b/dir/a.cpp\n@@ -1 +1 @@\n"
                              "-a\n\\ No newline at end of file\n"
                              "+b\n\\ No newline at end of file\n");
  EXPECT_NE(diffOf("a\n", "b\n", "a b.cpp").find("+++ b/a b.cpp\t\n"), std::string::npos);
  EXPECT_NE(diffOf("a\n", "b\n", "a\"b.cpp").find("+++ \"b/a\\\"b.cpp\"\n"), std::string::npos);
}

/// git and patch are asked: each must make the new text of the old one.
void expectApplies(const Scratch &D, StringRef Name, StringRef Before, StringRef After) {
  std::string File = D.path(Name), Text;
  raw_string_ostream Out(Text);
  writeDiff({{File, Before.str(), After.str()}}, D.Root, Out);
  std::string Patch = D.write("the.patch", Out.str());
  std::string Program = "/usr/bin/env";
  for (std::vector<std::string> Tool :
       {std::vector<std::string>{Program, "git", "-C", D.Root, "apply", "--whitespace=nowarn",
                                 Patch},
        std::vector<std::string>{Program, "patch", "-s", "-p1", "-d", D.Root, "-i", Patch}}) {
    D.write(Name, Before);
    Expected<std::string> Ran = capture(Tool);
    EXPECT_TRUE(bool(Ran)) << Tool[1] << ": " << toString(Ran.takeError()) << '\n' << Text;
    EXPECT_EQ(D.read(Name), After) << Tool[1] << '\n' << Text;
  }
}

TEST(Diff, GitAndPatchTakeIt) {
  Scratch D;
  ASSERT_TRUE(bool(capture({"/usr/bin/env", "git", "init", "-q", D.Root})));
  expectApplies(D, "a.cpp", "1\n2\n3\n", "1\nx\n3\n");
  expectApplies(D, "no end.cpp", "1\n2\n3", "0\n1\n2\n3\n4");
  expectApplies(D, "a.cpp", "1\n2\n3", "1\n2\n3\n");
  expectApplies(D, "crlf.cpp", "1\r\n2\r\n3\r\n", "1\r\n2x\r\ny\r\n3\r\n");
  expectApplies(D, "bom.cpp",
                "\xEF\xBB\xBF"
                "1\n2\n",
                "\xEF\xBB\xBF"
                "0\n2\n");
  expectApplies(D, "utf-ä.cpp", "ä\n", "ö\n");
}

TEST(Diff, RandomTexts) {
  Scratch D;
  ASSERT_TRUE(bool(capture({"/usr/bin/env", "git", "init", "-q", D.Root})));
  std::mt19937 Random(7);
  for (int Round = 0; Round < 25; ++Round) {
    // Few different lines: many ways to pair them.
    auto Text = [&] {
      std::string T;
      for (unsigned I = Random() % 30 + 1; I; --I)
        T += std::string(1, 'a' + Random() % 3) + "\n";
      return T;
    };
    std::string Before = Text(), After = Text();
    if (Before != After)
      expectApplies(D, "a.txt", Before, After);
  }
}

TEST(Diff, TextsThatHaveNothingInCommon) {
  std::string Before, After;
  for (int I = 0; I < 3000; ++I) {
    Before += "a" + std::to_string(I) + "\n";
    After += "b" + std::to_string(I) + "\n";
  }
  Scratch D;
  ASSERT_TRUE(bool(capture({"/usr/bin/env", "git", "init", "-q", D.Root})));
  expectApplies(D, "a.txt", Before, After);
}

} // namespace
} // namespace asynctidy::runner
