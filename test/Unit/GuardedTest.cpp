//===- GuardedTest.cpp - what a mutex is for --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Guarded.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// The call of `io` that running f of \p Text reaches under its first lock.
struct Reached {
  explicit Reached(llvm::StringRef Text, llvm::StringRef Function)
      : Code(
            ("void io(int); void io_(int *); struct Socket { void send(int) {} int fd; };\n" + Text)
                .str()) {
    Unit &U = Code.unit();
    const FunctionDecl &F = Code.function(Function);
    auto Hits = [](const CallSite &S) {
      return S.Callee &&
             (S.Callee->getNameAsString() == "io" || S.Callee->getNameAsString() == "io_" ||
              S.Callee->getNameAsString() == "send");
    };
    CallGraph::Query Query(U.callGraph(), Hits);
    U.locks(F).forEachPoint([&](const Stmt &S, const LockState::Held &Held) {
      for (const CallSite &At : U.callGraph().callsOf(F))
        if (At.Expr == &S && !Held.empty()) {
          bool Direct = Hits(At);
          const FunctionDecl *Entered = U.callGraph().entered(At.Callee);
          if (!Direct && (!Entered || Query.ask(*Entered).What != Reach::Yes))
            continue;
          Site = At;
          if (!Direct)
            Path = Query.ask(*Entered).Path;
          Mutex = Held.begin()->second.Mutexes.front();
          Found = true;
        }
    });
  }
  TestCode Code;
  CallSite Site;
  std::vector<CallSite> Path;
  AccessPath Mutex;
  bool Found = false;
};

/// What f works on that lies beside its mutex; "none" without it.
std::string operand(llvm::StringRef Text, bool Elements = false, llvm::StringRef Function = "f") {
  Reached R(Text, Function);
  if (!R.Found)
    return "no call";
  const ValueDecl *D = guardedOperand(R.Mutex, R.Site, R.Path, Elements);
  return D ? D->getNameAsString() : "none";
}

/// The same for method f of a class with a few members.
std::string inMethod(llvm::StringRef Body, bool Elements = false) {
  return operand(
      ("struct S { std::mutex m; int fd; Socket socket; std::vector<int> all; int get(); "
       "void one() { io(fd); } void other(Socket &s) { s.send(1); } void f(int p, Socket "
       "&s) { std::lock_guard<std::mutex> l(m); " +
       Body + " } };")
          .str(),
      Elements, "S::f");
}

TEST(GuardedTest, MembersBesideTheMutex) {
  EXPECT_EQ(inMethod("io(fd);"), "fd");
  EXPECT_EQ(inMethod("socket.send(1);"), "socket");
  EXPECT_EQ(inMethod("io(socket.fd);"), "socket");
  EXPECT_EQ(inMethod("io(all[0]);"), "all");
  EXPECT_EQ(inMethod("io(get());"), "get");
  EXPECT_EQ(inMethod("io_(&fd);"), "fd");
}

TEST(GuardedTest, StrangersAreNotBeside) {
  EXPECT_EQ(inMethod("io(p);"), "none");
  EXPECT_EQ(inMethod("s.send(fd);"), "none");
  EXPECT_EQ(inMethod("io(1);"), "none");
}

TEST(GuardedTest, LocalsLeadToMembers) {
  EXPECT_EQ(inMethod("int i = fd; io(i);"), "fd");
  EXPECT_EQ(inMethod("Socket *q = &socket; q->send(1);"), "socket");
  EXPECT_EQ(inMethod("int i = p; io(i);"), "none");
}

TEST(GuardedTest, ElementsOfALoop) {
  EXPECT_EQ(inMethod("for (int i : all) io(i);"), "none");
  EXPECT_EQ(inMethod("for (int i : all) io(i);", /*Elements=*/true), "all");
}

TEST(GuardedTest, ThroughFunctionsOfTheObject) {
  EXPECT_EQ(inMethod("one();"), "fd");
  EXPECT_EQ(inMethod("this->one();"), "fd");
  EXPECT_EQ(inMethod("other(s);"), "none");
}

TEST(GuardedTest, ObjectThatHasTheMutex) {
  const char *const Inner =
      "struct I { std::mutex m; int fd; void go() { io(fd); } void to(int i) { io(i); } };";
  EXPECT_EQ(operand((llvm::Twine(Inner) +
                     "void f(I &i) { std::lock_guard<std::mutex> l(i.m); io(i.fd); }")
                        .str()),
            "fd");
  EXPECT_EQ(
      operand((llvm::Twine(Inner) + "void f(I &i) { std::lock_guard<std::mutex> l(i.m); i.go(); }")
                  .str()),
      "fd");
  EXPECT_EQ(
      operand((llvm::Twine(Inner) + "void f(I &i) { std::lock_guard<std::mutex> l(i.m); i.to(1); }")
                  .str()),
      "none");
  EXPECT_EQ(operand((llvm::Twine(Inner) +
                     "void f(I &i, I &j) { std::lock_guard<std::mutex> l(i.m); j.go(); }")
                        .str()),
            "none");
}

TEST(GuardedTest, VariablesBesideAVariable) {
  EXPECT_EQ(operand("std::mutex m; int d; void f() { std::lock_guard<std::mutex> l(m); io(d); }"),
            "d");
  EXPECT_EQ(operand("std::mutex m; void f(int d) { std::lock_guard<std::mutex> l(m); io(d); }"),
            "none");
  EXPECT_EQ(operand("std::mutex m; int d; void g() { io(d); } "
                    "void f() { std::lock_guard<std::mutex> l(m); g(); }"),
            "d");
}

/// The function in which otherPurpose() finds `m` used for something else than `t`.
std::string purpose(llvm::StringRef Methods) {
  TestCode Code(("struct S { mutable std::mutex m; std::thread t; int i; void stop() { "
                 "std::lock_guard<std::mutex> l(m); t.join(); } " +
                 Methods + " };")
                    .str());
  const auto &Stop = cast<CXXMethodDecl>(Code.function("S::stop"));
  const FieldDecl *Mutex = nullptr, *Thread = nullptr;
  for (const FieldDecl *Field : Stop.getParent()->fields()) {
    if (Field->getName() == "m")
      Mutex = Field;
    if (Field->getName() == "t")
      Thread = Field;
  }
  return otherPurpose(Code.unit(), *Mutex, *Thread, Stop) ? "yes" : "no";
}

TEST(GuardedTest, ConstFunctionsAreAsked) {
  EXPECT_EQ(purpose("int get() const { std::lock_guard<std::mutex> l(m); return i; }"), "yes");
  EXPECT_EQ(purpose("int get() const { return i; }"), "no");
}

TEST(GuardedTest, ThreadsBodiesWantTheLock) {
  EXPECT_EQ(purpose("void go() { std::thread x([this] { std::lock_guard<std::mutex> l(m); }); }"),
            "yes");
  EXPECT_EQ(purpose("void run() { std::lock_guard<std::mutex> l(m); ++i; } "
                    "void go() { std::thread x(&S::run, this); }"),
            "yes");
  EXPECT_EQ(purpose("void run() { step(); } void step() { std::lock_guard<std::mutex> l(m); } "
                    "void go() { std::thread x(&S::run, this); }"),
            "yes");
}

TEST(GuardedTest, StartingAndStoppingIsOnePurpose) {
  EXPECT_EQ(purpose(""), "no");
  EXPECT_EQ(purpose("void go() { std::lock_guard<std::mutex> l(m); use(t); }"), "no");
  EXPECT_EQ(purpose("bool runs() const { std::lock_guard<std::mutex> l(m); return check(); } "
                    "bool check() const { return (void)t, true; }"),
            "no");
  EXPECT_EQ(purpose("void here() { std::lock_guard<std::mutex> l(m); ++i; }"), "no");
  EXPECT_EQ(purpose("S() { std::lock_guard<std::mutex> l(m); ++i; }"), "no");
}

/// Whether only S::stop uses the mutex.
bool alone(llvm::StringRef Members) {
  TestCode Code(
      ("class S { std::mutex m; public: void stop() { std::lock_guard<std::mutex> l(m); } " +
       Members + " };")
          .str());
  const auto &Stop = cast<CXXMethodDecl>(Code.function("S::stop"));
  return isOnlyUsedIn(Code.unit(), **Stop.getParent()->field_begin(), Stop);
}

TEST(GuardedTest, MutexOfOneFunction) {
  EXPECT_TRUE(alone(""));
  EXPECT_TRUE(alone("void other() {}"));
  EXPECT_FALSE(alone("void other() { m.lock(); }"));
  EXPECT_FALSE(alone("friend void other(S &s);"));
  EXPECT_FALSE(alone("void unseen();"));
}

} // namespace
