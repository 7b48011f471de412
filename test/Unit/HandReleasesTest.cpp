//===- HandReleasesTest.cpp - what is released by hand, behind a suspension ===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/HandReleases.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// Handles, and a room that is entered.
constexpr char Model[] = R"yaml(
framework: own
roots: [own]
functions:
  - {name: get, resource: {released-by: [put]}}
  - {name: "room::enter", resource: {of: object, released-by: [leave]}}
)yaml";

constexpr char Globals[] = R"cpp(
namespace own {
int get(); void put(int);
struct room { void enter(); void leave(); };
}
struct owner { explicit owner(int); ~owner(); };
struct view { int handle; };
struct guard { template <class F> explicit guard(F &&) {} ~guard(); };
co::task<> work(); co::task<> use(int); void look(int); void look(view);
struct counts { int n; own::room room; };
#line 1
)cpp";

/// The names of what leaks in f.
std::string leaksIn(llvm::StringRef Code) {
  TestSetup S;
  S.Models = parseModels({Model});
  TestCode Parsed((Globals + Code).str(), S);
  std::string Names;
  for (const HandRelease &Leak : leaksAcrossSuspensions(Parsed.unit(), Parsed.function("f")))
    Names += Leak.Resource->getNameAsString() + ";";
  return Names;
}

TEST(HandReleasesTest, Values) {
  EXPECT_EQ(leaksIn("co::task<> f() { int h = own::get(); co_await work(); own::put(h); }"), "h;");
  EXPECT_EQ(leaksIn("co::task<> f() { int h = own::get(); if (h < 0) co_return; look(h); "
                    "look(view{h}); co_await use(h); if (h) own::put(h); }"),
            "h;");
  EXPECT_EQ(leaksIn("co::task<> f() { int *p = new int; co_await work(); delete p; }"), "p;");
  EXPECT_EQ(leaksIn("co::task<> f() { int h = own::get(); if (h == 1) { own::put(h); co_return; } "
                    "co_await work(); own::put(h); }"),
            "h;");
}

TEST(HandReleasesTest, ReleasedOrOwnedByOthers) {
  EXPECT_EQ(leaksIn("co::task<> f() { int h = own::get(); own::put(h); co_await work(); }"), "");
  EXPECT_EQ(leaksIn("co::task<> f() { int h = own::get(); co_await work(); }"), "");
  EXPECT_EQ(leaksIn("co::task<> f() { int h = own::get(); owner o(h); co_await work(); "
                    "own::put(h); }"),
            "");
  EXPECT_EQ(leaksIn("co::task<> f() { int h = own::get(); guard g([h] { own::put(h); }); "
                    "co_await work(); own::put(h); }"),
            "");
  EXPECT_EQ(leaksIn("co::task<> f() { int h = own::get(); try { co_await work(); } catch (...) {} "
                    "own::put(h); }"),
            "");
  EXPECT_EQ(leaksIn("co::task<> f() { int h = own::get(); co_await std::suspend_never{}; "
                    "own::put(h); }"),
            "");
  EXPECT_EQ(leaksIn("co::task<> f(int &out) { int h = own::get(); out = h; co_await work(); "
                    "own::put(h); }"),
            "");
}

TEST(HandReleasesTest, ObjectsAndCounters) {
  EXPECT_EQ(leaksIn("co::task<> f(counts &c) { ++c.n; co_await work(); --c.n; }"), "n;");
  EXPECT_EQ(leaksIn("co::task<> f(counts *c) { c->n++; co_await work(); c->n--; }"), "n;");
  EXPECT_EQ(leaksIn("co::task<> f(counts &c) { c.room.enter(); co_await work(); c.room.leave(); }"),
            "room;");
  EXPECT_EQ(leaksIn("co::task<> f(counts &c, counts &d) { ++c.n; co_await work(); --d.n; }"), "");
  EXPECT_EQ(leaksIn("co::task<> f(counts &c) { try { ++c.n; co_await work(); --c.n; } "
                    "catch (...) { --c.n; } }"),
            "");
  EXPECT_EQ(leaksIn("co::task<> f(counts &c) { ++c.n; guard g([&] { --c.n; }); co_await work(); "
                    "--c.n; }"),
            "");
  EXPECT_EQ(leaksIn("co::task<> f() { counts c; ++c.n; co_await work(); --c.n; }"), "");
  EXPECT_EQ(leaksIn("co::task<> f() { int n = 0; ++n; co_await work(); --n; }"), "");
}

} // namespace
