//===- Model.h - what functions and types of a framework mean -*- C++ -*-===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------===//
//
// The schema of lib/Models/*.yaml and of users' own model files, as plain data.
// docs/guides/models.md describes it for users; each key there is one member here.
//
//===--------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_MODELS_MODEL_H
#define ASYNC_TIDY_MODELS_MODEL_H

#include <optional>
#include <string>
#include <vector>

namespace asynctidy {

/// Which argument of a call a fact is about.
struct ArgumentRef {
  enum KindTy { Index, Object, Last, Any } Kind = Index;
  unsigned Number = 0; ///< For Index, counted from 0.
};

/// A condition under which a call does not block.
struct NonblockingCondition {
  ArgumentRef Argument;
  /// The argument is this integer constant.
  std::optional<int64_t> Equals;
  /// The argument's text mentions this identifier, such as MSG_DONTWAIT.
  std::string Mentions;
};

/// How an asynchronous call stands in for a blocking one. Used in a coroutine whose task
/// belongs to the same framework and root.
struct Twin {
  /// Replacement text; see docs/guides/models.md for what {root}, {object},
  /// {qualifier}, {arguments}, {0}, {1} ... stand for.
  std::string Replace;
  std::vector<std::string> Includes;
  /// Only for calls with exactly so many arguments.
  std::optional<unsigned> Arguments;
  /// Only for calls whose last argument is (true) or isn't (false) an error code to set.
  std::optional<bool> ErrorCode;
};

/// The function blocks the calling thread.
struct BlockingFact {
  enum KindTy { Sleep, Wait, Io, File, Dns, Process, Lock, Compute } Kind = Io;
  /// Completes "... blocks: it <why>".
  std::string Why;
  std::vector<NonblockingCondition> Unless;
  /// The file mentions one of these: its descriptors don't block.
  std::vector<std::string> UnlessFileMentions;
  unsigned MinArguments = 0;
  /// For Sleep: the duration as an expression of the call's arguments.
  std::string Duration;
  std::vector<Twin> Twins;
};

/// The function takes a callable.
struct CallableFact {
  ArgumentRef Argument;
  enum WhenTy {
    Now,       ///< Runs it before it returns.
    Later,     ///< Stores it and runs it on the event loop.
    Offloaded, ///< Runs it where blocking is allowed: another thread, a pool.
    Returned   ///< Wraps it in what it returns, or passes it on (bind, bind_executor).
  } When = Later;
  /// The closure lives as long as the coroutine that the callable starts.
  bool KeepsClosure = false;
  /// It matters to the framework's event loop that this callable doesn't block.
  bool EventLoop = true;
};

/// What becomes of a task, a future or another awaitable that is an argument.
struct TaskFact {
  ArgumentRef Argument;
  enum DoesTy {
    Waits,   ///< Blocks until it is done.
    Spawns,  ///< Lets it run on its own.
    Combines ///< The result stands for it (when_all, timeout, move).
  } Does = Spawns;
};

/// The function locks or unlocks a mutex.
struct LockFact {
  ArgumentRef Argument;
  enum DoesTy { Acquires, Tries, Releases } Does = Acquires;
};

/// What one function means.
struct FunctionModel {
  /// Qualified name relative to the framework's roots; `**::prefix*` stands for all
  /// functions below a root whose name begins so.
  std::string Name;
  std::optional<BlockingFact> Blocks;
  std::vector<CallableFact> Callables;
  std::vector<TaskFact> Tasks;
  std::vector<LockFact> Locks;
  /// An async context: its body must not block.
  bool AsyncContext = false;
};

enum class TaskStart {
  Lazy,   ///< Runs when it is awaited or spawned.
  Eager,  ///< Runs at once, up to its first suspension.
  Unknown ///< The type doesn't tell.
};

/// A type that stands for asynchronous work.
struct TaskModel {
  TaskStart Start = TaskStart::Unknown;
  enum DroppedTy {
    NeverRuns, ///< Dropping it means that the work is never done.
    Cancels,   ///< Dropping it cancels the work.
    Blocks,    ///< Its destructor waits.
    Detaches,  ///< The work goes on, nobody sees its result or error.
    Fine       ///< Made to be dropped (fire and forget).
  } Dropped = Detaches;
  /// `co_await` in another task of this type compiles only if this template argument
  /// is the same type in both.
  std::optional<unsigned> SameArgument;
};

/// A RAII type that holds a lock for as long as it lives.
struct GuardModel {
  std::vector<std::string> Acquires; ///< Methods that lock again.
  std::vector<std::string> Tries;    ///< Methods that may lock.
  std::vector<std::string> Releases; ///< Methods that unlock, or give up the lock.
  std::vector<std::string> Tests;    ///< Methods that tell whether it holds the lock.
};

/// What a constructor argument of this type does to a guard.
enum class GuardTag { None, Defer, Try, Adopt };

struct MutexModel {
  /// False for the mutexes of coroutine libraries and for user-space schedulers'.
  bool Blocking = true;
};

/// A type whose calls read and write one shared variable atomically.
struct AtomicModel {
  std::vector<std::string> Loads;
  std::vector<std::string> Stores;
};

/// What one type means.
struct TypeModel {
  std::string Name;
  std::optional<TaskModel> Task;
  std::optional<GuardModel> Guard;
  std::optional<MutexModel> Mutex;
  std::optional<AtomicModel> Atomic;
  GuardTag Tag = GuardTag::None;
  /// Owns what its first template argument names: unique_ptr, optional.
  bool Owner = false;
  /// An executor or context whose work may block: a thread pool.
  bool MayBlock = false;
  /// As an awaiter: true never suspends, false always does.
  std::optional<bool> NeverSuspends;
  /// A test fixture: code in classes derived from it is test code.
  bool TestFixture = false;
  /// Says whether an operation worked: std::error_code.
  bool ErrorCode = false;
  /// A thread. A class that has one beside an event loop runs that loop in private.
  bool Thread = false;
  /// An event loop that somebody runs: io_context.
  bool EventLoop = false;
};

/// How a framework says a common thing.
struct Idiom {
  std::string Kind; ///< "sleep"
  /// With {root} and {duration}.
  std::string Text;
  std::vector<std::string> Includes;
};

/// A model file: what one framework's names mean.
struct Framework {
  std::string Name;
  /// Library and version that the entries were checked against.
  std::string CheckedAgainst;
  /// Namespaces that names are relative to; one empty root for global names. Each name
  /// is looked for under each root.
  std::vector<std::string> Roots;
  /// The functions are C's: a C++ function of the same name is another one.
  bool CLinkage = false;
  /// Headers that declare all entries: one for each root, or one for all.
  std::vector<std::string> Headers;
  std::vector<FunctionModel> Functions;
  std::vector<TypeModel> Types;
  std::vector<Idiom> Idioms;
  /// Macros that open a test's body.
  std::vector<std::string> TestMacros;
  /// Regular expressions for paths of test code, matched against the path below the
  /// repository's top directory, or against the last two components where there is none.
  std::vector<std::string> TestPaths;
};

} // namespace asynctidy

#endif
