//===- Process.cpp - programs that run beside each other -----------===//
//
// Part of async-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run/Process.h"
#include "Run/Compat.h"
#include "Run/Files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Signals.h"
#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

extern char **environ;

using namespace llvm;
namespace fs = llvm::sys::fs;

namespace asynctidy::runner {

static std::atomic<bool> Interrupted{false};

bool interrupted() { return Interrupted; }

namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

struct Running {
  size_t Number;
  sys::ProcessInfo Process;
  double Start;
  unsigned Timeout;
  bool Killed = false;
};

/// Starts \p J; an outcome at once if that fails.
std::optional<Outcome> start(const Job &J, Running &R) {
  SmallVector<StringRef, 32> Arguments(J.Arguments.begin(), J.Arguments.end());
  SmallVector<StringRef, 64> Environment(J.Environment.begin(), J.Environment.end());
  for (char **Line = environ; *Line; ++Line)
    if (none_of(J.Environment, [&](StringRef Set) {
          return Set.split('=').first == StringRef(*Line).split('=').first;
        }))
      Environment.push_back(*Line);
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(J.Output), StringRef(J.Errors)};
  Outcome O;
  O.StartedAt = R.Start = now();
  bool Failed = false;
  R.Timeout = J.Timeout;
  R.Process = sys::ExecuteNoWait(J.Arguments[0], Arguments, ArrayRef<StringRef>(Environment),
                                 Redirects, /*MemoryLimit=*/0, &O.Error, &Failed);
  if (!Failed)
    return std::nullopt;
  O.Code = -1;
  if (O.Error.empty())
    O.Error = "can't run " + J.Arguments[0];
  return O;
}

} // namespace

bool runJobs(unsigned Slots, function_ref<std::optional<Job>()> Next,
             function_ref<void(size_t, const Outcome &)> Done) {
  static bool Installed = (sys::SetInterruptFunction([] { Interrupted = true; }), true);
  (void)Installed;
  std::vector<Running> All;
  size_t Number = 0;
  auto Pause = std::chrono::microseconds(500);
  while (true) {
    while (All.size() < std::max(Slots, 1u) && !Interrupted) {
      std::optional<Job> J = Next();
      if (!J)
        break;
      Running R;
      R.Number = Number++;
      if (std::optional<Outcome> Failed = start(*J, R)) {
        Done(R.Number, *Failed);
        continue;
      }
      All.push_back(R);
    }
    if (All.empty())
      return !Interrupted;
    bool Ended = false;
    for (size_t I = 0; I < All.size();) {
      Running &R = All[I];
      Outcome O;
      std::optional<sys::ProcessInfo> Process = compat::poll(R.Process, O.Error);
      double Seconds = now() - R.Start;
      if (!Process) {
        if (!R.Killed && (Interrupted || (R.Timeout && Seconds > R.Timeout))) {
          ::kill(R.Process.Pid, SIGKILL);
          R.Killed = true;
        }
        ++I;
        continue;
      }
      O.Code = Process->ReturnCode;
      O.Seconds = Seconds;
      O.StartedAt = R.Start;
      O.TimedOut = R.Killed && !Interrupted;
      size_t Which = R.Number;
      All.erase(All.begin() + I);
      Ended = true;
      if (!Interrupted)
        Done(Which, O);
    }
    // Short programs are answered at once, long ones don't cost processor time.
    Pause = Ended ? std::chrono::microseconds(500)
                  : std::min(Pause * 2, std::chrono::microseconds(10000));
    if (!Ended)
      std::this_thread::sleep_for(Pause);
  }
}

Expected<std::string> capture(ArrayRef<std::string> Arguments, std::string *Errors, int *Code,
                              ArrayRef<std::string> Environment) {
  Expected<TemporaryDirectory> Directory = TemporaryDirectory::create();
  if (!Directory)
    return Directory.takeError();
  Job J;
  J.Arguments = Arguments.vec();
  J.Environment = Environment.vec();
  J.Output = Directory->path() + "/out";
  J.Errors = Directory->path() + "/err";
  Outcome O;
  bool Started = false;
  bool Finished = runJobs(
      1,
      [&]() -> std::optional<Job> {
        if (std::exchange(Started, true))
          return std::nullopt;
        return J;
      },
      [&](size_t, const Outcome &Ended) { O = Ended; });
  if (!Finished)
    return createStringError(inconvertibleErrorCode(), "interrupted");
  Expected<std::string> Out = readFile(J.Output), Err = readFile(J.Errors);
  std::string Text = Out ? *Out : "", ErrorText = Err ? *Err : "";
  consumeError(Out.takeError());
  consumeError(Err.takeError());
  StringRef FirstLine = StringRef(ErrorText).trim().split('\n').first;
  if (O.Code < 0 || (O.Code && !Code))
    return createStringError(inconvertibleErrorCode(), "%s: %s", Arguments[0].c_str(),
                             !O.Error.empty()     ? O.Error.c_str()
                             : !FirstLine.empty() ? FirstLine.str().c_str()
                                                  : "failed");
  if (Errors)
    *Errors = std::move(ErrorText);
  if (Code)
    *Code = O.Code;
  return Text;
}

Expected<TemporaryDirectory> TemporaryDirectory::create() {
  SmallString<128> Path;
  if (std::error_code Code = fs::createUniqueDirectory("async-tidy", Path))
    return createStringError(Code, "can't make a temporary directory: %s", Code.message().c_str());
  return TemporaryDirectory(std::string(Path));
}

TemporaryDirectory::~TemporaryDirectory() {
  if (!Path.empty())
    fs::remove_directories(Path);
}

} // namespace asynctidy::runner
