//===- InventoryTest.cpp - what is asynchronous in a function ------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Inventory.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Model[] = R"yaml(
framework: more
roots: [std, more]
functions:
  - {name: async, callables: [{argument: any, when: offloaded}], launch: {policy: launch, now: async, deferred: deferred}}
  - {name: "thread::detach", tasks: [{argument: object, does: spawns}]}
  - {name: start, tasks: [{argument: 0, does: spawns}]}
types:
  - {name: alone, errors: dropped}
  - {name: token, cancellation: token}
  - {name: atomic, atomic: {loads: [load], stores: [store]}}
)yaml";

/// The items in function \p Name of \p Text, one a line: kind and detail.
std::string itemsOf(StringRef Text, StringRef Name = "f", bool Instance = false) {
  TestSetup S;
  S.Models = withModel(Model);
  TestCode Code(("namespace std { template <class T> struct atomic { T load(); void store(T); T "
                 "operator++(); }; }\n"
                 "namespace more { struct alone {}; struct token {}; template <class... A> void "
                 "start(A &&...); }\n"
                 "void work(); std::mutex m; toy::executor loop; toy::thread_pool pool; \n" +
                 Text)
                    .str(),
                S);
  std::string Result;
  inventory(Code.unit(), Instance ? Code.instantiation(Name) : Code.function(Name),
            [&](StringRef Kind, StringRef Detail, SourceLocation Where) {
              EXPECT_TRUE(Where.isValid());
              Result += (Result.empty() ? "" : "; ") + Kind.str() +
                        (Detail.empty() ? "" : " " + Detail.str());
            });
  return Result;
}

TEST(InventoryTest, CoroutinesAndTheirSuspensions) {
  EXPECT_EQ(itemsOf("co::task<> f() { co_await number(); co_await number(); }"),
            "coroutine co::task; co_await co::task; co_await co::task");
  EXPECT_EQ(itemsOf("co::generator<int> f() { co_yield 1; }"), "coroutine co::generator; co_yield");
  EXPECT_EQ(itemsOf("co::task<> f() { return nothing(); }"), "");
  // What is in a lambda is the lambda's.
  EXPECT_EQ(itemsOf("void f() { auto l = []() -> co::task<> { co_await nothing(); }; }"), "");
  EXPECT_EQ(
      itemsOf("void f() { auto l = []() -> co::task<> { co_await nothing(); }; }", "operator()"),
      "coroutine co::task; co_await co::task");
}

TEST(InventoryTest, Locks) {
  EXPECT_EQ(itemsOf("void f() { std::lock_guard<std::mutex> g(m); std::unique_lock<std::mutex> "
                    "l(m); l.unlock(); }"),
            "lock std::lock_guard; lock std::unique_lock");
  EXPECT_EQ(itemsOf("void f() { m.lock(); m.unlock(); }"), "lock std::mutex::lock");
  EXPECT_EQ(itemsOf("void f(pthread_mutex_t *p) { pthread_mutex_lock(p); }"),
            "lock pthread_mutex_lock");
  EXPECT_EQ(itemsOf("void f(std::unique_lock<std::mutex> &l) { l.lock(); }"), "");
  EXPECT_EQ(itemsOf("co::task<> f(toy::async_mutex &a) { co_await a.lock(); }"),
            "coroutine co::task; co_await co::task; async-lock toy::async_mutex");
}

TEST(InventoryTest, ThreadsAndWork) {
  EXPECT_EQ(itemsOf("void f() { std::thread t([] {}); t.join(); }"),
            "thread std::thread; blocking-wait std::thread::join");
  EXPECT_EQ(itemsOf("void f() { std::thread t; std::thread u(std::move(t)); }"), "");
  EXPECT_EQ(itemsOf("void f(std::vector<std::thread> &all) { all.emplace_back(work); }"),
            "thread std::thread");
  EXPECT_EQ(itemsOf("void f() { auto t = std::make_unique<std::jthread>(work); }"),
            "thread std::jthread");
  EXPECT_EQ(itemsOf("void f() { std::thread([] {}).detach(); }"),
            "thread std::thread; detached std::thread::detach");
  EXPECT_EQ(itemsOf("void f() { auto r = std::async([] { return 1; }); r.get(); }"),
            "spawn std::async; blocking-wait std::future::get");
  EXPECT_EQ(itemsOf("void f() { toy::offload(loop, [] {}); }"), "spawn toy::offload");
  EXPECT_EQ(itemsOf("void f() { toy::post(pool, [] {}); }"), "spawn toy::post");
  EXPECT_EQ(itemsOf("void f() { toy::spawn(number()); }"), "spawn toy::spawn");
}

TEST(InventoryTest, DetachedTasks) {
  EXPECT_EQ(itemsOf("void f() { more::start(number(), more::alone()); }"),
            "spawn more::start; detached more::start");
  EXPECT_EQ(itemsOf("co::detached go() { co_return; } void f() { go(); }"),
            "spawn go; detached go");
}

TEST(InventoryTest, Callbacks) {
  EXPECT_EQ(itemsOf("void f() { toy::post(loop, [] {}); }"), "callback toy::post");
  EXPECT_EQ(itemsOf("void f() { toy::run_now([] {}); }"), "");
}

TEST(InventoryTest, SleepsAndWaits) {
  EXPECT_EQ(itemsOf("void f() { std::this_thread::sleep_for(1); }"),
            "sleep std::this_thread::sleep_for");
  EXPECT_EQ(itemsOf("void f() { toy::sync_wait(number()); }"), "blocking-wait toy::sync_wait");
}

TEST(InventoryTest, TheRest) {
  EXPECT_EQ(itemsOf("std::atomic<int> a; void f() { ++a; a.store(a.load()); }"),
            "atomic std::atomic; atomic std::atomic; atomic std::atomic");
  EXPECT_EQ(itemsOf("void f(more::token t, const more::token &u, int) {}"),
            "cancellation more::token; cancellation more::token");
  EXPECT_EQ(itemsOf("TOY_TEST(adds) { use(1); }", "test_adds"), "test");
  EXPECT_EQ(itemsOf("int f(int a) { return a + 1; }"), "");
}

TEST(InventoryTest, Templates) {
  const char *Text =
      "template <class T> co::task<> f(T t) { co_await t; std::lock_guard<std::mutex> "
      "g(m); } co::task<> g() { return f(nothing()); }";
  EXPECT_EQ(itemsOf(Text), "coroutine co::task; co_await; lock std::lock_guard");
  EXPECT_EQ(itemsOf(Text, "f", true),
            "coroutine co::task; co_await co::task; lock std::lock_guard");
}

} // namespace
