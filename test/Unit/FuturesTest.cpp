//===- FuturesTest.cpp - futures, where they come from and are kept -------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Futures.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Model[] = R"yaml(
framework: lib
roots: [lib]
functions:
  - {name: start, launch: {policy: how, now: threaded, deferred: lazily}}
  - {name: go, launch: {policy: how, now: threaded, deferred: lazily, default: now}}
  - {name: "result::get", tasks: [{argument: object, does: waits}]}
  - {name: bind, callables: [{argument: 0, when: returned}]}
types:
  - {name: result, future: {takes: [get], times: [wait_for], tests: [valid]}}
)yaml";

constexpr char Globals[] = R"cpp(
namespace lib {
enum class how { threaded = 1, lazily = 2 };
constexpr how operator|(how A, how B) { return how(int(A) | int(B)); }
struct result {
  result(); result(result &&); result &operator=(result &&); ~result();
  int get(); int get(int); bool wait_for(int); bool valid(); result share();
};
template <class... As> result start(As &&...) { for (;;) ; }
template <class... As> result go(As &&...) { for (;;) ; }
struct bound {};
template <class F> bound bind(F);
}
namespace std {
template <class T> struct list {
  T *begin(); T *end(); T &front(); T &operator[](int); void push_back(T &&); bool full() const;
};
}
int work();
#line 1
)cpp";

TestSetup setup() {
  TestSetup S;
  S.Models = withModel(Model);
  return S;
}

Launch::RunsTy runs(StringRef Call) {
  TestCode Code(Globals + ("void f(lib::how h) { " + Call + "; }").str(), setup());
  Unit &U = Code.unit();
  for (const Expr *E : U.body(Code.function("f")).calls())
    if (std::optional<Launch> L = launchOf(U, *E))
      return L->Runs;
  ADD_FAILURE() << "no launch";
  return Launch::Unknown;
}

TEST(FuturesTest, PolicySaysWhenWorkRuns) {
  EXPECT_EQ(runs("lib::start(work)"), Launch::Either);
  EXPECT_EQ(runs("lib::go(work)"), Launch::Now);
  EXPECT_EQ(runs("lib::start(lib::how::threaded, work)"), Launch::Now);
  EXPECT_EQ(runs("lib::start(lib::how::lazily, work)"), Launch::Deferred);
  EXPECT_EQ(runs("lib::go(lib::how::lazily | lib::how::threaded, work)"), Launch::Either);
  EXPECT_EQ(runs("lib::start(h, work)"), Launch::Unknown);
}

bool misplaced(StringRef Call) {
  TestCode Code(Globals + ("void f() { " + Call + "; }").str(), setup());
  Unit &U = Code.unit();
  for (const Expr *E : U.body(Code.function("f")).calls())
    if (std::optional<Launch> L = launchOf(U, *E))
      return L->Misplaced != nullptr;
  return false;
}

TEST(FuturesTest, PolicyIsMisplacedWhereTheCallableIgnoresIt) {
  EXPECT_TRUE(misplaced("lib::start(lib::bind(work), lib::how::threaded)"));
  EXPECT_TRUE(misplaced("auto b = lib::bind(work); lib::start(b, lib::how::threaded)"));
  EXPECT_TRUE(misplaced("lib::start([](auto...) {}, 1, lib::how::threaded)"));
  EXPECT_FALSE(misplaced("lib::start([](auto) {}, lib::how::threaded)"));
  EXPECT_FALSE(misplaced("lib::start(work, lib::how::threaded)"));
  EXPECT_FALSE(misplaced("lib::start(lib::how::lazily, work, lib::how::threaded)"));
}

FutureWait waits(StringRef Call) {
  TestCode Code(Globals + ("void f(lib::result &r) { " + Call + "; }").str(), setup());
  Unit &U = Code.unit();
  return futureWait(U, *U.body(Code.function("f")).calls().front());
}

TEST(FuturesTest, WaitsForeverOrWithALimit) {
  EXPECT_EQ(waits("r.get()"), FutureWait::Forever);
  EXPECT_EQ(waits("r.get(1)"), FutureWait::Limited);
  EXPECT_EQ(waits("r.wait_for(1)"), FutureWait::Limited);
  EXPECT_EQ(waits("r.valid()"), FutureWait::None);
  EXPECT_EQ(waits("work()"), FutureWait::None);
}

/// What the first launch in \p Text is kept in, and how many launches that has.
std::string kept(StringRef Text) {
  TestCode Code(Globals + Text.str(), setup());
  Unit &U = Code.unit();
  const FunctionDecl &F = Code.function("f");
  for (const Expr *E : U.body(F).calls())
    if (std::optional<Launch> L = launchOf(U, *E)) {
      const ValueDecl *Holder = holderOf(U.body(F), *E);
      return Holder ? Holder->getNameAsString() + " " +
                          std::to_string(launchesInto(U, F, *Holder).size())
                    : "-";
    }
  ADD_FAILURE() << "no launch";
  return "";
}

TEST(FuturesTest, FindsWhereAFutureIsKept) {
  EXPECT_EQ(kept("void f() { auto r = lib::start(work); }"), "r 1");
  EXPECT_EQ(kept("void f() { lib::result r = lib::start(work).share(); r = lib::go(work); }"),
            "r 2");
  EXPECT_EQ(kept("void f() { std::list<lib::result> l; l.push_back(lib::start(work)); }"), "l 1");
  EXPECT_EQ(kept("void f() { std::list<lib::result> l; l[1] = lib::start(work);"
                 "  lib::result r = lib::go(work); l.push_back(std::move(r)); }"),
            "l 2");
  EXPECT_EQ(kept("struct s { lib::result m; void g(); void h() { m = lib::go(work); } };"
                 "void s::g() {} void f(s &x) { x.m = lib::start(work); }"),
            "m 2");
  EXPECT_EQ(kept("struct s { lib::result m; s() : m(lib::start(work)) {} };"
                 "struct t { lib::result m; void f() { m = lib::start(work); } };"),
            "m 1");
  EXPECT_EQ(kept("void f() { auto r = lib::start(work); auto l = [&] { r = lib::go(work); }; }"),
            "r 2");
  EXPECT_EQ(kept("lib::result f() { return lib::start(work); }"), "-");
  EXPECT_EQ(kept("void g(lib::result); void f() { g(lib::start(work)); }"), "-");
}

/// Whom the object of the call in `here(...)` belongs to.
std::string named(StringRef Statement) {
  TestCode Code(Globals + ("std::list<lib::result> l; struct s { lib::result m; };"
                           "void f(s &x, std::pair<int, lib::result> p) { " +
                           Statement + " }")
                              .str(),
                setup());
  Unit &U = Code.unit();
  for (const Expr *E : U.body(Code.function("f")).calls())
    if (futureWait(U, *E) != FutureWait::None) {
      const ValueDecl *Holder = holderNamedBy(objectOf(*E));
      return Holder ? Holder->getNameAsString() : "-";
    }
  return "";
}

TEST(FuturesTest, FindsWhoHasAFuture) {
  EXPECT_EQ(named("x.m.get();"), "m");
  EXPECT_EQ(named("p.second.get();"), "p");
  EXPECT_EQ(named("l[0].get();"), "l");
  EXPECT_EQ(named("l.front().get();"), "l");
  EXPECT_EQ(named("for (auto &r : l) r.get();"), "l");
  EXPECT_EQ(named("auto &r = l.front(); r.get();"), "l");
  EXPECT_EQ(named("auto *r = &x.m; r->get();"), "m");
  EXPECT_EQ(named("auto r = std::move(x.m); r.get();"), "r");
  EXPECT_EQ(named("lib::start(work).get();"), "-");
}

} // namespace
