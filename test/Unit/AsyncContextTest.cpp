//===- AsyncContextTest.cpp - what an event loop or a coroutine runs --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Analysis/AsyncContext.h"
#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// The contexts that \p F makes: kind and name.
Strings contextsOf(TestCode &Code, const FunctionDecl &F) {
  Strings Result;
  for (const AsyncContext &C : asyncContextsOf(Code.unit(), F)) {
    static const char *const Kinds[] = {"coroutine ", "handler ", "marked "};
    EXPECT_EQ(C.Kind == AsyncContext::Handler, C.GivenTo != nullptr);
    EXPECT_TRUE(C.Body && C.Body->doesThisDeclarationHaveABody());
    Result.push_back(Kinds[C.Kind] + describe(*C.Body));
  }
  return Result;
}
/// The contexts that f of \p Text makes.
Strings contexts(llvm::StringRef Text, TestSetup S = {}) {
  TestCode Code(Text, std::move(S));
  return contextsOf(Code, Code.function("f"));
}
const Strings None;

TEST(AsyncContextTest, CoroutineIsAContext) {
  EXPECT_EQ(contexts("co::task<> f() { co_return; }"), Strings{"coroutine 'f'"});
  EXPECT_EQ(contexts("co::detached f() { co_return; }"), Strings{"coroutine 'f'"});
  EXPECT_EQ(contexts("template <class T> co::task<> f(T t) { co_await t; }"),
            Strings{"coroutine 'f'"});
}

TEST(AsyncContextTest, OrdinaryFunctionIsNone) {
  EXPECT_EQ(contexts("void f() { here(1); }"), None);
  EXPECT_EQ(contexts("co::task<> f() { return nothing(); }"), None);
}

TEST(AsyncContextTest, SynchronousGeneratorIsNone) {
  EXPECT_EQ(contexts("co::generator<int> f() { co_yield 1; }"), None);
}

TEST(AsyncContextTest, LambdaCoroutineIsAContextOfItsOwn) {
  TestCode Code("void f() { auto l = []() -> co::task<> { co_return; }; toy::co_spawn(l); }");
  EXPECT_EQ(contextsOf(Code, Code.function("f")), None);
  EXPECT_EQ(contextsOf(Code, Code.lambdaBody()), Strings{"coroutine this lambda"});
}

TEST(AsyncContextTest, HandlerIsAContext) {
  EXPECT_EQ(contexts("void f(toy::executor &e) { e.post([] { here(1); }); }"),
            Strings{"handler this lambda"});
  EXPECT_EQ(contexts("void f(toy::executor &e) { toy::post(e, [] { here(1); }); }"),
            Strings{"handler this lambda"});
  EXPECT_EQ(contexts("void g() {} void f(toy::executor &e) { e.post(g); e.post(&g); }"),
            (Strings{"handler 'g'", "handler 'g'"}));
}

TEST(AsyncContextTest, HandlerInACoroutineIsASecondContext) {
  EXPECT_EQ(contexts("co::task<> f(toy::executor &e) { e.post([] {}); co_return; }"),
            (Strings{"coroutine 'f'", "handler this lambda"}));
}

TEST(AsyncContextTest, HandlersAreSeenThroughBinders) {
  EXPECT_EQ(contexts("struct S { void on() {} void f(toy::executor &e) { e.post(std::bind(&S::on, "
                     "this)); } };"),
            Strings{"handler 'on'"});
  EXPECT_EQ(contexts("void f(toy::executor &e) { e.post(toy::bind_executor(e, [] {})); }"),
            Strings{"handler this lambda"});
  EXPECT_EQ(contexts("void f(toy::executor &e) { auto l = [] {}; e.post(std::move(l)); }"),
            Strings{"handler this lambda"});
}

TEST(AsyncContextTest, HandlerWithoutABodyIsNone) {
  EXPECT_EQ(contexts("void g(); void f(toy::executor &e) { e.post(g); }"), None);
}

TEST(AsyncContextTest, WhatRunsAtOnceIsNone) {
  EXPECT_EQ(contexts("void f() { toy::run_now([] {}); }"), None);
}

TEST(AsyncContextTest, WhatIsOffloadedIsNone) {
  EXPECT_EQ(contexts("void f(toy::executor &e) { toy::offload(e, [] {}); }"), None);
  EXPECT_EQ(contexts("void f() { std::thread t([] {}); }"), None);
}

TEST(AsyncContextTest, WhatRunsOnAPoolIsNone) {
  EXPECT_EQ(contexts("void f(toy::thread_pool &p) { toy::post(p, [] {}); }"), None);
  EXPECT_EQ(contexts("void f(toy::thread_pool &p) { toy::post(p.get_executor(), [] {}); }"), None);
  EXPECT_EQ(contexts("void f(toy::thread_pool &p) { p.get_executor().post([] {}); }"), None);
}

TEST(AsyncContextTest, CallableThatTheEventLoopDoesntWaitForIsNone) {
  TestSetup S;
  S.Models = withModel(R"yaml(
framework: mine
functions:
  - {name: on_exit, callables: [{argument: 0, when: later, event-loop: false}]}
  - {name: on_read, callables: [{argument: 0, when: later}]}
)yaml");
  EXPECT_EQ(contexts("void on_exit(void (*)()); void on_read(void (*)()); void g() {} void h() {} "
                     "void f() { on_exit(g); on_read(h); }",
                     S),
            Strings{"handler 'h'"});
}

TEST(AsyncContextTest, MarkedFunctionIsAContext) {
  EXPECT_EQ(contexts("#include \"async-tidy/Annotations.h\"\nASYNC_TIDY_ASYNC_CONTEXT void f() {}"),
            Strings{"marked 'f'"});
  EXPECT_EQ(
      contexts(
          "#include \"async-tidy/Annotations.h\"\nASYNC_TIDY_ASYNC_CONTEXT void f(); void f() {}"),
      Strings{"marked 'f'"});
}

TEST(AsyncContextTest, FunctionThatAModelMarksIsAContext) {
  TestSetup S;
  S.Models = withModel(R"yaml(
framework: mine
functions:
  - {name: "Handler::on_data", async-context: true}
)yaml");
  TestCode Code("struct Handler { virtual void on_data(); }; struct Mine : Handler { void "
                "on_data() override {} };",
                S);
  EXPECT_EQ(contextsOf(Code, Code.function("Mine::on_data")), Strings{"marked 'on_data'"});
}

TEST(AsyncContextTest, TestCodeHasNone) {
  TestCode Code(R"cpp(
    TOY_CASE(one) { co_return; }
    TOY_TEST(two) { toy::executor e; e.post([] {}); auto l = []() -> co::task<> { co_return; }; }
    struct Fix : toy::fixture { co::task<> f() { co_return; } };
    struct Deep : Fix { co::task<> g() { co_return; } };
  )cpp");
  EXPECT_EQ(contextsOf(Code, Code.function("test_one")), None);
  EXPECT_EQ(contextsOf(Code, Code.function("test_two")), None);
  EXPECT_EQ(contextsOf(Code, Code.lambdaBody(1)), None);
  EXPECT_EQ(contextsOf(Code, Code.function("Fix::f")), None);
  EXPECT_EQ(contextsOf(Code, Code.function("Deep::g")), None);
}

TEST(AsyncContextTest, OtherMacrosDontMakeTestCode) {
  EXPECT_EQ(contexts("#define CORO(Name) co::task<> Name()\nCORO(f) { co_return; }"),
            Strings{"coroutine 'f'"});
}

} // namespace
