//===- Pages.cpp - pages about frameworks from their models ---------------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Pages.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <set>

using llvm::StringRef;

namespace asynctidy {

static constexpr llvm::StringLiteral Made =
    "<!-- Made from lib/Models by async-tidy-models docs: change it there. -->\n";

/// \p Text in a table's cell, as code.
static std::string code(StringRef Text) {
  std::string Result = "`";
  for (char C : Text)
    Result += C == '|' ? "\\|" : std::string(1, C);
  return Result + "`";
}

static std::string listed(const std::vector<std::string> &Names) {
  std::string Result;
  for (const std::string &Name : Names)
    Result += (Result.empty() ? "" : ", ") + code(Name);
  return Result;
}

static std::string argument(const ArgumentRef &A) {
  switch (A.Kind) {
  case ArgumentRef::Index:
    return "argument " + llvm::utostr(A.Number);
  case ArgumentRef::Object:
    return "the object";
  case ArgumentRef::Last:
    return "the last argument";
  case ArgumentRef::Any:
    return "any argument";
  }
  return {};
}

static void add(std::vector<std::string> &To, llvm::Twine Text) { To.push_back(Text.str()); }

static std::vector<std::string> sentences(const FunctionModel &M) {
  std::vector<std::string> Says;
  if (M.Blocks) {
    add(Says, "blocks: it " + M.Blocks->Why);
    if (!M.Blocks->Instead.empty())
      add(Says, "without blocking: " + listed(M.Blocks->Instead));
    for (const NonblockingCondition &C : M.Blocks->Unless)
      add(Says, "not if " + argument(C.Argument) +
                    (C.Equals     ? " is " + llvm::itostr(*C.Equals)
                     : C.Callable ? " is something to call"
                                  : " mentions " + code(C.Mentions)));
    if (!M.Blocks->UnlessFileMentions.empty())
      add(Says, "not in files that mention " + listed(M.Blocks->UnlessFileMentions));
    if (!M.Blocks->UnlessFunctionMentions.empty())
      add(Says, "not in functions that mention " + listed(M.Blocks->UnlessFunctionMentions));
    if (M.Blocks->MinArguments)
      add(Says, "only with " + llvm::Twine(M.Blocks->MinArguments) + " arguments or more");
    for (const Twin &T : M.Blocks->Twins)
      add(Says, "instead" + (T.For.empty() ? "" : " (" + T.For + ")") + ": " + code(T.Replace));
  }
  if (M.FansOut) {
    add(Says, "starts work for all elements of " + argument(M.FansOut->Over) + " at once");
    for (const Twin &T : M.FansOut->Bounded)
      add(Says, "with a limit: " + code(T.Replace));
  }
  for (const CallableFact &C : M.Callables) {
    static constexpr const char *When[] = {"runs %s before it returns", "runs %s later",
                                           "runs %s where blocking is allowed",
                                           "gives back something that runs %s"};
    std::string Text = When[C.When];
    Text.replace(Text.find("%s"), 2, argument(C.Argument));
    if (C.When == CallableFact::Later && C.EventLoop)
      Text += ", on the event loop";
    if (C.KeepsClosure)
      Text += ", and keeps it";
    if (C.TakesContext)
      Text += ", in an overload bound to a context object";
    if (!C.UnlessFileMentions.empty())
      Text += " (unless the file mentions " + listed(C.UnlessFileMentions) + ")";
    Says.push_back(std::move(Text));
  }
  for (const TaskFact &T : M.Tasks) {
    static constexpr const char *Does[] = {"waits for %s", "lets %s run on its own",
                                           "gives back what stands for %s"};
    std::string Text = Does[T.Does];
    Text.replace(Text.find("%s"), 2, argument(T.Argument));
    Says.push_back(std::move(Text));
  }
  for (const LockFact &L : M.Locks) {
    static constexpr const char *Does[] = {"locks ", "tries to lock ", "unlocks "};
    add(Says, Does[L.Does] + argument(L.Argument) + (L.Shared ? " for reading" : ""));
  }
  for (const ArgumentRef &A : M.RefersTo)
    add(Says, "refers to " + argument(A) + " until it is over");
  if (M.Condition) {
    static constexpr const char *Does[] = {
        "waits for condition variable %s, with lock ",
        "waits for condition variable %s with a limit, with lock ",
        "notifies condition variable %s"};
    std::string Text = Does[M.Condition->Does];
    Text.replace(Text.find("%s"), 2, argument(M.Condition->On));
    if (M.Condition->Lock)
      Text += argument(*M.Condition->Lock);
    Says.push_back(std::move(Text));
  }
  if (M.Launch)
    add(Says, std::string("starts work; without a policy, ") +
                  (M.Launch->Default == LaunchFact::Either ? "at once or when it is waited for"
                                                           : "at once"));
  if (M.Resource)
    add(Says, std::string(M.Resource->Of == ResourceFact::Object ? "takes its object"
                                                                 : "gives what is to be released") +
                  "; released by " + listed(M.Resource->ReleasedBy));
  if (M.SetsError)
    add(Says, "puts the error of an operation into " + argument(*M.SetsError));
  if (M.Outside)
    add(Says, "waits for " + M.Outside->For +
                  (M.Outside->On ? ", if " + argument(*M.Outside->On) + " has a peer" : "") +
                  (M.Outside->Limit ? ", no longer than " + argument(*M.Outside->Limit) : ""));
  if (M.Limits)
    add(Says, "limits how long work takes, or lets it be ended");
  if (M.AsyncContext)
    add(Says, "runs on an event loop: must not block");
  if (M.Resumes)
    add(Says, "runs coroutines or continuations of others before it returns");
  return Says;
}

static std::vector<std::string> sentences(const TypeModel &M) {
  std::vector<std::string> Says;
  auto Methods = [&Says](const char *What, const std::vector<std::string> &Names) {
    if (!Names.empty())
      add(Says, What + listed(Names));
  };
  if (M.Task) {
    static constexpr const char *Start[] = {"lazy", "eager", "asynchronous"};
    static constexpr const char *Dropped[] = {"never runs", "is cancelled", "is waited for",
                                              "goes on unseen", "is meant to be dropped"};
    add(Says, std::string(Start[static_cast<int>(M.Task->Start)]) + " task; dropped, it " +
                  Dropped[M.Task->Dropped]);
    if (M.Task->SingleShot)
      add(Says, "its result can be taken once");
    if (M.Task->SameArgument)
      add(Says, "awaits only those with the same template argument " +
                    llvm::Twine(*M.Task->SameArgument));
  }
  if (M.Guard) {
    add(Says, M.Guard->Blocking ? "holds a lock while it lives"
                                : "holds a lock that doesn't block the thread while it lives");
    Methods("locks again: ", M.Guard->Acquires);
    Methods("tries to lock: ", M.Guard->Tries);
    Methods("unlocks: ", M.Guard->Releases);
    Methods("tells whether it holds the lock: ", M.Guard->Tests);
    Methods("tells whether it holds none: ", M.Guard->Fails);
    if (M.Guard->Shared)
      add(Says, "readers share its lock");
  }
  if (M.Mutex)
    add(Says, std::string(M.Mutex->Recursive ? "recursive " : "") +
                  (M.Mutex->Shared ? "readers' and writer's " : "") +
                  (M.Mutex->Blocking ? "mutex" : "mutex that doesn't block the thread"));
  if (M.Atomic) {
    add(Says, "atomic");
    Methods("reads: ", M.Atomic->Loads);
    Methods("writes: ", M.Atomic->Stores);
  }
  static constexpr const char *Tags[] = {"", "tells a guard not to lock yet",
                                         "tells a guard to try to lock",
                                         "tells a guard that the mutex is locked"};
  if (M.Tag != GuardTag::None)
    add(Says, Tags[static_cast<int>(M.Tag)]);
  if (M.Scope) {
    static constexpr const char *Dropped[] = {"ends the program", "waits", "cancels it",
                                              "lets it run on"};
    add(Says,
        std::string("scope of tasks; with work left, its destructor ") + Dropped[M.Scope->Dropped]);
    Methods("joins: ", M.Scope->Joins);
    Methods("closes: ", M.Scope->Closes);
    Methods("cancels: ", M.Scope->Cancels);
  }
  if (M.Thread) {
    static constexpr const char *Dropped[] = {"", "; left alone, its destructor ends the program",
                                              "; left alone, its destructor waits",
                                              "; left alone, its destructor lets it run on",
                                              "; left alone, its destructor does as it is written"};
    add(Says, std::string("thread") + Dropped[M.Thread->Dropped]);
    Methods("joins: ", M.Thread->Joins);
    Methods("detaches: ", M.Thread->Detaches);
    Methods("tells whether it can be joined: ", M.Thread->Tests);
  }
  if (M.Queue) {
    static constexpr const char *Bounded[] = {"bounded queue", "queue without a bound",
                                              "queue, bounded if its constructor is told so"};
    add(Says, M.Queue->Plain ? "container; a queue with a lock and a condition variable around it"
                             : Bounded[M.Queue->Bounded]);
    Methods("pushes: ", M.Queue->Pushes);
    Methods("pops: ", M.Queue->Pops);
  }
  if (M.Future) {
    add(Says, M.Future->ReadyByDefault ? "future, ready by default" : "future");
    Methods("takes the result: ", M.Future->Takes);
    Methods("waits with a limit: ", M.Future->Times);
    Methods("tells whether it has a result to come: ", M.Future->Tests);
  }
  if (M.Promise) {
    add(Says, "promise");
    Methods("gives its future, once: ", M.Promise->Gives);
    Methods("sets the result, once: ", M.Promise->Satisfies);
    Methods("tells whether the result is set: ", M.Promise->Tests);
    Methods("begins anew: ", M.Promise->Resets);
  }
  static constexpr const char *Parts[] = {"",
                                          "tells work that it should stop",
                                          "asks work to stop",
                                          "is called when work should stop",
                                          "is thrown when work stops",
                                          "suspends a stackful coroutine, which ends by unwinding"};
  if (M.Cancels != Cancellation::None)
    add(Says, Parts[static_cast<int>(M.Cancels)]);
  const std::pair<bool, const char *> Flags[] = {
      {M.Owner, "owns another object"},
      {M.MayBlock, "what it runs may block"},
      {M.Executor, "executor"},
      {M.Peer, "its other end is outside of the program"},
      {M.Limits, "limits how long work takes"},
      {M.EventLoop, "event loop"},
      {M.ThreadBound, "must be destroyed on the thread that made it"},
      {M.NeverSuspends == true, "awaiting it never suspends"},
      {M.NeverSuspends == false, "awaiting it always suspends"},
      {M.ErrorCode, "error code"},
      {M.TestFixture, "test fixture"}};
  for (const auto &[Is, Text] : Flags)
    if (Is)
      add(Says, Text);
  return Says;
}

/// Adds the names in \p Names, separated by spaces.
static void addNames(std::set<std::string> &To, StringRef Names) {
  llvm::SmallVector<StringRef, 4> Parts;
  Names.split(Parts, ' ', -1, /*KeepEmpty=*/false);
  for (StringRef Part : Parts)
    To.insert(Part.str());
}

/// Who uses \p Facts: checks with links; of facts that no check uses yet, those that will.
static std::string users(llvm::ArrayRef<const Fact *> Facts) {
  std::set<std::string> Used, Kept;
  for (const Fact *F : Facts) {
    addNames(Used, F->UsedBy);
    if (!*F->UsedBy)
      addNames(Kept, F->KeptFor);
  }
  std::string Text;
  for (const std::string &Name : Used)
    Text += (Text.empty() ? "" : ", ") +
            ("[" + Name + "](../checks/" + Name.substr(StringRef("async-").size()) + ".md)");
  if (!Kept.empty())
    Text += (Text.empty() ? "kept for " : "; kept for ") + llvm::join(Kept, ", ");
  return Text;
}

template <typename ModelT>
static void table(llvm::raw_ostream &OS, StringRef Title, StringRef Column,
                  const std::vector<ModelT> &Entries) {
  if (Entries.empty())
    return;
  OS << "\n## " << Title << "\n\n| " << Column << " | What is known | Used by |\n|---|---|---|\n";
  for (const ModelT &Entry : Entries) {
    std::vector<std::string> Says = sentences(Entry);
    if (!Entry.CheckedAgainst.empty())
      Says.push_back("(" + Entry.CheckedAgainst + ")");
    OS << "| " << code(Entry.Name) << " | " << llvm::join(Says, "; ") << " | "
       << users(factsOf(Entry)) << " |\n";
  }
}

std::string frameworkPage(const Framework &F) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  OS << Made << "# " << F.Name << "\n\nChecked against: " << F.CheckedAgainst << ".\n\n";
  std::vector<std::string> Roots;
  for (const std::string &Root : F.Roots)
    Roots.push_back(Root.empty() ? "::" : Root);
  OS << "Names are below " << listed(Roots) << (F.CLinkage ? ", with C linkage" : "") << ".";
  if (!F.Headers.empty())
    OS << " Headers: " << listed(F.Headers) << '.';
  OS << '\n';
  table(OS, "Functions", "Function", F.Functions);
  table(OS, "Types", "Type", F.Types);
  if (!F.Idioms.empty()) {
    OS << "\n## How it says common things\n\n| What | Text | Used by |\n|---|---|---|\n";
    for (const Idiom &I : F.Idioms)
      OS << "| " << I.Kind << " | " << code(I.Text) << " | " << users(factOf(I)) << " |\n";
  }
  if (!F.Words.empty()) {
    OS << "\n## Words\n\nWhat names tell of what has no model, as far as that goes.\n\n"
          "| Kind | It means | Names | Used by |\n|---|---|---|---|\n";
    for (const WordList &W : F.Words) {
      const Fact &About = factOf(*senseOf(W));
      std::vector<std::string> Says;
      auto Add = [&Says](StringRef How, const std::vector<std::string> &Words) {
        if (!Words.empty())
          Says.push_back((How + listed(Words)).str());
      };
      Add("", W.Exactly);
      Add("begins with ", W.Begins);
      Add("has ", W.Has);
      Add("but not ", W.Unless);
      OS << "| `" << W.Kind << "` | " << About.Meaning << " | " << llvm::join(Says, "; ") << " | "
         << users(&About) << " |\n";
    }
  }
  if (!F.TestMacros.empty())
    OS << "\n## Macros that open a test\n\n" << listed(F.TestMacros) << '\n';
  if (!F.TestPaths.empty())
    OS << "\n## Paths of tests\n\n" << listed(F.TestPaths) << '\n';
  return OS.str();
}

std::string indexPage(const std::vector<const Framework *> &All) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  OS << Made
     << "# Frameworks\n\nWhat the checks know of each, from [lib/Models](../../lib/Models). Each "
        "entry resolves in a mock of the framework (test/Inputs/mocks), and in its real headers "
        "where the machine has them. [Your own](../guides/models.md) are described in the same "
        "way.\n\n| Framework | Checked against | Functions | Types | Idioms "
        "|\n|---|---|---|---|---|\n";
  size_t Functions = 0, Types = 0, Idioms = 0;
  for (const Framework *F : All) {
    OS << "| [" << F->Name << "](" << F->Name << ".md) | " << F->CheckedAgainst << " | "
       << F->Functions.size() << " | " << F->Types.size() << " | " << F->Idioms.size() << " |\n";
    Functions += F->Functions.size();
    Types += F->Types.size();
    Idioms += F->Idioms.size();
  }
  OS << "| all " << All.size() << " | | " << Functions << " | " << Types << " | " << Idioms
     << " |\n\n## Facts, and the checks that use them\n\n| Where | Fact | Used by | Kept for |\n"
        "|---|---|---|---|\n";
  static constexpr const char *Of[] = {"functions", "types", "idioms", "words"};
  for (const Fact *F : allFacts()) {
    std::set<std::string> Used, Kept;
    addNames(Used, F->UsedBy);
    addNames(Kept, F->KeptFor);
    OS << "| " << Of[F->Of] << " | `" << F->Key << "` | " << llvm::join(Used, ", ") << " | "
       << llvm::join(Kept, ", ") << " |\n";
  }
  return OS.str();
}

} // namespace asynctidy
