//===- Loader.cpp - reading model files -----------------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Models/ModelSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace asynctidy;
using llvm::StringRef;
using llvm::yaml::IO;

LLVM_YAML_IS_SEQUENCE_VECTOR(NonblockingCondition)
LLVM_YAML_IS_SEQUENCE_VECTOR(Twin)
LLVM_YAML_IS_SEQUENCE_VECTOR(CallableFact)
LLVM_YAML_IS_SEQUENCE_VECTOR(TaskFact)
LLVM_YAML_IS_FLOW_SEQUENCE_VECTOR(ArgumentRef)
LLVM_YAML_IS_SEQUENCE_VECTOR(LockFact)
LLVM_YAML_IS_SEQUENCE_VECTOR(FunctionModel)
LLVM_YAML_IS_SEQUENCE_VECTOR(TypeModel)
LLVM_YAML_IS_SEQUENCE_VECTOR(Idiom)
LLVM_YAML_IS_SEQUENCE_VECTOR(WordList)

namespace {
struct Pass {
  StringRef Text;
  /// The file is read twice: first for its form, then for its sense. Else a misspelt key would be
  /// reported as an entry that says nothing.
  bool Sense;
};
} // namespace

static bool wantsSense(IO &Io) { return static_cast<const Pass *>(Io.getContext())->Sense; }

/// The line of the entry that is being read.
static unsigned lineOf(IO &Io) {
  StringRef Text = static_cast<const Pass *>(Io.getContext())->Text;
  const auto *Node = static_cast<llvm::yaml::Input &>(Io).getCurrentNode();
  const char *Where = Node ? Node->getSourceRange().Start.getPointer() : nullptr;
  if (!Where || Where < Text.begin() || Where > Text.end())
    return 0;
  return StringRef(Text.begin(), Where - Text.begin()).count('\n') + 1;
}

/// What stands in braces in \p Text.
static std::vector<StringRef> placeholders(StringRef Text) {
  std::vector<StringRef> Result;
  for (;;) {
    Text = Text.drop_until([](char C) { return C == '{'; }).drop_front(Text.contains('{') ? 1 : 0);
    size_t End = Text.find_first_of("{} ");
    if (End == StringRef::npos)
      return Result;
    // Not the braces of C++: `duration{1}` has no name in them, `[] { f(); }` has spaces.
    if (Text[End] == '}' && End != 0)
      Result.push_back(Text.take_front(End));
    Text = Text.drop_front(End);
  }
}

/// What is wrong with the placeholders of \p Text; empty if nothing is. \p Arguments is the number
/// of the call's arguments that {0}, {1} ... may stand for, if that is known.
static std::string badPlaceholder(StringRef Text, llvm::ArrayRef<StringRef> Known,
                                  std::optional<unsigned> Arguments) {
  for (StringRef Name : placeholders(Text)) {
    unsigned Number;
    if (!Name.getAsInteger(10, Number)) {
      if (Arguments && Number >= *Arguments)
        return ("there is no argument {" + Name + "}").str();
    } else if (!llvm::is_contained(Known, Name)) {
      return ("{" + Name + "} means nothing here: known are {" + llvm::join(Known, "}, {") + "}")
          .str();
    }
  }
  return {};
}

/// True if two of \p Facts are about the same argument.
template <typename FactT> static bool repeatsArgument(const std::vector<FactT> &Facts) {
  for (size_t I = 1; I < Facts.size(); ++I)
    for (size_t Before = 0; Before != I; ++Before)
      if (Facts[I].Argument.Kind == Facts[Before].Argument.Kind &&
          Facts[I].Argument.Number == Facts[Before].Argument.Number)
        return true;
  return false;
}

/// A name that both \p A and \p B have; empty without one.
static StringRef common(const std::vector<std::string> &A, const std::vector<std::string> &B) {
  for (const std::string &Name : A)
    if (llvm::is_contained(B, Name))
      return Name;
  return {};
}

static std::string keysOf(Fact::OfTy Of) {
  std::string Keys;
  for (const Fact *F : allFacts())
    if (F->Of == Of)
      Keys += (Keys.empty() ? "'" : ", '") + std::string(F->Key) + "'";
  return Keys;
}

namespace llvm::yaml {

template <> struct ScalarTraits<ArgumentRef> {
  static void output(const ArgumentRef &A, void *, raw_ostream &OS) {
    if (A.Kind == ArgumentRef::Index)
      OS << A.Number;
    else
      OS << (A.Kind == ArgumentRef::Object ? "object"
             : A.Kind == ArgumentRef::Last ? "last"
                                           : "any");
  }
  static StringRef input(StringRef Text, void *, ArgumentRef &A) {
    if (!Text.getAsInteger(10, A.Number)) {
      A.Kind = ArgumentRef::Index;
      return {};
    }
    A.Kind = StringSwitch<ArgumentRef::KindTy>(Text)
                 .Case("object", ArgumentRef::Object)
                 .Case("last", ArgumentRef::Last)
                 .Case("any", ArgumentRef::Any)
                 .Default(ArgumentRef::Index);
    if (A.Kind == ArgumentRef::Index)
      return "an argument is a number from 0, 'object', 'last' or 'any'";
    return {};
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct ScalarEnumerationTraits<BlockingFact::KindTy> {
  static void enumeration(IO &Io, BlockingFact::KindTy &V) {
    Io.enumCase(V, "sleep", BlockingFact::Sleep);
    Io.enumCase(V, "wait", BlockingFact::Wait);
    Io.enumCase(V, "io", BlockingFact::Io);
    Io.enumCase(V, "file", BlockingFact::File);
    Io.enumCase(V, "dns", BlockingFact::Dns);
    Io.enumCase(V, "process", BlockingFact::Process);
    Io.enumCase(V, "lock", BlockingFact::Lock);
    Io.enumCase(V, "compute", BlockingFact::Compute);
  }
};

template <> struct ScalarEnumerationTraits<CallableFact::WhenTy> {
  static void enumeration(IO &Io, CallableFact::WhenTy &V) {
    Io.enumCase(V, "now", CallableFact::Now);
    Io.enumCase(V, "later", CallableFact::Later);
    Io.enumCase(V, "offloaded", CallableFact::Offloaded);
    Io.enumCase(V, "returned", CallableFact::Returned);
  }
};

template <> struct ScalarEnumerationTraits<TaskFact::DoesTy> {
  static void enumeration(IO &Io, TaskFact::DoesTy &V) {
    Io.enumCase(V, "waits", TaskFact::Waits);
    Io.enumCase(V, "spawns", TaskFact::Spawns);
    Io.enumCase(V, "combines", TaskFact::Combines);
  }
};

template <> struct ScalarEnumerationTraits<LockFact::DoesTy> {
  static void enumeration(IO &Io, LockFact::DoesTy &V) {
    Io.enumCase(V, "acquires", LockFact::Acquires);
    Io.enumCase(V, "tries", LockFact::Tries);
    Io.enumCase(V, "releases", LockFact::Releases);
  }
};

template <> struct ScalarEnumerationTraits<ConditionFact::DoesTy> {
  static void enumeration(IO &Io, ConditionFact::DoesTy &V) {
    Io.enumCase(V, "waits", ConditionFact::Waits);
    Io.enumCase(V, "times", ConditionFact::Times);
    Io.enumCase(V, "notifies", ConditionFact::Notifies);
  }
};

template <> struct ScalarEnumerationTraits<LaunchFact::DefaultTy> {
  static void enumeration(IO &Io, LaunchFact::DefaultTy &V) {
    Io.enumCase(V, "either", LaunchFact::Either);
    Io.enumCase(V, "now", LaunchFact::AlwaysNow);
  }
};

template <> struct ScalarEnumerationTraits<TaskStart> {
  static void enumeration(IO &Io, TaskStart &V) {
    Io.enumCase(V, "lazy", TaskStart::Lazy);
    Io.enumCase(V, "eager", TaskStart::Eager);
    Io.enumCase(V, "unknown", TaskStart::Unknown);
  }
};

template <> struct ScalarEnumerationTraits<TaskModel::DroppedTy> {
  static void enumeration(IO &Io, TaskModel::DroppedTy &V) {
    Io.enumCase(V, "never-runs", TaskModel::NeverRuns);
    Io.enumCase(V, "cancels", TaskModel::Cancels);
    Io.enumCase(V, "blocks", TaskModel::Blocks);
    Io.enumCase(V, "detaches", TaskModel::Detaches);
    Io.enumCase(V, "fine", TaskModel::Fine);
  }
};

template <> struct ScalarEnumerationTraits<ScopeModel::DroppedTy> {
  static void enumeration(IO &Io, ScopeModel::DroppedTy &V) {
    Io.enumCase(V, "terminates", ScopeModel::Terminates);
    Io.enumCase(V, "blocks", ScopeModel::Blocks);
    Io.enumCase(V, "cancels", ScopeModel::Stops);
    Io.enumCase(V, "detaches", ScopeModel::Detaches);
  }
};

template <> struct ScalarEnumerationTraits<ThreadTypeModel::DroppedTy> {
  static void enumeration(IO &Io, ThreadTypeModel::DroppedTy &V) {
    Io.enumCase(V, "terminates", ThreadTypeModel::Terminates);
    Io.enumCase(V, "blocks", ThreadTypeModel::Blocks);
    Io.enumCase(V, "detaches", ThreadTypeModel::Leaves);
    Io.enumCase(V, "as-written", ThreadTypeModel::AsWritten);
  }
};

template <> struct ScalarEnumerationTraits<QueueModel::BoundedTy> {
  static void enumeration(IO &Io, QueueModel::BoundedTy &V) {
    Io.enumCase(V, "always", QueueModel::Always);
    Io.enumCase(V, "never", QueueModel::Never);
    Io.enumCase(V, "by-argument", QueueModel::ByArgument);
  }
};

template <> struct ScalarEnumerationTraits<TokenErrors> {
  static void enumeration(IO &Io, TokenErrors &V) {
    Io.enumCase(V, "thrown", TokenErrors::Thrown);
    Io.enumCase(V, "dropped", TokenErrors::Dropped);
  }
};

template <> struct ScalarEnumerationTraits<Cancellation> {
  static void enumeration(IO &Io, Cancellation &V) {
    Io.enumCase(V, "token", Cancellation::Token);
    Io.enumCase(V, "source", Cancellation::Source);
    Io.enumCase(V, "registration", Cancellation::Registration);
    Io.enumCase(V, "exception", Cancellation::Exception);
    Io.enumCase(V, "unwinds", Cancellation::Unwinds);
  }
};

template <> struct ScalarEnumerationTraits<GuardTag> {
  static void enumeration(IO &Io, GuardTag &V) {
    Io.enumCase(V, "defer", GuardTag::Defer);
    Io.enumCase(V, "try", GuardTag::Try);
    Io.enumCase(V, "adopt", GuardTag::Adopt);
  }
};

template <> struct MappingTraits<NonblockingCondition> {
  static void mapping(IO &Io, NonblockingCondition &C) {
    Io.mapRequired("argument", C.Argument);
    Io.mapOptional("equals", C.Equals);
    Io.mapOptional("mentions", C.Mentions);
    Io.mapOptional("callable", C.Callable);
  }
  static std::string validate(IO &, NonblockingCondition &C) {
    if (!C.Equals && C.Mentions.empty() && !C.Callable)
      return "a condition needs 'equals', 'mentions' or 'callable'";
    return {};
  }
};

template <> struct MappingTraits<Twin> {
  static void mapping(IO &Io, Twin &T) {
    Io.mapRequired("replace", T.Replace);
    Io.mapOptional("includes", T.Includes);
    Io.mapOptional("arguments", T.Arguments);
    Io.mapOptional("error-code", T.ErrorCode);
    Io.mapOptional("for", T.For);
  }
  static std::string validate(IO &Io, Twin &T) {
    if (!wantsSense(Io))
      return {};
    return badPlaceholder(T.Replace,
                          {"root", "object", "receiver", "qualifier", "arguments", "arguments,"},
                          T.Arguments);
  }
};

template <> struct MappingTraits<BlockingFact> {
  static void mapping(IO &Io, BlockingFact &B) {
    Io.mapRequired("kind", B.Kind);
    Io.mapRequired("why", B.Why);
    Io.mapOptional("instead", B.Instead);
    Io.mapOptional("unless", B.Unless);
    Io.mapOptional("unless-file-mentions", B.UnlessFileMentions);
    Io.mapOptional("unless-function-mentions", B.UnlessFunctionMentions);
    Io.mapOptional("min-arguments", B.MinArguments);
    Io.mapOptional("duration", B.Duration);
    Io.mapOptional("twins", B.Twins);
  }
  static std::string validate(IO &Io, BlockingFact &B) {
    if (!wantsSense(Io))
      return {};
    if (!B.Duration.empty() && B.Kind != BlockingFact::Sleep)
      return "only a sleep has a 'duration'";
    for (const Twin &T : B.Twins)
      if (T.Arguments && *T.Arguments < B.MinArguments)
        return "a twin is for fewer arguments than 'min-arguments' says that blocking takes";
    return badPlaceholder(B.Duration, {}, std::nullopt);
  }
};

template <> struct MappingTraits<CallableFact> {
  static void mapping(IO &Io, CallableFact &C) {
    Io.mapRequired("argument", C.Argument);
    Io.mapRequired("when", C.When);
    Io.mapOptional("keeps-closure", C.KeepsClosure);
    Io.mapOptional("takes-context", C.TakesContext);
    Io.mapOptional("drops-result", C.DropsResult);
    Io.mapOptional("for-tasks", C.ForTasks);
    Io.mapOptional("event-loop", C.EventLoop);
    Io.mapOptional("unless-file-mentions", C.UnlessFileMentions);
  }
  static std::string validate(IO &Io, CallableFact &C) {
    if (!wantsSense(Io))
      return {};
    if (!C.EventLoop && C.When != CallableFact::Later)
      return "'event-loop' goes with 'when: later' only";
    if (!C.UnlessFileMentions.empty() && (C.When != CallableFact::Later || !C.EventLoop))
      return "'unless-file-mentions' goes with 'when: later' on an event loop only";
    return {};
  }
};

template <> struct MappingTraits<TaskFact> {
  static void mapping(IO &Io, TaskFact &T) {
    Io.mapRequired("argument", T.Argument);
    Io.mapRequired("does", T.Does);
  }
};

template <> struct MappingTraits<LockFact> {
  static void mapping(IO &Io, LockFact &L) {
    Io.mapRequired("argument", L.Argument);
    Io.mapRequired("does", L.Does);
    Io.mapOptional("shared", L.Shared);
  }
};

template <> struct MappingTraits<ConditionFact> {
  static void mapping(IO &Io, ConditionFact &C) {
    Io.mapRequired("does", C.Does);
    Io.mapOptional("on", C.On);
    Io.mapOptional("lock", C.Lock);
  }
  static std::string validate(IO &Io, ConditionFact &C) {
    if (!wantsSense(Io))
      return {};
    if (C.Does == ConditionFact::Notifies && C.Lock)
      return "only a condition variable's waits have a 'lock'";
    return {};
  }
};

template <> struct MappingTraits<LaunchFact> {
  static void mapping(IO &Io, LaunchFact &L) {
    Io.mapRequired("policy", L.Policy);
    Io.mapRequired("now", L.Now);
    Io.mapRequired("deferred", L.Deferred);
    Io.mapOptional("default", L.Default, LaunchFact::Either);
  }
};

template <> struct MappingTraits<FanOutFact> {
  static void mapping(IO &Io, FanOutFact &F) {
    Io.mapRequired("over", F.Over);
    Io.mapOptional("bounded", F.Bounded);
  }
};

template <> struct ScalarEnumerationTraits<ResourceFact::OfTy> {
  static void enumeration(IO &Io, ResourceFact::OfTy &O) {
    Io.enumCase(O, "result", ResourceFact::Result);
    Io.enumCase(O, "object", ResourceFact::Object);
  }
};

template <> struct MappingTraits<ResourceFact> {
  static void mapping(IO &Io, ResourceFact &R) {
    Io.mapOptional("of", R.Of, ResourceFact::Result);
    Io.mapRequired("released-by", R.ReleasedBy);
  }
};

template <> struct MappingTraits<OutsideFact> {
  static void mapping(IO &Io, OutsideFact &O) {
    Io.mapRequired("for", O.For);
    Io.mapOptional("on", O.On);
    Io.mapOptional("limit", O.Limit);
  }
};

template <> struct MappingTraits<FunctionModel> {
  static void mapping(IO &Io, FunctionModel &F) {
    F.Line = lineOf(Io);
    Io.mapRequired("name", F.Name);
    Io.mapOptional("blocks", F.Blocks);
    Io.mapOptional("callables", F.Callables);
    Io.mapOptional("tasks", F.Tasks);
    Io.mapOptional("locks", F.Locks);
    Io.mapOptional("refers-to", F.RefersTo);
    Io.mapOptional("condition", F.Condition);
    Io.mapOptional("launch", F.Launch);
    Io.mapOptional("fans-out", F.FansOut);
    Io.mapOptional("resource", F.Resource);
    Io.mapOptional("sets-error", F.SetsError);
    Io.mapOptional("outside", F.Outside);
    Io.mapOptional("limits", F.Limits);
    Io.mapOptional("async-context", F.AsyncContext);
    Io.mapOptional("fails-only-cancelled", F.FailsOnlyCancelled);
    Io.mapOptional("resumes", F.Resumes);
    Io.mapOptional("checked-against", F.CheckedAgainst);
  }
  static std::string validate(IO &Io, FunctionModel &F) {
    if (!wantsSense(Io))
      return {};
    if (F.Name.empty())
      return "a function needs a name";
    if (factsOf(F).empty())
      return "function '" + F.Name + "' says nothing: give it one of " + keysOf(Fact::Function);
    if (F.Blocks && F.AsyncContext)
      return "function '" + F.Name + "' contradicts itself: 'blocks' and 'async-context'";
    if (repeatsArgument(F.Callables) || repeatsArgument(F.Tasks))
      return "function '" + F.Name + "' says two things of one argument";
    return {};
  }
};

template <> struct MappingTraits<TaskModel> {
  static void mapping(IO &Io, TaskModel &T) {
    Io.mapRequired("start", T.Start);
    Io.mapRequired("dropped", T.Dropped);
    Io.mapOptional("same-argument", T.SameArgument);
    Io.mapOptional("single-shot", T.SingleShot);
  }
  static std::string validate(IO &Io, TaskModel &T) {
    if (!wantsSense(Io))
      return {};
    if (T.Start == TaskStart::Eager && T.Dropped == TaskModel::NeverRuns)
      return "a task contradicts itself: eager work has started, and can't 'never-runs'";
    if (T.Start == TaskStart::Lazy && T.Dropped == TaskModel::Detaches)
      return "a task contradicts itself: lazy work that is dropped hasn't started, and can't go on";
    return {};
  }
};

template <> struct MappingTraits<GuardModel> {
  static void mapping(IO &Io, GuardModel &G) {
    Io.mapOptional("acquires", G.Acquires);
    Io.mapOptional("tries", G.Tries);
    Io.mapOptional("releases", G.Releases);
    Io.mapOptional("tests", G.Tests);
    Io.mapOptional("fails", G.Fails);
    Io.mapOptional("shared", G.Shared);
    Io.mapOptional("blocking", G.Blocking);
  }
  static std::string validate(IO &, GuardModel &G) {
    StringRef Both = common(G.Acquires, G.Releases);
    return Both.empty() ? ""
                        : ("a guard contradicts itself: '" + Both + "' locks and unlocks").str();
  }
};

template <> struct MappingTraits<MutexModel> {
  static void mapping(IO &Io, MutexModel &M) {
    Io.mapRequired("blocking", M.Blocking);
    Io.mapOptional("recursive", M.Recursive);
    Io.mapOptional("shared", M.Shared);
  }
};

template <> struct MappingTraits<ScopeModel> {
  static void mapping(IO &Io, ScopeModel &S) {
    Io.mapOptional("joins", S.Joins);
    Io.mapOptional("closes", S.Closes);
    Io.mapOptional("cancels", S.Cancels);
    Io.mapRequired("dropped", S.Dropped);
  }
};

template <> struct MappingTraits<ThreadTypeModel> {
  static void mapping(IO &Io, ThreadTypeModel &T) {
    Io.mapOptional("joins", T.Joins);
    Io.mapOptional("detaches", T.Detaches);
    Io.mapOptional("tests", T.Tests);
    Io.mapOptional("dropped", T.Dropped);
    Io.mapOptional("joins-nothing", T.JoinsNothing);
  }
};

template <> struct MappingTraits<QueueModel> {
  static void mapping(IO &Io, QueueModel &Q) {
    Io.mapRequired("bounded", Q.Bounded);
    Io.mapOptional("pushes", Q.Pushes);
    Io.mapOptional("pops", Q.Pops);
    Io.mapOptional("plain", Q.Plain);
  }
  static std::string validate(IO &, QueueModel &Q) {
    StringRef Both = common(Q.Pushes, Q.Pops);
    return Both.empty() ? "" : ("a queue contradicts itself: '" + Both + "' pushes and pops").str();
  }
};

template <> struct MappingTraits<FutureModel> {
  static void mapping(IO &Io, FutureModel &F) {
    Io.mapOptional("takes", F.Takes);
    Io.mapOptional("times", F.Times);
    Io.mapOptional("tests", F.Tests);
    Io.mapOptional("ready-by-default", F.ReadyByDefault);
  }
  static std::string validate(IO &, FutureModel &F) {
    StringRef Both = common(F.Takes, F.Tests);
    return Both.empty() ? ""
                        : ("a future contradicts itself: '" + Both + "' takes and tests").str();
  }
};

template <> struct MappingTraits<PromiseModel> {
  static void mapping(IO &Io, PromiseModel &P) {
    Io.mapOptional("gives", P.Gives);
    Io.mapOptional("satisfies", P.Satisfies);
    Io.mapOptional("tests", P.Tests);
    Io.mapOptional("resets", P.Resets);
  }
  static std::string validate(IO &, PromiseModel &P) {
    StringRef Both = common(P.Gives, P.Satisfies);
    return Both.empty()
               ? ""
               : ("a promise contradicts itself: '" + Both + "' gives and satisfies").str();
  }
};

template <> struct MappingTraits<AtomicModel> {
  static void mapping(IO &Io, AtomicModel &A) {
    Io.mapRequired("loads", A.Loads);
    Io.mapRequired("stores", A.Stores);
    Io.mapOptional("adds", A.Adds);
    Io.mapOptional("subtracts", A.Subtracts);
  }
};

template <> struct MappingTraits<TypeModel> {
  static void mapping(IO &Io, TypeModel &T) {
    T.Line = lineOf(Io);
    Io.mapRequired("name", T.Name);
    Io.mapOptional("task", T.Task);
    Io.mapOptional("guard", T.Guard);
    Io.mapOptional("mutex", T.Mutex);
    Io.mapOptional("atomic", T.Atomic);
    Io.mapOptional("guard-tag", T.Tag, GuardTag::None);
    Io.mapOptional("owner", T.Owner);
    Io.mapOptional("may-block", T.MayBlock);
    Io.mapOptional("never-suspends", T.NeverSuspends);
    Io.mapOptional("test-fixture", T.TestFixture);
    Io.mapOptional("error-code", T.ErrorCode);
    Io.mapOptional("thread", T.Thread);
    Io.mapOptional("event-loop", T.EventLoop);
    Io.mapOptional("scope", T.Scope);
    Io.mapOptional("queue", T.Queue);
    Io.mapOptional("future", T.Future);
    Io.mapOptional("promise", T.Promise);
    Io.mapOptional("cancellation", T.Cancels, Cancellation::None);
    Io.mapOptional("errors", T.Errors, TokenErrors::None);
    Io.mapOptional("thread-bound", T.ThreadBound);
    Io.mapOptional("executor", T.Executor);
    Io.mapOptional("peer", T.Peer);
    Io.mapOptional("limits", T.Limits);
    Io.mapOptional("checked-against", T.CheckedAgainst);
  }
  static std::string validate(IO &Io, TypeModel &T) {
    if (!wantsSense(Io))
      return {};
    if (T.Name.empty())
      return "a type needs a name";
    if (factsOf(T).empty())
      return "type '" + T.Name + "' says nothing: give it one of " + keysOf(Fact::Type);
    if (T.Mutex && T.Guard)
      return "type '" + T.Name + "' contradicts itself: 'mutex' and 'guard'";
    if (T.Task && T.Mutex)
      return "type '" + T.Name + "' contradicts itself: 'task' and 'mutex'";
    return {};
  }
};

template <> struct MappingTraits<Idiom> {
  static void mapping(IO &Io, Idiom &I) {
    Io.mapRequired("kind", I.Kind);
    Io.mapRequired("text", I.Text);
    Io.mapOptional("includes", I.Includes);
    Io.mapOptional("as-is", I.AsIs);
    Io.mapOptional("between", I.Between);
  }
  static std::string validate(IO &Io, Idiom &I) {
    if (!wantsSense(Io))
      return {};
    const Fact *Known = factOf(I);
    if (!Known)
      return "there is no idiom '" + I.Kind + "': known are " + keysOf(Fact::Idiom);
    llvm::SmallVector<StringRef, 4> Names;
    StringRef(Known->Placeholders).split(Names, ' ', -1, /*KeepEmpty=*/false);
    Names.push_back("root");
    return badPlaceholder(I.Text, Names, 0);
  }
};

template <> struct MappingTraits<WordList> {
  static void mapping(IO &Io, WordList &W) {
    Io.mapRequired("kind", W.Kind);
    Io.mapOptional("exactly", W.Exactly);
    Io.mapOptional("begins", W.Begins);
    Io.mapOptional("has", W.Has);
    Io.mapOptional("unless", W.Unless);
  }
  static std::string validate(IO &Io, WordList &W) {
    if (!wantsSense(Io))
      return {};
    if (!senseOf(W))
      return "there are no words '" + W.Kind + "': known are " + keysOf(Fact::Words);
    if (W.Exactly.empty() && W.Begins.empty() && W.Has.empty() && W.Unless.empty())
      return "words '" + W.Kind + "' say nothing: give them 'exactly', 'begins', 'has' or 'unless'";
    for (const auto *Words : {&W.Exactly, &W.Begins, &W.Has, &W.Unless})
      for (StringRef Word : *Words)
        if (Word.empty() ||
            !llvm::all_of(Word, [](char C) { return llvm::isAlnum(C) || C == '_'; }))
          return ("words '" + W.Kind + "': no name has '" + Word + "' in it").str();
    StringRef Both = common(W.Has, W.Unless);
    return Both.empty() ? ""
                        : ("words '" + W.Kind + "' contradict themselves: '" + Both +
                           "' stands under 'has' and 'unless'")
                              .str();
  }
};

template <> struct MappingTraits<Framework> {
  static void mapping(IO &Io, Framework &F) {
    Io.mapRequired("framework", F.Name);
    Io.mapOptional("checked-against", F.CheckedAgainst);
    Io.mapOptional("roots", F.Roots);
    Io.mapOptional("c-linkage", F.CLinkage);
    Io.mapOptional("same-thread", F.SameThread);
    Io.mapOptional("headers", F.Headers);
    Io.mapOptional("functions", F.Functions);
    Io.mapOptional("types", F.Types);
    Io.mapOptional("idioms", F.Idioms);
    Io.mapOptional("words", F.Words);
    Io.mapOptional("test-macros", F.TestMacros);
    Io.mapOptional("assertions", F.Assertions);
    Io.mapOptional("returning-assertions", F.ReturningAssertions);
    Io.mapOptional("throwing-assertions", F.ThrowingAssertions);
    Io.mapOptional("test-paths", F.TestPaths);
  }
  static std::string validate(IO &Io, Framework &F) {
    if (!wantsSense(Io))
      return {};
    for (auto [One, Other] : {std::pair("mutex", "lock"), std::pair("lock", "mutex")}) {
      auto Has = [&F](StringRef Kind) {
        return llvm::any_of(F.Idioms, [Kind](const Idiom &I) { return I.Kind == Kind; });
      };
      if (Has(One) && !Has(Other))
        return std::string("idiom '") + One + "' needs '" + Other + "' beside it";
    }
    if (F.Functions.empty() && F.Types.empty() && F.Words.empty() && F.TestMacros.empty() &&
        F.TestPaths.empty())
      return "a model needs 'functions', 'types', 'words', 'test-macros' or 'test-paths'";
    for (const std::string &Path : F.TestPaths) {
      std::string Why;
      if (!llvm::Regex(Path).isValid(Why))
        return "test-path '" + Path + "' is no regular expression: " + Why;
    }
    return {};
  }
};

} // namespace llvm::yaml

namespace asynctidy {

/// Entries that can never count, as an earlier one has the same name.
template <typename ModelT>
static void findRepeated(const std::vector<ModelT> &Entries, const char *What, StringRef File,
                         std::vector<std::string> &Errors) {
  std::map<StringRef, unsigned> Lines;
  for (const ModelT &Entry : Entries)
    if (auto [First, New] = Lines.try_emplace(Entry.Name, Entry.Line); !New)
      Errors.push_back((File + ":" + llvm::Twine(Entry.Line) + ":1: " + What + " '" + Entry.Name +
                        "' stands in line " + llvm::Twine(First->second) +
                        " already, and that one counts")
                           .str());
}

static void findRepeated(const Framework &F, StringRef File, std::vector<std::string> &Errors) {
  findRepeated(F.Functions, "function", File, Errors);
  findRepeated(F.Types, "type", File, Errors);
}

std::optional<Framework> parseModel(StringRef Text, StringRef File,
                                    std::vector<std::string> &Errors, bool KnownRight) {
  struct Report {
    StringRef File;
    std::vector<std::string> &Errors;
  } To{File, Errors};
  auto Handle = [](const llvm::SMDiagnostic &Diag, void *Context) {
    auto &To = *static_cast<Report *>(Context);
    std::string Line;
    llvm::raw_string_ostream OS(Line);
    OS << To.File << ':' << Diag.getLineNo() << ':' << Diag.getColumnNo() + 1 << ": "
       << Diag.getMessage();
    To.Errors.push_back(OS.str());
  };
  size_t Before = Errors.size();
  if (Text.trim().empty()) {
    Errors.push_back((File + ":1:1: the model is empty").str());
    return std::nullopt;
  }
  Framework Result;
  for (bool Sense : {false, true}) {
    if (Sense && KnownRight)
      break;
    Pass Of{Text, Sense};
    llvm::yaml::Input In(Text, &Of, Handle, &To);
    Result = Framework();
    // Not by `In >> Result`, which takes a file of comments for a document.
    if (!In.setCurrentDocument()) {
      if (Errors.size() == Before)
        Errors.push_back((File + ":1:1: the model is empty").str());
      return std::nullopt;
    }
    llvm::yaml::EmptyContext Context;
    llvm::yaml::yamlize(In, Result, true, Context);
    if (!In.error() && Errors.size() == Before && In.nextDocument())
      Errors.push_back((File + ":1:1: a model file has one document, and this has more").str());
    if (In.error() || Errors.size() != Before) {
      if (Errors.size() == Before)
        Errors.push_back((File + ":1:1: not a model: " + In.error().message()).str());
      return std::nullopt;
    }
  }
  if (!KnownRight)
    findRepeated(Result, File, Errors);
  if (Errors.size() != Before)
    return std::nullopt;
  Result.File = File.str();
  if (Result.Roots.empty())
    Result.Roots.push_back("");
  return Result;
}

} // namespace asynctidy
