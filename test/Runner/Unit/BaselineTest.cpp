//===- BaselineTest.cpp - findings that are known already -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Baseline.h"
#include "Scratch.h"
#include "llvm/ADT/StringExtras.h"
#include <sys/stat.h>

using namespace llvm;

namespace asynctidy::runner {
namespace {

/// A report with a finding at each `!` of the files.
Report reportOf(const Scratch &D, std::vector<std::string> Names) {
  Report R;
  R.Root = D.Root;
  for (const std::string &Name : Names) {
    std::string Text = D.read(Name), File = D.path(Name);
    UnitResult U;
    U.File = File;
    U.Dependencies = {File};
    U.Checks = {"async-x"};
    R.Units.push_back(U);
    for (size_t At = Text.find('!'); At != std::string::npos; At = Text.find('!', At + 1)) {
      Finding F;
      F.Check = "async-x";
      F.Entity = "ns::f";
      F.At = {File, unsigned(At), unsigned(StringRef(Text).take_front(At).count('\n') + 1), 1};
      F.Message = "held since line " + std::to_string(F.At.Line) + " of (lambda at " + File + ":" +
                  std::to_string(F.At.Line) + ":3) by mutex2";
      R.Findings.push_back(F);
    }
  }
  fingerprint(R);
  return R;
}

std::set<std::string> fingerprints(const Report &R) {
  std::set<std::string> All;
  for (const Finding &F : R.Findings)
    All.insert(F.Fingerprint);
  return All;
}

TEST(Fingerprint, StaysAndChanges) {
  Scratch D, Moved;
  D.write("a.cpp", "f(!x);\n");
  Report R = reportOf(D, {"a.cpp"});
  std::string Print = R.Findings[0].Fingerprint;
  EXPECT_EQ(Print.size(), 32u);
  D.write("a.cpp", "// Moved.\n\n    f( !x );\r\n");
  EXPECT_EQ(reportOf(D, {"a.cpp"}).Findings[0].Fingerprint, Print);
  Moved.write("a.cpp", "f(!x);\n");
  EXPECT_EQ(reportOf(Moved, {"a.cpp"}).Findings[0].Fingerprint, Print);
  D.write("a.cpp", "f(!y);\n");
  EXPECT_NE(reportOf(D, {"a.cpp"}).Findings[0].Fingerprint, Print);
  D.write("b.cpp", "f(!x);\n");
  EXPECT_NE(reportOf(D, {"b.cpp"}).Findings[0].Fingerprint, Print);
  auto Changed = [&](auto Change) {
    Report Other = R;
    D.write("a.cpp", "f(!x);\n");
    Change(Other.Findings[0]);
    fingerprint(Other);
    return Other.Findings[0].Fingerprint != Print;
  };
  EXPECT_FALSE(Changed([](Finding &F) {}));
  EXPECT_TRUE(Changed([](Finding &F) { F.Check = "async-y"; }));
  EXPECT_TRUE(Changed([](Finding &F) { F.Entity = "ns::g"; }));
  EXPECT_TRUE(
      Changed([](Finding &F) { F.Message = StringRef(F.Message).drop_back().str() + "3"; }));
}

TEST(Fingerprint, UniqueAmongEquals) {
  Scratch D;
  D.write("a.cpp", "f(!x);\nf(!x);\ng();\nf(!x);\n");
  std::set<std::string> Three = fingerprints(reportOf(D, {"a.cpp"}));
  EXPECT_EQ(Three.size(), 3u);
  // One goes: the two that stay are two of the three.
  D.write("a.cpp", "f(!x);\ng();\nf(!x);\n");
  std::set<std::string> Two = fingerprints(reportOf(D, {"a.cpp"}));
  EXPECT_TRUE(std::includes(Three.begin(), Three.end(), Two.begin(), Two.end()));
  EXPECT_EQ(Two.size(), 2u);
}

class BaselineTest : public testing::Test {
protected:
  void SetUp() override {
    File = D.path(".async-tidy-baseline");
    D.write("a.cpp", "f(!1);\n");
    D.write("b.cpp", "f(!2);\n\"\xff!\"\n");
    Baseline B;
    Report R = reportOf(D, {"a.cpp", "b.cpp"});
    for (const Finding &F : R.Findings)
      B.add(F, D.Root);
    ASSERT_FALSE(errorToBool(writeBaseline(B, File)));
  }

  std::string problem(StringRef Text) {
    D.write(".async-tidy-baseline", Text);
    Expected<Baseline> B = readBaseline(File);
    return B ? "" : toString(B.takeError());
  }

  Scratch D;
  std::string File;
};

TEST_F(BaselineTest, ALineAFinding) {
  std::string Text = D.read(".async-tidy-baseline");
  EXPECT_EQ(StringRef(Text).count('\n'), 3u);
  EXPECT_EQ(Text.find("{\"file\":\"a.cpp\",\"check\":\"async-x\",\"entity\":\"ns::f\","
                      "\"text\":\"f(!1);\",\"message\":\"held since line # of (lambda at a.cpp:#:#)"
                      " by mutex2\",\"fingerprint\":\""),
            0u)
      << Text;
  Expected<Baseline> B = readBaseline(File);
  ASSERT_TRUE(bool(B));
  ASSERT_FALSE(errorToBool(writeBaseline(*B, File)));
  EXPECT_EQ(D.read(".async-tidy-baseline"), Text);
}

TEST_F(BaselineTest, NewKnownAndGone) {
  D.write("a.cpp", "// fixed\n");
  D.write("b.cpp", "\n f(!2);\nnew(!);\n\"\xff!\"\n");
  Report R = reportOf(D, {"a.cpp", "b.cpp"});
  Expected<BaselineMatch> Match = applyBaseline(R, File, /*MuteKnown=*/true, /*Whole=*/true);
  ASSERT_TRUE(bool(Match));
  EXPECT_EQ(Match->Known, 2u);
  EXPECT_EQ(Match->New, 1u);
  ASSERT_EQ(Match->Gone.size(), 1u);
  EXPECT_EQ(Match->Gone[0].File, "a.cpp");
  EXPECT_EQ(R.Findings[0].Mute, Muted::Baseline);
  EXPECT_FALSE(R.Findings[0].New);
  EXPECT_TRUE(R.Findings[1].reported());
  EXPECT_TRUE(R.Findings[1].New);
  Report All = reportOf(D, {"a.cpp", "b.cpp"});
  ASSERT_TRUE(bool(applyBaseline(All, File, /*MuteKnown=*/false, true)));
  EXPECT_TRUE(All.Findings[0].reported());
  EXPECT_FALSE(All.Findings[0].New);
}

TEST_F(BaselineTest, GoneOnlyWhereItWasLookedFor) {
  D.write("a.cpp", "// fixed\n");
  auto Gone = [&](auto Change, bool Whole = true) {
    Report R = reportOf(D, {"a.cpp", "b.cpp"});
    Change(R);
    return cantFail(applyBaseline(R, File, false, Whole)).Gone.size();
  };
  EXPECT_EQ(Gone([](Report &R) {}), 1u);
  EXPECT_EQ(Gone([](Report &R) {}, /*Whole=*/false), 0u);
  EXPECT_EQ(Gone([](Report &R) { R.Units[0].State = UnitState::TimedOut; }), 0u);
  EXPECT_EQ(Gone([](Report &R) { R.Units[0].Checks = {"async-y"}; }), 0u);
  EXPECT_EQ(Gone([](Report &R) { R.Units.clear(); }), 0u);
  sys::fs::remove(D.path("a.cpp"));
  EXPECT_EQ(Gone([](Report &R) { R.Units.clear(); }, /*Whole=*/false), 1u);
}

TEST_F(BaselineTest, SilencedInSourceIsGone) {
  Report R = reportOf(D, {"a.cpp", "b.cpp"});
  R.Findings[0].Mute = Muted::InSource;
  R.Findings[1].Mute = Muted::Filtered;
  BaselineMatch Match = cantFail(applyBaseline(R, File, true, true));
  ASSERT_EQ(Match.Gone.size(), 1u);
  EXPECT_EQ(Match.Gone[0].File, "a.cpp");
  EXPECT_EQ(R.Findings[0].Mute, Muted::InSource);
}

TEST_F(BaselineTest, MergedByHand) {
  std::string Text = D.read(".async-tidy-baseline");
  SmallVector<StringRef, 4> Lines;
  StringRef(Text).split(Lines, '\n', -1, false);
  std::string Mixed = (Lines[2] + "\r\n\n" + Lines[0] + "\n" + Lines[1] + "\n" + Lines[0]).str();
  EXPECT_EQ(problem(Mixed), "");
  Baseline B = cantFail(readBaseline(File));
  ASSERT_FALSE(errorToBool(writeBaseline(B, File)));
  EXPECT_EQ(D.read(".async-tidy-baseline"), Text);
}

TEST_F(BaselineTest, BrokenFiles) {
  std::string Good = D.read(".async-tidy-baseline");
  EXPECT_EQ(problem(Good + "<<<<<<< HEAD\n"),
            File + ":4: a merge conflict that isn't resolved (keep the lines of both sides)");
  EXPECT_TRUE(StringRef(problem("\n{\"file\"\n")).starts_with(File + ":2: no line of JSON: "));
  EXPECT_TRUE(StringRef(problem("[1]\n")).starts_with(File + ":1: no entry of a baseline"));
  EXPECT_TRUE(StringRef(problem("{\"fingerprint\":\"12\"}\n")).starts_with(File + ":1: no entry"));
  sys::fs::remove(File);
  EXPECT_EQ(toString(readBaseline(File).takeError()),
            "there is no baseline " + File + ": `async-tidy baseline create` makes it");
}

} // namespace
} // namespace asynctidy::runner
