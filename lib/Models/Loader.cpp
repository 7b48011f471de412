//===- Loader.cpp - reading model files -----------------------------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "async-tidy/Models/ModelSet.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"

using namespace asynctidy;
using llvm::StringRef;
using llvm::yaml::IO;

LLVM_YAML_IS_SEQUENCE_VECTOR(NonblockingCondition)
LLVM_YAML_IS_SEQUENCE_VECTOR(Twin)
LLVM_YAML_IS_SEQUENCE_VECTOR(CallableFact)
LLVM_YAML_IS_SEQUENCE_VECTOR(TaskFact)
LLVM_YAML_IS_SEQUENCE_VECTOR(LockFact)
LLVM_YAML_IS_SEQUENCE_VECTOR(FunctionModel)
LLVM_YAML_IS_SEQUENCE_VECTOR(TypeModel)
LLVM_YAML_IS_SEQUENCE_VECTOR(Idiom)

/// The file is read twice: first for its form, then for its sense. Else a misspelt key would be
/// reported as an entry that says nothing.
static bool wantsSense(IO &Io) { return *static_cast<const bool *>(Io.getContext()); }

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
  }
  static std::string validate(IO &, NonblockingCondition &C) {
    if (!C.Equals && C.Mentions.empty())
      return "a condition needs 'equals' or 'mentions'";
    return {};
  }
};

template <> struct MappingTraits<Twin> {
  static void mapping(IO &Io, Twin &T) {
    Io.mapRequired("replace", T.Replace);
    Io.mapOptional("includes", T.Includes);
    Io.mapOptional("arguments", T.Arguments);
    Io.mapOptional("error-code", T.ErrorCode);
  }
};

template <> struct MappingTraits<BlockingFact> {
  static void mapping(IO &Io, BlockingFact &B) {
    Io.mapRequired("kind", B.Kind);
    Io.mapRequired("why", B.Why);
    Io.mapOptional("unless", B.Unless);
    Io.mapOptional("unless-file-mentions", B.UnlessFileMentions);
    Io.mapOptional("min-arguments", B.MinArguments);
    Io.mapOptional("duration", B.Duration);
    Io.mapOptional("twins", B.Twins);
  }
};

template <> struct MappingTraits<CallableFact> {
  static void mapping(IO &Io, CallableFact &C) {
    Io.mapRequired("argument", C.Argument);
    Io.mapRequired("when", C.When);
    Io.mapOptional("keeps-closure", C.KeepsClosure);
    Io.mapOptional("event-loop", C.EventLoop);
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
  }
};

template <> struct MappingTraits<FunctionModel> {
  static void mapping(IO &Io, FunctionModel &F) {
    Io.mapRequired("name", F.Name);
    Io.mapOptional("blocks", F.Blocks);
    Io.mapOptional("callables", F.Callables);
    Io.mapOptional("tasks", F.Tasks);
    Io.mapOptional("locks", F.Locks);
    Io.mapOptional("async-context", F.AsyncContext);
  }
  static std::string validate(IO &Io, FunctionModel &F) {
    if (!wantsSense(Io))
      return {};
    if (F.Name.empty())
      return "a function needs a name";
    if (!F.Blocks && F.Callables.empty() && F.Tasks.empty() && F.Locks.empty() && !F.AsyncContext)
      return "function '" + F.Name +
             "' says nothing: give it 'blocks', 'callables', 'tasks', "
             "'locks' or 'async-context'";
    return {};
  }
};

template <> struct MappingTraits<TaskModel> {
  static void mapping(IO &Io, TaskModel &T) {
    Io.mapRequired("start", T.Start);
    Io.mapRequired("dropped", T.Dropped);
    Io.mapOptional("same-argument", T.SameArgument);
  }
};

template <> struct MappingTraits<GuardModel> {
  static void mapping(IO &Io, GuardModel &G) {
    Io.mapOptional("acquires", G.Acquires);
    Io.mapOptional("tries", G.Tries);
    Io.mapOptional("releases", G.Releases);
    Io.mapOptional("tests", G.Tests);
  }
};

template <> struct MappingTraits<MutexModel> {
  static void mapping(IO &Io, MutexModel &M) { Io.mapRequired("blocking", M.Blocking); }
};

template <> struct MappingTraits<AtomicModel> {
  static void mapping(IO &Io, AtomicModel &A) {
    Io.mapRequired("loads", A.Loads);
    Io.mapRequired("stores", A.Stores);
  }
};

template <> struct MappingTraits<TypeModel> {
  static void mapping(IO &Io, TypeModel &T) {
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
  }
  static std::string validate(IO &Io, TypeModel &T) {
    if (!wantsSense(Io))
      return {};
    if (T.Name.empty())
      return "a type needs a name";
    if (!T.Task && !T.Guard && !T.Mutex && !T.Atomic && T.Tag == GuardTag::None && !T.Owner &&
        !T.MayBlock && !T.NeverSuspends && !T.TestFixture && !T.ErrorCode && !T.Thread &&
        !T.EventLoop)
      return "type '" + T.Name +
             "' says nothing: give it 'task', 'guard', 'mutex', 'atomic', "
             "'guard-tag', 'owner', 'may-block', 'never-suspends', 'test-fixture', 'error-code', "
             "'thread' or 'event-loop'";
    return {};
  }
};

template <> struct MappingTraits<Idiom> {
  static void mapping(IO &Io, Idiom &I) {
    Io.mapRequired("kind", I.Kind);
    Io.mapRequired("text", I.Text);
    Io.mapOptional("includes", I.Includes);
  }
};

template <> struct MappingTraits<Framework> {
  static void mapping(IO &Io, Framework &F) {
    Io.mapRequired("framework", F.Name);
    Io.mapOptional("checked-against", F.CheckedAgainst);
    Io.mapOptional("roots", F.Roots);
    Io.mapOptional("c-linkage", F.CLinkage);
    Io.mapOptional("headers", F.Headers);
    Io.mapOptional("functions", F.Functions);
    Io.mapOptional("types", F.Types);
    Io.mapOptional("idioms", F.Idioms);
    Io.mapOptional("test-macros", F.TestMacros);
    Io.mapOptional("test-paths", F.TestPaths);
  }
  static std::string validate(IO &Io, Framework &F) {
    if (!wantsSense(Io))
      return {};
    if (F.Functions.empty() && F.Types.empty() && F.TestMacros.empty() && F.TestPaths.empty())
      return "a model needs 'functions', 'types', 'test-macros' or 'test-paths'";
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

std::optional<Framework> parseModel(StringRef Text, StringRef File,
                                    std::vector<std::string> &Errors) {
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
    llvm::yaml::Input In(Text, &Sense, Handle, &To);
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
  if (Result.Roots.empty())
    Result.Roots.push_back("");
  return Result;
}

} // namespace asynctidy
