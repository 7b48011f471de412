//===- CoroutineOwnersTest.cpp - who destroys coroutines -------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/CoroutineOwners.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

const std::string Header =
    "#include <coroutine.h>\n#include <memory>\n#include <utility>\n"
    "struct own_promise {}; using handle = std::coroutine_handle<own_promise>;\n";

bool destroys(const std::string &Members) {
  TestCode Code(Header + "struct s { handle h; bool b; " + Members + " };", withMocks());
  return destroysHandle(Code.unit(), *Code.record("s").getDestructor()) != nullptr;
}

TEST(CoroutineOwnersTest, FindsTheDestruction) {
  EXPECT_TRUE(destroys("~s() { h.destroy(); }"));
  EXPECT_TRUE(destroys("~s() { if (h) h.destroy(); }"));
  EXPECT_TRUE(destroys("~s() { reset(); } void reset() { if (h) h.destroy(); }"));
}

TEST(CoroutineOwnersTest, NotOnAConditionOfItsOwn) {
  EXPECT_FALSE(destroys("~s() { if (b) h.destroy(); }"));
  EXPECT_FALSE(destroys("~s() { if (b) return; h.destroy(); }"));
  EXPECT_FALSE(destroys("~s() {}"));
}

bool inSight(const std::string &Text) {
  TestCode Code(Header + "struct other {}; " + Text, withMocks());
  return isDestroyedInSight(Code.unit(), Code.record("own_promise"));
}

TEST(CoroutineOwnersTest, LooksForWhoDestroysIt) {
  EXPECT_TRUE(inSight("void f(handle h) { h.destroy(); }"));
  EXPECT_TRUE(inSight("void f(std::coroutine_handle<> h) { h.destroy(); }"));
  EXPECT_TRUE(inSight("template <class T> void f(T h) { h.destroy(); }"));
  EXPECT_FALSE(inSight("void f(std::coroutine_handle<other> h) { h.destroy(); }"));
  EXPECT_FALSE(inSight("void f(handle h) { h.resume(); }"));
  EXPECT_FALSE(inSight("template <class T> struct task { struct promise {};"
                       " std::coroutine_handle<promise> h; ~task() { h.destroy(); } };"));
  EXPECT_TRUE(inSight("template <class P> struct task {"
                      " std::coroutine_handle<P> h; ~task() { h.destroy(); } };"));
}

bool copied(const std::string &Members) {
  TestCode Code(Header + "struct s { " + Members + " };", withMocks());
  return isCopiedByDefault(Code.record("s"));
}

TEST(CoroutineOwnersTest, KnowsWhoCanBeCopied) {
  EXPECT_TRUE(copied("handle h;"));
  EXPECT_TRUE(copied("handle h; s(const s &) = default;"));
  EXPECT_FALSE(copied("handle h; s(s &&);"));
  EXPECT_FALSE(copied("handle h; s(const s &) = delete;"));
  EXPECT_FALSE(copied("handle h; s(const s &);"));
  EXPECT_FALSE(copied("handle h; std::unique_ptr<int> p;"));
}

bool keeps(const std::string &Members) {
  TestCode Code(Header + "struct s { " + Members + " };", withMocks());
  return keptResult(Code.unit(), Code.function("return_value")) != nullptr;
}

TEST(CoroutineOwnersTest, FindsAddressesOfResults) {
  EXPECT_TRUE(keeps("const int *p; void return_value(const int &v) { p = &v; }"));
  EXPECT_TRUE(keeps("int *p; void return_value(int &&v) { p = std::addressof(v); }"));
  EXPECT_FALSE(keeps("int *p; void return_value(int &v) { p = &v; }"));
  EXPECT_FALSE(keeps("int p; void return_value(const int &v) { p = v; }"));
}

} // namespace
