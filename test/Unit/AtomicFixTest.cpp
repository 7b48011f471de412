//===- AtomicFixTest.cpp - a scalar becomes an atomic ---------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"
#include "async-tidy/Fix/Builders.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;
using clang::tidy::utils::IncludeInserter;
using clang::tidy::utils::IncludeSorter;

namespace {

/// What is made of \p Text; the added line of the header is left out.
template <typename PickT> std::string made(llvm::StringRef Text, PickT Pick, TestSetup S = {}) {
  TestCode Code(Text, std::move(S));
  IncludeInserter Inserter(IncludeSorter::IS_LLVM, /*SelfContainedDiags=*/false);
  Inserter.registerPreprocessor(&Code.ast().getPreprocessor());
  Edits E(Code.context());
  const DeclaratorDecl &Variable = Pick(Code);
  makeAtomic(E, Code.unit(), Inserter, Variable, mentionsOf(Code.unit(), Variable));
  if (E.empty())
    return "refused";
  std::string Result = Code.apply(E);
  const std::string Header = "#include <atomic>\n";
  size_t At = Result.find(Header);
  EXPECT_NE(At, std::string::npos) << Result;
  Result = At == std::string::npos ? Result : Result.erase(At, Header.size());
  return llvm::StringRef(Result).trim().str();
}

/// Of local or global x.
std::string variable(llvm::StringRef Text, TestSetup S = {}) {
  return made(
      Text, [](TestCode &C) -> const DeclaratorDecl & { return C.variable("x"); }, std::move(S));
}
/// Of the first field of class c, which has \p Rest besides.
std::string field(llvm::StringRef Field, llvm::StringRef Rest) {
  std::string Result =
      made(("class c { " + Field + " " + Rest + " };").str(),
           [](TestCode &C) -> const DeclaratorDecl & { return **C.record("c").field_begin(); });
  llvm::StringRef Text = Result;
  return Text.consume_front("class c { ") ? Text.take_until([](char C) { return C == ';'; }).str()
                                          : Result;
}
constexpr char NotCopied[] = "public: c() {} c(const c &) = delete; "
                             "c &operator=(const c &) = delete; int get() { return x_; }";

TEST(AtomicFixTest, Locals) {
  EXPECT_EQ(variable("void f() { int x = 0; x = 1; int y = x; }"),
            "void f() { std::atomic<int> x = 0; x = 1; int y = x; }");
  EXPECT_EQ(variable("void f() { unsigned long x{0}; ++x; if (x > 1) x += 2; }"),
            "void f() { std::atomic<unsigned long> x{0}; ++x; if (x > 1) x += 2; }");
  EXPECT_EQ(variable("void f() { bool x; x = true; while (!x) {} }"),
            "void f() { std::atomic<bool> x; x = true; while (!x) {} }");
}

TEST(AtomicFixTest, Globals) {
  EXPECT_EQ(variable("static volatile bool x = false; void f() { x = true; }"),
            "static std::atomic<bool> x = false; void f() { x = true; }");
  EXPECT_EQ(variable("int x = 0; void f() { x = 1; }"), "refused") << "others may use it";
}

TEST(AtomicFixTest, BeforeCxx17NoCopyInitialization) {
  TestSetup S = ownHeaders();
  S.Args = {"-std=c++14"};
  EXPECT_EQ(variable("void f() { int x = 1; x = 2; }", S),
            "void f() { std::atomic<int> x{1}; x = 2; }");
}

TEST(AtomicFixTest, Fields) {
  EXPECT_EQ(field("int x_ = 0;", NotCopied), "std::atomic<int> x_ = 0");
  EXPECT_EQ(field("mutable bool x_;", "public: c(c &&) = delete; bool get() { return x_; }"),
            "mutable std::atomic<bool> x_");
}

TEST(AtomicFixTest, ObjectsThatAreCopiedStay) {
  EXPECT_EQ(field("int x_ = 0;", "public: int get() { return x_; }"), "refused");
  EXPECT_EQ(field("int x_ = 0;", "public: c(const c &) = default; int get() { return x_; }"),
            "refused");
}

TEST(AtomicFixTest, UsesThatAtomicsDontHaveAreRefused) {
  EXPECT_EQ(variable("void f() { int x = 0; x *= 2; }"), "refused");
  EXPECT_EQ(variable("void f() { int x = 0; int y = (x = 1); }"), "refused");
  EXPECT_EQ(variable("void f() { int x = 0; auto y = x; }"), "refused");
  EXPECT_EQ(variable("void g(int *); void f() { int x = 0; g(&x); }"), "refused");
  EXPECT_EQ(variable("void f() { int x = 0; int &y = x; }"), "refused");
  EXPECT_EQ(variable("void f() { bool x = false; x |= true; }"), "refused");
  EXPECT_EQ(variable("void f() { int x = 0, z = 0; x = z; }"), "refused")
      << "both may become atomics";
}

TEST(AtomicFixTest, DeclarationsThatSayMoreAreRefused) {
  EXPECT_EQ(variable("void f() { int x = 0, y = 0; x = 1; }"), "refused");
  EXPECT_EQ(variable("void f() { auto x = 0; x = 1; }"), "refused");
  EXPECT_EQ(variable("void f() { alignas(8) int x = 0; x = 1; }"), "refused");
  EXPECT_EQ(variable("void f(int x) { x = 1; }"), "refused");
  EXPECT_EQ(variable("#define INT int\nvoid f() { INT x = 0; x = 1; }"), "refused");
  EXPECT_EQ(field("int x_ : 3;", NotCopied), "refused");
}

} // namespace
