//===- NolintTest.cpp - suppressions in comments -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Nolint.h"
#include "Fixes/Changes.h"
#include "Fixes/Plan.h"
#include "Scratch.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace asynctidy::runner {
namespace {

// -- scanning -------------------------------------------------------------------------------------

/// `kind@line[names]...`
std::string scanned(StringRef Text) {
  std::string All;
  for (const Nolint &N : scanNolints(Text)) {
    All += (All.empty() ? "" : " ");
    All += "LNBE"[int(N.Kind)];
    All += std::to_string(N.Line);
    if (N.Names) {
      All += "[";
      for (const Nolint::Name &Name : *N.Names) {
        All += (All.back() == '[' ? "" : ",") + Name.Text;
        EXPECT_TRUE(Text.substr(Name.Offset).starts_with(Name.Text));
      }
      All += "]";
    }
    if (N.Partner >= 0)
      All += "=" + std::to_string(N.Partner);
  }
  return All;
}

TEST(Nolint, Spellings) {
  EXPECT_EQ(scanned("int i; // NOLINT\n"), "L1");
  EXPECT_EQ(scanned("\n/* NOLINT( a , b*,-c ) */ // NOLINT()"), "L2[a,b*,-c] L2[]");
  EXPECT_EQ(scanned("// NOLINTNEXTLINE(a)\n// NOLINTBEGIN\n// NOLINTEND\n"), "N1[a] B2=2 E3=1");
  // Unclosed brackets don't count, other words neither.
  EXPECT_EQ(scanned("// NOLINT(a\n)// NOLINTX(a) // nolint // NOLINTnextline"), "L1");
  EXPECT_EQ(scanned("// xNOLINT(a) NOLINT_(b) NOLINT (c)"), "L1[a] L1 L1");
}

TEST(Nolint, BlocksNest) {
  EXPECT_EQ(scanned("// NOLINTBEGIN(a)\n// NOLINTBEGIN( b )\n// NOLINTEND(b)\n// NOLINTEND(a)\n"),
            "B1[a]=3 B2[b]=2 E3[b]=1 E4[a]=0");
  EXPECT_EQ(scanned("// NOLINTBEGIN(a)\n// NOLINTBEGIN(b)\n// NOLINTEND(a)\n// NOLINTEND(b)\n"),
            "B1[a] B2[b]=3 E3[a] E4[b]=1");
  EXPECT_EQ(scanned("// NOLINTBEGIN(a)\n// NOLINTEND\n"), "B1[a] E2");
}

TEST(Nolint, Globs) {
  auto Names = [](StringRef List, StringRef Check) {
    return scanNolints(("// NOLINT(" + List + ")").str())[0].names(Check);
  };
  EXPECT_TRUE(Names("async-lock-*", "async-lock-order"));
  EXPECT_TRUE(Names("*", "async-lock-order"));
  EXPECT_TRUE(Names("x,*-order", "async-lock-order"));
  EXPECT_TRUE(Names("a*lock*er", "async-lock-order"));
  EXPECT_FALSE(Names("async-lock", "async-lock-order"));
  EXPECT_FALSE(Names("async-lock-orde?", "async-lock-order"));
  EXPECT_FALSE(Names("-async-lock-order", "async-lock-order"));
  EXPECT_FALSE(Names("", "async-lock-order"));
  EXPECT_TRUE(scanNolints("// NOLINT")[0].names("anything"));
}

TEST(Nolint, Comments) {
  StringRef Text = "auto s = \"// no\"; // yes\r\nR\"x(\n/* no */)x\"; /* y\nes */ int i;\n"
                   "#define M(x) \\\r\n  x /* macro */ \\\n  y // end\nint '//'; // last";
  std::string Comments;
  for (const Comment &C : layOut(Text).Comments)
    Comments += "<" + Text.slice(C.Begin, C.End).str() + (C.Directive ? "#>" : ">");
  EXPECT_EQ(Comments, "<// yes></* y\nes */></* macro */#><// end#><// last>");
}

// -- unused ones ----------------------------------------------------------------------------------

class FakeSession : public Session {
public:
  Expected<Report> analyse() override { return Report(); }
  Expected<Report> analyse(ArrayRef<std::string>) override { return Report(); }
  Expected<std::vector<std::string>> unitsReading(ArrayRef<std::string> Files) override {
    std::vector<std::string> Units;
    for (const auto &[Unit, Reads] : All)
      if (any_of(Reads, [&](const std::string &F) { return is_contained(Files, F); }))
        Units.push_back(Unit);
    return Units;
  }
  StringRef root() const override { return ""; }
  const RunOptions &options() const override { return Options; }

  std::map<std::string, std::vector<std::string>> All;
  RunOptions Options;
};

class UnusedTest : public testing::Test {
protected:
  /// A finding stands at each `@check`: reported, or silenced where the file says so.
  void file(StringRef Name, StringRef Text) {
    std::string File = D.write(Name, Text);
    R.Root = D.Root;
    UnitResult U;
    U.File = File;
    U.Dependencies = {File};
    U.Checks = {"async-busy-wait", "async-lock-order", "async-manual-lock", "async-std-async"};
    R.Units.push_back(U);
    S.All[File] = U.Dependencies;
    std::vector<Nolint> Nolints = scanNolints(Text);
    for (size_t At = Text.find('@'); At != StringRef::npos; At = Text.find('@', At + 1)) {
      Finding F;
      F.Check =
          "async-" + Text.substr(At + 1)
                         .take_while([](char C) { return C == '-' || (C >= 'a' && C <= 'z'); })
                         .str();
      F.At = {File, unsigned(At), unsigned(Text.take_front(At).count('\n') + 1), 1};
      if (any_of(Nolints, [&](const Nolint &N) {
            return N.names(F.Check) && reaches(N, Nolints, F.At.Offset, F.At.Line);
          }))
        F.Mute = Muted::InSource;
      R.Findings.push_back(F);
    }
  }

  /// `line:column message`, a line each; then applies the fixes.
  std::string unused() {
    std::string Text;
    Found = cantFail(findUnusedNolints(S, R));
    for (const Finding &F : Found) {
      EXPECT_EQ(F.Check, "async-unused-suppression");
      Text += std::to_string(F.At.Line) + ":" + std::to_string(F.At.Column) + " " + F.Message +
              (F.reported() ? "\n" : " (muted)\n");
    }
    return Text;
  }

  std::string fixed(StringRef Name) {
    Report Fixable;
    Fixable.Findings = Found;
    Fixable.Digests[D.path(Name)] = digest(D.read(Name));
    FixOptions Options;
    Options.Root = D.Root;
    std::vector<FileChange> Changes = makePlan(Fixable, Options).changes();
    return Changes.empty() ? "unchanged" : Changes[0].After;
  }

  Scratch D;
  Report R;
  FakeSession S;
  std::vector<Finding> Found;
};

TEST_F(UnusedTest, WhatIsUsedStays) {
  file("a.cpp", "@busy-wait; // NOLINT(async-busy-wait): reason\n"
                "// NOLINTNEXTLINE(async-*)\n"
                "@lock-order;\n"
                "// NOLINTBEGIN(async-lock-order)\n"
                "f(); @lock-order\n"
                "// NOLINTEND(async-lock-order)\n"
                "x; // NOLINT\n"
                "y; // NOLINT(bugprone-x, *)\n"
                "auto S = \"NOLINT(async-busy-wait)\";\n");
  EXPECT_EQ(unused(), "");
}

TEST_F(UnusedTest, WhatIsntGoes) {
  file("a.cpp", "a(); // NOLINT(async-busy-wait): why\n"
                "b(); // NOLINT(async-busy-wait, bugprone-x, async-lock-order)\n"
                "  // NOLINTNEXTLINE(async-manual-lock)\n"
                "c(); /* NOLINT(async-*) */ d();\n"
                "e(); // It waits. NOLINT(async-busy-wait): so\n"
                "f(); // NOLINT(async-busy-wait) is gone, this isn't\n"
                "// NOLINTBEGIN(async-lock-order,async-manual-lock)\n"
                "@lock-order;\n"
                "// NOLINTEND(async-lock-order, async-manual-lock)\n");
  EXPECT_EQ(unused(),
            "1:16 this silences nothing: 'async-busy-wait' finds nothing on this line\n"
            "2:16 this silences nothing: 'async-busy-wait' finds nothing on this line\n"
            "2:45 this silences nothing: 'async-lock-order' finds nothing on this line\n"
            "3:21 this silences nothing: 'async-manual-lock' finds nothing on the next line\n"
            "5:26 this silences nothing: 'async-busy-wait' finds nothing on this line\n"
            "6:16 this silences nothing: 'async-busy-wait' finds nothing on this line\n"
            "7:33 this silences nothing: 'async-manual-lock' finds nothing up to the NOLINTEND\n");
  EXPECT_EQ(fixed("a.cpp"), "a();\n"
                            "b(); // NOLINT(bugprone-x)\n"
                            "c(); /* NOLINT(async-*) */ d();\n"
                            "e(); // It waits.\n"
                            "f(); // is gone, this isn't\n"
                            "// NOLINTBEGIN(async-lock-order)\n"
                            "@lock-order;\n"
                            "// NOLINTEND(async-lock-order)\n");
}

TEST_F(UnusedTest, GlobsNeedAllTheirChecks) {
  file("a.cpp", "c(); /* NOLINT(async-std-*) */ d(); // NOLINT(async-unj*)\n");
  EXPECT_EQ(unused(), "1:16 this silences nothing: no check that 'async-std-*' names finds "
                      "anything on this line\n");
  EXPECT_EQ(fixed("a.cpp"), "c(); d(); // NOLINT(async-unj*)\n");
}

TEST_F(UnusedTest, UnknownNames) {
  file("a.cpp", "a(); // NOLINT(async-buzy-wait)\n"
                "@busy-wait; // NOLINT(async-buzy-wait): typo\n"
                "c(); // NOLINT(async-whatever-else, bugprone-x)\n");
  EXPECT_EQ(unused(), "1:16 there is no check 'async-buzy-wait', so this silences nothing; did you "
                      "mean 'async-busy-wait'?\n"
                      "2:23 there is no check 'async-buzy-wait', so this silences nothing; did you "
                      "mean 'async-busy-wait'?\n"
                      "3:16 there is no check 'async-whatever-else', so this silences nothing\n");
  // Where the name is needed, it isn't taken away: that it is written right is suggested.
  EXPECT_EQ(fixed("a.cpp"), "a();\n"
                            "@busy-wait; // NOLINT(async-buzy-wait): typo\n"
                            "c(); // NOLINT(bugprone-x)\n");
  ASSERT_EQ(Found[1].Notes.size(), 1u);
  EXPECT_EQ(Found[1].Notes[0].Edits[0].Text, "async-busy-wait");
}

TEST_F(UnusedTest, OpenBlocks) {
  file("a.cpp", "// NOLINTBEGIN(async-lock-order)\n@lock-order;\n// NOLINTEND(async-busy-wait)\n"
                "// NOLINTBEGIN\n// NOLINTBEGIN(bugprone-x)\n");
  EXPECT_EQ(unused(),
            "1:4 this NOLINTBEGIN silences nothing: no NOLINTEND with the same checks "
            "comes behind it\n"
            "3:4 this NOLINTEND ends nothing: no NOLINTBEGIN with the same checks is open "
            "here\n");
  EXPECT_EQ(fixed("a.cpp"), "@lock-order;\n// NOLINTBEGIN\n// NOLINTBEGIN(bugprone-x)\n");
}

TEST_F(UnusedTest, OnlyWhereItCanBeTold) {
  file("h.h", "a(); // NOLINT(async-busy-wait)\n");
  std::string Header = D.path("h.h"), Source = D.write("a.cpp", "");
  S.All = {{Source, {Source, Header}}};
  R.Units[0].File = Source;
  R.Units[0].Dependencies = {Source, Header};
  EXPECT_NE(unused(), "");
  R.Units[0].Checks = {"async-lock-order"}; // The check didn't run.
  EXPECT_EQ(unused(), "");
  R.Units[0].Checks = {"async-busy-wait"};
  EXPECT_NE(unused(), "");
  R.Units[0].State = UnitState::CompileError;
  EXPECT_EQ(unused(), "");
  R.Units[0].State = UnitState::Cached;
  S.All["/elsewhere.cpp"] = {Header}; // Reads it as well, and wasn't analysed.
  EXPECT_EQ(unused(), "");
}

TEST_F(UnusedTest, AmongTheOthers) {
  file("a.cpp", "a(); // NOLINT(async-busy-wait)\n@lock-order\n");
  file("b.cpp", "a(); // NOLINT(async-busy-wait)\n");
  ASSERT_FALSE(
      errorToBool(addUnusedNolints(S, R, [](StringRef File) { return File.ends_with("a.cpp"); })));
  ASSERT_EQ(R.Findings.size(), 2u);
  EXPECT_EQ(R.Findings[0].Check, UnusedSuppression);
  EXPECT_EQ(R.Digests[D.path("a.cpp")], digest(D.read("a.cpp")));
}

TEST_F(UnusedTest, MacrosHideWhatIsUsed) {
  // The finding is at the expansion, the comment in the definition.
  file("a.h", "#define WAIT() wait() // NOLINT(async-busy-wait)\n"
              "#define LOCK() lock() // NOLINT(async-lock-order)\n");
  file("b.cpp", "@busy-wait WAIT();\nc(); // NOLINT(async-lock-order)\n");
  R.Findings.back().Mute = Muted::InSource;
  EXPECT_EQ(unused(),
            "2:33 this silences nothing: 'async-lock-order' finds nothing on this line\n"
            "2:16 this silences nothing: 'async-lock-order' finds nothing on this line\n");
}

TEST_F(UnusedTest, CanBeSilencedItself) {
  file("a.cpp", "a(); // NOLINT(async-busy-wait, async-unused-suppression)\n"
                "b(); // NOLINT(async-busy-wait) NOLINT(async-*)\n");
  EXPECT_EQ(unused(), "1:16 this silences nothing: 'async-busy-wait' finds nothing on this line "
                      "(muted)\n"
                      "2:16 this silences nothing: 'async-busy-wait' finds nothing on this line\n");
}

// -- new ones -------------------------------------------------------------------------------------

/// Silences `@check` in \p Text; what the file is then, or why not.
std::string suppressed(StringRef Text, StringRef Reason = "why", unsigned Width = 60) {
  Scratch D;
  std::string File = D.write("a.cpp", Text);
  std::vector<Finding> Findings;
  for (size_t At = Text.find('@'); At != StringRef::npos; At = Text.find('@', At + 1)) {
    Finding F;
    F.Check = "async-" + Text.substr(At + 1, 1).str();
    F.At = {File, unsigned(At), 0, 0};
    Findings.push_back(F);
  }
  std::vector<const Finding *> Of;
  for (const Finding &F : Findings)
    Of.push_back(&F);
  Suppressions S = cantFail(suppress(Of, Reason, Width));
  if (!S.Impossible.empty())
    return S.Impossible[0].second;
  std::string After = applied(S.Edits[File], Text);
  // It does what it is for.
  std::vector<Nolint> Nolints = scanNolints(After);
  for (size_t At = After.find('@'); At != std::string::npos; At = After.find('@', At + 1)) {
    unsigned Line = StringRef(After).take_front(At).count('\n') + 1;
    EXPECT_TRUE(any_of(Nolints, [&](const Nolint &N) {
      return N.names("async-" + std::string(1, After[At + 1])) && reaches(N, Nolints, At, Line);
    })) << After;
  }
  return After;
}

TEST(Suppress, BehindTheLine) {
  EXPECT_EQ(suppressed("  f(@a);\n"), "  f(@a); // NOLINT(async-a): why\n");
  EXPECT_EQ(suppressed("f(@b, @a, @b)"), "f(@b, @a, @b) // NOLINT(async-a, async-b): why");
  EXPECT_EQ(suppressed("f(@a);\r\ng();\r\n"), "f(@a); // NOLINT(async-a): why\r\ng();\r\n");
  EXPECT_EQ(suppressed("f(@a,\n  @b);\n"),
            "f(@a, // NOLINT(async-a): why\n  @b); // NOLINT(async-b): why\n");
}

TEST(Suppress, AboveTheLine) {
  EXPECT_EQ(suppressed("\tf(@a); // comment\n"),
            "\t// NOLINTNEXTLINE(async-a): why\n\tf(@a); // comment\n");
  EXPECT_EQ(suppressed("  f(@a, \"a long text that fills the whole line\");\r\n"),
            "  // NOLINTNEXTLINE(async-a): why\r\n"
            "  f(@a, \"a long text that fills the whole line\");\r\n");
  EXPECT_EQ(suppressed("#define M f(@a) \\\n  x\n"),
            "// NOLINTNEXTLINE(async-a): why\n#define M f(@a) \\\n  x\n");
  // Clang-format would break the long comment, so that it isn't right above any more.
  EXPECT_EQ(suppressed("  f(@a, 1234567890);\n", "a reason that is too long for one line"),
            "  // a reason that is too long for one line\n  // NOLINTNEXTLINE(async-a)\n"
            "  f(@a, 1234567890);\n");
}

TEST(Suppress, Merges) {
  EXPECT_EQ(suppressed("f(@a); // NOLINT(bugprone-x)\n"),
            "f(@a); // NOLINT(bugprone-x, async-a): why\n");
  EXPECT_EQ(suppressed("f(@a); // NOLINT(bugprone-x): old\n"),
            "f(@a); // NOLINT(bugprone-x, async-a): old; why\n");
  EXPECT_EQ(suppressed("f(@a); // NOLINT(async-b): why\n"),
            "f(@a); // NOLINT(async-b, async-a): why\n");
  EXPECT_EQ(suppressed("f(@a); /* NOLINT() */ g();\n"), "f(@a); /* NOLINT(async-a): why */ g();\n");
  EXPECT_EQ(suppressed("// NOLINTNEXTLINE(bugprone-x)\nf(@a);\n"),
            "// NOLINTNEXTLINE(bugprone-x, async-a): why\nf(@a);\n");
  // One in a string is no comment that could be edited.
  EXPECT_EQ(suppressed("f(@a, \"NOLINT(x)\");\n"),
            "f(@a, \"NOLINT(x)\"); // NOLINT(async-a): why\n");
}

TEST(Suppress, WhereTheLinesEndsArentFree) {
  EXPECT_EQ(suppressed("f(@a, R\"(\n)\");\n"),
            "// NOLINTNEXTLINE(async-a): why\nf(@a, R\"(\n)\");\n");
  EXPECT_EQ(suppressed("g(R\"(\n)\", @a);\n"), "g(R\"(\n)\", @a); // NOLINT(async-a): why\n");
  EXPECT_EQ(suppressed("g(R\"(\n)\", @a, R\"(\n)\");\n"),
            "the line lies within a literal or a comment of several lines");
  EXPECT_EQ(suppressed("g(R\"(\n)\", @a); // x\n"),
            "g(R\"(\n)\", @a); // x NOLINT(async-a): why\n");
  EXPECT_EQ(suppressed("#define M x \\\n  f(@a)\n"),
            "#define M x \\\n  f(@a) // NOLINT(async-a): why\n");
  EXPECT_EQ(suppressed("#define M x \\\n  f(@a) \\\n y\n"),
            "#define M x \\\n  f(@a) /* NOLINT(async-a): why */ \\\n y\n");
}

TEST(Suppress, ByteOrderMark) {
  EXPECT_EQ(suppressed("\xEF\xBB\xBF"
                       "f(@a); // x\n"),
            "\xEF\xBB\xBF// NOLINTNEXTLINE(async-a): why\nf(@a); // x\n");
}

} // namespace
} // namespace asynctidy::runner
