//===- ThreadsTest.cpp - what threads run, who wakes whom ----------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Threads.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// How many bodies are known of the thread that `f` joins, and the lines that they begin at.
std::string bodies(StringRef Text) {
  TestCode Code(("#include \"std.h\"\n" + Text).str(), withMocks());
  const FunctionDecl &F = Code.function("f");
  for (const Expr *Call : Code.unit().body(F).calls())
    if (isThreadJoin(Code.unit(), *Call)) {
      std::string Result;
      for (const FunctionDecl *Body : threadBodies(Code.unit(), F, *objectOf(*Call)))
        Result += (Result.empty() ? "" : " ") +
                  std::string(isa<CXXMethodDecl>(Body) &&
                                      cast<CXXMethodDecl>(Body)->getParent()->isLambda()
                                  ? "lambda"
                                  : Body->getNameAsString());
      return Result;
    }
  return "no join";
}

TEST(ThreadsTest, BodiesOfLocalThreads) {
  EXPECT_EQ(bodies("void f() { std::thread t([] {}); t.join(); }"), "lambda");
  EXPECT_EQ(bodies("void f() { std::thread t; t = std::thread([] {}); t.join(); }"), "lambda");
  EXPECT_EQ(bodies("void f() { std::thread t([] {}); }"), "no join");
  EXPECT_EQ(bodies("void f(std::thread &t) { t.join(); }"), "");
}

TEST(ThreadsTest, BodiesOfMembers) {
  constexpr char Class[] = "struct S { void f() { t.join(); } void run() {} std::thread t; ";
  EXPECT_EQ(bodies(Class + std::string("S() : t(&S::run, this) {} };")), "run");
  EXPECT_EQ(bodies(Class + std::string("void start() { t = std::thread([this] { run(); }); } };")),
            "lambda");
  EXPECT_EQ(bodies(Class + std::string("};")), "");
}

/// True if a method notifies `cv` and waits for `m` before.
bool notifierLocks(StringRef Methods) {
  TestCode Code(("#include \"std.h\"\nstruct S { std::mutex m, other; std::condition_variable cv; "
                 "bool ready; " +
                 Methods + "};")
                    .str(),
                withMocks());
  const CXXRecordDecl &S = Code.record("S");
  std::optional<AccessPath> Mutex, Variable;
  for (const FieldDecl *Field : S.fields()) {
    if (Field->getName() == "m")
      Mutex = AccessPath::ofThis().member(*Field);
    if (Field->getName() == "cv")
      Variable = AccessPath::ofThis().member(*Field);
  }
  return notifierThatLocks(Code.unit(), *Variable, *Mutex).has_value();
}

TEST(ThreadsTest, NotifiersThatLock) {
  EXPECT_TRUE(notifierLocks("void set() { std::lock_guard g(m); ready = true; cv.notify_one(); }"));
  EXPECT_TRUE(notifierLocks("void set() { { std::lock_guard g(m); } cv.notify_all(); }"));
  EXPECT_FALSE(notifierLocks("void set() { ready = true; cv.notify_one(); }"));
  EXPECT_FALSE(notifierLocks("void set() { std::lock_guard g(other); cv.notify_one(); }"));
  EXPECT_FALSE(notifierLocks("void set() { std::lock_guard g(m); ready = true; }"));
}

TEST(ThreadsTest, MethodsWithVisibleBodies) {
  TestCode Code("struct S { void a(); void b() {} void c(); template <class T> void d() {} };\n"
                "void S::a() {}");
  std::string Names;
  for (const CXXMethodDecl *Method : visibleMethods(Code.record("S")))
    Names += Method->getNameAsString() + " ";
  EXPECT_EQ(StringRef(Names).substr(0, 4), "a b ");
  EXPECT_EQ(Names.find("c "), std::string::npos);
}

} // namespace
