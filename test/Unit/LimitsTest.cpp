//===- LimitsTest.cpp - waits that nothing limits -------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Limits.h"
#include "TestUnit.h"
#include "async-tidy/Analysis/Callers.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Model[] = R"yaml(
framework: own
roots: [own]
functions:
  - {name: "socket::read", outside: {for: data, on: object}}
  - {name: "read", outside: {for: data, on: 0}}
  - {name: "resolve", outside: {for: names}}
  - {name: "send", outside: {for: answers, limit: 1}}
  - {name: with_limit, limits: true}
  - {name: "condition::wait", condition: {does: waits, lock: 0}}
  - {name: "condition::notify", condition: {does: notifies}}
types:
  - {name: socket, peer: true}
  - {name: clock, limits: true}
  - {name: signal, cancellation: source}
)yaml";

constexpr char Globals[] = R"cpp(
namespace own {
struct socket { co::task<int> read(); };
struct pipe {};
template <class T> co::task<int> read(T &);
template <class T> co::task<int> read(T &, std::chrono::milliseconds);
co::task<int> resolve();
co::task<int> send(int, int Limit = 0);
template <class T> T with_limit(T);
struct clock {}; struct signal {};
struct condition { void wait(std::unique_lock<std::mutex> &); void notify(); };
}
namespace co { template <class T> task<T> operator||(task<T>, task<T>); }
extern own::socket S;
extern own::pipe P;
#line 1
)cpp";

TestSetup setup() {
  TestSetup S;
  S.Models = parseModels({StdModel, Model});
  return S;
}

/// What function f waits for without a limit.
std::string awaitsIn(llvm::StringRef Code) {
  TestCode C((Globals + Code).str(), setup());
  std::string Result;
  for (const UnlimitedAwait &Await : unlimitedAwaits(C.unit(), C.body("f")))
    Result += (Result.empty() ? "" : " ") + Await.Fact->For;
  return Result;
}

TEST(LimitsTest, Awaits) {
  EXPECT_EQ(awaitsIn("co::task<> f() { co_await S.read(); }"), "data");
  EXPECT_EQ(awaitsIn("co::task<> f() { int x = co_await own::read(S); }"), "data");
  EXPECT_EQ(awaitsIn("co::task<> f() { co_await own::resolve(); co_await own::send(1); }"),
            "names answers");
  EXPECT_EQ(awaitsIn("co::task<> f(std::unique_ptr<own::socket> s) { co_await s->read(); }"),
            "data");
  EXPECT_EQ(awaitsIn("co::task<> f() { auto t = S.read(); co_await std::move(t); }"), "");
}

TEST(LimitsTest, WrapperStandsForOperation) {
  EXPECT_EQ(awaitsIn("co::task<int> f() { co_return co_await S.read(); }"), "");
}

TEST(LimitsTest, OnlyOfPeers) {
  EXPECT_EQ(awaitsIn("co::task<> f() { co_await own::read(P); }"), "");
}

TEST(LimitsTest, LimitAmongArguments) {
  EXPECT_EQ(awaitsIn("co::task<> f() { co_await own::send(1, 2); }"), "");
  EXPECT_EQ(awaitsIn("co::task<> f() { co_await own::read(S, std::chrono::milliseconds(1)); }"),
            "");
}

TEST(LimitsTest, LimitInTheFunction) {
  EXPECT_EQ(awaitsIn("co::task<> f() { co_await S.read(); co_await own::with_limit(S.read()); }"),
            "");
  EXPECT_EQ(awaitsIn("co::task<> f() { co_await (S.read() || S.read()); co_await S.read(); }"), "");
  EXPECT_EQ(awaitsIn("co::task<> f(own::clock &c) { co_await S.read(); }"), "");
  EXPECT_EQ(awaitsIn("co::task<> f(own::signal &c) { co_await S.read(); }"), "");
  EXPECT_EQ(
      awaitsIn("void set_timeout(int); co::task<> f() { set_timeout(1); co_await S.read(); }"), "");
}

TEST(LimitsTest, LimitAround) {
  EXPECT_EQ(awaitsIn("struct session { own::clock c; co::task<> f() { co_await S.read(); } };"),
            "");
  EXPECT_EQ(awaitsIn("struct base { own::clock c; };"
                     "struct session : base { co::task<> f() { co_await S.read(); } };"),
            "");
  EXPECT_EQ(awaitsIn("struct session { co::task<> f() { co_await S.read(); } int other; };"),
            "data");
}

TEST(LimitsTest, LimitOfACaller) {
  EXPECT_EQ(awaitsIn("co::task<> f() { co_await S.read(); }"
                     "co::task<> g() { co_await f(); }"
                     "void h() { own::with_limit(g()); }"),
            "");
  EXPECT_EQ(awaitsIn("co::task<> f() { co_await S.read(); }"
                     "co::task<> g() { co_await f(); }"
                     "void h() { use(g()); }"),
            "data");
}

TEST(CallersTest, OfTemplates) {
  TestCode C("template <class T> void f(T) {} void a() { f(1); f('c'); } void b() { f(1); }"
             "void unused() {}");
  EXPECT_EQ(C.unit().callers().of(*calleeOf(C.call("a", "f(1)"))).size(), 3u);
  EXPECT_TRUE(C.unit().callers().of(C.function("unused")).empty());
}

/// The condition variables that threads wait for when class worker's destructor joins them.
std::string waitsWith(llvm::StringRef Destructor, llvm::StringRef Loop = "while (!stop)",
                      llvm::StringRef More = "") {
  TestCode C((Globals + llvm::Twine("class worker { public: worker() : t([this] { run(); }) {}") +
              "~worker() {" + Destructor + "} " + More +
              " private: void run() { std::unique_lock<std::mutex> l(m); " + Loop +
              " c.wait(l); }"
              "std::mutex m; own::condition c; bool stop = false; std::thread t; };")
                 .str(),
             setup());
  std::string Result;
  const auto *Worker = cast<CXXRecordDecl>(cast<CXXMethodDecl>(C.function("run")).getParent());
  for (const UnendedWait &Wait : unendedWaits(C.unit(), *Worker->getDestructor()))
    Result += Wait.Wait.condition()->getNameAsString() + " " + Wait.Flag->getNameAsString();
  return Result;
}

TEST(LimitsTest, DestructorWakesNobody) {
  EXPECT_EQ(waitsWith("stop = true; t.join();"), "c stop");
  EXPECT_EQ(waitsWith("stop = true; c.notify(); t.join();"), "");
  EXPECT_EQ(waitsWith("end(); t.join();", "while (!stop)", "void end() { stop = true; }"),
            "c stop");
  EXPECT_EQ(
      waitsWith("end(); t.join();", "while (!stop)", "void end() { stop = true; c.notify(); }"),
      "");
  EXPECT_EQ(waitsWith("stop = true; end(); t.join();", "while (!stop)", "void end();"), "");
  EXPECT_EQ(waitsWith("stop = true; t.join();", ""), "");
  EXPECT_EQ(waitsWith("t.join();"), "");
}

} // namespace
