//===- QueuesTest.cpp - queues between producers and consumers ------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Queues.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Model[] = R"yaml(
framework: own
roots: [own]
functions:
  - {name: "condition::notify", condition: {does: notifies}}
types:
  - {name: queue, queue: {bounded: never, pushes: [push], pops: [pop]}}
  - {name: ring, queue: {bounded: always, pushes: [push], pops: [pop]}}
  - {name: channel, queue: {bounded: by-argument, pushes: [push], pops: [pop]}}
  - {name: list, queue: {bounded: never, plain: true, pushes: [push], pops: [pop]}}
)yaml";

constexpr char Globals[] = R"cpp(
namespace own {
template <class T> struct queue { void push(T); T pop(); unsigned long size(); };
template <class T> struct ring { void push(T); T pop(); };
template <class T> struct channel { channel(unsigned long); void push(T); T pop(); };
template <class T> struct list { void push(T); T pop(); };
struct condition { void notify(); };
}
#line 1
)cpp";

/// True if what the first push in function f fills may grow without a limit.
bool grows(llvm::StringRef Code, bool Plain = false) {
  TestSetup S;
  S.Models = parseModels({StdModel, Model});
  TestCode C((Globals + Code).str(), S);
  UnboundedQueues Queues(C.unit(), Plain);
  for (const Expr *Call : C.body("f").calls())
    if (queueFilledBy(C.unit(), *Call))
      return Queues.of(*Call) != nullptr;
  return false;
}

/// A class with a queue of that type.
std::string owner(llvm::StringRef Type, llvm::StringRef More = "", llvm::StringRef Before = "") {
  return (llvm::Twine("struct owner { void f(int i) {") + Before +
          " q.push(i); } int take() { return q.pop(); } " + More + " " + Type + "; };")
      .str();
}

TEST(QueuesTest, Types) {
  EXPECT_TRUE(grows(owner("own::queue<int> q")));
  EXPECT_TRUE(grows("own::queue<int> q; void f(int i) { q.push(i); } int g() { return q.pop(); }"));
  EXPECT_FALSE(grows(owner("own::ring<int> q")));
  EXPECT_FALSE(grows(owner("own::channel<int> q{9}")));
  EXPECT_TRUE(grows(owner("own::channel<int> q{static_cast<unsigned long>(-1)}")));
  EXPECT_FALSE(grows(owner("own::channel<int> q", "owner() : q(9) {}")));
  EXPECT_TRUE(
      grows(owner("own::channel<int> q", "owner() : q(static_cast<unsigned long>(-1)) {}")));
}

TEST(QueuesTest, WorkOfAPool) {
  EXPECT_FALSE(grows("struct owner { void f() { q.push({}); } void take() { q.pop(); }"
                     "own::queue<std::function<void()>> q; };"));
}

TEST(QueuesTest, Bounds) {
  EXPECT_FALSE(grows(owner("own::queue<int> q", "int max_size;")));
  EXPECT_FALSE(grows(owner("own::queue<int> q", "void acquire();", "acquire();")));
  EXPECT_FALSE(grows(owner("own::queue<int> q", "", "if (q.size() > 9) return;")));
  EXPECT_TRUE(grows(owner("own::queue<int> q", "int unbounded;")));
}

TEST(QueuesTest, ProducersAndConsumers) {
  EXPECT_FALSE(grows("void f() { own::queue<int> q; while (coin()) { q.push(1); q.pop(); } }"));
  EXPECT_FALSE(grows("struct owner { void f() { q.push(1); } own::queue<int> q; };"));
  EXPECT_FALSE(grows("own::queue<int> q; void f() { for (int i = 0; i < 9; ++i) q.push(i); }"
                     "int g() { return q.pop(); }"));
  EXPECT_TRUE(grows("own::queue<int> q; void f() { while (coin()) q.push(1); }"
                    "int g() { return q.pop(); }"));
  EXPECT_TRUE(grows("void f(own::queue<int> &p) { while (coin()) p.push(1); }"
                    "void g(own::queue<int> &p) { p.pop(); }"
                    "void h() { own::queue<int> q; f(q); g(q); }"));
}

TEST(QueuesTest, Containers) {
  const std::string Guarded = owner("own::list<int> q", "own::condition c;", "c.notify();");
  EXPECT_TRUE(grows(Guarded, true));
  EXPECT_FALSE(grows(Guarded, false));
  EXPECT_FALSE(grows(owner("own::list<int> q"), true));
}

} // namespace
