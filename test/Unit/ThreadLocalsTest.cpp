//===- ThreadLocalsTest.cpp - what belongs to the thread that asks for it --===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/ThreadLocals.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

const std::string Locals = R"cpp(
#include <coroutine.h>
#include <thread>
extern "C" { int *__errno_location(); int legacy(); unsigned long pthread_self(); }
struct box { int i; };
thread_local box one;
thread_local box *pointer;
box all;
inline box &get() { thread_local box own; return own; }
inline box &getAll() { return all; }
mini::task<> send();
mini::task<int> receive();
void use(int);
)cpp";

/// What `v` of the declaration leads to.
std::string owned(const std::string &Declaration) {
  TestCode Code(Locals + "void f() { " + Declaration + " }", withMocks());
  const VarDecl &Var = Code.variable("v");
  std::optional<ThreadOwned> Found = threadOwned(Code.unit(), Var.getInit(), Var.getType());
  if (!Found)
    return "none";
  return Found->Kind == ThreadOwned::Variable ? Found->Var->getNameAsString()
         : Found->Kind == ThreadOwned::Errno  ? "errno"
                                              : "number";
}

TEST(ThreadLocalsTest, FindsAddresses) {
  EXPECT_EQ(owned("auto &v = one;"), "one");
  EXPECT_EQ(owned("auto *v = &one;"), "one");
  EXPECT_EQ(owned("auto &v = one.i;"), "one");
  EXPECT_EQ(owned("auto &v = get();"), "own");
  EXPECT_EQ(owned("int *v = __errno_location();"), "errno");
}

TEST(ThreadLocalsTest, FindsNumbers) {
  EXPECT_EQ(owned("auto v = std::this_thread::get_id();"), "number");
  EXPECT_EQ(owned("auto v = pthread_self();"), "number");
}

TEST(ThreadLocalsTest, CopiesAreNone) {
  EXPECT_EQ(owned("auto v = one;"), "none");
  EXPECT_EQ(owned("auto *v = pointer;"), "none");
  EXPECT_EQ(owned("int v = *__errno_location();"), "none");
  EXPECT_EQ(owned("auto &v = getAll();"), "none");
}

bool stale(const std::string &Body) {
  TestCode Code(Locals + "mini::task<> f() { " + Body + " }", withMocks());
  return staleErrno(Code.unit(), Code.function("f")).has_value();
}

TEST(ThreadLocalsTest, ErrnoBelongsToTheCallBefore) {
  EXPECT_TRUE(stale("legacy(); co_await send(); use(*__errno_location());"));
  EXPECT_FALSE(stale("legacy(); co_await send(); legacy(); use(*__errno_location());"));
  EXPECT_FALSE(stale("legacy(); int i = co_await receive(); use(*__errno_location());"));
  EXPECT_FALSE(stale("legacy(); use(*__errno_location()); co_await send();"));
}

} // namespace
