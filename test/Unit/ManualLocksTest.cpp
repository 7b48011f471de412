//===- ManualLocksTest.cpp - locks that no guard holds --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ManualLocks.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Globals[] = R"cpp(
std::mutex m, m2; bool c; int n;
void work(); void quick() noexcept; int twice(int i) { return 2 * i; }
#line 1
)cpp";

/// The locks in function `f` of \p Code: `m:1` for a mutex and the number of its unlocks; behind it
/// `!` for each way out that leaves it locked, `^` if something may throw, `-` if it is not a pair
/// of statements of one block.
Strings locksIn(llvm::StringRef Code) {
  TestCode Parsed((Globals + Code).str());
  Strings Result;
  for (const ManualLock &Lock : manualLocks(Parsed.unit(), Parsed.function("f"))) {
    std::string Text =
        pathText(*AccessPath::of(Lock.Lock.Mutex)) + ":" + std::to_string(Lock.Unlocks.size());
    Text += std::string(Lock.Leaks.size(), '!');
    Text += Lock.Throws ? "^" : "";
    Text += Lock.Block ? "" : "-";
    Result.push_back(Text);
  }
  return Result;
}

TEST(ManualLocksTest, PairsAreFound) {
  EXPECT_EQ(locksIn("void f() { m.lock(); n = 1; m.unlock(); }"), Strings{"m:1"});
  EXPECT_EQ(locksIn("void f() { m.lock(); m.unlock(); m2.lock(); m2.unlock(); }"),
            (Strings{"m:1", "m2:1"}));
  EXPECT_EQ(locksIn("void f() { m.lock(); if (c) { m.unlock(); return; } m.unlock(); }"),
            Strings{"m:2"});
  EXPECT_EQ(locksIn("void f() { m.lock(); if (c) m.unlock(); else m.unlock(); }"), Strings{"m:2-"});
}

TEST(ManualLocksTest, WaysOutWithTheLockAreFound) {
  EXPECT_EQ(locksIn("void f() { m.lock(); if (c) return; m.unlock(); }"), Strings{"m:1!"});
  EXPECT_EQ(locksIn("void f() { m.lock(); if (c) throw 1; m.unlock(); }"), Strings{"m:1!^"});
  EXPECT_EQ(locksIn("void f() { while (n--) { m.lock(); if (c) break; m.unlock(); } }"),
            Strings{"m:1!"});
  EXPECT_EQ(locksIn("void f() { for (;;) { m.lock(); if (c) break; m.unlock(); } m.unlock(); }"),
            Strings{"m:2-"});
  EXPECT_EQ(
      locksIn("[[noreturn]] void die() noexcept; void f() { m.lock(); if (c) die(); m.unlock(); }"),
      Strings{"m:1"});
}

TEST(ManualLocksTest, WhatMayThrowIsFound) {
  EXPECT_EQ(locksIn("void f() { m.lock(); work(); m.unlock(); }"), Strings{"m:1^"});
  EXPECT_EQ(locksIn("void f() { m.lock(); quick(); n = twice(n); m.unlock(); }"), Strings{"m:1"});
  EXPECT_EQ(locksIn("void g() { work(); } void f() { m.lock(); g(); m.unlock(); }"),
            Strings{"m:1^"});
  EXPECT_EQ(locksIn("extern \"C\" void g(); void f() { m.lock(); g(); m.unlock(); }"),
            Strings{"m:1"});
  EXPECT_EQ(locksIn("void f() { m.lock(); try { work(); } catch (...) {} m.unlock(); }"),
            Strings{"m:1"});
  EXPECT_EQ(
      locksIn(
          "void f() { m.lock(); try { work(); } catch (...) { m.unlock(); throw; } m.unlock(); }"),
      Strings{"m:1"});
}

TEST(ManualLocksTest, LocksOfOthersAreLeftOut) {
  EXPECT_EQ(locksIn("void f() { m.unlock(); work(); m.lock(); }"), Strings());
  EXPECT_EQ(locksIn("void f() { if (c) m.lock(); work(); if (c) m.unlock(); }"), Strings());
  EXPECT_EQ(locksIn("void f() { m.lock(); std::lock_guard<std::mutex> g(m, std::adopt_lock); "
                    "m.unlock(); }"),
            Strings());
  EXPECT_EQ(locksIn("void g(std::mutex &); void f() { m.lock(); g(m); m.unlock(); }"), Strings());
  EXPECT_EQ(locksIn("struct N { std::mutex m; N *next; }; void f(N *p) { p->m.lock(); p = p->next; "
                    "p->m.unlock(); }"),
            Strings());
  EXPECT_EQ(locksIn("void f() { std::unique_lock<std::mutex> l(m); l.unlock(); l.lock(); }"),
            Strings());
}

} // namespace
