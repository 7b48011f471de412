//===- BlockingTest.cpp - calls that block the thread --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Blocking.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Model[] = R"yaml(
framework: slow
functions:
- name: fetch
  blocks:
    kind: io
    why: waits for the server
    min-arguments: 1
    unless:
    - {argument: 0, equals: 0}
    - {argument: 1, mentions: NO_WAIT}
    unless-file-mentions: [set_nonblocking]
    unless-function-mentions: [pending_bytes]
- name: request
  blocks:
    kind: io
    why: waits for the server
    unless: [{argument: any, callable: true}]
)yaml";

/// Which kind of blocking each call of `f` is, in the order of the source; `-` is none.
std::string kinds(StringRef Text) {
  TestSetup S;
  S.Models = withModel(Model);
  TestCode Code(("constexpr int NO_WAIT = 1; int fetch(int = 1, int = 0); int pending_bytes();\n"
                 "std::mutex m;\n" +
                 Text)
                    .str(),
                S);
  const char *Names[] = {"sleep", "wait", "io", "file", "dns", "process", "lock", "compute"};
  std::string Result;
  for (const CallSite &Site : Code.unit().callGraph().callsOf(Code.function("f"))) {
    if (Site.Kind == CallSite::Destructor)
      continue;
    const BlockingFact *Fact = blockingFactAt(Code.unit(), Site);
    Result += (Result.empty() ? "" : " ") + std::string(Fact ? Names[Fact->Kind] : "-");
  }
  return Result;
}

TEST(BlockingTest, KindsOfBlockingCalls) {
  EXPECT_EQ(kinds("void f() { fetch(2); coin(); }"), "io -");
  EXPECT_EQ(kinds("void f(std::thread &t) { t.join(); }"), "wait");
  EXPECT_EQ(kinds("void f() { std::lock_guard<std::mutex> g(m); }"), "lock");
  EXPECT_EQ(kinds("void f() { std::unique_lock<std::mutex> g(m, std::try_to_lock); }"), "- -");
}

TEST(BlockingTest, OverloadsThatTakeACallback) {
  EXPECT_EQ(kinds("int request(int, double = 0); void request(int, void (*)(int), double = 0);"
                  "struct Callback { void operator()(int) const; };"
                  "void request(const Callback &, int); void done(int);"
                  "void f(const Callback &c) { request(1); request(1, 2.0); request(1, done);"
                  "  request(1, &done, 2.0); request(c, 1); }"),
            "io io - - -");
}

TEST(BlockingTest, ArgumentsThatProveThatNobodyWaits) {
  EXPECT_EQ(kinds("void f() { fetch(0); fetch(1 - 1); fetch(1); }"), "- - io");
  EXPECT_EQ(kinds("void f() { fetch(1, NO_WAIT); fetch(1, 2); }"), "- io");
  EXPECT_EQ(kinds("void f(int n) { fetch(n); }"), "io");
}

TEST(BlockingTest, WhatFilesAndFunctionsMention) {
  EXPECT_EQ(kinds("void set_nonblocking(); void f() { fetch(2); }"), "-");
  EXPECT_EQ(kinds("void f() { if (pending_bytes() > 2) fetch(2); }"), "- -");
  EXPECT_EQ(kinds("void g() { pending_bytes(); } void f() { fetch(2); }"), "io");
}

TEST(BlockingTest, NotesOfAChainEndWithTheReason) {
  TestSetup S;
  S.Models = withModel(Model);
  TestCode Code(
      "int fetch(int = 1, int = 0); void inner() { fetch(2); } void outer() { inner(); }\n"
      "void f() { outer(); }",
      S);
  CallGraph &Graph = Code.unit().callGraph();
  CallGraph::Query Query(
      Graph, [&](const CallSite &Site) { return blockingFactAt(Code.unit(), Site) != nullptr; });
  const Reach &Answer = Query.ask(Code.function("outer"));
  ASSERT_EQ(Answer.What, Reach::Yes);
  std::vector<PathNote> Notes =
      notesOfBlockingPath(Code.unit(), Graph.callsOf(Code.function("f")).front(), Answer.Path);
  ASSERT_EQ(Notes.size(), 2u);
  EXPECT_EQ(Notes[0].Text, "'outer' calls 'inner' here");
  EXPECT_EQ(Notes[1].Text, "'inner' calls 'fetch' here, which waits for the server");
}

const std::string Work = R"(
struct Work {
  bool await_ready(); void await_suspend(std::coroutine_handle<>); int await_resume();
  bool is_ready() const; int blocking_wait(); void syncWait();
};
Work start();
template <class T> int sync_wait(T &&);
int sync_wait(int);
)";

/// The waits for tasks in f of \p Text that aren't known to be over, by their text.
Strings waits(const std::string &Text) {
  TestCode Code(Work + Text);
  const FunctionDecl &F = Code.function("f");
  Strings Result;
  for (const CallSite &Site : Code.unit().callGraph().callsOf(F))
    if (Site.Callee && waitsForTask(Code.unit(), Site) && !isKnownReady(Code.unit(), F, *Site.Expr))
      Result.push_back(nameOfCallee(Site));
  return Result;
}
const Strings None;

TEST(BlockingTest, WaitsForTasksByNameAndArgument) {
  EXPECT_EQ(waits("void f() { sync_wait(number()); }"), Strings{"'sync_wait'"});
  EXPECT_EQ(waits("void f(Work w) { w.blocking_wait(); }"), Strings{"'blocking_wait'"});
  EXPECT_EQ(waits("void f() { sync_wait(1); }"), None);
  EXPECT_EQ(waits("void f() { number(); start(); }"), None);
}

TEST(BlockingTest, KnownReadyWhereTestedOnEveryPath) {
  EXPECT_EQ(waits("void f(Work w) { if (w.is_ready()) w.blocking_wait(); }"), None);
  EXPECT_EQ(waits("void f(Work w) { if (!w.is_ready()) return; w.blocking_wait(); }"), None);
  EXPECT_EQ(waits("void f(Work w) { while (!w.is_ready()) here(1); w.blocking_wait(); }"), None);
  EXPECT_EQ(waits("void f(Work w) { if (coin() && w.is_ready()) w.blocking_wait(); }"), None);
  EXPECT_EQ(waits("void f(Work w) { if (coin() || w.is_ready()) w.blocking_wait(); }"),
            Strings{"'blocking_wait'"});
  EXPECT_EQ(waits("void f(Work w) { if (!w.is_ready()) w.blocking_wait(); }"),
            Strings{"'blocking_wait'"});
  EXPECT_EQ(waits("void f(Work w, Work v) { if (v.is_ready()) w.blocking_wait(); }"),
            Strings{"'blocking_wait'"});
}

TEST(BlockingTest, KnownReadyAfterAwait) {
  EXPECT_EQ(waits("co::task<> f(Work w) { co_await w; w.blocking_wait(); }"), None);
  EXPECT_EQ(waits("void f(Work w) { if (w.is_ready()) { w = start(); w.blocking_wait(); } }"),
            Strings{"'blocking_wait'"});
}

TEST(BlockingTest, CallbacksHoldTheirObject) {
  auto Callbacks = [](const std::string &Text) {
    TestCode Code(R"(
      template <class T> struct weak { T *lock() const; bool expired() const; };
      struct Loop { template <class F> void on(F) {} };
      struct Object; struct shared { Object *operator->() const; };
      struct Object { weak<Object> self(); shared shared_from_this(); };
      )" + Text);
    return callbacksOf(Code.unit(), Code.function("f")).size();
  };
  EXPECT_EQ(Callbacks("void f(Loop l, weak<int> w) { l.on([w] { here(1); }); }"), 1u);
  EXPECT_EQ(Callbacks("void f(Loop l, Object o) { l.on([s = o.shared_from_this()] {}); }"), 1u);
  EXPECT_EQ(Callbacks("void f(Loop l, Object o) { auto s = o.shared_from_this(); l.on([s] {}); }"),
            1u);
  EXPECT_EQ(Callbacks("void f(Loop l, int w) { l.on([w] { here(w); }); }"), 0u);
  EXPECT_EQ(Callbacks("void f(Loop l, weak<int> w) { l.on([&w] { here(1); }); }"), 0u);
}

TEST(BlockingTest, WorkThatNeedsItsPool) {
  auto Callbacks = [](const std::string &Text) {
    TestCode Code("struct Pool { template <class F> co::task<int> run(F) { for (;;); }"
                  "template <class F> void post(F) {} }; " +
                  Text);
    return callbacksOf(Code.unit(), Code.function("f")).size();
  };
  EXPECT_EQ(Callbacks("void f(Pool &p) { p.run([&] { p.run([] {}); }); }"), 1u);
  EXPECT_EQ(Callbacks("void f(Pool &p) { p.run([&] { f(p); }); }"), 1u);
  EXPECT_EQ(Callbacks("struct S { Pool *p; void f() { p->run([this] { p->run([] {}); }); } };"),
            1u);
  EXPECT_EQ(Callbacks("void f(Pool &p, Pool &q) { p.run([&] { q.run([] {}); }); }"), 0u);
  EXPECT_EQ(Callbacks("void f(Pool &p) { p.post([&] { p.post([] {}); }); }"), 0u);
  EXPECT_EQ(Callbacks("void f(Pool &p) { p.run([&] { here(1); }); }"), 0u);
}

} // namespace
