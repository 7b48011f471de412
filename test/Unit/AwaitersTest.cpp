//===- AwaitersTest.cpp - what an awaiter does when it suspends ------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Awaiters.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

const std::string Pool = R"cpp(
#include <atomic>
#include <coroutine.h>
#include <functional>
#include <mutex>
using handle = std::coroutine_handle<>;
struct pool {
  void post(handle h); bool schedule(handle h); void on_ready(std::function<void()> run);
  std::atomic<void *> waiting;
};
inline void give(pool &p, handle h) { p.post(h); }
)cpp";

/// The kind and line of the first use after `handle h` was handed out by \p Body.
std::string used(const std::string &Body) {
  TestCode Code(Pool +
                    "struct awaiter { pool &p; int i; handle kept; std::mutex own;\n"
                    "void await_suspend(handle h) {\n" +
                    Body + "\n} };",
                withMocks());
  std::optional<UseAfterPublish> Use =
      useAfterPublish(Code.unit(), Code.function("awaiter::await_suspend"));
  if (!Use)
    return "none";
  static constexpr const char *Kinds[] = {"awaiter", "promise", "guard"};
  return std::string(Kinds[Use->Kind]) + " after " + Code.text(*Use->Published);
}

TEST(AwaitersTest, FindsUsesBehindTheCallThatHandsItOut) {
  EXPECT_EQ(used("p.post(h); i = 1;"), "awaiter after p.post(h)");
  EXPECT_EQ(used("give(p, h); i = 1;"), "awaiter after give(p, h)");
  EXPECT_EQ(used("p.waiting.store(this); i = 1;"), "awaiter after p.waiting.store(this)");
  EXPECT_EQ(used("p.post(h); h.done();"), "promise after p.post(h)");
  EXPECT_EQ(used("std::lock_guard<std::mutex> g(own); p.waiting.store(this);"),
            "guard after p.waiting.store(this)");
}

TEST(AwaitersTest, NothingBefore) {
  EXPECT_EQ(used("i = 1; p.post(h);"), "none");
  EXPECT_EQ(used("if (i) p.post(h); else i = 1;"), "none");
  EXPECT_EQ(used("kept = h; i = 1;"), "none");
}

TEST(AwaitersTest, NothingWhereTheCallMayHaveFailed) {
  EXPECT_EQ(used("if (!p.schedule(h)) i = 1;"), "none");
  EXPECT_EQ(used("p.schedule(h); i = 1;"), "awaiter after p.schedule(h)");
}

TEST(AwaitersTest, AClosureThatResumesSometimesIsCounted) {
  EXPECT_EQ(used("p.on_ready([h] { h.resume(); }); i = 1;"),
            "awaiter after p.on_ready([h] { h.resume(); })");
  EXPECT_EQ(used("p.on_ready([h, this] { if (--i == 0) h.resume(); }); i = 1;"), "none");
}

/// Whether the last thing that \p Body does is to resume.
bool resumesLast(const std::string &Body) {
  TestCode Code(Pool + "struct awaiter { handle kept; int i; void await_suspend(handle h) { " +
                    Body + " } };",
                withMocks());
  return tailResume(Code.function("awaiter::await_suspend")) != nullptr;
}

TEST(AwaitersTest, FindsTheLastResume) {
  EXPECT_TRUE(resumesLast("i = 1; kept.resume();"));
  EXPECT_TRUE(resumesLast("if (i) kept.resume();"));
  EXPECT_TRUE(resumesLast("if (i) i = 1; else { kept.resume(); }"));
  EXPECT_FALSE(resumesLast("kept.resume(); i = 1;"));
  EXPECT_FALSE(resumesLast("kept = h;"));
}

TEST(AwaitersTest, OtherFunctionsAreNone) {
  TestCode Code(Pool + "struct s { int i; void start(pool &p, handle h) { p.post(h); i = 1; } };",
                withMocks());
  EXPECT_EQ(suspendedHandle(Code.function("start")), nullptr);
  EXPECT_FALSE(useAfterPublish(Code.unit(), Code.function("start")));
}

} // namespace
