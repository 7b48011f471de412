//===- BlockingTest.cpp - calls that block the thread --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/Blocking.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

constexpr char Model[] = R"yaml(
framework: slow
functions:
- name: fetch
  blocks:
    kind: io
    why: waits for the server
    min-arguments: 1
    unless:
    - {argument: 0, equals: 0}
    - {argument: 1, mentions: NO_WAIT}
    unless-file-mentions: [set_nonblocking]
    unless-function-mentions: [pending_bytes]
)yaml";

/// Which kind of blocking each call of `f` is, in the order of the source; `-` is none.
std::string kinds(StringRef Text) {
  TestSetup S;
  S.Models = withModel(Model);
  TestCode Code(("constexpr int NO_WAIT = 1; int fetch(int = 1, int = 0); int pending_bytes();\n"
                 "std::mutex m;\n" +
                 Text)
                    .str(),
                S);
  const char *Names[] = {"sleep", "wait", "io", "file", "dns", "process", "lock", "compute"};
  std::string Result;
  for (const CallSite &Site : Code.unit().callGraph().callsOf(Code.function("f"))) {
    if (Site.Kind == CallSite::Destructor)
      continue;
    const BlockingFact *Fact = blockingFactAt(Code.unit(), Site);
    Result += (Result.empty() ? "" : " ") + std::string(Fact ? Names[Fact->Kind] : "-");
  }
  return Result;
}

TEST(BlockingTest, KindsOfBlockingCalls) {
  EXPECT_EQ(kinds("void f() { fetch(2); coin(); }"), "io -");
  EXPECT_EQ(kinds("void f(std::thread &t) { t.join(); }"), "wait");
  EXPECT_EQ(kinds("void f() { std::lock_guard<std::mutex> g(m); }"), "lock");
  EXPECT_EQ(kinds("void f() { std::unique_lock<std::mutex> g(m, std::try_to_lock); }"), "- -");
}

TEST(BlockingTest, ArgumentsThatProveThatNobodyWaits) {
  EXPECT_EQ(kinds("void f() { fetch(0); fetch(1 - 1); fetch(1); }"), "- - io");
  EXPECT_EQ(kinds("void f() { fetch(1, NO_WAIT); fetch(1, 2); }"), "- io");
  EXPECT_EQ(kinds("void f(int n) { fetch(n); }"), "io");
}

TEST(BlockingTest, WhatFilesAndFunctionsMention) {
  EXPECT_EQ(kinds("void set_nonblocking(); void f() { fetch(2); }"), "-");
  EXPECT_EQ(kinds("void f() { if (pending_bytes() > 2) fetch(2); }"), "- -");
  EXPECT_EQ(kinds("void g() { pending_bytes(); } void f() { fetch(2); }"), "io");
}

TEST(BlockingTest, NotesOfAChainEndWithTheReason) {
  TestSetup S;
  S.Models = withModel(Model);
  TestCode Code(
      "int fetch(int = 1, int = 0); void inner() { fetch(2); } void outer() { inner(); }\n"
      "void f() { outer(); }",
      S);
  CallGraph &Graph = Code.unit().callGraph();
  CallGraph::Query Query(
      Graph, [&](const CallSite &Site) { return blockingFactAt(Code.unit(), Site) != nullptr; });
  const Reach &Answer = Query.ask(Code.function("outer"));
  ASSERT_EQ(Answer.What, Reach::Yes);
  std::vector<PathNote> Notes =
      notesOfBlockingPath(Code.unit(), Graph.callsOf(Code.function("f")).front(), Answer.Path);
  ASSERT_EQ(Notes.size(), 2u);
  EXPECT_EQ(Notes[0].Text, "'outer' calls 'inner' here");
  EXPECT_EQ(Notes[1].Text, "'inner' calls 'fetch' here, which waits for the server");
}

} // namespace
