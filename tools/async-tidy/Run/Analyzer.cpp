//===- Analyzer.cpp - runs clang-tidy on many files -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Analyzer.h"
#include "Run/Files.h"
#include "Run/Process.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Threading.h"
#include <deque>

using namespace llvm;
namespace fs = llvm::sys::fs;

namespace asynctidy::runner {

unsigned defaultSlots() {
  unsigned Slots = std::max(1u, hardware_concurrency().compute_thread_count());
  auto Memory = MemoryBuffer::getFileAsStream("/proc/meminfo");
  if (!Memory)
    return Slots;
  StringRef Rest = (*Memory)->getBuffer().split("MemAvailable:").second.ltrim();
  uint64_t Kilobytes = 0;
  if (Rest.consumeInteger(10, Kilobytes) || !Kilobytes)
    return Slots;
  return std::max<uint64_t>(1, std::min<uint64_t>(Slots, Kilobytes / 600000));
}

namespace {

/// One run of clang-tidy.
struct Attempt {
  size_t Unit;
  std::vector<std::string> Checks;
  std::string Directory; ///< For its files.
  bool Single = false;   ///< One check alone, for its fixes.
};

class Analyzer {
public:
  Analyzer(const Toolchain &Tools, const CompileDatabase &Database, ArrayRef<UnitJob> Jobs,
           unsigned Timeout, function_ref<void(size_t, UnitOutcome)> Done, std::string Temporary)
      : Tools(Tools), Database(Database), Jobs(Jobs), Timeout(Timeout), Done(Done),
        Temporary(std::move(Temporary)), States(Jobs.size()) {
    for (size_t I = 0; I < Jobs.size(); ++I)
      Queue.push_back({I, Jobs[I].Checks, "", false});
  }

  Error run(unsigned Slots) {
    bool Finished = runJobs(
        Slots, [&] { return next(); },
        [&](size_t Number, const Outcome &O) { ended(Started[Number], O); });
    if (Problem)
      return std::move(Problem);
    if (!Finished)
      return createStringError(inconvertibleErrorCode(), "interrupted");
    return Error::success();
  }

private:
  struct State {
    UnitOutcome Outcome;
    unsigned Tries = 0;
    unsigned Open = 0; ///< Attempts with single checks that are still to end.
    std::string Crash; ///< Why the first attempt failed; the record is then partial.
    UnitState Failed = UnitState::Analysed;
  };

  std::optional<Job> next() {
    if (Problem || Queue.empty())
      return std::nullopt;
    Attempt A = std::move(Queue.front());
    Queue.pop_front();
    A.Directory = (Temporary + "/" + Twine(Started.size())).str();
    Job J;
    if (std::error_code Code = fs::create_directory(A.Directory))
      Problem =
          createStringError(Code, "can't make %s: %s", A.Directory.c_str(), Code.message().c_str());
    else if (Error E = writeFile(A.Directory + "/compile_commands.json",
                                 Database.only(Jobs[A.Unit].File, Dropped)))
      Problem = std::move(E);
    if (Problem)
      return std::nullopt;
    J.Arguments = {Tools.Tidy,
                   "--load=" + Tools.Plugin,
                   "-p=" + A.Directory,
                   "--checks=-*," + join(A.Checks, ",") + ",async-recorder",
                   "--header-filter=.*", // The default differs from version to version.
                   "--export-fixes=" + A.Directory + "/found.yaml",
                   "--quiet",
                   Jobs[A.Unit].File};
    J.Environment = {"ASYNC_TIDY_RECORD=" + A.Directory + "/record.json"};
    J.Errors = A.Directory + "/errors";
    J.Timeout = Timeout;
    Started.push_back(std::move(A));
    return J;
  }

  void ended(const Attempt &A, const Outcome &O) {
    State &S = States[A.Unit];
    S.Outcome.Seconds += O.Seconds;
    if (!A.Single && ++S.Tries == 1)
      S.Outcome.StartedAt = O.StartedAt;
    if (A.Single)
      endedSingle(A, O, S);
    else
      endedMain(A, O, S);
    fs::remove_directories(A.Directory);
    if (S.Open)
      return;
    if (S.Failed != UnitState::Analysed) {
      S.Outcome.Record.State = S.Failed;
      S.Outcome.Record.Reason = S.Crash;
    }
    Done(A.Unit, std::move(S.Outcome));
  }

  void again(const Attempt &A, State &S, std::vector<std::string> Checks) {
    S.Open = 1;
    Queue.push_front({A.Unit, std::move(Checks), "", false});
  }

  void endedMain(const Attempt &A, const Outcome &O, State &S) {
    S.Open = 0;
    if (O.TimedOut)
      return failed(S, UnitState::TimedOut,
                    ("took more than " + Twine(Timeout) + " s (see --timeout)").str());
    if (O.Code < 0) {
      std::string Guilty = crashed(A);
      failed(S, UnitState::Crashed,
             Guilty.empty() ? "clang-tidy crashed: " + O.Error
                            : Guilty + " crashed; the other checks ran");
      if (!Guilty.empty() && S.Tries < 3) {
        std::vector<std::string> Checks = A.Checks;
        llvm::erase_if(Checks, [&](const std::string &Name) { return Name == Guilty; });
        again(A, S, std::move(Checks));
      }
      return;
    }
    Expected<UnitRecord> R =
        importRecord(A.Directory + "/found.yaml", A.Directory + "/record.json");
    if (!R) {
      std::string Why = toString(R.takeError());
      if (StringRef Line = firstError(A); !Line.empty())
        Why += (": " + Line).str();
      return failed(S, UnitState::Crashed, Why);
    }
    bool New = false;
    for (const std::string &Argument : R->UnknownArguments)
      if (!is_contained(Dropped, Argument)) {
        Dropped.push_back(Argument);
        New = true;
      }
    // Another file may have had it dropped while this one ran.
    if (New || (!R->UnknownArguments.empty() && S.Tries < 8))
      return again(A, S, A.Checks);
    S.Outcome.Record = std::move(*R);
    const UnitRecord &Record = S.Outcome.Record;
    for (const std::string &Check : Record.Overlapping) {
      // clang-tidy may have kept the other fix, and then says nothing there. A check alone overlaps
      // with itself as before.
      bool WithAnother =
          Record.Overlapping.size() > 1 || any_of(Record.Findings, [&](const Finding &F) {
            return F.Check != Check && !F.Edits.empty();
          });
      if (!WithAnother)
        continue;
      ++S.Open;
      Queue.push_front({A.Unit, {Check}, "", true});
    }
  }

  void endedSingle(const Attempt &A, const Outcome &O, State &S) {
    --S.Open;
    if (O.Code < 0 || O.TimedOut)
      return; // The finding stays, without its fix.
    Expected<UnitRecord> R =
        importRecord(A.Directory + "/found.yaml", A.Directory + "/record.json");
    if (!R)
      return consumeError(R.takeError());
    for (Finding &F : S.Outcome.Record.Findings)
      for (const Finding &Alone : R->Findings)
        if (F.Edits.empty() && F.Check == Alone.Check && F.At.Offset == Alone.At.Offset &&
            F.At.File == Alone.At.File && F.Message == Alone.Message)
          F.Edits = Alone.Edits;
  }

  static void failed(State &S, UnitState Failed, std::string Why) {
    S.Failed = Failed;
    S.Crash = std::move(Why);
  }

  std::string errors(const Attempt &A) {
    Expected<std::string> Text = readFile(A.Directory + "/errors");
    if (!Text) {
      consumeError(Text.takeError());
      return {};
    }
    return std::move(*Text);
  }

  /// The check that the stack dump names.
  std::string crashed(const Attempt &A) {
    StringRef Text = Errors = errors(A);
    for (StringRef Rest = Text; !Rest.empty(); Rest = Rest.split("'async-").second) {
      StringRef Name = Rest.split("'async-").second.split('\'').first;
      if (std::string Full = ("async-" + Name).str(); is_contained(A.Checks, Full))
        return Full;
    }
    return {};
  }

  StringRef firstError(const Attempt &A) {
    Errors = errors(A);
    SmallVector<StringRef, 8> Lines;
    StringRef(Errors).split(Lines, '\n', -1, /*KeepEmpty=*/false);
    for (StringRef Line : Lines)
      if (Line.contains("rror"))
        return Line.trim();
    return {};
  }

  const Toolchain &Tools;
  const CompileDatabase &Database;
  ArrayRef<UnitJob> Jobs;
  unsigned Timeout;
  function_ref<void(size_t, UnitOutcome)> Done;
  std::string Temporary;
  std::deque<Attempt> Queue;
  std::deque<Attempt> Started; ///< By the job's number.
  std::vector<State> States;
  std::vector<std::string> Dropped;
  std::string Errors;
  Error Problem = Error::success();
};

} // namespace

Error analyseUnits(const Toolchain &Tools, const CompileDatabase &Database, ArrayRef<UnitJob> Jobs,
                   unsigned Slots, unsigned Timeout, function_ref<void(size_t, UnitOutcome)> Done) {
  Expected<TemporaryDirectory> Temporary = TemporaryDirectory::create();
  if (!Temporary)
    return Temporary.takeError();
  Analyzer A(Tools, Database, Jobs, Timeout, Done, Temporary->path());
  return A.run(Slots);
}

} // namespace asynctidy::runner
