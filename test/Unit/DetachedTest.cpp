//===- DetachedTest.cpp - work that runs on its own, and what it needs ---===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Detached.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// Threads and completion tokens that can be detached.
constexpr char Model[] = R"yaml(
framework: own
roots: [own]
functions:
  - {name: handle_create, callables: [{argument: 1, when: offloaded}]}
  - {name: handle_detach, tasks: [{argument: 0, does: spawns}]}
  - {name: latch_wait, blocks: {kind: wait, why: waits}}
  - {name: spawn, tasks: [{argument: 0, does: spawns}]}
  - {name: "thread::detach", tasks: [{argument: object, does: spawns}]}
  - {name: "thread::thread", callables: [{argument: 0, when: offloaded}]}
  - {name: tick, fails-only-cancelled: true}
types:
  - {name: thread, thread: {joins: [join], detaches: [detach], tests: [joinable], dropped: terminates}}
  - {name: detached_t, errors: dropped}
  - {name: throws_t, errors: thrown}
)yaml";

constexpr char Globals[] = R"cpp(
namespace own {
struct thread { template <class F> explicit thread(F &&) {} ~thread(); void detach(); };
void latch_wait();
void handle_create(int *, void *(*)(void *), void *);
void handle_detach(int);
struct detached_t {}; struct throws_t {};
template <class T> void spawn(co::task<>, T);
template <class T> co::task<> read(T); template <class T> co::task<> tick(T);
}
void use_it(int &);
co::task<> reads() { co_await own::read(own::throws_t()); }
co::task<> ticks() { co_await own::tick(own::throws_t()); }
co::task<> calls() { co_await reads(); }
co::task<> catches() { try { co_await reads(); } catch (...) {} }
co::task<> throws_on() { try { co_await reads(); } catch (...) { throw; } }
co::task<> as_value() { co_await own::read(1); }
co::task<> unseen();
#line 1
)cpp";

TestSetup setup() {
  TestSetup S;
  S.Models = parseModels({Model});
  return S;
}

/// What the thread that function f detaches refers to; "this" for the object.
std::string threadIn(llvm::StringRef Function, llvm::StringRef Name = "f") {
  TestCode Code((Globals + Function).str(), setup());
  const FunctionBody &Body = Code.body(Name);
  for (const Expr *Call : Body.calls())
    if (std::optional<DetachedThread> Found = detachedThread(Code.unit(), Body, *Call))
      return Found->Local ? Found->Local->getNameAsString() : "this";
  return "";
}

TEST(DetachedTest, ThreadRefersToALocal) {
  EXPECT_EQ(threadIn("void f() { int x = 0; own::thread([&] { use_it(x); }).detach(); }"), "x");
  EXPECT_EQ(threadIn("void f() { int x = 0; own::thread t([&x] { use_it(x); }); t.detach(); }"),
            "x");
  EXPECT_EQ(threadIn("void f() { int x = 0; auto l = [&] { use_it(x); }; own::thread t(l); "
                     "t.detach(); }"),
            "x");
}

TEST(DetachedTest, ThreadThatIsWaitedForOrOwnsWhatItUses) {
  EXPECT_EQ(threadIn("void f() { int x = 0; own::thread([x] { (void)x; }).detach(); }"), "");
  EXPECT_EQ(threadIn("void f(int &x) { own::thread([&] { use_it(x); }).detach(); }"), "");
  EXPECT_EQ(threadIn("void f() { int x = 0; own::thread([&] { use_it(x); }).detach(); "
                     "own::latch_wait(); }"),
            "");
  EXPECT_EQ(threadIn("void f() { int x = 0; own::thread([&] { use_it(x); }).detach(); "
                     "while (!x) {} }"),
            "");
  EXPECT_EQ(threadIn("int main() { int x = 0; own::thread([&] { use_it(x); }).detach(); }", "main"),
            "");
}

TEST(DetachedTest, HandleOfAThreadThatUsesTheObject) {
  auto Detaches = [](StringRef Destructor, StringRef Argument = "this") {
    return threadIn(("bool stop; struct S { " + Destructor +
                     " static void *run(void *p) { return p; } void f() { int t; own::handle_create(&t, &S::run, " +
                     Argument + "); own::handle_detach(t); } };")
                        .str());
  };
  EXPECT_EQ(Detaches("~S() { stop = true; }"), "this");
  EXPECT_EQ(Detaches("~S() { own::latch_wait(); }"), "");
  EXPECT_EQ(Detaches("~S() { stop = true; }", "nullptr"), "");
  EXPECT_EQ(Detaches(""), "");
}

/// True if f spawns something of which it is seen that it throws.
bool losesErrors(llvm::StringRef Task, llvm::StringRef Token = "own::detached_t()") {
  TestCode Code((Globals + ("void f() { own::spawn(" + Task + ", " + Token + "); }")).str(),
                setup());
  const FunctionBody &Body = Code.body("f");
  return llvm::any_of(Body.calls(), [&](const Expr *Call) {
    return detachedErrors(Code.unit(), Body, *Call).has_value();
  });
}

TEST(DetachedTest, ErrorsOfAwaitedOperationsAreLost) {
  EXPECT_TRUE(losesErrors("reads()"));
  EXPECT_TRUE(losesErrors("calls()"));
  EXPECT_TRUE(losesErrors("throws_on()"));
}

TEST(DetachedTest, NoErrorOrSomebodyWhoSeesIt) {
  EXPECT_FALSE(losesErrors("reads()", "1"));
  EXPECT_FALSE(losesErrors("catches()"));
  EXPECT_FALSE(losesErrors("ticks()"));
  EXPECT_FALSE(losesErrors("as_value()"));
  EXPECT_FALSE(losesErrors("unseen()"));
}

} // namespace
