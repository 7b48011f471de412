//===- MemberThreadsTest.cpp - threads that a class keeps in its members --===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/MemberThreads.h"
#include "TestUnit.h"
#include "llvm/ADT/StringExtras.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// For each thread of class S, in order: the member, what it uses (`+` behind a wait), and `!` if
/// nothing but its destructor joins it.
std::string threadsOf(StringRef Text) {
  TestCode Code(Text.str());
  std::vector<MemberStart> Starts = memberStarts(Code.unit(), Code.record("S"));
  Strings Result;
  for (const MemberStart &Start : Starts) {
    Strings Uses;
    for (const MemberUse &Use : membersUsedBy(Code.unit(), Start))
      Uses.push_back(Use.Field->getNameAsString() + (Use.AfterWait ? "+" : ""));
    Result.push_back((Start.InInitializer ? "init " : "") + Start.Member->getNameAsString() + "(" +
                     llvm::join(Uses, " ") + ")" +
                     (joinedByItselfAlone(Code.unit(), *Start.Member, Starts) ? "!" : ""));
  }
  return llvm::join(Result, ", ");
}

TEST(MemberThreadsTest, Starts) {
  EXPECT_EQ(threadsOf("struct S { int a = 1; std::jthread t{[this] { ++a; }}; };"), "init t(a)!");
  EXPECT_EQ(threadsOf("struct S { int a; std::thread t; S() : t([this] { ++a; }) {} };"),
            "init t(a)");
  EXPECT_EQ(threadsOf("struct S { int a; std::jthread t; void f() { t = std::jthread([this] { ++a; "
                      "}); } };"),
            "t(a)!");
  EXPECT_EQ(threadsOf("struct S { std::unique_ptr<std::thread> t; int a; void f() { t.reset(new "
                      "std::thread([this] { ++a; })); } };"),
            "t(a)");
  EXPECT_EQ(threadsOf("struct S { std::jthread t; void f() { std::jthread u([this] {}); } };"), "");
}

TEST(MemberThreadsTest, Uses) {
  EXPECT_EQ(
      threadsOf("struct S { std::jthread t{&S::f, this}; int a, b; void f() { g(); } void g() "
                "{ ++b; f(); } };"),
      "init t(b)!");
  EXPECT_EQ(
      threadsOf("struct S { std::jthread t{&S::f, this}; int a; static void f(S *s) { ++s->a; "
                "} };"),
      "init t(a)!");
  EXPECT_EQ(threadsOf("void f(int &); struct S { std::jthread t{f, std::ref(a)}; int a; };"),
            "init t(a)!");
  EXPECT_EQ(threadsOf("struct S { std::jthread t{[a = a] {}}; int a; };"), "init t()!");
  EXPECT_EQ(threadsOf("struct S { std::thread e; std::jthread t{[this] { ++a; e.join(); ++b; "
                      "}}; int a, b; };"),
            "init t(a e b+)!");
}

TEST(MemberThreadsTest, WhoJoins) {
  EXPECT_EQ(threadsOf("struct S { std::jthread t{[] {}}; ~S() { t.request_stop(); } };"),
            "init t()!");
  EXPECT_EQ(threadsOf("struct S { std::jthread t{[] {}}; ~S() { t.join(); } };"), "init t()");
  EXPECT_EQ(threadsOf("struct S { std::jthread t{[] {}}; ~S(); };"), "init t()");
  EXPECT_EQ(threadsOf("struct S { std::jthread t{[] {}}; void stop(); };"), "init t()");
  EXPECT_EQ(threadsOf("struct S { std::jthread t{[] {}}; void start(); };"), "init t()!");
}

} // namespace
