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

#include "llvm/ADT/SmallVector.h"
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
  /// The argument is something to call: that overload gives its result to it.
  bool Callable = false;
};

/// How an asynchronous call stands in for a blocking one. Used in a coroutine whose task
/// belongs to the same framework and root, or to the one that it is `for`.
struct Twin {
  /// Replacement text; see docs/guides/models.md for what {root}, {object},
  /// {qualifier}, {arguments}, {0}, {1} ... stand for.
  std::string Replace;
  std::vector<std::string> Includes;
  /// Only for calls with exactly so many arguments.
  std::optional<unsigned> Arguments;
  /// Only for calls whose last argument is (true) or isn't (false) an error code to set.
  std::optional<bool> ErrorCode;
  /// The framework of the coroutines that it is for; empty: the function's own.
  std::string For;
};

/// The function blocks the calling thread.
struct BlockingFact {
  enum KindTy { Sleep, Wait, Io, File, Dns, Process, Lock, Compute } Kind = Io;
  /// Completes "... blocks: it <why>".
  std::string Why;
  /// Functions of the same framework that do the like without blocking, for a note.
  std::vector<std::string> Instead;
  std::vector<NonblockingCondition> Unless;
  /// The file mentions one of these: its descriptors don't block.
  std::vector<std::string> UnlessFileMentions;
  /// The function that calls it mentions one of these: it has asked whether it would have to wait.
  std::vector<std::string> UnlessFunctionMentions;
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
  /// An overload takes an object just before it, with whose end the callable is dropped.
  bool TakesContext = false;
  /// What the callable returns is dropped: a task that it makes is nobody's.
  bool DropsResult = false;
  /// What a fix writes in place of the call if the callable makes a task of the same framework.
  std::vector<Twin> ForTasks;
  /// It matters to the framework's event loop that this callable doesn't block.
  bool EventLoop = true;
  /// The file mentions one of these: which thread runs the callable is anybody's guess.
  std::vector<std::string> UnlessFileMentions;
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
  /// The lock that readers share.
  bool Shared = false;
};

/// The function is one of a condition variable's.
struct ConditionFact {
  enum DoesTy {
    Waits,   ///< Until it is notified, or for no reason.
    Times,   ///< The same, with a limit: its result tells which.
    Notifies ///< Wakes one or all who wait.
  } Does = Waits;
  /// The condition variable.
  ArgumentRef On{ArgumentRef::Object};
  /// The lock or mutex that a wait gives up meanwhile.
  std::optional<ArgumentRef> Lock;
};

/// The function starts work and gives its future; a policy among its arguments says how.
struct LaunchFact {
  /// The enumeration of the policies, and those of its enumerators that run the work on a thread
  /// of its own, and when somebody waits for it.
  std::string Policy, Now, Deferred;
  /// What it does without a policy.
  enum DefaultTy { Either, AlwaysNow } Default = Either;
};

/// The function starts work for each element of a range at once, however many there are.
struct FanOutFact {
  /// The range, or its beginning.
  ArgumentRef Over;
  /// The same with a limit, in the place of the call.
  std::vector<Twin> Bounded;
};

/// The function gives, or takes, what has to be given back by hand.
struct ResourceFact {
  enum OfTy {
    Result, ///< What it returns.
    Object  ///< What it is called on, as that is entered or taken.
  } Of = Result;
  /// The functions, or methods, that give it back.
  std::vector<std::string> ReleasedBy;
};

/// An asynchronous operation that ends when somebody outside of the program does something.
struct OutsideFact {
  /// Completes "... waits for <this>".
  std::string For;
  /// What it is done on, whose type must be a `peer`; none: it is always outside.
  std::optional<ArgumentRef> On;
  /// The argument that limits how long it takes; its default doesn't.
  std::optional<ArgumentRef> Limit;
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
  /// Arguments that what it returns, or starts, refers to until that is over.
  std::vector<ArgumentRef> RefersTo;
  std::optional<ConditionFact> Condition;
  std::optional<LaunchFact> Launch;
  std::optional<FanOutFact> FansOut;
  std::optional<ResourceFact> Resource;
  /// The argument that the error of an operation is put into, instead of being thrown.
  std::optional<ArgumentRef> SetsError;
  std::optional<OutsideFact> Outside;
  /// Sets a limit to how long asynchronous work takes, or lets somebody end it.
  bool Limits = false;
  /// An async context: its body must not block.
  bool AsyncContext = false;
  /// An operation that doesn't fail, unless it is cancelled.
  bool FailsOnlyCancelled = false;
  /// Runs a coroutine or continuations of others before it returns.
  bool Resumes = false;
  /// What it was checked against, if that isn't what the framework's other entries were.
  std::string CheckedAgainst;
  unsigned Line = 0; ///< Of the model file.
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
  /// Its result can be taken once: awaiting or getting it again is an error.
  bool SingleShot = false;
};

/// A RAII type that holds a lock for as long as it lives.
struct GuardModel {
  std::vector<std::string> Acquires; ///< Methods that lock again.
  std::vector<std::string> Tries;    ///< Methods that may lock.
  std::vector<std::string> Releases; ///< Methods that unlock, or give up the lock.
  std::vector<std::string> Tests;    ///< Methods that tell whether it holds the lock.
  std::vector<std::string> Fails;    ///< Methods that are true if it doesn't.
  /// Holds a lock that readers share.
  bool Shared = false;
  /// False if its mutex suspends a coroutine instead of blocking. A guard that is a template is
  /// asked for the mutexes among its arguments.
  bool Blocking = true;
};

/// What a constructor argument of this type does to a guard.
enum class GuardTag { None, Defer, Try, Adopt };

struct MutexModel {
  /// False for the mutexes of coroutine libraries and for user-space schedulers'.
  bool Blocking = true;
  /// The thread that holds it may lock it again.
  bool Recursive = false;
  /// Has a lock for readers, which they share.
  bool Shared = false;
};

/// A scope of tasks: a task group, a nursery, a gate.
struct ScopeModel {
  std::vector<std::string>
      Joins; ///< Methods that wait for its work, or give an awaitable that does.
  std::vector<std::string> Closes;  ///< Methods after which it takes no more work.
  std::vector<std::string> Cancels; ///< Methods that ask its work to stop.
  /// What its destructor does about work that still runs.
  enum DroppedTy {
    Terminates, ///< Ends the program, or is undefined.
    Blocks,     ///< Waits for it.
    Stops,      ///< Cancels it.
    Detaches    ///< Lets it run on.
  } Dropped = Terminates;
};

/// A queue or channel between those who produce and those who consume.
struct QueueModel {
  enum BoundedTy {
    Always,
    Never,
    ByArgument ///< A constructor's argument says.
  } Bounded = Always;
  std::vector<std::string> Pushes;
  std::vector<std::string> Pops;
  /// A container: a queue between threads only where a class puts a lock and a condition variable
  /// around it.
  bool Plain = false;
};

/// An object that stands for a thread.
struct ThreadTypeModel {
  std::vector<std::string> Joins;    ///< Methods that wait until it ends.
  std::vector<std::string> Detaches; ///< Methods that let it run on by itself.
  std::vector<std::string> Tests;    ///< Methods that tell whether it can be joined.
  /// What its destructor does about a thread that is neither joined nor detached.
  enum DroppedTy {
    Unknown,
    Terminates, ///< Ends the program.
    Blocks,     ///< Waits for it.
    Leaves,     ///< Lets it run on.
    AsWritten   ///< Its body tells: it ends the program if that calls what never returns.
  } Dropped = Unknown;
  /// To join one that has no thread is no error.
  bool JoinsNothing = false;
};

/// The end of a channel for one result that the result comes out of.
struct FutureModel {
  std::vector<std::string> Takes; ///< Methods that take the result or hand it on: then it has none.
  std::vector<std::string> Times; ///< Methods that wait for it with a limit.
  std::vector<std::string> Tests; ///< Methods that tell whether it has one to wait for.
  /// One that is made from nothing has a result already, instead of none to come.
  bool ReadyByDefault = false;
};

/// The end that the result goes in at.
struct PromiseModel {
  std::vector<std::string> Gives;     ///< Methods that give its future, once.
  std::vector<std::string> Satisfies; ///< Methods that set the result or the error, once.
  std::vector<std::string> Tests;     ///< Methods that tell whether it is set.
  std::vector<std::string> Resets;    ///< Methods that make it as new.
};

/// The part that a type has in cancelling work.
enum class Cancellation {
  None,
  Token,        ///< Tells whether work should stop: std::stop_token.
  Source,       ///< Asks it to: std::stop_source.
  Registration, ///< A callback for when it should: std::stop_callback.
  Exception,    ///< Is thrown when work stops.
  Unwinds       ///< Suspends a stackful coroutine, which ends by unwinding from there.
};

/// What becomes of an operation's error, by its completion token.
enum class TokenErrors {
  None,   ///< It is no completion token, or gives the error to its handler.
  Thrown, ///< Awaiting the operation throws it.
  Dropped ///< Nobody hears of it, nor of an exception of the coroutine that is spawned with it.
};

/// A type whose calls read and write one shared variable atomically.
struct AtomicModel {
  std::vector<std::string> Loads;
  std::vector<std::string> Stores;
  std::vector<std::string> Adds = {"fetch_add"};      ///< Methods that count it up in one step.
  std::vector<std::string> Subtracts = {"fetch_sub"}; ///< The same, down.
};

/// What one type means.
struct TypeModel {
  std::string Name;
  std::string CheckedAgainst; ///< As a function's.
  unsigned Line = 0;          ///< Of the model file.
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
  std::optional<ThreadTypeModel> Thread;
  /// An event loop that somebody runs: io_context.
  bool EventLoop = false;
  std::optional<ScopeModel> Scope;
  std::optional<QueueModel> Queue;
  std::optional<FutureModel> Future;
  std::optional<PromiseModel> Promise;
  Cancellation Cancels = Cancellation::None;
  TokenErrors Errors = TokenErrors::None;
  /// Must be destroyed on the thread that made it.
  bool ThreadBound = false;
  /// Runs work, and outlives what it is given: an executor, a scheduler, a service.
  bool Executor = false;
  /// Its other end is outside of the program: a socket.
  bool Peer = false;
  /// As a function's: a timer.
  bool Limits = false;
};

/// How a framework says a common thing.
struct Idiom {
  /// One of Facts.def's idioms: "sleep", "spawn".
  std::string Kind;
  /// With {root} and what Facts.def says for the kind.
  std::string Text;
  std::vector<std::string> Includes;
  /// The text compiles as it stands: it names no pool or executor that somebody has to find.
  bool AsIs = false;
  /// What stands between the tasks that {tasks} stands for.
  std::string Between = ", ";
};

/// What a name tells of what has no model.
enum class Sense {
#define WORDS(Sense, Kind, Meaning, UsedBy) Sense,
#include "async-tidy/Models/Facts.def"
};

/// Names that tell the same. All lists of one kind count together, whoever wrote them.
struct WordList {
  /// One of Facts.def's kinds: "ends-work".
  std::string Kind;
  std::vector<std::string> Exactly; ///< The names themselves.
  std::vector<std::string> Begins;  ///< What they begin with, whatever its case.
  std::vector<std::string> Has;     ///< What stands in them, whatever its case.
  std::vector<std::string> Unless;  ///< Names in which this stands don't tell it.
};

/// A model file: what one framework's names mean.
struct Framework {
  std::string Name;
  std::string File; ///< Where it was read from.
  /// Library and version that the entries were checked against.
  std::string CheckedAgainst;
  /// Namespaces that names are relative to; one empty root for global names. Each name
  /// is looked for under each root.
  std::vector<std::string> Roots;
  /// The functions are C's: a C++ function of the same name is another one.
  bool CLinkage = false;
  /// Its event loop goes on with coroutines, and runs handlers, on the thread on which they were
  /// suspended or given to it.
  bool SameThread = false;
  /// Headers that declare all entries: one for each root, or one for all.
  std::vector<std::string> Headers;
  std::vector<FunctionModel> Functions;
  std::vector<TypeModel> Types;
  std::vector<Idiom> Idioms;
  std::vector<WordList> Words;
  /// Macros that open a test's body.
  std::vector<std::string> TestMacros;
  /// Prefixes of macros that test something, and go on where it fails.
  std::vector<std::string> Assertions;
  /// The same of those that return from the function that they stand in, and of those that throw.
  std::vector<std::string> ReturningAssertions;
  std::vector<std::string> ThrowingAssertions;
  /// Regular expressions for paths of test code, matched against the path below the
  /// repository's top directory, or against the last two components where there is none.
  std::vector<std::string> TestPaths;
};

/// What can be said of a function, a type or in an idiom, and who listens. From Facts.def.
struct Fact {
  enum OfTy { Function, Type, Idiom, Words } Of;
  const char *Key;
  /// The checks that use it, separated by spaces.
  const char *UsedBy;
  /// Checks of the catalogue that will, and don't exist yet.
  const char *KeptFor;
  /// In an idiom: its placeholders besides {root}, separated by spaces.
  const char *Placeholders;
  /// Of words.
  const char *Meaning = "";
};
llvm::SmallVector<const Fact *, 32> allFacts();
/// The facts that an entry states.
llvm::SmallVector<const Fact *, 2> factsOf(const FunctionModel &Function);
llvm::SmallVector<const Fact *, 2> factsOf(const TypeModel &Type);
/// Null if there is no such kind of idiom.
const Fact *factOf(const Idiom &Idiom);
/// None if there are no such words.
std::optional<Sense> senseOf(const WordList &Words);
const Fact &factOf(Sense Sense);

/// The outermost names that the declarations of \p F have: the roots' first components, or, below
/// the global namespace, the entries' own. An empty one among them stands for all names.
std::vector<std::string> outermostNames(const Framework &F);
/// True if \p F says what some macros do in a test.
bool namesAssertions(const Framework &F);

} // namespace asynctidy

#endif
