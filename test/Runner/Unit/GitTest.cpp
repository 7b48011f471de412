//===- GitTest.cpp - what git knows of the project -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Git.h"
#include "Run/Process.h"
#include "Scratch.h"

using namespace llvm;

namespace asynctidy::runner {
namespace {

class GitTest : public testing::Test {
protected:
  void SetUp() override { git({"init", "-q", "-b", "main"}); }

  std::string git(std::vector<std::string> Arguments) {
    std::vector<std::string> All = {
        "/usr/bin/env", "git",          "-C", D.Root,
        "-c",           "user.name=me", "-c", "user.email=me@example.org"};
    All.insert(All.end(), Arguments.begin(), Arguments.end());
    Expected<std::string> Output = capture(All);
    EXPECT_TRUE(bool(Output)) << toString(Output.takeError());
    return StringRef(*Output).trim().str();
  }

  std::string commit() {
    git({"add", "-A"});
    git({"commit", "-q", "--allow-empty", "-m", "next"});
    return git({"rev-parse", "HEAD"});
  }

  Git tree() {
    Expected<std::optional<Git>> Found = Git::find(D.Root);
    EXPECT_TRUE(Found && *Found);
    return **Found;
  }

  /// `file:first-last file:...`, or the error.
  std::string changed(StringRef Revision) {
    Expected<ChangedLines> Lines = tree().changedLines(Revision);
    if (!Lines)
      return "error: " + toString(Lines.takeError());
    std::string Text;
    for (const auto &[File, Ranges] : *Lines)
      for (const LineRange &R : Ranges)
        Text += (Text.empty() ? "" : " ") + shorten(File, D.Root).str() + ":" +
                std::to_string(R.First) + "-" + (R.Last == ~0u ? "" : std::to_string(R.Last));
    return Text;
  }

  Scratch D;
};

TEST_F(GitTest, OutsideOfGit) {
  Scratch Elsewhere;
  Expected<std::optional<Git>> Found = Git::find(Elsewhere.Root);
  ASSERT_TRUE(bool(Found));
  EXPECT_FALSE(Found->has_value());
}

TEST_F(GitTest, TopLevelFromBelow) {
  D.write("deep/er/a.cpp", "");
  Expected<std::optional<Git>> Found = Git::find(D.path("deep/er"));
  ASSERT_TRUE(Found && *Found);
  EXPECT_EQ((*Found)->topLevel(), D.Root);
}

TEST_F(GitTest, Dirty) {
  D.write(".gitignore", "*.o\n");
  D.write("a.cpp", "1\n");
  D.write("b.cpp", "1\n");
  commit();
  EXPECT_TRUE(cantFail(tree().dirty()).empty());
  D.write("a.cpp", "2\n");
  D.write("new file.cpp", "");
  D.write("c.o", "");
  git({"rm", "-q", "b.cpp"});
  std::vector<std::string> Dirty = cantFail(tree().dirty());
  EXPECT_EQ(std::set<std::string>(Dirty.begin(), Dirty.end()),
            (std::set<std::string>{"a.cpp", "b.cpp", "new file.cpp"}));
  EXPECT_TRUE(cantFail(tree().ignores(D.path("c.o"))));
  EXPECT_FALSE(cantFail(tree().ignores(D.path("a.cpp"))));
}

TEST_F(GitTest, ChangedLines) {
  D.write("a.cpp", "1\n2\n3\n4\n5\n");
  D.write("gone.cpp", "1\n");
  D.write("shorter.cpp", "1\n2\n");
  D.write("dir/a b.cpp", "1\n2\n");
  D.write("\"q\t\xC3\xA4.cpp", "1\n");
  std::string First = commit();
  D.write("a.cpp", "1\nx\n3\n4\n5\n6\n7\n");
  sys::fs::remove(D.path("gone.cpp"));
  D.write("shorter.cpp", "1\n");
  D.write("dir/a b.cpp", "0\n1\n2\n");
  D.write("\"q\t\xC3\xA4.cpp", "2\n");
  EXPECT_EQ(changed("HEAD"), "\"q\t\xC3\xA4.cpp:1-1 a.cpp:2-2 a.cpp:6-7 dir/a b.cpp:1-1");
  commit();
  EXPECT_EQ(changed("HEAD"), "");
  EXPECT_EQ(changed(First), "\"q\t\xC3\xA4.cpp:1-1 a.cpp:2-2 a.cpp:6-7 dir/a b.cpp:1-1");
  EXPECT_EQ(changed(First + "..HEAD"), changed(First));
  EXPECT_EQ(changed(First + ".."), changed(First));
  D.write("untracked.cpp", "1\n");
  EXPECT_EQ(changed("HEAD"), "untracked.cpp:1-");
}

TEST_F(GitTest, TextThatLooksLikeAHead) {
  D.write("a.cpp", "1\n2\n3\n-- a/x\n");
  commit();
  D.write("a.cpp", "++ b/other.cpp\n1\n2\n3\nx\n");
  EXPECT_EQ(changed("HEAD"), "a.cpp:1-1 a.cpp:5-5");
}

TEST_F(GitTest, RenamedFilesAreNotNew) {
  D.write("old.cpp", "1\n2\n3\n4\n5\n6\n7\n8\n");
  commit();
  git({"mv", "old.cpp", "new.cpp"});
  EXPECT_EQ(changed("HEAD"), "");
  D.write("new.cpp", "1\n2\n3\n4\n5\n6\n7\nx\n");
  EXPECT_EQ(changed("HEAD"), "new.cpp:8-8");
}

TEST_F(GitTest, UsersSettingsDontMatter) {
  D.write("a.cpp", "1\n2\n");
  commit();
  for (std::vector<std::string> Setting : {std::vector<std::string>{"diff.noprefix", "true"},
                                           {"diff.mnemonicPrefix", "true"},
                                           {"color.ui", "always"},
                                           {"diff.external", "/bin/false"},
                                           {"diff.context", "9"},
                                           {"status.short", "false"}})
    git({"config", Setting[0], Setting[1]});
  D.write("a.cpp", "1\nx\n");
  EXPECT_EQ(changed("HEAD"), "a.cpp:2-2");
  EXPECT_EQ(cantFail(tree().dirty()), std::vector<std::string>{"a.cpp"});
}

TEST_F(GitTest, RangesMustBeWhatIsCheckedOut) {
  D.write("a.cpp", "1\n");
  std::string One = commit();
  D.write("a.cpp", "0\n1\n");
  std::string Two = commit();
  D.write("a.cpp", "0\n1\n2\n");
  EXPECT_EQ(changed(One + ".." + Two),
            "error: the files that changed in " + One + ".." + Two + " aren't those of '" + Two +
                "' in the work tree: check it out, or give only the first revision");
  D.write("a.cpp", "0\n1\n");
  EXPECT_EQ(changed(One + ".." + Two), "a.cpp:1-1");
}

TEST_F(GitTest, MergeBase) {
  D.write("a.cpp", "1\n");
  std::string Base = commit();
  git({"checkout", "-q", "-b", "feature"});
  D.write("b.cpp", "1\n");
  commit();
  EXPECT_EQ(cantFail(tree().defaultRevision()), Base);
  git({"checkout", "-q", "main"});
  D.write("a.cpp", "2\n");
  std::string Main = commit();
  EXPECT_EQ(cantFail(tree().defaultRevision()), Main);
  git({"checkout", "-q", "feature"});
  EXPECT_EQ(cantFail(tree().defaultRevision()), Base);
  EXPECT_EQ(changed("main...feature"), "b.cpp:1-1");
  EXPECT_EQ(changed("main...nothing"), "error: git knows no revision 'nothing' in " + D.Root);
}

TEST_F(GitTest, Mistakes) {
  EXPECT_EQ(toString(tree().defaultRevision().takeError()),
            D.Root + " has no commit yet: there is nothing to compare with");
  commit();
  EXPECT_EQ(changed("nothing"), "error: git knows no revision 'nothing' in " + D.Root);
  EXPECT_EQ(changed("--output=x"), "error: git knows no revision '--output=x' in " + D.Root);
  EXPECT_EQ(D.list(), ".git");
}

TEST(ChangedLines, FindingsOnThem) {
  Scratch D;
  std::string A = D.write("a.cpp", "one\ntwo\nthree\n");
  Finding F;
  F.At = {A, 0, 1, 1};
  ChangedLines Lines = {{A, {{2, 2}}}};
  EXPECT_FALSE(isOn(F, Lines));
  F.EndOffset = 5; // Into the second line.
  EXPECT_TRUE(isOn(F, Lines));
  F.EndOffset = 3;
  EXPECT_FALSE(isOn(F, Lines));
  F.Notes = {{{A, 5, 2, 2}, "here", {}}};
  EXPECT_TRUE(isOn(F, Lines));
  Report R;
  R.Findings = {F, F};
  R.Findings[1].Notes.clear();
  keepChanged(R, Lines);
  EXPECT_TRUE(R.Findings[0].reported());
  EXPECT_EQ(R.Findings[1].Mute, Muted::Filtered);
}

} // namespace
} // namespace asynctidy::runner
