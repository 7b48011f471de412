//===- TasksTest.cpp - tasks, awaitables and suspension points --------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"

using namespace asynctidy;
using namespace asynctidy::test;
using namespace clang;

namespace {

/// What the type of variable `x` in \p Code is.
struct Known {
  TestCode Code;
  std::optional<TaskType> Task;

  explicit Known(llvm::StringRef Text, TestSetup S = {})
      : Code(Text, std::move(S)), Task(taskType(Code.unit(), Code.typeOf("x"))) {}
};

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

TEST(TasksTest, LazyTaskStartsWhenAwaited) {
  Known K("extern co::task<int> x;");
  ASSERT_TRUE(K.Task);
  EXPECT_TRUE(K.Task->isLazy());
  EXPECT_TRUE(K.Task->Awaitable);
  EXPECT_TRUE(K.Task->Promise);
  EXPECT_FALSE(K.Task->FireAndForget);
  EXPECT_FALSE(K.Task->NoDiscard);
  EXPECT_FALSE(K.Task->SyncGenerator);
}

TEST(TasksTest, EagerTaskStartsAtOnce) {
  Known K("extern co::eager<> x;");
  ASSERT_TRUE(K.Task);
  EXPECT_EQ(K.Task->Start, TaskStart::Eager);
  EXPECT_TRUE(K.Task->Awaitable);
  EXPECT_FALSE(K.Task->FireAndForget);
}

TEST(TasksTest, EagerTaskThatEndsAloneAndCantBeAwaitedIsFireAndForget) {
  Known K("extern co::detached x;");
  ASSERT_TRUE(K.Task);
  EXPECT_TRUE(K.Task->FireAndForget);
  EXPECT_FALSE(K.Task->Awaitable);
}

TEST(TasksTest, AnnotatedTypeIsFireAndForget) {
  Known K(R"cpp(
    struct [[clang::annotate("async-tidy::fire-and-forget")]] Job : co::task<> {};
    extern Job x;)cpp");
  ASSERT_TRUE(K.Task);
  EXPECT_TRUE(K.Task->FireAndForget);
}

TEST(TasksTest, GeneratorThatIsIteratedIsSynchronous) {
  Known K("extern co::generator<int> x;");
  ASSERT_TRUE(K.Task);
  EXPECT_TRUE(K.Task->SyncGenerator);
  EXPECT_FALSE(K.Task->Awaitable);
}

TEST(TasksTest, ThreeFunctionsMakeAnAwaiter) {
  Known K(R"cpp(
    struct A { bool await_ready(); void await_suspend(std::coroutine_handle<>); int await_resume(); };
    A x;)cpp");
  ASSERT_TRUE(K.Task);
  EXPECT_TRUE(K.Task->Awaitable);
  EXPECT_TRUE(K.Task->isLazy());
  EXPECT_FALSE(K.Task->Promise);
}

TEST(TasksTest, TwoOfTheThreeDont) {
  EXPECT_FALSE(Known("struct A { bool await_ready(); int await_resume(); }; A x;").Task);
}

TEST(TasksTest, AwaitSuspendMayBeATemplate) {
  EXPECT_TRUE(Known(R"cpp(
    struct A { bool await_ready(); template <class P> void await_suspend(std::coroutine_handle<P>); int await_resume(); };
    A x;)cpp")
                  .Task);
}

TEST(TasksTest, AwaiterFunctionsMayBeInherited) {
  Known K("struct A : std::suspend_always {}; A x;");
  ASSERT_TRUE(K.Task);
  EXPECT_TRUE(K.Task->Awaitable);
}

TEST(TasksTest, MemberOperatorMakesAnAwaitable) {
  Known K("struct A { std::suspend_always operator co_await(); }; A x;");
  ASSERT_TRUE(K.Task);
  EXPECT_TRUE(K.Task->Awaitable);
}

TEST(TasksTest, FreeOperatorMakesAnAwaitable) {
  EXPECT_TRUE(
      Known("namespace n { struct A {}; std::suspend_always operator co_await(A); } n::A x;").Task);
  EXPECT_TRUE(
      Known(
          "namespace n { struct A {}; std::suspend_always operator co_await(const A &); } n::A x;")
          .Task);
  EXPECT_TRUE(Known("struct A {}; std::suspend_always operator co_await(A &&); A x;").Task);
}

TEST(TasksTest, FreeOperatorOfAnotherTypeDoesnt) {
  EXPECT_FALSE(Known("namespace n { struct A {}; struct B {}; std::suspend_always operator "
                     "co_await(B); } n::A x;")
                   .Task);
}

TEST(TasksTest, FreeOperatorTemplateMakesAnAwaitable) {
  EXPECT_TRUE(
      Known("namespace n { template <class T> struct A {}; "
            "template <class T> std::suspend_always operator co_await(A<T>); } n::A<int> x;")
          .Task);
  EXPECT_TRUE(
      Known("namespace n { template <class T> struct A {}; "
            "template <class T> std::suspend_always operator co_await(A<T> &&); } n::A<int> x;")
          .Task);
  EXPECT_FALSE(
      Known("namespace n { template <class T> struct A {}; template <class T> struct B {}; "
            "template <class T> std::suspend_always operator co_await(B<T>); } n::A<int> x;")
          .Task);
}

TEST(TasksTest, FreeOperatorIsFoundPastInlineNamespaces) {
  EXPECT_TRUE(Known("namespace n { inline namespace v1 { struct A {}; } "
                    "std::suspend_always operator co_await(A); } n::A x;")
                  .Task);
  EXPECT_TRUE(Known("namespace n { inline namespace v1 { struct A {}; "
                    "std::suspend_always operator co_await(A); } } n::A x;")
                  .Task);
}

TEST(TasksTest, FreeOperatorOfABaseCounts) {
  EXPECT_TRUE(
      Known("namespace n { struct A {}; std::suspend_always operator co_await(const A &); } "
            "struct B : n::A {}; B x;")
          .Task);
}

TEST(TasksTest, PromiseTypeMayBeInherited) {
  Known K(R"cpp(
    template <class D> struct Base {
      struct promise_type { D get_return_object(); std::suspend_always initial_suspend(); std::suspend_always final_suspend() noexcept;
                            void return_void(); void unhandled_exception(); };
    };
    struct Derived : Base<Derived> {};
    Derived x;)cpp");
  ASSERT_TRUE(K.Task);
  EXPECT_TRUE(K.Task->Promise);
  EXPECT_TRUE(K.Task->isLazy());
}

TEST(TasksTest, PromiseThatMakesAnotherTaskIsNotInherited) {
  Known K("struct Derived : co::task<int> {}; extern Derived x;");
  ASSERT_TRUE(K.Task);
  EXPECT_FALSE(K.Task->Promise);
  EXPECT_TRUE(K.Task->isLazy());
}

TEST(TasksTest, PromiseMayComeFromCoroutineTraits) {
  Known K(R"cpp(
    template <class T> struct A { std::suspend_always operator co_await(); };
    template <class T> struct P { A<T> get_return_object(); std::suspend_never initial_suspend(); std::suspend_always final_suspend() noexcept;
                                  void return_void(); void unhandled_exception(); };
    namespace std { template <class T, class... Args> struct coroutine_traits<A<T>, Args...> { using promise_type = P<T>; }; }
    A<int> x;)cpp");
  ASSERT_TRUE(K.Task);
  EXPECT_TRUE(K.Task->Promise);
  EXPECT_EQ(K.Task->Start, TaskStart::Eager);
}

TEST(TasksTest, PromiseTypeMayBeAnAlias) {
  Known K(R"cpp(
    struct P { struct A get_return_object(); std::suspend_never initial_suspend(); std::suspend_always final_suspend() noexcept;
               void return_void(); void unhandled_exception(); };
    struct A { using promise_type = P; };
    A x;)cpp");
  ASSERT_TRUE(K.Task);
  EXPECT_EQ(K.Task->Promise, &K.Code.record("P"));
  EXPECT_EQ(K.Task->Start, TaskStart::Eager);
  EXPECT_FALSE(K.Task->Awaitable);
  EXPECT_FALSE(K.Task->FireAndForget);
}

TEST(TasksTest, PromiseTypeMayBeATemplatesAlias) {
  Known K(R"cpp(
    template <class T> struct A;
    template <class T> struct P { A<T> get_return_object(); std::suspend_always initial_suspend(); std::suspend_always final_suspend() noexcept;
                                  void return_void(); void unhandled_exception(); };
    template <class T> struct A { using promise_type = P<T>; };
    A<int> x;)cpp");
  ASSERT_TRUE(K.Task);
  EXPECT_TRUE(K.Task->isLazy());
}

TEST(TasksTest, UsersInitialAwaiterTellsTheStart) {
  const char *Text = R"cpp(
    struct Start { bool await_ready() noexcept { return %s; } void await_suspend(std::coroutine_handle<>) noexcept; void await_resume() noexcept; };
    struct A { struct promise_type { A get_return_object(); Start initial_suspend(); std::suspend_always final_suspend() noexcept;
                                     void return_void(); void unhandled_exception(); }; };
    A x;)cpp";
  auto With = [Text](const char *Ready) {
    std::string Code = Text;
    Code.replace(Code.find("%s"), 2, Ready);
    Known K(Code);
    return K.Task ? K.Task->Start : TaskStart::Unknown;
  };
  EXPECT_EQ(With("false"), TaskStart::Lazy);
  EXPECT_EQ(With("true"), TaskStart::Eager);
  EXPECT_EQ(With("coin()"), TaskStart::Unknown);
}

TEST(TasksTest, FutureIsATaskByItsModel) {
  Known K("std::future<int> x;");
  ASSERT_TRUE(K.Task);
  ASSERT_TRUE(K.Task->Model);
  EXPECT_EQ(K.Task->Start, TaskStart::Eager);
  EXPECT_EQ(K.Task->Model->Task->Dropped, TaskModel::Detaches);
  EXPECT_FALSE(K.Task->Promise);
}

TEST(TasksTest, TypeThatNobodyHasCompletedIsReadInItsTemplate) {
  Known K(R"cpp(
    template <class T> struct A;
    template <class T> struct P { A<T> get_return_object(); std::suspend_always initial_suspend(); std::suspend_always final_suspend() noexcept;
                                  void return_void(); void unhandled_exception(); };
    template <class T> struct A { using promise_type = P<T>; std::suspend_always operator co_await(); };
    extern A<int> x;)cpp");
  ASSERT_TRUE(K.Task);
  EXPECT_TRUE(K.Task->isLazy());
  EXPECT_TRUE(K.Task->Awaitable);
}

TEST(TasksTest, OtherModelsDontMakeATask) {
  EXPECT_FALSE(Known("std::unique_ptr<int> x;").Task);
  EXPECT_FALSE(Known("std::mutex x;").Task);
}

TEST(TasksTest, ReferencesAndAliasesAreSeenThrough) {
  EXPECT_TRUE(Known("using Job = co::task<int>; extern Job y; Job &x = y;").Task);
  EXPECT_TRUE(Known("extern const co::task<int> x;").Task);
}

TEST(TasksTest, PointersAndNumbersAreNoTasks) {
  EXPECT_FALSE(Known("co::task<int> *x;").Task);
  EXPECT_FALSE(Known("int x;").Task);
  EXPECT_FALSE(Known("struct I; extern I x;").Task);
}

TEST(TasksTest, NoDiscardOfTheClassIsSeen) {
  EXPECT_TRUE(Known("struct [[nodiscard]] A : co::task<> {}; extern A x;").Task->NoDiscard);
  EXPECT_TRUE(Known(R"cpp(
    template <class T> struct [[nodiscard]] A { std::suspend_always operator co_await(); };
    A<int> x;)cpp")
                  .Task->NoDiscard);
}

//===----------------------------------------------------------------------===//
// promiseOf, suspensionsOf
//===----------------------------------------------------------------------===//

TEST(TasksTest, PromiseOfACoroutine) {
  TestCode Code(R"cpp(
    co::task<int> f() { co_return 1; }
    int g() { return 1; }
    template <class T> co::task<T> h() { co_return T(); }
    template co::task<char> h<char>();)cpp");
  ASSERT_TRUE(promiseOf(Code.function("f")));
  EXPECT_EQ(promiseOf(Code.function("f"))->getName(), "promise_type");
  EXPECT_EQ(promiseOf(Code.function("g")), nullptr);
  EXPECT_EQ(promiseOf(Code.function("h")), nullptr);
  EXPECT_NE(promiseOf(Code.instantiation("h")), nullptr);
}

/// "start", and the texts of the others.
Strings suspensions(TestCode &Code, const FunctionDecl &F) {
  Strings Result;
  for (const Suspension &S : suspensionsOf(Code.unit(), F)) {
    EXPECT_EQ(S.Kind == Suspension::Initial, S.Point == nullptr);
    if (S.Point)
      EXPECT_EQ(S.Kind == Suspension::Yield, isa<CoyieldExpr>(S.Point));
    Result.push_back(S.Point ? Code.text(*S.Point) : "start");
  }
  return Result;
}
Strings suspensions(llvm::StringRef Text) {
  TestCode Code(Text);
  return suspensions(Code, Code.function("f"));
}

TEST(TasksTest, LazyCoroutineIsFirstSuspendedAtItsStart) {
  EXPECT_EQ(suspensions("co::task<> f() { co_await nothing(); }"),
            (Strings{"start", "co_await nothing()"}));
}

TEST(TasksTest, EagerCoroutineIsNot) {
  EXPECT_EQ(suspensions("co::eager<> f() { co_await nothing(); }"), Strings{"co_await nothing()"});
}

TEST(TasksTest, AwaitThatNeverSuspendsIsLeftOut) {
  EXPECT_EQ(
      suspensions(
          "co::eager<> f() { co_await std::suspend_never{}; co_await std::suspend_always{}; }"),
      Strings{"co_await std::suspend_always{}"});
  EXPECT_EQ(suspensions(R"cpp(
    struct Ready { bool await_ready() { return true; } void await_suspend(std::coroutine_handle<>); void await_resume(); };
    co::eager<> f() { co_await Ready{}; })cpp"),
            Strings{});
}

TEST(TasksTest, AwaitOfAnOperatorsAwaiterThatNeverSuspendsIsLeftOut) {
  EXPECT_EQ(suspensions("struct A { std::suspend_never operator co_await(); }; co::eager<> f() { "
                        "co_await A{}; }"),
            Strings{});
}

TEST(TasksTest, YieldsAreSuspensions) {
  EXPECT_EQ(suspensions("co::generator<int> f() { co_yield 1; co_yield 2; }"),
            (Strings{"start", "co_yield 1", "co_yield 2"}));
}

TEST(TasksTest, SuspensionsStandInTheOrderOfTheText) {
  EXPECT_EQ(
      suspensions(
          "co::eager<> f() { if (coin()) { use(co_await number()); } else co_await nothing(); "
          "for (;;) co_await std::suspend_always(); }"),
      (Strings{"co_await number()", "co_await nothing()", "co_await std::suspend_always()"}));
}

TEST(TasksTest, TemplatesSuspensionsAreKnownBeforeInstantiation) {
  TestCode Code(R"cpp(
    template <class T> co::task<> f(T t) { co_await t; co_await nothing(); }
    template <class T> co::task<T> g(T t) { co_await t.go(); co_return t; })cpp");
  EXPECT_EQ(suspensions(Code, Code.function("f")),
            (Strings{"start", "co_await t", "co_await nothing()"}));
  EXPECT_EQ(suspensions(Code, Code.function("g")).back(), "co_await t.go()");
}

TEST(TasksTest, OtherFunctionsHaveNoSuspensions) {
  EXPECT_EQ(suspensions("void f() { auto l = []() -> co::task<> { co_await nothing(); }; }"),
            Strings{});
}

TEST(TasksTest, CoroutineThatOnlyReturnsIsSuspendedAtItsStart) {
  EXPECT_EQ(suspensions("co::task<> f() { co_return; }"), Strings{"start"});
}

//===----------------------------------------------------------------------===//
// What tasks are in, and what they give
//===----------------------------------------------------------------------===//

/// True if the type of \p Variable says that it holds tasks.
bool holdsTasks(llvm::StringRef Variable) {
  TestCode Code(Variable);
  return !tasksIn(Code.unit(), Code.typeOf("x")).isNull();
}

TEST(TasksTest, ContainersArraysAndOwnersHoldTasks) {
  EXPECT_TRUE(holdsTasks("std::vector<co::task<>> x;"));
  EXPECT_TRUE(holdsTasks("std::optional<co::task<>> x;"));
  EXPECT_TRUE(holdsTasks("co::task<> make(); co::task<> x[1] = {make()};"));
}

TEST(TasksTest, OtherTypesHoldNone) {
  EXPECT_FALSE(holdsTasks("std::vector<int> x;"));
  EXPECT_FALSE(holdsTasks("struct Row {}; std::vector<Row> x;"));
  EXPECT_FALSE(holdsTasks("extern co::task<co::task<>> x;"));
  EXPECT_FALSE(holdsTasks("extern std::vector<co::task<>> &x;"));
  EXPECT_FALSE(holdsTasks("template <class T> struct handle { T *t; }; handle<co::task<>> x;"));
  EXPECT_FALSE(holdsTasks("int x;"));
}

/// What awaiting variable x gives; empty if that isn't known.
std::string awaited(llvm::StringRef Variable) {
  TestCode Code(Variable);
  QualType Type = awaitedType(Code.unit(), Code.typeOf("x"));
  return Type.isNull() ? "" : Type.getCanonicalType().getAsString();
}

TEST(TasksTest, AwaitGivesWhatTheAwaiterSays) {
  EXPECT_EQ(awaited("extern co::task<int> x;"), "int");
  EXPECT_EQ(awaited("extern co::task<> x;"), "void");
  EXPECT_EQ(
      awaited("struct Awaiter { bool await_ready(); void await_suspend(std::coroutine_handle<>); "
              "long await_resume(); }; struct Op { Awaiter operator co_await(); }; Op x;"),
      "long");
  EXPECT_EQ(awaited("template <class T> struct Transformed { struct promise_type; }; "
                    "extern Transformed<short> x; Transformed<short> x;"),
            "short");
}

TEST(TasksTest, WhatAnAwaitGivesMayBeUnknown) {
  EXPECT_EQ(awaited("struct Opaque {}; Opaque x;"), "");
  EXPECT_EQ(awaited("int x;"), "");
}

TEST(TasksTest, DroppingATaskDoesWhatItsTypeSays) {
  auto Dropped = [](llvm::StringRef Text) {
    Known K(Text);
    return whenDropped(*K.Task);
  };
  EXPECT_EQ(Dropped("extern co::task<> x;"), TaskModel::NeverRuns);
  EXPECT_EQ(Dropped("extern co::eager<> x;"), TaskModel::Detaches);
  EXPECT_EQ(Dropped("extern co::detached x;"), TaskModel::Fine);
}

//===----------------------------------------------------------------------===//
// canAwait
//===----------------------------------------------------------------------===//

/// Whether coroutine f in \p Text can await variable x's type.
bool awaits(llvm::StringRef Text) {
  TestCode Code(Text);
  return canAwait(Code.unit(), Code.function("f"), Code.typeOf("x"));
}

TEST(TasksTest, TaskAwaitsItsOwnKind) {
  EXPECT_TRUE(awaits("extern co::task<int> x; co::task<> f() { co_return; }"));
}

TEST(TasksTest, WithoutAwaitTransformAnythingAwaitableIsAwaited) {
  EXPECT_TRUE(awaits("extern co::eager<int> x; co::task<> f() { co_return; }"));
  EXPECT_TRUE(awaits("std::suspend_always x; co::task<> f() { co_return; }"));
}

TEST(TasksTest, NothingElseIsAwaited) {
  EXPECT_FALSE(awaits("int x; co::task<> f() { co_return; }"));
  EXPECT_FALSE(awaits("extern co::generator<int> x; co::task<> f() { co_return; }"));
  EXPECT_FALSE(awaits("std::future<int> x; co::task<> f() { co_return; }"));
}

TEST(TasksTest, OnlyCoroutinesAwait) {
  EXPECT_FALSE(awaits("extern co::task<int> x; void f() {}"));
  EXPECT_FALSE(
      awaits("extern co::task<int> x; void f() { auto l = []() -> co::task<> { co_return; }; }"));
}

TEST(TasksTest, AwaitTransformLeavesItInDoubt) {
  EXPECT_FALSE(awaits("extern co::task<int> x; toy::colored<int, toy::red> f() { co_return 1; }"));
}

TEST(TasksTest, WhatIsAwaitedElsewhereInTheFunctionCanBeAwaited) {
  EXPECT_TRUE(awaits(
      "extern co::eager<int> x; "
      "toy::colored<int, toy::red> f() { extern co::eager<int> y; co_await y; co_return 1; }"));
}

TEST(TasksTest, SameArgumentOfTheModelDecides) {
  EXPECT_TRUE(awaits(
      "extern toy::colored<char, toy::red> x; toy::colored<int, toy::red> f() { co_return 1; }"));
  EXPECT_FALSE(awaits(
      "extern toy::colored<int, toy::blue> x; toy::colored<int, toy::red> f() { co_return 1; }"));
}

TEST(TasksTest, CoroutineOfAnAwaitTransformThatTakesItsOwnKind) {
  EXPECT_TRUE(awaits(R"cpp(
    template <class T> struct own {
      struct promise_type : co::promise_of<T> {
        own get_return_object(); std::suspend_always initial_suspend() noexcept; std::suspend_always final_suspend() noexcept;
        template <class U> own<U> await_transform(own<U>);
      };
      bool await_ready() const noexcept; void await_suspend(std::coroutine_handle<>); T await_resume();
    };
    extern own<int> x; own<char> f() { co_return 'a'; })cpp"));
}

TEST(TasksTest, GeneratorThatForbidsAwaitingDoesnt) {
  EXPECT_FALSE(awaits(R"cpp(
    struct gen { struct promise_type {
      gen get_return_object(); std::suspend_always initial_suspend() noexcept; std::suspend_always final_suspend() noexcept;
      std::suspend_always yield_value(int); void return_void(); void unhandled_exception();
      template <class U> void await_transform(U &&) = delete;
    }; int *begin(); int *end(); };
    extern co::task<int> x; gen f() { co_yield 1; })cpp"));
}

TEST(TasksTest, AwaitOperandIsWhatIsWritten) {
  TestCode Code("co::task<> f() { co_await nothing(); co_yield 1; }");
  const FunctionBody &Body = Code.body("f");
  ASSERT_EQ(Body.suspensions().size(), 2u);
  EXPECT_EQ(Code.text(*awaitOperand(Body.suspensions()[0])), "nothing()");
  EXPECT_EQ(awaitOperand(&Code.call("f", "nothing()")), nullptr);
  EXPECT_EQ(awaitOperand(nullptr), nullptr);
}

} // namespace
