//===- ModelLoaderTest.cpp - what a model file says, and what is wrong ----===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Models/ModelSet.h"
#include "llvm/ADT/StringRef.h"
#include <gtest/gtest.h>

using namespace asynctidy;
using llvm::StringRef;

namespace {

struct Read {
  std::optional<Framework> Model;
  std::vector<std::string> Errors;
};

Read read(StringRef Text) {
  Read Result;
  Result.Model = parseModel(Text, "bad.yaml", Result.Errors);
  return Result;
}

//===----------------------------------------------------------------------===//
// What is wrong with a file: where, and why
//===----------------------------------------------------------------------===//

struct BadModel {
  const char *Name;
  const char *Text;
  const char *Where; ///< "line:column" of the first error.
  const char *Why;   ///< Part of its message.
};

void PrintTo(const BadModel &Bad, std::ostream *OS) { *OS << Bad.Name; }

class ModelError : public testing::TestWithParam<BadModel> {};

TEST_P(ModelError, HasPlaceAndReason) {
  const BadModel &Bad = GetParam();
  Read Result = read(Bad.Text);
  EXPECT_FALSE(Result.Model) << "a bad model is read nevertheless";
  ASSERT_FALSE(Result.Errors.empty());
  const std::string &First = Result.Errors.front();
  std::string Begin = std::string("bad.yaml:") + Bad.Where + ": ";
  EXPECT_EQ(First.substr(0, Begin.size()), Begin) << First;
  EXPECT_NE(First.find(Bad.Why), std::string::npos) << First;
  for (const std::string &Error : Result.Errors) {
    EXPECT_EQ(Error.find("bad.yaml:"), 0u) << Error;
    EXPECT_EQ(Error.find('\n'), std::string::npos) << "one error, one line: " << Error;
  }
}

constexpr BadModel BadModels[] = {
    {"Empty", "", "1:1", "the model is empty"},
    {"Blank", "\n  \n", "1:1", "the model is empty"},
    {"FunctionTwice",
     "framework: x\nfunctions:\n- {name: f, async-context: true}\n- {name: g, async-context: "
     "true}\n"
     "- {name: f, async-context: true}\n",
     "5:1", "function 'f' stands in line 3 already, and that one counts"},
    {"TypeTwice", "framework: x\ntypes:\n- {name: t, owner: true}\n- {name: t, thread: {}}\n",
     "4:1", "type 't' stands in line 3 already"},
    {"BlocksWhereNothingMay",
     "framework: x\nfunctions:\n- {name: f, blocks: {kind: io, why: w}, async-context: true}\n",
     "3:4", "contradicts itself: 'blocks' and 'async-context'"},
    {"TwoFatesOfACallable",
     "framework: x\nfunctions:\n- name: f\n  callables: [{argument: 0, when: now}, {argument: 0, "
     "when: later}]\n",
     "3:3", "says two things of one argument"},
    {"TwoFatesOfATask",
     "framework: x\nfunctions:\n- name: f\n  tasks: [{argument: object, does: waits}, {argument: "
     "object, does: spawns}]\n",
     "3:3", "says two things of one argument"},
    {"LoopOfAPool",
     "framework: x\nfunctions:\n- {name: f, callables: [{argument: 0, when: offloaded, event-loop: "
     "false}]}\n",
     "3:26", "'event-loop' goes with 'when: later' only"},
    {"UnknownWords", "framework: x\nwords:\n- {kind: greets, has: [hello]}\n", "3:4",
     "there are no words 'greets': known are 'waits-for-task'"},
    {"WordsThatSayNothing", "framework: x\nwords:\n- {kind: waits}\n", "3:4",
     "words 'waits' say nothing: give them 'exactly', 'begins', 'has' or 'unless'"},
    {"WordsThatAllNamesHave", "framework: x\nwords:\n- {kind: waits, has: ['']}\n", "3:4",
     "words 'waits': no name has '' in it"},
    {"WordsThatNoNameHas", "framework: x\nwords:\n- {kind: waits, begins: ['wait for']}\n", "3:4",
     "words 'waits': no name has 'wait for' in it"},
    {"WordsThatContradictThemselves",
     "framework: x\nwords:\n- {kind: waits, has: [join], unless: [join]}\n", "3:4",
     "words 'waits' contradict themselves: 'join' stands under 'has' and 'unless'"},
    {"WordsByAnotherKey", "framework: x\nwords:\n- {kind: waits, ends: [join]}\n", "3:17",
     "unknown key 'ends'"},
    {"EagerNeverRuns",
     "framework: x\ntypes:\n- {name: t, task: {start: eager, dropped: never-runs}}\n", "3:20",
     "eager work has started"},
    {"LazyDetaches", "framework: x\ntypes:\n- {name: t, task: {start: lazy, dropped: detaches}}\n",
     "3:20", "hasn't started"},
    {"MutexAndGuard", "framework: x\ntypes:\n- {name: t, mutex: {blocking: true}, guard: {}}\n",
     "3:4", "contradicts itself: 'mutex' and 'guard'"},
    {"TaskAndMutex",
     "framework: x\ntypes:\n- {name: t, mutex: {blocking: true}, task: {start: lazy, dropped: "
     "never-runs}}\n",
     "3:4", "contradicts itself: 'task' and 'mutex'"},
    {"LocksAndUnlocks",
     "framework: x\ntypes:\n- {name: t, guard: {acquires: [go], releases: [go]}}\n", "3:21",
     "'go' locks and unlocks"},
    {"PushesAndPops",
     "framework: x\ntypes:\n- {name: t, queue: {bounded: never, pushes: [go], pops: [go]}}\n",
     "3:21", "'go' pushes and pops"},
    {"UnknownPlaceholder",
     "framework: x\nfunctions:\n- name: f\n  blocks:\n    kind: io\n    why: w\n    twins:\n    - "
     "{replace: 'g({args})'}\n",
     "8:8", "{args} means nothing here: known are {root}, {object}"},
    {"ArgumentOutOfReach",
     "framework: x\nfunctions:\n- name: f\n  blocks:\n    kind: io\n    why: w\n    twins:\n    - "
     "{replace: 'g({2})', arguments: 2}\n",
     "8:8", "there is no argument {2}"},
    {"DurationOfAWait",
     "framework: x\nfunctions:\n- {name: f, blocks: {kind: io, why: w, duration: '{0}'}}\n", "3:22",
     "only a sleep has a 'duration'"},
    {"UnknownIdiom",
     "framework: x\ntypes:\n- {name: t, owner: true}\nidioms:\n- {kind: slep, text: x}\n", "5:4",
     "there is no idiom 'slep': known are 'all'"},
    {"PlaceholderOfAnotherIdiom",
     "framework: x\ntypes:\n- {name: t, owner: true}\nidioms:\n- {kind: spawn, text: "
     "'go({duration})'}\n",
     "5:4", "{duration} means nothing here: known are {task}, {root}"},
    {"LockWithoutMutex",
     "framework: x\ntypes:\n- {name: t, owner: true}\nidioms:\n- {kind: lock, text: "
     "'co_await {mutex}.lock()'}\n",
     "1:1", "idiom 'lock' needs 'mutex' beside it"},
    {"OnlyComment", "# framework: x\n", "1:1", "the model is empty"},
    {"EmptyDocument", "---\n", "1:1", "the model is empty"},
    {"NoYaml", "framework: x\nfunctions: [\n", "2:13", "closing ]"},
    {"OpenQuote", "framework: \"x\n", "1:14", "quote"},
    {"JustText", "framework\n", "1:1", "not a mapping"},
    {"Sequence", "- framework: x\n", "1:1", "not a mapping"},
    {"SaysNothing", "framework: x\n", "1:1", "a model needs 'functions', 'types'"},
    {"NoFramework", "types:\n- {name: T, owner: true}\n", "1:1",
     "missing required key 'framework'"},
    {"UnknownKey", "framework: x\ntypes:\n- {name: T, owner: true}\nfuncs: []\n", "4:1",
     "unknown key 'funcs'"},
    {"UnknownKeyOfFunction",
     "framework: x\nfunctions:\n- name: f\n  async-context: true\n  block: {}\n", "5:3",
     "unknown key 'block'"},
    {"UnknownKeyOfTwin",
     "framework: x\nfunctions:\n- name: f\n  blocks:\n    kind: io\n    why: waits\n    twins:\n"
     "    - {replace: g(), include: [a.h]}\n",
     "8:22", "unknown key 'include'"},
    {"FunctionWithoutName", "framework: x\nfunctions:\n- async-context: true\n", "3:3",
     "missing required key 'name'"},
    {"FunctionWithEmptyName", "framework: x\nfunctions:\n- {name: '', async-context: true}\n",
     "3:4", "a function needs a name"},
    {"FunctionSaysNothing", "framework: x\nfunctions:\n- name: f\n", "3:3",
     "function 'f' says nothing"},
    {"TypeWithoutName", "framework: x\ntypes:\n- owner: true\n", "3:3",
     "missing required key 'name'"},
    {"TypeSaysNothing", "framework: x\ntypes:\n- name: T\n", "3:3", "type 'T' says nothing"},
    {"SecondEntry", "framework: x\ntypes:\n- {name: T, owner: true}\n- {name: U}\n", "4:4",
     "type 'U' says nothing"},
    {"KindOfBlocking", "framework: x\nfunctions:\n- name: f\n  blocks: {kind: slow, why: waits}\n",
     "4:18", "unknown enumerated scalar"},
    {"BlockingWithoutWhy", "framework: x\nfunctions:\n- name: f\n  blocks: {kind: io}\n", "4:12",
     "missing required key 'why'"},
    {"WhenOfCallable",
     "framework: x\nfunctions:\n- name: f\n  callables: [{argument: 0, when: soon}]\n", "4:35",
     "unknown enumerated scalar"},
    {"Argument",
     "framework: x\nfunctions:\n- name: f\n  callables: [{argument: first, when: now}]\n", "4:26",
     "an argument is a number from 0, 'object', 'last' or 'any'"},
    {"NegativeArgument",
     "framework: x\nfunctions:\n- name: f\n  tasks: [{argument: -1, does: waits}]\n", "4:22",
     "an argument is a number from 0"},
    {"Condition",
     "framework: x\nfunctions:\n- name: f\n  blocks: {kind: io, why: w, unless: [{argument: 0}]}\n",
     "4:40", "a condition needs 'equals', 'mentions' or 'callable'"},
    {"Bool", "framework: x\ntypes:\n- {name: T, owner: maybe}\n", "3:20", "invalid boolean"},
    {"NoSequence", "framework: x\nfunctions: f\n", "2:12", "not a sequence"},
    {"NoMapping", "framework: x\nfunctions:\n- f\n", "3:3", "not a mapping"},
    {"TestPath", "framework: x\ntest-paths: ['(']\n", "1:1", "is no regular expression"},
    {"TwoDocuments",
     "framework: x\ntypes:\n- {name: T, owner: true}\n---\nframework: y\ntypes:\n- {name: U, "
     "owner: true}\n",
     "1:1", "one document"},
};

INSTANTIATE_TEST_SUITE_P(All, ModelError, testing::ValuesIn(BadModels),
                         [](const testing::TestParamInfo<BadModel> &Info) {
                           return std::string(Info.param.Name);
                         });

TEST(ModelLoader, ErrorsAreAddedToThoseBefore) {
  std::vector<std::string> Errors{"before"};
  EXPECT_FALSE(parseModel("framework: x\n", "a.yaml", Errors));
  EXPECT_FALSE(parseModel("", "b.yaml", Errors));
  ASSERT_EQ(Errors.size(), 3u);
  EXPECT_EQ(Errors[0], "before");
  EXPECT_EQ(Errors[2], "b.yaml:1:1: the model is empty");
  EXPECT_TRUE(parseModel("framework: x\ntypes:\n- {name: T, owner: true}\n", "c.yaml", Errors));
  EXPECT_EQ(Errors.size(), 3u);
}

//===----------------------------------------------------------------------===//
// What a good file says
//===----------------------------------------------------------------------===//

TEST(ModelLoader, ReadsTheFramework) {
  Read R = read("framework: mylib\nchecked-against: mylib 1.2\nroots: ['my::lib', lib]\nc-linkage: "
                "true\nsame-thread: true\n"
                "headers: [my/lib.h, lib.h]\ntest-macros: [MY_TEST]\ntest-paths: ['_check[.]cc$']\n"
                "idioms:\n- {kind: sleep, text: 'co_await {root}::sleep({duration})', includes: "
                "[my/sleep.h]}\n");
  ASSERT_TRUE(R.Model) << (R.Errors.empty() ? "" : R.Errors.front());
  EXPECT_EQ(R.Model->Name, "mylib");
  EXPECT_EQ(R.Model->CheckedAgainst, "mylib 1.2");
  EXPECT_EQ(R.Model->Roots, (std::vector<std::string>{"my::lib", "lib"}));
  EXPECT_TRUE(R.Model->CLinkage);
  EXPECT_TRUE(R.Model->SameThread);
  EXPECT_EQ(R.Model->Headers, (std::vector<std::string>{"my/lib.h", "lib.h"}));
  EXPECT_EQ(R.Model->TestMacros, std::vector<std::string>{"MY_TEST"});
  EXPECT_EQ(R.Model->TestPaths, std::vector<std::string>{"_check[.]cc$"});
  ASSERT_EQ(R.Model->Idioms.size(), 1u);
  EXPECT_EQ(R.Model->Idioms[0].Kind, "sleep");
  EXPECT_EQ(R.Model->Idioms[0].Text, "co_await {root}::sleep({duration})");
  EXPECT_EQ(R.Model->Idioms[0].Includes, std::vector<std::string>{"my/sleep.h"});
}

TEST(ModelLoader, NamesAreGlobalWithoutRoots) {
  Read R = read("framework: x\ntypes:\n- {name: T, owner: true}\n");
  ASSERT_TRUE(R.Model);
  EXPECT_EQ(R.Model->Roots, std::vector<std::string>{""});
  EXPECT_FALSE(R.Model->CLinkage);
  EXPECT_FALSE(R.Model->SameThread);
}

TEST(ModelLoader, ReadsFunctions) {
  Read R = read(R"yaml(
framework: x
functions:
- name: socket::read
  blocks:
    kind: io
    why: waits for data
    unless:
    - {argument: 1, equals: 0}
    - {argument: last, mentions: DONTWAIT}
    unless-file-mentions: [O_NONBLOCK]
    unless-function-mentions: [FIONREAD]
    min-arguments: 1
    twins:
    - {replace: 'co_await {object}async_read({arguments})', includes: [a.h], arguments: 2, error-code: false}
    - {replace: 'g()', for: other}
- name: wait
  blocks: {kind: sleep, why: sleeps, duration: 'std::chrono::seconds({0})'}
- name: run
  callables:
  - {argument: 0, when: now}
  - {argument: last, when: later, keeps-closure: true, takes-context: true}
  - {argument: any, when: later, event-loop: false}
  - {argument: object, when: returned}
  tasks:
  - {argument: 0, does: waits}
  - {argument: 1, does: spawns}
  - {argument: 2, does: combines}
  locks:
  - {argument: 0, does: acquires}
  - {argument: 0, does: tries}
  - {argument: 0, does: releases}
  refers-to: [1, last]
- name: on_tick
  async-context: true
- name: handle::resume
  resumes: true
- {name: start, launch: {policy: how, now: threaded, deferred: lazily}}
- {name: go, launch: {policy: how, now: threaded, deferred: lazily, default: now}}
)yaml");
  ASSERT_TRUE(R.Model) << (R.Errors.empty() ? "" : R.Errors.front());
  ASSERT_EQ(R.Model->Functions.size(), 7u);
  EXPECT_EQ(R.Model->Functions[0].Line, 4u);
  EXPECT_EQ(R.Model->Functions[1].Line, 17u);

  const FunctionModel &Io = R.Model->Functions[0];
  EXPECT_EQ(Io.Name, "socket::read");
  ASSERT_TRUE(Io.Blocks);
  EXPECT_EQ(Io.Blocks->Kind, BlockingFact::Io);
  EXPECT_EQ(Io.Blocks->Why, "waits for data");
  EXPECT_EQ(Io.Blocks->MinArguments, 1u);
  EXPECT_EQ(Io.Blocks->UnlessFileMentions, std::vector<std::string>{"O_NONBLOCK"});
  EXPECT_EQ(Io.Blocks->UnlessFunctionMentions, std::vector<std::string>{"FIONREAD"});
  ASSERT_EQ(Io.Blocks->Unless.size(), 2u);
  EXPECT_EQ(Io.Blocks->Unless[0].Argument.Kind, ArgumentRef::Index);
  EXPECT_EQ(Io.Blocks->Unless[0].Argument.Number, 1u);
  EXPECT_EQ(Io.Blocks->Unless[0].Equals, std::optional<int64_t>(0));
  EXPECT_EQ(Io.Blocks->Unless[1].Argument.Kind, ArgumentRef::Last);
  EXPECT_FALSE(Io.Blocks->Unless[1].Equals);
  EXPECT_EQ(Io.Blocks->Unless[1].Mentions, "DONTWAIT");
  ASSERT_EQ(Io.Blocks->Twins.size(), 2u);
  EXPECT_EQ(Io.Blocks->Twins[0].Replace, "co_await {object}async_read({arguments})");
  EXPECT_EQ(Io.Blocks->Twins[0].Includes, std::vector<std::string>{"a.h"});
  EXPECT_EQ(Io.Blocks->Twins[0].Arguments, std::optional<unsigned>(2));
  EXPECT_EQ(Io.Blocks->Twins[0].ErrorCode, std::optional<bool>(false));
  EXPECT_FALSE(Io.Blocks->Twins[1].Arguments);
  EXPECT_EQ(Io.Blocks->Twins[0].For, "");
  EXPECT_EQ(Io.Blocks->Twins[1].For, "other");
  EXPECT_FALSE(Io.Blocks->Twins[1].ErrorCode);
  EXPECT_FALSE(Io.AsyncContext);

  const FunctionModel &Sleep = R.Model->Functions[1];
  ASSERT_TRUE(Sleep.Blocks);
  EXPECT_EQ(Sleep.Blocks->Kind, BlockingFact::Sleep);
  EXPECT_EQ(Sleep.Blocks->Duration, "std::chrono::seconds({0})");

  const FunctionModel &Run = R.Model->Functions[2];
  EXPECT_FALSE(Run.Blocks);
  ASSERT_EQ(Run.Callables.size(), 4u);
  EXPECT_EQ(Run.Callables[0].When, CallableFact::Now);
  EXPECT_FALSE(Run.Callables[0].KeepsClosure);
  EXPECT_TRUE(Run.Callables[0].EventLoop);
  EXPECT_EQ(Run.Callables[1].When, CallableFact::Later);
  EXPECT_TRUE(Run.Callables[1].KeepsClosure);
  EXPECT_EQ(Run.Callables[2].Argument.Kind, ArgumentRef::Any);
  EXPECT_EQ(Run.Callables[2].When, CallableFact::Later);
  EXPECT_FALSE(Run.Callables[2].EventLoop);
  EXPECT_EQ(Run.Callables[3].When, CallableFact::Returned);
  EXPECT_EQ(Run.Callables[3].Argument.Kind, ArgumentRef::Object);
  ASSERT_EQ(Run.Tasks.size(), 3u);
  EXPECT_EQ(Run.Tasks[0].Does, TaskFact::Waits);
  EXPECT_EQ(Run.Tasks[1].Does, TaskFact::Spawns);
  EXPECT_EQ(Run.Tasks[2].Does, TaskFact::Combines);
  ASSERT_EQ(Run.Locks.size(), 3u);
  EXPECT_EQ(Run.Locks[0].Does, LockFact::Acquires);
  EXPECT_EQ(Run.Locks[1].Does, LockFact::Tries);
  EXPECT_EQ(Run.Locks[2].Does, LockFact::Releases);
  EXPECT_FALSE(Run.Callables[0].TakesContext);
  EXPECT_TRUE(Run.Callables[1].TakesContext);
  ASSERT_EQ(Run.RefersTo.size(), 2u);
  EXPECT_EQ(Run.RefersTo[0].Number, 1u);
  EXPECT_EQ(Run.RefersTo[1].Kind, ArgumentRef::Last);
  EXPECT_FALSE(Run.AsyncContext);
  EXPECT_TRUE(R.Model->Functions[3].AsyncContext);
  EXPECT_FALSE(R.Model->Functions[3].Resumes);
  EXPECT_TRUE(R.Model->Functions[4].Resumes);
  EXPECT_FALSE(R.Model->Functions[4].Launch);
  ASSERT_TRUE(R.Model->Functions[5].Launch);
  EXPECT_EQ(R.Model->Functions[5].Launch->Policy, "how");
  EXPECT_EQ(R.Model->Functions[5].Launch->Now, "threaded");
  EXPECT_EQ(R.Model->Functions[5].Launch->Deferred, "lazily");
  EXPECT_EQ(R.Model->Functions[5].Launch->Default, LaunchFact::Either);
  EXPECT_EQ(R.Model->Functions[6].Launch->Default, LaunchFact::AlwaysNow);
}

TEST(ModelLoader, ReadsKindsOfBlocking) {
  constexpr std::pair<const char *, BlockingFact::KindTy> Kinds[] = {
      {"sleep", BlockingFact::Sleep}, {"wait", BlockingFact::Wait},
      {"io", BlockingFact::Io},       {"file", BlockingFact::File},
      {"dns", BlockingFact::Dns},     {"process", BlockingFact::Process},
      {"lock", BlockingFact::Lock},   {"compute", BlockingFact::Compute},
  };
  for (const auto &[Text, Kind] : Kinds) {
    Read R = read(std::string("framework: x\nfunctions:\n- name: f\n  blocks: {kind: ") + Text +
                  ", why: w}\n");
    ASSERT_TRUE(R.Model) << Text;
    EXPECT_EQ(R.Model->Functions[0].Blocks->Kind, Kind) << Text;
  }
}

TEST(ModelLoader, ReadsTypes) {
  Read R = read(R"yaml(
framework: x
types:
- {name: task, task: {start: lazy, dropped: never-runs, same-argument: 1}}
- {name: future, task: {start: eager, dropped: blocks}}
- {name: job, task: {start: unknown, dropped: fine}}
- name: guard
  guard: {acquires: [lock], tries: [try_lock], releases: [unlock, release], tests: [owns]}
- {name: plain_guard, guard: {}}
- {name: mutex, mutex: {blocking: true}}
- {name: async_mutex, mutex: {blocking: false}}
- {name: atomic, atomic: {loads: [load], stores: [store], adds: [ref]}}
- {name: defer_t, guard-tag: defer}
- {name: try_t, guard-tag: try}
- {name: adopt_t, guard-tag: adopt}
- {name: ptr, owner: true}
- {name: pool, may-block: true}
- {name: always, never-suspends: false}
- {name: never, never-suspends: true}
- {name: fixture, test-fixture: true}
- {name: errc, error-code: true}
- {name: worker, thread: {}}
- {name: runner, thread: {joins: [join], detaches: [detach], tests: [joinable], dropped: blocks}}
- {name: loop, event-loop: true}
- {name: once, task: {start: lazy, dropped: never-runs, single-shot: true}}
- {name: shared_mutex, mutex: {blocking: true, recursive: true, shared: true}}
- {name: group, scope: {joins: [join], closes: [close], cancels: [stop], dropped: cancels}}
- {name: channel, queue: {bounded: by-argument, pushes: [push], pops: [pop, try_pop]}}
- {name: outlet, future: {takes: [get, then], times: [wait_for], tests: [valid]}}
- {name: ready, future: {takes: [get], ready-by-default: true}}
- {name: inlet, promise: {gives: [outlet], satisfies: [set, fail], tests: [done], resets: [reset]}}
- {name: token, cancellation: token}
- {name: stopped, cancellation: exception}
- {name: span, thread-bound: true}
- {name: scheduler, executor: true}
)yaml");
  ASSERT_TRUE(R.Model) << (R.Errors.empty() ? "" : R.Errors.front());
  auto Type = [&](StringRef Name) -> const TypeModel & {
    for (const TypeModel &T : R.Model->Types)
      if (T.Name == Name)
        return T;
    ADD_FAILURE() << Name.str();
    return R.Model->Types.front();
  };
  EXPECT_EQ(Type("task").Task->Start, TaskStart::Lazy);
  EXPECT_EQ(Type("task").Task->Dropped, TaskModel::NeverRuns);
  EXPECT_EQ(Type("task").Task->SameArgument, std::optional<unsigned>(1));
  EXPECT_EQ(Type("future").Task->Start, TaskStart::Eager);
  EXPECT_EQ(Type("future").Task->Dropped, TaskModel::Blocks);
  EXPECT_FALSE(Type("future").Task->SameArgument);
  EXPECT_EQ(Type("job").Task->Start, TaskStart::Unknown);
  EXPECT_EQ(Type("job").Task->Dropped, TaskModel::Fine);
  EXPECT_EQ(Type("guard").Guard->Acquires, std::vector<std::string>{"lock"});
  EXPECT_EQ(Type("guard").Guard->Tries, std::vector<std::string>{"try_lock"});
  EXPECT_EQ(Type("guard").Guard->Releases, (std::vector<std::string>{"unlock", "release"}));
  EXPECT_EQ(Type("guard").Guard->Tests, std::vector<std::string>{"owns"});
  EXPECT_TRUE(Type("plain_guard").Guard);
  EXPECT_TRUE(Type("mutex").Mutex->Blocking);
  EXPECT_FALSE(Type("async_mutex").Mutex->Blocking);
  EXPECT_EQ(Type("atomic").Atomic->Loads, std::vector<std::string>{"load"});
  EXPECT_EQ(Type("atomic").Atomic->Stores, std::vector<std::string>{"store"});
  EXPECT_EQ(Type("atomic").Atomic->Adds, std::vector<std::string>{"ref"});
  EXPECT_EQ(Type("atomic").Atomic->Subtracts, std::vector<std::string>{"fetch_sub"});
  EXPECT_EQ(Type("defer_t").Tag, GuardTag::Defer);
  EXPECT_EQ(Type("try_t").Tag, GuardTag::Try);
  EXPECT_EQ(Type("adopt_t").Tag, GuardTag::Adopt);
  EXPECT_TRUE(Type("ptr").Owner);
  EXPECT_TRUE(Type("pool").MayBlock);
  EXPECT_EQ(Type("always").NeverSuspends, std::optional<bool>(false));
  EXPECT_EQ(Type("never").NeverSuspends, std::optional<bool>(true));
  EXPECT_FALSE(Type("ptr").NeverSuspends);
  EXPECT_TRUE(Type("fixture").TestFixture);
  EXPECT_TRUE(Type("errc").ErrorCode);
  ASSERT_TRUE(Type("worker").Thread);
  EXPECT_EQ(Type("worker").Thread->Dropped, ThreadTypeModel::Unknown);
  EXPECT_EQ(Type("runner").Thread->Joins, std::vector<std::string>{"join"});
  EXPECT_EQ(Type("runner").Thread->Detaches, std::vector<std::string>{"detach"});
  EXPECT_EQ(Type("runner").Thread->Tests, std::vector<std::string>{"joinable"});
  EXPECT_EQ(Type("runner").Thread->Dropped, ThreadTypeModel::Blocks);
  EXPECT_TRUE(Type("loop").EventLoop);
  EXPECT_FALSE(Type("task").Task->SingleShot);
  EXPECT_TRUE(Type("once").Task->SingleShot);
  EXPECT_FALSE(Type("mutex").Mutex->Recursive);
  EXPECT_TRUE(Type("shared_mutex").Mutex->Recursive);
  EXPECT_TRUE(Type("shared_mutex").Mutex->Shared);
  EXPECT_EQ(Type("group").Scope->Joins, std::vector<std::string>{"join"});
  EXPECT_EQ(Type("group").Scope->Closes, std::vector<std::string>{"close"});
  EXPECT_EQ(Type("group").Scope->Cancels, std::vector<std::string>{"stop"});
  EXPECT_EQ(Type("group").Scope->Dropped, ScopeModel::Stops);
  EXPECT_EQ(Type("channel").Queue->Bounded, QueueModel::ByArgument);
  EXPECT_EQ(Type("channel").Queue->Pushes, std::vector<std::string>{"push"});
  EXPECT_EQ(Type("channel").Queue->Pops, (std::vector<std::string>{"pop", "try_pop"}));
  EXPECT_EQ(Type("outlet").Future->Takes, (std::vector<std::string>{"get", "then"}));
  EXPECT_EQ(Type("outlet").Future->Times, std::vector<std::string>{"wait_for"});
  EXPECT_EQ(Type("outlet").Future->Tests, std::vector<std::string>{"valid"});
  EXPECT_FALSE(Type("outlet").Future->ReadyByDefault);
  EXPECT_TRUE(Type("ready").Future->ReadyByDefault);
  EXPECT_EQ(Type("inlet").Promise->Gives, std::vector<std::string>{"outlet"});
  EXPECT_EQ(Type("inlet").Promise->Satisfies, (std::vector<std::string>{"set", "fail"}));
  EXPECT_EQ(Type("inlet").Promise->Tests, std::vector<std::string>{"done"});
  EXPECT_EQ(Type("inlet").Promise->Resets, std::vector<std::string>{"reset"});
  EXPECT_EQ(Type("token").Cancels, Cancellation::Token);
  EXPECT_EQ(Type("stopped").Cancels, Cancellation::Exception);
  EXPECT_EQ(Type("task").Cancels, Cancellation::None);
  EXPECT_TRUE(Type("span").ThreadBound);
  EXPECT_TRUE(Type("scheduler").Executor);
}

} // namespace
