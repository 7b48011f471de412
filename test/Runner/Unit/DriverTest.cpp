//===- DriverTest.cpp - fixes until nothing is left to fix -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes/Driver.h"
#include "Scratch.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace asynctidy::runner {
namespace {

/// Replaces a word by another one: a check of the fake analysis. Findings are where the word is.
struct WordCheck {
  std::string Check, Word, By;
  int Shift = 0; ///< The edit's place, from the word's.
  unsigned Length = ~0u;
};

/// A code base of words. A file "x.cpp" is a source file, and reads what its lines "#include NAME"
/// name. It doesn't compile if it or what it reads holds one of the bad words.
class FakeSession : public Session {
public:
  FakeSession(const Scratch &D, std::vector<std::string> Sources)
      : D(D), Sources(std::move(Sources)) {}

  Expected<Report> analyse() override {
    ++Runs;
    return report(Asked.empty() ? Sources : Asked);
  }

  Expected<Report> analyse(ArrayRef<std::string> Units) override {
    ++Runs;
    if (FailAt && Runs >= FailAt)
      return createStringError(inconvertibleErrorCode(), "interrupted");
    std::vector<std::string> Names;
    for (StringRef U : Units)
      Names.push_back(shorten(U, D.Root).str());
    Analysed.insert(Names.begin(), Names.end());
    return report(Names);
  }

  Expected<std::vector<std::string>> unitsReading(ArrayRef<std::string> Files) override {
    std::vector<std::string> Units;
    for (const std::string &S : Sources)
      if (any_of(reads(S), [&](const std::string &F) { return is_contained(Files, F); }))
        Units.push_back(D.path(S));
    return Units;
  }

  StringRef root() const override { return D.Root; }
  const RunOptions &options() const override { return Options; }

  const Scratch &D;
  std::vector<std::string> Sources, Asked, BadWords = {"BROKEN"};
  std::string OnlyBadIn; ///< The bad words are bad in this source file alone.
  std::vector<WordCheck> Checks;
  std::set<std::string> Analysed;
  unsigned Runs = 0, FailAt = 0;
  std::function<void(unsigned Run)> Meanwhile; ///< What others do behind an analysis.
  RunOptions Options;

private:
  std::vector<std::string> reads(StringRef Source) {
    std::vector<std::string> Files = {D.path(Source)};
    SmallVector<StringRef, 8> Lines;
    std::string Text = D.read(Source);
    StringRef(Text).split(Lines, '\n');
    for (StringRef Line : Lines)
      if (Line.consume_front("#include "))
        Files.push_back(D.path(Line.trim()));
    return Files;
  }

  Report report(const std::vector<std::string> &Units) {
    Report R;
    R.Root = D.Root;
    std::set<std::string> Files;
    for (const std::string &Unit : Units) {
      UnitResult U;
      U.File = D.path(Unit);
      U.Dependencies = reads(Unit);
      for (const std::string &File : U.Dependencies) {
        Files.insert(File);
        for (const std::string &Bad : BadWords)
          if ((OnlyBadIn.empty() || OnlyBadIn == Unit) &&
              StringRef(D.read(shorten(File, D.Root))).contains(Bad)) {
            U.State = UnitState::CompileError;
            U.Reason = shorten(File, D.Root).str() + ":1:1: error: " + Bad;
          }
      }
      R.Units.push_back(U);
    }
    for (const std::string &File : Files)
      findIn(R, File);
    if (Meanwhile)
      Meanwhile(Runs);
    return R;
  }

  void findIn(Report &R, const std::string &File) {
    std::string Text = D.read(shorten(File, D.Root));
    R.Digests[File] = digest(Text);
    for (size_t At = 0; At < Text.size(); ++At)
      for (const WordCheck &C : Checks)
        if (StringRef(Text).substr(At).starts_with(C.Word)) {
          Finding F;
          F.Check = C.Check;
          F.Message = "don't use " + C.Word;
          F.At = {File, unsigned(At), 1, unsigned(At + 1)};
          unsigned Length = C.Length == ~0u ? unsigned(C.Word.size()) : C.Length;
          F.Edits = {{File, unsigned(At + C.Shift), Length, C.By}};
          R.Findings.push_back(F);
        }
  }
};

class DriverTest : public testing::Test {
protected:
  void fix(FakeSession &S) {
    Options.Root = D.Root;
    Expected<FixResult> Result =
        fixAll(S, Options, [&](const Twine &Line) { Said += Line.str() + '\n'; });
    ASSERT_TRUE(bool(Result)) << toString(Result.takeError());
    R = std::move(*Result);
  }

  std::string counts(StringRef Check) {
    FixCounts C = R.Checks[Check.str()];
    return (Twine(C.Fixed) + " fixed, " + Twine(C.Left) + " left, " + Twine(C.Deferred) +
            " deferred, " + Twine(C.Broken) + " broken")
        .str();
  }

  Scratch D;
  FixOptions Options;
  FixResult R;
  std::string Said;
};

TEST_F(DriverTest, OnePassOverHeadersAndSources) {
  D.write("a.cpp", "#include h.h\nold old\n");
  D.write("b.cpp", "#include h.h\nfine\n");
  D.write("h.h", "old\n");
  FakeSession S(D, {"a.cpp", "b.cpp"});
  S.Checks = {{"async-old", "old", "new"}};
  fix(S);
  EXPECT_EQ(D.read("a.cpp"), "#include h.h\nnew new\n");
  EXPECT_EQ(D.read("h.h"), "new\n");
  EXPECT_EQ(counts("async-old"), "3 fixed, 0 left, 0 deferred, 0 broken");
  EXPECT_EQ(R.Passes, 1u);
  EXPECT_TRUE(R.Problems.empty());
  EXPECT_TRUE(R.Last.Findings.empty());
  EXPECT_EQ(R.Changes.size(), 2u);
  EXPECT_EQ(Said, "pass 1: 3 fixes in 2 files\n");
  // What is fixed stays: a second run has nothing to do.
  FakeSession Again(D, {"a.cpp", "b.cpp"});
  Again.Checks = S.Checks;
  fix(Again);
  EXPECT_EQ(R.Passes, 0u);
  EXPECT_EQ(Again.Runs, 1u);
}

TEST_F(DriverTest, ConflictsTakeAnotherPass) {
  D.write("a.cpp", "abc\n");
  FakeSession S(D, {"a.cpp"});
  S.Checks = {{"async-ab", "ab", "A"}, {"async-bc", "bc", "X"}, {"async-c", "c", "y"}};
  fix(S);
  // "ab" has priority over "bc", which is gone then.
  EXPECT_EQ(D.read("a.cpp"), "Ay\n");
  EXPECT_EQ(R.Passes, 1u);
  D.write("a.cpp", "xy\n");
  FakeSession Two(D, {"a.cpp"});
  Two.Checks = {{"async-x", "x", "1"}, {"async-y", "y", "", -1, 2}};
  Two.Checks[1].By = "2";
  fix(Two);
  EXPECT_EQ(D.read("a.cpp"), "2\n");
  EXPECT_EQ(R.Passes, 2u);
  EXPECT_EQ(counts("async-y"), "1 fixed, 0 left, 0 deferred, 0 broken");
}

TEST_F(DriverTest, AFixThatBreaksIsTakenBackAndNamed) {
  D.write("a.cpp", "good\n");
  D.write("b.cpp", "bad evil\n");
  FakeSession S(D, {"a.cpp", "b.cpp"});
  S.Checks = {{"async-good", "good", "better"},
              {"async-bad", "bad", "BROKEN"},
              {"async-evil", "evil", "ok"}};
  fix(S);
  EXPECT_EQ(D.read("a.cpp"), "better\n");
  EXPECT_EQ(D.read("b.cpp"), "bad ok\n");
  EXPECT_EQ(counts("async-bad"), "0 fixed, 0 left, 0 deferred, 1 broken");
  EXPECT_EQ(counts("async-evil"), "1 fixed, 0 left, 0 deferred, 0 broken");
  ASSERT_EQ(R.Problems.size(), 1u);
  EXPECT_EQ(R.Problems[0].Kind, Trouble::Broken);
  EXPECT_EQ(R.Problems[0].Check, "async-bad");
  EXPECT_EQ(R.Problems[0].Reason, "with its fix b.cpp doesn't compile any more, so it was taken "
                                  "back: b.cpp:1:1: error: BROKEN");
}

TEST_F(DriverTest, OnlyTheGuiltyFindingOfACheck) {
  // One check; the third of five breaks, through what stands beside it.
  D.write("a.cpp", "old1 old2 old3 old4 old5\n");
  FakeSession S(D, {"a.cpp"});
  S.BadWords = {"new3"};
  S.Checks = {{"async-old", "old", "new"}};
  // Findings of one identity go together: tell them apart.
  S.Checks = {{"async-old", "old1", "new1"},
              {"async-old", "old2", "new2"},
              {"async-old", "old3", "new3"},
              {"async-old", "old4", "new4"},
              {"async-old", "old5", "new5"}};
  fix(S);
  EXPECT_EQ(D.read("a.cpp"), "new1 new2 old3 new4 new5\n");
  EXPECT_EQ(counts("async-old"), "4 fixed, 0 left, 0 deferred, 1 broken");
}

TEST_F(DriverTest, FixesThatBreakOnlyTogether) {
  D.write("a.cpp", "xy\n");
  FakeSession S(D, {"a.cpp"});
  S.BadWords = {"12"};
  S.Checks = {{"async-x", "x", "1"}, {"async-y", "y", "2"}};
  fix(S);
  EXPECT_EQ(D.read("a.cpp"), "1y\n");
  EXPECT_EQ(counts("async-x"), "1 fixed, 0 left, 0 deferred, 0 broken");
  EXPECT_EQ(counts("async-y"), "0 fixed, 0 left, 0 deferred, 1 broken");
}

TEST_F(DriverTest, AUnitThatWasntAskedForCounts) {
  // b.cpp isn't analysed, but reads the header: `new` means something else there.
  D.write("a.cpp", "#include h.h\n");
  D.write("b.cpp", "#include h.h\n#include b.h\n");
  D.write("c.cpp", "nothing\n");
  D.write("h.h", "old\n");
  D.write("b.h", "\n");
  FakeSession S(D, {"a.cpp", "b.cpp", "c.cpp"});
  S.Asked = {"a.cpp"};
  S.OnlyBadIn = "b.cpp";
  S.Checks = {{"async-old", "old", "BROKEN"}};
  fix(S);
  EXPECT_EQ(D.read("h.h"), "old\n");
  EXPECT_EQ(S.Analysed, (std::set<std::string>{"a.cpp", "b.cpp"}));
  EXPECT_EQ(R.Problems.size(), 1u);
  EXPECT_TRUE(R.Changes.empty());
}

TEST_F(DriverTest, WhatDidntCompileBeforeIsNoReason) {
  D.write("a.cpp", "#include h.h\n");
  D.write("b.cpp", "#include h.h\nBROKEN\n");
  D.write("h.h", "old\n");
  FakeSession S(D, {"a.cpp", "b.cpp"});
  S.Checks = {{"async-old", "old", "new"}};
  fix(S);
  EXPECT_EQ(D.read("h.h"), "new\n");
  EXPECT_TRUE(R.Problems.empty());
}

TEST_F(DriverTest, AFindingThatComesBackDoesNotLoop) {
  D.write("a.cpp", "old other\n");
  FakeSession S(D, {"a.cpp"});
  S.Checks = {{"async-old", "old", "[[x]] ", 0, 0}, {"async-other", "other", "done"}};
  fix(S);
  EXPECT_EQ(D.read("a.cpp"), "[[x]] old done\n");
  EXPECT_EQ(R.Passes, 1u);
  EXPECT_EQ(counts("async-old"), "0 fixed, 0 left, 0 deferred, 1 broken");
  EXPECT_EQ(counts("async-other"), "1 fixed, 0 left, 0 deferred, 0 broken");
  ASSERT_EQ(R.Problems.size(), 1u);
  EXPECT_EQ(R.Problems[0].Kind, Trouble::Returned);
}

TEST_F(DriverTest, EndlessChainsStop) {
  // Each fix makes a new finding: a, aa, aaa ...
  D.write("a.cpp", "1\n");
  FakeSession S(D, {"a.cpp"});
  for (int I = 1; I < 40; ++I)
    S.Checks.push_back({"async-n", std::to_string(I) + "\n", std::to_string(I + 1) + "\n"});
  // "2\n" is the end of "12\n", too.
  S.Checks.resize(9);
  S.Checks.push_back({"async-n", "10\n", "x\n"});
  S.Checks.push_back({"async-n", "x\n", "y\n"});
  S.Checks.push_back({"async-n", "y\n", "z\n"});
  fix(S);
  EXPECT_EQ(R.Passes, MaxPasses);
  EXPECT_EQ(D.read("a.cpp"), "x\n");
  EXPECT_EQ(counts("async-n"), "10 fixed, 0 left, 1 deferred, 0 broken");
  ASSERT_EQ(R.Problems.size(), 1u);
  EXPECT_EQ(R.Problems[0].Kind, Trouble::Deferred);
}

TEST_F(DriverTest, StaleFilesAreLeftAlone) {
  D.write("a.cpp", "old\n");
  D.write("b.cpp", "old\n");
  FakeSession S(D, {"a.cpp", "b.cpp"});
  S.Checks = {{"async-old", "old", "new"}};
  S.Meanwhile = [&](unsigned) { D.write("b.cpp", D.read("b.cpp") + "typed meanwhile\n"); };
  fix(S);
  EXPECT_EQ(D.read("a.cpp"), "new\n");
  EXPECT_TRUE(StringRef(D.read("b.cpp")).starts_with("old\ntyped meanwhile\n"));
  EXPECT_EQ(counts("async-old"), "1 fixed, 1 left, 0 deferred, 0 broken");
  ASSERT_EQ(R.Problems.size(), 1u);
  EXPECT_EQ(R.Problems[0].Kind, Trouble::Stale);
  EXPECT_EQ(R.Problems[0].Reason, "b.cpp has changed since it was analysed");
}

TEST_F(DriverTest, InterruptedInTheMiddleOfAPass) {
  D.write("a.cpp", "old\n");
  FakeSession S(D, {"a.cpp"});
  S.Checks = {{"async-old", "old", "new"}};
  S.FailAt = 2; // The analysis behind the pass.
  Options.Root = D.Root;
  Expected<FixResult> Result = fixAll(S, Options, [](const Twine &) {});
  ASSERT_FALSE(bool(Result));
  EXPECT_EQ(toString(Result.takeError()), "interrupted");
  EXPECT_EQ(D.read("a.cpp"), "old\n");
  EXPECT_EQ(D.list(), "a.cpp");
}

TEST_F(DriverTest, PreviewWritesNothing) {
  D.write("a.cpp", "ab\n");
  FakeSession S(D, {"a.cpp"});
  S.Checks = {{"async-a", "a", "A"}, {"async-ab", "ab", "x"}, {"async-b", "b", "B"}};
  Options.Root = D.Root;
  Expected<FixResult> Result = previewFixes(S, Options);
  ASSERT_TRUE(bool(Result));
  R = std::move(*Result);
  EXPECT_EQ(D.read("a.cpp"), "ab\n");
  ASSERT_EQ(R.Changes.size(), 1u);
  EXPECT_EQ(R.Changes[0].After, "AB\n");
  EXPECT_EQ(counts("async-ab"), "0 fixed, 0 left, 1 deferred, 0 broken");
  EXPECT_EQ(R.Problems.size(), 1u);
}

} // namespace
} // namespace asynctidy::runner
