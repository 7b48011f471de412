//===- PlanTest.cpp - which fixes go together -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes/Plan.h"
#include "Scratch.h"
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;

namespace asynctidy::runner {
namespace {

class PlanTest : public testing::Test {
protected:
  void SetUp() override {
    Options.Root = D.Root;
    A = file("a.cpp", "0123456789\nabcdefghij\n");
  }

  std::string file(StringRef Name, StringRef Text) {
    std::string Path = D.write(Name, Text);
    R.Digests[Path] = digest(Text);
    return Path;
  }

  Finding &find(std::vector<Edit> Edits, StringRef Check = "async-x") {
    Finding F;
    F.Check = Check.str();
    F.Message = "message";
    F.At.File = A;
    F.At.Offset = Edits.empty() ? 0 : Edits[0].Offset;
    F.Edits = std::move(Edits);
    R.Findings.push_back(F);
    return R.Findings.back();
  }

  Edit at(unsigned Offset, unsigned Length, StringRef Text) {
    return {A, Offset, Length, Text.str()};
  }

  /// A letter a fix: Planned, Deferred, Refused, Stale.
  std::string states(const std::set<std::string> &LeftOut = {}) {
    P = makePlan(R, Options, LeftOut);
    std::string S;
    for (const PlannedFix &F : P.Fixes)
      S += "PDRS"[int(F.State)];
    return S;
  }

  std::string result(StringRef File) {
    for (const FileChange &C : P.changes())
      if (C.File == File)
        return C.After;
    return "unchanged";
  }

  Scratch D;
  FixOptions Options;
  Report R;
  Plan P;
  std::string A;
};

TEST_F(PlanTest, OneFindingIsAtomic) {
  find({at(2, 1, "x")});
  find({at(2, 2, "y"), at(12, 1, "B")}); // Its second edit would fit.
  find({at(13, 1, "C")});
  EXPECT_EQ(states(), "PDP");
  EXPECT_EQ(result(A), "01x3456789\nabCdefghij\n");
}

TEST_F(PlanTest, SeenByTwoUnitsFixedOnce) {
  find({at(0, 0, "[[nodiscard]] ")});
  find({at(0, 0, "[[nodiscard]] ")});
  EXPECT_EQ(states(), "PP");
  EXPECT_EQ(result(A), "[[nodiscard]] 0123456789\nabcdefghij\n");
}

TEST_F(PlanTest, PathSpellingsAreOneFile) {
  ASSERT_EQ(::symlink(D.Root.c_str(), D.path("link").c_str()), 0);
  find({at(0, 0, "[[nodiscard]] ")});
  find({{D.path("link/a.cpp"), 0, 0, "[[nodiscard]] "}});
  find({{D.path("link/../a.cpp"), 0, 0, "[[nodiscard]] "}});
  EXPECT_EQ(states(), "PPP");
  EXPECT_EQ(result(A), "[[nodiscard]] 0123456789\nabcdefghij\n");
  EXPECT_EQ(P.changes().size(), 1u);
}

TEST_F(PlanTest, Includes) {
  find({at(0, 0, "#include <mutex>\n"), at(3, 1, "x")});
  find({at(0, 0, "#include <thread>\n"), at(0, 0, "#include <mutex>\n"), at(5, 1, "y")});
  find({at(0, 0, "#include <atomic>\n"), at(7, 1, "z")});
  find({at(0, 0, "static "), at(9, 1, "!")}); // What it belongs to, nobody knows.
  EXPECT_EQ(states(), "PPPD");
  EXPECT_EQ(result(A), "#include <atomic>\n#include <mutex>\n#include <thread>\n"
                       "012x4y6z89\nabcdefghij\n");
}

TEST_F(PlanTest, SharedLinesAreMadeOnce) {
  find({at(11, 0, "using namespace x;\n"), at(3, 1, "x")});
  find({at(11, 0, "using namespace x;\n"), at(5, 1, "y")});
  find({at(11, 0, "using namespace y;\n"), at(7, 1, "z")}); // The order would be a guess.
  EXPECT_EQ(states(), "PPD");
  EXPECT_EQ(result(A), "012x4y6789\nusing namespace x;\nabcdefghij\n");
}

TEST_F(PlanTest, EqualInsertionsOfDifferentFixesAreNotMerged) {
  // f(g(x)): both close their bracket at one place, and both are needed.
  find({at(2, 0, "("), at(8, 0, ")")});
  find({at(4, 0, "("), at(8, 0, ")")});
  EXPECT_EQ(states(), "PD");
}

TEST_F(PlanTest, BordersOfReplacedText) {
  find({at(2, 3, "x")});
  find({at(2, 0, "y")});
  find({at(5, 0, "y")});
  find({at(5, 1, "z")}); // Beside it.
  find({at(3, 0, "y")});
  EXPECT_EQ(states(), "PDDPD");
  EXPECT_EQ(result(A), "01xz6789\nabcdefghij\n");
}

TEST_F(PlanTest, InsertionsOfOneFixKeepTheirOrder) {
  find({at(4, 0, "b"), at(4, 0, "a"), at(4, 1, "c")});
  EXPECT_EQ(states(), "P");
  EXPECT_EQ(result(A), "0123bac56789\nabcdefghij\n");
}

TEST_F(PlanTest, LineEndsAndByteOrderMarkBeforeComparing) {
  std::string B = file("b.cpp", "\xEF\xBB\xBF"
                                "1\r\n2\r\n");
  find({{B, 0, 0, "#include <a>\n"}});
  find({{B, 3, 0, "#include <a>\r\n"}});
  EXPECT_EQ(states(), "PP");
  EXPECT_EQ(result(B), "\xEF\xBB\xBF#include <a>\r\n1\r\n2\r\n");
}

TEST_F(PlanTest, NonsenseIsRefused) {
  find({at(2, 3, "x"), at(3, 1, "y")});
  find({at(20, 10, "")});
  find({at(4000000000u, 0, "x")});
  EXPECT_EQ(states(), "RRR");
  EXPECT_EQ(P.Fixes[0].Reason, "the check gave edits of one fix that overlap in a.cpp");
  EXPECT_EQ(P.Fixes[1].Reason, "the check gave an edit beyond the end of a.cpp");
}

TEST_F(PlanTest, FilesThatAreNotEdited) {
  Scratch Elsewhere;
  std::string Outside = Elsewhere.write("b.h", "text"), ReadOnly = file("c.h", "text"),
              Never = file("gen/d.h", "text"), Old = file("e.h", "text"),
              Unknown = D.write("f.h", "x");
  ::chmod(ReadOnly.c_str(), 0444);
  D.write("e.h", "newer text");
  Options.Refuse = [](StringRef File) { return File.contains("/gen/") ? "is generated" : ""; };
  find({{Outside, 0, 1, ""}, at(3, 1, "")}); // Nor the rest of that fix.
  find({{ReadOnly, 0, 1, ""}});
  find({{Never, 0, 1, ""}});
  find({{Old, 0, 1, ""}});
  find({{Unknown, 0, 1, ""}});
  EXPECT_EQ(states(), "RRRSS");
  EXPECT_TRUE(P.empty());
  EXPECT_NE(P.Fixes[0].Reason.find("lies outside of"), std::string::npos);
  EXPECT_EQ(P.Fixes[1].Reason, "c.h is read-only");
  EXPECT_EQ(P.Fixes[2].Reason, "gen/d.h is generated");
  EXPECT_EQ(P.Fixes[3].Reason, "e.h has changed since it was analysed");
}

TEST_F(PlanTest, OnlyWhereSomethingCompiles) {
  std::string H = file("h.h", "text");
  R.Units = {{A, UnitState::CompileError, "", 0, {A, H}, {}}};
  find({at(0, 1, "x")});
  find({{H, 0, 1, "x"}});
  EXPECT_EQ(states(), "RR");
  R.Units.push_back({"/b.cpp", UnitState::Cached, "", 0, {"/b.cpp", H}, {}});
  EXPECT_EQ(states(), "RP");
}

TEST_F(PlanTest, WhichChecks) {
  find({at(0, 1, "x")}, "async-lock-order");
  find({at(1, 1, "x")}, "async-busy-wait");
  find({at(2, 1, "x")}, "clang-diagnostic-error");
  find({at(3, 1, "x")}, "async-std-async").Mute = Muted::InSource;
  Finding &Suggests = find({}, "async-lost-wakeup");
  Suggests.Notes = {{Suggests.At, "look", {}},
                    {Suggests.At, "this", {at(5, 1, "first")}},
                    {Suggests.At, "or that", {at(7, 1, "second")}}};
  EXPECT_EQ(states(), "PP");
  Options.Unsafe = true;
  EXPECT_EQ(states(), "PPP");
  EXPECT_EQ(P.Fixes[2].Edits[0].Text, "first");
  EXPECT_TRUE(P.Fixes[2].Suggested);
  Options.Fixable = {"lock-*", "async-lost*"};
  EXPECT_EQ(states(), "PP");
  Options.Unfixable = {"async-lock-order"};
  EXPECT_EQ(states(), "P");
}

TEST_F(PlanTest, IdentityIsWithoutPlace) {
  find({at(2, 1, "x")});
  states();
  std::string Identity = P.Fixes[0].Identity;
  R.Findings.clear();
  find({at(7, 1, "x")});
  states();
  EXPECT_EQ(P.Fixes[0].Identity, Identity);
  EXPECT_EQ(states({Identity}), "");
}

TEST_F(PlanTest, Subsets) {
  find({at(0, 0, "#include <mutex>\n"), at(3, 1, "x")});
  find({at(0, 0, "#include <mutex>\n"), at(5, 1, "y")});
  ASSERT_EQ(states(), "PP");
  auto Changes = P.changes([&](const PlannedFix &F) { return &F == &P.Fixes[1]; });
  ASSERT_EQ(Changes.size(), 1u);
  EXPECT_EQ(Changes[0].After, "#include <mutex>\n01234y6789\nabcdefghij\n");
}

} // namespace
} // namespace asynctidy::runner
