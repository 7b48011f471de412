//===- ThreadArgumentsTest.cpp - what threads are started with -------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ThreadArguments.h"
#include "TestUnit.h"
#include "llvm/ADT/StringExtras.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// The late arguments of all calls in f, `!` behind those of detached threads that are not
/// converted.
std::string late(const std::string &Body) {
  TestSetup Setup = withMocks();
  TestCode Code(R"cpp(
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <utility>
void log(std::string); void two(int, const std::string &); void count(int &); std::string name();
struct keeper { std::thread thread; void f(); };
void keeper::f() { )cpp" +
                    Body + " }",
                Setup);
  const FunctionBody &In = Code.body("f");
  Strings Result;
  for (const Expr *Call : In.calls())
    for (const LateThreadArgument &Late : lateThreadArguments(Code.unit(), In, *Call))
      Result.push_back(Code.text(*Late.Argument) + (Late.Converted ? "" : "!"));
  return llvm::join(Result, " ");
}

TEST(ThreadArgumentsTest, FindsWhatIsConvertedLate) {
  EXPECT_EQ(late("char b[8]; std::thread(log, b).detach();"), "b");
  EXPECT_EQ(late("char b[8]; std::thread(two, 1, b).detach();"), "b");
  EXPECT_EQ(late("char b[8]; thread = std::thread(log, b);"), "b");
  EXPECT_EQ(late("std::thread t(log, name().c_str()); t.join();"), "name().c_str()");
}

TEST(ThreadArgumentsTest, FindsAddressesThatADetachedThreadGets) {
  EXPECT_EQ(late("int i; std::thread(count, std::ref(i)).detach();"), "std::ref(i)!");
  EXPECT_EQ(late("int i; std::thread t(count, std::ref(i)); t.join();"), "");
}

TEST(ThreadArgumentsTest, NothingThatIsWaitedFor) {
  EXPECT_EQ(late("char b[8]; std::thread t(log, b); t.join();"), "");
  EXPECT_EQ(late("char b[8]; std::jthread t(log, b);"), "");
  EXPECT_EQ(late("char b[8]; auto t = std::async(log, b);"), "");
}

TEST(ThreadArgumentsTest, NothingThatLives) {
  EXPECT_EQ(late("std::thread(log, \"text\").detach();"), "");
  EXPECT_EQ(late("static char b[8]; std::thread(log, b).detach();"), "");
  EXPECT_EQ(late("std::string s; std::thread(log, s).detach();"), "");
}

} // namespace
