//===- TestUnit.h - code, models and facts of one test -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// A test is a piece of code and a question about it. What is asked about is named by its
// text: `Code.call("f", "g(1)")` is the call that is written so in function f.
//
// The code sees a small standard library and a few coroutine types of its own (below), so
// that a test depends neither on the mocks nor on the machine's headers; `Models` says what
// they mean. See ownHeaders() for tests that bring everything along.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_UNIT_TESTUNIT_H
#define ASYNC_TIDY_TEST_UNIT_TESTUNIT_H

#include "async-tidy/Analysis/Escape.h"
#include "async-tidy/Analysis/FunctionBody.h"
#include "async-tidy/Analysis/LockState.h"
#include "async-tidy/Analysis/Tasks.h"
#include "async-tidy/Analysis/Unit.h"
#include "async-tidy/Fix/Edits.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/Tooling.h"
#include <gtest/gtest.h>

namespace asynctidy::test {

using Strings = std::vector<std::string>;

/// A standard library of the size of a test; a system header like the real one.
inline constexpr char StdHeader[] = R"cpp(
#pragma clang system_header
namespace std {
using size_t = decltype(sizeof(0));
using nullptr_t = decltype(nullptr);
template <class T> struct remove_reference { using type = T; };
template <class T> struct remove_reference<T &> { using type = T; };
template <class T> struct remove_reference<T &&> { using type = T; };
template <class T> typename remove_reference<T>::type &&move(T &&) noexcept;
template <class T> T &&forward(typename remove_reference<T>::type &) noexcept;
template <class T> void swap(T &, T &);
template <class T> struct reference_wrapper { T *P; operator T &() const; };
template <class T> reference_wrapper<T> ref(T &);
template <class A, class B> struct pair { A first; B second; };
template <class T> struct initializer_list {
  const T *B; size_t N;
  const T *begin() const; const T *end() const;
};

template <class R, class...> struct coroutine_traits {
  using promise_type = typename R::promise_type;
};
template <class P = void> struct coroutine_handle;
template <> struct coroutine_handle<void> {
  static coroutine_handle from_address(void *) noexcept;
  void *address() const noexcept;
  void resume() const;
  void destroy() const;
  bool done() const;
};
template <class P> struct coroutine_handle {
  static coroutine_handle from_address(void *) noexcept;
  static coroutine_handle from_promise(P &) noexcept;
  operator coroutine_handle<>() const noexcept;
  void *address() const noexcept;
  P &promise() const;
  void resume() const;
};
struct suspend_always {
  bool await_ready() const noexcept { return false; }
  void await_suspend(coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
struct suspend_never {
  bool await_ready() const noexcept { return true; }
  void await_suspend(coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

namespace chrono {
template <class R, class P> struct duration { constexpr duration(int) {} };
using milliseconds = duration<long, int>;
struct time_point {};
} // namespace chrono

struct mutex { void lock(); bool try_lock(); void unlock(); };
struct recursive_mutex { void lock(); bool try_lock(); void unlock(); };
struct timed_mutex {
  void lock(); bool try_lock(); void unlock();
  bool try_lock_for(chrono::milliseconds); bool try_lock_until(chrono::time_point);
};
struct shared_mutex {
  void lock(); bool try_lock(); void unlock();
  void lock_shared(); bool try_lock_shared(); void unlock_shared();
};
struct defer_lock_t {}; struct try_to_lock_t {}; struct adopt_lock_t {};
inline constexpr defer_lock_t defer_lock{};
inline constexpr try_to_lock_t try_to_lock{};
inline constexpr adopt_lock_t adopt_lock{};
template <class M> struct lock_guard {
  using mutex_type = M;
  explicit lock_guard(M &); lock_guard(M &, adopt_lock_t); ~lock_guard();
  lock_guard(const lock_guard &) = delete;
  lock_guard &operator=(const lock_guard &) = delete;
};
template <class... M> struct scoped_lock {
  explicit scoped_lock(M &...); explicit scoped_lock(adopt_lock_t, M &...); ~scoped_lock();
  scoped_lock(const scoped_lock &) = delete;
};
template <class M> struct unique_lock {
  unique_lock() noexcept; explicit unique_lock(M &);
  unique_lock(M &, defer_lock_t); unique_lock(M &, try_to_lock_t); unique_lock(M &, adopt_lock_t);
  unique_lock(M &, chrono::milliseconds); unique_lock(M &, chrono::time_point);
  unique_lock(unique_lock &&) noexcept; unique_lock &operator=(unique_lock &&);
  ~unique_lock();
  void lock(); bool try_lock(); bool try_lock_for(chrono::milliseconds); void unlock();
  M *release(); bool owns_lock() const noexcept; explicit operator bool() const noexcept;
  M *mutex() const; void swap(unique_lock &);
};
template <class M> struct shared_lock {
  shared_lock() noexcept; explicit shared_lock(M &); shared_lock(M &, defer_lock_t);
  shared_lock(shared_lock &&) noexcept; shared_lock &operator=(shared_lock &&);
  ~shared_lock();
  void lock(); bool try_lock(); void unlock(); bool owns_lock() const noexcept;
};
template <class A, class B, class... C> void lock(A &, B &, C &...);
template <class A, class B, class... C> int try_lock(A &, B &, C &...);

template <class T> struct unique_ptr {
  unique_ptr(); unique_ptr(nullptr_t); explicit unique_ptr(T *); unique_ptr(unique_ptr &&);
  unique_ptr &operator=(unique_ptr &&); ~unique_ptr();
  T *operator->() const; T &operator*() const; T *get() const; void reset(T * = nullptr);
  T *release(); explicit operator bool() const;
};
template <class T, class... A> unique_ptr<T> make_unique(A &&...);
struct nullopt_t {};
inline constexpr nullopt_t nullopt{};
template <class T> struct optional {
  optional(); optional(nullopt_t); optional(T &&); ~optional();
  template <class... A> T &emplace(A &&...);
  void reset(); bool has_value() const; explicit operator bool() const;
  T *operator->(); T &operator*(); T &value();
};
template <class T> struct vector {
  vector(); vector(initializer_list<T>); vector(vector &&); ~vector();
  void push_back(T &&); void push_back(const T &);
  template <class... A> T &emplace_back(A &&...);
  T *begin(); T *end(); T &operator[](size_t); T &front(); void clear();
};
template <class> struct function;
template <class R, class... A> struct function<R(A...)> {
  function(); template <class F> function(F) {} ~function();
  R operator()(A...) const;
};
template <class F, class... A> struct bound { F Fn; void operator()() const; };
template <class F, class... A> bound<F, A...> bind(F, A...) { for (;;) ; }
template <class I, class F> void for_each(I, I, F) { for (;;) ; }
template <class T> struct future {
  future(); future(future &&); ~future(); T get(); void wait() const;
};
template <class F, class... A> future<int> async(F &&, A &&...) { for (;;) ; }
struct thread {
  thread(); template <class F, class... A> explicit thread(F &&, A &&...) {}
  thread(thread &&); thread &operator=(thread &&);
  ~thread(); void join(); void detach(); bool joinable() const;
};
struct jthread {
  jthread(); template <class F, class... A> explicit jthread(F &&, A &&...) {}
  jthread(jthread &&); jthread &operator=(jthread &&);
  ~jthread(); void join(); bool request_stop();
};
namespace this_thread { void sleep_for(chrono::milliseconds); }
} // namespace std
)cpp";

/// Coroutine types as users write them, without models: `co::task` is lazy, `co::eager` starts
/// at once, `co::detached` is never looked at again, `co::generator` is iterated over.
/// A framework `toy`, with models. Functions to ask about: `here(1)` is a point. Templates have
/// bodies, as Clang wants to see one for a lambda's type.
inline constexpr char ToyHeader[] = R"cpp(
namespace co {
template <class T> struct promise_of {
  void unhandled_exception() {}
  void return_value(T) {}
};
template <> struct promise_of<void> {
  void unhandled_exception() {}
  void return_void() {}
};
template <class T = void> struct task {
  struct promise_type : promise_of<T> {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    template <class U> std::suspend_always yield_value(U &&) { return {}; }
  };
  task(task &&); task &operator=(task &&); ~task();
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume();
};
template <class T = void> struct eager {
  struct promise_type : promise_of<T> {
    eager get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
  };
  eager(eager &&); ~eager();
  bool await_ready() const noexcept; void await_suspend(std::coroutine_handle<>); T await_resume();
};
struct detached {
  struct promise_type : promise_of<void> {
    detached get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
  };
};
template <class T> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T) { return {}; }
    void return_void() {} void unhandled_exception() {}
  };
  T *begin(); T *end();
};
} // namespace co

namespace toy {
struct executor {
  template <class F> void post(F &&) { for (;;) ; }
  template <class F> void run_now(F &&) { for (;;) ; }
};
struct thread_pool { executor &get_executor(); };
template <class E, class F> void post(E &, F &&) { for (;;) ; }
template <class E, class F> void offload(E &, F &&) { for (;;) ; }
template <class F> void run_now(F &&) { for (;;) ; }
template <class F> void co_spawn(F &&) { for (;;) ; }
template <class F> void co_spawn_kept(F &&) { for (;;) ; }
template <class F> co::task<> invoke_kept(F &&) { for (;;) ; }
template <class F> struct bound { F Fn; };
template <class E, class F> bound<F> bind_executor(E &, F &&) { for (;;) ; }
template <class T> void spawn(T &&);
template <class T> co::task<> spawn_joinable(T &&);
template <class T> void sync_wait(T &&);
template <class... T> co::task<> when_all(T &&...);
struct async_mutex { co::task<> lock(); bool try_lock(); void unlock(); };
struct fiber_mutex { void lock(); bool try_lock(); void unlock(); };
struct fixture {};
template <class T> struct started { started(started &&); ~started(); T get(); };
template <class T, class C> struct colored {
  struct promise_type : co::promise_of<T> {
    colored get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    template <class A> A &&await_transform(A &&);
  };
  bool await_ready() const noexcept; void await_suspend(std::coroutine_handle<>); T await_resume();
};
struct red {}; struct blue {};
} // namespace toy

extern "C" {
struct pthread_mutex_t { int I; };
int pthread_mutex_lock(pthread_mutex_t *);
int pthread_mutex_trylock(pthread_mutex_t *);
int pthread_mutex_unlock(pthread_mutex_t *);
}

#define TOY_TEST(Name) void test_##Name()
#define TOY_CASE(Name) co::task<> test_##Name()

void here(int);
template <class... T> void use(T &&...) {}
bool coin();
inline co::task<> nothing() { co_return; }
co::task<int> number();
)cpp";

/// What StdHeader means.
inline constexpr char StdModel[] = R"yaml(
framework: std
roots: [std]
functions:
  - {name: "this_thread::sleep_for", blocks: {kind: sleep, why: "puts the thread to sleep"}}
  - {name: "thread::join", blocks: {kind: wait, why: "waits for another thread"}}
  - {name: "thread::thread", callables: [{argument: 0, when: offloaded}]}
  - {name: "jthread::jthread", callables: [{argument: 0, when: offloaded}]}
  - {name: async, callables: [{argument: any, when: offloaded}]}
  - {name: "future::get", tasks: [{argument: object, does: waits}]}
  - {name: bind, callables: [{argument: 0, when: returned}]}
  - {name: for_each, callables: [{argument: last, when: now}]}
  - {name: lock, locks: [{argument: any, does: acquires}]}
  - {name: try_lock, locks: [{argument: any, does: tries}]}
types:
  - {name: lock_guard, guard: {}}
  - {name: scoped_lock, guard: {}}
  - name: unique_lock
    guard: {acquires: [lock], tries: [try_lock, try_lock_for, try_lock_until], releases: [unlock, release], tests: [owns_lock]}
  - name: shared_lock
    guard: {shared: true, acquires: [lock], tries: [try_lock], releases: [unlock, release], tests: [owns_lock]}
  - {name: defer_lock_t, guard-tag: defer}
  - {name: try_to_lock_t, guard-tag: try}
  - {name: adopt_lock_t, guard-tag: adopt}
  - {name: unique_ptr, owner: true}
  - {name: optional, owner: true}
  - {name: future, task: {start: eager, dropped: detaches}}
  - {name: thread, thread: {joins: [join], detaches: [detach], tests: [joinable], dropped: terminates}}
  - {name: jthread, thread: {joins: [join], dropped: blocks}}
  - {name: suspend_never, never-suspends: true}
)yaml";

/// What ToyHeader's namespace toy means.
inline constexpr char ToyModel[] = R"yaml(
framework: toy
roots: [toy]
functions:
  - {name: "executor::post", callables: [{argument: 0, when: later}]}
  - {name: "executor::run_now", callables: [{argument: 0, when: now}]}
  - {name: post, callables: [{argument: last, when: later}]}
  - {name: offload, callables: [{argument: last, when: offloaded}]}
  - {name: run_now, callables: [{argument: 0, when: now}]}
  - {name: co_spawn, callables: [{argument: 0, when: later}]}
  - {name: co_spawn_kept, callables: [{argument: 0, when: later, keeps-closure: true}]}
  - {name: invoke_kept, callables: [{argument: 0, when: later, keeps-closure: true}]}
  - {name: bind_executor, callables: [{argument: last, when: returned}]}
  - {name: spawn, tasks: [{argument: 0, does: spawns}]}
  - {name: spawn_joinable, tasks: [{argument: 0, does: spawns}]}
  - {name: sync_wait, tasks: [{argument: 0, does: waits}]}
  - {name: when_all, tasks: [{argument: any, does: combines}]}
  - {name: "group::run", callables: [{argument: 0, when: offloaded}]}
  - {name: "group::wait", blocks: {kind: wait, why: "waits for its work"}}
  - {name: "waiting_group::run", callables: [{argument: 0, when: offloaded}]}
types:
  - {name: group, scope: {joins: [wait], dropped: terminates}}
  - {name: waiting_group, scope: {joins: [wait], dropped: blocks}}
  - {name: thread_pool, may-block: true}
  - {name: fiber_mutex, mutex: {blocking: false}}
  - {name: fixture, test-fixture: true}
  - {name: started, task: {start: eager, dropped: cancels}}
  - {name: colored, task: {start: lazy, dropped: never-runs, same-argument: 1}}
test-macros: [TOY_TEST, TOY_CASE]
)yaml";

/// What C's functions mean.
inline constexpr char PosixModel[] = R"yaml(
framework: posix
functions:
  - {name: pthread_mutex_lock, locks: [{argument: 0, does: acquires}]}
  - {name: pthread_mutex_trylock, locks: [{argument: 0, does: tries}]}
  - {name: pthread_mutex_unlock, locks: [{argument: 0, does: releases}]}
)yaml";

inline std::shared_ptr<const ModelSet> parseModels(llvm::ArrayRef<const char *> Texts) {
  std::vector<Framework> All;
  for (const char *Text : Texts) {
    Strings Errors;
    if (std::optional<Framework> F = parseModel(Text, "test.yaml", Errors))
      All.push_back(std::move(*F));
    for (const std::string &Error : Errors)
      ADD_FAILURE() << Error;
  }
  return std::make_shared<ModelSet>(std::move(All), ModelSet::builtinWords());
}

/// The models that tests have without asking.
inline std::shared_ptr<const ModelSet> testModels() {
  static const std::shared_ptr<const ModelSet> Set = parseModels({StdModel, ToyModel, PosixModel});
  return Set;
}

/// The test's models, and \p Text, which comes first and so wins.
inline std::shared_ptr<const ModelSet> withModel(const char *Text) {
  return parseModels({Text, StdModel, ToyModel, PosixModel});
}

/// How a test's code is read, where that isn't the usual way.
struct TestSetup {
  std::shared_ptr<const ModelSet> Models = testModels();
  Strings Args = {"-std=c++20"};
  /// Virtual headers of this test, by name; `#include "a.h"` finds them.
  std::vector<std::pair<std::string, std::string>> Headers;
  /// Without StdHeader and ToyHeader.
  bool OwnHeaders = false;
  /// The code may have errors; the test says what is known nevertheless.
  bool MayBeBroken = false;
};

/// For code that includes the mocks, or declares all that it needs.
inline TestSetup ownHeaders() {
  TestSetup S;
  S.OwnHeaders = true;
  return S;
}

/// For code that includes the mocks, and nothing real: with the built-in models.
inline TestSetup withMocks() {
  TestSetup S = ownHeaders();
  S.Models = ModelSet::builtin();
  S.Args.push_back("-nostdinc++");
  return S;
}

/// \param Files receives the texts of virtual headers, which the AST refers to.
inline std::unique_ptr<clang::ASTUnit> parse(llvm::StringRef Code, const TestSetup &S,
                                             clang::tooling::FileContentMappings &Files) {
  const std::string Dir = "/async-tidy-test/";
  Strings Args = S.Args;
  // -w: what a test's code does is strange on purpose.
  for (const char *Arg :
       {"-fsyntax-only", "-w", "-I/async-tidy-test", "-I" ASYNC_TIDY_SOURCE_DIR "/include",
        "-I" ASYNC_TIDY_SOURCE_DIR "/test/Inputs/mocks"})
    Args.push_back(Arg);
  for (const auto &[Name, Text] : S.Headers)
    Files.emplace_back(Dir + Name, Text);
  if (!S.OwnHeaders) {
    Files.emplace_back(Dir + "std-header.h", StdHeader);
    Files.emplace_back(Dir + "toy-header.h", ToyHeader);
    for (const char *Name : {"std-header.h", "toy-header.h"}) {
      Args.push_back("-include");
      Args.push_back(Dir + Name);
    }
  }
  static clang::IgnoringDiagConsumer Silent;
  return clang::tooling::buildASTFromCodeWithArgs(
      Code, Args, Dir + "input.cc", "async-tidy-test",
      std::make_shared<clang::PCHContainerOperations>(),
      clang::tooling::getClangStripDependencyFileAdjuster(), Files,
      S.MayBeBroken ? &Silent : nullptr);
}

/// Code, parsed, and what is known of it.
class TestCode {
public:
  explicit TestCode(llvm::StringRef Code, TestSetup S = {})
      : Ast(parse(Code, S, Files)), Text(Code.str()), Models(S.Models) {
    if (!Ast)
      llvm::report_fatal_error("the test's code can't be read");
    if (!S.MayBeBroken && Ast->getDiagnostics().hasErrorOccurred())
      ADD_FAILURE() << "does not compile:\n" << Code.str();
    Collector(*this).TraverseDecl(context().getTranslationUnitDecl());
  }

  clang::ASTUnit &ast() { return *Ast; }
  clang::ASTContext &context() { return Ast->getASTContext(); }
  Unit &unit() { return Unit::get(context(), Models); }

  /// The definition of a function, method or template (its pattern) called \p Name; qualified
  /// if there are several.
  const clang::FunctionDecl &function(llvm::StringRef Name) { return pick(Name, Patterns); }
  /// Instantiation number \p Index of function or method \p Name.
  const clang::FunctionDecl &instantiation(llvm::StringRef Name, unsigned Index = 0) {
    return pick(Name, Instantiations, Index);
  }
  /// Lambda number \p Index of the code, in the order of the text.
  const clang::LambdaExpr &lambda(unsigned Index = 0) {
    if (Index >= Lambdas.size())
      llvm::report_fatal_error("the test's code has no such lambda");
    return *Lambdas[Index];
  }
  /// The body of that lambda.
  const clang::FunctionDecl &lambdaBody(unsigned Index = 0) {
    return *lambda(Index).getCallOperator();
  }

  const FunctionBody &body(llvm::StringRef Name) { return unit().body(function(Name)); }

  /// The type called \p Name.
  const clang::CXXRecordDecl &record(llvm::StringRef Name) {
    for (const clang::CXXRecordDecl *Record : Records)
      if (Record->getName() == Name || Record->getQualifiedNameAsString() == Name)
        return *Record;
    llvm::report_fatal_error(llvm::Twine("the test's code has no class ") + Name);
  }
  /// The type of variable or parameter \p Name.
  clang::QualType typeOf(llvm::StringRef Name) { return variable(Name).getType(); }
  const clang::VarDecl &variable(llvm::StringRef Name) {
    for (const clang::VarDecl *Var : Variables)
      if (Var->getName() == Name)
        return *Var;
    llvm::report_fatal_error(llvm::Twine("the test's code has no variable ") + Name);
  }

  std::string text(const clang::Stmt &S) {
    clang::SourceRange Range = S.getSourceRange();
    // LLVM 16 ends a co_yield with its keyword.
    if (llvm::isa<clang::CoyieldExpr>(S))
      Range.setEnd(awaitOperand(&S)->getEndLoc());
    return clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(Range),
                                       context().getSourceManager(), context().getLangOpts())
        .str();
  }

  /// The call (or construction) in \p In that is written as \p Written; of several with one text,
  /// as of a conversion around a call, the innermost.
  const clang::Expr &call(const FunctionBody &In, llvm::StringRef Written) {
    for (const clang::Expr *Call : In.calls())
      if (text(*Call) == Written)
        return *Call;
    llvm::report_fatal_error(llvm::Twine("the test's code has no call ") + Written);
  }
  const clang::Expr &call(llvm::StringRef In, llvm::StringRef Written) {
    return call(body(In), Written);
  }

  /// The statement or expression in \p In that is written as \p Written: the outermost.
  const clang::Stmt &stmt(const FunctionBody &In, llvm::StringRef Written) {
    const clang::Stmt *Found = nullptr;
    struct Finder : clang::RecursiveASTVisitor<Finder> {
      TestCode &Code;
      llvm::StringRef Written;
      const FunctionBody &In;
      const clang::Stmt *&Found;
      Finder(TestCode &Code, llvm::StringRef Written, const FunctionBody &In,
             const clang::Stmt *&Found)
          : Code(Code), Written(Written), In(In), Found(Found) {}
      bool shouldVisitImplicitCode() const { return true; }
      bool VisitStmt(clang::Stmt *S) {
        if (!In.contains(S) || Code.text(*S) != Written)
          return true;
        Found = S;
        return false;
      }
    };
    Finder(*this, Written, In, Found).TraverseStmt(In.function().getBody());
    if (!Found)
      llvm::report_fatal_error(llvm::Twine("the test's code has no ") + Written);
    return *Found;
  }
  const clang::Expr &expr(const FunctionBody &In, llvm::StringRef Written) {
    return *llvm::cast<clang::Expr>(&stmt(In, Written));
  }

  /// The code with \p E done; "refused" if that isn't to be done.
  std::string apply(const Edits &E) {
    if (E.empty())
      return "refused";
    const clang::SourceManager &SM = context().getSourceManager();
    struct Change {
      unsigned From, To, Number;
      std::string Text;
    };
    std::vector<Change> Changes;
    for (const clang::FixItHint &Hint : E.hints()) {
      clang::CharSourceRange Range = Hint.RemoveRange;
      unsigned From = SM.getFileOffset(Range.getBegin());
      unsigned To = SM.getFileOffset(Range.getEnd());
      if (Range.isTokenRange())
        To += clang::Lexer::MeasureTokenLength(Range.getEnd(), SM, context().getLangOpts());
      EXPECT_EQ(SM.getFileID(Range.getBegin()), SM.getMainFileID());
      Changes.push_back({From, To, unsigned(Changes.size()), Hint.CodeToInsert});
    }
    // Not std::stable_sort, whose buffer the standard has deprecated: insertions at one place
    // keep their order by their number, and come before what is replaced from there on.
    llvm::sort(Changes, [](const Change &A, const Change &B) {
      return std::make_tuple(A.From, A.From != A.To, A.Number) <
             std::make_tuple(B.From, B.From != B.To, B.Number);
    });
    std::string Result;
    unsigned At = 0;
    for (const Change &C : Changes) {
      EXPECT_LE(At, C.From) << "edits overlap";
      Result += Text.substr(At, C.From - At) + C.Text;
      At = C.To;
    }
    return Result + Text.substr(At);
  }

private:
  struct Collector : clang::RecursiveASTVisitor<Collector> {
    TestCode &Code;
    explicit Collector(TestCode &Code) : Code(Code) {}
    bool shouldVisitTemplateInstantiations() const { return true; }
    bool shouldVisitImplicitCode() const { return true; }
    bool VisitFunctionDecl(clang::FunctionDecl *F) {
      if (!F->doesThisDeclarationHaveABody())
        return true;
      bool Made = F->isTemplateInstantiation();
      for (const clang::DeclContext *DC = F; DC; DC = DC->getParent())
        if (const auto *Spec = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(DC))
          Made |= !Spec->isExplicitSpecialization();
      (Made ? Code.Instantiations : Code.Patterns).push_back(F);
      return true;
    }
    bool VisitCXXRecordDecl(clang::CXXRecordDecl *R) {
      if (R->isThisDeclarationADefinition() && R->getIdentifier())
        Code.Records.push_back(R);
      return true;
    }
    bool VisitVarDecl(clang::VarDecl *V) {
      if (V->getIdentifier())
        Code.Variables.push_back(V);
      return true;
    }
    bool VisitLambdaExpr(clang::LambdaExpr *L) {
      if (!llvm::is_contained(Code.Lambdas, L))
        Code.Lambdas.push_back(L);
      return true;
    }
  };

  const clang::FunctionDecl &
  pick(llvm::StringRef Name, llvm::ArrayRef<const clang::FunctionDecl *> From, unsigned Index = 0) {
    for (const clang::FunctionDecl *F : From)
      if ((F->getNameAsString() == Name || F->getQualifiedNameAsString() == Name) && Index-- == 0)
        return *F;
    llvm::report_fatal_error(llvm::Twine("the test's code has no function ") + Name);
  }

  clang::tooling::FileContentMappings Files;
  std::unique_ptr<clang::ASTUnit> Ast;
  std::string Text;
  std::shared_ptr<const ModelSet> Models;
  std::vector<const clang::FunctionDecl *> Patterns, Instantiations;
  std::vector<const clang::CXXRecordDecl *> Records;
  std::vector<const clang::VarDecl *> Variables;
  std::vector<const clang::LambdaExpr *> Lambdas;
};

/// `this.state_.m`, `session.m`: for comparing.
inline std::string pathText(const AccessPath &Path) {
  std::string Result = Path.startsAtThis() ? "this" : Path.base()->getNameAsString();
  for (const clang::ValueDecl *Step : Path.steps())
    Result += "." + Step->getNameAsString();
  return Result;
}

} // namespace asynctidy::test

#endif
