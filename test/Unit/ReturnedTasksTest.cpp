//===- ReturnedTasksTest.cpp - what ends before a returned task is done --===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ReturnedTasks.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Globals[] = R"cpp(
struct text { text(); text(const text &); ~text(); };
co::task<> send(const text &); co::task<> copy(text); co::task<> take(text &&);
co::task<> waits(int); co::task<> coroutine() { co_await nothing(); }
co::task<> plain(const text &t) { return copy(t); }
struct peer { co::task<> run(); };
void log(); int parse();
std::mutex m;
#line 1
)cpp";

/// What ends too early in function f: a word for each, with the variable's name.
std::string outlived(llvm::StringRef Function) {
  TestCode Code((Globals + Function).str());
  std::string Result;
  for (const Outlived &Found : outlivedByReturnedTasks(Code.unit(), Code.body("f"))) {
    Result += Result.empty() ? "" : " ";
    Result += Found.Kind == Outlived::Try ? "try" : Found.Kind == Outlived::Guard ? "guard " : "";
    Result += Found.Var ? Found.Var->getNameAsString() : "";
  }
  return Result;
}

TEST(ReturnedTasksTest, HandlersSeeNothingOfALazyTask) {
  EXPECT_EQ(outlived("co::task<> f() { try { return waits(1); } catch (...) { log(); throw; } }"),
            "try");
  EXPECT_EQ(outlived("co::task<> f() { try { return coroutine(); } "
                     "catch (...) { return waits(1); } }"),
            "try");
}

TEST(ReturnedTasksTest, HandlersMayBeForSomethingElse) {
  EXPECT_EQ(outlived("co::task<> f() { try { return waits(parse()); } catch (...) { throw; } }"),
            "");
  EXPECT_EQ(outlived("co::task<> f() { try { log(); return waits(1); } catch (...) { throw; } }"),
            "");
  EXPECT_EQ(outlived("co::task<> f(bool b) { try { if (b) throw 1; return waits(1); } "
                     "catch (...) { throw; } }"),
            "");
  EXPECT_EQ(
      outlived("co::task<> f() { try { return waits(1); } catch (...) { return waits(2); } }"), "");
  EXPECT_EQ(
      outlived("co::task<> f() { try { co_return co_await waits(1); } catch (...) { throw; } }"),
      "");
}

TEST(ReturnedTasksTest, LockOfNothingButTheWorkEndsTooEarly) {
  EXPECT_EQ(outlived("co::task<> f() { std::lock_guard<std::mutex> l(m); return coroutine(); }"),
            "guard l");
  EXPECT_EQ(outlived("co::task<> f() { std::lock_guard<std::mutex> l(m); log(); "
                     "return coroutine(); }"),
            "");
  EXPECT_EQ(outlived("co::task<> f() { std::lock_guard<std::mutex> l(m); return waits(1); }"), "");
}

TEST(ReturnedTasksTest, WorkRefersToLocals) {
  EXPECT_EQ(outlived("co::task<> f() { text t; return send(t); }"), "t");
  EXPECT_EQ(outlived("co::task<> f(text t) { return send(t); }"), "t");
  EXPECT_EQ(outlived("co::task<> f() { peer p; return p.run(); }"), "p");
  EXPECT_EQ(outlived("co::task<> f() { text t; auto x = send(t); return x; }"), "t");
}

TEST(ReturnedTasksTest, CopiesAndWhatTheCallerOwnsLiveOn) {
  EXPECT_EQ(outlived("co::task<> f() { text t; return copy(t); }"), "");
  EXPECT_EQ(outlived("co::task<> f() { text t; return take(std::move(t)); }"), "");
  EXPECT_EQ(outlived("co::task<> f(const text &t) { return send(t); }"), "");
  EXPECT_EQ(outlived("co::task<> f() { static text t; return send(t); }"), "");
  EXPECT_EQ(outlived("co::task<> f() { text t; return plain(t); }"), "");
  EXPECT_EQ(outlived("co::task<> f(peer &p) { return p.run(); }"), "");
}

TEST(ReturnedTasksTest, CoroutineKeepsWhatItHas) {
  EXPECT_EQ(outlived("co::task<> f() { text t; co_await send(t); }"), "");
}

} // namespace
