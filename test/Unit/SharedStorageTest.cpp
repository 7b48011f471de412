//===- SharedStorageTest.cpp - containers that others change meanwhile --------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/SharedStorage.h"
#include "TestUnit.h"
#include "async-tidy/Analysis/StaleUses.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// The mocks, with the models of these tests alone.
TestSetup withTestModels() {
  TestSetup Setup = withMocks();
  Setup.Models = testModels();
  return Setup;
}

const std::string Containers = R"cpp(
#include <coroutine.h>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <vector>
using mini::task;
task<> send();
void use(int);
struct item { int i; };
)cpp";

/// Where variable v of S::f leads: the container, `[]` for an element, `*` for what that owns.
std::string leads(const std::string &Members, const std::string &Body) {
  TestCode Code(Containers + "struct S { " + Members + " task<> f(int id) { " + Body + " } };",
                withTestModels());
  std::optional<SharedStorage> Storage =
      sharedStorageOf(Code.unit(), Code.function("f"), Code.variable("v").getInit());
  if (!Storage)
    return "none";
  return Storage->Container->getNameAsString() + (Storage->Element ? "[]" : "") +
         (Storage->Pointee ? "*" : "");
}

TEST(SharedStorageTest, FindsTheContainer) {
  EXPECT_EQ(leads("std::vector<item> c;", "auto &v = c[0]; co_return;"), "c[]");
  EXPECT_EQ(leads("std::vector<item> c;", "auto *v = &c.front(); co_return;"), "c[]");
  EXPECT_EQ(leads("std::map<int, item> c;", "auto v = c.find(id); co_return;"), "c[]");
  EXPECT_EQ(leads("std::vector<item> c;", "auto &v = c; co_return;"), "c");
  EXPECT_EQ(leads("std::vector<item> c;", "auto &w = c[0]; auto &v = w.i; co_return;"), "c[]");
}

TEST(SharedStorageTest, FollowsWhatAnElementOwns) {
  EXPECT_EQ(leads("std::vector<std::unique_ptr<item>> c;", "auto &v = *c[0]; co_return;"), "c[]*");
}

TEST(SharedStorageTest, NothingOfTheFrameOrOfOthers) {
  EXPECT_EQ(leads("", "std::vector<item> c; auto &v = c[0]; co_return;"), "none");
  EXPECT_EQ(leads("std::vector<item *> c;", "auto *v = c[0]; co_return;"), "none");
  EXPECT_EQ(leads("std::vector<std::shared_ptr<item>> c;", "auto &v = *c[0]; co_return;"), "none");
  EXPECT_EQ(leads("item c;", "auto &v = c; co_return;"), "none");
  EXPECT_EQ(leads("const std::vector<item> c;", "auto &v = c[0]; co_return;"), "none");
}

/// Who changes it while f sleeps, which has a value of kind \p What in it.
std::string changer(const std::string &Members, const std::string &Body,
                    Handle What = Handle::Reference) {
  TestCode Code(Containers + "struct S { " + Members + " task<> f(int id) { " + Body + " } };",
                withTestModels());
  std::optional<SharedStorage> Storage =
      sharedStorageOf(Code.unit(), Code.function("f"), Code.variable("v").getInit());
  const StorageChange *Change =
      Storage ? Code.unit().storageChanges().whileSuspended(*Storage, What, Code.function("f"))
              : nullptr;
  return Change ? Change->In->getNameAsString() : "nobody";
}

TEST(SharedStorageTest, ChangesGoByTheContainersRules) {
  EXPECT_EQ(
      changer("std::vector<item> c; void g() { c.push_back({}); }", "auto &v = c[0]; co_return;"),
      "g");
  EXPECT_EQ(changer("std::list<item> c; void g() { c.push_back({}); }",
                    "auto &v = c.front(); co_return;"),
            "nobody");
  EXPECT_EQ(changer("std::deque<item> c; void g() { c.push_back({}); }",
                    "auto &v = c.front(); co_return;"),
            "nobody");
  EXPECT_EQ(changer("std::deque<item> c; void g() { c.push_back({}); }",
                    "auto &v = c.front(); co_return;", Handle::Iterator),
            "g");
  EXPECT_EQ(changer("std::vector<std::unique_ptr<item>> c; void g() { c.push_back(nullptr); }",
                    "auto &v = *c[0]; co_return;"),
            "nobody");
  EXPECT_EQ(changer("std::vector<std::unique_ptr<item>> c; void g() { c.clear(); }",
                    "auto &v = *c[0]; co_return;"),
            "g");
}

TEST(SharedStorageTest, OwnChangesCountWhereAParameterChooses) {
  EXPECT_EQ(changer("std::map<int, item> c;", "auto v = c.find(id); c.erase(v); co_return;"), "f");
  EXPECT_EQ(changer("std::vector<item> c;", "auto &v = c.back(); c.pop_back(); co_return;"),
            "nobody");
}

TEST(SharedStorageTest, WhoRunsInTheSameCallIsNoOther) {
  EXPECT_EQ(changer("std::vector<item> c; S() { c.push_back({}); } ~S() { c.clear(); }",
                    "auto &v = c[0]; co_return;"),
            "nobody");
  EXPECT_EQ(changer("std::vector<item> c; task<> g() { co_await f(1); c.clear(); }",
                    "auto &v = c[0]; co_return;"),
            "nobody");
}

/// The use of v behind a suspension, as text.
std::string stale(const std::string &Body) {
  TestCode Code(Containers + "extern std::map<int, item> c; task<> f(bool b) { " + Body + " }",
                withTestModels());
  std::optional<StaleUse> Stale =
      firstStaleUse(Code.unit(), Code.function("f"), Code.variable("v"), &Code.variable("c"));
  return Stale ? Code.text(*Stale->Use) + " after " + Code.text(*Stale->Suspension) : "none";
}

TEST(SharedStorageTest, FindsUsesBehindASuspension) {
  EXPECT_EQ(stale("auto &v = c.at(1); co_await send(); use(v.i);"), "v after co_await send()");
  EXPECT_EQ(stale("auto &v = c.at(1); if (b) co_await send(); use(v.i);"),
            "v after co_await send()");
  EXPECT_EQ(stale("auto &v = c.at(1); use(v.i); co_await send();"), "none");
  EXPECT_EQ(stale("co_await send(); auto &v = c.at(1); use(v.i);"), "none");
  EXPECT_EQ(stale("while (b) { auto &v = c.at(1); use(v.i); co_await send(); }"), "none");
}

TEST(SharedStorageTest, ANewValueOrAQuestionEndsIt) {
  EXPECT_EQ(stale("auto v = c.find(1); co_await send(); v = c.find(1); use(v->second.i);"), "none");
  EXPECT_EQ(stale("auto &v = c.at(1); co_await send(); if (c.contains(1)) use(v.i);"), "none");
}

TEST(SharedStorageTest, ContainersOfTheUsersOwnChangeByTheirBodies) {
  const std::string Own =
      "struct own { std::deque<item> d; ~own(); void add(item i) { d.push_back(i); }"
      " int see() { return d.size(); } std::deque<item>::iterator begin(); "
      "std::deque<item>::iterator end(); }; own c; ";
  EXPECT_EQ(changer(Own + "void add() { c.add({}); }",
                    "auto v = c.begin(); co_await send(); (void)v;", Handle::Iterator),
            "add");
  EXPECT_EQ(changer(Own + "void look() { c.see(); }",
                    "auto v = c.begin(); co_await send(); (void)v;", Handle::Iterator),
            "nobody");
}

} // namespace
