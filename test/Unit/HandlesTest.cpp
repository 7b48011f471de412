//===- HandlesTest.cpp - values that lead to objects ---------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Handles.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// A library of the size of this test.
TestSetup containers() {
  TestSetup S = ownHeaders();
  S.Headers = {{"containers.h", R"cpp(
#pragma clang system_header
namespace std {
template <class T> struct iterator { T &operator*() const; iterator &operator++(); T *P; };
template <class T> struct vector {
  iterator<T> begin(); T &operator[](int); T &front(); int size() const; T *data(); ~vector();
};
struct string { const char *c_str() const; const char *data() const; int size() const; ~string(); };
struct string_view { const char *data() const; int size() const; const char *P; };
struct endpoint { void *data(); int size() const; void resize(int); int Bytes; };
template <class T> struct unique_ptr { T &operator*(); T *operator->(); T *get() const; ~unique_ptr(); };
struct mutex { void lock(); void unlock(); };
} // namespace std
)cpp"}};
  return S;
}

constexpr char Prelude[] = R"cpp(
#include "containers.h"
struct Item { int number; };
struct S {
  auto f();
  std::vector<Item> items; std::string name; int count; Item one;
  Item array[4]; Item *pointer; std::unique_ptr<Item> owned; int &alias;
};
inline auto S::f() {
)cpp";

std::string handle(StringRef Type) {
  TestCode Code(
      ("#include \"containers.h\"\nextern " + Type + " x; constexpr int size = sizeof(x);").str(),
      containers());
  const char *Names[] = {"none", "reference", "pointer", "iterator", "view"};
  return Names[int(handleOf(Code.typeOf("x")))];
}

/// The field into which what `f` returns leads; `[]` behind it: an element of it.
std::string origin(StringRef Body) {
  TestCode Code((Prelude + Body + "}").str(), containers());
  const FunctionBody &F = Code.body("f");
  std::optional<Origin> O = originOf(F.returns().back()->getRetValue());
  return !O ? "-"
            : O->Field->getMemberDecl()->getNameAsString() + std::string(O->Element ? "[]" : "");
}

TEST(HandlesTest, TypesThatLeadToObjects) {
  EXPECT_EQ(handle("int"), "none");
  EXPECT_EQ(handle("int *"), "pointer");
  EXPECT_EQ(handle("std::iterator<int>"), "iterator");
  EXPECT_EQ(handle("std::string_view"), "view");
  EXPECT_EQ(handle("std::endpoint"), "none");
  EXPECT_EQ(handle("std::string"), "none");
  EXPECT_EQ(handle("std::vector<int>"), "none");
  EXPECT_EQ(handle("std::unique_ptr<int>"), "none");
  EXPECT_EQ(handle("std::mutex"), "none");
}

TEST(HandlesTest, WhereValuesLead) {
  EXPECT_EQ(origin("return &count;"), "count");
  EXPECT_EQ(origin("return &one.number;"), "one");
  EXPECT_EQ(origin("return &items[0];"), "items[]");
  EXPECT_EQ(origin("return &items[0].number;"), "items[]");
  EXPECT_EQ(origin("return items.begin();"), "items[]");
  EXPECT_EQ(origin("return &array[2];"), "array[]");
  EXPECT_EQ(origin("auto it = items.begin(); return it;"), "items[]");
  EXPECT_EQ(origin("auto &item = items.front(); return &item;"), "items[]");
  EXPECT_EQ(origin("return name.c_str();"), "name[]");
}

TEST(HandlesTest, ElsewhereIsNotInTheObject) {
  EXPECT_EQ(origin("return pointer;"), "-");
  EXPECT_EQ(origin("return &pointer->number;"), "-");
  EXPECT_EQ(origin("return &*owned;"), "-");
  EXPECT_EQ(origin("return owned.get();"), "-");
  EXPECT_EQ(origin("return &alias;"), "-");
  EXPECT_EQ(origin("static int global; return &global;"), "-");
  EXPECT_EQ(origin("return items.size();"), "-");
}

} // namespace
