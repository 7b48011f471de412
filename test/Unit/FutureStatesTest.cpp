//===- FutureStatesTest.cpp - what is done with futures and promises ------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/FutureStates.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Model[] = R"yaml(
framework: lib
roots: [lib]
functions:
  - {name: "result::get", tasks: [{argument: object, does: waits}]}
types:
  - {name: result, future: {takes: [get], times: [wait_for], tests: [valid]}, task: {start: eager, dropped: detaches}}
  - {name: ready, future: {takes: [get], ready-by-default: true}}
  - {name: source, promise: {gives: [outlet], satisfies: [set], tests: [done], resets: [reset]}}
  - {name: failure, error-code: true}
)yaml";

constexpr char Globals[] = R"cpp(
namespace lib {
struct result {
  result(); result(result &&); result &operator=(result &&); ~result();
  int get(); bool wait_for(int) const; bool valid() const; void swap(result &);
};
struct ready { ready(); ready(ready &&); ~ready(); int get(); };
struct source {
  source(); source(source &&); ~source();
  result outlet(); void set(); bool done() const; void reset();
};
struct failure { explicit operator bool() const; };
}
lib::result start();
void pass(lib::result &);
void keep(lib::result);
bool maybe(lib::result &&);
lib::failure last();
#line 1
)cpp";

/// What is wrong in function `f` of \p Text: kind, line, and `*` if it is the loop's turn before.
std::string found(StringRef Text) {
  TestSetup S;
  S.Models = withModel(Model);
  TestCode Code(Globals + Text.str(), S);
  static constexpr const char *Kinds[] = {"taken", "moved",   "empty",    "given",
                                          "set",   "forever", "returned", "unset"};
  std::string Result;
  for (const FutureMisuse &M : futureMisusesOf(Code.unit(), Code.function("f")))
    Result += (Result.empty() ? "" : " ") + std::string(Kinds[M.Kind]) + (M.InLoop ? "*" : "");
  return Result;
}

std::string body(StringRef Text) { return found(("void f() { " + Text + " }").str()); }

TEST(FutureStatesTest, AResultIsTakenOnce) {
  EXPECT_EQ(body("auto r = start(); r.get(); r.get();"), "taken");
  EXPECT_EQ(body("auto r = start(); r.get(); r = start(); r.get();"), "");
  EXPECT_EQ(body("auto r = start(); if (coin()) r.get(); else r.get(); r.wait_for(1);"), "taken");
  EXPECT_EQ(body("auto r = start(); if (coin()) r.get(); r.get();"), "");
  EXPECT_EQ(body("auto r = start(); r.get(); pass(r); r.get();"), "");
  EXPECT_EQ(body("auto r = start(); r.get(); if (r.valid()) r.get();"), "");
  EXPECT_EQ(body("auto r = start(), s = start(); r.get(); r.swap(s); r.get();"), "");
  EXPECT_EQ(body("auto r = start(); auto l = [&] { r = start(); }; r.get(); l(); r.get();"), "");
}

TEST(FutureStatesTest, TheLoopsNextTurnCounts) {
  EXPECT_EQ(body("auto r = start(); while (coin()) r.get();"), "taken*");
  EXPECT_EQ(body("auto r = start(); while (coin()) { r.get(); r = start(); }"), "");
  EXPECT_EQ(body("while (coin()) { auto r = start(); r.get(); }"), "");
  EXPECT_EQ(body("auto r = start(); while (true) if (coin()) { r.get(); break; }"), "");
  EXPECT_EQ(body("auto r = start(); while (r.valid()) r.get();"), "");
  EXPECT_EQ(body("lib::source s; for (;;) s.set();"), "set*");
}

TEST(FutureStatesTest, MovesLeaveNothing) {
  EXPECT_EQ(body("auto r = start(); keep(std::move(r)); r.get();"), "moved");
  EXPECT_EQ(body("auto r = start(); auto s = std::move(r); s.get(); r.get();"), "moved");
  EXPECT_EQ(body("auto r = start(); if (!maybe(std::move(r))) r.get();"), "");
}

TEST(FutureStatesTest, MadeOfNothing) {
  EXPECT_EQ(body("lib::result r; r.get();"), "empty");
  EXPECT_EQ(body("lib::result r; r = start(); r.get();"), "");
  EXPECT_EQ(body("lib::ready r; r.get();"), "");
}

TEST(FutureStatesTest, APromiseIsSetOnceAndGivesOneFuture) {
  EXPECT_EQ(body("lib::source s; auto r = s.outlet(); s.set(); s.set();"), "set");
  EXPECT_EQ(body("lib::source s; s.set(); if (!s.done()) s.set();"), "");
  EXPECT_EQ(body("lib::source s; s.set(); s.reset(); s.set();"), "");
  EXPECT_EQ(found("void f(lib::source &s) { auto a = s.outlet(); auto b = s.outlet(); }"), "given");
  EXPECT_EQ(found("void f(lib::source *s) { s->set(); s->set(); }"), "set");
  EXPECT_EQ(found("void f(std::unique_ptr<lib::source> s) { s->set(); s->set(); }"), "set");
}

TEST(FutureStatesTest, HandlersGetWhatWasThrownBehindIt) {
  EXPECT_EQ(body("lib::source s; try { s.set(); start(); } catch (...) { s.set(); }"), "set");
  EXPECT_EQ(
      body("lib::source s; try { s.set(); while (coin()) start(); } catch (...) { s.set(); }"),
      "set");
  EXPECT_EQ(body("lib::source s; try { start(); s.set(); } catch (...) { s.set(); }"), "");
  EXPECT_EQ(body("lib::source s; try { if (coin()) { s.set(); return; } start(); }"
                 " catch (...) { s.set(); }"),
            "");
  EXPECT_EQ(
      body("lib::source s; try { s.set(); start(); } catch (...) { if (!s.done()) s.set(); }"), "");
  EXPECT_EQ(body("lib::source s; try { s.set(); try { start(); } catch (...) {} }"
                 " catch (...) { s.set(); }"),
            "");
}

TEST(FutureStatesTest, NobodyWillSetIt) {
  EXPECT_EQ(body("lib::source s; auto r = s.outlet(); r.get();"), "forever");
  EXPECT_EQ(body("lib::source s; auto r = s.outlet(); [&] { s.set(); }(); r.get();"), "");
  EXPECT_EQ(found("lib::result f() { lib::source s; auto r = s.outlet();"
                  " if (coin()) return r; s.set(); return r; }"),
            "returned");
}

std::string member(StringRef Text) {
  return found(("struct c { lib::source s; int n; bool begin(int); bool isReady(int) ; void told();"
                " void f(lib::failure e) { " +
                Text + " } };")
                   .str());
}

TEST(FutureStatesTest, FailuresThatTellNobody) {
  EXPECT_EQ(member("if (e) return; s.set();"), "unset");
  EXPECT_EQ(member("if (!begin(1)) { here(1); return; } s.set();"), "unset");
  EXPECT_EQ(member("if (e) { told(); return; } s.set();"), "");
  EXPECT_EQ(member("if (--n) return; s.set();"), "");
  EXPECT_EQ(member("if (!isReady(1)) return; s.set();"), "");
  EXPECT_EQ(member("if (e) return; if (coin()) s.set();"), "");
  EXPECT_EQ(member("s.set(); if (e) return; here(1);"), "");
}

TEST(FutureStatesTest, SetAgainBehindABranch) {
  EXPECT_EQ(found("void f(bool b) { lib::source s; s.outlet(); if (b) s.set(); s.set(); }"), "set");
  EXPECT_EQ(
      found("void f(bool b) { lib::source s; s.outlet(); if (b) { s.set(); return; } s.set(); }"),
      "");
  EXPECT_EQ(found("void f(bool b) { lib::source s; s.outlet(); if (b) s.set(); if (!b) s.set(); }"),
            "");
}

} // namespace
